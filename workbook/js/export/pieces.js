/** An answer as it is taken out: its question always with it, and each part of it where its meaning belongs. */
import { blocksOf } from "../notes/list.js";
import { heading, items, paragraph, subheading } from "../widget/blocks.js";
import { GAP } from "../widget/fields.js";

/** @typedef {import("../widget/blocks.js").Block} Block */
/** @typedef {import("../widget/kind.d.ts").Meaning} Meaning */
/** @typedef {import("./choosing.js").Answer} Answer */
/** @typedef {import("../notes/list.js").Kind} Kind */

const MADE_UP = "(Asked about a made-up story in the workbook.)";

/**
 * What in an answer has one of these meanings, under its question; nothing where there is none.
 * @param {Answer} answer @param {Meaning[] | null} meanings all of them where none is named
 * @param {Record<string, Kind>} kinds @returns {Block[]}
 */
export function piecesOf(answer, meanings, kinds) {
  const { entry, spec, prompt } = answer;
  const kind = kinds[entry.kind];
  const parts = spec ? kind?.parts?.(spec, entry.value) : undefined;
  if (meanings && parts) {
    const found = parts.filter(({ meaning }) => meanings.includes(meaning)).flatMap(({ blocks }) => blocks);
    return found.length ? underQuestion(prompt, found) : [];
  }
  return !meanings || meanings.includes(kind?.meaning ?? "learned") ? ownWords(answer, kinds) : [];
}

/** The question, then what was answered; headings within it are smaller. @param {string} question @param {Block[]} blocks */
function underQuestion(question, blocks) {
  const rest = blocks.filter((block) => block.type !== "heading" || block.text !== question);
  return [heading(question), ...rest.map((block) => (block.type === "heading" ? subheading(block.text) : block))];
}

/** The question, and the reader's own words, without the book's. @param {Answer} answer @param {Record<string, Kind>} kinds */
function ownWords(answer, kinds) {
  const { entry, spec, prompt } = answer;
  const all = blocksOf(answer, entry.value, kinds);
  if (kinds[entry.kind]?.choicesAreOwn) return underQuestion(prompt, all);
  let own = byHeading(all)
    .filter((group) => group.some(isHers))
    .map((group) => group.flatMap(filled))
    .filter((group) => group.some((block) => block.type !== "heading"))
    .flat();
  if (!own.length) own = all.filter((block) => block.type !== "blank");
  const [question, ...rest] = underQuestion(prompt, own);
  return [question, ...(spec?.situation ? [paragraph(MADE_UP)] : []), ...rest];
}

/** An answer, room for one, or a gap to fill: everything else is the book's. @param {Block} block */
const isHers = (block) =>
  block.type === "answer" ||
  block.type === "blank" ||
  (block.type === "list" && block.items.some((item) => item.includes(GAP)));

/** A heading, an answer, and the lines of a list that are filled in. @param {Block} block @returns {Block[]} */
function filled(block) {
  if (block.type === "heading" || block.type === "answer") return [block];
  const lines = block.type === "list" ? block.items.filter((item) => !item.includes(GAP)) : [];
  return lines.length ? [items(lines)] : [];
}

/** @param {Block[]} blocks */
function byHeading(blocks) {
  /** @type {Block[][]} */
  const groups = [[]];
  for (const block of blocks) {
    if (block.type === "heading") groups.push([]);
    groups[groups.length - 1].push(block);
  }
  return groups;
}
