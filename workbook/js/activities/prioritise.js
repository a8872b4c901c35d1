/** `prioritise`: put a short list in order with buttons, say why, then see what the report put first. No score. */

import { h, say, uid } from "../lib/dom.js";
import { answer, blank, heading, items, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";
import { keeping, safety, writing, words as written } from "../widget/fields.js";
import { opening } from "../widget/reveal.js";

/** @typedef {{slug: string, text: string}} Item */

const BESIDE = "What was put first, and why";
const DISAGREES = "Who would disagree";

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
    typed(text) {
      kept.change({ why: text });
      theirs.typed();
    },
  });
  const yours = h("p", { class: "wb-lead" });
  const theirs = opening(kept, why.area, {
    box: "why",
    label: BESIDE,
    open: "See what was put first",
    first: "First write a few words on why. Nobody sees them but you.",
    shut: "Close this",
    // What stands there is now the reader's order, moved or not.
    opens: () => kept.change({ order: ordered(spec, kept.value()) }),
    nodes: [
      yours,
      spec.report.length > 1
        ? h(
            "ol",
            { class: "wb-theirs" },
            ...spec.report.map((/** @type {string} */ slug) => h("li", {}, text(spec, slug))),
          )
        : null,
      h("p", { class: "wb-because" }, spec.because),
      h("p", { class: "wb-disagrees" }, h("strong", {}, `${DISAGREES}:`), ` ${spec.disagree}`),
      evidence(model, spec.evidence),
    ],
  });
  const body = [
    h("p", { class: "wb-prompt", id: ids.prompt }, spec.prompt),
    h("p", { class: "wb-hint wb-screen", id: ids.hint }, "What you would put first goes to the top."),
    list,
    moved,
    h("label", { class: "wb-prompt", for: why.id }, spec.why),
    why.area,
    why.mirror,
    safety(model, ids.safety),
    ...theirs.nodes,
  ];
  const { live, watch } = card(model, "Put in order", ids.prompt, body, blocks);

  /** @param {string} slug @param {number} by one up or one down @param {HTMLElement} button */
  function move(slug, by, button) {
    const order = ordered(spec, kept.value());
    const from = order.indexOf(slug);
    const to = from + by;
    if (to < 0 || to >= order.length) {
      say(moved, `${text(spec, slug)} is already ${by < 0 ? "first" : "last"}.`);
      return;
    }
    order.splice(to, 0, ...order.splice(from, 1));
    kept.change({ order });
    kept.send();
    show();
    button.focus();
    say(moved, `${text(spec, slug)} is now ${to + 1} of ${order.length}.`);
  }
  function show() {
    const order = ordered(spec, kept.value());
    const sorted = order.map((slug) => rows.get(slug));
    if (sorted.some((one, at) => list.children[at] !== one.element))
      list.replaceChildren(...sorted.map((one) => one.element));
    for (const [at, one] of sorted.entries()) one.show(at === 0, at === order.length - 1);
    list.classList.toggle("wb-unnumbered", !kept.value().order.length);
    // Not opened, it is seen on paper only: there what the reader put first may be written by hand.
    say(yours, kept.value().shown ? beside(spec, order[0]) : `${spec.by} put “${text(spec, spec.report[0])}” first.`);
    theirs.show();
    why.write(kept.value().why);
  }
  return place({ model, el }, "prioritise", { live, watch }, show, kept.send);
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
  const [up, down] = [button("Move up", -1), button("Move down", 1)];
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

/** @param {any} spec @param {string} first */
function beside(spec, first) {
  const theirs = spec.report[0];
  const yours = `You put “${text(spec, first)}” first. ${spec.by} put`;
  return first === theirs ? `${yours} it first, too.` : `${yours} “${text(spec, theirs)}” first.`;
}

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const [order, why] = [ordered(spec, value), written(value, "why")];
  const begun = Boolean(value?.order?.length);
  /** @param {string[]} slugs @param {boolean} numbered */
  const list = (slugs, numbered) => items(slugs.map((slug, at) => `${numbered ? at + 1 : "__"}. ${text(spec, slug)}`));
  const made = [heading(spec.prompt), list(order, begun), heading(spec.why), why ? answer(why) : blank(4)];
  if (!begun || !value.shown) return made;
  made.push(heading(BESIDE), paragraph(beside(spec, order[0])));
  if (spec.report.length > 1) made.push(list(spec.report, true));
  return [...made, paragraph(spec.because), paragraph(`${DISAGREES}: ${spec.disagree}`)];
}

/** Are there the reader's own words? @param {any} value */
const words = (value) => Boolean(written(value, "why"));

export default { render, blocks, words };
