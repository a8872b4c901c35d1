/** Where the browser keeps nothing, a link costs the reader her words: she is told before, and can take them along. */
import { copying } from "../lib/clipboard.js";
import { h } from "../lib/dom.js";
import { give, today } from "../lib/download.js";
import { shared } from "../lib/strings.js";
import { dumps } from "./dumps.js";

/** @typedef {import("./open-notes.js").Notes} Notes */

/** Every text in a value. @param {any} value @returns {string[]} */
export function textsOf(value) {
  if (typeof value === "string" || typeof value === "number") return String(value).trim() ? [String(value)] : [];
  if (typeof value !== "object" || value === null) return [];
  // The frame that was chosen to write in is no text of hers.
  return Object.entries(value).flatMap(([name, part]) => (name === "frame" ? [] : textsOf(part)));
}

/**
 * @param {Notes} notes
 * @param {(parts: (string | HTMLElement)[], buttons: HTMLElement[]) => void} tell shows what it is given
 * @returns {{take: () => HTMLElement}} what takes words along: a file, or a copy
 */
export function guardLinks(notes, tell) {
  let saved = "";
  const lost = () => notes.where === "page" && notes.any && dumps(notes.all) !== saved;

  function take() {
    const copy = copying(() =>
      Object.values(notes.all)
        .map((entry) => [entry.prompt, ...textsOf(entry.value)].join("\n\n"))
        .join("\n\n\n"),
    );
    const told = h("span", { role: "status" });
    const save = h("button", { type: "button", class: "wb-button", onclick: saving }, shared.saveMyNotes);
    function saving() {
      const text = dumps(notes.all);
      try {
        give(`my-notes-${today()}.json`, new Blob([text], { type: "application/json" }));
        told.textContent = "Look for your file. If none came, downloads are blocked here: use “Copy as text”.";
        saved = text;
      } catch {
        told.textContent = "This browser does not let the page save a file. Use “Copy as text”.";
      }
    }
    return h("div", { class: "wb-actions" }, save, copy.button, told, copy.room);
  }

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || !leaves(link, event) || !lost()) return;
      event.preventDefault();
      event.stopPropagation();
      const { href } = link;
      const button = (/** @type {string} */ text, /** @type {() => void} */ act) =>
        h("button", { type: "button", class: "wb-button", onclick: act }, text);
      tell(
        ["If you follow this link, your words on this page go.", notes.why, take()],
        [
          button("Open it in a new tab", () => window.open(href, "_blank", "noopener")),
          button("Go, and lose them", () => {
            notes.leave();
            location.href = href;
          }),
        ],
      );
    },
    true,
  );
  return { take };
}

/** Does following it leave this page? @param {HTMLAnchorElement} link @param {MouseEvent} event */
function leaves(link, event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (link.download || (link.target && link.target !== "_self")) return false;
  return link.href.replace(/#.*/, "") !== location.href.replace(/#.*/, "");
}
