/** The leader's window: what to say and do, what comes next, and a clock that can be read from across the room. */
import { bookPage, h, say } from "../lib/dom.js";
import { figures, inWords, MINUTE, minutesOf, place, standing, timeOfDay } from "./clock.js";

const NOTES = { purpose: "Purpose", usually: "What usually happens", watch: "Watch for", paper: "Without a screen" };
const LATE = "Late?";
const NOTHING = /^Cut nothing/;
const HELP = [
  ["When to stop the session", "facilitate/hard-moments.html#when-to-stop-the-session", "S"],
  ["Words for hard moments", "facilitate/hard-moments.html", "H"],
  ["Where to turn", "where-to-turn.html", "W"],
];
const AFTER = [
  ["When everyone has gone", "facilitate/hard-moments.html#when-everyone-has-gone"],
  ["After the day", "facilitate/after.html"],
];
const KEYS = [
  ["Page Down, →, Space", "next step"],
  ["Page Up, ←", "one step back"],
  ["P", "stop the clock, or let it go on"],
  ["+ and −", "a minute more, or less"],
  ["B or .", "make the wall blank, or bring it back"],
  ["F", "the whole screen"],
  ["S, H, W", "when to stop, hard moments, where to turn: each in a new tab"],
  ["Esc", "hides this window, as on every page. On the wall it makes the wall blank. The clock goes on"],
];
/** @typedef {import("./address.js").Plan} Plan */

/** @param {string} text @param {string} path @param {string} [key] */
const away = (text, path, key) =>
  h(
    "a",
    { href: bookPage(`book/${path}`), target: "_blank", rel: "noopener", "data-key-opens": key?.toLowerCase() },
    text,
    key && h("kbd", {}, key),
  );

/** What could be left out from here on, as the worked session says it. @param {Plan} plan @param {number} step @returns {string[]} */
export const couldLeaveOut = (plan, step) =>
  plan.steps
    .slice(Math.max(step, 0))
    .flatMap(({ step: one, words: said }) =>
      said.filter(({ lead, text }) => lead === LATE && !NOTHING.test(text)).map(({ text }) => `${one.title}: ${text}`),
    );

/** @param {Plan} plan @param {number} step */
function words(plan, step) {
  const one = plan.steps[step];
  if (!one)
    return step < 0
      ? [
          h("h1", {}, plan.title),
          plan.note && h("p", {}, plan.note),
          h("p", {}, "Open the wall, and put it on the projector. Begin when the room is ready."),
          h(
            "ol",
            {},
            ...plan.steps.map(({ step: each, minutes }) => h("li", {}, `${each.title} (${minutesOf(minutes)})`)),
          ),
        ]
      : [
          h("h1", {}, "The session is over"),
          h("p", {}, "Stay where you are for a while. Then look after yourself, and send the ask."),
          h("ul", {}, ...AFTER.map(([text, path]) => h("li", {}, away(text, path)))),
        ];
  const { step: shown, minutes, needs } = one;
  const spoken = one.words.map(({ kind, text, lead }) =>
    kind === "say"
      ? h("blockquote", {}, h("p", {}, text))
      : h(
          "p",
          { class: "wb-lead-do" },
          lead && h("strong", {}, /[?.!]$/.test(lead) ? lead : lead + (/^[a-z]/.test(text) ? ":" : ".")),
          lead && " ",
          text,
        ),
  );
  const asked = shown.wall.map((text) => h("blockquote", {}, h("p", {}, text)));
  const other =
    spoken.length > 0 &&
    minutes > needs &&
    shown.id !== "break" &&
    h(
      "p",
      { class: "wb-lead-part" },
      `The words are for ${minutesOf(needs)}. You have ${minutes}: what is over belongs to the room.`,
    );
  const none = [
    h("p", { class: "wb-lead-do" }, "No words are written out for this step. Say it in your own, slowly."),
    asked.length && h("p", { class: "wb-lead-do" }, h("strong", {}, "Ask the room.")),
    ...asked,
  ];
  return [
    h("h1", {}, shown.title),
    h("p", { class: "wb-lead-part" }, `Step ${step + 1} of ${plan.steps.length} · ${minutesOf(minutes)}`),
    other,
    ...(spoken.length ? spoken : none),
  ];
}

/** @param {Plan} plan @param {number} step */
function beside(plan, step) {
  const notes = plan.steps[step]?.step.notes ?? {};
  const order = /** @type {(keyof typeof NOTES)[]} */ (["watch", "paper", "usually", "purpose"]);
  return order
    .filter((name) => notes[name])
    .flatMap((name) => [h("h2", {}, NOTES[name]), ...notes[name].split("\n").map((text) => h("p", {}, text))]);
}

/**
 * @param {Plan} plan @param {{wall: HTMLElement[], buttons: HTMLElement, end: HTMLElement}} parts that act
 * @returns {{element: HTMLElement, draw: (run: import("./clock.js").Run, clock: ReturnType<typeof import("./clock.js").look>, near: boolean) => void}}
 */
export function leadView(plan, { wall, buttons, end }) {
  const left = h("p", { class: "wb-lead-figures", role: "timer", "aria-label": "Time left in this step" });
  const about = h("p", { class: "wb-lead-words" });
  const stands = h("p", { class: "wb-lead-stands" });
  const told = h("p", { class: "wb-unseen", role: "status" });
  const script = h("div", { class: "wb-lead-script" });
  const then = h("p", { class: "wb-lead-next" });
  const late = h("div", { class: "wb-lead-late" });
  const side = h("div", { class: "wb-lead-notes" });
  const walls = h("p", { class: "wb-lead-wall" });
  const element = h(
    "main",
    { class: "wb-run wb-leads" },
    h("div", { class: "wb-lead-top" }, left, h("div", { class: "wb-lead-about" }, about, stands), buttons),
    h(
      "div",
      { class: "wb-lead-columns" },
      h("div", {}, script, then),
      h(
        "aside",
        { "aria-label": "Beside the words" },
        late,
        h("ul", { class: "wb-lead-help" }, ...HELP.map(([text, path, key]) => h("li", {}, away(text, path, key)))),
        side,
        h("h2", {}, "The wall"),
        walls,
        h("div", { class: "wb-actions" }, ...wall),
        h("h2", {}, "Keys"),
        h("dl", { class: "wb-lead-keys" }, ...KEYS.flatMap(([key, text]) => [h("dt", {}, key), h("dd", {}, text)])),
        h("p", {}, "A clicker works too, in either window. The arrows up and down move the words."),
        end,
      ),
    ),
    told,
  );
  let now = NaN;
  let at = "";

  /** What a screen reader hears: rarely, as somebody is speaking. @param {string} state @param {string} text */
  function hear(state, text) {
    if (state !== at) say(told, text);
    at = state;
  }

  return {
    element,
    draw(run, clock, near) {
      const step = place(run);
      element.dataset.state = run.paused ? "paused" : clock.going && clock.left <= 0 ? "up" : "going";
      if (now !== step) {
        const moved = !Number.isNaN(now);
        now = step;
        script.replaceChildren(...words(plan, step).filter(Boolean));
        side.replaceChildren(...beside(plan, step));
        const after = plan.steps[step + 1];
        say(
          then,
          after
            ? `Next: ${after.step.title} (${minutesOf(after.minutes)})`
            : step < plan.steps.length
              ? "This is the last step."
              : "",
        );
        if (moved) window.scrollTo(0, 0);
      }
      const short = clock.behind >= 1.5 * MINUTE && clock.going ? couldLeaveOut(plan, step) : [];
      if (late.childElementCount !== short.length + (short.length ? 1 : 0))
        late.replaceChildren(
          ...(short.length ? [h("h2", {}, "You could leave out"), ...short.map((text) => h("p", {}, text))] : []),
        );
      left.hidden = step >= plan.steps.length;
      say(left, figures(clock.going ? clock.left : plan.steps[0].minutes * MINUTE));
      say(
        about,
        run.paused
          ? "The clock is stopped."
          : clock.going
            ? inWords(clock.left)
            : step < 0
              ? "Not begun yet."
              : `It took ${minutesOf(Math.round(clock.took / MINUTE))}.`,
      );
      say(
        stands,
        clock.going
          ? `${standing(clock.behind)} The plan ends at ${timeOfDay(clock.end)}.`
          : step < 0
            ? minutesOf(plan.steps.reduce((sum, { minutes }) => sum + minutes, 0))
            : standing(clock.behind),
      );
      say(
        walls,
        near
          ? run.blank
            ? "It is open, and blank."
            : "It is open in a window of its own."
          : "It is not open. This window works alone too.",
      );
      const state = run.paused
        ? "paused"
        : !clock.going
          ? ""
          : clock.left <= 0
            ? "up"
            : clock.left <= MINUTE
              ? "minute"
              : "";
      hear(
        `${step} ${run.blank} ${state}`,
        run.blank
          ? "The wall is blank."
          : state
            ? { paused: "The clock is stopped.", up: "Time is up.", minute: "One minute left." }[state]
            : (plan.steps[step]?.step.title ?? ""),
      );
    },
  };
}
