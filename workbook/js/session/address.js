/**
 * The address of a session: the plan, and how far it is. It stands after the # and is all that is kept, so a
 * reload loses nothing, nothing is stored, and two windows tell each other the same few words. No names, no notes.
 *
 * A plan, as "Plan your own session" has it: `chapters=mid-staffordshire&minutes=45&people=20`; or `timer=10`.
 * A session: `view=lead` or `view=wall`, and what is in `Run`.
 */
import { fresh } from "./clock.js";
import { lengths, MOST_MINUTES, MOST_PEOPLE, share } from "./plan-rule.js";

const OLD = 12 * 60 * 60_000;
export const MOST = 180;
/** What is said or done. @typedef {{kind: string, text: string, lead: string}} Line */
/** @typedef {{id: string, title: string, part: string, minutes: Record<string, number>, notes: Record<string, string>, wall: string[], script: Line[], short: Line[]}} Step */
/** @typedef {{id: string, title: string, page: string, content_note: string, steps: Step[]}} Chapter */
/** A step of a plan, with its words, and the minutes that those were written for. @typedef {{step: Step, minutes: number, words: Line[], needs: number}} Part */
/** @typedef {{address: [string, string][], title: string, note: string, chapter: Chapter | null, people: number, steps: Part[]}} Plan */
/** @typedef {import("./clock.js").Run} Run */

/** @param {string} text @param {number} least @param {number} most @returns {number | null} */
function whole(text, least, most) {
  const number = Number(text);
  return /^-?\d+$/.test(text) && number >= least && number <= most ? number : null;
}

/** @param {Chapter[]} chapters @param {string} id @param {number} minutes @param {number} [people] 0 where nobody said @returns {Plan | null} */
export function chapterPlan(chapters, id, minutes, people = 0) {
  const chapter = chapters.find((one) => one.id === id);
  if (!chapter || minutes < lengths(chapter)[0] || minutes > MOST_MINUTES) return null;
  /** @type {[string, string][]} */
  const address = [
    ["chapters", id],
    ["minutes", String(minutes)],
  ];
  if (people) address.push(["people", String(people)]);
  const { base, given } = share(chapter, minutes);
  const steps = [...given].map(([step, time]) => ({
    step: /** @type {Step} */ (step),
    minutes: time,
    ...wordsOf(/** @type {Step} */ (step), time, base),
  }));
  return { address, title: chapter.title, note: chapter.content_note, chapter, people, steps };
}

/**
 * In a plan made from the shortest one, the short words, where the long ones would not fit. Its ask and its close keep
 * to the short ones, as those two share out the slips between them.
 * @param {Step} step @param {number} time @param {number} base
 */
function wordsOf({ id, part, minutes, script, short }, time, base) {
  const last = part === "one-thing" || id === "close";
  const brief = base < 60 && short.length && (last || time < minutes[60]);
  return brief ? { words: short, needs: minutes[base] } : { words: script, needs: minutes[60] || minutes[90] };
}

/** @param {number} minutes @returns {Plan} one step, and nothing to say in it */
export function timerPlan(minutes) {
  const step = { id: "timer", title: "A timer", part: "", minutes: {}, notes: {}, wall: [], script: [], short: [] };
  return {
    address: [["timer", String(minutes)]],
    title: "A timer",
    note: "",
    chapter: null,
    people: 0,
    steps: [{ step, minutes, words: [], needs: minutes }],
  };
}

/** @param {URLSearchParams} said @param {number} steps @returns {Run | null} how far it is, if that can be read */
function runOf(said, steps) {
  const moment = (/** @type {string} */ name) => whole(said.get(name) ?? "0", 0, 1e14);
  const [began, paused, changed] = [moment("began"), moment("paused"), moment("changed")];
  const log = (said.get("log") ?? "")
    .split("_")
    .filter(Boolean)
    .map((one) => {
      const [at, extra] = one.split(".");
      return { at: whole(at, 0, 1e14), extra: whole(extra ?? "", -MOST, MOST) };
    });
  if (began === null || paused === null || !changed || log.length > steps + 1 || Boolean(began) !== Boolean(log.length))
    return null;
  if (log.some(({ at, extra }) => at === null || extra === null)) return null;
  return {
    ...fresh(changed, said.get("letters") !== "no"),
    began,
    paused,
    blank: said.get("blank") === "yes",
    log: /** @type {any} */ (log),
  };
}

/** Are all in one room? Else the wall does not say how many groups there are. @param {URLSearchParams} said */
const all = (said) => ["0", ""].includes(said.get("elsewhere") ?? "");

/**
 * @param {string} hash @param {Chapter[]} chapters @param {number} now
 * @returns {{view: "start" | "lead" | "wall", plan: Plan | null, run: Run | null, told: string}} with `told`, what
 *   to say where the address cannot be followed
 */
export function read(hash, chapters, now) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const start = (/** @type {Plan | null} */ plan, told = "") => ({
    view: /** @type {const} */ ("start"),
    plan,
    run: null,
    told,
  });
  const [ids, minutes, people, timer] = ["chapters", "minutes", "people", "timer"].map((name) => said.get(name) ?? "");
  if (!ids && !timer) return start(null);
  const long = timer ? whole(timer, 1, MOST) : whole(minutes || "60", 1, MOST_MINUTES);
  const plan =
    long &&
    (timer
      ? timerPlan(long)
      : chapterPlan(chapters, ids.split(",")[0], long, all(said) ? (whole(people || "0", 0, MOST_PEOPLE) ?? 0) : 0));
  if (!plan) return start(null, "The address of this page names a plan that is not in this book. Choose one here.");
  const view = said.get("view");
  if (view !== "lead" && view !== "wall") return start(plan);
  const run = runOf(said, plan.steps.length);
  if (!run) return start(plan, "How far the session was cannot be read from the address. Start it here again.");
  if (now - run.changed > OLD) return start(plan, "That session was more than twelve hours ago. Start a new one here.");
  return { view, plan, run, told: "" };
}

/** @param {"lead" | "wall"} view @param {Plan} plan @param {Run} run @returns {string} the part after the # */
export function write(view, plan, run) {
  const said = new URLSearchParams([["view", view], ...plan.address, ["changed", String(run.changed)]]);
  if (run.began) said.set("began", String(run.began));
  if (run.log.length) said.set("log", run.log.map(({ at, extra }) => `${at}.${extra}`).join("_"));
  if (run.paused) said.set("paused", String(run.paused));
  if (run.blank) said.set("blank", "yes");
  if (!run.letters) said.set("letters", "no");
  return `#${said}`;
}
