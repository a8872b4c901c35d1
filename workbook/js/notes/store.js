/**
 * The reader's notes in the page. They live in memory until she says that the computer is hers; then in this
 * browser's local storage too, in the format of the notes file. Whatever storage does, what is on screen stays.
 */
import { book } from "../lib/book.js";

const OURS = `${book().name}.`;
export const NOTES = `${OURS}notes`;
export const MINE = `${OURS}mine`;
export const FORMAT = `${book().name}-notes`;
export const VERSION = 1;
const PAUSE = 250;
/** How the key of looking back at something ends. */
export const BACK = /-back-(?:[123]|own)$/;

/** @typedef {{value: any, when: string}} Version */
/** @typedef {{kind: string, prompt: string, value: any, when: string, earlier: Version[]}} Entry */
/** @typedef {Record<string, Entry>} Entries */

const STAYS = "Your words stay on this page until you leave it.";
const WHY = {
  blocked: `Not kept: storage is blocked. ${STAYS}`,
  full: `Not kept: storage is full. ${STAYS}`,
  unreadable: `Not kept: the notes on this computer cannot be read, so they are left as they are. ${STAYS}`,
  newer: `Not kept: the notes on this computer were made by a newer edition of this book, so they are left as they are. ${STAYS}`,
  gone: `What was kept on this computer has been removed. ${STAYS}`,
  folder: "This page was opened from a folder, where all pages share one storage. So your words go when you leave it.",
};

/** Why the stored notes cannot be used. */
class Unreadable extends Error {}

/** @param {string | null} text @returns {Entries} */
export function parse(text) {
  if (text === null) return {};
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Unreadable(WHY.unreadable);
  }
  if (file?.format === FORMAT && file.version > VERSION) throw new Unreadable(WHY.newer);
  const entries = file?.entries;
  const sound =
    file?.format === FORMAT &&
    file.version === VERSION &&
    isObject(entries) &&
    Object.values(entries).every(
      (one) => isObject(one) && isObject(one.value) && time(one.when) > 0 && Array.isArray(one.earlier),
    );
  if (!sound) throw new Unreadable(WHY.unreadable);
  return entries;
}

/** @param {any} thing */
const isObject = (thing) => typeof thing === "object" && thing !== null && !Array.isArray(thing);
/** @param {string} when */
const time = (when) => Date.parse(when) || 0;
/** @param {any} one @param {any} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Versions in order, each once. @param {Version[]} versions */
function inOrder(versions) {
  const seen = new Set();
  return versions
    .filter((one) => !seen.has(JSON.stringify(one)) && seen.add(JSON.stringify(one)))
    .sort((one, other) => time(one.when) - time(other.when));
}

/** Old keys under their present names. @param {Entries} entries @param {Record<string, string>} aliases */
export function renamed(entries, aliases) {
  /** @type {Entries} */
  const found = {};
  for (const [key, entry] of Object.entries(entries)) {
    const [back = ""] = BACK.exec(key) ?? [];
    let present = key.slice(0, key.length - back.length);
    for (const seen = new Set([present]); aliases[present] && !seen.has(aliases[present]); seen.add(present))
      present = aliases[present];
    present += back;
    found[present] = found[present] ? joined(found[present], entry, true) : entry;
  }
  return found;
}

/**
 * The newer of two answers; the other one among its earlier versions, unless it is only an older state of the same.
 * @param {Entry} one @param {Entry} other @param {boolean} keep
 */
function joined(one, other, keep) {
  const [older, newer] = time(one.when) > time(other.when) ? [other, one] : [one, other];
  const versions = [...one.earlier, ...other.earlier];
  if (keep && !same(older.value, newer.value)) versions.push({ value: older.value, when: older.when });
  return { ...newer, earlier: inOrder(versions) };
}

/** @param {{aliases?: Record<string, string>}} [options] */
export function openNotes({ aliases = {} } = {}) {
  /** @type {Entries} */
  let entries = {};
  /** @type {"memory" | "computer" | "refused"} */
  let where = "memory";
  let why = "";
  let mine = false;
  let claimed = false;
  let answered = false;
  let timer = 0;
  /** Keys changed in this visit, and those among them not yet stored. */
  const changed = new Set();
  const waiting = new Set();
  /** When each stored entry that this tab has seen was written. @type {Record<string, string>} */
  const seen = {};
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const folder = location.protocol === "file:";

  const tell = () => {
    for (const fn of listeners) fn();
  };

  /** @param {typeof where} place @param {string} [reason] */
  function settle(place, reason = "") {
    where = place;
    why = reason;
  }

  /** @param {unknown} error */
  function refuse(error) {
    const name = /** @type {any} */ (error)?.name ?? "";
    if (error instanceof Unreadable) settle("refused", error.message);
    else settle("refused", /quota/i.test(name) ? WHY.full : WHY.blocked);
  }

  /** Take what is stored into this tab. @param {Entries} stored */
  function take(stored) {
    for (const [key, theirs] of Object.entries(renamed(stored, aliases))) {
      const ours = entries[key];
      if (!ours) entries[key] = theirs;
      else if (ours.when !== theirs.when || ours.earlier.length !== theirs.earlier.length) {
        const unseen = time(ours.when) > time(theirs.when) ? seen[key] !== theirs.when : waiting.has(key);
        entries[key] = joined(ours, theirs, unseen);
      }
      seen[key] = theirs.when;
    }
  }

  /** The computer is not hers, or no longer. @param {string} [reason] */
  function disown(reason) {
    mine = claimed = answered = false;
    settle("memory", reason);
  }

  /** Write everything that waits. */
  function flush() {
    clearTimeout(timer);
    timer = 0;
    if (!mine) return;
    try {
      const storage = window.localStorage;
      if (!claimed) {
        storage.setItem(MINE, "yes");
        claimed = true;
      } else if (storage.getItem(MINE) !== "yes") {
        disown(WHY.gone);
        return;
      }
      take(parse(storage.getItem(NOTES)));
      storage.setItem(NOTES, JSON.stringify({ format: FORMAT, version: VERSION, entries }));
      for (const key of Object.keys(entries)) seen[key] = entries[key].when;
      waiting.clear();
      settle("computer");
    } catch (error) {
      refuse(error);
    } finally {
      tell();
    }
  }

  /** Remove what is stored. @param {boolean} everywhere other tabs forget their words too */
  function remove(everywhere) {
    disown(folder ? WHY.folder : "");
    clearTimeout(timer);
    timer = 0;
    try {
      const storage = window.localStorage;
      if (everywhere) storage.setItem(MINE, "cleared");
    } catch {
      // A full storage still lets things be removed.
    }
    try {
      for (const key of Object.keys(window.localStorage)) {
        if (everywhere ? key.startsWith(OURS) : key === NOTES || key === MINE) window.localStorage.removeItem(key);
      }
    } catch (error) {
      if (!folder) refuse(error);
    }
  }

  function forget() {
    entries = {};
    changed.clear();
    waiting.clear();
    for (const key of Object.keys(seen)) delete seen[key];
  }

  /** Another tab wrote. @param {StorageEvent} event */
  function heard({ key, newValue, storageArea }) {
    if (folder || (storageArea && storageArea !== window.localStorage)) return;
    if (key === MINE && newValue === "cleared" && mine) {
      forget();
      disown();
    } else if (claimed && (key === null || (key === MINE && newValue === null))) {
      disown(WHY.gone);
    } else if (key === MINE && newValue === "yes" && !mine && !answered) {
      mine = claimed = answered = true;
      flush();
    } else if (key === NOTES && newValue !== null && mine) {
      try {
        take(parse(newValue));
      } catch (error) {
        refuse(error);
      }
    } else return;
    tell();
  }

  /** Begin, or begin again when the browser brings back a page that was left: then nothing is assumed. */
  function begin() {
    forget();
    disown(folder ? WHY.folder : "");
    if (folder) return;
    try {
      if (window.localStorage.getItem(MINE) !== "yes") return;
      mine = claimed = answered = true;
      settle("computer");
      take(parse(window.localStorage.getItem(NOTES)));
    } catch (error) {
      refuse(error);
    }
  }

  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
  addEventListener("storage", heard);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    begin();
    tell();
  });
  begin();

  return {
    get where() {
      return where;
    },
    get why() {
      return why;
    },
    /** May the reader be asked whose computer this is? */
    get askable() {
      return !folder && where !== "refused";
    },
    /** Has she answered? */
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
    /** Take these entries instead: what was here, put together with a file. @param {Entries} merged */
    bring(merged) {
      for (const key of Object.keys(merged)) if (merged[key] !== entries[key]) waiting.add(key);
      entries = merged;
      if (mine) flush();
      else tell();
    },
    /** @param {string} key */
    value: (key) => entries[key]?.value ?? null,
    /** The returned function stops listening. @param {() => void} fn @returns {() => void} */
    listen(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    flush,

    /** @param {string} key @param {string} kind @param {string} prompt @param {any} value */
    set(key, kind, prompt, value) {
      const before = entries[key];
      if (before && same(before.value, value)) return;
      const kept = before && !changed.has(key) ? [{ value: before.value, when: before.when }] : [];
      const when = new Date(Math.max(Date.now(), before ? time(before.when) + 1 : 0)).toISOString();
      entries[key] = { kind, prompt, value, when, earlier: inOrder([...(before?.earlier ?? []), ...kept]) };
      changed.add(key);
      waiting.add(key);
      if (!timer && mine) timer = window.setTimeout(flush, PAUSE);
      tell();
    },

    /** "Yes, keep my words on this computer." */
    keep() {
      answered = mine = true;
      flush();
    },

    /** "This tab only": nothing stays on the computer, everything stays on the screen. */
    tabOnly() {
      if (mine) remove(false);
      answered = true;
      tell();
    },

    /** "Clear everything": on the computer, and on the screen. */
    clear() {
      forget();
      remove(true);
      tell();
    },
  };
}
