/** What a page knows of the reader's notes, wherever they are kept: the newest of each, and what came before. */
import { inOrder, joinEntries, mergeEntries, microseconds, renameKeys, sameValue } from "./merge.js";

/** @typedef {import("../lib/types.d.ts").Entry} Entry */
/** @typedef {import("../lib/types.d.ts").Entries} Entries */
/** @typedef {{entries: Entries, aside: Record<string, unknown>}} Reading entries that are sound; and as they stood, those that are not */

export class Memory {
  /** @type {Entries} */
  entries = {};
  /** What was stored and cannot be read. @type {Record<string, unknown>} */
  aside = {};
  /** Keys that are not stored yet. @type {Set<string>} */
  waiting = new Set();
  /** What was typed in this visit, as it was left. @type {Map<string, Entry>} */
  #typed = new Map();
  /** Each entry as this tab last saw it stored on the device. @type {Map<string, Entry>} */
  #seen = new Map();
  #aliases;

  /** @param {Record<string, string>} aliases old keys and their present names */
  constructor(aliases) {
    this.#aliases = aliases;
  }

  /** Begin with what the tab keeps. @param {Reading} stored */
  start({ entries, aside }) {
    this.entries = renameKeys(entries, this.#aliases);
    this.aside = aside;
  }

  /** Take what is stored on the device into this tab. @param {Reading} stored */
  take(stored) {
    this.aside = { ...this.aside, ...stored.aside };
    for (const [key, theirs] of Object.entries(renameKeys(stored.entries, this.#aliases))) {
      const ours = this.entries[key];
      const before = this.#seen.get(key);
      this.#seen.set(key, theirs);
      if (ours && this.waiting.has(key)) {
        // What we have is not stored yet. Does it follow from what is, or did another tab write meanwhile?
        if (!sameVersion(before, theirs)) this.entries[key] = joinEntries(ours, theirs);
      } else if (!ours || microseconds(theirs.when) >= microseconds(ours.when)) this.entries[key] = theirs;
      else this.entries[key] = joinEntries(ours, theirs);
    }
  }

  /** All is stored on the device now. */
  isStored() {
    for (const [key, entry] of Object.entries(this.entries)) this.#seen.set(key, entry);
    this.waiting.clear();
  }

  /** Nothing is stored: all of it waits. */
  waitWithAll() {
    for (const key of Object.keys(this.entries)) this.waiting.add(key);
  }

  /** @param {string} key @param {string} kind @param {string} prompt @param {any} value @param {number} now @returns {boolean} is it new? */
  set(key, kind, prompt, value, now) {
    const before = this.entries[key];
    if (before && sameValue(before.value, value)) return false;
    // What she typed a moment ago is no version of its own; what stood here before this visit is.
    const last = this.#typed.get(key);
    const kept = before && !sameVersion(last, before) ? [{ value: before.value, when: before.when }] : [];
    const when = new Date(Math.max(now, before ? Date.parse(before.when) + 1 : 0)).toISOString();
    const entry = { kind, prompt, value, when, earlier: inOrder([...(before?.earlier ?? []), ...kept]) };
    this.entries[key] = entry;
    this.#typed.set(key, entry);
    this.waiting.add(key);
    return true;
  }

  /** An earlier version goes, for good. @param {string} key @param {string} when */
  forgetEarlier(key, when) {
    const entry = this.entries[key];
    this.entries[key] = { ...entry, earlier: entry.earlier.filter((was) => was.when !== when) };
    this.waiting.add(key);
  }

  /** Put these entries, from a file, together with what is here. @param {Entries} theirs */
  bring(theirs) {
    this.entries = mergeEntries(this.entries, renameKeys(theirs, this.#aliases));
    this.waitWithAll();
  }

  forget() {
    this.entries = {};
    this.aside = {};
    for (const known of [this.waiting, this.#typed, this.#seen]) known.clear();
  }
}

/** @param {Entry | undefined} one @param {Entry} other */
const sameVersion = (one, other) => one?.when === other.when && sameValue(one.value, other.value);
