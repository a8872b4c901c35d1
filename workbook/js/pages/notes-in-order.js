/** What is written, by chapter, and where the reader was: rules without a page. */

import { written } from "../notes/begun.js";
import { OWN } from "../notes/list.js";

/** @typedef {import("../lib/types.d.ts").Entries} Entries */
/** @typedef {{readonly all: Entries}} Notes the reader's notes; loading a file puts other entries in it */
/** @typedef {import("../notes/list.js").Chapter} Chapter */
/** @typedef {import("../notes/list.js").Answer} Answer */
/** @typedef {{title: string, chapter: Chapter | null, answers: Answer[]}} Group chapter: null for what is no longer in the book */
/** @typedef {{chapter: Chapter, latest: Answer, next: any, key: string}} Left next: what is open after the latest answer, if anything; key: where to go on */

/**
 * The answers of each chapter, as the book has them; last, those whose place is no longer in the book.
 * @param {Chapter[]} chapters @param {Notes} notes @returns {Group[]}
 */
export function inOrder(chapters, notes) {
  const { all } = notes;
  const known = new Set(chapters.flatMap((chapter) => chapter.activities.map((spec) => spec.key)));
  const found = chapters.map((chapter) => {
    const begun = chapter.activities.filter((spec) => written(all[spec.key]));
    return {
      title: chapter.title,
      chapter: /** @type {Chapter | null} */ (chapter),
      answers: begun.map((spec) => answerTo(notes, spec.key, spec, chapter)),
    };
  });
  const others = Object.keys(all)
    .filter((key) => !known.has(key) && written(all[key]) && all[key].kind !== OWN)
    .sort()
    .map((key) => answerTo(notes, key, null, null));
  if (others.length) found.push({ title: "From another edition of this book", chapter: null, answers: others });
  return found.filter(({ answers }) => answers.length);
}

/** An answer, with what is written in it now. @param {Notes} notes @param {string} key @param {any} spec @param {Chapter | null} chapter @returns {Answer} */
function answerTo(notes, key, spec, chapter) {
  return {
    key,
    spec,
    chapter,
    get entry() {
      return notes.all[key];
    },
  };
}

/** @param {Chapter} chapter @param {Entries} all @returns {any[]} what is still open in it */
export const openInside = (chapter, all) => chapter.activities.filter((spec) => !spec.back && !written(all[spec.key]));

/**
 * Where the reader was, and what comes next there; null where nothing of this book is written.
 * @param {Group[]} groups @param {Entries} all @returns {Left | null}
 */
export function whereLeft(groups, all) {
  const answers = groups.flatMap((group) => group.answers).filter((one) => one.chapter);
  if (!answers.length) return null;
  const latest = answers.reduce((one, other) =>
    Date.parse(other.entry.when) > Date.parse(one.entry.when) ? other : one,
  );
  const chapter = /** @type {Chapter} */ (latest.chapter);
  const at = chapter.activities.findIndex((spec) => spec.key === latest.key);
  const next = chapter.activities.slice(at + 1).find((spec) => !spec.back && !written(all[spec.key]));
  return { chapter, latest, next, key: next?.key ?? latest.spec.back ?? latest.key };
}
