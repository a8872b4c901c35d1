/** A page for a place without figures: what staff of trusts said, and how to talk about it where few work together. */
import { h } from "../lib/dom.js";
import { shared } from "../lib/strings.js";

/** @typedef {{label: string, share: number}} Share of every 100 staff of NHS trusts who answered */

/** @param {Share[]} shares @param {string} source the address of their rows @param {HTMLElement[]} buttons */
export function talkSheet(shares, source, buttons) {
  const row = (/** @type {Share} */ { label, share }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, label),
      h("td", { "data-label": shared.ofEvery100, class: "wb-number" }, String(share)),
      h("td", { "data-label": "And here?" }),
    );
  const heads = ["What staff said", shared.ofEvery100, "And here? Our words"];
  return h(
    "section",
    { class: "wb-organisation-sheet", "aria-label": "A page to talk over" },
    h(
      "div",
      { class: "wb-table" },
      h(
        "table",
        { class: "wb-sheet-table" },
        h("caption", { tabindex: "-1" }, "NHS trusts in England, 2024: something to compare your own place with"),
        h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, ...shares.map(row)),
      ),
    ),
    h(
      "p",
      { class: "wb-sheet-said" },
      "These are staff of NHS trusts, and your place is not one. They are a start for a talk, not a norm to meet. ",
      h("a", { href: source }, "Where the figures come from"),
    ),
    h("h2", {}, "How to talk about it"),
    h(
      "ol",
      { class: "wb-sheet-begin" },
      h(
        "li",
        {},
        "Choose one line together. Do not count hands: where few work together, everybody can be recognised.",
      ),
      h(
        "li",
        {},
        "Ask what makes it easier here, and what gets in the way. Ask about how things are done, never about a person.",
      ),
      h("li", {}, "Agree one thing to try within the month, and whom to ask for what you cannot change yourselves."),
    ),
    h("div", { class: "wb-actions" }, ...buttons),
  );
}
