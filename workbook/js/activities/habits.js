/** `habits`: in the last four weeks, how often did I do this? Each answer opens one small thing to try. No score. */

import { copying } from "../lib/clipboard.js";
import { dayOf } from "../lib/dates.js";
import { h, say, uid } from "../lib/dom.js";
import { printAlone } from "../lib/print-one.js";
import strings, { fill, shared } from "../lib/strings.js";
import { asText, heading, items, paragraph } from "../widget/blocks.js";
import { card, place } from "../widget/card.js";
import { day, GAP } from "../widget/fields.js";

/** @typedef {{id: string, did: string, [band: string]: string}} Item */
/** @typedef {{answers: Record<string, string>, on: string}} Round */

const wording = strings.habits;
/** Every answer, and which small thing to try it opens. No answer is better. @type {Record<string, "often" | "seldom" | "never-came-up">} */
const BANDS = {
  "most-days": "often",
  "most-weeks": "often",
  "once-or-twice": "seldom",
  not: "seldom",
  "never-came-up": "never-came-up",
};
/** @type {Record<string, string>} */
const OFTEN = wording.often;

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const promptId = uid("prompt");
  const value = () => ({ answers: {}, on: "", before: [], ...model.get("value") });
  const asked = spec.items.map((/** @type {Item} */ one) => question(one, choose));
  const again = h("button", { type: "button", class: "wb-button", onclick: begin }, wording.again);
  const back = h("button", { type: "button", class: "wb-button", onclick: undo }, wording.back);
  const told = h("p", { class: "wb-told", role: "status" });
  const hint = h("p", { class: "wb-hint" }, wording.comeBack);
  const copy = copying(() => asText(wording.sheet, asking(spec)), wording.copy, wording.copied);
  const body = [
    h("p", { class: "wb-prompt", id: promptId }, spec.prompt),
    h("p", { class: "wb-hint" }, wording.note),
    ...asked.map((/** @type {any} */ one) => one.element),
    h("div", { class: "wb-again wb-screen" }, h("div", { class: "wb-actions" }, again, back), hint, told),
    h(
      "details",
      { class: "wb-details wb-screen" },
      h("summary", {}, wording.askColleague),
      h("p", {}, wording.choose),
      h(
        "div",
        { class: "wb-actions" },
        copy.button,
        h("button", { type: "button", class: "wb-button", onclick: () => printAlone(sheet(spec)) }, wording.print),
      ),
      copy.room,
    ),
  ];
  const { live, watch } = card(model, wording.kicker, promptId, body, blocks);

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
      on: Object.keys(now.answers).length && now.on ? now.on : dayOf(Date.now()),
    });
  }
  /** What was said is kept with its date, and the questions are open again. */
  function begin() {
    const { answers, on, before } = value();
    change({ answers: {}, on: "", before: [...before, { answers, on }] });
    say(told, wording.ready);
    asked[0].focus();
  }
  function undo() {
    const before = [...value().before];
    change({ ...before.pop(), before });
    say(told, wording.backAgain);
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
    ...Object.entries(wording.bands).map(([band, label]) => h("li", {}, h("strong", {}, `${label}:`), ` ${one[band]}`)),
  );
  const element = h(
    "fieldset",
    { class: "wb-habit" },
    h("legend", { class: "wb-asked" }, `… ${one.did}`),
    h(
      "div",
      { class: "wb-often" },
      ...radios.map((radio) => h("label", { class: "wb-option" }, radio, h("span", {}, OFTEN[radio.value]))),
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
      say(told, now ? fill(wording.toTry, { text: one[BANDS[key]] }) : "");
      then.hidden = !now || !was;
      then.replaceChildren();
      if (now && was)
        then.append(
          h("span", {}, h("strong", {}, wording.then), `, ${day(before, "on") || wording.earlier}: ${was}`),
          " ",
          h("span", {}, h("strong", {}, wording.now), `: ${now}`),
        );
    },
  };
}

/** The sheet for a colleague. @param {any} spec */
const sheet = (spec) =>
  h(
    "div",
    { class: "wb-sheet" },
    h("p", { class: "wb-sheet-title" }, wording.sheet),
    h("p", { class: "wb-sheet-note" }, wording.free),
    h("p", { class: "wb-sheet-rule" }, wording.seenPrompt),
    ...spec.items.flatMap((/** @type {Item} */ one) => [
      h("p", { class: "wb-asked" }, `… ${one.did}`),
      h(
        "ul",
        { class: "wb-circles" },
        ...wording.seen.map((text) => h("li", {}, h("span", { class: "wb-circle" }), text)),
      ),
    ]),
    h("p", { class: "wb-sheet-foot" }, wording.onlyMe),
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
      .map((each) => ({ when: day(each, "on"), answer: OFTEN[each.answers[one.id]] }));
    if (BANDS[now[one.id]]) tries.push(one[BANDS[now[one.id]]]);
    if (rounds.length === 1) return `… ${one.did}: ${told.length ? told[0].answer : GAP}`;
    const each = told.map(({ when, answer }) => `${when || capital(wording.earlier)}: ${answer}.`);
    return `… ${one.did}. ${each.join(" ") || GAP}`;
  });
  const made = [heading(spec.prompt), items(lines)];
  if (!Object.keys(now).length) made.push(choices(Object.values(OFTEN)));
  if (tries.length) made.push(heading(wording.tries), items(tries));
  return [...made, paragraph(wording.note)];
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** The answers there are to choose from. @param {string[]} answers */
const choices = (answers) => paragraph(fill(shared.answers, { answers: answers.join(". ") }));

/** What the copy for a colleague says, under its title. @param {any} spec @returns {import("../widget/blocks.js").Block[]} */
const asking = (spec) => [
  paragraph(wording.free),
  heading(wording.seenPrompt),
  items(spec.items.map((/** @type {Item} */ one) => `… ${one.did}: ${GAP}`)),
  choices(wording.seen),
  paragraph(wording.onlyMe),
];

/** @type {import("../widget/kind.d.ts").Kind} */
export default { render, blocks, staysOut: "private" };
