/** The wall: what the room sees of a step, and the time. It is given slides, and a slide holds nothing else. */
import { h, say } from "../lib/dom.js";
import { figures, inWords, place } from "./clock.js";
import { groupWords } from "./plan-sheet.js";

/** What stands on the wall at the steps that only a session has. */
const FRAME = {
  open: ["Welcome.", "You can pass on anything.", "You can go out at any time."],
  break: ["Please be back when the time is up."],
  close: ["Where to turn is by the door. Please take one.", "What you wrote is yours: take it with you."],
};
/** How large the words may be: as large as they fit. */
const SIZES = [1.5, 1.3, 1.15, 1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7];
/** @typedef {{title: string, lines: string[], minutes: number}} Slide */

/** How many threes and pairs, at the opening, if somebody said how many people come. @param {import("./address.js").Plan} plan @param {string} id */
const groupsAt = ({ people }, id) => (id === "open" && people > 1 ? [`Groups: ${groupWords(people)}.`] : []);

/**
 * What may stand on the wall, and not a word more: neither notes nor script come past here.
 * @param {import("./address.js").Plan} plan @returns {{title: string, note: string, slides: Slide[]}}
 */
export const forWall = (plan) => ({
  title: plan.title,
  note: plan.note,
  slides: plan.steps.map(({ step, minutes }) => ({
    title: step.title,
    lines: [...(FRAME[/** @type {keyof typeof FRAME} */ (step.id)] ?? step.wall), ...groupsAt(plan, step.id)],
    minutes,
  })),
});

/**
 * @param {ReturnType<typeof forWall>} shown @param {HTMLElement} tools what stands at the foot
 * @returns {{element: HTMLElement, draw: (run: import("./clock.js").Run, clock: ReturnType<typeof import("./clock.js").look>) => void}}
 */
export function wallView(shown, tools) {
  const body = h("div", { class: "wb-wall-body" });
  const left = h("p", { class: "wb-wall-figures", role: "timer", "aria-label": "Time left" });
  const words = h("p", { class: "wb-wall-words" });
  const bar = h("div", { class: "wb-wall-bar", "aria-hidden": "true" }, h("div", {}));
  const time = h("div", { class: "wb-wall-time" }, bar, left, words);
  const element = h("main", { class: "wb-run wb-wall" }, body, time, tools);
  let now = "";
  let size = "";

  /** @param {number} step */
  function page(step) {
    const slide = shown.slides[step];
    if (slide) return [h("h1", {}, slide.title), ...slide.lines.map((line) => h("p", {}, line))];
    if (step < 0) return [h("h1", {}, shown.title), h("p", {}, "We begin soon."), shown.note && h("p", {}, shown.note)];
    return [h("h1", {}, "That is the end"), ...FRAME.close.map((line) => h("p", {}, line))];
  }

  /** As large as fits. It is measured again when what is shown, or the window, has changed. */
  function fit() {
    const is = `${now} ${time.hidden} ${window.innerWidth} ${window.innerHeight} ${tools.offsetHeight} ${time.offsetHeight} ${document.fonts.status}`;
    if (is === size) return;
    size = is;
    for (const large of SIZES) {
      body.style.setProperty("--wb-large", String(large));
      if (element.scrollHeight <= window.innerHeight) return;
    }
  }

  return {
    element,
    draw(run, clock) {
      const step = place(run);
      const state = run.blank ? "blank" : run.paused ? "paused" : clock.going && clock.left <= 0 ? "up" : "going";
      element.dataset.state = state;
      if (now !== `${step} ${run.blank}`) {
        now = `${step} ${run.blank}`;
        element.toggleAttribute("data-bare", Boolean(shown.slides[step] && !shown.slides[step].lines.length));
        body.replaceChildren(
          ...(run.blank ? [h("h1", { class: "wb-unseen" }, "The wall is blank")] : page(step)).filter(Boolean),
        );
      }
      time.hidden = run.blank || !clock.going;
      if (time.hidden) return fit();
      say(left, clock.left > 0 ? figures(clock.left) : "0:00");
      say(words, run.paused ? "The clock is stopped." : inWords(clock.left));
      bar.style.setProperty("--wb-gone", String(Math.min(1, Math.max(0, 1 - clock.left / clock.given))));
      fit();
    },
  };
}
