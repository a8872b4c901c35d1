/** The notes file in the page: read it, and say what loading it would do. In Python: workbook/kit/learner/file.py. */

import { canonical, isKey, isObject, mergeEntries, renameKeys } from "./merge.js";
import { format, sorted, VERSION } from "./store.js";

/** @typedef {import("../lib/types.d.ts").Entries} Entries */
/** @typedef {import("./store.js").Reading} Reading */
/** @typedef {{fresh: number, newer: number, older: number, same: number, all: number}} Plan */

/** Bytes. Ten thousand long notes are about five million. */
export const LARGEST = 20_000_000;
/** How far lists and objects may stand in one another in a value. */
const DEEPEST = 40;
const UNCHANGED = "Nothing here has changed.";

/** Why a file cannot be loaded, in words for the reader. */
export class FileRefused extends Error {}

/** The text of a file. A letter that is no letter is not put right in silence. @param {ArrayBuffer} bytes */
export function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileRefused(
      `This is not a notes file, or another program has changed it: some of its letters cannot be read. Try another copy of it. ${UNCHANGED}`,
    );
  }
}

/**
 * What is in the text of a notes file, under the present names of its keys. What is no notes file is refused; an entry
 * that does not fit is set aside.
 * @param {string} text
 * @param {{aliases?: Record<string, string>, isEntry: (thing: unknown) => boolean}} options what the schema says
 * @returns {Reading}
 */
export function loads(text, { aliases = {}, isEntry }) {
  let file;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new FileRefused(whyNoFile(text));
  }
  if (!isObject(file) || file.format !== format())
    throw new FileRefused(`This file is not from this book. Choose the one that “Save my notes” made. ${UNCHANGED}`);
  if (Number.isInteger(file.version) && file.version > VERSION)
    throw new FileRefused(`This file was made by a newer edition of this book. Open it there. ${UNCHANGED}`);
  if (file.version !== VERSION || !isObject(file.entries) || Object.keys(file).length !== 3)
    throw new FileRefused(`This notes file is broken at its beginning. Try another copy of it. ${UNCHANGED}`);
  const fits = (/** @type {string} */ key, /** @type {any} */ entry) =>
    isKey(key) && isEntry(entry) && [entry, ...entry.earlier].every(isPossible);
  const { entries, aside } = sorted(file.entries, fits);
  return { entries: renameKeys(entries, aliases), aside };
}

/** @param {string} text */
function whyNoFile(text) {
  if (/^\s*</.test(text)) return `This is a web page or a drawing, not a notes file. It was not opened. ${UNCHANGED}`;
  if (text.includes(format()))
    return `This notes file is broken: part of it is missing or was changed. Try another copy of it. ${UNCHANGED}`;
  return `This is not a notes file. Choose the one that “Save my notes” made: its name ends in .json. ${UNCHANGED}`;
}

/** What a schema cannot say: its time exists, its numbers are numbers, and nothing stands in itself for ever. @param {any} version */
const isPossible = ({ value, when }) => isTime(when) && isBounded(value);

/** @param {any} thing @param {number} [depth] @returns {boolean} */
const isBounded = (thing, depth = 0) => {
  if (typeof thing !== "object" || thing === null) return typeof thing !== "number" || Number.isFinite(thing);
  return depth < DEEPEST && Object.values(thing).every((part) => isBounded(part, depth + 1));
};

/** Is this a time that exists? The thirty-first of February does not. @param {string} when */
function isTime(when) {
  const seconds = when.slice(0, 19);
  const at = Date.parse(`${seconds}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(seconds) && !seconds.startsWith("0000");
}

/** What loading a file will do, before it is done. @param {Entries} ours @param {Entries} theirs @returns {Plan} */
export function planLoading(ours, theirs) {
  const merged = mergeEntries(ours, theirs);
  const counts = { fresh: 0, newer: 0, older: 0, same: 0 };
  for (const key of Object.keys(theirs)) {
    const [was, now] = [ours[key], merged[key]];
    if (!was) counts.fresh += 1;
    else if (canonical(was.value) !== canonical(now.value)) counts.newer += 1;
    else if (now.earlier.length > was.earlier.length) counts.older += 1;
    else counts.same += 1;
  }
  return { ...counts, all: Object.keys(theirs).length };
}
