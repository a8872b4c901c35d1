/** `reflect`: a prompt and a box for the reader's own words. */
import { answer, blank, heading } from "./blocks.js";
import { keeping, safety, words as written, writing } from "./boxes.js";
import { card, evidence, place, watching } from "./card.js";
import { h, link, uid } from "./dom.js";

const WHO = { you: "For you", team: "For a team", leaders: "For those who lead", spare: "One more" };

/** @param {{model: import("./card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const ids = { prompt: uid("prompt"), hint: uid("hint"), safety: uid("safety") };
  const { value, change, send } = keeping(model, { text: "" });
  const box = writing(model, {
    describedby: spec.hint ? `${ids.hint} ${ids.safety}` : ids.safety,
    typed: (text) => change({ text }),
    left: send,
  });
  const risk =
    spec.risk &&
    h("p", { class: "wb-risk" }, "If it is still a risk, raise it now. ", link(model, "../book/where-to-turn.md", "Where to turn"));
  const body = [
    h("label", { class: "wb-prompt", id: ids.prompt, for: box.id }, spec.prompt),
    spec.hint && h("p", { class: "wb-hint", id: ids.hint }, spec.hint),
    box.area,
    box.mirror,
    safety(model, ids.safety),
    risk,
    evidence(model, spec.evidence),
  ];
  const { live, watch } = card(model, `Reflect · ${WHO[/** @type {keyof WHO} */ (spec.who)]}`, ids.prompt, body, blocks);

  const show = () => box.write(value().text);
  place(el, "reflect", live);
  show();
  const stop = watching(model, { "change:value": show });
  return () => {
    send();
    stop();
    watch();
  };
}

/** @param {any} spec @param {any} value @returns {import("./blocks.js").Block[]} */
function blocks(spec, value) {
  const text = written(value, "text");
  return [heading(spec.prompt), text ? answer(text) : blank(6)];
}

/** Are there the reader's own words? @param {any} value */
const words = (value) => Boolean(written(value, "text"));

export default { render, blocks, words };
