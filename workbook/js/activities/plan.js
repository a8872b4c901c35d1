/** `plan`: when this comes up at work, then I will do that. The card shows the sentence, and passes no judgement. */

import { h, uid } from "../lib/dom.js";
import { answer, heading, items, paragraph } from "../widget/blocks.js";
import { calendarButton } from "../widget/calendar-button.js";
import { card, evidence, place } from "../widget/card.js";
import { day, entry, field, GAP, keeping, line, safety, writing } from "../widget/fields.js";

const DATE_HINT = "A day on which you can look at this again.";
const TELL_HINT = "A role, or “a colleague I trust”. No full names.";
const TELL = ["a colleague I trust", "my supervisor", "my mentor"];
const OPENERS = new Set(
  (
    "A An The My Our We You Your Someone Somebody Nobody Anyone There It He She They On At In After Before " +
    "Every Each No Another This That These Those During As Patients Residents Staff People Next Work"
  ).split(" "),
);

/** @param {{model: import("../widget/card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const ids = {
    prompt: uid("prompt"),
    safety: uid("safety"),
    when: uid("hint"),
    then: uid("hint"),
    date: uid("hint"),
    tell: uid("hint"),
  };
  const { value, change, send } = keeping(model, { when: "", then: "", date: "", tell: "" });

  /** @param {string} name */
  const typed = (name) => (/** @type {string} */ text) => {
    change({ [name]: text });
    told();
  };
  const when = writing(model, {
    rows: 2,
    short: true,
    describedby: `${ids.when} ${ids.safety}`,
    typed: typed("when"),
    left: send,
  });
  const then = writing(model, { rows: 2, short: true, describedby: ids.then, typed: typed("then"), left: send });
  const date = entry(model, { type: "date", describedby: ids.date, typed: typed("date"), left: send });
  const tell = entry(model, { choices: TELL, describedby: ids.tell, typed: typed("tell"), left: send });
  const whole = h("p", { class: "wb-sentence" });
  const more = h("p", { class: "wb-more" });
  const made = h("div", { class: "wb-made", role: "group", "aria-label": "Your plan" }, whole, more);
  const later = calendarButton(model);
  const fields = h(
    "div",
    { class: "wb-fields" },
    field("When …", { id: ids.when, text: spec.when_hint }, when.id, when.area),
    field("then I will …", { id: ids.then, text: spec.then_hint }, then.id, then.area),
    h(
      "div",
      { class: "wb-side" },
      field("A date to look back, if you want one", { id: ids.date, text: DATE_HINT }, date.id, ...date.nodes),
      field("Someone to tell, if you want to", { id: ids.tell, text: TELL_HINT }, tell.id, ...tell.nodes),
    ),
  );
  const body = [
    h("p", { class: "wb-prompt", id: ids.prompt }, spec.prompt),
    fields,
    safety(model, ids.safety),
    made,
    later.node,
    evidence(model, spec.evidence),
  ];
  const { live, watch } = card(model, "One thing", ids.prompt, body, blocks);

  function told() {
    const now = value();
    whole.replaceChildren(...gaps(sentence(now)));
    const parts = [`Look back on: ${day(now, "date") || GAP}`, `Someone to tell: ${line(now, "tell") || GAP}`];
    more.replaceChildren(...parts.map((part) => h("span", {}, ...gaps(part))));
    more.classList.toggle("wb-unwritten", !day(now, "date") && !line(now, "tell"));
    // On paper: the plan, or lines to write one on.
    later.node.hidden = !line(now, "when") && !line(now, "then");
    const begun = words(now) || Boolean(day(now, "date"));
    fields.classList.toggle("wb-screen", begun);
    made.classList.toggle("wb-screen", !begun);
  }
  function show() {
    const now = value();
    when.write(now.when);
    then.write(now.then);
    date.write(now.date);
    tell.write(now.tell);
    told();
  }
  return place({ model, el }, "plan", { live, watch }, show, send, later.stop);
}

/** A gap is a line to write on; read aloud, it is "blank". @param {string} text */
const gaps = (text) =>
  text
    .split(GAP)
    .flatMap((part, place) =>
      place ? [h("span", { class: "wb-gap" }, h("span", { class: "wb-unseen" }, "blank")), part] : [part],
    );

/** The sentence that the two boxes make, with gaps where nothing is written yet. @param {any} value */
export function sentence(value) {
  let when = line(value, "when").replace(/^(?:when|whenever|if)[ ,]+/i, "");
  let then = line(value, "then")
    .replace(/^then[ ,]+/i, "")
    .replace(/^(?:I will|I'll|I’ll)[ ,]+/i, "");
  if (OPENERS.has(when.split(" ")[0])) when = when[0].toLowerCase() + when.slice(1);
  if (/^[A-Z][a-z]+(?![A-Za-z])/.test(then)) then = then[0].toLowerCase() + then.slice(1);
  const [first, second] = [when, then].map((text) => text.replace(/[ .,;:]+$/, "") || GAP);
  return `When ${first}, then I will ${second}.`;
}

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const begun = line(value, "when") || line(value, "then");
  return [
    heading(spec.prompt),
    begun ? answer(sentence(value)) : paragraph(sentence(value)),
    items([`Look back on: ${day(value, "date") || GAP}`, `Someone to tell: ${line(value, "tell") || GAP}`]),
  ];
}

/** Are there the reader's own words? @param {any} value */
const words = (value) => ["when", "then", "tell"].some((name) => line(value, name));

export default { render, blocks, words };
