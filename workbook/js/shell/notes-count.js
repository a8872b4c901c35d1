/** How many notes the reader has, beside "My notes" in the bar at the top. */
import { written } from "../notes/begun.js";
import { pageNotes } from "../notes/open-notes.js";

const NO_NOTE = "take-out";

export function countingNotes() {
  const places = document.querySelectorAll("[data-notes-count]");
  const notes = pageNotes();
  function show() {
    const many = Object.values(notes.all).filter((entry) => entry.kind !== NO_NOTE && written(entry)).length;
    const said = many ? String(many) : "";
    for (const one of places) if (one.textContent !== said) one.textContent = said;
  }
  notes.listen(show);
  show();
}
