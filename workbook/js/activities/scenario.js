/** `scenario`: the reader's own answer first; then a worked example with its reasons, and what each way out costs. */
import { h, uid } from "../lib/dom.js";
import strings, { shared } from "../lib/strings.js";
import { answerOrBlank, heading, items, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";
import { keeping, safety, writing, written } from "../widget/fields.js";
import { opening } from "../widget/reveal.js";

/** @typedef {{text: string, because: string}} Step */
/** @typedef {{text: string, costs: string, pays: string}} Way */

const wording = strings.scenario;

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
    label: wording.worked,
    open: wording.open,
    first: wording.first,
    shut: wording.shut,
    nodes: [
      h("p", { class: "wb-lead" }, wording.worked),
      h("p", { class: "wb-hint" }, wording.notTheOnly),
      h("ol", { class: "wb-worked" }, ...spec.worked.map(step)),
      h("p", { class: "wb-lead" }, wording.ways),
      h("ul", { class: "wb-ways-out" }, ...spec.ways.map(way)),
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
  const { live, watch } = card(model, wording.kicker, ids.prompt, body, blocks);

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
    h("p", { class: "wb-because" }, h("strong", {}, shared.why), ` ${one.because}`),
  );

/** @param {Way} one */
const way = (one) =>
  h(
    "li",
    {},
    h("p", { class: "wb-does" }, one.text),
    h("p", { class: "wb-costs" }, h("span", {}, wording.costs), ` ${one.costs}`),
    h("p", { class: "wb-pays" }, h("span", {}, wording.pays), ` ${one.pays}`),
  );

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const [text, why] = [written(value, "text"), written(value, "why")];
  const made = [paragraph(spec.situation), heading(spec.prompt), answerOrBlank(text, 6)];
  if (value?.shown) {
    made.push(
      heading(wording.worked),
      items(spec.worked.map((/** @type {Step} */ one) => `${one.text} ${shared.why} ${one.because}`)),
      heading(wording.ways),
      items(
        spec.ways.map(
          (/** @type {Way} */ one) => `${one.text} ${wording.costs} ${one.costs} ${wording.pays} ${one.pays}`,
        ),
      ),
    );
  }
  if (value?.shown || why) made.push(heading(spec.why), answerOrBlank(why, 4));
  return made;
}

/** @param {any} value */
const hasText = (value) => Boolean(written(value, "text") || written(value, "why"));

/** @type {import("../widget/kind.d.ts").Kind} */
export default { render, blocks, hasText };
