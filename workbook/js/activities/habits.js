/** `habits`: in the last four weeks, how often did I do this? Each answer opens one small thing to try. No score. */

import { copying } from "../lib/clipboard.js";
import { h, say, uid } from "../lib/dom.js";
import { printAlone } from "../lib/print-one.js";
import { asText, heading, items, paragraph } from "../widget/blocks.js";
import { card, place } from "../widget/card.js";
import { day, GAP } from "../widget/fields.js";

/** @typedef {{id: string, did: string, [band: string]: string}} Item */
/** @typedef {{answers: Record<string, string>, on: string}} Round */

// Each answer: what it says, and which small thing to try it opens. No answer is better.
/** @type {Record<string, [string, string]>} */
const OFTEN = {
  "most-days": ["Most days", "often"],
  "most-weeks": ["Most weeks", "often"],
  "once-or-twice": ["Once or twice", "seldom"],
  not: ["Not in these four weeks", "seldom"],
  "never-came-up": ["It did not come up", "never-came-up"],
};
const BANDS = [
  ["often", "Most days, or most weeks"],
  ["seldom", "Once or twice, or not in these four weeks"],
  ["never-came-up", "It did not come up"],
];
const NOTE =
  "A prompt for reflection, not a validated test. Nothing is added up, and no answer is better than another. " +
  "It is easy to see oneself kindly. A colleague may have seen something else.";
const CHOOSE =
  "Choose somebody whom you do not manage, and who does not manage you. They may say no. Nobody sends this but you.";
const SHEET = "What have you seen me do?";
const FREE =
  "You may say no, and you need not say why. Nothing is added up, and no answer is better than another. " +
  "You can give this back to me, or tell me, or keep it.";
const SEEN = ["Most days", "Most weeks", "Once or twice", "I have not seen it", "I could not have seen it"];
const SEEN_PROMPT = "In the last four weeks, how often have you seen me …";
const ONLY_ME = "Write about me, and about nobody else. Leave out names.";

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const promptId = uid("prompt");
  const noteId = uid("note");
  const value = () => ({ answers: {}, on: "", before: [], ...model.get("value") });
  const asked = spec.items.map((/** @type {Item} */ one) => question(one, choose));
  const again = h("button", { type: "button", class: "wb-button", onclick: begin }, "Do it again");
  const back = h("button", { type: "button", class: "wb-button", onclick: undo }, "Go back to my answers");
  const told = h("p", { class: "wb-told", role: "status" });
  const hint = h(
    "p",
    { class: "wb-hint" },
    "Come back in a few weeks. What you say now is kept with its date, and then and now stand side by side.",
  );
  const copy = copying(
    () => asText(SHEET, asking(spec)),
    "Copy to ask a colleague",
    "Copied. You choose whom to ask, and how.",
  );
  const body = [
    h("p", { class: "wb-prompt", id: promptId }, spec.prompt),
    h("p", { class: "wb-hint", id: noteId }, NOTE),
    ...asked.map((/** @type {any} */ one) => one.element),
    h("div", { class: "wb-again wb-screen" }, h("div", { class: "wb-actions" }, again, back), hint, told),
    h(
      "details",
      { class: "wb-details wb-screen" },
      h("summary", {}, "Ask a colleague the same"),
      h("p", {}, CHOOSE),
      h(
        "div",
        { class: "wb-actions" },
        copy.button,
        h("button", { type: "button", class: "wb-button", onclick: () => printAlone(sheet(spec)) }, "Print it"),
      ),
      copy.room,
    ),
  ];
  const { live, watch } = card(model, "My own habits", promptId, body, blocks);

  /** @param {any} changes */
  function change(changes) {
    model.set("value", { ...value(), ...changes });
    model.save_changes();
    show();
  }
  /** @param {string} id @param {string} answer */
  function choose(id, answer) {
    const now = value();
    say(told, "");
    change({
      answers: { ...now.answers, [id]: answer },
      on: Object.keys(now.answers).length && now.on ? now.on : today(),
    });
  }
  /** What was said is kept with its date, and the questions are open again. */
  function begin() {
    const { answers, on, before } = value();
    change({ answers: {}, on: "", before: [...before, { answers, on }] });
    say(told, "Ready. What you said before comes back beside each new answer.");
    asked[0].focus();
  }
  function undo() {
    const before = [...value().before];
    change({ ...before.pop(), before });
    say(told, "Your answers are back.");
    again.focus();
  }
  function show() {
    const { answers, before } = value();
    const then = before[before.length - 1];
    for (const one of asked) one.show(answers[one.id], then);
    const any = Object.keys(answers).length > 0;
    again.hidden = hint.hidden = !any;
    back.hidden = any || !then;
  }
  return place({ model, el }, "habits", { live, watch }, show);
}

/** @param {Item} one @param {(id: string, answer: string) => void} choose */
function question(one, choose) {
  const name = uid("habit");
  const radios = Object.keys(OFTEN).map((key) =>
    h("input", { type: "radio", name, value: key, onchange: () => choose(one.id, key) }),
  );
  const then = h("p", { class: "wb-then" });
  const told = h("p", { class: "wb-told", role: "status" });
  const paper = h(
    "ul",
    { class: "wb-paper wb-tries" },
    ...BANDS.map(([band, words]) => h("li", {}, h("strong", {}, `${words}:`), ` ${one[band]}`)),
  );
  const element = h(
    "fieldset",
    { class: "wb-habit" },
    h("legend", { class: "wb-asked" }, `… ${one.did}`),
    h(
      "div",
      { class: "wb-often" },
      ...radios.map((radio) => h("label", { class: "wb-option" }, radio, h("span", {}, OFTEN[radio.value][0]))),
    ),
    then,
    told,
    paper,
  );
  return {
    element,
    id: one.id,
    focus: () => radios[0].focus(),
    /** @param {string} key @param {Round | undefined} before */
    show(key, before) {
      for (const radio of radios) radio.checked = radio.value === key;
      const now = OFTEN[key];
      const was = OFTEN[before?.answers?.[one.id] ?? ""];
      paper.hidden = Boolean(now);
      say(told, now ? `To try: ${one[now[1]]}` : "");
      then.hidden = !now || !was;
      then.replaceChildren();
      if (now && was)
        then.append(
          h("span", {}, h("strong", {}, "Then"), `, ${day(before, "on") || "earlier"}: ${was[0]}`),
          " ",
          h("span", {}, h("strong", {}, "Now"), `: ${now[0]}`),
        );
    },
  };
}

/** Today, on the reader's own clock, such as 2026-11-23. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The sheet for a colleague. activities/habits.py makes the same one. @param {any} spec */
const sheet = (spec) =>
  h(
    "div",
    { class: "wb-sheet" },
    h("p", { class: "wb-sheet-title" }, SHEET),
    h("p", { class: "wb-sheet-note" }, FREE),
    h("p", { class: "wb-sheet-rule" }, SEEN_PROMPT),
    ...spec.items.flatMap((/** @type {Item} */ one) => [
      h("p", { class: "wb-asked" }, `… ${one.did}`),
      h("ul", { class: "wb-circles" }, ...SEEN.map((text) => h("li", {}, h("span", { class: "wb-circle" }), text))),
    ]),
    h("p", { class: "wb-sheet-foot" }, ONLY_ME),
  );

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const now = value?.answers ?? {};
  /** @type {Round[]} */
  const rounds = [...(value?.before ?? []), value ?? {}];
  /** @type {string[]} */
  const tries = [];
  const lines = spec.items.map((/** @type {Item} */ one) => {
    const told = rounds
      .filter((each) => OFTEN[each.answers?.[one.id]])
      .map((each) => [day(each, "on"), OFTEN[each.answers[one.id]][0]]);
    if (OFTEN[now[one.id]]) tries.push(one[OFTEN[now[one.id]][1]]);
    if (rounds.length === 1) return `… ${one.did}: ${told.length ? told[0][1] : GAP}`;
    return `… ${one.did}. ${told.map(([when, words]) => `${when || "Earlier"}: ${words}.`).join(" ") || GAP}`;
  });
  const made = [heading(spec.prompt), items(lines)];
  if (!Object.keys(now).length)
    made.push(
      paragraph(
        `Answers: ${Object.values(OFTEN)
          .map(([words]) => words)
          .join(". ")}.`,
      ),
    );
  if (tries.length) made.push(heading("Small things to try"), items(tries));
  return [...made, paragraph(NOTE)];
}

/** What the copy for a colleague says, under its title. @param {any} spec @returns {import("../widget/blocks.js").Block[]} */
const asking = (spec) => [
  paragraph(FREE),
  heading(SEEN_PROMPT),
  items(spec.items.map((/** @type {Item} */ one) => `… ${one.did}: ${GAP}`)),
  paragraph(`Answers: ${SEEN.join(". ")}.`),
  paragraph(ONLY_ME),
];

export default { render, blocks };
