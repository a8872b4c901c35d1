/**
 * The page Run it on a screen: choose a session, lead it from one window, and show it to the room in another.
 * The address holds the plan and how far it is; the clock is worked out from it; two windows tell each other.
 */
import { h, say, uid } from "../lib/dom.js";
import { chapterPlan, MOST, read, timerPlan, write } from "../session/address.js";
import { forWall, wallView } from "../session/audience-view.js";
import * as sessionClock from "../session/clock.js";
import { read as asked, MOST_MINUTES } from "../session/plan-rule.js";
import { leadView } from "../session/presenter-view.js";
import { linking } from "../session/window-link.js";

const { back, blank, fresh, give, look, next, pause, place } = sessionClock;
const TICK = 250;
const WALL = "whys-and-hows-wall";
const SIZE = "popup,width=1024,height=640";
/** @type {Record<string, string>} what a key does, also one that a clicker sends */
const KEYS = { PageDown: "next", ArrowRight: "next", " ": "next", PageUp: "back", ArrowLeft: "back", ".": "blank" };
/** @type {Record<string, string>} */
const LETTERS = { p: "pause", b: "blank", f: "full", "+": "more", "=": "more", "-": "less", "−": "less" };

export function start() {
  const root = document.querySelector('[data-runs="run-mode"]');
  /** @type {import("../session/address.js").Chapter[]} */
  const chapters = window.whysAndHowsSessions?.chapters ?? [];
  if (!root || !chapters.length) return;
  const page = document.documentElement;
  /** @type {string | undefined} the reader's own colours, while the wall is dark */
  let theme;
  const title = document.title;
  /** @type {ReturnType<typeof read>} what this window shows */
  let here = { view: "start", plan: null, run: null, told: "" };
  /** @type {number[]} */
  let minutes = [];
  /** @type {{element: HTMLElement, draw: Function} | null} */
  let view = null;
  /** @type {HTMLAnchorElement | null} */
  let door = null;
  /** @type {HTMLElement | null} */
  let form = null;

  const address = () =>
    here.run ? write(/** @type {"lead"} */ (here.view), /** @type {any} */ (here.plan), here.run) : "";
  const link = linking(address, take);
  open();
  window.addEventListener("hashchange", open);
  window.addEventListener("keydown", press, { capture: true });
  window.setInterval(draw, TICK);
  document.addEventListener("visibilitychange", awake);
  Object.assign(window, { whysAndHowsRun: { ...sessionClock, chapterPlan, forWall, read, write } });

  /** What the address says. */
  function open() {
    if (here.run && location.hash === address()) return;
    here = read(location.hash, chapters, Date.now());
    show();
    link.tell();
  }

  /** Build what this window shows. */
  function show() {
    view?.element.remove();
    view = door = null;
    const { plan, run } = here;
    page.classList.toggle("wb-run-on", Boolean(run));
    colours(here.view === "wall");
    document.title = run && here.view === "wall" ? `The wall · ${title}` : title;
    form?.remove();
    form = null;
    if (!plan || !run) {
      const start = starting(plan, here.told);
      root?.append(start);
      form = start;
      return;
    }
    minutes = plan.steps.map((one) => one.minutes);
    view =
      here.view === "wall"
        ? wallView(forWall(plan), tools("wb-wall-tools"))
        : leadView(plan, {
            wall: [wallLink(), button("Full screen", "full")],
            buttons: tools("wb-lead-tools"),
            end: ending(),
          });
    document.body.prepend(view.element);
    draw();
    awake();
    window.scrollTo(0, 0);
  }

  /** The wall is dark, whatever the reader chose for pages. @param {boolean} wall */
  function colours(wall) {
    if (wall === page.hasAttribute("data-wall")) return;
    if (wall) theme = page.dataset.theme;
    page.toggleAttribute("data-wall", wall);
    if (wall) page.dataset.theme = "dark";
    else if (theme) page.dataset.theme = theme;
    else delete page.dataset.theme;
  }

  function draw() {
    const { run } = here;
    if (!view || !run) return;
    const clock = look(run, minutes, Date.now());
    const near = link.near();
    const element = view.element;
    element.classList.toggle("wb-run-near", near);
    view.draw(run, clock, near);
    for (const one of element.querySelectorAll("[data-does]")) {
      const does = one.getAttribute("data-does");
      if (does === "pause") say(one, run.paused ? "Go on" : "Stop the clock");
      if (does === "next") say(one, place(run) < 0 ? "Begin" : place(run) + 1 < minutes.length ? "Next" : "Finish");
      if (does === "blank") say(one, run.blank ? "Show the wall" : "Blank the wall");
      one.toggleAttribute(
        "disabled",
        (does === "back" && place(run) < 1) ||
          (does === "next" && place(run) >= minutes.length) ||
          (["pause", "more", "less"].includes(/** @type {string} */ (does)) && !clock.going),
      );
    }
    if (door) door.href = write("wall", /** @type {any} */ (here.plan), run);
  }

  /** Something was done here. @param {import("../session/clock.js").Run} run */
  function change(run) {
    here.run = run;
    keep();
    link.tell();
    draw();
  }

  function keep() {
    try {
      history.replaceState(null, "", address());
    } catch {
      location.replace(address()); // A page from a folder may not be allowed the other way.
    }
  }

  /** Something was done in the other window: it counts if it is later, or at the same moment in the one that opened this. @param {string} said @param {boolean} above */
  function take(said, above) {
    if (!here.run) return;
    const other = read(said, chapters, Date.now());
    if (!other.run || other.run.changed - here.run.changed < (above ? 0 : 1)) return draw();
    const same = String(other.plan?.address) === String(here.plan?.address);
    here = { ...other, view: here.view };
    keep();
    if (same) draw();
    else show();
  }

  /** @param {string} does */
  function act(does) {
    const { run, plan } = here;
    if (!run || !plan) return;
    const now = Date.now();
    if (does === "full") return whole();
    if (does === "next" && (plan.chapter || place(run) < 0)) change(next(run, minutes, now));
    if (does === "back") change(back(run, now));
    if (does === "pause") change(pause(run, minutes, now));
    if (does === "more") change(give(run, minutes, 1, now));
    if (does === "less") change(give(run, minutes, -1, now));
    if (does === "blank") change(blank(run, now));
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (
      !here.run ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      page.classList.contains("wb-hidden")
    )
      return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === " " && target.closest?.("button, a, summary")) return;
    const letter = event.key.toLowerCase();
    const onWall = here.view === "wall";
    const does =
      KEYS[event.key] ?? (here.run.letters && LETTERS[letter]) ?? (event.key === "Escape" && onWall && "blank");
    const opens = here.run.letters && view?.element.querySelector(`[data-key-opens="${CSS.escape(letter)}"]`);
    if (!does && !opens) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;
    if (does) act(does);
    else if (opens instanceof HTMLElement) opens.click();
  }

  function whole() {
    if (document.fullscreenElement) document.exitFullscreen();
    else page.requestFullscreen?.().catch(() => {}); // Where it is refused, the window stays as large as it is.
  }

  /** A screen that is watched does not go dark, where the browser can see to it. */
  async function awake() {
    if (!here.run || document.visibilityState !== "visible") return;
    await navigator.wakeLock?.request("screen").catch(() => {});
  }

  /** @param {string} text @param {string} does @param {string} [more] */
  function button(text, does, more = "") {
    return h(
      "button",
      { type: "button", class: `wb-button ${more}`.trim(), "data-does": does, onclick: () => act(does) },
      text,
    );
  }

  /** @param {string} name */
  function tools(name) {
    const alone = here.plan?.chapter ? [button("Back", "back"), button("Begin", "next", "wb-primary")] : [];
    const full =
      here.view === "wall"
        ? [button("Blank the wall", "blank"), button("Full screen", "full"), ending()]
        : [button("Blank the wall", "blank")];
    return h(
      "div",
      { class: name, role: "group", "aria-label": "The session" },
      ...alone,
      button("Stop the clock", "pause"),
      button("− 1 minute", "less"),
      button("+ 1 minute", "more"),
      ...full,
    );
  }

  /** Opens the wall; where a browser refuses windows, it is a link like any other, and opens a tab. */
  function wallLink() {
    door = h(
      "a",
      { class: "wb-button", href: "#", target: WALL, rel: "opener", onclick: opening },
      "Open the wall in a window of its own",
    );
    return /** @type {HTMLElement} */ (door);

    /** @param {Event} event */
    function opening(event) {
      const one = window.open(/** @type {HTMLAnchorElement} */ (door).href, WALL, SIZE);
      if (!one) return;
      event.preventDefault();
      link.add(one);
      one.focus();
    }
  }

  function ending() {
    return h("button", { type: "button", class: "wb-quiet", onclick: leave }, "Leave the session");
  }

  /** Back to the start. The session can be had again with the browser's own Back. */
  function leave() {
    location.hash = `#${new URLSearchParams(here.plan?.chapter ? here.plan.address : [])}`;
    root?.querySelector("h3")?.focus();
  }

  /** @param {"lead" | "wall"} as @param {import("../session/address.js").Plan} plan @param {boolean} letters */
  function begin(as, plan, letters) {
    const now = Date.now();
    const run = fresh(now, letters);
    location.hash = write(as, plan, plan.chapter ? run : next(run, [plan.steps[0].minutes], now));
  }

  /** The form to start from. @param {import("../session/address.js").Plan | null} plan that the address names @param {string} problem */
  function starting(plan, problem) {
    const told = h("p", { class: "wb-start-told", role: "alert" }, problem);
    const chosen = Object.fromEntries(plan?.address ?? []);
    const chapter = h(
      "select",
      { autocomplete: "off" },
      ...chapters.map((one) => h("option", { value: one.id, selected: one.id === chosen.chapters }, one.title)),
    );
    const minutes = number(
      "Minutes for the session",
      chosen.minutes ?? "60",
      `From 20 to ${MOST_MINUTES}. 20, 60 and 90 are the chapter’s own plans.`,
    );
    const people = number(
      "How many people, if you know",
      chosen.people ?? "",
      "Then the wall says how many threes and pairs.",
    );
    const letters = h("input", { type: "checkbox", autocomplete: "off", checked: true });
    const long = number("Minutes on the timer", chosen.timer ?? "5", `From 1 to ${MOST}.`);

    /** @param {"lead" | "wall"} as */
    function go(as) {
      const typed = {
        chapters: [chapter.value],
        minutes: minutes.input.value,
        people: people.input.value.trim() || "20",
        elsewhere: "0",
        start: "14:00",
      };
      const { request, wrong } = asked(typed, chapters);
      minutes.mark(wrong.minutes);
      people.mark(wrong.people);
      if (wrong.minutes || wrong.people) return (wrong.minutes ? minutes : people).input.focus();
      begin(
        as,
        /** @type {any} */ (
          chapterPlan(chapters, chapter.value, request.minutes, people.input.value.trim() ? request.people : 0)
        ),
        letters.checked,
      );
    }

    /** @param {Event} event */
    function time(event) {
      event.preventDefault();
      const text = long.input.value.trim();
      const fits = /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST;
      long.mark(fits ? "" : `Type a whole number of minutes, from 1 to ${MOST}.`);
      if (fits) begin("wall", timerPlan(Number(text)), letters.checked);
      else long.input.focus();
    }

    return h(
      "div",
      { class: "wb-start" },
      h(
        "form",
        {
          autocomplete: "off",
          novalidate: true,
          onsubmit(/** @type {Event} */ event) {
            event.preventDefault();
            go("lead");
          },
        },
        h("h3", { tabindex: "-1" }, "A session"),
        told,
        h("label", { class: "wb-start-field" }, "Chapter", chapter),
        minutes.field,
        people.field,
        h(
          "label",
          { class: "wb-start-tick" },
          letters,
          h(
            "span",
            {},
            "Single letters work as keys: P, B, F and others. Take the tick away if you speak to your computer.",
          ),
        ),
        h(
          "div",
          { class: "wb-actions" },
          h("button", { class: "wb-button wb-primary" }, "Lead from this window"),
          h(
            "button",
            { type: "button", class: "wb-button", onclick: () => go("wall") },
            "Only the wall, in this window",
          ),
        ),
      ),
      h(
        "form",
        { autocomplete: "off", novalidate: true, onsubmit: time },
        h("h3", {}, "Just a timer"),
        long.field,
        h("div", { class: "wb-actions" }, h("button", { class: "wb-button" }, "Start the timer")),
      ),
    );
  }
}

/** A box for a number, what it is for, and where it says what is wrong. @param {string} label @param {string} value @param {string} hint */
function number(label, value, hint) {
  const [hintId, wrongId] = [uid("hint"), uid("wrong")];
  const wrong = h("p", { id: wrongId, class: "wb-start-told", role: "alert" });
  const input = h("input", {
    type: "text",
    inputmode: "numeric",
    maxlength: "4",
    autocomplete: "off",
    value,
    "aria-describedby": `${hintId} ${wrongId}`,
  });
  const field = h(
    "div",
    { class: "wb-start-field" },
    h("label", {}, label, input),
    h("span", { id: hintId, class: "wb-start-hint" }, hint),
    wrong,
  );
  return {
    input,
    field,
    /** @param {string} [message] */
    mark(message = "") {
      say(wrong, message);
      if (message) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    },
  };
}
