/**
 * The reader's notes as a machine of states, without a page: storage, clock and timer are given to it.
 *
 * Words are kept in one of three ways: on the device, in local storage, once she says that it is hers; else in the
 * tab, in session storage, where they stay while she follows links and go after an hour without a touch; else, where
 * the browser refuses both, on the page alone. Whatever storage does, what is on the screen stays.
 */
import { book } from "../lib/book.js";
import { Memory } from "./memory.js";
import { isKey, isObject, microseconds } from "./merge.js";

/** @typedef {import("../lib/types.d.ts").Entries} Entries */
/** @typedef {"device" | "tab" | "page"} Where */
/** @typedef {import("./memory.js").Reading} Reading */
/**
 * @typedef {object} Surroundings
 * @property {() => Storage} local what the browser keeps for good; may throw
 * @property {() => Storage} session what the tab keeps; may throw
 * @property {() => number} now milliseconds
 * @property {(milliseconds: number, act: () => void) => () => void} after calls later; the returned function calls it off
 * @property {Record<string, string>} [aliases] old keys and their present names
 * @property {boolean} [folder] was the page opened from a folder?
 * @property {boolean} [alone] does each page have a storage of its own?
 * @property {() => void} [forgetBook] takes away the pages that the browser keeps of the book
 */

/** What a notes file of this book says that it is. */
export const format = () => `${book().name}-notes`;
const notesName = () => `${book().name}.notes`;
/** Is this the name of something that the book keeps? @param {string} name */
const isOurs = (name) => name.startsWith(`${book().name}.`);
/** The name under which a browser keeps that the device is hers. */
export const mineName = () => `${book().name}.mine`;
export const VERSION = 1;
/** What the site's other scripts may have left in this browser. */
const OTHERS = ["sphinx_highlight_terms", "mode", "theme"];
const PAUSE = 250;
const MINUTE = 60_000;
/** How long words stay in a tab that nobody touches. */
export const EXPIRES = 60 * MINUTE;

const SAVE = "Save a file, or copy your words, before you follow a link.";
export const WHY = {
  blocked: `This browser keeps nothing for this page. ${SAVE}`,
  folder: `In this browser, a page opened from a folder keeps nothing for the next one. ${SAVE}`,
  full: "This browser has no more space for this book, so your words are in this tab only. Save a file on My notes.",
  unreadable: "The notes on this device cannot be read, so they are left as they are.",
  newer: "The notes on this device were made by a newer edition of this book, so they are left as they are.",
  refused: "This browser keeps nothing of this book on the device. Save a file on My notes.",
  gone: "What was kept on this device has been removed. What is on this page is in this tab only.",
  expired: "Nobody touched this page for an hour, so the words in this tab were cleared.",
};

/** Why stored notes cannot be used. */
class Unreadable extends Error {}

/**
 * The stored notes. What is not sound is set aside, entry by entry; only what is no notes file at all is refused.
 * @param {string | null} text @returns {Reading}
 */
export function readStored(text) {
  if (text === null) return { entries: {}, aside: {} };
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Unreadable(WHY.unreadable);
  }
  if (file?.format === format() && file.version > VERSION) throw new Unreadable(WHY.newer);
  if (file?.format !== format() || file.version !== VERSION || !isObject(file.entries))
    throw new Unreadable(WHY.unreadable);
  return sorted(file.entries, (key, entry) => isKey(key) && isSound(entry));
}

/**
 * What fits, and what is set aside.
 * @param {Record<string, any>} all @param {(key: string, entry: any) => boolean} fits @returns {Reading}
 */
export function sorted(all, fits) {
  const pairs = Object.entries(all);
  return {
    entries: Object.fromEntries(pairs.filter(([key, entry]) => fits(key, entry))),
    aside: Object.fromEntries(pairs.filter(([key, entry]) => !fits(key, entry))),
  };
}

/** @param {any} version */
const isVersion = (version) => isObject(version) && isObject(version.value) && microseconds(version.when) > 0;
/** @param {any} entry */
const isSound = (entry) =>
  isVersion(entry) && typeof entry.kind === "string" && Array.isArray(entry.earlier) && entry.earlier.every(isVersion);

/**
 * The text of what is stored. What was set aside stays in it as it stood; where a new answer takes its key, under
 * another one.
 * @param {Memory} memory @returns {string}
 */
function written({ entries, aside }) {
  const kept = Object.entries(aside).map(([key, entry]) => [key in entries ? `${key}-set-aside` : key, entry]);
  return JSON.stringify({ format: format(), version: VERSION, entries: { ...Object.fromEntries(kept), ...entries } });
}

/** @param {unknown} error @returns {string} */
const fullOr = (error, otherwise = "") =>
  /quota/i.test(/** @type {any} */ (error)?.name ?? "") ? WHY.full : otherwise;

/** @param {unknown} error @returns {string} */
const reasonOf = (error) => (error instanceof Unreadable ? error.message : fullOr(error, WHY.refused));

/** @param {() => Storage} storage @param {(name: string) => boolean} wanted */
function remove(storage, wanted) {
  try {
    const from = storage();
    for (const name of Object.keys(from)) if (wanted(name)) from.removeItem(name);
  } catch {
    // What refuses to be read holds nothing of ours.
  }
}

export class Store {
  /** Was the page opened from a folder? */
  folder;
  /** @type {Where} */
  where = "tab";
  why = "";
  /** Has she said whose device this is? */
  answered = false;
  /** She says that the device is hers; and the browser has it from this tab or another. */
  #hers = false;
  #claimed = false;
  #memory;
  #surroundings;
  #touched;
  /** @type {(() => void) | null} */
  #cancelFlush = null;
  /** @type {(() => void) | null} */
  #cancelExpiry = null;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #names = {
    notes: notesName(),
    mine: mineName(),
    touched: `${book().name}.touched`,
    answered: `${book().name}.answered`,
  };

  /** @param {Surroundings} surroundings */
  constructor(surroundings) {
    this.#surroundings = surroundings;
    this.folder = surroundings.folder ?? false;
    this.#memory = new Memory(surroundings.aliases ?? {});
    this.#touched = surroundings.now();
    this.#begin();
  }

  /** Is there anything to clear? */
  get any() {
    return Object.keys(this.all).length > 0;
  }

  get all() {
    return this.#memory.entries;
  }

  /** How many stored answers cannot be read, and are left as they are. */
  get unreadable() {
    return Object.keys(this.#memory.aside).length;
  }

  /** @param {string} key */
  value(key) {
    return this.all[key]?.value ?? null;
  }

  /** The returned function stops listening. @param {() => void} listener @returns {() => void} */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Write everything that waits. */
  flush() {
    this.#callOffFlush();
    try {
      if (this.#hers) this.#writeDevice();
      else if (this.#memory.waiting.size) this.#writeTab(this.why === WHY.expired ? "" : this.why);
      else return;
    } catch (error) {
      this.#writeTab(reasonOf(error));
    }
    this.#tell();
  }

  /** Begin again, when the browser brings back a page that was left. */
  begin() {
    this.#begin();
    this.#tell();
  }

  /** "Clear and leave": what is in this tab goes, and the kept pages; words that are kept on the device stay. */
  leave() {
    this.#leave();
    this.#surroundings.forgetBook?.();
    this.#tell();
  }

  /** She is there: what is in the tab stays for another hour. */
  touch() {
    const { now, session } = this.#surroundings;
    if (this.where !== "device" && this.#expired()) return this.#expire();
    if (now() - this.#touched < MINUTE) return;
    this.#touched = now();
    try {
      const kept = this.where === "tab" && session().getItem(this.#names.notes) !== null;
      if (kept) session().setItem(this.#names.touched, String(this.#touched));
    } catch {
      // It is kept nowhere, so nothing can outlast her.
    }
  }

  /** Another tab wrote to local storage. @param {{key: string | null, newValue: string | null}} change */
  heard({ key, newValue }) {
    const { mine, notes } = this.#names;
    if (key === mine && newValue === "cleared") {
      this.#memory.forget();
      this.#forgetTab();
      this.#isHers(false);
      this.#settleInTab();
    } else if (this.#claimed && (key === null || (key === mine && newValue === null))) {
      this.#isHers(false);
      this.#touched = this.#surroundings.now(); // the tab's hour begins here
      this.#writeTab(WHY.gone);
      this.#watch();
    } else if (key === mine && newValue === "yes" && !this.#hers && !this.answered) {
      this.#isHers(true);
      this.flush();
    } else if (key === notes && newValue !== null && this.#hers) {
      try {
        this.#memory.take(readStored(newValue));
      } catch (error) {
        this.#writeTab(reasonOf(error));
      }
    } else return;
    this.#tell();
  }

  /** @param {string} key @param {string} kind @param {string} prompt @param {any} value */
  set(key, kind, prompt, value) {
    const { now, after } = this.#surroundings;
    if (!this.#memory.set(key, kind, prompt, value, now())) return;
    this.#touched = now();
    this.#cancelFlush ??= after(PAUSE, () => this.flush());
    this.#watch();
    this.#tell();
  }

  /** She deletes what an answer was earlier. @param {string} key @param {string} when */
  forgetEarlier(key, when) {
    this.#memory.forgetEarlier(key, when);
    this.flush();
  }

  /** Put these entries, from a file, together with what is here. @param {Entries} theirs */
  bring(theirs) {
    this.#memory.bring(theirs);
    this.#touched = this.#surroundings.now();
    this.#watch();
    this.flush();
  }

  /** "Yes, keep my words on this device." */
  keep() {
    this.answered = this.#hers = true;
    this.flush();
  }

  /** "This tab only": nothing stays on the device, everything stays on the screen. */
  tabOnly() {
    if (this.#hers) this.#leaveDevice();
    this.#isHers(false);
    this.#surroundings.forgetBook?.();
    this.answered = true;
    this.#touched = this.#surroundings.now();
    this.#writeTab();
    this.#watch();
    this.#tell();
  }

  /** "Clear everything": all that this book has kept in this browser, and in its other tabs. */
  clear() {
    const { local, session } = this.#surroundings;
    this.#callOffFlush();
    this.#memory.forget();
    this.#isHers(false);
    try {
      local().setItem(this.#names.mine, "cleared");
    } catch {
      // A full storage still lets things be removed.
    }
    for (const storage of [local, session]) {
      remove(storage, (name) => isOurs(name) || OTHERS.includes(name));
    }
    this.#surroundings.forgetBook?.();
    if (this.where !== "page") this.#settleInTab();
    this.#tell();
  }

  // --- where it is kept ----------------------------------------------------------------------------

  /**
   * Begin; or begin again. Then nothing is assumed, but words that nothing else holds stay for their hour.
   */
  #begin() {
    const { local, now } = this.#surroundings;
    if (this.where === "page" && !this.#expired()) return;
    this.#memory.forget();
    this.#isHers(false);
    this.#touched = now();
    try {
      this.#readTab();
    } catch {
      this.#settle("page", WHY.blocked);
    }
    try {
      if (local().getItem(this.#names.mine) === "yes") {
        this.#isHers(true);
        this.#memory.waitWithAll();
        this.#memory.take(readStored(local().getItem(this.#names.notes)));
        this.#settle("device");
        if (this.#memory.waiting.size) this.flush();
      }
    } catch (error) {
      if (this.#hers) this.#writeTab(reasonOf(error));
    }
    this.#watch();
  }

  /** Read what the tab keeps. */
  #readTab() {
    const { notes, touched, answered } = this.#names;
    const storage = this.#surroundings.session();
    const text = storage.getItem(notes);
    const last = Number(storage.getItem(touched));
    this.#settleInTab();
    if (last && this.#surroundings.now() - last >= EXPIRES) {
      remove(this.#surroundings.session, isOurs);
      if (text !== null) this.#settleInTab(WHY.expired);
      return;
    }
    this.answered = storage.getItem(answered) === "tab";
    if (text === null) return;
    storage.setItem(touched, String(this.#touched));
    this.#memory.start(readStored(text));
  }

  /** Write all to the tab's own storage. @param {string} [reason] why it is not on the device */
  #writeTab(reason = "") {
    const { notes, touched, answered } = this.#names;
    try {
      const storage = this.#surroundings.session();
      storage.setItem(touched, String(this.#touched));
      if (this.answered) storage.setItem(answered, "tab");
      storage.setItem(notes, written(this.#memory));
      this.#memory.waiting.clear();
      this.#settleInTab(reason);
    } catch (error) {
      this.#settle("page", fullOr(error, WHY.blocked));
    }
  }

  #writeDevice() {
    const { mine, notes } = this.#names;
    const storage = this.#surroundings.local();
    if (!this.#claimed) {
      storage.setItem(mine, "yes");
      this.#claimed = true;
    } else if (storage.getItem(mine) !== "yes") {
      this.#isHers(false);
      this.#writeTab(WHY.gone);
      return;
    }
    this.#memory.take(readStored(storage.getItem(notes)));
    storage.setItem(notes, written(this.#memory));
    this.#memory.isStored();
    this.#settle("device");
    this.#forgetTab();
  }

  /** All goes from the device but light or dark. The plan of a session, and where she was, go on in this tab. */
  #leaveDevice() {
    const { local, session } = this.#surroundings;
    const { mine, notes } = this.#names;
    const goes = (/** @type {string} */ name) => isOurs(name) && name !== `${book().name}.colours`;
    try {
      const device = local();
      for (const name of Object.keys(device))
        if (goes(name) && name !== mine && name !== notes) session().setItem(name, device.getItem(name) ?? "");
    } catch {
      // What the tab has no room for goes all the same.
    }
    remove(local, goes);
  }

  /** @param {Where} where @param {string} [reason] */
  #settle(where, reason = "") {
    this.where = where;
    this.why = reason;
  }

  /** @param {string} [reason] */
  #settleInTab(reason = "") {
    const { alone = false } = this.#surroundings;
    this.#settle(alone ? "page" : "tab", reason || (alone ? WHY.folder : ""));
  }

  /** @param {boolean} hers as this tab or another one knows it */
  #isHers(hers) {
    this.#hers = this.#claimed = this.answered = hers;
  }

  /** What the tab keeps goes. */
  #forgetTab() {
    const { notes, touched, answered } = this.#names;
    remove(this.#surroundings.session, (name) => [notes, touched, answered].includes(name));
  }

  #leave() {
    this.#callOffFlush();
    this.#memory.forget();
    remove(this.#surroundings.session, isOurs);
    this.answered = false;
    if (this.where === "tab") this.why = "";
  }

  // --- time ----------------------------------------------------------------------------------------

  #expired() {
    return this.#surroundings.now() - this.#touched >= EXPIRES;
  }

  /** What is in the tab goes when nobody has touched it for an hour. */
  #expire() {
    this.#cancelExpiry = null;
    if (this.where === "device" || !this.any) return;
    if (!this.#expired()) {
      this.#expireIn(this.#touched + EXPIRES - this.#surroundings.now());
      return;
    }
    this.#leave();
    this.#settle(this.where, WHY.expired);
    this.#tell();
  }

  /** @param {number} milliseconds */
  #expireIn(milliseconds) {
    this.#cancelExpiry = this.#surroundings.after(milliseconds, () => this.#expire());
  }

  /** See to it that words in the tab go in time. */
  #watch() {
    if (!this.#cancelExpiry && this.where !== "device") this.#expireIn(EXPIRES);
  }

  #callOffFlush() {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}
