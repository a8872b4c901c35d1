/** The parts of the page My notes, drawn from what they are given. */

import { bookPage, h } from "../lib/dom.js";
import { copyingMany } from "../notes/copy-all.js";
import { addressOf, date, listed } from "../notes/list.js";
import { openInside } from "./notes-in-order.js";

/** @typedef {import("../lib/types.d.ts").Entries} Entries */
/** @typedef {import("../notes/list.js").Chapter} Chapter */
/** @typedef {import("./notes-in-order.js").Group} Group */
/** @typedef {import("./notes-in-order.js").Left} Left */

/** Where words are kept, where that is not the device. @param {import("../notes/open-notes.js").Notes} notes @param {() => void} ask */
export function whereKept(notes, ask) {
  const left = notes.unreadable;
  const unread = left
    ? `${left === 1 ? "One answer that is kept here" : `${left} answers that are kept here`} cannot be read, and ${left === 1 ? "is" : "are"} left as ${left === 1 ? "it is" : "they are"}.`
    : "";
  if (notes.where === "device") return unread ? [h("p", {}, unread)] : [];
  const lost = notes.where === "page";
  return [
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
      h("button", { type: "button", class: "wb-button", onclick: ask }, "Where they are kept"),
    ),
  ];
}

/** Where the reader was, and what comes next there. @param {Left | null} left */
export function continuing(left) {
  if (!left) return [];
  const { chapter, latest, next, key } = left;
  return [
    h("p", { class: "wb-kicker" }, `Where you were, ${date(latest.entry.when)}`),
    h("p", { class: "wb-panel-first" }, chapter.title),
    h("p", {}, next ? `Next there: ${next.prompt}` : latest.entry.prompt),
    h("p", {}, h("a", { class: "wb-notes-continue", href: addressOf(chapter, key) }, "Continue")),
  ];
}

/** @param {Chapter | null} chapter @param {Entries} all */
function stillOpen(chapter, all) {
  const open = chapter ? openInside(chapter, all) : [];
  if (!chapter || !open.length) return null;
  const links = open.map((spec) => h("li", {}, h("a", { href: addressOf(chapter, spec.key) }, spec.prompt)));
  return h(
    "details",
    { class: "wb-notes-open" },
    h("summary", {}, "Still open here, if you would like to"),
    h("ul", {}, ...links),
  );
}

/**
 * The answers of a chapter, to read, change and copy, and what is open there.
 * @param {Group} group @param {Entries} all @param {Record<string, any>} kinds @param {Parameters<typeof listed>[2]} change
 */
export function section({ title, chapter, answers }, all, kinds, change) {
  const id = `notes-${chapter?.id ?? "others"}`;
  const copy = copyingMany(title, () => [{ title: "", answers }], kinds);
  copy.button.setAttribute("aria-label", `Copy as text: ${title}`);
  return h(
    "section",
    { "aria-labelledby": id },
    h("div", { class: "wb-notes-head" }, h("h2", { id }, title), copy.button),
    copy.choice,
    copy.room,
    listed(answers, kinds, change),
    stillOpen(chapter, all),
  );
}

export const nothingYet = () =>
  h("p", { class: "wb-notes-empty" }, "Nothing is written here yet. That is fine: start anywhere, and stop anywhere.");

/** Links to the chapters in which nothing is written. @param {Chapter[]} chapters @param {boolean} others is anything written elsewhere? */
export function untouched(chapters, others) {
  if (!chapters.length) return [];
  const links = chapters.map((chapter) => h("li", {}, h("a", { href: bookPage(chapter.page) }, chapter.title)));
  return [
    h(
      "section",
      { class: "wb-notes-others", "aria-labelledby": "notes-untouched" },
      h("h2", { id: "notes-untouched" }, others ? "Other chapters" : "Chapters"),
      h("ul", {}, ...links),
    ),
  ];
}
