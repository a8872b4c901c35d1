/** Which answers there are to take out, and which the reader chose. */
import { begun } from "../notes/begun.js";
import { OWN } from "../notes/list.js";
import { withBacks } from "../notes/reminders.js";

/** @typedef {import("../lib/types.d.ts").Entry} Entry */
/** @typedef {import("../lib/types.d.ts").Entries} Entries */
/** @typedef {import("../lib/types.d.ts").Chapter} Chapter */
/** @typedef {import("../notes/list.js").Kind} Kind */
/** @typedef {"" | "sensitive" | "quiz" | "private" | "unknown"} WhyNot why an answer stays out unless it is ticked */
/** @typedef {{key: string, prompt: string, entry: Entry, spec: any | null, chapter: Chapter | null, whyNot: WhyNot}} Answer */
/** @typedef {{id: string, title: string, answers: Answer[]}} Group */

const ELSEWHERE = "From another edition of this book";

/**
 * The answers to choose from, by chapter and in order.
 * @param {Chapter[]} chapters @param {Entries} entries @param {Record<string, Kind>} kinds @returns {Group[]}
 */
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
    if (answers.length) groups.push({ id: chapter.id, title: chapter.title, answers });
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

/** @param {any} spec @param {Record<string, Kind>} kinds @returns {WhyNot} */
const whyNot = (spec, kinds) => (spec.sensitive ? "sensitive" : (kinds[spec.kind]?.staysOut ?? ""));

/** Only the chosen answers. @param {Group[]} groups @param {(one: Answer) => boolean} wanted @returns {Group[]} */
export const chosen = (groups, wanted) =>
  groups.map((group) => ({ ...group, answers: group.answers.filter(wanted) })).filter((group) => group.answers.length);

/** What was typed for a purpose. @param {Entries} entries @param {string} id @returns {Record<string, any>} */
export function typed(entries, id) {
  const entry = entries[`${OWN}.${id}`];
  return entry?.kind === OWN ? { ...entry.value } : {};
}
