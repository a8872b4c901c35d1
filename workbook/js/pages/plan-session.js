/** The page "Plan your session": what is typed here once is in the plan, on papers, on screens and in the invitation. */
import { copying } from "../lib/clipboard.js";
import { h } from "../lib/dom.js";
import { give } from "../lib/download.js";
import { invitation } from "../session/invitation.js";
import { fromAddress, fromFile, newPlan, problems, toAddress, toFile } from "../session/plan.js";
import { planForm } from "../session/plan-form.js";
import { keepPlan, keptPlan, withNames } from "../session/plan-store.js";
import { planTable } from "../session/plan-table.js";
import { printList } from "../session/print-list.js";
import { sessionList, sessionOf } from "../session/session-data.js";

/** @typedef {import("../session/plan.js").Plan} Plan */

/** Fill the element that names this page. */
export function start() {
  const root = document.querySelector('[data-runs="plan-session"]');
  const list = sessionList();
  if (!root || !list?.chapters.length) return;
  const output = h("div", { class: "wb-plan-output" });
  const told = h("p", { role: "status", class: "wb-told" });
  const form = planForm(list, firstPlan(list), show);
  root.replaceChildren(form.element, takeAlong(form, told), told, output);
  show(form.plan());

  /** @param {Plan} plan */
  async function show(plan) {
    keepPlan(plan);
    const address = `#${toAddress(plan)}`;
    if (location.hash !== address) history.replaceState(history.state, "", address);
    if (problems(plan, list.chapters).length) return;
    const chapter = list.chapters.find((/** @type {any} */ { id }) => id === plan.chapter);
    try {
      const session = await sessionOf(chapter);
      if (form.plan() !== plan) return;
      output.replaceChildren(
        planTable(plan, session, list, (part) => form.set({ ...plan, ...part })),
        invitation(plan, chapter, list),
        printList(plan, session, list),
      );
    } catch {
      output.replaceChildren(
        h("p", { role: "alert" }, "The session of this chapter did not load. Load the page again."),
      );
    }
  }
}

/** The plan that the address names, else that of this tab, else a new one. @param {any} list @returns {Plan} */
function firstPlan(list) {
  const named = fromAddress(location.hash);
  const plan = named ? withNames(named) : keptPlan();
  const known = plan && list.chapters.some((/** @type {any} */ { id }) => id === plan.chapter);
  return plan && known ? plan : newPlan(list.chapters[0].id);
}

/** Lead, save, load, copy, print. @param {ReturnType<typeof planForm>} form @param {HTMLElement} told */
function takeAlong(form, told) {
  const file = h("input", { type: "file", accept: ".json,.txt,application/json", hidden: true, onchange: load });
  const copy = copying(() => location.href, "Copy the address", "Copied: it has the plan, and no names.");
  const lead = h(
    "button",
    { type: "button", class: "wb-button wb-primary", onclick: toScreen },
    "Lead this plan from a screen",
  );
  return h(
    "div",
    { class: "wb-plan-tools" },
    lead,
    h("button", { type: "button", class: "wb-button", onclick: save }, "Save this plan"),
    h("button", { type: "button", class: "wb-button", onclick: () => file.click() }, "Load a plan"),
    file,
    copy.button,
    h("button", { type: "button", class: "wb-button", onclick: () => window.print() }, "Print"),
    copy.room,
  );

  function toScreen() {
    keepPlan(form.plan());
    location.href = `run-mode.html#${toAddress(form.plan())}&beat=start`;
  }

  function save() {
    give(`plan-${form.plan().chapter}.json`, new Blob([toFile(form.plan())], { type: "application/json" }));
    told.textContent =
      "Saved, names and all. The papers to download have lines for names and times. Whoever looks after the book can make papers from this file that have them: python -m workbook packs --plan";
  }

  async function load() {
    try {
      form.set(fromFile(await file.files[0].text()));
      told.textContent = "Loaded.";
    } catch (error) {
      told.textContent = error instanceof Error ? error.message : String(error);
    }
    file.value = "";
  }
}
