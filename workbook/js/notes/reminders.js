/** What comes back to the reader, and when: from her notes and the day alone. No clock, no storage, no page. */
import { dayOf, returns } from "../lib/dates.js";
import { BACK } from "./merge.js";

/** @typedef {import("../lib/types.d.ts").Entry} Entry */
/** @typedef {{key: string, kind: string, written: string, due: string, looked: string, next: string, name: string}} Returning
 *   days, empty where there is none: when it was written, the latest that has come, when she has looked back since
 *   then, and the next; `name` ends the key under which looking back is kept */

/** What counts as the words of a kind that comes back; and a day of the reader's own. @type {Record<string, {said: (value: any) => any[], own: string}>} */
const KINDS = {
  plan: { said: ({ when, then }) => [when, then], own: "date" },
  ask: { said: ({ what }) => [what], own: "by" },
  recall: { said: ({ answers, checked }) => (checked?.length ? Object.entries(answers) : []), own: "" },
};
/** What a reader is asked when it has come back. @type {Record<string, string>} */
export const PROMPT = { plan: "Looking back: how did it go?", ask: "Looking back: did they answer?" };
const ENDS = ["1", "2", "3", "own"];
/** Is there nothing to come back to after this? @param {any} value */
const over = ({ how, next }) => next === "go" || ["yes", "no", "left"].includes(how);

/** The key under which looking back at something is kept. @param {string} key @param {string} name */
export const backKey = (key, name) => `${key}-back-${name}`;

/** All the keys under which it may be kept. @param {string} key */
export const backKeys = (key) => ENDS.map((name) => backKey(key, name));

/** @param {string} kind @param {any} value */
const said = (kind, value) => KINDS[kind].said(value ?? {}).map((one) => String(one ?? "").trim());

/** When the words that stand there now were written: a change of the date, or of whom to tell, does not count. @param {Entry} entry @returns {string} */
export function writtenWhen({ kind, value, when, earlier }) {
  const now = said(kind, value).join("\n");
  let first = when;
  for (const was of [...earlier].reverse()) {
    if (said(kind, was.value).join("\n") !== now) break;
    first = was.when;
  }
  return first;
}

/** The days on which it comes back. @param {Entry} entry */
export const daysOf = (entry) => returns(dayOf(writtenWhen(entry)), String(entry.value[KINDS[entry.kind].own] ?? ""));

/**
 * Each plan, ask and set of questions that can still come back. Only the latest day that has come counts.
 * @param {Record<string, Entry>} entries @param {string} today @returns {Returning[]}
 */
export function comingBack(entries, today) {
  /** @type {Returning[]} */
  const found = [];
  for (const [key, entry] of Object.entries(entries)) {
    if (!Object.hasOwn(KINDS, entry.kind) || BACK.test(key) || !said(entry.kind, entry.value).some(Boolean)) continue;
    const since = Date.parse(writtenWhen(entry));
    const looked = backKeys(key)
      .flatMap((one) => entries[one] ?? [])
      .filter(({ when }) => Date.parse(when) >= since);
    if (looked.some(({ value }) => over(value))) continue;
    const days = daysOf(entry);
    const [latest] = days.filter(({ day }) => day <= today).reverse();
    const next = days.find(({ day }) => day > today);
    const last =
      looked
        .map(({ when }) => dayOf(when))
        .sort()
        .pop() ?? "";
    const { name } = latest ?? days[0];
    found.push({
      key,
      kind: entry.kind,
      written: dayOf(since),
      due: latest?.day ?? "",
      looked: latest && last >= latest.day ? last : "",
      name,
      next: next?.day ?? "",
    });
  }
  return found;
}

/**
 * A chapter's activities, each followed by the places where looking back at it is kept.
 * @param {any[]} activities @returns {any[]} such a place says in `back` where it belongs
 */
export const withBacks = (activities) =>
  activities.flatMap((spec) => {
    if (!Object.hasOwn(KINDS, spec.kind)) return [spec];
    const one =
      spec.kind === "recall" ? spec : { kind: "lookback", of: spec.kind, prompt: PROMPT[spec.kind], evidence: [] };
    return [spec, ...backKeys(spec.key).map((key) => ({ ...one, key, back: spec.key }))];
  });
