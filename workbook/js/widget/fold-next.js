/**
 * An activity never gives itself away: on the website, what follows it in its part of the chapter (the chart, the
 * sentence that tells) waits until the reader has decided, or says “Show me”. On paper nothing waits.
 */
import { h } from "../lib/dom.js";
import { shared } from "../lib/strings.js";

const WAITS = "wb-waits";

/**
 * @param {HTMLElement} el the activity, which has a button “Show me” of its own
 * @returns {{show: (opened: boolean) => void, stop: () => void}}
 */
export function foldNext(el) {
  const rest = following(el);
  if (!rest.length) return { show() {}, stop() {} };
  const line = h("p", { class: "wb-wait wb-screen" }, shared.folded);
  rest[0].before(line);
  /** Somebody followed a link into what waits. */
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && rest.some((one) => one.contains(target))) {
      show(true);
      target.scrollIntoView();
    }
  };
  /** @param {boolean} opened */
  function show(opened) {
    line.hidden = opened;
    for (const one of rest) one.classList.toggle(WAITS, !opened);
  }
  addEventListener("hashchange", arrive);
  queueMicrotask(arrive);
  return {
    show,
    stop() {
      removeEventListener("hashchange", arrive);
      line.remove();
      for (const one of rest) one.classList.remove(WAITS);
    },
  };
}

/** What stands after an activity in its part of the page; notes for facilitators and the ways on are not held back. @param {HTMLElement} el */
function following(el) {
  const cell = el.closest(".cell");
  if (!cell?.closest("section")) return [];
  const rest = [];
  for (let next = cell.nextElementSibling; next; next = next.nextElementSibling) {
    if (!next.matches(".wb-facilitator, nav")) rest.push(next);
  }
  return rest;
}
