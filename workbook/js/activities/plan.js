/** `plan`: when this comes up at work, then I will do that. The card shows the sentence, and passes no judgement. */
import { h, uid } from "../lib/dom.js";
import strings, { fill, shared } from "../lib/strings.js";
import { answer, heading, items, paragraph } from "../widget/blocks.js";
import { calendarButton } from "../widget/calendar-button.js";
import { card, evidence, place } from "../widget/card.js";
import { day, entry, field, GAP, keeping, line, safety, writing } from "../widget/fields.js";

const wording = strings.plan;

/** Words that begin with a capital only because they stand first. */
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
  const short = { rows: 2, short: true, left: send };
  const when = writing(model, { ...short, describedby: `${ids.when} ${ids.safety}`, typed: typed("when") });
  const then = writing(model, { ...short, describedby: ids.then, typed: typed("then") });
  const date = entry(model, { type: "date", describedby: ids.date, typed: typed("date"), left: send });
  const tell = entry(model, { choices: wording.tellChoices, describedby: ids.tell, typed: typed("tell"), left: send });
  const whole = h("p", { class: "wb-sentence" });
  const more = h("p", { class: "wb-more" });
  const made = h("div", { class: "wb-made", role: "group", "aria-label": wording.yours }, whole, more);
  const later = calendarButton(model, comesBack);
  const fields = h(
    "div",
    { class: "wb-fields" },
    field(wording.when, { id: ids.when, text: spec.when_hint }, when.id, when.area),
    field(wording.then, { id: ids.then, text: spec.then_hint }, then.id, then.area),
    h(
      "div",
      { class: "wb-side" },
      field(wording.date, { id: ids.date, text: wording.dateHint }, date.id, ...date.nodes),
      field(wording.tell, { id: ids.tell, text: wording.tellHint }, tell.id, ...tell.nodes),
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
  const { live, watch } = card(model, wording.kicker, ids.prompt, body, blocks);

  function told() {
    const now = value();
    whole.replaceChildren(...gaps(sentence(now)));
    more.replaceChildren(...details(now).map((part) => h("span", {}, ...gaps(part))));
    more.classList.toggle("wb-unwritten", !day(now, "date") && !line(now, "tell"));
    // On paper: the plan, or lines to write one on.
    later.node.hidden = !line(now, "when") && !line(now, "then");
    const begun = hasText(now) || Boolean(day(now, "date"));
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
      place ? [h("span", { class: "wb-gap" }, h("span", { class: "wb-unseen" }, shared.gapSpoken)), part] : [part],
    );

/** The day to look back, and whom to tell. @param {any} value */
const details = (value) => [
  fill(wording.lookBackOn, { day: day(value, "date") || GAP }),
  fill(wording.someoneToTell, { tell: line(value, "tell") || GAP }),
];

/** The sentence that the two boxes make, with gaps where nothing is written yet. @param {any} value */
export function sentence(value) {
  let when = line(value, "when").replace(/^(?:when|whenever|if)[ ,]+/i, "");
  let then = line(value, "then")
    .replace(/^then[ ,]+/i, "")
    .replace(/^(?:I will|I'll|I’ll)[ ,]+/i, "");
  if (OPENERS.has(when.split(" ")[0])) when = when[0].toLowerCase() + when.slice(1);
  if (/^[A-Z][a-z]+(?![A-Za-z])/.test(then)) then = then[0].toLowerCase() + then.slice(1);
  [when, then] = [when, then].map((text) => text.replace(/[ .,;:]+$/, "") || GAP);
  return fill(wording.sentence, { when, then });
}

/** @param {any} spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
function blocks(spec, value) {
  const begun = line(value, "when") || line(value, "then");
  return [heading(spec.prompt), begun ? answer(sentence(value)) : paragraph(sentence(value)), items(details(value))];
}

/** @param {any} value */
const hasText = (value) => ["when", "then", "tell"].some((name) => line(value, name));

/** @type {import("../widget/kind.d.ts").ComesBack} */
const comesBack = {
  order: 1,
  words: ({ when, then }) => [when, then],
  day: "date",
  prompt: strings.lookback.prompt.plan,
  offer: /** @type {[string, string]} */ (strings.lookback.offer.plan),
  also: strings.lookback.also.plan,
  shown: (value) => ({ when: strings.lookback.when.plan, text: sentence(value) }),
  changes: true,
};

/** @type {import("../widget/kind.d.ts").Kind} */
export default { render, blocks, hasText, meaning: "next", comesBack };
