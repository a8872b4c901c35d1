/** Printing one sheet, and nothing else of the page. */
import { h } from "./dom.js";

const ALONE = "wb-one-sheet";

/** @param {HTMLElement} sheet */
export function printAlone(sheet) {
  const root = document.documentElement;
  const alone = h("div", { class: "wb-alone" }, sheet);
  document.body.append(alone);
  root.classList.add(ALONE);
  const tidy = () => {
    alone.remove();
    if (!document.querySelector("body > .wb-alone")) root.classList.remove(ALONE);
  };
  // Some browsers say "printed" while they still draw the preview.
  addEventListener("afterprint", () => setTimeout(tidy, 500), { once: true });
  window.print();
}
