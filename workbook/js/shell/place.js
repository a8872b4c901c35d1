/**
 * Where the reader is in each chapter. It is kept as her words are: on the device if she said that it is hers, else in
 * this tab. It says which step was open, and nothing that she wrote.
 */
import { book } from "../lib/book.js";
import { mineName } from "../notes/store.js";

export const COLOURS = `${book().name}.colours`;
export const VIEW = `${book().name}.view`;
const PLACES = `${book().name}.places`;

/** @typedef {{page: string, number: number, name: string, dye: number, step: number, of: number, title: string, minutes: number, reached: number, when: string}} Place */

/** @param {() => Storage} storage @param {string} key @returns {string} what is kept there; nothing where that is refused */
export function readFrom(storage, key) {
  try {
    return storage().getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** @param {() => Storage} storage @param {string} key @param {string} value nothing removes it */
export function keepIn(storage, key, value) {
  try {
    if (value) storage().setItem(key, value);
    else storage().removeItem(key);
  } catch {
    // Storage is refused: it lasts as long as the page.
  }
}

/** The storage that her words are in. */
const hers = () => (readFrom(() => localStorage, mineName()) === "yes" ? localStorage : sessionStorage);

/** @returns {Record<string, Place>} by chapter */
export function places() {
  try {
    const kept = JSON.parse(readFrom(hers, PLACES) || "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

/** @param {Omit<Place, "reached" | "when">} place */
export function keepPlace(place) {
  const all = places();
  const reached = Math.max(place.step, all[place.page]?.reached ?? 0);
  all[place.page] = { ...place, reached, when: new Date().toISOString() };
  keepIn(hers, PLACES, JSON.stringify(all));
}

/** @returns {Place | undefined} the place that she was at last */
export const latest = () => Object.values(places()).sort((one, other) => (one.when < other.when ? 1 : -1))[0];
