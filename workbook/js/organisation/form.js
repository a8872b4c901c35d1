/** The form for figures of one's own, on the page Your organisation. */

import { h, say, uid } from "../lib/dom.js";
import { card } from "../widget/card.js";
import { entry, field, keeping, safety } from "../widget/fields.js";
import { blocks, EMPTY, problems } from "./figures.js";

/** @typedef {import("./figures.js").Row} Row */
/** @typedef {import("./figures.js").Value} Value */

const FIRST_ROWS = 3;
const MOST_ROWS = 8;

/** @typedef {{write: (text: string) => void, box: HTMLInputElement, told: HTMLElement, text: (value: Value) => string}} Box */
/** @typedef {ReturnType<typeof keeping>} Kept */

const PUBLIC =
  "Use figures that are already out, for a group large enough that nobody can be picked out. This page sends nothing.";

/**
 * Boxes of the form, each with its own words for what is wrong in it.
 * @param {import("../widget/card.js").Model} model @param {Kept} kept @param {() => void} check
 */
function boxMaker(model, kept, check) {
  /** @type {Map<string, Box>} */
  const boxes = new Map();

  /** @param {string} name @param {string} label @param {string} hint @param {(value: Value) => string} text @param {(text: string) => void} typed */
  function box(name, label, hint, text, typed, numeric = true) {
    const told = h("p", { class: "wb-wrong", id: uid("wrong") });
    const hinted = hint ? { id: uid("hint"), text: hint } : null;
    const made = entry(model, {
      describedby: [hinted?.id, told.id].filter(Boolean).join(" "),
      typed,
      left() {
        kept.send();
        check();
      },
    });
    const input = /** @type {HTMLInputElement} */ (made.nodes[0]);
    if (numeric) input.setAttribute("inputmode", "decimal");
    boxes.set(name, { write: made.write, box: input, told, text });
    return field(label, hinted, made.id, ...made.nodes, told);
  }
  /** @param {"survey" | "asked" | "answered" | "low" | "high"} name @param {string} label @param {string} hint */
  const own = (name, label, hint, numeric = true) =>
    box(
      name,
      label,
      hint,
      (value) => value[name],
      (text) => kept.change({ [name]: text }),
      numeric,
    );
  /** @param {number} at @param {keyof Row} name @param {string} label */
  const cell = (at, name, label) =>
    box(
      `${name}-${at}`,
      label,
      "",
      (value) => value.rows[at]?.[name] ?? "",
      (text) => kept.change({ rows: withCell(kept.value().rows ?? [], at, name, text) }),
      name !== "what",
    );
  return { boxes, own, cell };
}

/** The rows with one cell changed; rows that were not there are empty. @param {Row[]} before @param {number} at @param {keyof Row} name @param {string} text */
function withCell(before, at, name, text) {
  const rows = [...before];
  while (rows.length <= at) rows.push({ what: "", now: "", before: "" });
  rows[at] = { ...rows[at], [name]: text };
  return rows;
}

/** The lines of the form, and a button for one more. @param {ReturnType<typeof boxMaker>["cell"]} cell */
function linesOf(cell) {
  let drawn = 0;
  const room = h("div", { class: "wb-fields" });
  const more = h("button", { type: "button", class: "wb-button", onclick: another }, "Another line");
  function another() {
    add();
    room.lastElementChild?.querySelector("input")?.focus();
  }
  function add() {
    const at = drawn;
    drawn += 1;
    const legend = h("legend", { class: "wb-label" }, `Line ${at + 1}`);
    const side = h(
      "div",
      { class: "wb-side" },
      cell(at, "now", "This time"),
      cell(at, "before", "Last time, if you know it"),
    );
    room.append(h("fieldset", { class: "wb-figures-line" }, legend, cell(at, "what", "What did it ask about?"), side));
    more.hidden = drawn >= MOST_ROWS;
  }
  /** @param {number} wanted */
  function upTo(wanted) {
    while (drawn < Math.min(MOST_ROWS, Math.max(FIRST_ROWS, wanted))) add();
  }
  return { room, more, upTo };
}

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
export function render({ model, el }) {
  const spec = model.get("spec");
  const kept = keeping(model, EMPTY);
  const promptId = uid("prompt");
  const { boxes, own, cell } = boxMaker(model, kept, check);
  const { room, more, upTo } = linesOf(cell);
  const status = h("p", { class: "wb-unseen", role: "status" });

  /** Say what is wrong, beside the box. It stays as it was typed. */
  function check() {
    const wrong = problems(kept.value());
    for (const [name, { box: input, told }] of boxes) {
      say(told, wrong.get(name) ?? "");
      if (wrong.has(name)) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    say(status, wrong.size ? [...wrong.values()][0] : "");
  }
  function show() {
    const value = { ...EMPTY, ...kept.value() };
    upTo(value.rows.length);
    for (const { write, text } of boxes.values()) write(text(value));
    check();
  }
  const pair = (/** @type {HTMLElement[]} */ ...fields) => h("div", { class: "wb-side" }, ...fields);
  const body = [
    h("p", { class: "wb-prompt", id: promptId }, spec.prompt),
    safety(model, uid("safety"), PUBLIC),
    h(
      "div",
      { class: "wb-fields" },
      own("survey", "Which survey, and when?", "", false),
      pair(own("asked", "How many were asked?", ""), own("answered", "How many answered?", "")),
      pair(own("low", "The scale begins at", "Left empty: 0."), own("high", "The scale ends at", "Left empty: 10.")),
    ),
    room,
    h("div", { class: "wb-actions" }, more),
    status,
  ];
  const { live, watch } = card(model, "Our own figures", promptId, body, blocks);
  el.classList.add("wb-activity", "wb-own-figures");
  el.append(live);
  show();
  const seen = () => !el.contains(document.activeElement) && show();
  model.on("change:value", seen);
  return () => {
    kept.send();
    watch();
    model.off("change:value", seen);
  };
}
