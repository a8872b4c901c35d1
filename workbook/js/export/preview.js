/** Blocks on the screen and on paper, as one document. */
import { h } from "../lib/dom.js";
import { paragraphs } from "./markdown.js";

/** @param {string} title @param {import("../widget/blocks.js").Block[]} blocks @returns {HTMLElement[]} */
export function drawnOnPaper(title, blocks) {
  return [h("h3", { class: "wb-take-title" }, title), ...blocks.flatMap(drawn)];
}

/** @param {import("../widget/blocks.js").Block} block @returns {HTMLElement[]} */
function drawn(block) {
  if (block.type === "heading") return [h(`h${(block.level ?? 2) + 3}`, {}, block.text)];
  if (block.type === "list") return [h("ul", {}, ...block.items.map((item) => h("li", { dir: "auto" }, item)))];
  if (block.type === "blank")
    return [
      h("p", { class: "wb-take-empty" }, "Nothing here yet."),
      h(
        "div",
        { class: "wb-take-rules", "aria-hidden": "true" },
        ...Array.from({ length: block.lines }, () => h("span", { class: "wb-rule" })),
      ),
    ];
  return paragraphs(block.text).map((text) =>
    h("p", { class: block.type === "answer" ? "wb-take-own" : "wb-take-said", dir: "auto" }, text),
  );
}
