/**
 * Figures from a survey of one's own: what is kept of them among the notes, what is wrong with a number, and how they
 * read on paper. Named exports: the kind has no author's half, as no chapter holds it.
 */
import { answer, heading, items, paragraph } from "../widget/blocks.js";
import { line } from "../widget/fields.js";

/** @typedef {{what: string, now: string, before: string}} Row */
/** @typedef {{trust: string, survey: string, asked: string, answered: string, low: string, high: string, rows: Row[]}} Value */

export const KIND = "own-figures";
const KEY = "your-organisation.own-figures";
/** The page as My notes lists it. It can say where she works, so it is copied only if she says so. */
export const CHAPTER = {
  id: "your-organisation",
  title: "Your organisation on one page",
  page: "book/your-organisation.html",
  activities: [{ kind: KIND, key: KEY, prompt: "What do our own figures say?", sensitive: true }],
};
export const SPEC = { ...CHAPTER.activities[0], chapter: { id: CHAPTER.id, title: CHAPTER.title } };

/** @type {Value} */
export const EMPTY = { trust: "", survey: "", asked: "", answered: "", low: "", high: "", rows: [] };
/** The scale where she names none. */
const SCALE = { low: 0, high: 10 };
/** Answers below this could show who somebody is. */
const FEWEST = 11;

/** What is kept, with a gap for what is not. @param {any} value @returns {Value} */
export function read(value) {
  const rows = Array.isArray(value?.rows) ? value.rows : [];
  return {
    ...EMPTY,
    ...value,
    rows: rows.map((/** @type {any} */ row) => ({
      what: line(row, "what"),
      now: line(row, "now"),
      before: line(row, "before"),
    })),
  };
}

/** The number in what was typed: 7.2, 7,2, 71%. None: nothing typed. NaN: it is no number. @param {string} text @returns {number | null} */
function asNumber(text) {
  const plain = String(text ?? "").trim();
  if (!plain) return null;
  const found = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:([.,])(\d+))?\s*%?$/.exec(plain);
  if (!found) return NaN;
  const [, minus, whole, , part = ""] = found;
  return Number(`${minus}${whole.replace(/,/g, "")}.${part || 0}`);
}

const NOT = "is not a number. Write it in digits, such as 7.2.";
/** @param {string} text */
const quoted = (text) => `“${text.trim().slice(0, 30)}”`;

/** What is wrong with a count of people; empty when nothing is. @param {string} text */
function wrongCount(text) {
  const found = asNumber(text);
  if (found === null) return "";
  if (Number.isNaN(found)) return `${quoted(text)} ${NOT.replace("7.2", "140")}`;
  return Number.isInteger(found) && found >= 0
    ? ""
    : `${quoted(text)} is not a count of people. Write a whole number, such as 140.`;
}

/** Where the scale begins and ends. @param {Value} value */
const ends = ({ low, high }) => [asNumber(low) ?? SCALE.low, asNumber(high) ?? SCALE.high];

/** What is wrong with each box that holds something wrong. @param {any} kept @returns {Map<string, string>} */
export function problems(kept) {
  const value = read(kept);
  /** @type {Map<string, string>} */
  const found = new Map();
  const note = (/** @type {string} */ box, /** @type {string} */ what) =>
    what && !found.has(box) && found.set(box, what);
  note("asked", wrongCount(value.asked));
  note("answered", wrongCount(value.answered));
  const [asked, answered] = [asNumber(value.asked), asNumber(value.answered)];
  if (asked !== null && answered !== null && answered > asked)
    note("answered", "More people answered than were asked. Check the two numbers.");
  for (const end of /** @type {const} */ (["low", "high"])) {
    const number = asNumber(value[end]);
    if (Number.isNaN(number)) note(end, `${quoted(value[end])} ${NOT}`);
  }
  const [low, high] = ends(value);
  if (low >= high)
    note(
      "high",
      `The scale would run from ${low} to ${high}. Its end has to be higher than its beginning: change one of them.`,
    );
  const scale = found.has("low") || found.has("high") ? null : [low, high];
  value.rows.forEach((row, at) => {
    for (const name of /** @type {const} */ (["now", "before"])) {
      const number = asNumber(row[name]);
      if (number === null) continue;
      if (Number.isNaN(number)) note(`${name}-${at}`, `${quoted(row[name])} ${NOT}`);
      else if (scale && (number < scale[0] || number > scale[1]))
        note(
          `${name}-${at}`,
          `${quoted(row[name])} lies outside the scale, which runs from ${low} to ${high}. Change the number or the scale.`,
        );
    }
  });
  return found;
}

/** What the lines say, the numbers that are none left out. @param {any} kept */
export function readings(kept) {
  const value = read(kept);
  const wrong = problems(kept);
  const sound = (/** @type {string} */ box, /** @type {string} */ text) => (wrong.has(box) ? null : asNumber(text));
  const rows = value.rows.map((row, at) => ({
    what: row.what,
    now: sound(`now-${at}`, row.now),
    before: sound(`before-${at}`, row.before),
    shown: [row.now, row.before],
  }));
  return {
    value,
    wrong,
    scale: wrong.has("low") || wrong.has("high") ? null : ends(value),
    rows: rows.filter(({ what, shown }) => what || shown.some(Boolean)),
  };
}

/** How this time lies to last time, without praise. @param {number | null} now @param {number | null} before */
export function moved(now, before) {
  if (now === null || before === null) return "";
  return now === before ? "The same as last time." : `${now > before ? "Higher" : "Lower"} than last time.`;
}

/** Who answered, and what to mind. @param {any} kept */
export function answering(kept) {
  const { value, wrong } = readings(kept);
  const [asked, answered] = [
    wrong.has("asked") ? null : asNumber(value.asked),
    wrong.has("answered") ? null : asNumber(value.answered),
  ];
  const who =
    asked !== null && answered !== null
      ? `${answered} of ${asked} people answered. ${asked - answered} did not.`
      : answered !== null
        ? `${answered} people answered. How many were asked?`
        : "How many were asked, and how many answered?";
  const few =
    answered !== null && answered < FEWEST
      ? `Fewer than ${FEWEST} people answered, so somebody could be recognised. Do not show this sheet to others.`
      : "";
  return { who, few };
}

/** @param {any} _spec @param {any} value @returns {import("../widget/blocks.js").Block[]} */
export function blocks(_spec, value) {
  const { value: kept, rows, scale } = readings(value);
  const made = [heading(SPEC.prompt)];
  if (kept.trust) made.push(paragraph("The trust that I chose:"), answer(kept.trust));
  if (line(kept, "survey")) made.push(paragraph("Which survey, and when:"), answer(line(kept, "survey")));
  const { who, few } = answering(kept);
  if (kept.asked || kept.answered) made.push(paragraph([who, few].filter(Boolean).join(" ")));
  if (rows.length) {
    if (scale) made.push(paragraph(`The scale runs from ${scale[0]} to ${scale[1]}.`));
    made.push(
      items(
        rows.map(
          ({ what, shown: [now, before] }) =>
            `${what || "(not named)"}: this time ${now || "not given"}, last time ${before || "not given"}`,
        ),
      ),
    );
  }
  return made;
}

/** Has she written figures of her own? @param {any} value */
export function inWords(value) {
  const { survey, asked, answered, rows } = read(value);
  return [survey, asked, answered, ...rows.flatMap(({ what, now, before }) => [what, now, before])].some(
    (text) => text.trim() !== "",
  );
}
