/** `reflect`: a prompt and a box for the reader's own words; or a frame of several boxes, chosen by the reader. */
import { h, say, uid } from "../lib/dom.js";
import strings, { fill, shared } from "../lib/strings.js";
import { answer, answerOrBlank, heading } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";
import { keeping, safety, writing, written } from "../widget/fields.js";

/** @typedef {{slug: string, label: string, hint: string}} Part */
/** @typedef {{slug: string, label: string, credit: string, parts: Part[]}} Frame */
/** @typedef {ReturnType<typeof keeping>} Keeping */

const wording = strings.reflect;

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const ids = { prompt: uid("prompt"), hint: uid("hint"), safety: uid("safety") };
  const kept = keeping(model, { text: "" });
  const hint = spec.hint && h("p", { class: "wb-hint", id: ids.hint }, spec.hint);
  const describedby = hint ? `${ids.hint} ${ids.safety}` : ids.safety;
  const { nodes, show } = (spec.frames ? framed : single)(model, spec, kept, ids.prompt, hint, describedby);
  const label = fill(wording.kicker, { who: wording.who[/** @type {keyof typeof wording.who} */ (spec.who)] });
  const body = [
    ...nodes,
    safety(model, ids.safety, spec.risk ? shared.risk : shared.names),
    evidence(model, spec.evidence),
  ];
  const { live, watch } = card(model, label, ids.prompt, body, blocks);

  return place({ model, el }, "reflect", { live, watch }, show, kept.send);
}

/**
 * One box under the prompt.
 * @param {import("../widget/card.js").Model} model @param {any} spec @param {Keeping} kept @param {string} id of the prompt
 * @param {HTMLElement | null} hint @param {string} describedby
 */
function single(model, spec, { value, change, send }, id, hint, describedby) {
  const box = writing(model, { describedby, typed: (text) => change({ text }), left: send });
  const nodes = [h("label", { class: "wb-prompt", id, for: box.id }, spec.prompt), hint, box.area, box.mirror];
  return { nodes, show: () => box.write(value().text) };
}

/**
 * A choice of frames, and the boxes of the chosen one. What was written in the others is kept.
 * @param {import("../widget/card.js").Model} model @param {any} spec @param {Keeping} kept @param {string} id of the prompt
 * @param {HTMLElement | null} hint @param {string} describedby
 */
function framed(model, spec, { value, change, send }, id, hint, describedby) {
  const name = uid("frame");
  const others = h("p", { class: "wb-told wb-screen", role: "status" });
  const sheets = /** @type {Frame[]} */ (spec.frames).map((frame) => {
    const radio = h("input", {
      type: "radio",
      name,
      value: frame.slug,
      onchange: () => change({ frame: frame.slug }),
      onblur: send,
    });
    const boxes = frame.parts.map((part, at) => {
      const about = part.hint && uid("hint");
      const box = writing(model, {
        rows: part.label ? 3 : 5,
        short: Boolean(part.label),
        describedby: [about, !at && describedby].filter(Boolean).join(" ") || undefined,
        typed: (text) =>
          change({
            frame: frame.slug,
            ...(part.slug === "text" ? { text } : { parts: { ...value().parts, [part.slug]: text } }),
          }),
        left: send,
      });
      const label = h(
        "label",
        { class: part.label ? "wb-label" : "wb-unseen", for: box.id },
        part.label || spec.prompt,
      );
      const node = h(
        "div",
        { class: "wb-field" },
        label,
        about && h("p", { class: "wb-hint", id: about }, part.hint),
        box.area,
        box.mirror,
      );
      return { slug: part.slug, box, node };
    });
    const credit = frame.credit && h("p", { class: "wb-credit" }, frame.credit);
    const node = h("div", { class: "wb-fields" }, ...boxes.map((one) => one.node), credit);
    return { frame, radio, boxes, node };
  });
  const choice = h(
    "fieldset",
    { class: "wb-frames wb-screen" },
    h("legend", { class: "wb-label" }, wording.frame),
    ...sheets.map((one) => h("label", { class: "wb-option" }, one.radio, h("span", {}, one.frame.label))),
  );
  function show() {
    const now = value();
    const frame = chosen(spec.frames, now);
    for (const one of sheets) {
      one.radio.checked = one.frame === frame;
      one.node.hidden = one.frame !== frame;
      for (const { slug, box } of one.boxes) box.write(all(now)[slug]);
    }
    const begun = sheets.filter((one) => one.frame !== frame && one.boxes.some(({ slug }) => written(all(now), slug)));
    const names = begun.map((one) => `“${one.frame.label}”`).join(wording.and);
    say(others, names && fill(wording.kept, { names }));
  }
  return {
    nodes: [h("p", { class: "wb-prompt", id }, spec.prompt), hint, choice, ...sheets.map((one) => one.node), others],
    show,
  };
}

/** The frame that the reader chose; where none was named, the one in which something is written. @param {Frame[]} frames @param {any} value */
function chosen(frames, value) {
  const slug = value?.frame || (value?.text && "blank");
  return frames.find((one) => one.slug === slug) ?? frames[0];
}

/** Everything written, by part; `text` is the blank page. @param {any} value @returns {Record<string, any>} */
const all = (value) => ({ ...value?.parts, text: value?.text });

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  /** @param {string} slug @param {number} lines */
  const box = (slug, lines) => answerOrBlank(written(all(value), slug), lines);
  if (!spec.frames) return [heading(spec.prompt), box("text", 6)];
  const parts = chosen(spec.frames, value).parts.flatMap(({ slug, label }) =>
    label ? [heading(label), box(slug, 3)] : [box(slug, 6)],
  );
  return [heading(spec.prompt), ...parts];
}

/** What each part of a frame says; the others are what was learned. @type {Record<string, import("../widget/kind.d.ts").Meaning>} */
const MEANINGS = { what: "what", matter: "what", feelings: "what", "now-what": "next", next: "next" };

/** @type {import("../widget/kind.d.ts").Kind["parts"]} */
const parts = (spec, value) =>
  (spec.frames ? chosen(spec.frames, value).parts : [{ slug: "text", label: "" }]).flatMap(({ slug, label }) => {
    const text = written(all(value), slug);
    const blocks = [...(label ? [heading(label)] : []), answer(text)];
    return text ? [{ meaning: MEANINGS[slug] ?? "learned", blocks }] : [];
  });

/** @param {any} value */
const hasText = (value) => Object.keys(all(value)).some((slug) => written(all(value), slug));

/** @type {import("../widget/kind.d.ts").Kind} */
export default { render, blocks, hasText, parts };
