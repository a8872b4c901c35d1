/** `explore`: a question, and a choice of charts to ask it of. Chart, sentence, table and limits change together. */
import { h, link, say, uid } from "../lib/dom.js";
import strings, { fill } from "../lib/strings.js";
import { answerOrBlank, heading, items, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";
import { keeping, safety, writing, written } from "../widget/fields.js";

/** @typedef {{slug: string, name: string, sentence: string, evidence: string[]}} Choice */

const wording = strings.explore;

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const ids = { prompt: uid("prompt"), safety: uid("safety") };
  const kept = keeping(model, { choice: spec.choices[0].slug, said: "" });
  // To look is not to write: a choice is kept together with a sentence, and nobody is asked whose device it is before.
  let looking = kept.value().choice;
  let stored = looking;
  const figures = drawn(model, el);
  const shown = h("div", { class: "wb-shown" });
  const told = h("p", { class: "wb-unseen", role: "status" });
  const group = uid("choice");
  const radios = spec.choices.map((/** @type {Choice} */ one) =>
    h("input", { type: "radio", name: group, value: one.slug, onchange: () => choose(one) }),
  );
  const choices = h(
    "fieldset",
    { class: "wb-choices wb-screen" },
    h("legend", {}, spec.choose),
    ...spec.choices.map((/** @type {Choice} */ one, /** @type {number} */ at) =>
      h("label", { class: "wb-pick" }, radios[at], h("span", {}, one.name)),
    ),
  );
  const paper = h("p", { class: "wb-paper" });
  const own = writing(model, {
    rows: 3,
    describedby: ids.safety,
    typed: (text) => kept.change({ choice: looking, said: text }),
    left: kept.send,
  });
  const body = [
    h("p", { class: "wb-prompt", id: ids.prompt }, spec.prompt),
    choices,
    paper,
    shown,
    told,
    h("label", { class: "wb-label", for: own.id }, spec.say),
    own.area,
    own.mirror,
    safety(model, ids.safety),
    evidence(model, spec.evidence),
  ];
  const { live, watch } = card(
    model,
    wording.kicker,
    ids.prompt,
    body,
    (/** @type {any} */ about, /** @type {any} */ value) => blocks(about, { ...value, choice: looking }),
  );

  /** @param {Choice} one */
  function choose(one) {
    looking = one.slug;
    if (hasText(model.get("value"))) {
      kept.change({ choice: looking });
      kept.send();
    }
    show();
    say(told, fill(wording.shown, { name: one.name, sentence: one.sentence }));
  }
  function show() {
    const { choice, said } = kept.value();
    if (choice !== stored) looking = choice;
    stored = choice;
    const one = chosen(spec, { choice: looking }) ?? spec.choices[0];
    for (const radio of radios) radio.checked = radio.value === one.slug;
    say(paper, `${spec.choose}: ${one.name}`);
    const figure = figures.get(one.slug);
    if (figure && shown.firstChild !== figure) shown.replaceChildren(figure);
    own.write(said);
  }
  return place({ model, el }, "explore", { live, watch }, show, kept.send);
}

/**
 * The charts by choice. In a page they stand in the fallback, for those without scripts; in Jupyter the model has them.
 * @param {import("../widget/card.js").Model} model @param {HTMLElement} el @returns {Map<string, Element>}
 */
function drawn(model, el) {
  const there = [...el.querySelectorAll(".wb-fallback [data-choice]")];
  if (there.length) {
    return new Map(
      there.map((one) => [
        one.getAttribute("data-choice") ?? "",
        /** @type {Element} */ (one.querySelector("figure")?.cloneNode(true)),
      ]),
    );
  }
  return new Map(
    Object.entries(model.get("figures") ?? {}).map(([slug, html]) => [slug, parsed(model, slug, String(html))]),
  );
}

/** A chart as Python drew it; its links open as files do in Jupyter. @param {import("../widget/card.js").Model} model @param {string} slug @param {string} html */
function parsed(model, slug, html) {
  const source = new DOMParser().parseFromString(html, "text/html").querySelector("figure");
  if (!source) throw new Error(`The chart “${slug}” has no figure in it.`);
  const figure = document.importNode(source, true);
  for (const one of figure.querySelectorAll("a[href^='../']")) {
    one.replaceWith(link(model, one.getAttribute("href") ?? "", one.textContent ?? ""));
  }
  return figure;
}

/** What the reader chose, if it is still there to choose. @param {any} spec @param {any} value @returns {Choice | undefined} */
const chosen = (spec, value) => spec.choices.find((/** @type {Choice} */ one) => one.slug === value?.choice);

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const one = chosen(spec, value);
  const looked = one
    ? [paragraph(`${spec.choose}: ${one.name}`), paragraph(one.sentence)]
    : [items(spec.choices.map((/** @type {Choice} */ each) => each.name))];
  return [heading(spec.prompt), ...looked, heading(spec.say), answerOrBlank(written(value, "said"), 3)];
}

/** @param {any} value */
const hasText = (value) => Boolean(written(value, "said"));

/** @type {import("../widget/kind.d.ts").Kind} */
export default { render, blocks, hasText };
