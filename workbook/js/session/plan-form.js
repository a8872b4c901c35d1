/** The form of a plan: chapter, length, people, day and names. Every change is taken at once. */

import { h } from "../lib/dom.js";
import { newPlan, problems } from "./plan.js";
import {
  chapterField,
  fieldset,
  leadersHint,
  lengthField,
  localFields,
  nameFields,
  peopleFields,
  requestField,
  whenFields,
} from "./plan-fields.js";

/** @typedef {import("./plan.js").Plan} Plan */

/**
 * @param {any} list from `_static/session-list.js` @param {Plan} first
 * @param {(plan: Plan) => void} changed is told each plan that can be led @param {{names?: boolean}} [options] ask for names too
 * @returns {{element: HTMLFormElement, set: (plan: Plan) => void, plan: () => Plan}}
 */
export function planForm(list, first, changed, { names = true } = {}) {
  let plan = first;
  let asked = first.request; // what was chosen before 20 minutes, which have no request
  const told = h("p", { class: "wb-plan-told", role: "alert" });
  const element = h("form", {
    class: "wb-plan-form",
    novalidate: true,
    onsubmit: (/** @type {Event} */ e) => e.preventDefault(),
  });
  const form = {
    list,
    take,
    get plan() {
      return plan;
    },
  };
  build();

  /** @param {Partial<Plan>} part @param {string} [wrong] */
  function take(part, wrong = "") {
    const fresh = part.chapter && part.chapter !== plan.chapter ? { changes: {}, order: [] } : {};
    asked = part.request ?? asked;
    plan = { ...plan, ...fresh, ...part };
    plan.request = asked && plan.minutes !== 20;
    const found = wrong ? [wrong] : problems(plan, list.chapters);
    told.textContent = found.join(" ");
    if (part.minutes || part.chapter) build(); // a chapter has its own lengths
    if (!found.length) changed(plan);
  }

  function build() {
    const focus = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.field : "";
    element.replaceChildren(
      fieldset("The session", chapterField(form), leadersHint(form), lengthField(form), requestField(form)),
      fieldset("When and who", ...whenFields(form), ...peopleFields(form)),
      ...(names ? [nameFields(form), localFields(form)] : []),
      told,
    );
    if (focus) element.querySelector(`[data-field="${focus}"]`)?.focus();
  }

  return {
    element,
    set(other) {
      plan = { ...newPlan(other.chapter), ...other };
      asked = plan.request;
      build();
      take({});
    },
    plan: () => plan,
  };
}
