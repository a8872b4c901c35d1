/** The page My notes: everything written so far, by chapter and in order, and what is still open. */

import lookback from "../activities/lookback.js";
import { book } from "../lib/book.js";
import { h } from "../lib/dom.js";
import { written } from "../notes/begun.js";
import { copyingMany } from "../notes/copy-all.js";
import { editing } from "../notes/edit.js";
import { drawnAs, note } from "../notes/list.js";
import { openNotes } from "../notes/open-notes.js";
import { offer } from "../notes/reminder.js";
import { withBacks } from "../notes/reminders.js";
import { taking } from "../notes/save-and-load.js";
import { notesBar } from "../notes/storage-bar.js";
import { blocks, CHAPTER, KIND } from "../organisation/figures.js";
import { inOrder, whereLeft } from "./notes-in-order.js";
import { continuing, nothingYet, section, untouched, whereKept } from "./notes-sections.js";

/** @typedef {import("../notes/list.js").Chapter} Chapter */
/** @typedef {import("../notes/list.js").Answer} Answer */

const SAVES = "“Save my notes” makes a file. If no file appears, downloads are blocked here: use “Copy as text”.";
const LOADS = "Load a file that you saved before: choose it, or drop it anywhere on this page.";

/** @param {string} text */
const hint = (text) => h("p", { class: "wb-notes-hint" }, text);

/** @param {Record<string, any>} kinds @param {Record<string, string>} aliases */
export function start(kinds, aliases) {
  Object.assign(kinds, { lookback, [KIND]: { blocks } }); // no chapter holds one, so nobody lends it
  const root = document.querySelector('[data-runs="my-notes"]');
  if (!root) return;
  const chapters = chaptersOf(kinds);
  const notes = openNotes();
  const bar = notesBar(notes);
  const taken = taking(notes, aliases);

  const answers = () => inOrder(chapters, notes);
  const soon = beforeNextFrame(show);
  const where = h("div", { class: "wb-notes-where" });
  const offered = h("div");
  const back = h("div", { class: "wb-notes-back" });
  const body = h("div", { class: "wb-notes-body" });
  const edit = editing(kinds, { notes, ...bar }, (one, article) => {
    redraw(one, article);
    soon();
  });
  const acts = actsOf(edit.begin, notes);
  const copyAll = copyingMany(book().title, answers, kinds, " and of what is printed");
  copyAll.button.classList.add("wb-primary");
  const [save, load, clear] = taken.buttons;
  const actions = h("div", { class: "wb-actions wb-notes-actions" }, copyAll.button, save, load, clear);
  const saves = hint(SAVES);
  const loads = hint(LOADS);
  root.replaceChildren(where, offered, back, actions, copyAll.choice, saves, loads, copyAll.room, taken.room, body);

  /** An answer as it is now, in the place of how it was drawn. @param {Answer} one @param {HTMLElement} article */
  function redraw(one, article) {
    const inside = article.contains(document.activeElement);
    const drawn = written(one.entry) ? note(one, kinds, acts) : null;
    if (drawn) article.replaceWith(drawn);
    else article.remove(); // what is left is shown when the list is drawn again, at the next beat
    if (inside) (drawn ? drawn.querySelector(".wb-note-change") : load)?.focus();
  }

  /** @param {ReturnType<typeof inOrder>} groups */
  function showBody(groups) {
    const begunHere = new Set(groups.map((group) => group.chapter?.id));
    const others = chapters.filter((chapter) => !begunHere.has(chapter.id));
    const drawn = groups.map((group) => section(group, notes.all, kinds, acts));
    body.replaceChildren(...(groups.length ? drawn : [nothingYet()]), ...untouched(others, groups.length > 0));
    copyAll.tell();
  }

  /** Draw again those answers that are no longer as they were drawn. @param {Answer[]} all */
  function redrawChanged(all) {
    const now = new Map(all.map((one) => [one.key, one]));
    for (const article of body.querySelectorAll("[data-note]")) {
      const one = now.get(article.dataset.note);
      if (one && !edit.has(one.key) && article.dataset.drawn !== drawnAs(one.entry)) redraw(one, article);
    }
  }

  let shown = "";
  function show() {
    where.replaceChildren(...whereKept(notes, bar.ask));
    for (const one of [copyAll.button, save, saves, clear]) one.hidden = !notes.any;
    if (edit.busy) return; // the rest waits until she is done
    const groups = answers();
    const more = notes.where === "page" ? " Load your file there too." : "";
    offered.replaceChildren(offer(notes.all, kinds, { more }));
    back.replaceChildren(...continuing(whereLeft(groups, notes.all)));
    const all = groups.flatMap((group) => group.answers);
    const keys = all.map(({ key }) => key).join();
    if (keys === shown && body.firstChild) return redrawChanged(all);
    edit.close();
    shown = keys;
    showBody(groups);
  }
  notes.listen(soon);
  show();

  // What is printed is what is copied: all of it, but for sensitive answers that she has not added.
  addEventListener("beforeprint", () => {
    root.classList.toggle("wb-notes-whole", copyAll.adds());
    unfold(body);
  });
}

/** @param {import("../notes/list.js").Acts["change"]} change @param {import("../notes/open-notes.js").Notes} notes @returns {import("../notes/list.js").Acts} */
const actsOf = (change, notes) => ({ change, forget: (key, when) => notes.forgetEarlier(key, when) });

/** The chapters, and what the reader wrote about her organisation; each with what comes back. @param {Record<string, any>} kinds @returns {Chapter[]} */
const chaptersOf = (kinds) =>
  [...(window.whysAndHowsCatalogue?.chapters ?? []), CHAPTER].map((/** @type {Chapter} */ one) => ({
    ...one,
    activities: withBacks(one.activities, kinds),
  }));

/** Once before the browser draws again, however often it is asked for. @param {() => void} act @returns {() => void} */
function beforeNextFrame(act) {
  let waiting = 0;
  return () => {
    if (waiting) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      act();
    });
  };
}

/** Show the answers that wait behind "more". @param {any} body */
function unfold(body) {
  const more = () => body.querySelector(".wb-note-list > .wb-actions button");
  while (more()) more().click();
}
