/** What a search finds, and in which order: words in the forms that people type; help, chapters and pages before rows of evidence. */
import MiniSearch from "minisearch";

/**
 * @typedef {{id: number, address: string, title: string, heading: string, text: string, rank: number, where: string, asked: string[]}} Piece
 * `asked` is what people type who need just this: it is found first then, whatever else has their words
 */

const IGNORED = new Set(
  "a an and are as at be by do does for from has have how i in is it its me my of on or our that the their there this to was we what when where which who with you your".split(
    " ",
  ),
);
const SPELLINGS = [
  [/(cand|behavi|hon|col|fav|hum|lab|neighb)or(?=$|s|al|ed|ing|able)/, "$1our"],
  [/(organ|real|recogn|apolog|prioriti|general|special|character|emphas|summar|critic)iz/, "$1is"],
  [/^program$/, "programme"],
  [/^center/, "centre"],
  [/^defense/, "defence"],
];
/** What a piece weighs, by its rank: help first, for somebody who has met what she types. */
const WEIGHTS = [2.6, 1.7, 1.25, 0.8, 0.5];
const EVIDENCE = 4;

/** A word as the index has it: British, without accents and endings; null for one that says nothing. @param {string} term */
export function stem(term) {
  let word = term
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f’']s?/g, "");
  if (!word || IGNORED.has(word)) return null;
  if (/^\d/.test(word)) return word;
  for (const [other, ours] of SPELLINGS) word = word.replace(other, /** @type {string} */ (ours));
  if (word.length > 5) word = word.replace(/(?:ing|ed)$/, "").replace(/([bdgmnprt])\1$/, "$1");
  if (word.length > 3)
    word = word
      .replace(/ies$/, "y")
      .replace(/([^aius])s$/, "$1")
      .replace(/(?<=\w{4})e$/, "");
  return word;
}

/** @param {string} text @returns {string[]} its words; a number with its commas is one */
export const wordsOf = (text) =>
  text.replace(/(\d),(?=\d{3})/g, "$1").match(/\d+(?:\.\d+)?|[\p{L}\p{M}]+(?:[’'][\p{L}]+)*/gu) ?? [];

/** @param {string} text */
const plainly = (text) =>
  ` ${wordsOf(text)
    .map((word) => stem(word) ?? "")
    .filter(Boolean)
    .join(" ")} `;

/** Word for word: “end my life” is not “end of life”. @param {string} text */
const literally = (text) =>
  ` ${wordsOf(text)
    .map((word) => word.toLowerCase().replace(/[’']/g, ""))
    .join(" ")} `;

/** @param {any[][]} rows what `search-index.js` holds @returns {(asked: string) => Piece[]} */
export function searcher(rows) {
  /** @type {Piece[]} */
  const pieces = rows.map(([address, title, heading, text, rank, where, asked = []], id) => ({
    id,
    address,
    title,
    heading,
    text,
    rank,
    where,
    asked: asked.map(literally),
  }));
  const meant = (/** @type {string} */ words) =>
    pieces.filter(({ asked }) => asked.some((/** @type {string} */ one) => words.includes(one)));
  const index = new MiniSearch({ fields: ["heading", "title", "text"], tokenize: wordsOf, processTerm: stem });
  index.addAll(pieces);
  /** @type {Map<number, string>} */
  const flat = new Map();
  const flatOf = (/** @type {Piece} */ piece) => {
    if (!flat.has(piece.id)) flat.set(piece.id, plainly(`${piece.heading} . ${piece.text}`));
    return flat.get(piece.id) ?? "";
  };
  return (asked) => {
    const phrase = plainly(asked);
    if (!phrase.trim()) return [];
    const options = {
      boost: { heading: 3, title: 1.5 },
      prefix: (/** @type {string} */ term) => term.length > 2,
      fuzzy: (/** @type {string} */ term) => (term.length > 5 && !/\d/.test(term) ? 0.15 : false),
      weights: { prefix: 0.5, fuzzy: 0.2 },
      boostDocument: (/** @type {number} */ id) =>
        WEIGHTS[pieces[id].rank] * (flatOf(pieces[id]).includes(phrase) ? 2.5 : 1),
    };
    const all = index.search(asked, { ...options, combineWith: "AND" });
    const found = all.length ? all : index.search(asked, { ...options, combineWith: "OR" });
    const order = found.map(({ id, score }) => ({ piece: pieces[id], score }));
    order.sort(
      (one, other) =>
        Number(one.piece.rank === EVIDENCE) - Number(other.piece.rank === EVIDENCE) || other.score - one.score,
    );
    return fewEach([...new Set([...meant(literally(asked)), ...order.map(({ piece }) => piece)])]);
  };
}

/** At most three pieces of a page. @param {Piece[]} pieces */
function fewEach(pieces) {
  /** @type {Map<string, number>} */
  const count = new Map();
  return pieces.filter(({ address }) => {
    const page = address.split("#")[0];
    count.set(page, (count.get(page) ?? 0) + 1);
    return (count.get(page) ?? 0) <= 3;
  });
}

/**
 * The place in a text that answers best, in pieces: what was asked for, and what lies around it.
 * @param {string} text @param {string} asked @returns {{text: string, hit: boolean}[]}
 */
export function extract(text, asked) {
  const stems = new Set(wordsOf(asked).map(stem).filter(Boolean));
  const hits = [...text.matchAll(/\d[\d,]*(?:\.\d+)?|[\p{L}\p{M}]+(?:[’'][\p{L}]+)*/gu)].filter(([word]) => {
    const own = stem(word.replace(/,/g, ""));
    return own !== null && [...stems].some((one) => own === one || (one && one.length > 2 && own.startsWith(one)));
  });
  const near = (/** @type {number} */ at) => hits.filter(({ index }) => index >= at && index < at + 180).length;
  const best = hits.reduce((one, hit) => (near(hit.index) > near(one) ? hit.index : one), hits[0]?.index ?? 0);
  const start = best < 90 ? 0 : text.indexOf(" ", best - 70) + 1;
  const wanted = start + 230;
  const end = wanted >= text.length ? text.length : text.lastIndexOf(" ", wanted);
  /** @type {{text: string, hit: boolean}[]} */
  const made = start ? [{ text: "… ", hit: false }] : [];
  let at = start;
  for (const { 0: word, index } of hits) {
    if (index < at || index + word.length > end) continue;
    made.push({ text: text.slice(at, index), hit: false }, { text: word, hit: true });
    at = index + word.length;
  }
  made.push({ text: text.slice(at, end) + (end < text.length ? " …" : ""), hit: false });
  return made.filter((piece) => piece.text);
}
