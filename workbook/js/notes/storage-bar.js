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
const CLEAR = [
  "Clear everything?",
  "All your answers go, for good: in this tab, in other tabs of this book, and all it has kept on this device.",
];
const FROM_DEVICE = [
  "Remove your words from this device?",
  "Everything this book has kept here goes, from other chapters too. It stays in this tab until you close it.",
];
const LEAVE = ["Clear your words and leave?", "Everything you wrote in this tab goes, for good. Then Welcome opens."];

/** What about this browser limits how long words are kept. @returns {HTMLElement[]} */
function limits() {
  const apple = navigator.vendor.startsWith("Apple");
  const texts = [...(apple ? [SAFARI] : []), ...(window.self !== window.top ? [FRAMED] : [])];
  return texts.map((text) => h("p", {}, text, " ", saveLink()));
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
  const { bar, line, heard, change, clearAndLeave } = barOf();
  const panel = panelOf(bar, change, heard);
  const links = guardLinks(notes, (parts, buttons) => {
    panel.move(bar, focused(change));
    panel.fill(parts, [...buttons, button("Stay here", panel.close)]);
    panel.show(true);
  });
  const words = wordsOf(notes, panel, links.take);
  change.addEventListener("click", () => (panel.isOpen() ? panel.close() : ask()));
  clearAndLeave.addEventListener("click", () => {
    panel.move(bar, clearAndLeave);
    words.leaving();
  });

  /** Open and go there: the reader asked. */
  function ask() {
    const opener = focused(change);
    panel.move(opener.closest(".wb-activity") ?? bar, opener);
    words.choices();
    panel.show();
    panel.element.focus({ preventScroll: true });
    panel.element.scrollIntoView({ block: "nearest" });
  }

  /** Open, but leave the reader where she is: she has just begun to write. */
  function wonder() {
    if (panel.isOpen() || notes.answered || notes.where === "device" || notes.folder) return;
    const opener = focused(change);
    const below = opener.closest(".wb-activity");
    if (!below && panel.waits()) return; // she has gone on to another step: it is asked again when she writes there
    panel.move(below ?? bar, opener);
    words.choices();
    panel.show();
    say(heard, "Below the box it says where your words are kept.");
  }

  let known = notes.why;
  function tell() {
    say(line, LINE[notes.where]);
    clearAndLeave.hidden = !notes.any || notes.where === "device";
    if (notes.why === known) return;
    known = notes.why;
    if (!known) return;
    panel.move(bar);
    panel.fill(["About your words", known], [button("Close", panel.close)]);
    panel.show();
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

/** The bar, with what is on it. */
function barOf() {
  const line = h("span", { class: "wb-bar-where", role: "status" });
  const heard = h("p", { class: "wb-unseen", role: "status" });
  const about = { "aria-label": "Change where my words are kept", "aria-expanded": "false" };
  const change = h("button", { type: "button", class: "wb-quiet", ...about }, "Change");
  const clearAndLeave = h("button", { type: "button", class: "wb-quiet wb-bar-leave" }, "Clear and leave");
  const bar = h(
    "div",
    { class: "wb-bar", role: "region", "aria-label": "Your words" },
    h("div", { class: "wb-bar-line" }, line, change, linkToNotes(), clearAndLeave, document.getElementById("wb-hide")),
    heard,
  );
  return { bar, line, heard, change, clearAndLeave };
}

/** What has the focus, to give it back. @param {HTMLElement} otherwise */
const focused = (otherwise) => (document.activeElement instanceof HTMLElement ? document.activeElement : otherwise);

/** A link to My notes, on every other page. */
function linkToNotes() {
  const address = helpPage("my-notes");
  const here = !address || location.pathname.endsWith(address.replace(/^(\.\.?\/)+/, "/"));
  return !here && h("a", { class: "wb-quiet", href: address }, "My notes");
}

/**
 * The panel: where it stands, whether it is open, and who has the focus after it.
 * @param {HTMLElement} bar @param {HTMLElement} change what opens it @param {HTMLElement} heard
 */
function panelOf(bar, change, heard) {
  const element = h("div", {
    class: "wb-panel",
    id: uid("panel"),
    role: "region",
    "aria-label": "Where your words are kept",
    tabindex: "-1",
    hidden: true,
  });
  const asking = h("div", { class: "wb-activity wb-asking" });
  change.setAttribute("aria-controls", element.id);
  bar.prepend(element);
  let opener = change;
  return {
    element,
    /** Was it opened, and then left where nobody sees it? */
    waits: () => element.isConnected && !element.hidden,

    // Not in a step that was left, nor in a note that was drawn again.
    isOpen: () => element.checkVisibility?.() ?? element.getClientRects().length > 0,

    /** @param {(string | HTMLElement | null)[]} parts the first one is the heading @param {HTMLElement[]} buttons */
    fill(parts, buttons) {
      const [first, ...rest] = parts.filter((part) => part);
      element.replaceChildren(
        h("p", { class: "wb-panel-first" }, first),
        ...rest.map((part) => (typeof part === "string" ? h("p", {}, part) : part)),
        ...(buttons.length ? [h("div", { class: "wb-actions" }, ...buttons)] : []),
      );
    },

    /** @param {boolean} [go] put the focus into it */
    show(go = false) {
      element.hidden = false;
      change.setAttribute("aria-expanded", "true");
      if (go) element.focus();
    },

    close() {
      const inside = element.contains(document.activeElement);
      element.hidden = true;
      asking.remove();
      change.setAttribute("aria-expanded", "false");
      say(heard, "");
      if (inside) (opener.isConnected ? opener : change).focus({ preventScroll: true });
    },

    /**
     * Put the panel in the bar; or below an activity, where it pushes down what follows and covers nothing.
     * @param {Element} place @param {HTMLElement} [from] what has the focus again when it closes
     */
    move(place, from = opener) {
      opener = from;
      asking.remove();
      if (place === bar) bar.prepend(element);
      else {
        asking.append(element);
        place.after(asking);
      }
    },

    /** @param {string} text */
    say: (text) => say(heard, text),
  };
}

/**
 * What the panel says and offers.
 * @param {Notes} notes @param {ReturnType<typeof panelOf>} panel
 * @param {() => HTMLElement} saveOrCopy where nothing is kept, words can still be taken from here
 */
function wordsOf(notes, panel, saveOrCopy) {
  /** @param {() => void} act */
  function decide(act) {
    panel.close();
    act(); // if it does not do, the panel opens again and says why
  }

  /** Ask before it is done. @param {(string | HTMLElement | null)[]} parts @param {string} yes @param {() => void} act */
  function sure(parts, yes, act, no = back) {
    panel.fill(parts, [button(yes, act), button("No, go back", no)]);
    panel.show(true);
  }
  function back() {
    choices();
    panel.show(true);
  }
  const clear = () => sure(CLEAR, "Yes, clear everything", cleared);
  const fromDevice = () => sure(FROM_DEVICE, "Yes, this tab only", () => decide(() => notes.tabOnly()));

  function cleared() {
    notes.clear();
    panel.close();
    panel.say("Everything is cleared.");
  }

  /** Everything that can be done about what is kept. */
  function choices() {
    const clearing = notes.any ? [button("Clear everything", clear)] : [];
    const leaveIt = button("Keep it as it is", panel.close);
    if (notes.where === "device") {
      panel.fill(
        [
          "Your words are kept on this device.",
          "They are in this browser only. Whoever uses this browser can read them.",
          ...limits(),
          preferences(notes),
        ],
        [leaveIt, button("Keep them in this tab only", fromDevice), ...clearing],
      );
    } else if (notes.where === "tab") {
      panel.fill(
        [...question(notes, decide), preferences(notes), h("div", { class: "wb-actions" }, ...clearing, leaveIt)],
        [],
      );
    } else {
      panel.fill(
        ["Your words are on this page only.", notes.why, saveOrCopy(), preferences(notes)],
        [button("Try again", () => decide(() => notes.keep())), ...clearing, leaveIt],
      );
    }
  }

  function leaving() {
    const later = h("p", {}, "To have it later: ", notes.where === "page" ? saveOrCopy() : saveLink());
    sure([...LEAVE, later], "Yes, clear and leave", left, panel.close);
  }

  function left() {
    notes.leave();
    location.replace(bookPage("index.html"));
  }

  return { choices, leaving };
}

/** The question, with what each answer costs. The two weigh the same. @param {Notes} notes @param {(act: () => void) => void} decide */
function question(notes, decide) {
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
  const folder = "You opened this book from a folder: other pages opened from folders can read what is kept.";
  return [
    "Whose device is this?",
    notes.why,
    notes.folder ? folder : "",
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
    ...limits(),
  ];
}

/** After how many minutes the page hides by itself, and whether spelling is checked. @param {Notes} notes */
function preferences(notes) {
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
