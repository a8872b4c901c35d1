/**
 * A session while it runs: which beat, and since when. Only functions of what they are given; times are milliseconds,
 * as `Date.now()` has them, and what lasts is in seconds. Two presses a beat: the first brings its line and its words,
 * the second, when the leader has finished speaking, starts the room's own time.
 */
import { dayOf } from "../lib/dates.js";
import { fromAddress, toAddress } from "./plan.js";
import { behind, debt, inOrder, timetable, total } from "./timing.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./timing.js").Beat} Beat */
/** @typedef {import("./timing.js").Timed} Timed */
/**
 * `began`: when the room's time started, 0 while the leader speaks. `paused`: since when it stands still. `extra`:
 * seconds added to this beat. `opened`: when the session began. `stamp`: when anything was last done; of two windows,
 * the later is right.
 * @typedef {{plan: Plan, beat: string, began: number, paused: number, extra: number, opened: number, blank: boolean, stamp: number}} Run
 */
/**
 * What the windows show. `left` of the room's own time, `turnLeft` of this turn of it: null where the room has none.
 * `late`: seconds that the plan is behind; below 0 there is time in hand; null before anybody knows the end.
 * @typedef {{place: number, now: Timed, next: Timed | null, speaking: boolean, left: number | null, turn: number,
 *   turnLeft: number | null, end: number | null, late: number | null, cuts: Timed[], partLeft: number}} View
 */

const OLD = 12 * 3600 * 1000;
const NUMBERS = /** @type {const} */ (["began", "paused", "extra", "opened", "stamp"]);

/** @param {Plan} plan @param {Beat[]} beats @param {number} now @returns {Run} */
export const newRun = (plan, beats, now) => ({
  plan,
  beat: timetable(beats, plan)[0].beat.id,
  began: 0,
  paused: 0,
  extra: 0,
  opened: 0,
  blank: false,
  stamp: now,
});

/** Does the room do something by itself in this beat, with a clock? @param {Timed} timed */
export const hasTask = ({ beat, own }) => own > 0 && beat.way !== "hear";

/** On: from the words to the room's own time, or to the next beat. @param {Run} run @param {Beat[]} beats @param {number} now @returns {Run} */
export function forward(run, beats, now) {
  const times = timetable(beats, run.plan);
  const place = placeOf(times, run.beat);
  if (hasTask(times[place]) && !run.began) return { ...run, began: now, paused: 0, blank: false, stamp: now };
  const next = times[place + 1];
  if (!next) return run;
  return { ...at(run, next.beat.id, now), opened: run.opened || now };
}

/** Back: from the room's own time to the words, or to the beat before. @param {Run} run @param {Beat[]} beats @param {number} now @returns {Run} */
export function back(run, beats, now) {
  if (run.began) return at(run, run.beat, now);
  const times = timetable(beats, run.plan);
  return at(run, times[Math.max(0, placeOf(times, run.beat) - 1)].beat.id, now);
}

/** @param {Run} run @param {string} beat @param {number} now @returns {Run} */
const at = (run, beat, now) => ({ ...run, beat, began: 0, paused: 0, extra: 0, blank: false, stamp: now });

/** Stop the room's clock, or let it go on. @param {Run} run @param {number} now @returns {Run} */
export function pause(run, now) {
  if (!run.began) return run;
  if (!run.paused) return { ...run, paused: now, stamp: now };
  return { ...run, began: run.began + now - run.paused, paused: 0, stamp: now };
}

/** @param {Run} run @param {number} now @returns {Run} */
export const oneMinuteMore = (run, now) => (run.began ? { ...run, extra: run.extra + 60, stamp: now } : run);

/** Empty the room's screen, or bring it back. @param {Run} run @param {number} now @returns {Run} */
export const blank = (run, now) => ({ ...run, blank: !run.blank, stamp: now });

/** Shorten a beat that lies ahead, as far as it goes; 0 leaves it out. @param {Run} run @param {Beat} beat @param {number} now @returns {Run} */
export const cut = (run, beat, now) => ({
  ...run,
  plan: { ...run.plan, changes: { ...run.plan.changes, [beat.id]: beat.late ?? 0 } },
  stamp: now,
});

/** Go on without a request: no sponsor came, or too few people. @param {Run} run @param {Beat[]} beats @param {number} now @returns {Run} */
export function withoutRequest(run, beats, now) {
  const plan = { ...run.plan, request: false };
  const times = timetable(beats, plan);
  const ids = inOrder(beats, plan.order).map(({ id }) => id);
  const later = ids.slice(ids.indexOf(run.beat));
  const beat = later.find((id) => times.some((timed) => timed.beat.id === id)) ?? times[times.length - 1].beat.id;
  return beat === run.beat ? { ...run, plan, stamp: now } : { ...at(run, beat, now), plan };
}

/**
 * What a button or a key does to the run; null for what changes nothing.
 * @param {Run} run @param {string} does such as "on" @param {Beat[]} beats @param {number} now @returns {Run | null}
 */
export function changed(run, does, beats, now) {
  if (does === "on") return forward(run, beats, now);
  if (does === "back") return back(run, beats, now);
  if (does === "pause") return pause(run, now);
  if (does === "more") return oneMinuteMore(run, now);
  if (does === "blank") return blank(run, now);
  return null;
}

/** @param {Run} run @param {Beat[]} beats @param {number} now @returns {View} */
export function look(run, beats, now) {
  const times = timetable(beats, run.plan);
  const place = placeOf(times, run.beat);
  const timed = times[place];
  const own = timed.own + run.extra;
  const gone = run.began ? Math.floor(((run.paused || now) - run.began) / 1000) : 0;
  const left = run.began ? Math.max(0, own - gone) : null;
  const each = own / timed.beat.turns;
  const turn = Math.min(timed.beat.turns, Math.floor(gone / each) + 1);
  const here = left ?? timed.spoken + own;
  const end = endOf(run);
  const ahead = here + behind(times, place + 1, 0, run.plan.elsewhere);
  const sameUntil = times.findIndex((other, index) => index > place && other.beat.part !== timed.beat.part);
  return {
    place,
    now: timed,
    next: times[place + 1] ?? null,
    speaking: !run.began,
    left,
    turn,
    turnLeft: left === null || timed.beat.turns === 1 ? null : Math.max(0, Math.ceil(turn * each) - gone),
    end,
    late: end === null ? null : ahead - Math.floor((end - now) / 1000),
    cuts: times.slice(place + 1).filter(({ saves }) => saves > 0),
    partLeft: here + total(times.slice(place + 1, sameUntil < 0 ? undefined : sameUntil)),
  };
}

/**
 * When it was promised to end: from the start that people were told. On another day, or once that end is past, it is
 * a rehearsal: its end is counted from when it began, and null before that.
 * @param {Run} run @returns {number | null}
 */
function endOf({ plan, opened, stamp }) {
  const whole = plan.minutes * 60_000;
  const at = new Date(opened || stamp);
  const [hours, minutes] = plan.start.split(":").map(Number);
  const promised = plan.start ? new Date(at).setHours(hours, minutes, 0, 0) + whole : 0;
  const today = !plan.day || plan.day === dayOf(at.getTime());
  if (today && promised > at.getTime()) return promised;
  return opened ? opened + whole : null;
}

/** The last moment at which a beat can begin, so that the session ends as promised. @param {Run} run @param {Beat[]} beats @param {string} id @returns {number | null} */
export function lastMoment(run, beats, id) {
  const times = timetable(beats, run.plan);
  const place = times.findIndex(({ beat }) => beat.id === id);
  const end = endOf(run);
  if (place < 0 || end === null || place <= placeOf(times, run.beat)) return null;
  const rest = times.slice(place);
  return end - (total(rest) + debt(rest, run.plan.elsewhere)) * 1000;
}

/** @param {Timed[]} times @param {string} id */
const placeOf = (times, id) =>
  Math.max(
    0,
    times.findIndex(({ beat }) => beat.id === id),
  );

/** The run in an address, for this window and for the other; no names. @param {Run} run */
export function runToAddress(run) {
  const numbers = NUMBERS.map((name) => [name, run[name].toString(36)]);
  const fields = new URLSearchParams([["beat", run.beat], ["blank", run.blank ? "yes" : "no"], ...numbers]);
  return `${toAddress(run.plan)}&${fields}`;
}

/**
 * @param {string} address @param {Beat[]} beats of its chapter @param {number} now
 * @returns {Run | null} null where it holds no run, or one of another day
 */
export function runFromAddress(address, beats, now) {
  const plan = fromAddress(address);
  const fields = new URLSearchParams(address.replace(/^#/, ""));
  const beat = fields.get("beat") ?? "";
  if (!plan || !timetable(beats, plan).some((timed) => timed.beat.id === beat)) return null;
  const run = { ...newRun(plan, beats, now), beat, blank: fields.get("blank") === "yes" };
  for (const name of NUMBERS) {
    const number = Number.parseInt(fields.get(name) ?? "0", 36);
    if (!Number.isFinite(number) || number < 0) return null;
    run[name] = number;
  }
  return Math.abs(now - run.stamp) < OLD ? run : null;
}

/** "3:40". @param {number} seconds */
export const asClock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** A length as people say it: "40 seconds", "1 minute", "2½ minutes". @param {number} seconds */
export function inWords(seconds) {
  if (seconds < 60) return `${seconds} seconds`;
  const halves = Math.round(seconds / 30);
  const minutes = Math.floor(halves / 2);
  return `${minutes}${halves % 2 ? "½" : ""} ${halves === 2 ? "minute" : "minutes"}`;
}
