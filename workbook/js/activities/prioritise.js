/** `prioritise`: put a short list in order with buttons, say why, then see what the report put first. No score. */
import { h, say, uid } from "../lib/dom.js";
import strings, { fill, shared } from "../lib/strings.js";
import { answerOrBlank, heading, items, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";
import { keeping, safety, writing, written } from "../widget/fields.js";
import { foldNext } from "../widget/fold-next.js";
import { opening } from "../widget/reveal.js";

/** @typedef {{slug: string, text: string}} Item */

const wording = strings.prioritise;

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const ids = { prompt: uid("prompt"), hint: uid("hint"), safety: uid("safety") };
  const kept = keeping(model, { order: [], why: "", shown: false });
  const rows = new Map(spec.items.map((/** @type {Item} */ one) => [one.slug, row(one, move)]));
  const list = h("ol", { class: "wb-order", "aria-labelledby": ids.prompt });
  const moved = h("p", { class: "wb-unseen", role: "status" });
  const why = writing(model, {
    rows: 4,
    describedby: ids.safety,
    left: kept.send,
    typed(typed) {
      kept.change({ why: typed });
      theirs.typed();
    },
  });
  const yours = h("p", { class: "wb-lead" });
  const theirs = opening(kept, why.area, {
    box: "why",
    label: wording.beside,
    open: wording.open,
    first: wording.decideFirst,
    shut: wording.shut,
    skip: shared.showMe,
    // An order is an answer: it needs no reason.
    answered: () => kept.value().order.length > 0,
    // What is on the screen is now the reader's order, moved or not.
    opens: () => kept.change({ order: ordered(spec, kept.value()) }),
    shown: (opened) => next.show(opened),
    nodes: [yours, ...reported(model)],
  });
  const next = foldNext(el);
  const body = [
    h("p", { class: "wb-prompt", id: ids.prompt }, spec.prompt),
    h("p", { class: "wb-hint wb-screen", id: ids.hint }, wording.top),
    list,
    moved,
    h("label", { class: "wb-prompt", for: why.id }, spec.why),
    why.area,
    why.mirror,
    safety(model, ids.safety),
    ...theirs.nodes,
  ];
  const { live, watch } = card(model, wording.kicker, ids.prompt, body, blocks);

  /** @param {string} slug @param {number} by one up or one down @param {HTMLElement} button */
  function move(slug, by, button) {
    const order = ordered(spec, kept.value());
    const from = order.indexOf(slug);
    const to = from + by;
    const thing = text(spec, slug);
    if (to < 0 || to >= order.length) {
      say(moved, fill(by < 0 ? wording.first : wording.last, { thing }));
      return;
    }
    order.splice(to, 0, ...order.splice(from, 1));
    kept.change({ order });
    kept.send();
    show();
    theirs.typed();
    button.focus();
    say(moved, fill(wording.moved, { thing, place: to + 1, of: order.length }));
  }
  function show() {
    const order = ordered(spec, kept.value());
    const sorted = order.map((slug) => rows.get(slug));
    if (sorted.some((one, at) => list.children[at] !== one.element)) {
      list.replaceChildren(...sorted.map((one) => one.element));
    }
    sorted.forEach((one, at) => {
      one.show(at === 0, at === order.length - 1);
    });
    list.classList.toggle("wb-unnumbered", !kept.value().order.length);
    // Not opened, it is seen on paper only: there what the reader put first may be written by hand.
    say(yours, kept.value().shown ? beside(spec, order[0]) : putFirst(spec));
    theirs.show();
    why.write(kept.value().why);
  }
  return place({ model, el }, "prioritise", { live, watch }, show, kept.send, next.stop);
}

/** What the report put first, why, and who disagrees. @param {import("../widget/card.js").Model} model */
function reported(model) {
  const spec = model.get("spec");
  const order = spec.report.map((/** @type {string} */ slug) => h("li", {}, text(spec, slug)));
  return [
    spec.report.length > 1 ? h("ol", { class: "wb-theirs" }, ...order) : null,
    h("p", { class: "wb-because" }, spec.because),
    h("p", { class: "wb-disagrees" }, h("strong", {}, `${wording.disagrees}:`), ` ${spec.disagree}`),
    evidence(model, spec.evidence),
  ];
}

/** @param {Item} one @param {(slug: string, by: number, button: HTMLElement) => void} move */
function row(one, move) {
  /** @param {string} label @param {number} by */
  const button = (label, by) => {
    const made = h(
      "button",
      {
        type: "button",
        class: "wb-button",
        "aria-label": `${label}: ${one.text}`,
        onclick: () => move(one.slug, by, made),
      },
      label,
    );
    return made;
  };
  const [up, down] = [button(wording.up, -1), button(wording.down, 1)];
  const element = h(
    "li",
    {},
    h("span", { class: "wb-thing" }, one.text),
    h("span", { class: "wb-moves wb-screen" }, up, down),
  );
  return {
    element,
    /** A button at the end of its way stays where it is, so that focus does. @param {boolean} first @param {boolean} last */
    show(first, last) {
      up.setAttribute("aria-disabled", String(first));
      down.setAttribute("aria-disabled", String(last));
    },
  };
}

/** @param {any} spec @param {string} slug @returns {string} */
const text = (spec, slug) => spec.items.find((/** @type {Item} */ one) => one.slug === slug).text;

/** The items as the reader put them; new ones last, those that are gone left out. @param {any} spec @param {any} value @returns {string[]} */
function ordered(spec, value) {
  const known = spec.items.map((/** @type {Item} */ one) => one.slug);
  const put = [...new Set(value?.order ?? [])].filter((slug) => known.includes(slug));
  return [...put, ...known.filter((/** @type {string} */ slug) => !put.includes(slug))];
}

/** @param {any} spec */
const putFirst = (spec) => fill(wording.putFirst, { by: spec.by, thing: text(spec, spec.report[0]) });

/** @param {any} spec @param {string} first */
function beside(spec, first) {
  const theirs = spec.report[0];
  const values = { yours: text(spec, first), by: spec.by, thing: text(spec, theirs) };
  return fill(first === theirs ? wording.youPutSame : wording.youPut, values);
}

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const order = ordered(spec, value);
  const begun = Boolean(value?.order?.length);
  /** @param {string[]} slugs @param {boolean} numbered */
  const list = (slugs, numbered) => items(slugs.map((slug, at) => `${numbered ? at + 1 : "__"}. ${text(spec, slug)}`));
  const made = [heading(spec.prompt), list(order, begun), heading(spec.why), answerOrBlank(written(value, "why"), 4)];
  if (!begun || !value.shown) return made;
  made.push(heading(wording.beside), paragraph(beside(spec, order[0])));
  if (spec.report.length > 1) made.push(list(spec.report, true));
  return [...made, paragraph(spec.because), paragraph(`${wording.disagrees}: ${spec.disagree}`)];
}

/** @param {any} value */
const hasText = (value) => Boolean(written(value, "why"));

/** @type {import("../widget/kind.d.ts").Kind} */
export default { render, blocks, hasText };
