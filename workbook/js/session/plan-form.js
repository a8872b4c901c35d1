/** The form of a plan: chapter, length, people, day and names. Every change is taken at once. */

import { h, uid } from "../lib/dom.js";
import { newPlan, problems, timeOfDay } from "./plan.js";
import sentences from "./plan-problems.json" with { type: "json" };

/** @typedef {import("./plan.js").Plan} Plan */

/**
 * @param {any} list from `_static/session-list.js` @param {Plan} first
 * @param {(plan: Plan) => void} changed is told each plan that can be led @param {{names?: boolean}} [options] ask for names too
 * @returns {{element: HTMLFormElement, set: (plan: Plan) => void, plan: () => Plan}}
 */
export function planForm(list, first, changed, { names = true } = {}) {
  let plan = first;
  const told = h("p", { class: "wb-plan-told", role: "alert" });
  const element = h("form", {
    class: "wb-plan-form",
    novalidate: true,
    onsubmit: (/** @type {Event} */ e) => e.preventDefault(),
  });
  build();

  /** @param {Partial<Plan>} part @param {string} [wrong] */
  function take(part, wrong = "") {
    const fresh = part.chapter && part.chapter !== plan.chapter ? { changes: {} } : {};
    plan = { ...plan, ...fresh, ...part };
    if (plan.minutes === 20) plan.request = false;
    const found = wrong ? [wrong] : problems(plan, list.chapters);
    told.textContent = found.join(" ");
    if (part.minutes) build();
    if (!found.length) changed(plan);
  }

  function build() {
    const focus = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.field : "";
    element.replaceChildren(
      fieldset("The session", chapterField(), lengthField(), requestField()),
      fieldset("When and who", ...whenFields(), ...peopleFields()),
      ...(names ? [nameFields(), localFields()] : []),
      told,
    );
    if (focus) element.querySelector(`[data-field="${focus}"]`)?.focus();
  }

  function chapterField() {
    const options = list.chapters.map((/** @type {any} */ { id, title }) =>
      h("option", { value: id, selected: id === plan.chapter }, title),
    );
    return labelled(
      "Chapter",
      h("select", { onchange: (/** @type {any} */ e) => take({ chapter: e.target.value }) }, ...options),
    );
  }

  function lengthField() {
    const lengths = list.chapters.find((/** @type {any} */ { id }) => id === plan.chapter)?.lengths ?? [];
    return choices("Minutes", "minutes", lengths.map(String), String(plan.minutes), (value) =>
      take({ minutes: Number(value) }),
    );
  }

  function requestField() {
    if (plan.minutes === 20) return h("p", { class: "wb-plan-hint" }, "Twenty minutes have no request.");
    const [without, asked] = ["Without: it needs no sponsor", "With: a sponsor has promised an answer"];
    return choices("A request", "request", [without, asked], plan.request ? asked : without, (value) =>
      take({ request: value === asked }),
    );
  }

  function whenFields() {
    const start = input("start", plan.start, { inputmode: "numeric", placeholder: "14:00", size: "6" }, (value) => {
      const time = value.trim() ? timeOfDay(value) : "";
      if (time === null) take({}, sentences.noTime.replace("{start}", value.trim()));
      else take({ start: time });
    });
    const day = input("day", plan.day, { type: "date" }, (value) => take({ day: value }));
    return [labelled("It begins at", start), labelled("Day", day)];
  }

  function peopleFields() {
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

  function nameFields() {
    const fields = list.names.map((/** @type {any} */ { id, label }) =>
      labelled(
        label,
        input(`name-${id}`, plan.names[id] ?? "", {}, (value) => take({ names: { ...plan.names, [id]: value } })),
      ),
    );
    return fold("Names, for papers and screens", "Names stay in this tab, and in the file that you save.", fields);
  }

  function localFields() {
    const fields = list.local.map((/** @type {any} */ { id, label }) =>
      labelled(
        label,
        input(`local-${id}`, plan.local[id] ?? "", {}, (value) => take({ local: { ...plan.local, [id]: value } })),
      ),
    );
    return fold("Where to turn, where you work", "It is printed on the back of everybody’s sheet.", fields);
  }

  return {
    element,
    set(other) {
      plan = { ...newPlan(other.chapter), ...other };
      build();
      take({});
    },
    plan: () => plan,
  };
}

/** @param {string} title @param {...any} fields */
const fieldset = (title, ...fields) => h("fieldset", {}, h("legend", {}, title), ...fields);

/** @param {string} title @param {string} hint @param {any[]} fields */
const fold = (title, hint, fields) =>
  h("details", {}, h("summary", {}, title), h("p", { class: "wb-plan-hint" }, hint), ...fields);

/** @param {string} text @param {HTMLElement} control */
function labelled(text, control) {
  control.id ||= uid("plan");
  return h("p", { class: "wb-plan-field" }, h("label", { for: control.id }, text), control);
}

/** @param {string} field @param {string} value @param {Record<string, string>} attributes @param {(value: string) => void} take */
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
