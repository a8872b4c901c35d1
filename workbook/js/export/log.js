/** The learning log: a row for each chapter and each session, and only the time that the reader says she took. */
import { items, part } from "../widget/blocks.js";
import { GAP, line } from "../widget/fields.js";
import { asObject, days, themesOf } from "./typed.js";

/** @typedef {import("../widget/blocks.js").Block} Block */
/** @typedef {import("./choosing.js").Group} Group */

export const ALONE = "Self-study online, on my own";
export const TOGETHER = "A session with other professionals";
export const EVIDENCE = "My own notes on this chapter";

/** @param {any} value @param {string} name @param {string} [suggestion] */
const lineOf = (value, name, suggestion = "") => (typeof value?.[name] === "string" ? line(value, name) : suggestion);

/** @param {any} value @returns {any[]} */
export const sessionsOf = (value) => (Array.isArray(value?.sessions) ? value.sessions.map(asObject) : []);

/** @param {Group[]} groups @param {any} value what was typed @returns {Block[]} */
export function learningLog(groups, value) {
  /** @type {Block[]} */
  const rows = [];
  const times = { alone: /** @type {string[]} */ ([]), together: /** @type {string[]} */ ([]) };
  for (const group of groups.filter(({ id }) => id)) {
    const typed = asObject(asObject(value.rows)[group.id]);
    const minutes = lineOf(typed, "minutes");
    times.alone.push(minutes);
    rows.push(part(group.title), row(typed, days(group), ALONE, duration(minutes), "none", EVIDENCE));
  }
  for (const session of sessionsOf(value)) {
    const minutes = lineOf(session, "minutes");
    times.together.push(minutes);
    rows.push(
      part(lineOf(session, "topic") || "A session I took part in"),
      row(session, "", TOGETHER, "none", duration(minutes), ""),
    );
  }
  return [
    ...rows,
    part("Time in this log, kept apart"),
    items([`Self-study: ${total(times.alone)}`, `Participatory, with others: ${total(times.together)}`]),
  ];
}

/** @param {any} typedRow @param {string} dates @param {string} how @param {string} alone @param {string} together @param {string} evidence */
function row(typedRow, dates, how, alone, together, evidence) {
  return items([
    `Dates: ${lineOf(typedRow, "dates", dates) || GAP}`,
    `How: ${lineOf(typedRow, "how", how) || GAP}`,
    `What it has to do with my work: ${lineOf(typedRow, "relates") || GAP}`,
    `Self-study: ${alone}`,
    `Participatory: ${together}`,
    `Part of the Code: ${themesOf(typedRow).join(", ") || GAP}`,
    `What shows it: ${lineOf(typedRow, "evidence", evidence) || GAP}`,
  ]);
}

/** @param {string} minutes */
const isTime = (minutes) => /^[0-9]{1,4}$/.test(minutes);

/** What was typed, added up; and how many rows say no time. @param {string[]} all */
function total(all) {
  const known = all.filter(isTime);
  const missing = all.length - known.length;
  if (!all.length) return "none";
  if (!known.length) return GAP;
  const sum = duration(String(known.reduce((minutes, one) => minutes + Number(one), 0)));
  return missing ? `${sum}, and ${missing} ${missing === 1 ? "row" : "rows"} without a time` : sum;
}

/** Minutes as people say them: "1 hour 20 minutes"; a gap where none are typed. @param {string} minutes */
export function duration(minutes) {
  if (!/^[0-9]{1,6}$/.test(minutes)) return GAP;
  const parts = [
    [Math.floor(Number(minutes) / 60), "hour"],
    [Number(minutes) % 60, "minute"],
  ]
    .filter(([many]) => many)
    .map(([many, unit]) => `${many} ${unit}${many === 1 ? "" : "s"}`);
  return parts.join(" ") || "none";
}
