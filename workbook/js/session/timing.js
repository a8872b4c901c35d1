/**
 * The sums of a session, in seconds: which beats a plan has, when each begins, what being late means. Only functions of
 * what they are given. `workbook/sessions/timing.py` is the twin; `tests/examples/session_plans.json` holds the two together.
 */

/**
 * A beat, as `_static/sessions-<id>.js` has it (workbook/sessions/in_browser.py).
 * @typedef {{id: string, part: string, why: string, way: string, turns: number, secs: Record<string, number>, spoken: number, late: number | null, only: string, show: string, picture: string, first: string, say: string[], do: string, host: string, out: (number | string)[], use: number | string}} Beat
 */
/** What the sums need of a plan. `changes`: beats with other seconds of their own; 0 leaves a beat out. `order`: beats that change places. @typedef {{minutes: number, request: boolean, reply?: boolean, changes?: Record<string, number>, order?: string[]}} Plan */
/** A beat in its plan: `at` is seconds from the start, where nobody is late. @typedef {{beat: Beat, at: number, spoken: number, own: number, long: number, saves: number}} Timed */

/** What it costs to send people elsewhere into their rooms and to bring them back. */
const MOVE = 40;
const TALKS = ["talk", "note"];
/** A slip has this many rows for lines, so there are no more groups. */
export const MOST_LINES = 8;
export const [FEWEST, MOST] = [4, 24];

/** The name of a plan in a beat's `secs`: "60", or "60t" where nothing is requested. @param {Plan} plan */
export const keyOf = ({ minutes, request }) => (request || minutes === 20 ? String(minutes) : `${minutes}t`);

/** The beats of a plan, with their times. @param {Beat[]} beats of the chapter @param {Plan} plan @returns {Timed[]} */
export function timetable(beats, plan) {
  const key = keyOf(plan);
  const changes = plan.changes ?? {};
  const chosen = inOrder(beats, plan.order ?? []).filter(
    (beat) => key in beat.secs && (plan.reply || beat.only !== "reply") && changes[beat.id] !== 0,
  );
  let at = 0;
  return chosen.map((beat) => {
    const own = changes[beat.id] ?? beat.secs[key];
    const long = beat.spoken + own;
    const timed = { beat, at, spoken: beat.spoken, own, long, saves: saves(beat, own) };
    at += long;
    return timed;
  });
}

/**
 * Beats in the leader's order: those that `order` names change places among themselves, each within its part.
 * @param {Beat[]} beats of the chapter @param {string[]} order @returns {Beat[]}
 */
export function inOrder(beats, order) {
  if (!order.length) return beats;
  const named = beats
    .filter(({ id }) => order.includes(id))
    .sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
  return beats.map((beat) => {
    if (!order.includes(beat.id)) return beat;
    const next = named.findIndex(({ part }) => part === beat.part);
    return named.splice(next, 1)[0];
  });
}

/** What a beat gives back if the leader is late; 0 where it is never shortened. @param {Beat} beat @param {number} own */
function saves({ late, spoken }, own) {
  if (late === null || late > own) return 0;
  return late === 0 ? spoken + own : own - late;
}

/** How long a plan takes. @param {Timed[]} times */
export const total = (times) => sum(times.map(({ long }) => long));

/** How long people talk in their groups, their own time alone. @param {Timed[]} times */
export const talk = (times) => sum(times.filter(({ beat }) => TALKS.includes(beat.way)).map(({ own }) => own));

/** What happens to the rooms of people elsewhere when a beat begins. @param {Timed[]} times @param {number} place @returns {"open" | "close" | ""} */
export function rooms(times, place) {
  const [before, now] = [place - 1, place].map((at) => TALKS.includes(times[at]?.beat.way ?? ""));
  return now === before ? "" : now ? "open" : "close";
}

/** Seconds that the plan does not count, and that joining from elsewhere takes. @param {Timed[]} times @param {number} elsewhere */
export function debt(times, elsewhere) {
  const moves = times.filter((_, place) => rooms(times, place) === "open");
  return elsewhere ? moves.length * MOVE : 0;
}

/**
 * Seconds by which what lies ahead is longer than the time until the end; below 0 there is time in hand.
 * @param {Timed[]} times @param {number} place of the beat that comes next @param {number} left seconds until the promised end @param {number} [elsewhere]
 */
export function behind(times, place, left, elsewhere = 0) {
  const ahead = times.slice(place);
  return total(ahead) + debt(ahead, elsewhere) - left;
}

/** The beats ahead that can be shortened or left out. @param {Timed[]} times @param {number} place */
export const cuts = (times, place) => times.slice(place).filter(({ saves }) => saves > 0);

/** The last second from the start at which a beat can begin, so that the session ends on time; null where the plan lacks it. @param {Timed[]} times @param {string} id @param {number} minutes */
export function latest(times, id, minutes) {
  const place = times.findIndex(({ beat }) => beat.id === id);
  return place < 0 ? null : minutes * 60 - total(times.slice(place));
}

/** Groups of three, and pairs for who is over: 7 people are [3, 2, 2]. One person alone is no group. @param {number} people @returns {number[]} */
export function groups(people) {
  if (people < 2) return [];
  const pairs = (3 - (people % 3)) % 3;
  return [...Array((people - 2 * pairs) / 3).fill(3), ...Array(pairs).fill(2)];
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((left, right) => left + right, 0);
