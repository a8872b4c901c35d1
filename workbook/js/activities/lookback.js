/** `lookback`: a plan or a request comes back, and the reader says how it went. The page Look back makes it. */
import { helpLink } from "../lib/book.js";
import { h, uid } from "../lib/dom.js";
import strings, { fill } from "../lib/strings.js";
import { answer, heading, paragraph } from "../widget/blocks.js";
import { card, place } from "../widget/card.js";
import { keeping, line, safety, writing, written } from "../widget/fields.js";

const wording = strings.lookback;

/** @param {any} value @returns {"plan" | "ask"} */
const which = (value) => (value?.of === "ask" ? "ask" : "plan");

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const of = which(model.get("value") ?? spec);
  const ids = { prompt: uid("prompt"), safety: uid("safety") };
  const { value, change, send } = keeping(model, { of, said: spec.said ?? "", how: "", words: "", next: "" });

  /** @param {string} name */
  const chosen = (name) => (/** @type {string} */ key) => {
    change({ [name]: key });
    send();
    show();
  };
  const how = choices(wording.asked[of], wording.how[of], chosen("how"));
  const next = of !== "plan" ? null : choices(wording.andNow, wording.next, chosen("next"));
  const box = writing(model, {
    rows: 3,
    short: true,
    describedby: ids.safety,
    typed: (words) => change({ words }),
    left: send,
  });
  const quiet = h(
    "div",
    { class: "wb-no-answer", hidden: true },
    h("p", { class: "wb-label" }, wording.noAnswer),
    h("ul", {}, ...wording.noAnswerWays.map((text) => h("li", {}, text))),
    h(
      "p",
      {},
      helpLink(model, "if-asked", wording.moreWays, "#if-no-answer-comes"),
      " ",
      helpLink(model, "where-to-turn", wording.unsafe),
    ),
  );
  const said = h("p", { class: "wb-prompt" });
  const body = [
    spec.when && h("p", { class: "wb-hint", id: ids.prompt }, spec.when),
    said,
    how.element,
    quiet,
    h(
      "div",
      { class: "wb-field" },
      h("label", { class: "wb-label", for: box.id }, wording.box[of]),
      box.area,
      box.mirror,
    ),
    next?.element,
    safety(model, ids.safety),
  ].filter(Boolean);
  if (!spec.when) said.id = ids.prompt;
  const { live, watch } = card(model, wording.kicker, ids.prompt, body, blocks);

  function show() {
    const now = value();
    said.textContent = now.said;
    how.show(now.how);
    if (next) next.show(now.next);
    box.write(now.words);
    quiet.hidden = !(spec.late && now.how === "wait");
  }
  return place({ model, el }, "recall", { live, watch }, show, send);
}

/** @param {string} asked @param {Record<string, string>} options @param {(key: string) => void} choose */
function choices(asked, options, choose) {
  const name = uid("choice");
  const radios = Object.keys(options).map((key) =>
    h("input", { type: "radio", name, value: key, onchange: () => choose(key) }),
  );
  const rows = radios.map((radio) => h("label", { class: "wb-option" }, radio, h("span", {}, options[radio.value])));
  return {
    element: h("fieldset", { class: "wb-query" }, h("legend", { class: "wb-asked" }, asked), ...rows),
    /** @param {string} key */
    show(key) {
      for (const radio of radios) radio.checked = radio.value === key;
    },
  };
}

/** @param {Record<string, string>} options @param {string} key */
const option = (options, key) => (Object.hasOwn(options, key) ? options[key] : "");

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const of = which(value ?? spec);
  const how = option(wording.how[of], value?.how);
  const next = of === "plan" && option(wording.next, value?.next);
  const [said, own] = [line(value, "said"), written(value, "words")];
  return [
    heading(spec.prompt),
    ...(said ? [answer(said)] : []),
    ...(how ? [paragraph(`${how}.`)] : []),
    ...(own ? [answer(own)] : []),
    ...(next ? [paragraph(fill(wording.andNowIs, { next: next.toLowerCase() }))] : []),
  ];
}

/** @param {any} value */
const hasText = (value) => Boolean(line(value, "words") || line(value, "said"));

/** @type {import("../widget/kind.d.ts").Kind} */
export default { render, blocks, hasText, choicesAreOwn: true, meaning: "changed" };
