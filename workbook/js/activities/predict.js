/** `predict`: guess first, then see the real figure. It says how far, never right or wrong. */
import { h, say, svg, uid } from "../lib/dom.js";
import strings, { fill, shared } from "../lib/strings.js";
import { heading, items, number, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";
import { GAP } from "../widget/fields.js";
import { foldNext } from "../widget/fold-next.js";

/** @typedef {{slug: string, label: string, answer: number, low: number, high: number, step: number}} Guess */

const wording = strings.predict;

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const promptId = uid("prompt");
  const told = h("p", { class: "wb-told", role: "status" });
  const rows = spec.guesses.map((/** @type {Guess} */ one) => row(one, spec.unit, keep));
  const several = spec.guesses.length > 1;
  const asking = h(
    "div",
    { class: "wb-asking" },
    ...rows.map((/** @type {any} */ one) => one.element),
    h(
      "div",
      { class: "wb-actions" },
      h(
        "button",
        { type: "button", class: "wb-button wb-primary", onclick: look },
        several ? wording.showAll : wording.show,
      ),
      h("button", { type: "button", class: "wb-button", onclick: open }, shared.showMe),
    ),
    told,
  );
  const result = h("div", { class: "wb-result", tabindex: "-1", role: "group", "aria-label": wording.result });
  const paper = h("div", { class: "wb-paper" }, ...figures(spec), after(spec), evidence(model, spec.evidence));
  const body = [h("p", { class: "wb-prompt", id: promptId }, spec.prompt), asking, result, paper];
  const { live, watch } = card(model, wording.kicker, promptId, body, blocks);
  const next = foldNext(el);

  const value = () => model.get("value") ?? { guesses: {}, shown: false };
  /** @param {any} now */
  function change(now) {
    model.set("value", now);
    model.save_changes();
  }
  function keep() {
    const given = rows.filter((/** @type {any} */ one) => one.read() !== null);
    say(told, "");
    change({
      guesses: Object.fromEntries(given.map((/** @type {any} */ one) => [one.slug, one.read()])),
      shown: false,
    });
  }
  function look() {
    for (const one of rows) {
      const problem = one.problem();
      if (problem) {
        say(told, problem);
        one.focus();
        return;
      }
    }
    open();
  }
  function open() {
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
    const untouched = !model.get("value");
    for (const one of rows) one.write(guesses[one.slug] ?? null, untouched);
    asking.hidden = shown;
    result.hidden = !shown;
    paper.hidden = shown;
    next.show(shown);
    result.replaceChildren();
    if (!shown) return;
    const compared = spec.guesses.map((/** @type {Guess} */ one) => comparison(one, guesses[one.slug], spec.unit));
    const more = [after(spec), evidence(model, spec.evidence)].filter(Boolean);
    const button = h("button", { type: "button", class: "wb-button", onclick: again }, wording.again);
    result.append(...compared, ...more, h("div", { class: "wb-actions" }, button));
  }
  return place({ model, el }, "predict", { live, watch }, show, next.stop);
}

/** @param {any} spec */
const after = (spec) => spec.after && h("p", { class: "wb-after" }, spec.after);

/** The figures on paper. @param {any} spec @returns {HTMLElement[]} */
const figures = (spec) =>
  spec.guesses.map((/** @type {Guess} */ one) =>
    h("p", {}, one.label, ` ${wording.theFigure} `, h("strong", {}, number(one.answer)), ` ${spec.unit}`),
  );

/**
 * One guess: a number box, and a slider tied to it. Until there is a guess the slider is a bare line.
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
    class: "wb-slider",
    "aria-label": fill(wording.slider, { label: one.label }),
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
  /** @param {boolean} unset is there no guess yet? */
  function set(unset) {
    slider.classList.toggle("wb-unset", unset);
    if (unset) slider.setAttribute("aria-valuetext", wording.noGuess);
    else slider.removeAttribute("aria-valuetext");
  }
  set(true);
  box.addEventListener("input", () => {
    set(box.value === "");
    if (box.value !== "") slider.value = box.value;
    keep();
  });
  slider.addEventListener("input", () => {
    set(false);
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
      if (box.value === "" && !box.validity.badInput) return wording.first;
      return fill(wording.outside, { low: number(one.low), high: number(one.high) });
    },
    /** What is being typed stays, even if it is no number yet. @param {number | null} given @param {boolean} untouched */
    write(given, untouched) {
      if (given === read() || (given === null && !untouched)) return;
      box.value = given === null ? "" : String(given);
      slider.value = given === null ? String((one.low + one.high) / 2) : String(given);
      set(given === null);
    },
  };
}

/** @param {number} guessed @param {number} answer how far, without a verdict */
function compared(guessed, answer) {
  const apart = number(Math.abs(guessed - answer));
  if (apart === "0") return wording.same;
  return fill(guessed > answer ? wording.higher : wording.lower, { apart });
}

/** The guess beside the figure; without a guess, the figure. @param {Guess} one @param {number | undefined} guessed @param {string} unit */
function comparison(one, guessed, unit) {
  /** @param {string} css @param {string} label @param {number} value */
  const said = (css, label, value) =>
    h("span", { class: css }, `${label} `, h("strong", {}, number(value)), ` ${unit}`);
  const real = said("wb-pair-real", wording.theFigure, one.answer);
  const mine = guessed === undefined ? null : said("wb-pair-guess", wording.yourGuess, guessed);
  const far = guessed === undefined ? "" : compared(guessed, one.answer);
  return h(
    "div",
    { class: "wb-compared" },
    h("p", { class: "wb-about" }, one.label),
    h("p", { class: "wb-pair" }, mine, mine && " ", real),
    drawn(one, guessed),
    h(
      "div",
      { class: "wb-ends", "aria-hidden": "true" },
      h("span", {}, number(one.low)),
      h("span", {}, number(one.high)),
    ),
    far && h("p", { class: "wb-far" }, `${far[0].toUpperCase()}${far.slice(1)}.`),
  );
}

/** The scale with a dot for the figure, and one for the guess. @param {Guess} one @param {number | undefined} guessed */
function drawn(one, guessed) {
  /** @param {number} value */
  const x = (value) => 12 + (376 * (value - one.low)) / (one.high - one.low);
  const to = x(one.answer);
  const from = guessed === undefined ? null : x(guessed);
  return svg(
    "svg",
    { viewBox: "0 0 400 32", class: "wb-drawn", "aria-hidden": "true", focusable: "false" },
    svg("line", { class: "wb-track", x1: 12, y1: 16, x2: 388, y2: 16 }),
    ...(from === null ? [] : [svg("line", { class: "wb-apart", x1: from, y1: 16, x2: to, y2: 16 })]),
    svg("circle", { class: "wb-dot-real", cx: to, cy: 16, r: 9 }),
    ...(from === null ? [] : [svg("circle", { class: "wb-dot-guess", cx: from, cy: 16, r: 9 })]),
  );
}

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const { guesses = {}, shown = false } = value ?? {};
  const unit = spec.unit ? ` ${spec.unit}` : "";
  const lines = spec.guesses.map((/** @type {Guess} */ one) => {
    const guessed = guesses[one.slug];
    const label = one.label.replace(/[.: ]+$/, "");
    const figure = `${number(one.answer)}${unit}`;
    if (guessed === undefined) return shown ? fill(wording.shown, { label, figure }) : `${label}: ${GAP}${unit}`;
    const guess = `${number(guessed)}${unit}`;
    if (!shown) return fill(wording.guessed, { label, guess });
    return fill(wording.compared, {
      label,
      guess,
      figure: number(one.answer),
      far: compared(guessed, one.answer),
    });
  });
  const made = [heading(spec.prompt), items(lines)];
  if (shown && spec.after) made.push(paragraph(spec.after));
  return made;
}

/** @type {import("../widget/kind.d.ts").Kind} */
export default { render, blocks, staysOut: "quiz" };
