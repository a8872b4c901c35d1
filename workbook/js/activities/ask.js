/** `ask`: what is asked, of which role, by what date, and room for the reply. It prints as one sheet of its own. */

import { book, helpLink } from "../lib/book.js";
import { h, uid } from "../lib/dom.js";
import { printAlone } from "../lib/print-one.js";
import { answer, blank, heading, items, paragraph } from "../widget/blocks.js";
import { card, evidence, place } from "../widget/card.js";
import { day, entry, field, GAP, keeping, line, safety, writing, words as written } from "../widget/fields.js";

const SAFETY =
  "This page sends nothing: whether you hand the sheet over is up to you. On a work computer, your " +
  "employer may be able to see what is saved. Write nothing that shows who said what.";
const [WHAT, OF, BY, WHY] = ["What is asked", "Asked of", "Wanted by", "Why it matters"];
const SIGN = "Asked by";
const SIGN_HINT = "sign, or write “a group”";
const RULE = "Please reply within 14 days, in writing, without asking who said what.";
const REPLY = [
  "Yes, no, or not yet",
  "The reasons",
  "What will happen next: by when, and who",
  "What it costs",
  "Date of the reply",
];
const REPLY_LINES = [1, 4, 3, 1, 1];
/** Whoever gets the sheet has not the book at hand. */
const foot = () =>
  book().pages["if-asked"] ? `What a good answer is: see “If you are asked” in ${book().title}.` : "";

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const ids = { prompt: uid("prompt"), safety: uid("safety"), what: uid("hint"), of: uid("hint"), why: uid("hint") };
  const { value, change, send } = keeping(model, { what: "", of: "", by: "", why: "" });

  /** @param {string} name */
  const typed = (name) => (/** @type {string} */ text) => {
    change({ [name]: text });
    fill();
  };
  const of = entry(model, { choices: spec.roles, describedby: ids.of, typed: typed("of"), left: send });
  const what = writing(model, {
    rows: 3,
    short: true,
    describedby: spec.what_hint ? `${ids.what} ${ids.safety}` : ids.safety,
    typed: typed("what"),
    left: send,
  });
  const why = writing(model, {
    rows: 2,
    short: true,
    describedby: spec.why_hint ? ids.why : undefined,
    typed: typed("why"),
    left: send,
  });
  const by = entry(model, { type: "date", typed: typed("by"), left: send });
  const paper = h("div", { class: "wb-paper" });
  const body = [
    h("p", { class: "wb-prompt", id: ids.prompt }, spec.prompt),
    h(
      "div",
      { class: "wb-fields wb-screen" },
      field(WHAT, { id: ids.what, text: spec.what_hint }, what.id, what.area),
      field(OF, { id: ids.of, text: rolesHint(spec.roles) }, of.id, ...of.nodes),
      field(BY, null, by.id, ...by.nodes),
      field(WHY, { id: ids.why, text: spec.why_hint }, why.id, why.area),
    ),
    safety(model, ids.safety, SAFETY),
    h(
      "div",
      { class: "wb-hand-over wb-screen" },
      h(
        "p",
        {},
        "The sheet leaves room to sign, and for the reply. It asks for one within 14 days, in writing, without asking who said what.",
      ),
      h(
        "div",
        { class: "wb-actions" },
        h(
          "button",
          { type: "button", class: "wb-button wb-primary", onclick: () => printAlone(sheet(value())) },
          "Print this ask",
        ),
      ),
    ),
    h(
      "p",
      { class: "wb-for-them wb-screen" },
      helpLink(model, "if-asked", "For the person you ask: what a good answer is"),
    ),
    evidence(model, spec.evidence),
    paper,
  ];
  const { live, watch } = card(model, "An ask", ids.prompt, body, blocks);

  function fill() {
    paper.replaceChildren(sheet(value()));
  }
  function show() {
    const now = value();
    of.write(now.of);
    what.write(now.what);
    why.write(now.why);
    by.write(now.by);
    fill();
  }
  return place({ model, el }, "ask", { live, watch }, show, send);
}

/** @param {string[]} roles */
function rolesHint(roles) {
  const listed = roles.length === 1 ? roles[0] : `${roles.slice(0, -1).join(", ")} or ${roles[roles.length - 1]}`;
  return `A role, never a name. For example ${listed}.`;
}

/** The sheet. activities/ask.py makes the same one, with nothing on it yet. @param {any} value */
function sheet(value) {
  return h(
    "div",
    { class: "wb-sheet" },
    h("p", { class: "wb-sheet-title" }, "An ask"),
    h(
      "dl",
      { class: "wb-sheet-fields" },
      row(OF, line(value, "of"), 1),
      row(`${SIGN} (${SIGN_HINT})`, "", 1),
      row(WHAT, written(value, "what"), 4),
      row(WHY, written(value, "why"), 2),
      row(BY, day(value, "by"), 1),
    ),
    h("p", { class: "wb-sheet-rule" }, RULE),
    h(
      "dl",
      { class: "wb-sheet-fields wb-sheet-reply" },
      ...REPLY.map((label, place) => row(label, "", REPLY_LINES[place])),
    ),
    foot() && h("p", { class: "wb-sheet-foot" }, foot()),
  );
}

/** @param {string} label @param {string} text @param {number} lines to write on, where there is no text */
function row(label, text, lines) {
  const rules = Array.from({ length: lines }, () => h("span", { class: "wb-rule" }));
  return h("div", {}, h("dt", {}, label), h("dd", {}, ...(text ? [text] : rules)));
}

/** What the sheet says. The chapter's own question is not on it: others will read it. @param {any} _spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(_spec, value) {
  const [what, why] = [written(value, "what"), written(value, "why")];
  return [
    heading("An ask"),
    items([`${OF}: ${line(value, "of") || GAP}`, `${SIGN} (${SIGN_HINT}): ${GAP}`]),
    heading(WHAT),
    what ? answer(what) : blank(4),
    heading(WHY),
    why ? answer(why) : blank(2),
    items([`${BY}: ${day(value, "by") || GAP}`]),
    heading(RULE),
    items(REPLY.map((label) => `${label}: ${GAP}`)),
    ...(foot() ? [paragraph(foot())] : []),
  ];
}

/** Are there the reader's own words? @param {any} value */
const words = (value) => ["what", "of", "why"].some((name) => line(value, name));

export default { render, blocks, words };
