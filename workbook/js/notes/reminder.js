/** The offer to look back: one calm line, on the welcome page, on My notes and in the chapter. It shows no words of the reader's. */

import { book, helpPage } from "../lib/book.js";
import { dayOf, inWords } from "../lib/dates.js";
import { h } from "../lib/dom.js";
import { surroundings } from "./open-notes.js";
import { comingBack } from "./reminders.js";
import { createStore } from "./store.js";

/** The last day that she has put off, until this tab is closed. */
const LATER = `${book().name}.later`;
const ASKS = {
  plan: ["you made a plan. How did it go?", "You made some plans. How did they go?"],
  ask: ["you wrote an ask. Did an answer come?", "You wrote some asks. Did any answer come?"],
  recall: [
    "you answered some questions from memory. Would you like them again?",
    "You answered some questions from memory. Would you like them again?",
  ],
};

/** A day without its year, where that is this year. @param {string} day @param {string} today */
export const shortly = (day, today) =>
  day.slice(0, 4) === today.slice(0, 4) ? inWords(day).replace(/ \d+$/, "") : inWords(day);

/**
 * @param {import("../lib/types.d.ts").Entries} entries @param {{here?: Set<string>, more?: string}} [options] the keys on this page,
 *   if only they matter; and words to add
 * @returns {HTMLElement | ""}
 */
export function offer(entries, { here, more = "" } = {}) {
  const today = dayOf(Date.now());
  const due = comingBack(entries, today).filter((one) => one.due && !one.looked && (!here || here.has(one.key)));
  const latest =
    due
      .map((one) => one.due)
      .sort()
      .pop() ?? "";
  if (latest <= later()) return "";
  const kind = /** @type {keyof typeof ASKS} */ (
    Object.keys(ASKS).find((name) => due.some((one) => one.kind === name))
  );
  const those = due.filter((one) => one.kind === kind);
  const days = new Set(those.map((one) => one.written));
  const words = days.size > 1 ? ASKS[kind][1] : `On ${shortly(those[0].written, today)} ${ASKS[kind][0]}`;
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

/** On the welcome page everything may be offered; in a chapter, what was written there. */
export function start() {
  if (!helpPage("look-back")) return;
  const keys = [...document.querySelectorAll("[data-activity]")].map((one) => one.getAttribute("data-key") ?? "");
  const line = offer(createStore(surroundings()).all, keys.length ? { here: new Set(keys) } : {});
  if (line) document.querySelector(".wb-article")?.prepend(line);
}
