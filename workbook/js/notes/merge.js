/**
 * The one rule by which two sets of notes become one: the newer answer stands, and the other is kept as an earlier
 * version. It holds for a file that is loaded, for two tabs, for a renamed key; workbook/kit/learner/merge.py
 * is the same rule in Python, and both are held to tests/examples/notes_merge.json.
 */

/** @typedef {import("../lib/types.d.ts").Entry} Entry */
/** @typedef {import("../lib/types.d.ts").Entries} Entries */
/** @typedef {import("../lib/types.d.ts").Version} Version */

/** How the key of looking back at something ends. */
export const BACK = /-back-(?:[123]|own)$/;
const WHEN = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?Z$/;

/** Is it the name of an answer: "mid-staffordshire.noticing"? @param {string} key */
export const isKey = (key) => /^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/.test(key);

/** @param {any} thing */
export const isObject = (thing) => typeof thing === "object" && thing !== null && !Array.isArray(thing);

/** @param {Entries} ours @param {Entries} theirs @returns {Entries} */
export function mergeEntries(ours, theirs) {
  const merged = Object.fromEntries(Object.entries(ours).map(([key, entry]) => [key, tidied(entry)]));
  for (const [key, entry] of Object.entries(theirs)) {
    merged[key] = Object.hasOwn(merged, key) ? joinEntries(merged[key], entry) : tidied(entry);
  }
  return merged;
}

/** It does not matter which of the two comes first. @param {Entry} one @param {Entry} other @returns {Entry} */
export function joinEntries(one, other) {
  const [newer, older] = compareVersions(one, other) >= 0 ? [one, other] : [other, one];
  const versions = [...one.earlier, ...other.earlier];
  if (!sameValue(older.value, newer.value)) versions.push({ value: older.value, when: older.when });
  return { ...newer, earlier: inOrder(versions) };
}

/** Entries under the present names of their keys. @param {Entries} entries @param {Record<string, string>} aliases @returns {Entries} */
export function renameKeys(entries, aliases) {
  /** @type {Entries} */
  const renamed = {};
  for (const [key, entry] of Object.entries(entries)) {
    const present = presentKey(key, aliases);
    renamed[present] = Object.hasOwn(renamed, present) ? joinEntries(renamed[present], entry) : tidied(entry);
  }
  return renamed;
}

/** @param {string} key @param {Record<string, string>} aliases @returns {string} */
function presentKey(key, aliases) {
  const [back = ""] = BACK.exec(key) ?? [];
  let present = key.slice(0, key.length - back.length);
  const seen = new Set([present]);
  while (Object.hasOwn(aliases, present) && !seen.has(aliases[present])) {
    present = aliases[present];
    seen.add(present);
  }
  return present + back;
}

/** Oldest first, each once. @param {Version[]} versions @returns {Version[]} */
export function inOrder(versions) {
  const seen = new Set();
  return [...versions].sort(compareVersions).filter((version) => {
    const sign = `${version.when} ${canonical(version.value)}`;
    return !seen.has(sign) && seen.add(sign);
  });
}

/** @param {Entry} entry @returns {Entry} */
const tidied = (entry) => ({ ...entry, earlier: inOrder(entry.earlier) });

/** Do two values say the same, in whatever order their parts stand? @param {any} one @param {any} other */
export const sameValue = (one, other) => canonical(one) === canonical(other);

/** By time; at the same moment by what is said, so that both sides decide alike. @param {Version} one @param {Version} other */
function compareVersions(one, other) {
  const apart = microseconds(one.when) - microseconds(other.when);
  if (apart) return apart;
  const [a, b] = [canonical(one.value), canonical(other.value)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A time in microseconds, as Python has it; 0 where it is no time. @param {string} when */
export function microseconds(when) {
  const parts = WHEN.exec(when);
  return parts ? Date.parse(`${parts[1]}Z`) * 1000 + Number((parts[2] ?? "").padEnd(6, "0")) : 0;
}

/** A value as text, the same in both languages: keys in order, letters beyond ASCII as escapes. @param {any} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(", ")}]`;
  if (isObject(value)) {
    const pairs = Object.keys(value).map((key) => [canonical(key), canonical(value[key])]);
    pairs.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${pairs.map((pair) => pair.join(": ")).join(", ")}}`;
  }
  return (JSON.stringify(value) ?? "null").replace(/[\u007f-\uffff]/g, escaped);
}

/** @param {string} letter */
const escaped = (letter) => (letter === "\u007f" ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
