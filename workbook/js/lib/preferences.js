/** What the reader prefers on every page. It is remembered in this tab; beyond it, only on a device that is hers. */
import { book } from "./book.js";

/** @param {string} name @returns {string | null} */
export function preferred(name) {
  const key = `${book().name}.${name}`;
  try {
    return sessionStorage.getItem(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value @param {boolean} onDevice */
export function prefer(name, value, onDevice) {
  const key = `${book().name}.${name}`;
  try {
    sessionStorage.setItem(key, value);
    if (onDevice) localStorage.setItem(key, value);
  } catch {
    // Storage is refused: the usual holds on the next page.
  }
}

/** May the browser check spelling in the boxes? Unless she says so, it does not. */
export const checksSpelling = () => preferred("spelling") === "yes";

/** @param {boolean} yes @param {boolean} onDevice */
export function checkSpelling(yes, onDevice) {
  prefer("spelling", yes ? "yes" : "no", onDevice);
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = document.querySelectorAll("textarea[spellcheck], input[spellcheck]");
  for (const box of boxes) box.spellcheck = yes;
}
