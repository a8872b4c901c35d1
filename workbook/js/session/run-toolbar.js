/** The leader's buttons above and below the stage: on, back, pause, one minute more, and the room's screen. */
import { h, say } from "../lib/dom.js";
import { fill, shared } from "../lib/strings.js";
import { toAddress } from "./plan.js";
import { hasTask } from "./run.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./run.js").View} View */

/** What the button does that opens the room's screen; and how that window's address begins. */
export const SCREEN = "screen";

/**
 * The buttons. After a click the keys are the stage's again; whoever uses the keyboard stays where they are.
 * @param {import("./plan.js").Plan} plan @param {any} list from `_static/session-list.js`
 * @param {(does: string) => void} act @param {HTMLElement} stage
 * @returns {{top: HTMLElement, bottom: HTMLElement, draw: (run: Run, shown: View) => void}}
 */
export function toolbar(plan, list, act, stage) {
  const button = (/** @type {string} */ does, /** @type {string} */ text, css = "") =>
    h(
      "button",
      { type: "button", class: `wb-button ${css}`, onclick: (/** @type {MouseEvent} */ event) => press(does, event) },
      text,
    );
  const press = (/** @type {string} */ does, /** @type {MouseEvent} */ event) => {
    act(does);
    if (event.detail) stage.focus();
  };
  const pause = button("pause", "Pause");
  const more = button("more", "+ 1 minute");
  const next = button("on", "Next", "wb-primary");
  const name = list.chapters.find((/** @type {any} */ { id }) => id === plan.chapter)?.name;
  const away = plan.elsewhere ? `, ${fill(shared.elsewhere, { number: plan.elsewhere })}` : "";
  const top = h(
    "header",
    { class: "wb-run-top" },
    h("strong", {}, "Leader’s window"),
    h("span", {}, `${name} · ${plan.minutes} minutes · ${plan.people} people${away}`),
    h("a", { href: "../where-to-turn.html", target: "_blank", rel: "noopener" }, shared.whereToTurn),
    h("a", { href: `plan-your-own.html#${toAddress(plan)}` }, "Leave, back to the plan"),
    button(SCREEN, "Open the room’s screen"),
  );
  const bottom = h(
    "footer",
    { class: "wb-run-bottom" },
    button("back", "Back"),
    pause,
    more,
    button("blank", "Blank the room’s screen"),
    next,
  );
  return {
    top,
    bottom,
    draw(run, shown) {
      say(pause, run.paused ? "Go on" : "Pause");
      for (const control of [pause, more]) control.disabled = !run.began;
      const starts = hasTask(shown.now) && !run.began;
      say(next, starts ? "Start the room’s time" : shown.next ? "Next" : "That is the end");
      next.disabled = !starts && !shown.next;
    },
  };
}
