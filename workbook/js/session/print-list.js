/** What to print and to pack for a plan, counted for the number who come. */
import { h } from "../lib/dom.js";
import { asks } from "./plan.js";
import { groups, timetable } from "./timing.js";
import { thingName } from "./words.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./words.js").Thing} Thing */

/** How many more than needed are printed: one for each who leads, or a spare. */
const OVER = 2;

/** How many of a thing are needed, and how many A4 pages that is: as `workbook/sessions/printing.py` counts. @param {Thing} thing @param {Plan} plan @returns {{number: number, pages: number}} */
export function copiesOf(thing, plan) {
  const number = numberOf(thing, plan);
  return { number, pages: Math.ceil(number / thing.per) };
}

/** @param {Thing} thing @param {Plan} plan */
function numberOf({ who, write, isSheet }, { people, elsewhere }) {
  // The host marks slips for those elsewhere.
  if (who === "person") return people - (write === "bag" ? 0 : elsewhere) + OVER;
  if (who !== "group") return isSheet ? OVER : 1;
  const away = write === "bag" ? groups(elsewhere).length : 0;
  return groups(people - elsewhere).length + away + (isSheet ? OVER : 0);
}

/** What comes out in a plan, in the order of its number. @param {Plan} plan @param {any} session @returns {Thing[]} */
function thingsOf(plan, session) {
  const keys = new Set(timetable(session.beats, plan).flatMap(({ beat }) => beat.out));
  return session.things.filter((/** @type {Thing} */ { key }) => keys.has(key));
}

/** @param {Plan} plan @param {any} session @param {any} list */
export function printList(plan, session, list) {
  const things = thingsOf(plan, session);
  const sheets = things.filter(({ isSheet }) => isSheet);
  const kit = things.filter(({ isSheet }) => !isSheet);
  const copies = list.chapters.find((/** @type {any} */ { id }) => id === plan.chapter).copies;
  const papers = list.papers.filter(
    (/** @type {any} */ { id }) => copies[id] && (id !== "host" || plan.elsewhere) && (id !== "sponsor" || asks(plan)),
  );
  return h(
    "section",
    { class: "wb-plan-print" },
    h("h2", {}, "To print"),
    h(
      "ul",
      {},
      ...sheets.map((thing) => h("li", {}, sheetLine(thing, plan))),
      ...papers.map((/** @type {any} */ paper) =>
        h("li", {}, `Paper ${paper.no}, ${paper.title}: ${copies[paper.id]}`),
      ),
    ),
    h("h2", {}, "To pack"),
    h("p", {}, kit.map((thing) => `${thing.title}: ${copiesOf(thing, plan).number}`).join("; ") || "Nothing else."),
  );
}

/** @param {Thing} thing @param {Plan} plan */
function sheetLine(thing, plan) {
  const { number, pages } = copiesOf(thing, plan);
  const cut = thing.per > 1 ? `, ${pages} A4 cut in ${thing.per}` : thing.sides === 2 ? ", on both sides" : "";
  return `${thingName(thing)}: ${number}${cut}`;
}
