/** A plan as a table: when each beat begins, how long it is, what people hold; each beat can be stretched or left out. */
import { h } from "../lib/dom.js";
import { clockAfter, fill } from "./plan.js";
import { asClock, inWords } from "./run.js";
import { behind, groups, keyOf, talk, timetable, total } from "./timing.js";
import { comesOut } from "./words.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./timing.js").Timed} Timed */

const STRETCH = 60;

/**
 * @param {Plan} plan @param {any} session @param {any} list @param {(changes: Record<string, number>) => void} change
 * @returns {HTMLElement}
 */
export function planTable(plan, session, list, change) {
  const times = timetable(session.beats, plan);
  return h(
    "section",
    { class: "wb-plan-table", "aria-label": "The plan" },
    sums(plan, times),
    table(plan, times, session, list, change),
    ...leftOut(plan, session, change),
  );
}

/** @param {Plan} plan @param {Timed[]} times */
function sums(plan, times) {
  const over = behind(times, 0, plan.minutes * 60, plan.elsewhere);
  const share = Math.round((100 * talk(times)) / total(times));
  const fits =
    over > 0 ? `${inWords(over)} too long. Shorten something, or leave it out.` : `${inWords(-over)} in hand.`;
  const seats = groups(plan.people - plan.elsewhere);
  const away = groups(plan.elsewhere);
  return h(
    "ul",
    { class: "wb-plan-sums" },
    h(
      "li",
      over > 0 ? { class: "wb-plan-over" } : {},
      h("strong", {}, inWords(total(times))),
      ` of ${plan.minutes} minutes: ${fits}`,
    ),
    h("li", {}, h("strong", {}, `${share}%`), " of it people talk in their groups"),
    h("li", {}, h("strong", {}, grouped(seats)), " in the room", away.length ? `, and ${grouped(away)} elsewhere` : ""),
  );
}

/** @param {number[]} sizes */
function grouped(sizes) {
  const threes = sizes.filter((size) => size === 3).length;
  const pairs = sizes.length - threes;
  const words = [];
  if (threes) words.push(threes === 1 ? "one group of three" : `${threes} groups of three`);
  if (pairs) words.push(pairs === 1 ? "one pair" : `${pairs} pairs`);
  return words.join(" and ");
}

/** @param {Plan} plan @param {Timed[]} times @param {any} session @param {any} list @param {(changes: Record<string, number>) => void} change */
function table(plan, times, session, list, change) {
  /** @type {HTMLElement[]} */
  const rows = [];
  let part = "";
  for (const [place, timed] of times.entries()) {
    const { beat } = timed;
    if (beat.part !== part) {
      part = beat.part;
      const title = session.parts.find((/** @type {any} */ { id }) => id === part)?.title ?? part;
      rows.push(h("tr", { class: "wb-plan-part" }, h("th", { colspan: "5", scope: "colgroup" }, title)));
    }
    rows.push(
      h(
        "tr",
        {},
        h("td", {}, plan.start ? clockAfter(plan.start, timed.at) : asClock(timed.at)),
        h("td", {}, fill(beat.show, plan, list.names)),
        h("td", {}, timed.long ? inWords(timed.long) : ""),
        h("td", {}, comesOut(times, place, session.things).join("; ")),
        h("td", { class: "wb-plan-do" }, ...buttons(timed, plan, list, change)),
      ),
    );
  }
  const heads = ["At", "On the screen", "Takes", "Hand out", "Change"].map((text) => h("th", { scope: "col" }, text));
  return h(
    "div",
    { class: "wb-plan-scroll", tabindex: "0", role: "group", "aria-label": "The plan, part by part" },
    h("table", {}, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows)),
  );
}

/** What a leader may change of a beat; nothing of what protects people. @param {Timed} timed @param {Plan} plan @param {any} list @param {(changes: Record<string, number>) => void} change */
function buttons({ beat, own }, plan, list, change) {
  if (list.protected.includes(beat.id) || beat.way === "hear" || !own) return [];
  const put = (/** @type {number} */ seconds) => () => change({ ...plan.changes, [beat.id]: seconds });
  const button = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", "aria-label": `${name}: ${beat.show}`, onclick }, text);
  return [
    button("+", "One minute longer", put(own + STRETCH)),
    own > STRETCH && button("−", "One minute shorter", put(own - STRETCH)),
    beat.late === 0 && button("Leave out", "Leave out", put(0)),
  ].filter(Boolean);
}

/** What was left out or changed, and the way back. @param {Plan} plan @param {any} session @param {(changes: Record<string, number>) => void} change */
function leftOut(plan, session, change) {
  const key = keyOf(plan);
  const gone = session.beats.filter((/** @type {any} */ beat) => plan.changes[beat.id] === 0 && key in beat.secs);
  if (!Object.keys(plan.changes).length) return [];
  const names = gone.map((/** @type {any} */ beat) => `“${beat.show}”`).join(", ");
  return [
    h(
      "p",
      {},
      gone.length ? `Left out: ${names}. ` : "You have changed some times. ",
      h("button", { type: "button", class: "wb-button", onclick: () => change({}) }, "Take all changes back"),
    ),
  ];
}
