/**
 * The page "Lead from a screen": the leader's window, and the room's screen in a window of its own. The address holds
 * the plan and how far it is; the clock is worked out from it; the two windows tell each other.
 */
import { h, say } from "../lib/dom.js";
import { isHidden, registerWords } from "../lib/hide-page.js";
import { leaderWindow } from "../session/leader-window.js";
import { momentsPanel } from "../session/moments.js";
import { fill, fromAddress, newPlan, problems, toAddress } from "../session/plan.js";
import { planForm } from "../session/plan-form.js";
import { withNames } from "../session/plan-store.js";
import { roomScreen } from "../session/room-screen.js";
import * as running from "../session/run.js";
import { SCREEN, toolbar } from "../session/run-toolbar.js";
import { sessionList, sessionOf } from "../session/session-data.js";
import { linking } from "../session/window-link.js";

/** @typedef {import("../session/run.js").Run} Run */
/** @typedef {import("../session/plan.js").Plan} Plan */

const TICK = 250;
const SIZE = "popup,width=1024,height=640";
const LOAD_FAILED = "The session did not load. Load the page again; from paper, paper 7 has every word.";
/** What a key does; clickers send Page Up and Page Down. @type {Record<string, string>} */
const KEYS = {
  PageDown: "on",
  " ": "on",
  ArrowRight: "on",
  PageUp: "back",
  ArrowLeft: "back",
  ".": "blank",
  b: "blank",
};

/** Fill the element that names this page. */
export function start() {
  const root = document.querySelector('[data-runs="run-mode"]');
  const list = sessionList();
  if (!root || !list?.chapters.length) return;
  const open = () => openAddress(/** @type {HTMLElement} */ (root), list);
  window.addEventListener("hashchange", () => !document.documentElement.classList.contains("wb-run-on") && open());
  open();
}

/** @param {HTMLElement} root @param {any} list */
async function openAddress(root, list) {
  const address = location.hash.slice(1);
  const plan = fromAddress(address);
  const asScreen = new URLSearchParams(address).get("as") === SCREEN;
  const begins = plan && new URLSearchParams(address).has("beat");
  const chapter = list.chapters.find((/** @type {any} */ { id }) => id === plan?.chapter);
  if (!plan || !chapter || problems(plan, list.chapters).length || !begins) {
    root.replaceChildren(startForm(list, plan && chapter ? plan : newPlan(list.chapters[0].id)));
    return;
  }
  try {
    const session = await sessionOf(chapter);
    const run =
      running.runFromAddress(address, session.beats, Date.now()) ?? running.newRun(plan, session.beats, Date.now());
    windowOf(session, list, { ...run, plan: withNames(run.plan) }, asScreen);
  } catch {
    root.replaceChildren(h("p", { role: "alert" }, LOAD_FAILED));
  }
}

/** Choose a plan, then begin. @param {any} list @param {Plan} first */
function startForm(list, first) {
  const form = planForm(list, first, () => {}, { names: false });
  const begin = h("button", { type: "button", class: "wb-button wb-primary", onclick: go }, "Open the leader’s window");
  const link = h("a", { href: "plan-your-own.html" }, "Plan your session");
  return h("div", { class: "wb-run-start" }, form.element, h("p", {}, begin, " Names and more: ", link, "."));

  function go() {
    if (problems(form.plan(), list.chapters).length)
      return void form.element.querySelector("[role=alert]")?.scrollIntoView();
    location.hash = `${toAddress(form.plan())}&beat=start`;
    location.reload();
  }
}

/** This page as one of the two windows. @param {any} session @param {any} list @param {Run} first @param {boolean} asScreen */
function windowOf(session, list, first, asScreen) {
  let run = first;
  const { beats } = session;
  const view = asScreen ? roomScreen(session) : leaderWindow(session, list, { cut: cutBeat, withoutRequest });
  const address = () => running.runToAddress(run);
  const link = linking(address, take);
  const moments = asScreen ? null : momentsPanel(list.moments, (text) => fill(text, run.plan, list.names));
  const warning = h("p", { class: "wb-run-warning", role: "status" });
  const stage = "stage" in view ? view.stage : view.element;
  const tools = asScreen ? null : toolbar(run.plan, list, act, stage);
  fillWindow(asScreen, [tools?.top, warning, view.element, moments?.element, tools?.bottom]);
  onKeys(stage, act, (number) => moments?.press(number));
  if (asScreen) ignoreEscape();
  else registerWords({ any: () => true, keep: () => {}, lost: () => true, waits: true });
  window.addEventListener("focus", draw);
  window.addEventListener("blur", draw);
  document.addEventListener("visibilitychange", draw);
  store();
  draw();
  stage.focus();
  window.setInterval(draw, TICK);

  /** @param {Run} next */
  function put(next) {
    run = next;
    store();
    link.tell();
    draw();
  }

  /** What the other window says; of the two, the later is right. @param {string} told */
  function take(told) {
    const other = running.runFromAddress(told, beats, Date.now());
    if (!other || other.stamp <= run.stamp) return;
    run = { ...other, plan: { ...other.plan, names: run.plan.names, local: run.plan.local } };
    store();
    draw();
  }

  function store() {
    if (isHidden()) return; // the address is another page's until Back is pressed
    history.replaceState(history.state, "", `#${asScreen ? `as=${SCREEN}&` : ""}${address()}`);
  }

  function draw() {
    const now = Date.now();
    const shown = running.look(run, beats, now);
    view.draw(run, shown, now);
    tools?.draw(run, shown);
    say(warning, warningNow(!asScreen && link.known() && !link.near()));
  }

  /** @param {string} id */
  function cutBeat(id) {
    const beat = beats.find((/** @type {any} */ one) => one.id === id);
    if (beat) put(running.cut(run, beat, Date.now()));
  }

  function withoutRequest() {
    put(running.withoutRequest(run, beats, Date.now()));
  }

  /** @param {string} does */
  function act(does) {
    if (does === SCREEN) openScreen();
    const next = running.changed(run, does, beats, Date.now());
    if (next) put(next);
  }

  function openScreen() {
    const other = window.open(`${location.pathname}#as=${SCREEN}&${address()}`, "whys-and-hows-screen", SIZE);
    if (other) link.add(other);
    else say(warning, "The browser refused a second window. Allow pop-ups for this page, and press again.");
  }
}

/** @param {boolean} asScreen @param {(HTMLElement | undefined)[]} parts of the window, from the top */
function fillWindow(asScreen, parts) {
  document.documentElement.classList.add("wb-run-on");
  const site = document.title.split(" · ").pop(); // what stays of it when the window is hidden
  document.title = `${asScreen ? "The room’s screen" : "Leader’s window"} · ${site}`;
  document.body.prepend(h("div", { class: asScreen ? "wb-run wb-run-screen" : "wb-run" }, ...parts));
}

/** @param {boolean} alone is the room's screen gone? @returns {string} */
function warningNow(alone) {
  if (!document.hasFocus()) return "Keys do nothing here now: click in this window first.";
  return alone ? "The room’s screen is not there. Open it again." : "";
}

/** The room's screen has no words to hide, and a clicker's Escape must not take it away. */
function ignoreEscape() {
  window.addEventListener("keydown", (event) => event.key === "Escape" && event.stopImmediatePropagation(), true);
}

/**
 * What the keyboard and clickers do, where nobody types and no button has the focus.
 * @param {HTMLElement} stage @param {(does: string) => void} act @param {(number: number) => void} press a digit
 */
function onKeys(stage, act, press) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isHidden()) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.closest("input, select, textarea");
    const pressing = target.closest("button, a, summary") && [" ", "Enter"].includes(event.key);
    if (typing || pressing) return;
    if (/^[1-9]$/.test(event.key)) press(Number(event.key));
    const does = KEYS[event.key];
    if (!does) return;
    event.preventDefault();
    if (does === "on" && readOn(stage)) return;
    act(does);
  });
}

/** Words that go below the window are read on before the session moves on. @param {HTMLElement} stage @returns {boolean} whether there was more */
function readOn(stage) {
  const below = stage.scrollHeight - stage.clientHeight - stage.scrollTop;
  if (below < 8) return false;
  stage.scrollBy({ top: stage.clientHeight * 0.8 });
  return true;
}
