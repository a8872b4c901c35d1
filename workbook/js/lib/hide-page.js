/**
 * Hide: a button on every page, and one key from anywhere, also from within a box, cover the page at once. It
 * covers itself after two idle minutes when there are words on it. Words in the address, such as those of a search,
 * go from it while the page is hidden.
 */
import { h } from "./dom.js";

const IDLE = 2 * 60 * 1000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "scroll", "input"];

/** @param {() => boolean} words are there the reader's own words on the page? */
export function hiding(words) {
  const root = document.documentElement;
  const cover = h(
    "div",
    { class: "wb-cover", role: "dialog", "aria-modal": "true", "aria-label": "This page is hidden" },
    h("p", {}, "This page is hidden."),
    h("button", { type: "button", onclick: show }, "Show the page"),
  );
  /** @type {Element | null} */
  let before = null;
  /** @type {Element[]} */
  let stilled = [];
  let address = "";
  let last = Date.now();
  let timer = 0;

  function hide() {
    if (cover.isConnected) return;
    before = document.activeElement;
    for (const dialog of document.querySelectorAll("dialog[open]")) /** @type {HTMLDialogElement} */ (dialog).close();
    for (const menu of document.querySelectorAll(":popover-open")) /** @type {HTMLElement} */ (menu).hidePopover();
    stilled = [...document.body.children].filter((one) => !one.hasAttribute("inert"));
    root.classList.add("wb-hidden");
    document.body.append(cover);
    for (const one of stilled) one.setAttribute("inert", "");
    cover.querySelector("button").focus({ preventScroll: true });
    address = location.hash.includes("=") ? location.hash : "";
    if (address) history.replaceState(history.state, "", "#");
  }

  function show() {
    cover.remove();
    for (const one of stilled) one.removeAttribute("inert");
    root.classList.remove("wb-hidden");
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    awake();
    if (address) history.replaceState(history.state, "", address);
  }

  function awake() {
    last = Date.now();
    if (!timer) timer = window.setTimeout(look, IDLE);
  }

  function look() {
    timer = 0;
    const left = last + IDLE - Date.now();
    if (left > 0) timer = window.setTimeout(look, left);
    else if (words()) hide();
    else awake();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open], :popover-open")) return;
    hide();
  });
  for (const sign of SIGNS) document.addEventListener(sign, awake, { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - last >= IDLE) look();
  });
  document.getElementById("wb-hide")?.addEventListener("click", hide);
  awake();
}
