/** What was typed to take notes out, and what is honestly known before anything is. */
import { book } from "../lib/book.js";
import { date } from "../notes/list.js";
import { written } from "../widget/fields.js";
import shared from "./purposes.json" with { type: "json" };

/** @typedef {import("./choosing.js").Group} Group */

/** @type {any[]} */
export const purposes = shared.purposes;
/** @type {Record<string, string>} */
export const themes = shared.themes;
/** When what is said of the regulators was read. */
export const read = shared.read;

/** @param {string} id */
export const purposeOf = (id) => purposes.find((one) => one.id === id);

/** What was typed in a field, even if that is nothing; before anything was typed, a suggestion. @param {any} value @param {string} name @param {string} [suggestion] */
export const textOf = (value, name, suggestion = "") =>
  typeof value?.[name] === "string" ? written(value, name) : suggestion;

/** The parts of the Code that were ticked. @param {any} value */
export const themesOf = (value) =>
  Object.keys(themes)
    .filter((id) => Array.isArray(value?.themes) && value.themes.includes(id))
    .map((id) => themes[id]);

/** Which chapters the answers are from, and when they were written. @param {Group[]} groups */
export function studied(groups) {
  const found = groups.filter(({ id }) => id).map((group) => `“${group.title}” (${days(group)})`);
  return found.length ? `Self-study online, in the workbook ${book().title}: ${found.join("; ")}.` : "";
}

/** On which day, or between which days, the answers of a chapter were written. @param {Group} group */
export function days({ answers }) {
  const whens = answers.flatMap(({ entry }) => [entry, ...entry.earlier]).map(({ when }) => when);
  whens.sort((one, other) => Date.parse(one) - Date.parse(other));
  const [first, last] = [date(whens[0]), date(whens[whens.length - 1])];
  return first === last ? first : `${first} to ${last}`;
}

/** @param {any} thing @returns {Record<string, any>} */
export const asObject = (thing) => (typeof thing === "object" && thing !== null && !Array.isArray(thing) ? thing : {});
