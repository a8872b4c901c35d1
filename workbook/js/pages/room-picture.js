/**
 * The page The room picture: choose a question, print slips, type the counts, show a picture once, wipe it.
 * Nothing is kept. Which questions were shown is known until the page is loaded again, and no longer.
 */
import { h, say, uid } from "../lib/dom.js";
import { counted, picture } from "../session/room-picture-rule.js";

const SLIPS = 21;
const WORDS = {
  "most-yes": "Most of the room says yes.",
  divided: "The room is divided.",
  "most-no": "Most of the room says no.",
};
const WHY = {
  again: "This question has been shown. It cannot be shown again to the same people. Choose another, or stop here.",
  "no-counts": "Type a whole number in each box, such as 0 or 12. Nothing has been shown.",
  few: "There are fewer than 11 answers, so there is no picture. The numbers are wiped. If you mistyped, type them again. If not, tear up the slips and talk instead, as “Fewer than 11” on this page says.",
  many: "That is more than 200 answers. This is for one room. Look at the numbers again. Nothing has been shown.",
};
const NOTICE = [
  "What do you notice? Take a minute, in silence.",
  "What would have to be here for more people to say yes?",
  "Who could change that? A role, not a name.",
];

export function start() {
  const root = document.querySelector('[data-runs="room-picture"]');
  if (!root) return;
  const groups = [...root.querySelectorAll("ul")].map((list) => ({
    from: list.previousElementSibling?.textContent ?? "",
    questions: [...list.querySelectorAll("li")].map((item) => item.textContent ?? ""),
  }));
  /** @type {Set<string>} */
  const shown = new Set();
  let question = "";

  const list = h("div", { class: "wb-room-list" }, ...root.childNodes);
  const live = h("div", { class: "wb-room-live" });
  const screen = h("dialog", {
    class: "wb-room-screen",
    "aria-labelledby": "wb-room-says",
    oncancel: wipe,
    onclose: wiped,
  });
  root.replaceChildren(list, live, screen);
  choosing();

  /** @param {string} text @param {() => void} act @param {string} [more] */
  function button(text, act, more = "") {
    return h("button", { type: "button", class: `wb-button ${more}`.trim(), onclick: act }, text);
  }

  /** First: one question from the list. @param {boolean} [back] has somebody come back to it? */
  function choosing(back = false) {
    question = "";
    const told = h("p", { class: "wb-room-told", role: "alert" });
    const title = h("h3", { tabindex: "-1" }, "1. Choose one question");
    const chosen = (/** @type {() => void} */ then) => () =>
      question ? then() : say(told, "Choose a question first.");
    live.replaceChildren(
      title,
      ...groups.map(({ from, questions }) =>
        h("fieldset", { class: "wb-room-questions" }, h("legend", {}, from), ...questions.map(choice)),
      ),
      told,
      h(
        "div",
        { class: "wb-actions" },
        button("Print the slips", chosen(printing)),
        button("The slips are counted", chosen(counting), "wb-primary"),
      ),
    );
    if (back) title.focus();
  }

  /** @param {string} text */
  function choice(text) {
    const gone = shown.has(text);
    const radio = h("input", {
      type: "radio",
      name: "wb-room-question",
      autocomplete: "off",
      disabled: gone,
      onchange: () => (question = text),
    });
    return h("label", {}, radio, h("span", {}, text, gone && h("span", { class: "wb-room-gone" }, " Shown already.")));
  }

  /** A sheet of slips that are all alike, and nothing else, on paper. */
  function printing() {
    const sheet = h("div", { class: "wb-room-sheet" }, ...Array.from({ length: SLIPS }, () => slip(question)));
    document.body.append(sheet);
    document.documentElement.classList.add("wb-room-printing");
    window.addEventListener("afterprint", done, { once: true });
    window.print();

    function done() {
      document.documentElement.classList.remove("wb-room-printing");
      sheet.remove();
    }
  }

  /** Second: the counts, typed where nobody else can see them. */
  function counting() {
    const toldId = uid("room-told");
    const box = (/** @type {string} */ name) =>
      h("input", {
        type: "text",
        inputmode: "numeric",
        maxlength: "4",
        autocomplete: "off",
        spellcheck: "false",
        "aria-describedby": toldId,
        name,
      });
    const tick = () => h("input", { type: "checkbox", autocomplete: "off" });
    const [yes, no] = [box("yes"), box("no")];
    const ticks = [tick(), tick()];
    const told = h("p", { id: toldId, class: "wb-room-told", role: "alert" });
    const title = h("h3", { tabindex: "-1" }, "2. Type the two numbers");
    const form = h(
      "form",
      { novalidate: true, autocomplete: "off", onsubmit: show },
      title,
      h("p", { class: "wb-room-asked" }, question),
      h(
        "label",
        { class: "wb-room-tick" },
        ticks[0],
        h("span", {}, "The slips were folded and shuffled. Two of us counted them."),
      ),
      h(
        "label",
        { class: "wb-room-tick" },
        ticks[1],
        h("span", {}, "The projector is off. Nobody but the two of us can see this screen."),
      ),
      h(
        "div",
        { class: "wb-room-counts" },
        h("label", {}, "Slips that say yes", yes),
        h("label", {}, "Slips that say no", no),
      ),
      h("p", {}, "The button wipes both numbers. Then turn the projector on, or read the one sentence aloud."),
      told,
      h(
        "div",
        { class: "wb-actions" },
        h("button", { class: "wb-button wb-primary" }, "Show the picture"),
        button("Back to the questions", () => choosing(true)),
      ),
    );
    live.replaceChildren(form);
    title.focus();

    /** @param {Event} event */
    function show(event) {
      event.preventDefault();
      say(told, "");
      if (!ticks.every((one) => one.checked))
        return say(told, "Tick both lines first. If one is not so yet, see to it.");
      const result = picture(counted(yes.value, no.value), shown.has(question));
      if ("picture" in result) return showing(result.picture);
      if (result.refusal === "few") yes.value = no.value = "";
      say(told, WHY[result.refusal]);
      if (result.refusal !== "again") yes.focus();
    }
  }

  /** Third: the picture, once, over the whole screen. The counts are gone before it is there. @param {import("../session/room-picture-rule.js").Picture} which */
  function showing(which) {
    shown.add(question);
    live.replaceChildren();
    screen.replaceChildren(
      h("p", { class: "wb-room-asked" }, question),
      h("h2", { id: "wb-room-says", tabindex: "-1", autofocus: true }, WORDS[which]),
      h(
        "ol",
        { class: "wb-room-band", "aria-hidden": "true" },
        ...[
          ["most-no", "most say no"],
          ["divided", "divided"],
          ["most-yes", "most say yes"],
        ].map(([name, text]) => h("li", { class: name === which && "wb-room-here" }, text)),
      ),
      h(
        "p",
        { class: "wb-room-means" },
        which === "divided"
          ? "A good part of the room says yes, and a good part says no."
          : "“Most” may be two in three, or everybody. Nobody will be told which.",
      ),
      h("ul", {}, ...NOTICE.map((text) => h("li", {}, text))),
      h("p", {}, "Nobody says what they ticked, and nobody asks."),
      button("Close and wipe", closing, "wb-primary"),
    );
    screen.showModal();
  }

  // The picture goes before its window does: a browser says "close" a moment after it has closed.
  function wipe() {
    screen.replaceChildren();
  }

  function closing() {
    wipe();
    screen.close();
  }

  function wiped() {
    wipe();
    choosing(true);
  }

  // A page that is left holds nothing when somebody comes back to it.
  window.addEventListener("pagehide", () => {
    wipe();
    if (screen.open) screen.close();
    choosing();
  });
}

/** @param {string} question */
function slip(question) {
  const square = () => h("span", { class: "wb-room-square" });
  return h("div", { class: "wb-room-slip" }, h("p", {}, question), h("p", {}, square(), "Yes", square(), "No"));
}
