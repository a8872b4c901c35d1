/** The small mark of a kind of activity, where the page carries the book's marks; elsewhere the word stands alone. */
import { svg } from "../lib/dom.js";

/** @param {string} kind @returns {SVGElement | null} */
export function mark(kind) {
  if (!document.getElementById(`wb-mark-${kind}`)) return null;
  const use = svg("use", { href: `#wb-mark-${kind}` });
  return svg("svg", { class: "wb-mark", width: 24, height: 24, viewBox: "0 0 24 24", "aria-hidden": "true" }, use);
}
