/** The reader's own answer first: what opens when there is one, or when the reader would rather think. */

import { h, say } from "../lib/dom.js";
import { shared } from "../lib/strings.js";
import { written } from "./fields.js";

const A_FEW = 3;

/**
 * @param {{value: () => any, change: (changes: any) => void, send: () => void}} kept the value has `text` and `shown`
 * @param {HTMLElement} box where the reader's own words go, and where focus goes when it is shut
 * @param {{box: string, label: string, open: string, first: string, shut: string, skip?: string, nodes: (Node | null)[],
 *   answered?: () => boolean, opens?: () => void, shown?: (opened: boolean) => void}} parts `answered`: is there an answer other than words?
 */
export function opening({ value, change, send }, box, parts) {
  const told = h("p", { class: "wb-told", role: "status" });
  const asking = h(
    "div",
    { class: "wb-asking wb-screen" },
    h(
      "div",
      { class: "wb-actions" },
      h("button", { type: "button", class: "wb-button wb-primary", onclick: look }, parts.open),
      h("button", { type: "button", class: "wb-button", onclick: open }, parts.skip ?? shared.think),
    ),
    told,
  );
  const opened = h(
    "div",
    { class: "wb-example", tabindex: "-1", role: "group", "aria-label": parts.label },
    ...parts.nodes,
    h("div", { class: "wb-actions" }, h("button", { type: "button", class: "wb-button", onclick: shut }, parts.shut)),
  );

  function look() {
    if (parts.answered?.() || written(value(), parts.box).split(/\s+/).filter(Boolean).length >= A_FEW) {
      open();
      return;
    }
    say(told, parts.first);
    box.focus();
  }
  function open() {
    parts.opens?.();
    change({ shown: true });
    send();
    show();
    opened.focus();
  }
  function shut() {
    change({ shown: false });
    send();
    show();
    box.focus();
  }
  function show() {
    const { shown } = value();
    asking.hidden = shown;
    opened.classList.toggle("wb-unopened", !shown);
    parts.shown?.(shown);
    if (shown) say(told, "");
  }
  return { nodes: [asking, opened], show, typed: () => say(told, "") };
}
