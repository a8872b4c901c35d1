/** `predict`: guess first, then see the real figure. It says how far, never right or wrong. */

import { h, say, svg, uid } from "../lib/dom.js";
import { heading, items, number, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";

/** @typedef {{slug: string, label: string, answer: number, low: number, high: number, step: number}} Guess */

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const promptId = uid("prompt");
  const told = h("p", { class: "wb-told", role: "status" });
  const rows = spec.guesses.map((/** @type {Guess} */ one) => row(one, spec.unit, keep));
  const asking = h(
    "div",
    { class: "wb-asking" },
    ...rows.map((/** @type {any} */ one) => one.element),
    h(
      "div",
      { class: "wb-actions" },
      h("button", { type: "button", class: "wb-button wb-primary", onclick: open }, opener(spec)),
    ),
    told,
  );
  const result = h("div", {
    class: "wb-result",
    tabindex: "-1",
    role: "group",
    "aria-label": "Your guess and the real figure",
  });
  const paper = h(
    "div",
    { class: "wb-paper" },
    ...spec.guesses.map((/** @type {Guess} */ one) =>
      h("p", {}, one.label, " The figure: ", h("strong", {}, number(one.answer)), ` ${spec.unit}`),
    ),
    spec.after && h("p", {}, spec.after),
    evidence(model, spec.evidence),
  );
  const body = [h("p", { class: "wb-prompt", id: promptId }, spec.prompt), asking, result, paper];
  const { live, watch } = card(model, "Guess first", promptId, body, blocks);

  function value() {
    return model.get("value") ?? { guesses: {}, shown: false };
  }
  /** @param {any} next */
  function change(next) {
    model.set("value", next);
    model.save_changes();
  }
  function keep() {
    const guesses = Object.fromEntries(
      rows
        .filter((/** @type {any} */ one) => one.read() !== null)
        .map((/** @type {any} */ one) => [one.slug, one.read()]),
    );
    say(told, "");
    change({ guesses, shown: false });
  }
  function open() {
    for (const one of rows) {
      const problem = one.problem();
      if (problem) {
        say(told, problem);
        one.focus();
        return;
      }
    }
    change({ ...value(), shown: true });
    show();
    result.focus();
  }
  function again() {
    change({ ...value(), shown: false });
    show();
    rows[0].focus();
  }
  function show() {
    const { guesses, shown } = value();
    const ready = shown && spec.guesses.every((/** @type {Guess} */ one) => one.slug in guesses);
    const untouched = !model.get("value");
    for (const one of rows) one.write(guesses[one.slug] ?? null, untouched);
    asking.hidden = ready;
    result.hidden = !ready;
    paper.hidden = ready;
    result.replaceChildren();
    if (!ready) return;
    result.append(
      ...spec.guesses.map((/** @type {Guess} */ one) => comparison(one, guesses[one.slug], spec.unit)),
      ...(spec.after ? [h("p", { class: "wb-after" }, spec.after)] : []),
    );
    const rowsOfEvidence = evidence(model, spec.evidence);
    if (rowsOfEvidence) result.append(rowsOfEvidence);
    result.append(
      h(
        "div",
        { class: "wb-actions" },
        h("button", { type: "button", class: "wb-button", onclick: again }, "Guess again"),
      ),
    );
  }
  return place({ model, el }, "predict", { live, watch }, show);
}

/** @param {any} spec */
const opener = (spec) => (spec.guesses.length > 1 ? "Show the real figures" : "Show the real figure");

/**
 * One guess: a number box, and a slider tied to it.
 * @param {Guess} one @param {string} unit @param {() => void} keep
 */
function row(one, unit, keep) {
  const id = uid("guess");
  const unitId = uid("unit");
  const limits = { min: String(one.low), max: String(one.high), step: String(one.step) };
  const box = h("input", {
    id,
    type: "number",
    class: "wb-guess-box",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": unitId,
    ...limits,
  });
  const slider = h("input", {
    type: "range",
    class: "wb-slider wb-unset",
    "aria-label": `${one.label} (slider)`,
    ...limits,
  });
  const ends = h(
    "div",
    { class: "wb-ends", "aria-hidden": "true" },
    h("span", {}, number(one.low)),
    h("span", {}, number(one.high)),
  );
  const element = h(
    "div",
    { class: "wb-guess" },
    h("label", { for: id }, one.label),
    h("div", { class: "wb-entry" }, box, h("span", { id: unitId }, unit)),
    slider,
    ends,
  );
  box.addEventListener("input", () => {
    slider.classList.toggle("wb-unset", box.value === "");
    if (box.value !== "") slider.value = box.value;
    keep();
  });
  slider.addEventListener("input", () => {
    slider.classList.remove("wb-unset");
    box.value = slider.value;
    keep();
  });
  const read = () => {
    const typed = box.valueAsNumber;
    return Number.isFinite(typed) && typed >= one.low && typed <= one.high ? typed : null;
  };
  return {
    element,
    slug: one.slug,
    read,
    focus: () => box.focus(),
    problem() {
      if (read() !== null) return "";
      if (box.value === "" && !box.validity.badInput)
        return "Put in a guess first. Any number will do: nobody sees it but you.";
      return `Give a number from ${number(one.low)} to ${number(one.high)}.`;
    },
    /** What is being typed stays, even if it is no number yet. @param {number | null} given @param {boolean} untouched */
    write(given, untouched) {
      if (given === read() || (given === null && !untouched)) return;
      box.value = given === null ? "" : String(given);
      slider.value = given === null ? String((one.low + one.high) / 2) : String(given);
      slider.classList.toggle("wb-unset", given === null);
    },
  };
}

/** @param {number} guessed @param {number} answer how far, without a verdict */
function compared(guessed, answer) {
  const apart = number(Math.abs(guessed - answer));
  if (apart === "0") return "the same as your guess";
  return `your guess was ${apart} ${guessed > answer ? "higher" : "lower"}`;
}

/** @param {Guess} one @param {number} guessed @param {string} unit */
function comparison(one, guessed, unit) {
  /** @param {number} value */
  const x = (value) => 12 + (376 * (value - one.low)) / (one.high - one.low);
  const [from, to] = [x(guessed), x(one.answer)];
  const drawn = svg(
    "svg",
    { viewBox: "0 0 400 32", class: "wb-drawn", "aria-hidden": "true", focusable: "false" },
    svg("line", { class: "wb-track", x1: 12, y1: 16, x2: 388, y2: 16 }),
    svg("line", { class: "wb-apart", x1: from, y1: 16, x2: to, y2: 16 }),
    svg("circle", { class: "wb-dot-real", cx: to, cy: 16, r: 9 }),
    svg("circle", { class: "wb-dot-guess", cx: from, cy: 16, r: 9 }),
  );
  const far = compared(guessed, one.answer);
  return h(
    "div",
    { class: "wb-compared" },
    h("p", { class: "wb-about" }, one.label),
    h(
      "p",
      { class: "wb-pair" },
      h("span", { class: "wb-pair-guess" }, "Your guess: ", h("strong", {}, number(guessed)), ` ${unit}`),
      " ",
      h("span", { class: "wb-pair-real" }, "The figure: ", h("strong", {}, number(one.answer)), ` ${unit}`),
    ),
    drawn,
    h(
      "div",
      { class: "wb-ends", "aria-hidden": "true" },
      h("span", {}, number(one.low)),
      h("span", {}, number(one.high)),
    ),
    h("p", { class: "wb-far" }, `${far[0].toUpperCase()}${far.slice(1)}.`),
  );
}

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const { guesses = {}, shown = false } = value ?? {};
  const unit = spec.unit ? ` ${spec.unit}` : "";
  const told = spec.guesses.map((/** @type {Guess} */ one) => {
    const guessed = guesses[one.slug];
    const label = one.label.replace(/[.: ]+$/, "");
    if (guessed === undefined) return `${label}: ______${unit}`;
    const start = `${label}: you guessed ${number(guessed)}${unit}`;
    return shown ? `${start}; the figure is ${number(one.answer)} (${compared(guessed, one.answer)})` : start;
  });
  const made = [heading(spec.prompt), items(told)];
  if (shown && spec.after) made.push(paragraph(spec.after));
  return made;
}

export default { render, blocks };
