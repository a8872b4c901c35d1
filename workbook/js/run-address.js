/**
 * The address of a session: the plan, and how far it is. It stands after the # and is all that is kept, so a
 * reload loses nothing, nothing is stored, and two windows tell each other the same few words. No names, no notes.
 *
 * A plan: `chapter=mid-staffordshire&minutes=60`, or `chapter=…&steps=open.6,they-saw-it-first.5` for a plan of
 * one's own, or `timer=10`. A session: `view=lead` or `view=wall`, and what is in `Run`.
 */
import { fresh } from "./session-clock.js";

const LENGTHS = ["20", "60", "90"];
const OLD = 12 * 60 * 60_000;
export const MOST = 180;
/** @typedef {{id: string, title: string, part: string, minutes: Record<string, number>, notes: Record<string, string>, wall: string[], script: {kind: string, text: string, lead: string}[]}} Step */
/** @typedef {{id: string, title: string, page: string, content_note: string, steps: Step[]}} Chapter */
/** @typedef {{address: [string, string][], title: string, note: string, chapter: Chapter | null, steps: {step: Step, minutes: number}[]}} Plan */
/** @typedef {import("./session-clock.js").Run} Run */

/** @param {string} text @param {number} least @param {number} most @returns {number | null} */
function whole(text, least, most) {
  const number = Number(text);
  return /^-?\d+$/.test(text) && number >= least && number <= most ? number : null;
}

/** @param {Chapter[]} chapters @param {string} id @param {string} length @returns {Plan | null} a plan that the chapter has */
export function chapterPlan(chapters, id, length) {
  const chapter = chapters.find((one) => one.id === id);
  const steps = chapter?.steps.filter((step) => step.minutes[length] > 0) ?? [];
  if (!chapter || !steps.length) return null;
  return {
    address: [["chapter", id], ["minutes", length]],
    title: chapter.title,
    note: chapter.content_note,
    chapter,
    steps: steps.map((step) => ({ step, minutes: step.minutes[length] })),
  };
}

/** @param {Chapter[]} chapters @param {string} id @param {string} list "open.6,close.5" @returns {Plan | null} a plan of one's own */
function ownPlan(chapters, id, list) {
  const chapter = chapters.find((one) => one.id === id);
  const steps = list.split(",").map((one) => {
    const [name, minutes] = one.split(".");
    return { step: chapter?.steps.find((step) => step.id === name), minutes: whole(minutes ?? "", 1, MOST) };
  });
  if (!chapter || !steps.every(({ step, minutes }) => step && minutes)) return null;
  return { address: [["chapter", id], ["steps", list]], title: chapter.title, note: chapter.content_note, chapter, steps: /** @type {any} */ (steps) };
}

/** @param {number} minutes @returns {Plan} one step, and nothing to say in it */
export function timerPlan(minutes) {
  const step = { id: "timer", title: "A timer", part: "", minutes: {}, notes: {}, wall: [], script: [] };
  return { address: [["timer", String(minutes)]], title: "A timer", note: "", chapter: null, steps: [{ step, minutes }] };
}

/** @param {URLSearchParams} said @param {number} steps @returns {Run | null} how far it is, if that can be read */
function runOf(said, steps) {
  const moment = (/** @type {string} */ name) => whole(said.get(name) ?? "0", 0, 1e14);
  const [began, paused, changed] = [moment("began"), moment("paused"), moment("changed")];
  const log = (said.get("log") ?? "").split("_").filter(Boolean).map((one) => {
    const [at, extra] = one.split(".");
    return { at: whole(at, 0, 1e14), extra: whole(extra ?? "", -MOST, MOST) };
  });
  if (began === null || paused === null || !changed || log.length > steps + 1 || Boolean(began) !== Boolean(log.length)) return null;
  if (log.some(({ at, extra }) => at === null || extra === null)) return null;
  return { ...fresh(changed, said.get("letters") !== "no"), began, paused, blank: said.get("blank") === "yes", log: /** @type {any} */ (log) };
}

/**
 * @param {string} hash @param {Chapter[]} chapters @param {number} now
 * @returns {{view: "start" | "lead" | "wall", plan: Plan | null, run: Run | null, told: string}} with `told`, what
 *   to say where the address cannot be followed
 */
export function read(hash, chapters, now) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const start = (/** @type {Plan | null} */ plan, told = "") => ({ view: /** @type {const} */ ("start"), plan, run: null, told });
  const [chapter, minutes, steps, timer] = ["chapter", "minutes", "steps", "timer"].map((name) => said.get(name) ?? "");
  if (!chapter && !timer) return start(null);
  const long = whole(timer, 1, MOST);
  const plan = timer ? long && timerPlan(long) : steps ? ownPlan(chapters, chapter, steps) : LENGTHS.includes(minutes || "60") ? chapterPlan(chapters, chapter, minutes || "60") : null;
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
