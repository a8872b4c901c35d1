/** A plan as a table: when each beat begins, how long it is, what people hold. A beat can be moved, stretched, left out. */
import { h } from "../lib/dom.js";
import { shared } from "../lib/strings.js";
import { asks, clockAfter, dayInWords, endOf, fill } from "./plan.js";
import { asClock, inWords } from "./run.js";
import { behind, debt, groups, keyOf, talk, timetable, total } from "./timing.js";
import { comesOut } from "./words.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./timing.js").Timed} Timed */
/** Takes what is changed of a plan. @typedef {(part: {changes?: Record<string, number>, order?: string[]}) => void} Change */

const STRETCH = 60;
/** With fewer people than this, what a room asks for could be traced to one of them. */
const ENOUGH = 11;
const TOO_FEW_TO_ASK =
  "Fewer than eleven: what you ask for could be traced to one of you. Take the plan without a request, or let a line go only if nobody minds.";

/**
 * @param {Plan} plan @param {any} session @param {any} list @param {Change} change
 * @returns {HTMLElement}
 */
export function planTable(plan, session, list, change) {
  const times = timetable(session.beats, plan);
  return h(
    "section",
    { class: "wb-plan-table", "aria-label": "The plan" },
    ...heading(plan, list),
    sums(plan, times),
    table(plan, times, session, list, change),
    ...leftOut(plan, session, change),
  );
}

/** Whose plan it is: on paper the form is not there to say so. @param {Plan} plan @param {any} list */
function heading(plan, list) {
  const { title } = list.chapters.find((/** @type {any} */ { id }) => id === plan.chapter);
  const when = [plan.day && dayInWords(plan.day), plan.start && `${plan.start} to ${endOf(plan)}`, plan.names.room];
  const what = [
    `${plan.minutes} minutes`,
    asks(plan) ? shared.withRequest : shared.withoutRequest,
    `${plan.people} people`,
  ];
  return [h("h2", {}, title), h("p", {}, [...when.filter(Boolean), ...what].join(", "))];
}

/** @param {Plan} plan @param {Timed[]} times */
function sums(plan, times) {
  const over = behind(times, 0, plan.minutes * 60, plan.elsewhere);
  const moving = debt(times, plan.elsewhere);
  const share = Math.round((100 * talk(times)) / total(times));
  const rooms = moving ? `, with ${inWords(moving)} to move people elsewhere in and out of their rooms` : "";
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
      h("strong", {}, inWords(total(times) + moving)),
      ` of ${plan.minutes} minutes${rooms}: ${fits}`,
    ),
    h("li", {}, h("strong", {}, `${share}%`), " of it people talk in their groups"),
    h("li", {}, h("strong", {}, grouped(seats)), " in the room", away.length ? `, and ${grouped(away)} elsewhere` : ""),
    asks(plan) && plan.people < ENOUGH ? h("li", { class: "wb-plan-over" }, TOO_FEW_TO_ASK) : "",
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

/** @param {Plan} plan @param {Timed[]} times @param {any} session @param {any} list @param {Change} change */
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
        h(
          "td",
          { class: "wb-plan-do" },
          ...buttons(timed, plan, list, change),
          ...moves(times, place, plan, session, list, change),
        ),
      ),
    );
  }
  const heads = ["At", "On the screen", "Takes", "Needed", "Change"].map((text) =>
    h("th", { scope: "col", class: text === "Change" ? "wb-plan-do" : null }, text),
  );
  return h(
    "div",
    { class: "wb-plan-scroll", tabindex: "0", role: "group", "aria-label": "The plan, part by part" },
    h("table", {}, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows)),
  );
}

/** What a leader may change of a beat; nothing of what protects people. @param {Timed} timed @param {Plan} plan @param {any} list @param {Change} change */
function buttons({ beat, own }, plan, list, change) {
  if (list.protected.includes(beat.id) || beat.way === "hear" || !own) return [];
  const put = (/** @type {number} */ seconds) => () => change({ changes: { ...plan.changes, [beat.id]: seconds } });
  return [
    button("+", "One minute longer", beat, put(own + STRETCH)),
    own > STRETCH && button("−", "One minute shorter", beat, put(own - STRETCH)),
    beat.late === 0 && button("Leave out", "Leave out", beat, put(0)),
  ].filter(Boolean);
}

/** @param {string} text @param {string} name @param {import("./timing.js").Beat} beat @param {() => void} onclick */
const button = (text, name, beat, onclick) =>
  h(
    "button",
    { type: "button", "data-does": `${name} ${beat.id}`, "aria-label": `${name}: ${beat.show}`, onclick },
    text,
  );

/** Up and down within a part. @param {Timed[]} times @param {number} place @param {Plan} plan @param {any} session @param {any} list @param {Change} change */
function moves(times, place, plan, session, list, change) {
  return [-1, 1].flatMap((by) => {
    const [first, second] = by < 0 ? [times[place - 1], times[place]] : [times[place], times[place + 1]];
    if (!first || !second || !canSwap(first.beat, second.beat, session, list)) return [];
    const ids = times.map(({ beat }) => beat.id);
    const order = withSwap(ids, plan.order, first.beat.id, second.beat.id);
    return button(by < 0 ? "↑" : "↓", by < 0 ? "Earlier" : "Later", times[place].beat, () => change({ order }));
  });
}

/**
 * Whether two beats that follow one another may change places: not what protects people, not out of its part, what
 * is read comes before what people say of it, a guess before its answer, and no sheet comes out before its beat.
 * @param {import("./timing.js").Beat} first @param {import("./timing.js").Beat} second @param {any} session @param {any} list
 */
export function canSwap(first, second, session, list) {
  if (first.part !== second.part) return false;
  if ([first, second].some(({ id }) => list.protected.includes(id))) return false;
  if (first.use && second.way !== "rest") return false;
  return !session.things.some(
    (/** @type {any} */ { after, key }) =>
      (after === first.id && second.out.includes(key)) || (after === second.id && first.way === "write"),
  );
}

/**
 * The order of a plan in which two beats have changed places: only those that were ever moved are named.
 * @param {string[]} ids as they stand now @param {string[]} order @param {string} first @param {string} second
 */
export function withSwap(ids, order, first, second) {
  const moved = new Set([...order, first, second]);
  const swapped = ids.map((id) => (id === first ? second : id === second ? first : id));
  return [...swapped.filter((id) => moved.has(id)), ...order.filter((id) => !ids.includes(id))];
}

/** What was left out or changed, and the way back. @param {Plan} plan @param {any} session @param {Change} change */
function leftOut(plan, session, change) {
  const key = keyOf(plan);
  const gone = session.beats.filter((/** @type {any} */ beat) => plan.changes[beat.id] === 0 && key in beat.secs);
  if (!Object.keys(plan.changes).length && !plan.order.length) return [];
  const names = gone.map((/** @type {any} */ beat) => `“${beat.show}”`).join(", ");
  return [
    h(
      "p",
      {},
      gone.length ? `Left out: ${names}. ` : "You have changed times, or their order. ",
      h(
        "button",
        { type: "button", class: "wb-button", onclick: () => change({ changes: {}, order: [] }) },
        "Take all changes back",
      ),
    ),
  ];
}
