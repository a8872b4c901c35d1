/** A sheet of figures: a table in which each line has its strip and the same in words. */
import { h, svg } from "../lib/dom.js";

/** @typedef {{name: string, note: string, cells: string[], strip: SVGElement | null, words: string}} Line */

const WIDE = 240;
const HIGH = 26;

/**
 * @param {string} caption @param {string[]} heads of the columns between the first and the last @param {Line[]} lines
 * @param {string} last the head of the last column
 */
export function sheet(caption, heads, lines, last) {
  const labels = ["What it asks about", ...heads, last];
  const row = (/** @type {Line} */ { name, note, cells, strip, words }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name, note && h("span", { class: "wb-sheet-note" }, note)),
      ...cells.map((text, at) => h("td", { "data-label": heads[at], class: "wb-number" }, text)),
      h("td", { class: "wb-sheet-place" }, strip, h("span", {}, words)),
    );
  return h(
    "table",
    { class: "wb-sheet-table" },
    h("caption", { tabindex: "-1" }, caption),
    h("thead", {}, h("tr", {}, ...labels.map((label) => h("th", { scope: "col" }, label)))),
    h("tbody", {}, ...lines.map(row)),
  );
}

/**
 * A strip from one value to another. The words beside it say the same, so it is kept from screen readers.
 * @param {number} low @param {number} high
 * @param {{four?: [number, number] | null, half?: [number, number] | null, here?: number | null, before?: number | null}} marks
 */
export function strip(low, high, { four, half, here, before }) {
  const at = (/** @type {number} */ value) =>
    8 + ((Math.min(Math.max(value, low), high) - low) / (high - low)) * (WIDE - 16);
  const middle = HIGH / 2;
  const drawn = svg("svg", {
    viewBox: `0 0 ${WIDE} ${HIGH}`,
    "aria-hidden": "true",
    focusable: "false",
    class: "wb-strip",
  });
  drawn.append(svg("line", { class: "wb-strip-track", x1: 4, x2: WIDE - 4, y1: middle, y2: middle }));
  if (four)
    drawn.append(svg("line", { class: "wb-strip-four", x1: at(four[0]), x2: at(four[1]), y1: middle, y2: middle }));
  if (half)
    drawn.append(
      svg("rect", {
        class: "wb-strip-half",
        x: at(half[0]),
        width: Math.max(at(half[1]) - at(half[0]), 2),
        y: middle - 7,
        height: 14,
      }),
    );
  if (typeof before === "number")
    drawn.append(svg("circle", { class: "wb-strip-before", cx: at(before), cy: middle, r: 5 }));
  if (typeof here === "number")
    drawn.append(svg("path", { class: "wb-strip-here", d: `M${at(here)} ${middle - 9}l6.5 9l-6.5 9l-6.5-9z` }));
  return drawn;
}

/** One mark of a strip and what it means, for the key. @param {Parameters<typeof strip>[2]} marks @param {string} words */
export const keyed = (marks, words) => h("li", {}, keyPicture(marks), words);

/** @param {Parameters<typeof strip>[2]} marks */
function keyPicture(marks) {
  const drawn = strip(0, 10, marks);
  drawn.setAttribute("viewBox", `${WIDE / 2 - 24} 0 48 ${HIGH}`);
  drawn.setAttribute("class", "wb-strip wb-strip-key");
  return drawn;
}
