/**
 * The reader's notes as a machine of states, without a page: storage, clock and timer are given to it.
 *
 * Words are kept in one of three ways: on the device, in local storage, once she says that it is hers; else in the
 * tab, in session storage, where they stay while she follows links and go after an hour without a touch; else, where
 * the browser refuses both, on the page alone. Whatever storage does, what is on the screen stays.
 */
import { book } from "../lib/book.js";
import { inOrder, isKey, isObject, joinEntries, mergeEntries, microseconds, renameKeys, sameValue } from "./merge.js";

/** @typedef {import("../lib/types.d.ts").Entry} Entry */
/** @typedef {import("../lib/types.d.ts").Entries} Entries */
/** @typedef {"device" | "tab" | "page"} Where */
/** @typedef {{entries: Entries, aside: Record<string, unknown>}} Reading entries that are sound; and as they stood, those that are not */
/**
 * @typedef {object} Surroundings
 * @property {() => Storage} local what the browser keeps for good; may throw
 * @property {() => Storage} session what the tab keeps; may throw
 * @property {() => number} now milliseconds
 * @property {(milliseconds: number, act: () => void) => () => void} after calls later; the returned function calls it off
 * @property {Record<string, string>} [aliases] old keys and their present names
 * @property {boolean} [folder] was the page opened from a folder?
 * @property {boolean} [alone] does each page have a storage of its own?
 */

/** What a notes file of this book says that it is. */
export const format = () => `${book().name}-notes`;
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
 * @param {Entries} entries @param {Record<string, unknown>} aside @returns {string}
 */
function written(entries, aside) {
  const kept = Object.entries(aside).map(([key, entry]) => [key in entries ? `${key}-set-aside` : key, entry]);
  return JSON.stringify({ format: format(), version: VERSION, entries: { ...Object.fromEntries(kept), ...entries } });
}

/** @param {Surroundings} surroundings */
export function createStore({ local, session, now, after, aliases = {}, folder = false, alone = false }) {
  const prefix = `${book().name}.`;
  const NOTES = `${prefix}notes`;
  const MINE = mineName();
  const TOUCHED = `${prefix}touched`;
  const ANSWERED = `${prefix}answered`;

  /** @type {Entries} */
  let entries = {};
  /** @type {Record<string, unknown>} */
  let aside = {};
  /** @type {Where} */
  let where = "tab";
  let why = "";
  /** She says that the device is hers; and the browser has it from this tab or another. */
  let hers = false;
  let claimed = false;
  let answered = false;
  let touched = now();
  /** @type {(() => void) | null} */
  let cancelFlush = null;
  /** @type {(() => void) | null} */
  let cancelExpiry = null;
  /** Keys that are not stored yet. @type {Set<string>} */
  const waiting = new Set();
  /** What was typed in this visit, as it was left. @type {Map<string, Entry>} */
  const typed = new Map();
  /** Each entry as this tab last saw it stored on the device. @type {Map<string, Entry>} */
  const seen = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();

  const tell = () => {
    for (const listener of listeners) listener();
  };

  /** @param {Where} place @param {string} [reason] */
  function settle(place, reason = "") {
    where = place;
    why = reason;
  }

  /** @param {string} [reason] */
  const settleInTab = (reason = "") => settle(alone ? "page" : "tab", reason || (alone ? WHY.folder : ""));

  /** @param {unknown} error @returns {string} */
  function reasonOf(error) {
    if (error instanceof Unreadable) return error.message;
    return /quota/i.test(/** @type {any} */ (error)?.name ?? "") ? WHY.full : "";
  }

  /** Take what is stored on the device into this tab. @param {Reading} stored */
  function take(stored) {
    aside = { ...aside, ...stored.aside };
    for (const [key, theirs] of Object.entries(renameKeys(stored.entries, aliases))) {
      const ours = entries[key];
      const before = seen.get(key);
      seen.set(key, theirs);
      if (ours && waiting.has(key)) {
        // What we have is not stored yet. Does it follow from what is, or did another tab write meanwhile?
        if (!sameVersion(before, theirs)) entries[key] = joinEntries(ours, theirs);
      } else if (!ours || microseconds(theirs.when) >= microseconds(ours.when)) entries[key] = theirs;
      else entries[key] = joinEntries(ours, theirs);
    }
  }

  /** Write all to the tab's own storage. @param {string} [reason] why it is not on the device */
  function writeTab(reason = "") {
    try {
      const storage = session();
      storage.setItem(TOUCHED, String(touched));
      if (answered) storage.setItem(ANSWERED, "tab");
      storage.setItem(NOTES, written(entries, aside));
      waiting.clear();
      settleInTab(reason);
    } catch (error) {
      settle("page", /quota/i.test(/** @type {any} */ (error)?.name ?? "") ? WHY.full : WHY.blocked);
    }
  }

  function writeDevice() {
    const storage = local();
    if (!claimed) {
      storage.setItem(MINE, "yes");
      claimed = true;
    } else if (storage.getItem(MINE) !== "yes") {
      hers = claimed = answered = false;
      writeTab(WHY.gone);
      return;
    }
    take(readStored(storage.getItem(NOTES)));
    storage.setItem(NOTES, written(entries, aside));
    for (const [key, entry] of Object.entries(entries)) seen.set(key, entry);
    waiting.clear();
    settle("device");
    forgetTab();
  }

  /** Write everything that waits. */
  function flush() {
    cancelFlush?.();
    cancelFlush = null;
    try {
      if (hers) writeDevice();
      else if (waiting.size) writeTab(why === WHY.expired ? "" : why);
      else return;
    } catch (error) {
      writeTab(reasonOf(error));
    }
    tell();
  }

  function forget() {
    entries = {};
    aside = {};
    for (const memory of [waiting, typed, seen]) memory.clear();
  }

  /** What the tab keeps goes. */
  function forgetTab() {
    try {
      for (const name of [NOTES, TOUCHED, ANSWERED]) session().removeItem(name);
    } catch {
      // Where the tab keeps nothing, there is nothing to remove.
    }
  }

  /** @param {() => Storage} storage @param {(name: string) => boolean} wanted */
  function remove(storage, wanted) {
    try {
      const from = storage();
      for (const name of Object.keys(from)) if (wanted(name)) from.removeItem(name);
    } catch {
      // What refuses to be read holds nothing of ours.
    }
  }

  const expired = () => now() - touched >= EXPIRES;

  /** What is in the tab goes when nobody has touched it for an hour. */
  function expire() {
    cancelExpiry = null;
    if (where === "device" || !Object.keys(entries).length) return;
    if (!expired()) {
      cancelExpiry = after(touched + EXPIRES - now(), expire);
      return;
    }
    leave();
    settle(where, WHY.expired);
    tell();
  }

  /** Read what the tab keeps. */
  function readTab() {
    const storage = session();
    const text = storage.getItem(NOTES);
    const last = Number(storage.getItem(TOUCHED));
    settleInTab();
    if (last && now() - last >= EXPIRES) {
      remove(session, (name) => name.startsWith(prefix));
      if (text !== null) settleInTab(WHY.expired);
      return;
    }
    answered = storage.getItem(ANSWERED) === "tab";
    if (text === null) return;
    storage.setItem(TOUCHED, String(touched));
    const stored = readStored(text);
    entries = renameKeys(stored.entries, aliases);
    aside = stored.aside;
  }

  /**
   * Begin; or begin again when the browser brings back a page that was left. Then nothing is assumed, but words that
   * nothing else holds stay for their hour.
   */
  function begin() {
    if (where === "page" && !expired()) return;
    forget();
    hers = claimed = answered = false;
    touched = now();
    try {
      readTab();
    } catch {
      settle("page", WHY.blocked);
    }
    try {
      if (local().getItem(MINE) === "yes") {
        hers = claimed = answered = true;
        for (const key of Object.keys(entries)) waiting.add(key);
        take(readStored(local().getItem(NOTES)));
        settle("device");
        if (waiting.size) flush();
      }
    } catch (error) {
      if (hers) writeTab(reasonOf(error));
    }
    watch();
  }

  /** See to it that words in the tab go in time. */
  function watch() {
    if (!cancelExpiry && where !== "device") cancelExpiry = after(EXPIRES, expire);
  }

  /** "Clear and leave": what is in this tab goes; what is kept on the device stays. */
  function leave() {
    cancelFlush?.();
    cancelFlush = null;
    forget();
    remove(session, (name) => name.startsWith(prefix));
    answered = false;
    if (where === "tab") why = "";
  }

  begin();

  return {
    get where() {
      return where;
    },
    get why() {
      return why;
    },
    /** Was the page opened from a folder? */
    folder,
    /** Has she said whose device this is? */
    get answered() {
      return answered;
    },
    /** Is there anything to clear? */
    get any() {
      return Object.keys(entries).length > 0;
    },
    get all() {
      return entries;
    },
    /** How many stored answers cannot be read, and are left as they are. */
    get unreadable() {
      return Object.keys(aside).length;
    },
    /** @param {string} key */
    value: (key) => entries[key]?.value ?? null,

    /** The returned function stops listening. @param {() => void} listener @returns {() => void} */
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush,
    begin() {
      begin();
      tell();
    },
    leave() {
      leave();
      tell();
    },

    /** She is there: what is in the tab stays for another hour. */
    touch() {
      if (expired()) return expire();
      if (now() - touched < MINUTE) return;
      touched = now();
      try {
        if (where === "tab" && session().getItem(NOTES) !== null) session().setItem(TOUCHED, String(touched));
      } catch {
        // It is kept nowhere, so nothing can outlast her.
      }
    },

    /** Another tab wrote to local storage. @param {{key: string | null, newValue: string | null}} change */
    heard({ key, newValue }) {
      if (key === MINE && newValue === "cleared") {
        forget();
        forgetTab();
        hers = claimed = answered = false;
        settleInTab();
      } else if (claimed && (key === null || (key === MINE && newValue === null))) {
        hers = claimed = answered = false;
        writeTab(WHY.gone);
      } else if (key === MINE && newValue === "yes" && !hers && !answered) {
        hers = claimed = answered = true;
        flush();
      } else if (key === NOTES && newValue !== null && hers) {
        try {
          take(readStored(newValue));
        } catch (error) {
          writeTab(reasonOf(error));
        }
      } else return;
      tell();
    },

    /** @param {string} key @param {string} kind @param {string} prompt @param {any} value */
    set(key, kind, prompt, value) {
      const before = entries[key];
      if (before && sameValue(before.value, value)) return;
      // What she typed a moment ago is no version of its own; what stood here before this visit is.
      const kept = before && !sameVersion(typed.get(key), before) ? [{ value: before.value, when: before.when }] : [];
      const when = new Date(Math.max(now(), before ? Date.parse(before.when) + 1 : 0)).toISOString();
      entries[key] = { kind, prompt, value, when, earlier: inOrder([...(before?.earlier ?? []), ...kept]) };
      typed.set(key, entries[key]);
      waiting.add(key);
      touched = now();
      cancelFlush ??= after(PAUSE, flush);
      watch();
      tell();
    },

    /** Put these entries, from a file, together with what is here. @param {Entries} theirs */
    bring(theirs) {
      const merged = mergeEntries(entries, renameKeys(theirs, aliases));
      for (const key of Object.keys(merged)) waiting.add(key);
      entries = merged;
      touched = now();
      watch();
      flush();
    },

    /** "Yes, keep my words on this device." */
    keep() {
      answered = hers = true;
      flush();
    },

    /** "This tab only": nothing stays on the device, everything stays on the screen. */
    tabOnly() {
      if (hers) remove(local, (name) => name.startsWith(prefix));
      hers = claimed = false;
      answered = true;
      touched = now();
      writeTab();
      watch();
      tell();
    },

    /** "Clear everything": all that this book has kept in this browser, and in its other tabs. */
    clear() {
      cancelFlush?.();
      cancelFlush = null;
      forget();
      hers = claimed = answered = false;
      try {
        local().setItem(MINE, "cleared");
      } catch {
        // A full storage still lets things be removed.
      }
      for (const storage of [local, session]) {
        remove(storage, (name) => name.startsWith(prefix) || OTHERS.includes(name));
      }
      if (where !== "page") settleInTab();
      tell();
    },
  };
}

/** @param {Entry | undefined} one @param {Entry} other */
const sameVersion = (one, other) => one?.when === other.when && sameValue(one.value, other.value);
