/** The offer to look back: one calm line, on the welcome page, on My notes and in the chapter. It shows no words of the reader's. */

import { book, helpPage } from "../lib/book.js";
import { dayOf, inWords } from "../lib/dates.js";
import { h } from "../lib/dom.js";
import { pageNotes } from "./open-notes.js";
import { comingBack } from "./reminders.js";

/** @typedef {import("../widget/kind.d.ts").Kinds} Kinds */

/** The last day that she has put off, until this tab is closed. */
const LATER = `${book().name}.later`;

/** A day without its year, where that is this year. @param {string} day @param {string} today */
export const shortly = (day, today) =>
  day.slice(0, 4) === today.slice(0, 4) ? inWords(day).replace(/ \d+$/, "") : inWords(day);

/**
 * @param {import("../lib/types.d.ts").Entries} entries @param {Kinds} kinds
 * @param {{here?: Set<string>, more?: string}} [options] the keys on this page, if only they matter; and words to add
 * @returns {HTMLElement | ""}
 */
export function offer(entries, kinds, { here, more = "" } = {}) {
  const today = dayOf(Date.now());
  const due = comingBack(entries, today, kinds).filter((one) => one.due && !one.looked && (!here || here.has(one.key)));
  const latest =
    due
      .map((one) => one.due)
      .sort()
      .pop() ?? "";
  if (latest <= later()) return "";
  /** @param {{kind: string}} one */
  const how = ({ kind }) => /** @type {import("../widget/kind.d.ts").ComesBack} */ (kinds[kind].comesBack);
  const [first] = [...due].sort((one, other) => how(one).order - how(other).order);
  const those = due.filter((one) => one.kind === first.kind);
  const [ofOne, ofSeveral] = how(first).offer;
  const days = new Set(those.map((one) => one.written));
  const words = days.size > 1 ? ofSeveral : `On ${shortly(those[0].written, today)} ${ofOne}`;
  const line = h(
    "div",
    { class: "wb-offer", role: "region", "aria-label": "Looking back" },
    h("p", {}, words, more),
    h("a", { href: helpPage("look-back") }, "Look back"),
    h("button", { type: "button", onclick: put }, "Not now"),
  );
  function put() {
    try {
      sessionStorage.setItem(LATER, latest);
    } catch {
      // Storage is refused: it is away from this page only.
    }
    line.remove();
  }
  return line;
}

function later() {
  try {
    return sessionStorage.getItem(LATER) ?? "";
  } catch {
    return "";
  }
}

/** On the welcome page everything may be offered; in a chapter, what was written there. @param {Kinds} kinds */
export function start(kinds) {
  if (!helpPage("look-back") || !document.querySelector("[data-activity], [data-carry-on]")) return;
  const keys = [...document.querySelectorAll("[data-activity]")].map((one) => one.getAttribute("data-key") ?? "");
  const line = offer(pageNotes().all, kinds, keys.length ? { here: new Set(keys) } : {});
  if (line) document.querySelector(".wb-article")?.prepend(line);
}
