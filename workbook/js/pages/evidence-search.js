/** Which rows of evidence a search finds: rules without a page. */

/** @typedef {[id: string, kind: string, seen: string, words: string]} Entry */
/** @typedef {{pages: [string, string][], tables: number, seen: [string, string][], rows: Entry[]}} Index */
/** @typedef {{words: string, page: string, kind: string, checked: string}} Search an empty text asks for nothing */

/** Letters as people type them: small, without accents. @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase();

/** The page on which a row stands. @param {string} id */
export const owner = (id) => id.split(".")[0];

/** What searches this index. @param {Index} index @returns {(search: Search) => Entry[]} */
export function finding(index) {
  const names = new Map(index.pages);
  const texts = index.rows.map(([id, , , words]) => plain(`${id} ${words} ${names.get(owner(id)) ?? ""}`));
  return ({ words, page, kind, checked }) => {
    const parts = plain(words)
      .split(/[^\p{L}\p{N}.,%'-]+/u)
      .filter(Boolean);
    return index.rows.filter(
      ([id, what, how], place) =>
        (!page || owner(id) === page) &&
        (!kind || what === kind) &&
        (!checked || how === checked) &&
        parts.every((part) => texts[place].includes(part)),
    );
  };
}
