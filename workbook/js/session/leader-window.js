/**
 * The leader's window: what to do and what to say now, the time of the task, the part and the day, what the room
 * sees, what comes next, and what to leave out when it is late.
 */
import { copying } from "../lib/clipboard.js";
import { h, say } from "../lib/dom.js";
import { shared } from "../lib/strings.js";
import { fill } from "./plan.js";
import { pictureOf } from "./room-screen.js";
import { asClock, hasTask, inWords, lastMoment } from "./run.js";
import { thread } from "./thread.js";
import { rooms, timetable } from "./timing.js";
import { comesOut, roomLabel, sits } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./run.js").View} View */
/** @typedef {import("./timing.js").Timed} Timed */

/** How much behind is worth saying, in seconds. */
const WORTH_SAYING = 60;
const ROOMS = { open: shared.openRooms, close: shared.closeRooms, "": "" };

/**
 * @param {any} session the chapter's, from `_static/sessions-<id>.js` @param {any} list from `_static/session-list.js`
 * @param {{cut: (id: string) => void, withoutRequest: () => void}} actions
 * @returns {{element: HTMLElement, stage: HTMLElement, draw: (run: Run, view: View, now: number) => void}}
 */
export function leaderWindow(session, list, actions) {
  const head = h("div", { class: "wb-lead-head" });
  const stage = h("div", { class: "wb-lead-stage", tabindex: "0", role: "group", "aria-label": "What to say now" });
  const clocks = clockPanel();
  const side = sidePanel(session, list, actions);
  const element = h(
    "div",
    { class: "wb-lead" },
    head,
    h("main", {}, stage),
    h("aside", {}, clocks.element, side.element),
  );
  let drawn = "";

  /** @param {Run} run @param {View} view @param {number} now */
  function draw(run, view, now) {
    const state = `${run.beat} ${Boolean(run.began)} ${JSON.stringify(run.plan.changes)} ${run.plan.request}`;
    if (drawn !== state) {
      drawn = state;
      head.replaceChildren(...partsOf(session, run, view));
      stage.replaceChildren(...stageOf(session, list, run, view));
      stage.scrollTop = 0;
    }
    clocks.draw(run, view, now);
    side.draw(run, view, now);
  }

  return { element, stage, draw };
}

/** The parts of the session, and where we are. @param {any} session @param {Run} run @param {View} view */
function partsOf(session, run, view) {
  const list = session.parts.map((/** @type {{id: string, title: string}} */ part) =>
    h("li", part.id === view.now.beat.part ? { "aria-current": "step" } : {}, part.title),
  );
  const phase = run.began ? "the room’s own time" : "your words";
  return [
    h("ol", { class: "wb-lead-parts" }, ...list),
    h("p", { class: "wb-lead-where" }, `Why: ${view.now.beat.why}. Now: ${phase}.`),
  ];
}

/** What to do, what to say, and what people hold. @param {any} session @param {any} list @param {Run} run @param {View} view */
function stageOf(session, list, run, view) {
  const { beat } = view.now;
  const text = (/** @type {string} */ words) => fill(words, run.plan, list.names);
  const read = session.texts[beat.use];
  const times = timetable(session.beats, run.plan);
  const out = comesOut(times, view.place, session.things);
  const aloud = beat.way === "hear" && read ? read.paragraphs : [];
  return [
    beat.first && h("p", { class: "wb-lead-do" }, text(beat.first)),
    said(beat.say.map(text)),
    beat.do && h("p", { class: "wb-lead-do" }, text(beat.do)),
    ...(aloud.length ? [said(aloud)] : []),
    h(
      "div",
      { class: "wb-lead-cards" },
      out.length > 0 && card("Needed now", out.join("; "), "wb-lead-hands"),
      card("How they sit", sits(beat)),
      run.plan.elsewhere > 0 && elsewhere(beat, text, ROOMS[rooms(times, view.place)]),
      beat.late !== null && beat.late <= view.now.own && card("If you are late", shorter(beat)),
    ),
  ];
}

/** Words to read aloud. @param {string[]} paragraphs */
const said = (paragraphs) => h("div", { class: "wb-lead-say" }, ...paragraphs.map((words) => h("p", {}, words)));

/** @param {import("./timing.js").Beat} beat */
const shorter = (beat) => (beat.late ? `Stop after ${inWords(beat.late)}.` : "Leave it out.");

/** @param {string} title @param {string} words @param {string} [css] */
const card = (title, words, css = "") =>
  h("div", { class: `wb-lead-card ${css}` }, h("h3", {}, title), h("p", {}, words));

/** @param {import("./timing.js").Beat} beat @param {(words: string) => string} text @param {string} moves what the host does with the rooms */
function elsewhere(beat, text, moves) {
  const copy = copying(() => text(beat.show), "Copy the line for the chat", "Copied. Paste it into the chat.");
  return h(
    "div",
    { class: "wb-lead-card" },
    h("h3", {}, "Elsewhere"),
    moves && h("p", {}, moves),
    beat.host && h("p", {}, text(beat.host)),
    copy.button,
    copy.room,
  );
}

/** The time of this task, of the part, and of the day. */
function clockPanel() {
  const task = h("p", { class: "wb-lead-task", role: "timer" });
  const what = h("p", { class: "wb-lead-soft" });
  const bar = thread();
  const part = h("p", { class: "wb-lead-number" });
  const day = h("p", { class: "wb-lead-number" });
  const end = h("p", { class: "wb-lead-soft" });
  const element = h(
    "div",
    { class: "wb-lead-clocks" },
    h("h2", {}, "This task"),
    task,
    what,
    bar.element,
    h(
      "div",
      { class: "wb-lead-two" },
      h("div", {}, h("h2", {}, "This part"), part, h("p", { class: "wb-lead-soft" }, "left")),
      h("div", {}, h("h2", {}, "Clock"), day, end),
    ),
  );

  /** @param {Run} run @param {View} view @param {number} now */
  function draw(run, view, now) {
    const { beat } = view.now;
    const whole = (view.now.own + run.extra) / beat.turns;
    const left = view.turnLeft ?? view.left;
    say(task, left === null ? (hasTask(view.now) ? asClock(whole) : "–") : asClock(left));
    if (left === null)
      say(
        what,
        hasTask(view.now)
          ? "Starts when you press again."
          : `${beat.say.length ? "You speak. " : ""}No clock for the room.`,
      );
    else if (run.paused) say(what, "The clock stands still.");
    else say(what, roomLabel(beat, view.turn) || "The room’s own time");
    bar.draw(left === null ? 0 : 1 - left / whole);
    say(part, asClock(view.partLeft));
    say(day, hourOf(now));
    say(end, view.end === null ? "The end shows when you begin." : `ends at ${hourOf(view.end)}`);
  }

  return { element, draw };
}

/** @param {number} time */
const hourOf = (time) => new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Late or not, what the room sees, what comes next, and below them what could be left out. @param {any} session @param {any} list @param {{cut: (id: string) => void, withoutRequest: () => void}} actions */
function sidePanel(session, list, actions) {
  const late = h("div", { class: "wb-lead-late", role: "status" });
  const sees = h("div", { class: "wb-lead-sees" });
  const next = h("div", { class: "wb-lead-next" });
  const out = h("div", { class: "wb-lead-cuts" });
  const element = h("div", {}, late, h("h2", {}, "The room sees"), sees, next, out);
  let told = "";
  let seen = "";

  /** @param {Run} run @param {View} view @param {number} now */
  function draw(run, view, now) {
    const lines = lateLines(run, view, session.beats, now);
    const behind = (view.late ?? 0) >= WORTH_SAYING;
    const cuts = behind ? view.cuts : [];
    const state = JSON.stringify([lines, cuts.map(({ beat, saves }) => [beat.id, saves]), run.plan.request]);
    if (told !== state) {
      told = state;
      late.classList.toggle("wb-behind", behind);
      late.replaceChildren(...lines.map((line) => h("p", {}, line)));
      out.replaceChildren(...cutButtons(cuts, actions), ...(run.plan.request ? [noRequest(actions)] : []));
    }
    const shown = `${run.beat} ${run.blank} ${view.next?.beat.id}`;
    if (seen === shown) return;
    seen = shown;
    const { beat } = view.now;
    sees.replaceChildren(
      ...(run.blank ? [h("p", {}, "Nothing: the screen is blank.")] : pictureOf(session.pictures[beat.picture])),
      ...(run.blank ? [] : [h("p", {}, fill(beat.show, run.plan, []))]),
    );
    next.replaceChildren(...nextOf(view.next, run, list));
  }

  return { element, draw };
}

/** @param {Run} run @param {View} view @param {import("./timing.js").Beat[]} beats @param {number} now @returns {string[]} */
function lateLines(run, view, beats, now) {
  if (view.late === null || view.end === null) return [];
  const lines = [];
  lines.push(view.late >= WORTH_SAYING ? `${inWords(view.late)} behind. It ends at ${hourOf(view.end)}.` : "On time.");
  const reading = lastMoment(run, beats, "lines");
  if (reading !== null)
    lines.push(
      reading < now
        ? "Too late to read out lines: nothing goes today. Go on without a request."
        : `The lines must begin by ${hourOf(reading)}.`,
    );
  const close = lastMoment(run, beats, "take") ?? lastMoment(run, beats, "turn");
  if (close !== null && view.late >= WORTH_SAYING) lines.push(`Closing must begin by ${hourOf(close)}.`);
  return lines;
}

/** @param {Timed[]} cuts @param {{cut: (id: string) => void}} actions */
function cutButtons(cuts, actions) {
  if (!cuts.length) return [];
  const buttons = cuts.map(({ beat, saves }) =>
    h(
      "button",
      { type: "button", class: "wb-button", onclick: () => actions.cut(beat.id) },
      `${beat.late ? "Shorten" : "Leave out"} “${beat.show}” (${inWords(saves)})`,
    ),
  );
  return [h("h2", {}, "You could"), ...buttons];
}

/** @param {{withoutRequest: () => void}} actions */
const noRequest = (actions) =>
  h("button", { type: "button", class: "wb-lead-quiet", onclick: actions.withoutRequest }, "Go on without a request");

/** @param {Timed | null} next @param {Run} run @param {any} list */
function nextOf(next, run, list) {
  if (!next) return [h("h2", {}, "Next"), h("p", {}, "That is the end.")];
  const { beat } = next;
  return [
    h("h2", {}, "Next"),
    h("p", {}, fill(beat.show, run.plan, list.names)),
    h("p", { class: "wb-lead-soft" }, inWords(next.long)),
  ];
}
