/** The page My notes: everything written so far, by chapter and in order, and what is still open. */
import { asText } from "./blocks.js";
import { copying } from "./copy.js";
import { bookPage, h } from "./dom.js";
import { hiding } from "./hide.js";
import { merge } from "./notes-file.js";
import { blocksOf, date, listed, OWN, place, textOf, written } from "./notes-list.js";
import { taking } from "./notes-take.js";
import { openNotes } from "./notes.js";
import { notesBar } from "./whose.js";

/** @typedef {import("./notes-list.js").Chapter} Chapter */
/** @typedef {import("./notes-list.js").Answer} Answer */

const BOOK = "The Whys and the Hows";

/** @param {Record<string, any>} kinds @param {Record<string, string>} aliases */
export function start(kinds, aliases) {
  const root = document.querySelector('[data-runs="my-notes"]');
  if (!root) return;
  /** @type {Chapter[]} */
  const chapters = /** @type {any} */ (window).whysAndHowsCatalogue?.chapters ?? [];
  const notes = openNotes({ aliases });
  const { hide } = hiding(() => notes.any);
  const { ask } = notesBar(notes, hide);
  const taken = taking(notes, aliases);

  const where = h("div", { class: "wb-notes-where" });
  const back = h("div", { class: "wb-notes-back" });
  const body = h("div", { class: "wb-notes-body" });
  const copyAll = copying(() => textOf(BOOK, inOrder().flatMap(({ title, answers }) => [heading(title), ...answers]), kinds));
  copyAll.button.classList.add("wb-primary");
  const [save, load, clear] = taken.buttons;
  const actions = h("div", { class: "wb-actions wb-notes-actions" }, copyAll.button, save, load, clear);
  const hint = h("p", { class: "wb-notes-hint" }, "Load a file that you saved before: choose it, or drop it anywhere on this page.");
  root.replaceChildren(where, back, actions, hint, copyAll.room, taken.room, body);

  /** A chapter's title among the answers of a copy. @param {string} title @returns {any} */
  function heading(title) {
    return { key: "", entry: { kind: "", prompt: title, value: {}, when: "", earlier: [] }, spec: null, chapter: null };
  }

  /** The answers of each chapter, as the book has them; last, those whose place is no longer in the book. */
  function inOrder() {
    const all = notes.all;
    const known = new Set();
    const found = chapters.map((chapter) => {
      /** @type {Answer[]} */
      const answers = [];
      for (const spec of chapter.activities) {
        known.add(spec.key);
        if (written(all[spec.key])) answers.push({ key: spec.key, entry: all[spec.key], spec, chapter });
      }
      return { title: chapter.title, chapter: /** @type {Chapter | null} */ (chapter), answers };
    });
    const others = Object.keys(all)
      .filter((key) => !known.has(key) && written(all[key]) && all[key].kind !== OWN)
      .sort()
      .map((key) => ({ key, entry: all[key], spec: null, chapter: null }));
    if (others.length) found.push({ title: "From another edition of this book", chapter: null, answers: others });
    return found.filter(({ answers }) => answers.length);
  }

  function showWhere() {
    if (notes.where === "computer") {
      where.replaceChildren();
      return;
    }
    const refused = notes.where === "refused";
    const own = h("button", { type: "button", class: "wb-button", onclick: ask }, refused ? "What can I do?" : "This is my own computer");
    where.replaceChildren(
      h("p", { class: "wb-panel-first" }, refused ? "Your notes are not being kept" : "Words last only until you leave a page"),
      h(
        "p",
        {},
        notes.why ? `${notes.why} ` : "",
        "What you typed on other pages is gone when you leave them, so it is not here. Load a file that you saved, or say that this is your own computer before you write. On a shared one, use “Copy as text” before you leave a page.",
      ),
      (refused || notes.askable) && h("div", { class: "wb-actions" }, own),
    );
  }

  /** Where the reader was, and what comes next there. @param {ReturnType<typeof inOrder>} groups */
  function showBack(groups) {
    const answers = groups.flatMap((group) => group.answers).filter((one) => one.chapter);
    if (!answers.length) {
      back.replaceChildren();
      return;
    }
    const latest = answers.reduce((one, other) => (Date.parse(other.entry.when) > Date.parse(one.entry.when) ? other : one));
    const chapter = /** @type {Chapter} */ (latest.chapter);
    const at = chapter.activities.findIndex((spec) => spec.key === latest.key);
    const next = chapter.activities.slice(at + 1).find((spec) => !written(notes.all[spec.key]));
    const key = next?.key ?? latest.key;
    back.replaceChildren(
      h("p", { class: "wb-kicker" }, `Where you were, ${date(latest.entry.when)}`),
      h("p", { class: "wb-panel-first" }, chapter.title),
      h("p", {}, next ? `Next there: ${next.prompt}` : latest.entry.prompt),
      h("p", {}, h("a", { class: "wb-notes-continue", href: place(chapter, key) }, "Continue")),
    );
  }

  /** @param {Chapter | null} chapter */
  function stillOpen(chapter) {
    const open = (chapter?.activities ?? []).filter((spec) => !written(notes.all[spec.key]));
    if (!chapter || !open.length) return null;
    const links = open.map((spec) => h("li", {}, h("a", { href: place(chapter, spec.key) }, spec.prompt)));
    return h("details", { class: "wb-notes-open" }, h("summary", {}, "Still open here, if you would like to"), h("ul", {}, ...links));
  }

  /** @param {ReturnType<typeof inOrder>[number]} group */
  function section({ title, chapter, answers }) {
    const id = `notes-${chapter?.id ?? "others"}`;
    const copy = copying(() => textOf(title, answers, kinds));
    copy.button.setAttribute("aria-label", `Copy as text: ${title}`);
    return h(
      "section",
      { "aria-labelledby": id },
      h("div", { class: "wb-notes-head" }, h("h2", { id }, title), copy.button),
      copy.room,
      listed(answers, kinds),
      stillOpen(chapter),
    );
  }

  /** @param {ReturnType<typeof inOrder>} groups */
  function showBody(groups) {
    const begunHere = new Set(groups.map((group) => group.chapter?.id));
    const others = chapters.filter((chapter) => !begunHere.has(chapter.id));
    const links = others.map((chapter) => h("li", {}, h("a", { href: bookPage(chapter.page) }, chapter.title)));
    body.replaceChildren(
      ...(groups.length ? groups.map(section) : [h("p", { class: "wb-notes-empty" }, "Nothing is written here yet. That is fine: start anywhere, and stop anywhere.")]),
      ...(links.length
        ? [h("section", { class: "wb-notes-others", "aria-labelledby": "notes-untouched" }, h("h2", { id: "notes-untouched" }, groups.length ? "Other chapters" : "Chapters"), h("ul", {}, ...links))]
        : []),
    );
    for (const one of [copyAll.button, save, clear]) one.hidden = !notes.any;
  }

  let shown = "";
  function show() {
    showWhere();
    const sign = Object.entries(notes.all).map(([key, one]) => `${key} ${one.when} ${one.earlier.length}`).join();
    if (sign === shown && body.firstChild) return;
    shown = sign;
    const groups = inOrder();
    showBack(groups);
    showBody(groups);
  }
  let waiting = 0;
  notes.listen(() => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      show();
    });
  });
  show();

  addEventListener("beforeunload", (event) => {
    if (notes.where !== "computer" && notes.any && !taken.saved()) event.preventDefault();
  });
  Object.assign(window, { whysAndHows: { asText, merge, blocks: (/** @type {any} */ one, /** @type {any} */ value) => blocksOf(one, value, kinds) } });
}
