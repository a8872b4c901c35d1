/** The room's screen: one line or one picture with a line, and the time of the room's own task. No words of the leader's, no names. */
import { h, say } from "../lib/dom.js";
import { fill } from "./plan.js";
import { asClock } from "./run.js";
import { thread } from "./thread.js";
import { roomLabel } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./run.js").View} View */

/**
 * @param {{pictures: Record<string, {title: string, svg: string}>}} session
 * @returns {{element: HTMLElement, draw: (run: Run, view: View) => void}}
 */
export function roomScreen(session) {
  const line = h("p", { class: "wb-screen-line" });
  const picture = h("div", { class: "wb-screen-picture" });
  const label = h("p", { class: "wb-screen-label" });
  const clock = h("p", { class: "wb-screen-clock", role: "timer" });
  const bar = thread();
  const foot = h("div", { class: "wb-screen-foot" }, label, bar.element, clock);
  const element = h("section", { class: "wb-screen", "aria-label": "The room’s screen" }, picture, line, foot);
  let drawn = "";

  /** @param {Run} run @param {View} view */
  function draw(run, { now, left, turn, turnLeft }) {
    const { beat } = now;
    const shown = run.blank ? null : beat;
    say(line, shown ? fill(beat.show, run.plan, []) : "");
    if (drawn !== `${shown?.picture}`) {
      drawn = `${shown?.picture}`;
      picture.replaceChildren(...pictureOf(shown ? session.pictures[beat.picture] : undefined));
    }
    element.classList.toggle("wb-has-picture", Boolean(shown && session.pictures[beat.picture]));
    const ticking = shown && left !== null;
    foot.hidden = !ticking;
    if (!ticking) return;
    const seconds = turnLeft ?? left;
    const whole = (now.own + run.extra) / beat.turns;
    say(label, roomLabel(beat, turn));
    say(clock, asClock(seconds));
    bar.draw(1 - seconds / whole);
  }

  return { element, draw };
}

/** @param {{title: string, svg: string} | undefined} picture @returns {Node[]} */
export function pictureOf(picture) {
  if (!picture) return [];
  const drawing = new DOMParser().parseFromString(picture.svg, "image/svg+xml").documentElement;
  return [document.importNode(drawing, true)];
}
