/** Hard moments in the leader's window: one press opens what to say and what to do, in place, and another closes it. */
import { h } from "../lib/dom.js";

/** @typedef {{title: string, say: string[], do: string, page: string}} Moment */

/**
 * @param {{everyday: Moment[], grave: Moment[], always: Moment[]}} moments
 * @param {(text: string) => string} fillIn names into a text
 * @returns {{element: HTMLElement, press: (number: number) => void}} `press` opens the moment with that number, from 1
 */
export function momentsPanel(moments, fillIn) {
  const all = [...moments.everyday, ...moments.grave, ...moments.always];
  const words = h("div", { class: "wb-moment-words", role: "status" });
  const buttons = all.map((moment, index) =>
    h(
      "button",
      { type: "button", class: "wb-moment", "aria-pressed": "false", onclick: () => open(index) },
      moment.title,
      index < 9 && h("kbd", { "aria-hidden": "true" }, String(index + 1)),
    ),
  );
  const grave = buttons.slice(moments.everyday.length);
  const element = h(
    "section",
    { class: "wb-moments", "aria-label": "Hard moments" },
    words,
    h("h2", {}, "Hard moments"),
    h("div", { class: "wb-moment-row" }, ...buttons.slice(0, moments.everyday.length)),
    h("details", {}, h("summary", {}, "Harder ones"), h("div", { class: "wb-moment-row" }, ...grave)),
  );
  let shown = -1;

  /** @param {number} index */
  function open(index) {
    shown = shown === index ? -1 : index;
    buttons.forEach((button, place) => {
      button.setAttribute("aria-pressed", String(place === shown));
    });
    const moment = all[shown];
    words.replaceChildren(
      ...(moment
        ? [
            h("strong", {}, `${moment.title}. `),
            ...moment.say.map((text) => h("q", {}, fillIn(text))),
            h("span", {}, ` ${fillIn(moment.do)}`),
          ]
        : []),
    );
  }

  return { element, press: (number) => number <= all.length && open(number - 1) };
}
