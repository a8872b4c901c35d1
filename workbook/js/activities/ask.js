/** `ask`, a request: what is asked, of which role, by what date, and room for the reply. It prints as one sheet. */
import { book, helpLink, helpPage } from "../lib/book.js";
import { h, uid } from "../lib/dom.js";
import { printAlone } from "../lib/print-one.js";
import strings, { fill } from "../lib/strings.js";
import { answerOrBlank, heading, items, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";
import { day, entry, field, GAP, keeping, line, safety, writing, written } from "../widget/fields.js";

const wording = strings.ask;
const REPLY_LINES = [1, 3, 2, 1, 1];

/** Where a good answer is described, for whoever gets the sheet and has not the book at hand. */
function foot() {
  if (!book().pages["if-asked"]) return [];
  const last = [fill(wording.foot, { book: book().title })];
  const address = helpPage("if-asked") && new URL(helpPage("if-asked"), document.baseURI).href;
  return address.startsWith("http") ? [...last, address] : last;
}

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const ids = { prompt: uid("prompt"), safety: uid("safety"), what: uid("hint"), of: uid("hint"), why: uid("hint") };
  const { value, change, send } = keeping(model, { what: "", of: "", by: "", why: "" });

  /** @param {string} name */
  const typed = (name) => (/** @type {string} */ text) => {
    change({ [name]: text });
    fillSheet();
  };
  const short = { short: true, left: send };
  const of = entry(model, { choices: spec.roles, describedby: ids.of, typed: typed("of"), left: send });
  const what = writing(model, {
    ...short,
    rows: 3,
    describedby: spec.what_hint ? `${ids.what} ${ids.safety}` : ids.safety,
    typed: typed("what"),
  });
  const why = writing(model, {
    ...short,
    rows: 2,
    describedby: spec.why_hint ? ids.why : undefined,
    typed: typed("why"),
  });
  const seen = writing(model, { ...short, rows: 2, typed: typed("seen") });
  const by = entry(model, { type: "date", typed: typed("by"), left: send });
  const paper = h("div", { class: "wb-paper" });
  const print = h(
    "button",
    { type: "button", class: "wb-button wb-primary", onclick: () => printAlone(sheet(value())) },
    wording.print,
  );
  const body = [
    h("p", { class: "wb-prompt", id: ids.prompt }, spec.prompt),
    h(
      "div",
      { class: "wb-fields wb-screen" },
      field(wording.what, { id: ids.what, text: spec.what_hint }, what.id, what.area),
      field(wording.of, { id: ids.of, text: rolesHint(spec.roles) }, of.id, ...of.nodes),
      field(wording.by, null, by.id, ...by.nodes),
      field(wording.why, { id: ids.why, text: spec.why_hint }, why.id, why.area),
      field(wording.seen, null, seen.id, seen.area),
    ),
    safety(model, ids.safety, wording.names),
    h(
      "div",
      { class: "wb-hand-over wb-screen" },
      h("p", {}, wording.handOver),
      h("div", { class: "wb-actions" }, print),
    ),
    h("p", { class: "wb-for-them wb-screen" }, helpLink(model, "if-asked", wording.forThem)),
    evidence(model, spec.evidence),
    paper,
  ];
  const { live, watch } = card(model, wording.kicker, ids.prompt, body, blocks);

  function fillSheet() {
    paper.replaceChildren(sheet(value()));
  }
  function show() {
    const now = value();
    of.write(now.of);
    what.write(now.what);
    why.write(now.why);
    seen.write(now.seen);
    by.write(now.by);
    fillSheet();
  }
  return place({ model, el }, "ask", { live, watch }, show, send);
}

/** @param {string[]} roles */
function rolesHint(roles) {
  const listed = roles.length === 1 ? roles[0] : `${roles.slice(0, -1).join(", ")} or ${roles[roles.length - 1]}`;
  return fill(wording.roles, { roles: listed });
}

/** The sheet; what is not written yet has lines to write on. @param {any} value */
function sheet(value) {
  return h(
    "div",
    { class: "wb-sheet" },
    h("p", { class: "wb-sheet-title" }, wording.kicker),
    ...wording.courtesy.map((text) => h("p", { class: "wb-sheet-note" }, text)),
    h(
      "dl",
      { class: "wb-sheet-fields" },
      row(wording.of, line(value, "of"), 1),
      row(`${wording.sign} (${wording.signHint})`, "", 1),
      row(wording.what, written(value, "what"), 3),
      row(wording.why, written(value, "why"), 2),
      row(wording.seen, written(value, "seen"), 2),
      row(wording.by, day(value, "by"), 1),
    ),
    h("p", { class: "wb-sheet-rule" }, wording.rule),
    h(
      "dl",
      { class: "wb-sheet-fields wb-sheet-reply" },
      ...wording.reply.map((label, place) => row(label, "", REPLY_LINES[place])),
    ),
    ...foot().map((text) => h("p", { class: "wb-sheet-foot" }, text)),
  );
}

/** @param {string} label @param {string} text @param {number} lines to write on, where there is no text */
function row(label, text, lines) {
  const rules = Array.from({ length: lines }, () => h("span", { class: "wb-rule" }));
  return h("div", {}, h("dt", {}, label), h("dd", {}, ...(text ? [text] : rules)));
}

/** What the sheet says. The chapter's own question is not on it: others will read it. @param {any} _spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(_spec, value) {
  return [
    heading(wording.kicker),
    ...wording.courtesy.map(paragraph),
    items([`${wording.of}: ${line(value, "of") || GAP}`, `${wording.sign} (${wording.signHint}): ${GAP}`]),
    heading(wording.what),
    answerOrBlank(written(value, "what"), 4),
    heading(wording.why),
    answerOrBlank(written(value, "why"), 2),
    heading(wording.seen),
    answerOrBlank(written(value, "seen"), 2),
    items([`${wording.by}: ${day(value, "by") || GAP}`]),
    heading(wording.rule),
    items(wording.reply.map((label) => `${label}: ${GAP}`)),
    ...foot().map(paragraph),
  ];
}

/** @param {any} value */
const hasText = (value) => ["what", "of", "why", "seen"].some((name) => line(value, name));

/** @type {import("../widget/kind.d.ts").Kind} */
export default {
  render,
  blocks,
  hasText,
  meaning: "next",
  comesBack: {
    order: 2,
    words: ({ what }) => [what],
    day: "by",
    prompt: strings.lookback.prompt.ask,
    offer: /** @type {[string, string]} */ (strings.lookback.offer.ask),
    also: strings.lookback.also.ask,
    shown: (value) => {
      const role = line(value, "of");
      return {
        when: role ? fill(strings.lookback.when.askOf, { on: "{on}", role }) : strings.lookback.when.ask,
        text: String(value.what),
      };
    },
    answeredBy: (value) => (day(value, "by") ? value.by : ""),
  },
};
