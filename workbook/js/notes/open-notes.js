/** The reader's notes in a page: the store (store.js), with the page's storage, clock and events. */
import { book } from "../lib/book.js";
import { onTouch, registerWords } from "../lib/hide-page.js";
import { forgetBook } from "../lib/kept-book.js";
import { Store } from "./store.js";

/** @typedef {Store} Notes */

/** Gecko gives each page that is opened from a folder a storage of its own. */
const GECKO = CSS.supports("-moz-appearance", "none");

/** What the store needs of a page. @returns {import("./store.js").Surroundings} */
const surroundings = () => ({
  local: () => window.localStorage,
  session: () => window.sessionStorage,
  now: () => Date.now(),
  after(milliseconds, act) {
    const timer = window.setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  aliases: book().aliases,
  folder: location.protocol === "file:",
  alone: location.protocol === "file:" && GECKO,
  forgetBook,
});

/** @type {Notes | undefined} */
let opened;

/**
 * The notes as this page knows them: one store, whoever asks. A second one would not be touched with the first, and
 * would clear the tab under it. Every page has it: other tabs clear it, and an hour without a touch does.
 * @returns {Notes}
 */
export function pageNotes() {
  if (opened) return opened;
  const notes = new Store(surroundings());
  opened = notes;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") notes.touch();
  });
  addEventListener("storage", (event) => {
    if (isLocal(event.storageArea)) notes.heard(event);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) notes.begin();
  });
  onTouch(() => notes.touch());
  return notes;
}

/**
 * Open the notes to write in, and cover the page whenever it shows words and nobody touches it.
 * @param {(notes: Notes) => boolean} [shown] does this page show words of hers? If nobody says, it does as soon as
 *   there are any
 * @returns {Notes}
 */
export function openNotes(shown = (notes) => notes.any) {
  const notes = pageNotes();
  const flush = () => notes.flush();
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
  });
  // Firefox keeps a page that was left with a copy of the tab's store, so Back would show words that were cleared since.
  // A page that listens for this is not kept: it is loaded again.
  if (GECKO) addEventListener("unload", flush);
  // Where the browser keeps nothing, leaving the page loses what is on it.
  addEventListener("beforeunload", (event) => {
    flush();
    if (notes.where === "page" && shown(notes)) event.preventDefault();
  });
  registerWords({ any: () => shown(notes), keep: flush, lost: () => notes.where === "page" });
  return notes;
}

/** @param {Storage | null} area */
function isLocal(area) {
  try {
    return area === null || area === window.localStorage;
  } catch {
    return false;
  }
}
