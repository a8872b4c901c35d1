/** The fields of the form of a plan, each with what it changes. */

import { h, uid } from "../lib/dom.js";
import { timeOfDay } from "./plan.js";
import sentences from "./plan-problems.json" with { type: "json" };

/** @typedef {import("./plan.js").Plan} Plan */
/**
 * @typedef {object} Form
 * @property {any} list from `_static/session-list.js`
 * @property {Plan} plan as it is now
 * @property {(part: Partial<Plan>, wrong?: string) => void} take what a field changes, or what is wrong with what was typed
 */

/** @param {Form} form */
export function chapterField({ list, plan, take }) {
  const options = list.chapters.map((/** @type {any} */ { id, title }) =>
    h("option", { value: id, selected: id === plan.chapter }, title),
  );
  return labelled(
    "Chapter",
    h("select", { onchange: (/** @type {any} */ e) => take({ chapter: e.target.value }) }, ...options),
  );
}

/** @param {Form} form */
export function lengthField({ list, plan, take }) {
  const lengths = list.chapters.find((/** @type {any} */ { id }) => id === plan.chapter)?.lengths ?? [];
  return choices("Minutes", "minutes", lengths.map(String), String(plan.minutes), (value) =>
    take({ minutes: Number(value) }),
  );
}

/** How many lead, where it is more than one. @param {Form} form */
export function leadersHint({ list, plan }) {
  const two = list.chapters.find((/** @type {any} */ { id }) => id === plan.chapter)?.leaders === 2;
  const words = "Two people lead this chapter, by turns. The second person sits by the door besides, as always.";
  return two ? h("p", { class: "wb-plan-hint" }, words) : "";
}

/** @param {Form} form */
export function requestField({ plan, take }) {
  if (plan.minutes === 20) return h("p", { class: "wb-plan-hint" }, "Twenty minutes have no request.");
  const [without, asked] = ["Without: it needs no sponsor", "With: a sponsor has promised an answer"];
  return choices("A request", "request", [without, asked], plan.request ? asked : without, (value) =>
    take({ request: value === asked }),
  );
}

/** @param {Form} form */
export function whenFields({ plan, take }) {
  const start = input("start", plan.start, { inputmode: "numeric", placeholder: "14:00", size: "6" }, (value) => {
    const time = value.trim() ? timeOfDay(value) : "";
    if (time === null) take({}, sentences.noTime.replace("{start}", value.trim()));
    else take({ start: time });
  });
  const day = input("day", plan.day, { type: "date" }, (value) => take({ day: value }));
  return [labelled("It begins at", start), labelled("Day", day)];
}

/** @param {Form} form */
export function peopleFields({ plan, take }) {
  const number = (/** @type {"people" | "elsewhere"} */ name) =>
    input(name, String(plan[name]), { inputmode: "numeric", size: "4" }, (value) => {
      if (/^\s*\d{1,3}\s*$/.test(value)) take({ [name]: Number(value) });
      else take({}, "Write how many people as a number.");
    });
  return [
    labelled("People, all together", number("people")),
    labelled("How many of them join on a screen", number("elsewhere")),
    tick("An answer to read out from last time", plan.reply, (reply) => take({ reply })),
    tick("Managers come, in groups of their own", plan.managers !== "apart", (own) =>
      take({ managers: own ? "own groups" : "apart" }),
    ),
  ];
}

/** @param {Form} form its plan is read when a name is typed @returns {HTMLElement} */
export function nameFields(form) {
  const chapter = form.list.chapters.find((/** @type {any} */ { id }) => id === form.plan.chapter);
  const names = form.list.names.filter((/** @type {any} */ { leaders }) => leaders <= (chapter?.leaders ?? 1));
  const fields = names.map((/** @type {any} */ { id, label }) =>
    labelled(
      label,
      typed(`name-${id}`, form.plan.names[id] ?? "", (value) =>
        form.take({ names: { ...form.plan.names, [id]: value } }),
      ),
    ),
  );
  const hint = "They stay on this device as your notes do, and in the file that you save.";
  return fold("Names, for the invitation and screens", hint, fields);
}

/** @param {Form} form its plan is read when a name is typed @returns {HTMLElement} */
export function localFields(form) {
  const fields = form.list.local.map((/** @type {any} */ { id, label }) =>
    labelled(
      label,
      typed(`local-${id}`, form.plan.local[id] ?? "", (value) =>
        form.take({ local: { ...form.plan.local, [id]: value } }),
      ),
    ),
  );
  return fold(
    "Where to turn, where you work",
    "It stands in the invitation, and can be written on the back of everybody’s sheet.",
    fields,
  );
}

/** @param {string} title @param {...any} fields */
export const fieldset = (title, ...fields) => h("fieldset", {}, h("legend", {}, title), ...fields);

/** @param {string} title @param {string} hint @param {any[]} fields */
const fold = (title, hint, fields) =>
  h("details", {}, h("summary", {}, title), h("p", { class: "wb-plan-hint" }, hint), ...fields);

/** @param {string} text @param {HTMLElement} control */
function labelled(text, control) {
  control.id ||= uid("plan");
  return h("p", { class: "wb-plan-field" }, h("label", { for: control.id }, text), control);
}

/** @param {string} field @param {string} value @param {Record<string, any>} attributes @param {(value: string) => void} take */
function input(field, value, attributes, take) {
  const change = (/** @type {any} */ event) => take(event.target.value);
  const control = h("input", {
    type: "text",
    autocomplete: "off",
    "data-field": field,
    onchange: change,
    ...attributes,
  });
  control.value = value;
  return control;
}

/** A field that is taken letter by letter, so that nothing is lost when the page is left. @param {string} field @param {string} value @param {(value: string) => void} take */
const typed = (field, value, take) =>
  input(field, value, { oninput: (/** @type {any} */ event) => take(event.target.value) }, () => {});

/** @param {string} text @param {boolean} on @param {(on: boolean) => void} take */
const tick = (text, on, take) =>
  h(
    "label",
    { class: "wb-plan-tick" },
    h("input", { type: "checkbox", checked: on, onchange: (/** @type {any} */ e) => take(e.target.checked) }),
    text,
  );

/** @param {string} title @param {string} field @param {string[]} values @param {string} chosen @param {(value: string) => void} take */
function choices(title, field, values, chosen, take) {
  const name = uid(field);
  const radios = values.map((value) =>
    h(
      "label",
      { class: "wb-plan-choice" },
      h("input", {
        type: "radio",
        name,
        value,
        checked: value === chosen,
        "data-field": field,
        onchange: () => take(value),
      }),
      value,
    ),
  );
  return h("div", { role: "radiogroup", "aria-label": title, class: "wb-plan-field" }, h("span", {}, title), ...radios);
}
