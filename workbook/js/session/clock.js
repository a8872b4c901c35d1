/**
 * The clock of a session. Pure: the time comes from outside, and what is left is worked out from when things
 * began. So a laptop that slept, or a page that was loaded again, still says the truth.
 *
 * @typedef {{at: number, extra: number}} Begun when a step began, and the minutes that were added to it
 * @typedef {object} Run
 * @property {number} began when the session began, in milliseconds; 0 before that
 * @property {Begun[]} log one for each step that has begun; the last is the one the room is at. One more than
 *   the plan has steps: the session is over
 * @property {number} paused when the clock was stopped; 0 while it goes
 * @property {boolean} blank shows the wall nothing?
 * @property {boolean} letters do single letters work as keys?
 * @property {number} changed when somebody last did something: of two windows, the later one is right
 */

export const MINUTE = 60_000;

/** @param {number} now @param {boolean} [letters] @returns {Run} a session that has not begun */
export const fresh = (now, letters = true) => ({ began: 0, log: [], paused: 0, blank: false, letters, changed: now });

/** The step that the room is at: -1 before the session, and the number of steps after it. @param {Run} run */
export const place = (run) => run.log.length - 1;

/** A later moment than the last change, also when two things are done at once. @param {Run} run @param {number} now */
const later = (run, now) => Math.max(now, run.changed + 1);

/** The clock goes again, and no step has lost a minute by it. @param {Run} run @param {number} now @returns {Run} */
function going(run, now) {
  if (!run.paused) return run;
  const stood = now - run.paused;
  return { ...run, paused: 0, log: run.log.map((one) => ({ ...one, at: one.at + stood })) };
}

/** On to the next step, or to the end. The first time, this begins the session. @param {Run} run @param {number[]} minutes @param {number} now @returns {Run} */
export function next(run, minutes, now) {
  if (run.log.length > minutes.length) return run;
  const ready = going(run, now);
  return {
    ...ready,
    began: ready.began || now,
    log: [...ready.log, { at: now, extra: 0 }],
    blank: false,
    changed: later(run, now),
  };
}

/** Back to the step before, which is as late as if it had never been left. @param {Run} run @param {number} now @returns {Run} */
export function back(run, now) {
  if (run.log.length < 2) return run;
  const ready = going(run, now);
  return { ...ready, log: ready.log.slice(0, -1), blank: false, changed: later(run, now) };
}

/** Stop the clock, or let it go on. @param {Run} run @param {number[]} minutes @param {number} now @returns {Run} */
export function pause(run, minutes, now) {
  if (!under(run, minutes)) return run;
  return { ...(run.paused ? going(run, now) : { ...run, paused: now }), changed: later(run, now) };
}

/** Give this step a minute more (1) or less (-1); it keeps one at the least. @param {Run} run @param {number[]} minutes @param {number} more @param {number} now @returns {Run} */
export function give(run, minutes, more, now) {
  if (!under(run, minutes)) return run;
  const last = run.log[run.log.length - 1];
  if (minutes[place(run)] + last.extra + more < 1) return run;
  return { ...run, log: [...run.log.slice(0, -1), { ...last, extra: last.extra + more }], changed: later(run, now) };
}

/** Make the wall blank, or bring it back. @param {Run} run @param {number} now @returns {Run} */
export const blank = (run, now) => ({ ...run, blank: !run.blank, changed: later(run, now) });

/** Is the room at a step? @param {Run} run @param {number[]} minutes */
const under = (run, minutes) => run.log.length > 0 && run.log.length <= minutes.length;

/**
 * @param {Run} run @param {number[]} minutes of each step @param {number} now
 * @returns {{step: number, going: boolean, given: number, left: number, behind: number, end: number, took: number}}
 *   `step` as `place` has it; `given`, `left` (below 0: over) and `behind` the plan (below 0: in hand), in
 *   milliseconds; `end`, when the plan would end; `took`, how long the session was
 */
export function look(run, minutes, now) {
  const step = place(run);
  const total = minutes.reduce((sum, one) => sum + one, 0) * MINUTE;
  const end = run.began ? run.began + total : 0;
  if (!under(run, minutes)) {
    const took = step < 0 ? 0 : run.log[step].at - run.began;
    return { step, going: false, given: 0, left: 0, behind: step < 0 ? 0 : took - total, end, took };
  }
  const { at, extra } = run.log[step];
  const given = (minutes[step] + extra) * MINUTE;
  const left = given - ((run.paused || now) - at);
  const planned = minutes.slice(0, step + 1).reduce((sum, one) => sum + one, 0) * MINUTE;
  return {
    step,
    going: true,
    given,
    left,
    behind: now + Math.max(left, 0) - (run.began + planned),
    end,
    took: now - run.began,
  };
}

/** @param {number} left in milliseconds @returns {string} "3:42", and "+0:42" when it is over */
export function figures(left) {
  const seconds = left >= 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
  return `${left < 0 && seconds ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** @param {number} count @returns {string} "1 minute", "4 minutes" */
export const minutesOf = (count) => (count === 1 ? "1 minute" : `${count} minutes`);

/** @param {number} left in milliseconds @returns {string} what is left, as somebody would say it */
export function inWords(left) {
  if (left <= -MINUTE) return `Time is up. ${minutesOf(Math.floor(-left / MINUTE))} over.`;
  if (left <= 0) return "Time is up.";
  if (left < 15_000) return "A few seconds left";
  if (left < 45_000) return "About half a minute left";
  if (left < 1.5 * MINUTE) return "About a minute left";
  return `About ${minutesOf(Math.round(left / MINUTE))} left`;
}

/** @param {number} behind in milliseconds @returns {string} how the session stands against its plan */
export function standing(behind) {
  const whole = Math.round(Math.abs(behind) / MINUTE);
  if (!whole) return "On time.";
  return behind > 0 ? `${minutesOf(whole)} behind the plan.` : `${minutesOf(whole)} in hand.`;
}

/** @param {number} when @returns {string} "14:05" */
export function timeOfDay(when) {
  const day = new Date(when);
  return `${String(day.getHours()).padStart(2, "0")}:${String(day.getMinutes()).padStart(2, "0")}`;
}
