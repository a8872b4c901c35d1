/** The page My notes: everything written so far, by chapter and in order, and what is still open. */

import lookback from "../activities/lookback.js";
import { book } from "../lib/book.js";
import { bookPage, h } from "../lib/dom.js";
import { copyingMany } from "../notes/copy-all.js";
import { editing } from "../notes/edit.js";
import { date, drawnAs, listed, note, OWN, place, written } from "../notes/list.js";
import { openNotes } from "../notes/open-notes.js";
import { offer } from "../notes/reminder.js";
import { withBacks } from "../notes/reminders.js";
import { taking } from "../notes/save-and-load.js";
import { notesBar } from "../notes/storage-bar.js";
import { blocks, CHAPTER, KIND } from "../organisation/figures.js";

/** @typedef {import("../notes/list.js").Chapter} Chapter */
/** @typedef {import("../notes/list.js").Answer} Answer */

/** @param {Record<string, any>} kinds @param {Record<string, string>} aliases */
export function start(kinds, aliases) {
  Object.assign(kinds, { lookback, [KIND]: { blocks } }); // no chapter holds one, so nobody lends it
  const root = document.querySelector('[data-runs="my-notes"]');
  if (!root) return;
  /** @type {Chapter[]} */
  const chapters = [...(window.whysAndHowsCatalogue?.chapters ?? []), CHAPTER].map((/** @type {Chapter} */ one) => ({
    ...one,
    activities: withBacks(one.activities, kinds),
  }));
  const notes = openNotes({ aliases });
  const bar = notesBar(notes);
  const taken = taking(notes, aliases);

  const where = h("div", { class: "wb-notes-where" });
  const offered = h("div");
  const back = h("div", { class: "wb-notes-back" });
  const body = h("div", { class: "wb-notes-body" });
  const edit = editing(kinds, { notes, ...bar }, (one, article) => {
    redraw(one, article);
    soon();
  });
  const copyAll = copyingMany(book().title, inOrder, kinds, " and of what is printed");
  copyAll.button.classList.add("wb-primary");
  const [save, load, clear] = taken.buttons;
  const actions = h("div", { class: "wb-actions wb-notes-actions" }, copyAll.button, save, load, clear);
  const saves = h(
    "p",
    { class: "wb-notes-hint" },
    "“Save my notes” makes a file. If no file appears, downloads are blocked here: use “Copy as text”.",
  );
  const loads = h(
    "p",
    { class: "wb-notes-hint" },
    "Load a file that you saved before: choose it, or drop it anywhere on this page.",
  );
  root.replaceChildren(where, offered, back, actions, copyAll.choice, saves, loads, copyAll.room, taken.room, body);

  /** The answers of each chapter, as the book has them; last, those whose place is no longer in the book. */
  function inOrder() {
    const all = notes.all;
    const known = new Set(chapters.flatMap((chapter) => chapter.activities.map((spec) => spec.key)));
    const found = chapters.map((chapter) => {
      const begun = chapter.activities.filter((spec) => written(all[spec.key]));
      return {
        title: chapter.title,
        chapter: /** @type {Chapter | null} */ (chapter),
        answers: begun.map((spec) => answerTo(spec.key, spec, chapter)),
      };
    });
    const others = Object.keys(all)
      .filter((key) => !known.has(key) && written(all[key]) && all[key].kind !== OWN)
      .sort()
      .map((key) => answerTo(key, null, null));
    if (others.length) found.push({ title: "From another edition of this book", chapter: null, answers: others });
    return found.filter(({ answers }) => answers.length);
  }

  /** @param {string} key @param {any} spec @param {Chapter | null} chapter @returns {Answer} */
  function answerTo(key, spec, chapter) {
    return {
      key,
      spec,
      chapter,
      get entry() {
        return notes.all[key];
      },
    };
  }

  function showWhere() {
    const left = notes.unreadable;
    const unread = left
      ? `${left === 1 ? "One answer that is kept here" : `${left} answers that are kept here`} cannot be read, and ${left === 1 ? "is" : "are"} left as ${left === 1 ? "it is" : "they are"}.`
      : "";
    if (notes.where === "device") {
      where.replaceChildren(...(unread ? [h("p", {}, unread)] : []));
      return;
    }
    const lost = notes.where === "page";
    where.replaceChildren(
      h("p", { class: "wb-panel-first" }, lost ? "Your words go when you leave a page" : "Your words are in this tab"),
      h(
        "p",
        {},
        notes.why ? `${notes.why} ` : "",
        lost
          ? "What you typed on other pages is not here. Load a file that you saved."
          : "They go when you close it, and after an hour without a touch. To have them later, save a file now.",
      ),
      unread && h("p", {}, unread),
      h(
        "div",
        { class: "wb-actions" },
        h("button", { type: "button", class: "wb-button", onclick: bar.ask }, "Where they are kept"),
      ),
    );
  }

  /** Where the reader was, and what comes next there. @param {ReturnType<typeof inOrder>} groups */
  function showBack(groups) {
    const answers = groups.flatMap((group) => group.answers).filter((one) => one.chapter);
    if (!answers.length) {
      back.replaceChildren();
      return;
    }
    const latest = answers.reduce((one, other) =>
      Date.parse(other.entry.when) > Date.parse(one.entry.when) ? other : one,
    );
    const chapter = /** @type {Chapter} */ (latest.chapter);
    const at = chapter.activities.findIndex((spec) => spec.key === latest.key);
    const next = chapter.activities.slice(at + 1).find((spec) => !spec.back && !written(notes.all[spec.key]));
    const key = next?.key ?? latest.spec.back ?? latest.key;
    back.replaceChildren(
      h("p", { class: "wb-kicker" }, `Where you were, ${date(latest.entry.when)}`),
      h("p", { class: "wb-panel-first" }, chapter.title),
      h("p", {}, next ? `Next there: ${next.prompt}` : latest.entry.prompt),
      h("p", {}, h("a", { class: "wb-notes-continue", href: place(chapter, key) }, "Continue")),
    );
  }

  /** @param {Chapter | null} chapter */
  function stillOpen(chapter) {
    const open = (chapter?.activities ?? []).filter((spec) => !spec.back && !written(notes.all[spec.key]));
    if (!chapter || !open.length) return null;
    const links = open.map((spec) => h("li", {}, h("a", { href: place(chapter, spec.key) }, spec.prompt)));
    return h(
      "details",
      { class: "wb-notes-open" },
      h("summary", {}, "Still open here, if you would like to"),
      h("ul", {}, ...links),
    );
  }

  /** @param {ReturnType<typeof inOrder>[number]} group */
  function section({ title, chapter, answers }) {
    const id = `notes-${chapter?.id ?? "others"}`;
    const copy = copyingMany(title, () => [{ title: "", answers }], kinds);
    copy.button.setAttribute("aria-label", `Copy as text: ${title}`);
    return h(
      "section",
      { "aria-labelledby": id },
      h("div", { class: "wb-notes-head" }, h("h2", { id }, title), copy.button),
      copy.choice,
      copy.room,
      listed(answers, kinds, edit.begin),
      stillOpen(chapter),
    );
  }

  /** @param {ReturnType<typeof inOrder>} groups */
  function showBody(groups) {
    const begunHere = new Set(groups.map((group) => group.chapter?.id));
    const others = chapters.filter((chapter) => !begunHere.has(chapter.id));
    const links = others.map((chapter) => h("li", {}, h("a", { href: bookPage(chapter.page) }, chapter.title)));
    body.replaceChildren(
      ...(groups.length
        ? groups.map(section)
        : [
            h(
              "p",
              { class: "wb-notes-empty" },
              "Nothing is written here yet. That is fine: start anywhere, and stop anywhere.",
            ),
          ]),
      ...(links.length
        ? [
            h(
              "section",
              { class: "wb-notes-others", "aria-labelledby": "notes-untouched" },
              h("h2", { id: "notes-untouched" }, groups.length ? "Other chapters" : "Chapters"),
              h("ul", {}, ...links),
            ),
          ]
        : []),
    );
    copyAll.tell();
  }

  /** An answer as it is now, in the place of how it was drawn. @param {Answer} one @param {HTMLElement} article */
  function redraw(one, article) {
    const inside = article.contains(document.activeElement);
    if (!written(one.entry)) {
      article.remove(); // what is left is shown when the list is drawn again, at the next beat
      if (inside) load.focus();
      return;
    }
    const drawn = note(one, kinds, edit.begin);
    article.replaceWith(drawn);
    if (inside) drawn.querySelector(".wb-note-change")?.focus();
  }

  let shown = "";
  function show() {
    showWhere();
    for (const one of [copyAll.button, save, saves, clear]) one.hidden = !notes.any;
    if (edit.busy) return; // the rest waits until she is done
    const groups = inOrder();
    offered.replaceChildren(
      offer(notes.all, kinds, { more: notes.where === "page" ? " Load your file there too." : "" }),
    );
    const answers = groups.flatMap((group) => group.answers);
    showBack(groups);
    const keys = answers.map(({ key }) => key).join();
    if (keys !== shown || !body.firstChild) {
      edit.close();
      shown = keys;
      showBody(groups);
      return;
    }
    const now = new Map(answers.map((one) => [one.key, one]));
    for (const article of body.querySelectorAll("[data-note]")) {
      const one = now.get(article.dataset.note);
      if (one && !edit.has(one.key) && article.dataset.drawn !== drawnAs(one.entry)) redraw(one, article);
    }
  }
  let waiting = 0;
  function soon() {
    if (waiting) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      show();
    });
  }
  notes.listen(soon);
  show();

  // What is printed is what is copied: all of it, but for sensitive answers that she has not added.
  addEventListener("beforeprint", () => {
    root.classList.toggle("wb-notes-whole", copyAll.adds());
    const more = () => body.querySelector(".wb-note-list > .wb-actions button");
    while (more()) more().click();
  });
}
