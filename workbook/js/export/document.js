/**
 * A document for one purpose, as blocks: what the reader chose and typed, in the order that is asked for. What
 * each purpose asks for is in purposes.json; tests/examples/exports.json holds examples.
 */
import { begun, blocksOf, date, OWN } from "../notes/list.js";
import { withBacks } from "../notes/reminders.js";
import { answer, blank, items, paragraph, part } from "../widget/blocks.js";
import { GAP, line, written } from "../widget/fields.js";
import shared from "./purposes.json" with { type: "json" };

/** @typedef {import("../widget/blocks.js").Block} Block */
/** @typedef {import("../lib/types.d.ts").Entries} Entries */
/** @typedef {import("../notes/list.js").Chapter & {minutes?: number}} Chapter */
/** @typedef {import("../notes/list.js").Kind} Kind */
/** @typedef {{key: string, prompt: string, entry: import("../lib/types.d.ts").Entry, spec: any | null, chapter: Chapter | null, whyNot: "" | "sensitive" | "quiz" | "private" | "unknown"}} Answer */
/** @typedef {{id: string, title: string, minutes?: number, answers: Answer[]}} Group */

export const ALONE = "Self-study online, on my own";
export const TOGETHER = "A session with other professionals";
export const EVIDENCE = "My own notes on this chapter";
const ELSEWHERE = "From another edition of this book";
const MADE_UP = "(Asked about a made-up story in the workbook.)";

/** @type {any[]} */
export const purposes = shared.purposes;
/** @type {Record<string, string>} */
export const themes = shared.themes;
/** When what is said of the regulators was read. */
export const read = shared.read;

/** @param {string} id */
export const purposeOf = (id) => purposes.find((one) => one.id === id);

/** The answers to choose from, by chapter and in order. @param {Chapter[]} chapters @param {Entries} entries @param {Record<string, Kind>} kinds @returns {Group[]} */
export function offered(chapters, entries, kinds) {
  const left = new Map(Object.entries(entries).filter(([, entry]) => entry.kind !== OWN && begun(entry.value)));
  /** @type {Group[]} */
  const groups = [];
  for (const chapter of chapters) {
    /** @type {Answer[]} */
    const answers = [];
    for (const spec of withBacks(chapter.activities, kinds)) {
      const entry = left.get(spec.key);
      if (entry && left.delete(spec.key))
        answers.push({ key: spec.key, prompt: spec.prompt, entry, spec, chapter, whyNot: whyNot(spec, kinds) });
    }
    if (answers.length) groups.push({ id: chapter.id, title: chapter.title, minutes: chapter.minutes, answers });
  }
  if (left.size) {
    const others = [...left].sort(([one], [other]) => (one < other ? -1 : 1));
    groups.push({
      id: "",
      title: ELSEWHERE,
      answers: others.map(([key, entry]) => ({
        key,
        prompt: entry.prompt,
        entry,
        spec: null,
        chapter: null,
        whyNot: "unknown",
      })),
    });
  }
  return groups;
}

/** @param {any} spec @param {Record<string, Kind>} kinds @returns {Answer["whyNot"]} */
function whyNot(spec, kinds) {
  if (spec.sensitive) return "sensitive";
  return kinds[spec.kind]?.staysOut ?? "";
}

/** Only the chosen answers. @param {Group[]} groups @param {(one: Answer) => boolean} wanted @returns {Group[]} */
export const chosen = (groups, wanted) =>
  groups.map((group) => ({ ...group, answers: group.answers.filter(wanted) })).filter((group) => group.answers.length);

/** What was typed for a purpose. @param {Entries} entries @param {string} id @returns {Record<string, any>} */
export function typed(entries, id) {
  const entry = entries[`${OWN}.${id}`];
  return entry?.kind === OWN ? { ...entry.value } : {};
}

/**
 * @param {string} id of the purpose @param {Group[]} groups what was chosen @param {Record<string, any>} value what was typed
 * @param {Record<string, Kind>} kinds @returns {{title: string, blocks: Block[]}}
 */
export function makeDocument(id, groups, value, kinds) {
  const purpose = purposeOf(id);
  const blocks = [paragraph(purpose.note)];
  purpose.sections.forEach((/** @type {any} */ section, /** @type {number} */ at) => {
    const found = section.parts.flatMap((/** @type {any} */ one) => blocksFor(one, groups, value, kinds));
    if (section.ask) {
      blocks.push(part(`${at + 1}. ${section.ask}`));
      if (!found.length) found.push(blank(4));
    }
    blocks.push(...found);
  });
  return { title: purpose.title, blocks };
}

/** @param {any} one @param {Group[]} groups @param {any} value @param {Record<string, Kind>} kinds @returns {Block[]} */
function blocksFor(one, groups, value, kinds) {
  if (one.part === "field") {
    const text = said(value, one.name, one.suggest === "chapters" ? studied(groups) : "");
    return text ? [answer(text)] : [];
  }
  if (one.part === "themes") {
    const found = themesOf(value);
    return found.length ? [items(found)] : [];
  }
  if (one.part === "answers") {
    const answers = groups
      .flatMap((group) => group.answers)
      .filter(({ entry }) => (one.of === "plans") === Boolean(kinds[entry.kind]?.isPlan));
    return answers.flatMap((found) => ownWords(found, kinds));
  }
  if (one.part === "chapter-by-chapter") {
    return groups.flatMap((group) => [
      part(group.title),
      paragraph(days(group)),
      ...group.answers.flatMap((found) => ownWords(found, kinds)),
    ]);
  }
  return log(groups, value);
}

/** The questions that were answered and the reader's own words, without the book's. @param {Answer} one @param {Record<string, Kind>} kinds */
function ownWords(one, kinds) {
  const all = blocksOf(one, one.entry.value, kinds);
  if (kinds[one.entry.kind]?.choicesAreOwn) return all; // what she chose there is hers too
  let made = byHeading(all)
    .filter((group) => group.some(hers))
    .map((group) => group.flatMap(own))
    .filter((group) => group.some((block) => block.type !== "heading"))
    .flat();
  if (!made.length) made = all.filter((block) => block.type !== "blank");
  if (one.spec?.situation) made.splice(1, 0, paragraph(MADE_UP));
  return made;
}

/** An answer, room for one, or a gap to fill: everything else is the book's. @param {Block} block */
const hers = (block) =>
  block.type === "answer" ||
  block.type === "blank" ||
  (block.type === "list" && block.items.some((item) => item.includes(GAP)));

/** A heading, an answer, and the lines of a list that are filled in. @param {Block} block @returns {Block[]} */
function own(block) {
  if (block.type === "heading" || block.type === "answer") return [block];
  const filled = block.type === "list" ? block.items.filter((item) => !item.includes(GAP)) : [];
  return filled.length ? [items(filled)] : [];
}

/** @param {Block[]} made */
function byHeading(made) {
  /** @type {Block[][]} */
  const groups = [[]];
  for (const block of made) {
    if (block.type === "heading") groups.push([]);
    groups[groups.length - 1].push(block);
  }
  return groups;
}

/** What was typed in a field, even if that is nothing; before anything was typed, a suggestion. @param {any} value @param {string} name @param {string} [suggestion] */
export const said = (value, name, suggestion = "") =>
  typeof value?.[name] === "string" ? written(value, name) : suggestion;
/** @param {any} value @param {string} name @param {string} [suggestion] */
const lineOf = (value, name, suggestion = "") => (typeof value?.[name] === "string" ? line(value, name) : suggestion);
/** @param {any} value */
const themesOf = (value) =>
  Object.keys(themes)
    .filter((id) => Array.isArray(value?.themes) && value.themes.includes(id))
    .map((id) => themes[id]);

/** Which chapters the answers are from, and when they were written. @param {Group[]} groups */
export function studied(groups) {
  const found = groups.filter(({ id }) => id).map((group) => `“${group.title}” (${days(group)})`);
  return found.length ? `Self-study online, in the workbook The Whys and the Hows: ${found.join("; ")}.` : "";
}

/** On which day, or between which days, the answers of a chapter were written. @param {Group} group */
export function days({ answers }) {
  const whens = answers.flatMap(({ entry }) => [entry, ...entry.earlier]).map(({ when }) => when);
  whens.sort((one, other) => Date.parse(one) - Date.parse(other));
  const [first, last] = [date(whens[0]), date(whens[whens.length - 1])];
  return first === last ? first : `${first} to ${last}`;
}

/** A row for each chapter and each session, and the hours, kept apart. @param {Group[]} groups @param {any} value @returns {Block[]} */
function log(groups, value) {
  let [alone, together] = [0, 0];
  /** @type {Block[]} */
  const made = [];
  for (const group of groups.filter(({ id }) => id)) {
    const typedRow = plain(plain(value.rows)[group.id]);
    const minutes = lineOf(typedRow, "minutes", String(group.minutes ?? ""));
    alone += count(minutes);
    made.push(part(group.title), row(typedRow, days(group), ALONE, hours(minutes), "none", EVIDENCE));
  }
  for (const session of sessionsOf(value)) {
    const minutes = lineOf(session, "minutes");
    together += count(minutes);
    made.push(
      part(lineOf(session, "topic") || "A session I took part in"),
      row(session, "", TOGETHER, "none", hours(minutes), ""),
    );
  }
  return [
    ...made,
    part("Time in this log, kept apart"),
    items([`Self-study: ${hours(String(alone))}`, `Participatory, with others: ${hours(String(together))}`]),
  ];
}

/** @param {any} value @returns {any[]} */
export const sessionsOf = (value) => (Array.isArray(value?.sessions) ? value.sessions.map(plain) : []);

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
const count = (minutes) => (/^[0-9]{1,4}$/.test(minutes) ? Number(minutes) : 0);

/** Minutes as people say them: "1 hour 20 minutes". @param {string} minutes */
export function hours(minutes) {
  if (!/^[0-9]{1,4}$/.test(minutes)) return GAP;
  const parts = [
    [Math.floor(Number(minutes) / 60), "hour"],
    [Number(minutes) % 60, "minute"],
  ]
    .filter(([many]) => many)
    .map(([many, unit]) => `${many} ${unit}${many === 1 ? "" : "s"}`);
  return parts.join(" ") || "none";
}

/** @param {any} thing @returns {Record<string, any>} */
export const plain = (thing) => (typeof thing === "object" && thing !== null && !Array.isArray(thing) ? thing : {});
