/**
 * The rule behind "Plan your own session": chapters, minutes, people and a start become plans with times of day.
 * Only functions of what they are given. The page draws what they say, and hands a plan on to run mode.
 */

/**
 * A step and a chapter, as `_static/sessions.js` has them (workbook/sessions.py).
 * @typedef {{id: string, title: string, part: string, minutes: Record<string, number>, notes: Record<string, string>, wall: string[]}} Step
 * @typedef {{id: string, title: string, page: string, content_note: string, steps: Step[]}} Chapter
 */
/**
 * What somebody asks for. `start` is in minutes since midnight; `elsewhere` is how many of the people join on a screen.
 * @typedef {{chapters: string[], minutes: number, people: number, elsewhere: number, start: number}} Request
 */
/** The same as it was typed. @typedef {{chapters: string[], minutes: string, people: string, elsewhere: string, start: string}} Typed */
/** One step in its time: `from` and `to` are times of day. @typedef {{step: Step, minutes: number, from: string, to: string}} Row */
/**
 * One session. `early` minutes at its end belong to no step; `base` is the length of the chapter's own plan it was made
 * from, `added` and `left` are the steps that came in and that it does without.
 * @typedef {{chapter: Chapter, rows: Row[], early: number, from: string, ends: string, to: string, base: number, added: Step[], left: Step[]}} Plan
 */

export const MOST_MINUTES = 120;
export const MOST_PEOPLE = 60;
const DAY = 24 * 60;
/** A session longer than this has a break. */
const BREAK_ABOVE = 75;
/** Minutes that no step takes become a break from the least on, and up to the most. */
const [BREAK_LEAST, BREAK_MOST] = [5, 15];

/** The lengths for which a chapter has a plan of its own, the shortest first. @param {Chapter} chapter */
export function lengths({ steps }) {
  const known = Object.keys(steps[0]?.minutes ?? {}).map(Number);
  return known
    .filter((length) => sum(steps.map((step) => step.minutes[length])) === length)
    .sort((one, other) => one - other);
}

/** The fewest minutes for which these chapters can be led. @param {Chapter[]} chapters */
export const least = (chapters) => Math.max(...chapters.map((chapter) => lengths(chapter)[0]));

/**
 * Share minutes out among the steps of a chapter. A length that the chapter has a plan for gets that plan. Else the
 * largest plan that fits is the base. What is over goes to the steps of the base, up to what the next longer plan gives
 * them. Where that is not enough, steps of the longer plan come in, whole: as few minutes of them as hold the rest. So a
 * step is never below its least nor above its most, and opening, ask and close only grow. What nothing takes becomes
 * break, or stays over.
 * @param {Chapter} chapter @param {number} minutes at least `lengths(chapter)[0]`
 * @returns {{base: number, given: Map<Step, number>, early: number}} in the chapter's order
 */
export function share(chapter, minutes) {
  const known = lengths(chapter);
  const base = /** @type {number} */ (known.filter((length) => length <= minutes).pop());
  const longer = known.find((length) => length > minutes);
  const pause = chapter.steps.find(({ id }) => id === "break");
  /** @type {Map<Step, number>} */
  const given = new Map(chapter.steps.map((step) => [step, step.minutes[base]]));
  let over = minutes - base;
  if (over && longer) {
    if (pause && minutes > BREAK_ABOVE) {
      const rest = Math.max(0, pause.minutes[longer] - pause.minutes[base]);
      given.set(pause, pause.minutes[base] + rest);
      over -= rest;
    }
    const gap = (/** @type {Step} */ step) =>
      step === pause ? 0 : Math.max(0, step.minutes[longer] - /** @type {number} */ (given.get(step)));
    const have = chapter.steps.filter((step) => given.get(step));
    const lack = chapter.steps.filter((step) => step !== pause && !given.get(step) && step.minutes[longer]);
    for (const step of comeIn(lack, longer, over, sum(have.map(gap)))) {
      given.set(step, step.minutes[longer]);
      over -= step.minutes[longer];
    }
    for (; over > 0; over -= 1) {
      const widest = have.reduce((one, other) => (gap(other) > gap(one) ? other : one));
      if (!gap(widest)) break;
      given.set(widest, /** @type {number} */ (given.get(widest)) + 1);
    }
  }
  if (pause && over >= BREAK_LEAST) {
    const had = /** @type {number} */ (given.get(pause));
    const more = Math.max(0, Math.min(over, BREAK_MOST - had));
    given.set(pause, had + more);
    over -= more;
  }
  for (const [step, time] of given) if (!time) given.delete(step);
  return { base, given, early: over };
}

/**
 * Which of the steps that are lacking come in: those that leave the fewest minutes over, and then the shortest.
 * @param {Step[]} lack @param {number} length whose minutes they get @param {number} over @param {number} room that the other steps have
 */
function comeIn(lack, length, over, room) {
  /** @type {{steps: Step[], used: number, long: number}} */
  let best = { steps: [], used: Math.min(over, room), long: 0 };
  for (let choice = 1; choice < 2 ** lack.length; choice += 1) {
    const steps = lack.filter((_, at) => choice & (1 << at));
    const long = sum(steps.map((step) => step.minutes[length]));
    if (long > over) continue;
    const used = Math.min(over, long + room);
    if (used > best.used || (used === best.used && long < best.long)) best = { steps, used, long };
  }
  return best.steps;
}

/** A session on one chapter. @param {Chapter} chapter @param {Request} request @returns {Plan} */
export function planned(chapter, { minutes, start }) {
  const { base, given, early } = share(chapter, minutes);
  let at = start;
  const rows = [...given].map(([step, time]) => {
    const from = at;
    at += time;
    return { step, minutes: time, from: clock(from), to: clock(at) };
  });
  return {
    chapter,
    rows,
    early,
    from: clock(start),
    ends: clock(at),
    to: clock(start + minutes),
    base,
    added: chapter.steps.filter((step) => given.has(step) && !step.minutes[base]),
    left: chapter.steps.filter((step) => step.part && !given.has(step)),
  };
}

/** One plan for each chapter asked for: one session has one chapter. @param {Chapter[]} chapters @param {Request} request */
export const plans = (chapters, request) =>
  request.chapters.map((id) => planned(/** @type {Chapter} */ (chapters.find((one) => one.id === id)), request));

/** Threes, and pairs for who is over; one person stays alone. @param {number} people @returns {{threes: number, pairs: number, alone: number}} */
export function groups(people) {
  if (people < 2) return { threes: 0, pairs: 0, alone: people };
  const pairs = (3 - (people % 3)) % 3;
  return { threes: (people - 2 * pairs) / 3, pairs, alone: 0 };
}

/** What a step needs beside a leader, read from its words on doing without a screen. The ask is settled with slips. @param {Step} step */
export function ways({ notes, part }) {
  const text = notes.paper ?? "";
  return { groups: /\bthrees\b|\beach three\b/i.test(text), slips: part === "one-thing" || /\bslips?\b/i.test(text) };
}

/** A time of day on the 24-hour clock. @param {number} at minutes since midnight, also of the next day */
export function clock(at) {
  const [hour, minute] = [Math.floor((at % DAY) / 60), at % 60];
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/**
 * What was typed, as a request; and for each field that will not do, what to do about it.
 * @param {Typed} typed @param {Chapter[]} chapters @returns {{request: Request, wrong: Partial<Record<keyof Typed, string>>}}
 */
export function read(typed, chapters) {
  /** @type {Partial<Record<keyof Typed, string>>} */
  const wrong = {};
  const asked = chapters.filter(({ id }) => typed.chapters.includes(id));
  const request = {
    chapters: asked.map(({ id }) => id),
    minutes: whole(typed.minutes),
    people: whole(typed.people),
    elsewhere: whole(typed.elsewhere),
    start: timeOf(typed.start),
  };
  const { minutes, people, elsewhere, start } = request;
  if (!asked.length) wrong.chapters = "Tick at least one chapter.";
  const fewest = least(asked.length ? asked : chapters);
  if (Number.isNaN(minutes)) wrong.minutes = "Write whole minutes, such as 45.";
  else if (minutes < fewest)
    wrong.minutes = `The least is ${fewest} minutes. In less, a session cannot be opened and closed well.`;
  else if (minutes > MOST_MINUTES)
    wrong.minutes = `The most is ${MOST_MINUTES} minutes. For more time, make two sessions.`;
  if (Number.isNaN(people)) wrong.people = "Write a whole number, such as 20.";
  else if (people < 2) wrong.people = "It takes two people to talk. If you are alone, read the chapter.";
  else if (people > MOST_PEOPLE)
    wrong.people = `The most is ${MOST_PEOPLE}. For more people, make more than one session.`;
  if (Number.isNaN(elsewhere)) wrong.elsewhere = "Write a whole number, or 0 if all are in the room.";
  else if (!wrong.people && elsewhere > people)
    wrong.elsewhere = `That is more than the ${people} who come. Change one of the two numbers.`;
  else if (elsewhere === 1)
    wrong.elsewhere =
      "One person alone on a screen has nobody to talk with. Make it two or more, or ask that person to come to another session.";
  else if (!wrong.people && people - elsewhere === 1)
    wrong.elsewhere =
      "One person alone in the room has nobody to talk with. Let that person join on a screen too, or ask one more into the room.";
  if (Number.isNaN(start)) wrong.start = "Write the time on the 24-hour clock, such as 09:30 or 14:00.";
  return { request, wrong };
}

/** @param {string} text */
const whole = (text) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : NaN);

/** @param {string} text as people write a time: 14:00, 14.00, 1400, 9:30 or just 14 */
function timeOf(text) {
  const [, hour, minute = "00"] = text.trim().match(/^([01]?\d|2[0-3])(?:[:.]?([0-5]\d))?$/) ?? [];
  return hour === undefined ? NaN : Number(hour) * 60 + Number(minute);
}

/** A request as the end of an address: it says nothing of who comes. @param {Request} request */
export const toAddress = ({ chapters, minutes, people, elsewhere, start }) =>
  `#chapters=${chapters.join(",")}&minutes=${minutes}&people=${people}&elsewhere=${elsewhere}&start=${clock(start)}`;

/** What an address asks for, as if it had been typed; what it does not say is as in `usual`. @param {string} hash @param {Typed} usual @returns {Typed} */
export function fromAddress(hash, usual) {
  const said = new URLSearchParams(hash.slice(1));
  const of = (/** @type {"minutes" | "people" | "elsewhere" | "start"} */ name) => said.get(name) ?? usual[name];
  return {
    chapters: said.get("chapters")?.split(",") ?? usual.chapters,
    minutes: of("minutes"),
    people: of("people"),
    elsewhere: of("elsewhere"),
    start: of("start"),
  };
}

/** @param {number[]} all */
const sum = (all) => all.reduce((one, other) => one + other, 0);
