/** "Put it in my calendar", under a plan. What it makes is in calendar.js, which is loaded on the click. */

import { h, say } from "../lib/dom.js";
import { library } from "../lib/lazy-script.js";
import { watching } from "./card.js";

const DAYS = "2 days, 2 weeks and 2 months";
const BY_HAND = `Put a look back in your diary instead: ${DAYS} after you wrote the plan.`;

/** @param {import("./card.js").Model} model @param {import("./kind.d.ts").ComesBack} how the plan comes back */
export function calendarButton(model, how) {
  const told = h("p", { class: "wb-told", role: "status" });
  const room = h("div", { class: "wb-days" });
  const lost = h("p", { class: "wb-hint" });
  const node = h(
    "div",
    { class: "wb-calendar wb-screen" },
    h("p", { class: "wb-hint" }, `Look back after ${DAYS}. The reminders say nothing of your plan.`),
    h(
      "div",
      { class: "wb-actions" },
      h("button", { type: "button", class: "wb-button", onclick: make }, "Put it in my calendar"),
    ),
    told,
    room,
    lost,
  );

  async function make() {
    const page = model.get("page");
    say(told, "");
    try {
      const calendar = page && (await library("_static/calendar.js", "workbookCalendar"));
      say(told, page ? calendar(room, page.entry(), how) : `Only the website makes the calendar file. ${BY_HAND}`);
    } catch {
      say(told, `This browser could not make the calendar file. ${BY_HAND}`);
    }
  }

  function tell() {
    lost.hidden = ["device", "file"].includes(model.get("where"));
    const goes = model.get("where") === "tab" ? "close this tab" : "leave this page";
    say(
      lost,
      `The plan itself goes when you ${goes}. To have it then, save your notes as a file, or use “Copy as text”.`,
    );
  }
  tell();
  return { node, stop: watching(model, { "change:where": tell }) };
}
