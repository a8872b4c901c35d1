/** `lookback`: a plan or an ask comes back, and the reader says how it went. No chapter holds one: the page Look back makes it. */

import { helpLink } from "../lib/book.js";
import { h, uid } from "../lib/dom.js";
import { answer, heading, paragraph } from "../widget/blocks.js";
import { card, place } from "../widget/card.js";
import { keeping, line, safety, writing, words as written } from "../widget/fields.js";

const HOW = {
  plan: {
    did: "I did it",
    some: "I did some of it",
    none: "It did not come up",
    stopped: "Something stopped me",
    mind: "I changed my mind",
  },
  ask: {
    yes: "Yes, and here it is",
    no: "They said no",
    wait: "Not yet",
    unasked: "I have not asked",
    left: "I have let it go",
  },
};
const NEXT = { keep: "Keep it", change: "Change it", go: "Let it go" };
const ASKED = { plan: "How did it go?", ask: "Did they answer?" };
const BOX = { plan: "What helped, or what got in the way?", ask: "What they answered, or anything to remember" };
const NO_ANSWER = [
  "Send the same words once more, with the first date on them.",
  "Then ask the next person up, or whoever oversees the service. Say that you asked, and when.",
  "You owe nobody a second attempt.",
];

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
  const how = choices(ASKED[of], HOW[of], chosen("how"));
  const next = of === "plan" ? choices("And now?", NEXT, chosen("next")) : null;
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
    h("p", { class: "wb-label" }, "If no answer came by its date"),
    h("ul", {}, ...NO_ANSWER.map((text) => h("li", {}, text))),
    h(
      "p",
      {},
      helpLink(model, "if-asked", "More ways on", "#if-no-answer-comes"),
      " ",
      helpLink(model, "where-to-turn", "If it is about something unsafe"),
    ),
  );
  const said = h("p", { class: "wb-prompt" });
  const body = [
    spec.when && h("p", { class: "wb-hint", id: ids.prompt }, spec.when),
    said,
    how.element,
    quiet,
    h("div", { class: "wb-field" }, h("label", { class: "wb-label", for: box.id }, BOX[of]), box.area, box.mirror),
    next?.element,
    safety(model, ids.safety),
  ].filter(Boolean);
  if (!spec.when) said.id = ids.prompt;
  const { live, watch } = card(model, "Looking back", ids.prompt, body, blocks);

  function show() {
    const now = value();
    said.textContent = now.said;
    how.show(now.how);
    next?.show(now.next);
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
    element: h("fieldset", { class: "wb-question" }, h("legend", { class: "wb-asked" }, asked), ...rows),
    /** @param {string} key */
    show(key) {
      for (const radio of radios) radio.checked = radio.value === key;
    },
  };
}

/** @param {Record<string, string>} options @param {string} key */
const one = (options, key) => (Object.hasOwn(options, key) ? options[key] : "");

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const of = which(value ?? spec);
  const how = one(HOW[of], value?.how);
  const next = of === "plan" && one(NEXT, value?.next);
  const [said, own] = [line(value, "said"), written(value, "words")];
  return [
    heading(spec.prompt),
    ...(said ? [answer(said)] : []),
    ...(how ? [paragraph(`${how}.`)] : []),
    ...(own ? [answer(own)] : []),
    ...(next ? [paragraph(`And now: ${next.toLowerCase()}.`)] : []),
  ];
}

/** Are there the reader's own words? @param {any} value */
const words = (value) => Boolean(line(value, "words") || line(value, "said"));

export default { render, blocks, words };
