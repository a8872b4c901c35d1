/** One trust on one page: its scores among trusts of its kind, and where to begin a conversation. */
import { h } from "../lib/dom.js";
import { keyed, sheet, strip } from "./sheet.js";
import { side, sideInWords, startingPoints } from "./standing.js";

/** @typedef {import("./standing.js").Trust} Trust */
/** @typedef {import("./standing.js").Measure} Measure */

/** A strip reaches this far to each side of the middle, in hundredths of a point. */
const REACH = 100;

/** @param {Trust} trust @param {Measure[]} measures @param {HTMLElement[]} buttons
 * @returns {{section: HTMLElement, caption: HTMLElement}} */
export function trustSheet(trust, measures, buttons) {
  const { kind, scores, name, least, most } = trust;
  const table = sheet(
    `${name}: Staff Survey scores, 2024`,
    kind.spread ? ["Here", "Middle half"] : ["Here, out of 10"],
    scores.map((score, at) => scoreLine(score, measures[at], kind.spread?.[at] ?? null)),
    kind.spread ? `Among ${kind.name}` : "On the scale from 0 to 10",
  );
  const [low, high] = [least, most].map((count) => count.toLocaleString("en-GB"));
  const answers = `Between ${low} and ${high} answers stand behind each score.`;
  const section = h(
    "section",
    { class: "wb-organisation-sheet", "aria-label": "The trust on one page" },
    h("div", { class: "wb-table" }, table),
    ...(kind.spread ? spreadInWords(trust, measures) : fewInWords(trust)),
    h(
      "p",
      { class: "wb-sheet-small" },
      answers,
      " All scores run from 0 to 10, and a higher score means more of what the line names. A small gap can be chance.",
    ),
    h("div", { class: "wb-actions" }, ...buttons),
  );
  return { section, caption: /** @type {HTMLElement} */ (table.caption) };
}

/** @param {number} score @param {Measure} measure @param {import("./standing.js").Edges | null} edges */
function scoreLine(score, { name, note }, edges) {
  if (!edges) return { name, note, cells: [points(score)], strip: strip(0, 1000, { here: score }), words: "" };
  const middle = (edges[1] + edges[2]) / 2;
  return {
    name,
    note,
    cells: [points(score), `${points(edges[1])} to ${points(edges[2])}`],
    strip: strip(middle - REACH, middle + REACH, {
      four: [edges[0], edges[3]],
      half: [edges[1], edges[2]],
      here: score,
    }),
    words: sideInWords(score, edges),
  };
}

/** @param {Trust} trust @param {Measure[]} measures */
function spreadInWords(trust, measures) {
  const { kind, scores } = trust;
  const named = (/** @type {number} */ which) =>
    measures
      .filter((_, at) => kind.spread && side(scores[at], kind.spread[at]) === which)
      .map(({ name }) => name.toLowerCase());
  const [higher, lower, within] = [named(1), named(-1), named(0)];
  const told = [
    higher.length && `Higher than the middle half: ${higher.join("; ")}.`,
    lower.length && `Lower than the middle half: ${lower.join("; ")}.`,
    within.length === scores.length
      ? "Every score here lies within the middle half: usual for its kind, and not the same as good enough."
      : within.length && "All else lies within it.",
  ];
  return [
    h("p", { class: "wb-sheet-said" }, told.filter(Boolean).join(" ")),
    ...conversation(trust, measures),
    h(
      "ul",
      { class: "wb-sheet-key" },
      keyed({ here: 5 }, "this trust"),
      keyed({ half: [4.2, 5.8] }, `the middle half of ${kind.count} ${kind.name}`),
      keyed({ four: [4.2, 5.8] }, "four in five of them"),
    ),
    h(
      "p",
      { class: "wb-sheet-small" },
      "Each strip is two points wide, with the middle of the middle half in its middle.",
    ),
  ];
}

/** @param {Trust} trust @param {Measure[]} measures */
function conversation(trust, measures) {
  const begin = startingPoints(trust, measures);
  if (!begin) return [];
  const [high, low] = [begin.highest.toLowerCase(), begin.lowest.toLowerCase()];
  const chance = begin.inside ? " Both lie in the middle half, so chance may have put them there." : "";
  return [
    h("h2", {}, "Where to begin"),
    h(
      "ul",
      { class: "wb-sheet-begin" },
      h(
        "li",
        {},
        `Highest beside others of its kind: ${high}. Ask: what do people here do that others could learn from?`,
      ),
      h("li", {}, `Lowest beside them: ${low}. Ask: who feels it most, and what is one thing that would change it?`),
    ),
    h("p", { class: "wb-sheet-small" }, `They are places to begin, not verdicts.${chance}`),
  ];
}

/** @param {Trust} trust */
const fewInWords = ({ kind }) => [
  h(
    "p",
    { class: "wb-sheet-said" },
    `There are only ${kind.count} ${kind.name} in the survey. That is too few for a spread that means much, and its ends would point to single trusts. So this page shows the scores alone.`,
  ),
];

/** @param {number} hundredths */
const points = (hundredths) => (hundredths / 100).toFixed(2);
