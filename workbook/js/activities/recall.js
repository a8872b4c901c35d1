/** `recall`: questions from memory, with a reason for every answer. No score, no total. */
import { h, say, uid } from "../lib/dom.js";
import strings, { fill } from "../lib/strings.js";
import { heading, items, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";

/** @typedef {{key: string, text: string, because: string, right: boolean}} Option */
/** @typedef {{slug: string, prompt: string, options: Option[], evidence: string[]}} Question */

const wording = strings.recall;

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const promptId = uid("prompt");
  const asked = spec.questions.map((/** @type {Question} */ one) => question(model, one, change));
  const body = [
    h("p", { class: "wb-prompt", id: promptId }, spec.prompt),
    ...asked.map((/** @type {any} */ one) => one.element),
  ];
  const { live, watch } = card(model, wording.kicker, promptId, body, blocks);

  /** @param {string} slug @param {string} chosen @param {boolean} checked */
  function change(slug, chosen, checked) {
    const before = model.get("value") ?? { answers: {}, checked: [] };
    const others = before.checked.filter((/** @type {string} */ one) => one !== slug);
    model.set("value", {
      answers: { ...before.answers, [slug]: chosen },
      checked: checked ? [...others, slug].sort() : others,
    });
    model.save_changes();
    show();
  }
  function show() {
    const { answers = {}, checked = [] } = model.get("value") ?? {};
    for (const one of asked) one.show(answers[one.slug], checked.includes(one.slug));
  }
  return place({ model, el }, "recall", { live, watch }, show);
}

/**
 * @param {import("../widget/card.js").Model} model @param {Question} one
 * @param {(slug: string, chosen: string, checked: boolean) => void} change
 */
function question(model, one, change) {
  const name = uid("question");
  const radios = one.options.map((option) =>
    h("input", { type: "radio", name, value: option.key, onchange: () => change(one.slug, option.key, false) }),
  );
  const options = one.options.map((option, place) =>
    h(
      "label",
      { class: "wb-option" },
      radios[place],
      h("span", { class: "wb-letter", "aria-hidden": "true" }, option.key.toUpperCase()),
      h("span", {}, option.text),
    ),
  );
  const told = h("p", { class: "wb-told", role: "status" });
  const answer = h("div", { class: "wb-answer" });
  const paper = h("ul", { class: "wb-paper wb-reasons" }, ...one.options.map(reason));
  const button = h("button", { type: "button", class: "wb-button wb-primary", onclick: check }, wording.check);
  const element = h(
    "fieldset",
    { class: "wb-query" },
    h("legend", { class: "wb-asked" }, one.prompt),
    ...options,
    h("div", { class: "wb-actions" }, button),
    told,
    answer,
    paper,
  );
  let shown = "";

  function check() {
    const chosen = radios.find((/** @type {HTMLInputElement} */ radio) => radio.checked);
    if (!chosen) {
      say(told, wording.choose);
      radios[0].focus();
      return;
    }
    change(one.slug, chosen.value, true);
    chosen.focus({ preventScroll: true }); // "Check" is gone now; from here the other answers are one key away
  }

  /** @param {string | undefined} key @param {boolean} checked */
  function show(key, checked) {
    const chosen = one.options.find((option) => option.key === key);
    for (const radio of radios) radio.checked = radio.value === key;
    const state = chosen && checked ? (key ?? "") : "";
    button.hidden = Boolean(state);
    paper.hidden = Boolean(state);
    if (state === shown && !(told.textContent && !state)) return;
    shown = state;
    answer.replaceChildren();
    element.classList.toggle("wb-checked", Boolean(state));
    one.options.forEach((option, place) => {
      options[place].classList.toggle("wb-right", Boolean(state) && option.right);
    });
    if (!chosen || !state) {
      say(told, "");
      return;
    }
    told.replaceChildren(h("strong", {}, `${verdict(chosen)}: `), chosen.because);
    answer.append(...rest(model, one, chosen));
  }
  return { element, slug: one.slug, show };
}

/** @param {Option} option */
const verdict = (option) => (option.right ? wording.right : wording.wrong);

/** @param {Option} option */
const named = (option) => `${option.key.toUpperCase()}. ${option.text}`;

/** "The right answer is B. Families:" @param {Option} right */
const rightIs = (right) => fill(wording.rightIs, { option: named(right).replace(/\.$/, "") });

/** @param {Option} option */
const reason = (option) =>
  h("li", {}, h("strong", {}, `${option.key.toUpperCase()}. ${verdict(option)}: `), option.because);

/** The one option that holds. @param {Question} one @returns {Option} */
const holding = (one) => /** @type {Option} */ (one.options.find((option) => option.right));

/** What comes after the verdict: the other reasons, folded; and last what is right, if it was not chosen. @param {any} model @param {Question} one @param {Option} chosen */
function rest(model, one, chosen) {
  const right = holding(one);
  const others = one.options.filter((option) => option !== chosen && option !== right);
  const folded = h(
    "details",
    { class: "wb-details" },
    h("summary", {}, wording.others),
    h("ul", { class: "wb-reasons" }, ...others.map(reason)),
  );
  const last =
    chosen !== right && h("p", { class: "wb-right-answer" }, h("strong", {}, `${rightIs(right)} `), right.because);
  return [
    h("p", { class: "wb-hint wb-screen" }, wording.again),
    others.length ? folded : "",
    evidence(model, one.evidence) ?? "",
    last || "",
  ];
}

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const { answers = {}, checked = [] } = value ?? {};
  return spec.questions.flatMap((/** @type {Question} */ one) => {
    const made = [heading(one.prompt)];
    const chosen = one.options.find((option) => option.key === answers[one.slug]);
    if (!chosen) return [...made, items(one.options.map(named))];
    made.push(paragraph(fill(wording.chose, { option: named(chosen) })));
    if (!checked.includes(one.slug)) return made;
    made.push(paragraph(`${verdict(chosen)}: ${chosen.because}`));
    const right = holding(one);
    if (!chosen.right) {
      made.push(paragraph(`${rightIs(right)} ${right.because}`));
    }
    return made;
  });
}

/** @type {import("../widget/kind.d.ts").Kind} */
export default {
  render,
  blocks,
  staysOut: "quiz",
  comesBack: {
    order: 3,
    words: ({ answers, checked }) => (checked?.length ? Object.entries(answers) : []),
    again: true,
    prompt: strings.lookback.again,
    offer: /** @type {[string, string]} */ (strings.lookback.offer.recall),
    also: strings.lookback.also.recall,
  },
};
