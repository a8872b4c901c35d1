/**
 * Hide: a button on every page, and the Escape key, put an innocent page of the book in the place of this one at once,
 * title and address with it. No single key brings hers back: Back leads to the innocent page again, and she opens her
 * own from the menu. Where leaving the page would lose what is on it, Back does. The page hides by itself when it shows words and nobody has touched it for some minutes.
 *
 * A script that shows the reader's words registers them here (`registerWords`), and is told of her touch (`onTouch`).
 */
import { book } from "./book.js";
import { bookPage, h } from "./dom.js";
import { prefer, preferred } from "./preferences.js";

/**
 * @typedef {object} Words
 * @property {() => boolean} any does the page show words of hers?
 * @property {() => void} keep stores what waits
 * @property {() => boolean} lost would they be lost if the page were left?
 * @property {boolean} [waits] does the page stay open while nobody touches it, such as in a long talk?
 */

const HIDDEN = `${book().name}.hidden`;
/** After how many idle minutes the page may hide; 0 is never. */
export const IDLE_CHOICES = [1, 2, 5, 10, 30, 0];
const USUAL = 5;
const MINUTE = 60_000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "scroll", "input"];

/** @type {Set<Words>} */
const registered = new Set();
/** @type {Set<() => void>} */
const touches = new Set();
let last = Date.now();
let timer = 0;
/** The innocent page over words that would be lost otherwise, and what lies below it. @type {{contents: HTMLElement, others: Element[], activeElement: Element | null} | null} */
let cover = null;
/** The title of a page that hides in its place; empty where none has. */
let shownTitle = "";

/** @param {Words} words */
export const registerWords = (words) => {
  registered.add(words);
};

/** @param {() => void} act is called at every sign that somebody is there */
export const onTouch = (act) => {
  touches.add(act);
};

/** @returns {number} minutes: as she chose in this tab or on this device, else the usual number */
export function idleMinutes() {
  const chosen = Number(preferred("idle") ?? USUAL);
  return IDLE_CHOICES.includes(chosen) ? chosen : USUAL;
}

/** @param {number} minutes @param {boolean} onDevice is it to be remembered beyond this tab? */
export function setIdleMinutes(minutes, onDevice) {
  prefer("idle", String(minutes), onDevice);
  awake();
}

/** The page that is shown instead. */
const innocent = () =>
  new URL(document.getElementById("wb-hide")?.dataset.goes ?? bookPage("index.html"), location.href);

/** What every page's title ends with: the book's own. */
const innocentTitle = () => document.title.split(" · ").pop() ?? "";

/** Whether the page is hidden. */
export const isHidden = () => document.documentElement.classList.contains("wb-hidden");

/** Hide this page now. */
export function hide() {
  if (cover) return;
  const words = [...registered];
  for (const one of words) one.keep();
  if (words.some((one) => one.any() && one.lost())) return hideInPlace();
  document.documentElement.classList.add("wb-hidden");
  document.title = innocentTitle();
  try {
    sessionStorage.setItem(HIDDEN, "yes");
  } catch {
    // Then Back may bring the page again, as the browser has it.
  }
  location.replace(innocent());
}

/**
 * Where leaving the page would lose what is on it, the book's contents lie over it; Back takes them away, and Forward
 * lays them over it again. They are no links: one would cost her her words.
 */
function hideInPlace() {
  const first = !shownTitle;
  shownTitle = document.title;
  lay();
  try {
    history.pushState({ covered: true }, "", innocent());
  } catch {
    history.pushState({ covered: true }, ""); // A page from a folder may not change its address.
  }
  const moved = (/** @type {PopStateEvent} */ { state }) => (state?.covered ? lay() : lift());
  if (first) addEventListener("popstate", moved);
}

/** Lay the contents over the page. */
function lay() {
  if (cover) return;
  document.documentElement.classList.add("wb-hidden");
  document.title = innocentTitle();
  const { activeElement } = document;
  for (const dialog of document.querySelectorAll("dialog[open]")) /** @type {HTMLDialogElement} */ (dialog).close();
  for (const menu of document.querySelectorAll(":popover-open")) /** @type {HTMLElement} */ (menu).hidePopover();
  const others = [...document.body.children].filter((one) => !one.hasAttribute("inert"));
  const names = [...document.querySelectorAll("#wb-menu a[href]")].map((one) => one.textContent?.trim() ?? "");
  const items = names.filter(Boolean).map((name) => h("li", {}, name));
  const contents = h("div", { class: "wb-cover", tabindex: "-1" }, h("h1", {}, "Contents"), h("ul", {}, ...items));
  for (const one of others) one.setAttribute("inert", "");
  document.body.append(contents);
  contents.focus({ preventScroll: true });
  cover = { contents, others, activeElement };
}

/** Take them away again. */
function lift() {
  if (!cover) return;
  const { contents, others, activeElement } = cover;
  cover = null;
  contents.remove();
  for (const one of others) one.removeAttribute("inert");
  document.documentElement.classList.remove("wb-hidden");
  document.title = shownTitle;
  if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
  awake();
}

/** A page that Back brings again after Hide stays hidden; one that she opened herself does not. @param {boolean} again */
function stayHidden(again) {
  try {
    if (sessionStorage.getItem(HIDDEN) !== "yes" || location.pathname === innocent().pathname) return;
    const [entry] = performance.getEntriesByType("navigation");
    if (again || /** @type {any} */ (entry)?.type === "back_forward") {
      document.documentElement.classList.add("wb-hidden");
      location.replace(innocent());
    } else sessionStorage.removeItem(HIDDEN);
  } catch {
    // Storage is refused: nothing was hidden by it.
  }
}

function awake() {
  last = Date.now();
  if (!timer) timer = window.setTimeout(look, MINUTE);
}

function look() {
  timer = 0;
  const idle = idleMinutes() * MINUTE;
  const left = last + idle - Date.now();
  if (idle && left <= 0 && [...registered].some((one) => !one.waits && one.any())) hide();
  else timer = window.setTimeout(look, Math.max(1000, Math.min(left, MINUTE)));
}

/** Begin: once on every page. */
export function hiding() {
  document.documentElement.classList.add("wb-js"); // also where a host lets no script in the page's head run
  stayHidden(false);
  addEventListener("pageshow", (event) => event.persisted && stayHidden(true));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open], :popover-open")) return;
    hide();
  });
  const touch = () => {
    awake();
    for (const act of touches) act();
  };
  for (const sign of SIGNS) document.addEventListener(sign, touch, { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  document.getElementById("wb-hide")?.addEventListener("click", hide);
  awake();
}
