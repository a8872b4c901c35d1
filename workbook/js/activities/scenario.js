/** `scenario`: one's own answer first; then a worked example with its reasons, what each way out costs, and why. */

import { h, uid } from "../lib/dom.js";
import { answer, blank, heading, items, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";
import { keeping, safety, writing, words as written } from "../widget/fields.js";
import { opening } from "../widget/reveal.js";

/** @typedef {{text: string, because: string}} Step */
/** @typedef {{text: string, costs: string, pays: string}} Way */

const WORKED = "A worked example";
const WAYS = "Every way out costs something";

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const ids = { situation: uid("situation"), prompt: uid("prompt"), safety: uid("safety"), why: uid("why") };
  const kept = keeping(model, { text: "", shown: false, why: "" });

  const own = writing(model, {
    describedby: `${ids.situation} ${ids.safety}`,
    left: kept.send,
    typed(text) {
      kept.change({ text });
      example.typed();
    },
  });
  const why = writing(model, {
    rows: 4,
    describedby: ids.safety,
    left: kept.send,
    typed: (text) => kept.change({ why: text }),
  });
  const example = opening(kept, own.area, {
    box: "text",
    label: WORKED,
    open: "Show a worked example",
    first: "First write a few words on what you would do. Nobody sees them but you.",
    shut: "Close the worked example",
    nodes: [
      h("p", { class: "wb-lead" }, WORKED),
      h("p", { class: "wb-hint" }, "One way through. It is not the only one, and you may have found a better."),
      h("ol", { class: "wb-worked" }, ...spec.worked.map(step)),
      h("p", { class: "wb-lead" }, WAYS),
      h("ul", { class: "wb-ways" }, ...spec.ways.map(way)),
      h("label", { class: "wb-prompt", for: why.id }, spec.why),
      why.area,
      why.mirror,
      evidence(model, spec.evidence),
    ],
  });
  const body = [
    h("p", { class: "wb-situation", id: ids.situation }, spec.situation),
    h("label", { class: "wb-prompt", id: ids.prompt, for: own.id }, spec.prompt),
    own.area,
    own.mirror,
    safety(model, ids.safety),
    ...example.nodes,
  ];
  const { live, watch } = card(model, "Try it", ids.prompt, body, blocks);

  function show() {
    const now = kept.value();
    example.show();
    own.write(now.text);
    why.write(now.why);
  }
  return place({ model, el }, "scenario", { live, watch }, show, kept.send);
}

/** @param {Step} one */
const step = (one) =>
  h(
    "li",
    {},
    h("p", { class: "wb-does" }, one.text),
    h("p", { class: "wb-because" }, h("strong", {}, "Why:"), ` ${one.because}`),
  );

/** @param {Way} one */
const way = (one) =>
  h(
    "li",
    {},
    h("p", { class: "wb-does" }, one.text),
    h("p", { class: "wb-costs" }, h("span", {}, "What it costs:"), ` ${one.costs}`),
    h("p", { class: "wb-pays" }, h("span", {}, "Who pays:"), ` ${one.pays}`),
  );

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const [text, why] = [written(value, "text"), written(value, "why")];
  const made = [paragraph(spec.situation), heading(spec.prompt), text ? answer(text) : blank(6)];
  if (value?.shown) {
    made.push(
      heading(WORKED),
      items(spec.worked.map((/** @type {Step} */ one) => `${one.text} Why: ${one.because}`)),
      heading(WAYS),
      items(spec.ways.map((/** @type {Way} */ one) => `${one.text} What it costs: ${one.costs} Who pays: ${one.pays}`)),
    );
  }
  if (value?.shown || why) made.push(heading(spec.why), why ? answer(why) : blank(4));
  return made;
}

/** Are there the reader's own words? @param {any} value */
const words = (value) => Boolean(written(value, "text") || written(value, "why"));

export default { render, blocks, words };
