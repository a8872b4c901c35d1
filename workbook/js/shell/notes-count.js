/** How many notes the reader has, beside "My notes" in the bar at the top. */
import { surroundings } from "../notes/open-notes.js";
import { Store } from "../notes/store.js";

const PAUSE = 400;
const NO_NOTE = "take-out";

/** @returns {number} */
const count = () => Object.values(new Store(surroundings()).all).filter(({ kind }) => kind !== NO_NOTE).length;

export function countingNotes() {
  const places = document.querySelectorAll("[data-notes-count]");
  let timer = 0;
  function show() {
    const many = count();
    for (const one of places) one.textContent = many ? String(many) : "";
  }
  function soon() {
    clearTimeout(timer);
    timer = window.setTimeout(show, PAUSE);
  }
  show();
  for (const sign of ["focusout", "pageshow", "storage"]) addEventListener(sign, soon);
}
