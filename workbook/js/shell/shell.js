/** The page's shell: the colour switch, the menu, the count of notes, listening, and Hide. */
import { hiding } from "../lib/hide-page.js";
import { carryOn } from "./carry-on.js";
import { keepingTheBook } from "./keep.js";
import { listening } from "./listen.js";
import { folding } from "./menu.js";
import { countingNotes } from "./notes-count.js";
import { COLOURS, keepIn } from "./place.js";

/** @type {Record<"auto"|"light"|"dark", string>} */
const NAMES = { auto: "as this device", light: "light", dark: "dark" };
/** @type {Record<"auto"|"light"|"dark", "auto"|"light"|"dark">} */
const NEXT = { auto: "light", light: "dark", dark: "auto" };

/** @returns {"auto"|"light"|"dark"} what the reader chose */
function chosen() {
  const theme = document.documentElement.dataset.theme;
  if (theme === "light" || theme === "dark") return theme;
  return "auto";
}

/** @param {"auto"|"light"|"dark"} mode kept if storage allows; otherwise for this page only */
function choose(mode) {
  const root = document.documentElement;
  if (mode === "auto") delete root.dataset.theme;
  else root.dataset.theme = mode;
  keepIn(() => localStorage, COLOURS, mode === "auto" ? "" : mode);
}

const buttons = document.querySelectorAll("[data-colours]");
const label = () => {
  for (const button of buttons)
    button.setAttribute("aria-label", `Light or dark: now ${NAMES[chosen()]}. Change to ${NAMES[NEXT[chosen()]]}`);
};
label();
for (const button of buttons) {
  button.addEventListener("click", () => {
    choose(NEXT[chosen()]);
    label();
  });
}

// Between a chapter's two pages, the learner's and the facilitator's, the place is kept.
const other = /** @type {HTMLAnchorElement|null} */ (document.querySelector(".wb-switch a"));
if (other) {
  const keep = () => {
    other.hash = location.hash;
  };
  keep();
  window.addEventListener("hashchange", keep);
}

if (!document.querySelector("[data-ready], [data-carry-on]")) carryOn();
folding();
listening();
countingNotes();
keepingTheBook();

hiding();
