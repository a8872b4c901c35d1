/**
 * The notes bar at the foot of a page: where words are kept, "Clear and leave", the page's Hide. And its panel: the
 * question whose device this is, and what else can be done.
 */
import { helpPage } from "../lib/book.js";
import { bookPage, h, say, uid } from "../lib/dom.js";
import { IDLE_CHOICES, idleMinutes, setIdleMinutes } from "../lib/hide-page.js";
import { checkSpelling, checksSpelling } from "../lib/preferences.js";
import { guardLinks } from "./link-guard.js";

/** @typedef {import("./open-notes.js").Notes} Notes */

const LINE = { device: "Kept on this device", tab: "Kept in this tab", page: "Gone when you leave this page" };
const SAFARI =
  "On iPhones, iPads and Macs, Safari deletes what a website keeps when you have not visited it for seven days. " +
  "Save a file as well.";
const FRAMED =
  "This page is shown inside another website. What it keeps is found again only inside that website, and only " +
  "where the browser allows it. Save a file as well.";

/** What about this browser limits how long words are kept. @returns {string[]} */
function limits() {
  const apple = navigator.vendor.startsWith("Apple");
  return [...(apple ? [SAFARI] : []), ...(window.self !== window.top ? [FRAMED] : [])];
}

/** @param {string} text @param {() => void} act @param {string} [css] */
const button = (text, act, css = "") => h("button", { type: "button", class: `wb-button ${css}`, onclick: act }, text);

/** Where a file can be saved. */
function saveLink() {
  const address = helpPage("my-notes");
  return address ? h("a", { href: address }, "Save a file on My notes") : null;
}

/** @param {Notes} notes */
export function notesBar(notes) {
  const panelId = uid("panel");
  const line = h("span", { class: "wb-bar-where", role: "status" });
  const heard = h("p", { class: "wb-unseen", role: "status" });
  const panel = h("div", {
    class: "wb-panel",
    id: panelId,
    role: "region",
    "aria-label": "Where your words are kept",
    tabindex: "-1",
    hidden: true,
  });
  const asking = h("div", { class: "wb-activity wb-asking" });
  const change = h(
    "button",
    {
      type: "button",
      class: "wb-quiet",
      "aria-label": "Change where my words are kept",
      "aria-expanded": "false",
      "aria-controls": panelId,
      onclick: () => (panel.hidden ? ask() : close()),
    },
    "Change",
  );
  const clearAndLeave = h(
    "button",
    { type: "button", class: "wb-quiet wb-bar-leave", onclick: leaving },
    "Clear and leave",
  );
  const address = helpPage("my-notes");
  const here = !address || location.pathname.endsWith(address.replace(/^(\.\.?\/)+/, "/"));
  const mine = !here && h("a", { class: "wb-quiet", href: address }, "My notes");
  const bar = h(
    "div",
    { class: "wb-bar", role: "region", "aria-label": "Your words" },
    h("div", { class: "wb-bar-line" }, line, change, mine, clearAndLeave, document.getElementById("wb-hide")),
    heard,
  );
  bar.prepend(panel);
  /** @type {HTMLElement} */
  let opener = change;

  /** @param {(string | HTMLElement | null)[]} parts the first one is the heading @param {HTMLElement[]} buttons */
  function fill(parts, buttons) {
    const [first, ...rest] = parts.filter((part) => part);
    panel.replaceChildren(
      h("p", { class: "wb-panel-first" }, first),
      ...rest.map((part) => (typeof part === "string" ? h("p", {}, part) : part)),
      h("div", { class: "wb-actions" }, ...buttons),
    );
  }

  /** The question, with what each answer costs. The two weigh the same. @param {HTMLElement[]} more */
  function question(more) {
    const answers = [
      {
        label: "It is mine: keep my words on it",
        cost: "They stay here until you clear them. Whoever uses this browser can read them.",
        act: () => notes.keep(),
      },
      {
        label: "It is shared, or I am not sure",
        cost:
          "They stay in this tab: on every page of it, and on My notes. They go when you close the tab, and after " +
          "an hour without a touch. A browser can bring a closed tab back; “Clear and leave” prevents that.",
        act: () => notes.tabOnly(),
      },
    ];
    panel.replaceChildren(
      h("p", { class: "wb-panel-first" }, "Whose device is this?"),
      ...(notes.why ? [h("p", {}, notes.why)] : []),
      ...(notes.folder
        ? [h("p", {}, "You opened this book from a folder: other pages opened from folders can read what is kept.")]
        : []),
      h(
        "div",
        { class: "wb-panel-answers" },
        ...answers.map(({ label, cost, act }) => {
          const id = uid("cost");
          const choose = h("button", { type: "button", class: "wb-button", "aria-describedby": id }, label);
          choose.addEventListener("click", () => decide(act));
          return h("div", {}, choose, h("p", { id }, cost));
        }),
      ),
      ...limits().map((text) => h("p", {}, text, " ", saveLink())),
      ...more,
    );
  }

  /** Everything that can be done about what is kept. */
  function choices() {
    const clear = button("Clear everything", sure);
    const leaveIt = button("Keep it as it is", close);
    const rest = [preferences(), h("div", { class: "wb-actions" }, ...(notes.any ? [clear] : []), leaveIt)];
    if (notes.where === "device") {
      fill(
        [
          "Your words are kept on this device.",
          "They are in this browser only. Whoever uses this browser can read them.",
          ...limits().map((text) => h("p", {}, text, " ", saveLink())),
          preferences(),
        ],
        [leaveIt, button("Keep them in this tab only", fromDevice), clear],
      );
    } else if (notes.where === "tab") question(rest);
    else {
      fill(
        ["Your words are on this page only.", notes.why, saveOrCopy(), preferences()],
        [button("Try again", () => decide(() => notes.keep())), ...(notes.any ? [clear] : []), leaveIt],
      );
    }
  }

  /** Where nothing is kept, words can still be taken from here. */
  const saveOrCopy = () => links.take();

  /** After how many minutes the page hides by itself, and whether spelling is checked. */
  function preferences() {
    const id = uid("idle");
    const names = IDLE_CHOICES.map((minutes) => (minutes ? `${minutes} minute${minutes === 1 ? "" : "s"}` : "Never"));
    const select = h(
      "select",
      { id, onchange: () => setIdleMinutes(Number(select.value), notes.where === "device") },
      ...IDLE_CHOICES.map((minutes, at) => h("option", { value: String(minutes) }, names[at])),
    );
    select.value = String(idleMinutes());
    const spelling = h("input", {
      type: "checkbox",
      onchange: () => checkSpelling(spelling.checked, notes.where === "device"),
    });
    spelling.checked = checksSpelling();
    return h(
      "div",
      { class: "wb-panel-more" },
      h("p", {}, h("label", { for: id }, "Hide this page when nobody has touched it for "), select),
      h("label", {}, spelling, " Let this browser check my spelling. Some browsers send what you type away to do so."),
    );
  }

  /** @param {() => void} act */
  function decide(act) {
    close();
    act(); // if it does not do, the panel opens again and says why
  }

  function fromDevice() {
    fill(
      [
        "Remove your words from this device?",
        "Everything this book has kept here goes, from other chapters too. It stays in this tab until you close it.",
      ],
      [button("Yes, this tab only", () => decide(() => notes.tabOnly())), button("No, go back", back)],
    );
    panel.focus();
  }

  function sure() {
    fill(
      [
        "Clear everything?",
        "All your answers go, for good: in this tab, in other tabs of this book, and all it has kept on this device.",
      ],
      [button("Yes, clear everything", cleared), button("No, go back", back)],
    );
    panel.focus();
  }

  function cleared() {
    notes.clear();
    close();
    say(heard, "Everything is cleared.");
  }

  function leaving() {
    move(bar);
    opener = clearAndLeave;
    fill(
      [
        "Clear your words and leave?",
        "Everything you wrote in this tab goes, for good. Then Welcome opens.",
        h("p", {}, "To have it later: ", notes.where === "page" ? saveOrCopy() : saveLink()),
      ],
      [button("Yes, clear and leave", left), button("No, go back", close)],
    );
    show();
    panel.focus();
  }

  function left() {
    notes.leave();
    location.replace(bookPage("index.html"));
  }

  function back() {
    choices();
    panel.focus();
  }

  function close() {
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    asking.remove();
    change.setAttribute("aria-expanded", "false");
    say(heard, "");
    if (inside) (opener.isConnected ? opener : change).focus({ preventScroll: true });
  }

  function show() {
    panel.hidden = false;
    change.setAttribute("aria-expanded", "true");
  }

  /** Put the panel in the bar; or below an activity, where it pushes down what follows and covers nothing. @param {Element} place */
  function move(place) {
    asking.remove();
    if (place === bar) bar.prepend(panel);
    else {
      asking.append(panel);
      place.after(asking);
    }
  }

  /** Open and go there: the reader asked. */
  function ask() {
    opener = document.activeElement instanceof HTMLElement ? document.activeElement : change;
    move(opener.closest(".wb-activity") ?? bar);
    choices();
    show();
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  /** Open, but leave the reader where she is: she has just begun to write. */
  function wonder() {
    if (!panel.hidden || notes.answered || notes.where === "device" || notes.folder) return;
    opener = change;
    move(document.activeElement?.closest(".wb-activity") ?? bar);
    choices();
    show();
    say(heard, "Below the box it says where your words are kept.");
  }

  const links = guardLinks(notes, (parts, buttons) => {
    move(bar);
    opener = document.activeElement instanceof HTMLElement ? document.activeElement : change;
    fill(parts, [...buttons, button("Stay here", close)]);
    show();
    panel.focus();
  });

  let known = notes.why;
  function tell() {
    say(line, LINE[notes.where]);
    clearAndLeave.hidden = !notes.any || notes.where === "device";
    if (notes.why === known) return;
    known = notes.why;
    if (!known) return;
    move(bar);
    fill(["About your words", known], [button("Close", close)]);
    show();
  }
  notes.listen(tell);
  tell();
  if (known && notes.where === "tab") {
    known = "";
    tell();
  }
  document.body.append(bar);
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--wb-bar", `${bar.offsetHeight}px`);
  }).observe(bar);
  document.documentElement.classList.add("wb-has-bar");
  return { ask, wonder };
}
