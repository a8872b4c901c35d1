/** What comes back to the reader, and when: from her notes and the day alone. No clock, no storage, no page. */
import { dayOf, returns } from "../lib/dates.js";
import { BACK } from "./merge.js";

/** @typedef {import("../lib/types.d.ts").Entry} Entry */
/** @typedef {import("../widget/kind.d.ts").Kinds} Kinds */
/** @typedef {import("../widget/kind.d.ts").ComesBack} ComesBack */
/** @typedef {{key: string, kind: string, written: string, due: string, looked: string, next: string, name: string}} Returning
 *   days, empty where there is none: when it was written, the latest that has come, when she has looked back since
 *   then, and the next; `name` ends the key under which looking back is kept */

const ENDS = ["1", "2", "3", "own"];
/** Is there nothing to come back to after this? @param {any} value */
const over = ({ how, next }) => next === "go" || ["yes", "no", "left"].includes(how);

/** The key under which looking back at something is kept. @param {string} key @param {string} name */
export const backKey = (key, name) => `${key}-back-${name}`;

/** All the keys under which it may be kept. @param {string} key */
const backKeys = (key) => ENDS.map((name) => backKey(key, name));

/** The words of an answer that comes back. @param {ComesBack} how @param {any} value */
const wordsOf = (how, value) => how.words(value ?? {}).map((one) => String(one ?? "").trim());

/** When the present words were written: a change of the date, or of whom to tell, does not count. @param {ComesBack} how @param {Entry} entry @returns {string} */
function writtenWhen(how, { value, when, earlier }) {
  const now = wordsOf(how, value).join("\n");
  let first = when;
  for (const was of [...earlier].reverse()) {
    if (wordsOf(how, was.value).join("\n") !== now) break;
    first = was.when;
  }
  return first;
}

/** The days on which it comes back. @param {ComesBack} how @param {Entry} entry */
export const daysOf = (how, entry) =>
  returns(dayOf(writtenWhen(how, entry)), String((how.day && entry.value[how.day]) ?? ""));

/**
 * Each answer that can still come back: a plan, a request, a set of questions. Only the latest day that has come counts.
 * @param {Record<string, Entry>} entries @param {string} today @param {Kinds} kinds @returns {Returning[]}
 */
export function comingBack(entries, today, kinds) {
  /** @type {Returning[]} */
  const found = [];
  for (const [key, entry] of Object.entries(entries)) {
    const how = comesBack(kinds, entry.kind);
    if (!how || BACK.test(key) || !wordsOf(how, entry.value).some(Boolean)) continue;
    const since = Date.parse(writtenWhen(how, entry));
    const looked = backKeys(key)
      .flatMap((one) => entries[one] ?? [])
      .filter(({ when }) => Date.parse(when) >= since);
    if (looked.some(({ value }) => over(value))) continue;
    const days = daysOf(how, entry);
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

/** How answers of a kind come back, if they do. @param {Kinds} kinds @param {string} kind @returns {ComesBack | undefined} */
const comesBack = (kinds, kind) => (Object.hasOwn(kinds, kind) ? kinds[kind].comesBack : undefined);

/**
 * A chapter's activities, each followed by those under whose keys looking back at it is kept.
 * @param {any[]} activities @param {Kinds} kinds @returns {any[]} such a one says in `back` where it belongs
 */
export const withBacks = (activities, kinds) =>
  activities.flatMap((spec) => {
    const how = comesBack(kinds, spec.kind);
    if (!how) return [spec];
    const one = how.again ? spec : { kind: "lookback", of: spec.kind, prompt: how.prompt, evidence: [] };
    return [spec, ...backKeys(spec.key).map((key) => ({ ...one, key, back: spec.key }))];
  });
