/**
 * The plan of one session: what the leader types once. It stands in an address (all but the names), and in a file
 * (all of it) that `python -m workbook packs` reads too. `workbook/sessions/plan.py` is its twin.
 */
import sentences from "./plan-problems.json" with { type: "json" };
import { FEWEST, groups, MOST, MOST_LINES } from "./timing.js";

/**
 * `start` is "14:00" or "", `day` is "2026-12-03" or "". `changes`: beats with other seconds of their own; 0 leaves a
 * beat out. `order`: beats that change places within their part. People are all who come; `elsewhere` says how many of them join on a screen.
 * @typedef {{chapter: string, minutes: number, request: boolean, people: number, elsewhere: number, start: string,
 *   day: string, managers: "apart" | "own groups", reply: boolean, names: Record<string, string>,
 *   local: Record<string, string>, changes: Record<string, number>, order: string[]}} Plan
 */
/** A chapter as `_static/session-list.js` has it. @typedef {{id: string, title: string, name: string, question: string, contentNote: string, page: string, lengths: number[], leaders: number, copies: Record<string, number>, file: string}} Chapter */

const FORMAT = "whys-and-hows-plan";
const DAYS_TO_ANSWER = 14;
const BEAT = /^[a-z][a-z0-9-]*$/;
const UNSAID = "______";

/** @param {string} chapter @returns {Plan} the plan that nobody has changed yet */
export const newPlan = (chapter) => ({
  chapter,
  minutes: 60,
  request: false,
  people: 20,
  elsewhere: 0,
  start: "",
  day: "",
  managers: "apart",
  reply: false,
  names: {},
  local: {},
  changes: {},
  order: [],
});

/** Whether the session ends with a request. @param {Plan} plan */
export const asks = (plan) => plan.request && plan.minutes !== 20;

/** The plan in an address: everything but names and local routes. @param {Plan} plan */
export function toAddress(plan) {
  const fields = new URLSearchParams({ chapter: plan.chapter, minutes: String(plan.minutes) });
  fields.set("request", plan.request ? "yes" : "no");
  fields.set("people", String(plan.people));
  if (plan.elsewhere) fields.set("elsewhere", String(plan.elsewhere));
  if (plan.start) fields.set("start", plan.start);
  if (plan.day) fields.set("day", plan.day);
  if (plan.managers !== "apart") fields.set("managers", plan.managers);
  if (plan.reply) fields.set("reply", "yes");
  const changes = Object.entries(plan.changes).map(([beat, seconds]) => `${beat}:${seconds}`);
  if (changes.length) fields.set("changes", changes.join(","));
  if (plan.order.length) fields.set("order", plan.order.join(","));
  return fields.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
}

/** @param {string} address what stands after the # @returns {Plan | null} null where it names no chapter */
export function fromAddress(address) {
  const fields = new URLSearchParams(address.replace(/^#/, ""));
  const chapter = fields.get("chapter");
  if (!chapter) return null;
  const plan = newPlan(chapter);
  plan.minutes = whole(fields.get("minutes"), plan.minutes);
  plan.people = whole(fields.get("people"), plan.people);
  plan.elsewhere = whole(fields.get("elsewhere"), 0);
  plan.request = fields.get("request") === "yes";
  plan.reply = fields.get("reply") === "yes";
  plan.start = timeOfDay(fields.get("start") ?? "") ?? "";
  plan.day = /^\d{4}-\d\d-\d\d$/.test(fields.get("day") ?? "") ? String(fields.get("day")) : "";
  if (fields.get("managers") === "own groups") plan.managers = "own groups";
  for (const change of (fields.get("changes") ?? "").split(",")) {
    const [beat, seconds] = change.split(":");
    if (BEAT.test(beat) && /^\d+$/.test(seconds ?? "")) plan.changes[beat] = Number(seconds);
  }
  plan.order = [...new Set((fields.get("order") ?? "").split(","))].filter((beat) => BEAT.test(beat));
  return plan;
}

/** @param {string | null} text @param {number} otherwise */
const whole = (text, otherwise) => (/^\d{1,3}$/.test(text ?? "") ? Number(text) : otherwise);

/** "9.30", "1400" and "7" are times of day: "09:30", "14:00", "07:00". @param {string} text @returns {string | null} null for no time */
export function timeOfDay(text) {
  const found = /^\s*(\d{1,2})(?:[:. h]?(\d{2}))?\s*$/.exec(text);
  if (!found || Number(found[1]) > 23 || Number(found[2] ?? 0) > 59) return null;
  return `${found[1].padStart(2, "0")}:${found[2] ?? "00"}`;
}

/** The plan as its file holds it. @param {Plan} plan */
export const toFile = (plan) => `${JSON.stringify({ format: FORMAT, version: 1, ...plan }, null, 1)}\n`;

/** @param {string} text of a plan file @returns {Plan} throws an `Error` with a sentence for people where it is none */
export function fromFile(text) {
  /** @type {any} */
  let data = null;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    // It is said below, as for any other file that is no plan.
  }
  if (data?.format !== FORMAT || data.version !== 1 || typeof data.chapter !== "string")
    throw new Error(sentences.notAPlan);
  const plan = newPlan(data.chapter);
  for (const [name, usual] of Object.entries(plan))
    if (typeof data[name] === typeof usual && Array.isArray(data[name]) === Array.isArray(usual))
      /** @type {any} */ (plan)[name] = data[name];
  return plan;
}

/** Why a session cannot be led by this plan, and what to do. @param {Plan} plan @param {Chapter[]} chapters @returns {string[]} */
export function problems(plan, chapters) {
  const chapter = chapters.find(({ id }) => id === plan.chapter);
  if (!chapter) return [filled(sentences.noChapter, plan)];
  const wrong = [];
  if (!chapter.lengths.includes(plan.minutes))
    wrong.push(filled(sentences.noLength, { minutes: plan.minutes, lengths: chapter.lengths.join(", ") }));
  if (plan.request && plan.minutes === 20) wrong.push(sentences.noRequestIn20);
  return [...wrong, ...peopleProblems(plan)];
}

/** @param {Plan} plan @returns {string[]} */
function peopleProblems(plan) {
  const { people, elsewhere } = plan;
  if (people > MOST) return [filled(sentences.tooMany, { people, most: MOST })];
  if (people < FEWEST) return [filled(sentences.tooFew, { people, fewest: FEWEST })];
  if (elsewhere > people) return [filled(sentences.moreElsewhere, { people, elsewhere })];
  if (elsewhere === 1) return [sentences.oneElsewhere];
  if (people - elsewhere === 1) return [sentences.oneHere];
  const count = groups(people - elsewhere).length + groups(elsewhere).length;
  if (asks(plan) && count > MOST_LINES) return [filled(sentences.tooManyGroups, { groups: count, most: MOST_LINES })];
  return [];
}

/** The minute of the day at which the session ends, as promised: "15:00"; a line to write on where no start is known. @param {Plan} plan */
export const endOf = (plan) => (plan.start ? clockAfter(plan.start, plan.minutes * 60) : UNSAID);

/** @param {string} start "14:00" @param {number} seconds */
export function clockAfter(start, seconds) {
  const [hours, minutes] = start.split(":").map(Number);
  const minute = (hours * 60 + minutes + Math.floor(seconds / 60)) % (24 * 60);
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** A day as people say it, so many days later: "Thursday 3 December". @param {string} day @param {number} [later] */
export function dayInWords(day, later = 0) {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + later);
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" })
    .format(at)
    .replace(",", "");
}

/** The day by which the answer is due. @param {Plan} plan */
export const dueDay = (plan) => (plan.day ? dayInWords(plan.day, DAYS_TO_ANSWER) : UNSAID);

/**
 * A text with names, the day, when it begins and ends, and the day of the answer in it.
 * @param {string} text @param {Plan} plan @param {{id: string, unsaid: string}[]} names the list's `names`
 */
export function fill(text, plan, names) {
  const values = Object.fromEntries(names.map(({ id, unsaid }) => [id, plan.names[id]?.trim() || unsaid]));
  return filled(text, {
    ...values,
    end: endOf(plan),
    due: dueDay(plan),
    on: plan.day ? dayInWords(plan.day) : UNSAID,
    start: plan.start || UNSAID,
  });
}

/**
 * A text with values in place of `{names}`; one that begins a sentence begins with a capital letter, as `put_in` in
 * workbook/sessions/model.py has it.
 * @param {string} text @param {Record<string, any>} values
 */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (mark, name, place) => {
    const value = String(values[name] ?? mark);
    const before = text.slice(0, place).replace(/[ >*]+$/, "");
    return !before || ".!?\n".includes(before.slice(-1)) ? value.slice(0, 1).toUpperCase() + value.slice(1) : value;
  });
}
