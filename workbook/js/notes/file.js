/** The notes file in the page: read it, write it, and put two sets of notes together. Its twin is workbook/notes.py. */
import { FORMAT, renamed, VERSION } from "./store.js";

/** @typedef {import("./store.js").Entry} Entry */
/** @typedef {import("./store.js").Entries} Entries */
/** @typedef {import("./store.js").Version} Version */
/** @typedef {{merged: Entries, fresh: number, newer: number, older: number, same: number, all: number}} Plan */

/** Bytes. Ten thousand long notes are about five million. */
export const LARGEST = 20_000_000;
/** How far lists and objects may stand in one another in a value. */
const DEEPEST = 40;
/** Values that are words, where a kind has them. */
const STRINGS = new Map([
  ["reflect", ["text", "frame"]],
  ["scenario", ["text", "why"]],
  ["plan", ["when", "then", "date", "tell"]],
  ["ask", ["what", "of", "by", "why"]],
]);
const KEY = /^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/;
const WHEN = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?Z$/;
const LEFT = "Nothing here has changed.";

/** Why a file cannot be loaded, in words for the reader. */
export class NotOurs extends Error {}

/** The text of a file. A letter that is no letter is not put right in silence. @param {ArrayBuffer} bytes */
export function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new NotOurs(
      `This is not a notes file, or another program has changed it: some of its letters cannot be read. Try another copy of it. ${LEFT}`,
    );
  }
}

/**
 * The entries in the text of a notes file, under their present keys. Anything else is refused whole.
 * @param {string} text @param {Record<string, string>} aliases @returns {Entries}
 */
export function loads(text, aliases = {}) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    if (/^\s*</.test(text))
      throw new NotOurs(`This is a web page or a drawing, not a notes file. It was not opened. ${LEFT}`);
    if (text.includes(FORMAT))
      throw new NotOurs(
        `This notes file is broken: part of it is missing or was changed. Try another copy of it. ${LEFT}`,
      );
    throw new NotOurs(
      `This is not a notes file. Choose the one that “Save my notes” made: its name ends in .json. ${LEFT}`,
    );
  }
  if (!plain(file) || file.format !== FORMAT)
    throw new NotOurs(`This file is not from this book. Choose the one that “Save my notes” made. ${LEFT}`);
  if (Number.isInteger(file.version) && file.version > VERSION) {
    throw new NotOurs(`This file was made by a newer edition of this book. Open it there. ${LEFT}`);
  }
  const problem = file.version === VERSION ? wrong(file) : "the version";
  if (problem)
    throw new NotOurs(`This notes file is broken, at ${problem.slice(0, 80)}. Try another copy of it. ${LEFT}`);
  return renamed(file.entries, aliases);
}

/** What breaks the schema, or nothing. @param {any} file @returns {string} */
function wrong(file) {
  if (!only(file, ["format", "version", "entries"]) || !plain(file.entries)) return "the beginning";
  for (const [key, one] of Object.entries(file.entries)) {
    const sound =
      KEY.test(key) &&
      plain(one) &&
      only(one, ["kind", "prompt", "value", "when", "earlier"]) &&
      typeof one.kind === "string" &&
      one.kind !== "" &&
      typeof one.prompt === "string" &&
      dated(one) &&
      fits(one.kind, one.value) &&
      Array.isArray(one.earlier) &&
      one.earlier.every((/** @type {any} */ was) => plain(was) && only(was, ["value", "when"]) && dated(was));
    if (!sound) return `“${key}”`;
  }
  return "";
}

/** @param {any} thing */
const plain = (thing) => typeof thing === "object" && thing !== null && !Array.isArray(thing);
/** @param {any} thing @param {string[]} names */
const only = (thing, names) =>
  Object.keys(thing).length === names.length && names.every((name) => Object.hasOwn(thing, name));
/** @param {any} one */
const dated = (one) => plain(one.value) && bounded(one.value) && typeof one.when === "string" && real(one.when);
/** No number beyond what a number can be, and nothing in itself for ever. @param {any} thing @param {number} [depth] @returns {boolean} */
const bounded = (thing, depth = 0) => {
  if (typeof thing !== "object" || thing === null) return typeof thing !== "number" || Number.isFinite(thing);
  return depth < DEEPEST && Object.values(thing).every((one) => bounded(one, depth + 1));
};

/** Is this a time that exists? The thirty-first of February does not. @param {string} when */
function real(when) {
  const found = WHEN.exec(when);
  if (!found) return false;
  const at = Date.parse(`${found[1]}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(found[1]) && !found[1].startsWith("0000");
}

/** What notes.schema.json says of the values of some kinds. @param {string} kind @param {any} value */
function fits(kind, value) {
  for (const name of STRINGS.get(kind) ?? [])
    if (Object.hasOwn(value, name) && typeof value[name] !== "string") return false;
  if (kind === "reflect") {
    const { parts = {} } = value;
    return Object.hasOwn(value, "text") && plain(parts) && Object.values(parts).every((one) => typeof one === "string");
  }
  if (kind === "scenario") return !Object.hasOwn(value, "shown") || typeof value.shown === "boolean";
  if (kind === "predict") {
    return (
      plain(value.guesses) &&
      Object.values(value.guesses).every((one) => typeof one === "number") &&
      typeof value.shown === "boolean"
    );
  }
  if (kind === "habits") return round(value) && Array.isArray(value.before) && value.before.every(round);
  if (kind === "prioritise")
    return (
      texts(value.order) &&
      Array.isArray(value.order) &&
      typeof value.why === "string" &&
      typeof value.shown === "boolean"
    );
  if (kind !== "recall") return true;
  return (
    plain(value.answers) &&
    Object.values(value.answers).every((one) => typeof one === "string" && /^[a-h]$/.test(one)) &&
    Array.isArray(value.checked) &&
    value.checked.every((/** @type {any} */ one) => typeof one === "string")
  );
}

/** @param {any} thing */
const texts = (thing) =>
  typeof thing === "object" && thing !== null && Object.values(thing).every((one) => typeof one === "string");
/** @param {any} one */
const round = (one) => plain(one) && plain(one.answers) && texts(one.answers) && typeof one.on === "string";

/** The text of a notes file, keys in order, as Python writes it. @param {Entries} entries */
export function dumps(entries) {
  const sorted = Object.fromEntries(
    Object.keys(entries)
      .sort()
      .map((key) => [key, entries[key]]),
  );
  return `${JSON.stringify({ format: FORMAT, version: VERSION, entries: sorted }, null, 1)}\n`;
}

/** The newer answer stands; the other is kept as an earlier version. @param {Entries} ours @param {Entries} theirs @returns {Entries} */
export function merge(ours, theirs) {
  const merged = Object.fromEntries(Object.entries(ours).map(([key, one]) => [key, tidy(one)]));
  for (const [key, one] of Object.entries(theirs)) merged[key] = merged[key] ? joined(merged[key], one) : tidy(one);
  return merged;
}

/** What a merge will do, before it is done. @param {Entries} ours @param {Entries} theirs @returns {Plan} */
export function plan(ours, theirs) {
  const merged = merge(ours, theirs);
  const counts = { fresh: 0, newer: 0, older: 0, same: 0 };
  for (const key of Object.keys(theirs)) {
    const [was, now] = [ours[key], merged[key]];
    if (!was) counts.fresh += 1;
    else if (canonical(was.value) !== canonical(now.value)) counts.newer += 1;
    else if (now.earlier.length > was.earlier.length) counts.older += 1;
    else counts.same += 1;
  }
  return { merged, ...counts, all: Object.keys(theirs).length };
}

/** @param {Entry} one @returns {Entry} */
const tidy = (one) => ({ ...one, earlier: inOrder(one.earlier) });

/** @param {Entry} one @param {Entry} other @returns {Entry} */
function joined(one, other) {
  const [newer, older] = compare(one, other) >= 0 ? [one, other] : [other, one];
  const versions = [...one.earlier, ...other.earlier];
  if (canonical(older.value) !== canonical(newer.value)) versions.push({ value: older.value, when: older.when });
  return { ...newer, earlier: inOrder(versions) };
}

/** Oldest first, each once. @param {Version[]} versions @returns {Version[]} */
function inOrder(versions) {
  const seen = new Set();
  return [...versions].sort(compare).filter((one) => {
    const sign = `${one.when} ${canonical(one.value)}`;
    return !seen.has(sign) && seen.add(sign);
  });
}

/** By time; where that is the same, by what is said, so that it does not matter who is asked. @param {Version} one @param {Version} other */
function compare(one, other) {
  const apart = moment(one.when) - moment(other.when);
  if (apart) return apart;
  const [a, b] = [canonical(one.value), canonical(other.value)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Microseconds: a browser's own clock stops at thousandths. @param {string} when */
function moment(when) {
  const found = WHEN.exec(when);
  return found ? Date.parse(`${found[1]}Z`) * 1000 + Number((found[2] ?? "").padEnd(6, "0")) : 0;
}

/** A value as `_canonical` of workbook/notes.py has it, so that both sort alike. @param {any} value @returns {string} */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(", ")}]`;
  if (plain(value))
    return `{${Object.keys(value)
      .map((key) => [canonical(key), canonical(value[key])])
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((pair) => pair.join(": "))
      .join(", ")}}`;
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (one) =>
    one === "\u007f" ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
