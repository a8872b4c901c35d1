/** The notes bar: where words are kept, a button to change it, the page's Hide; and the panel that asks whose computer this is. */
import { helpPage } from "../lib/book.js";
import { h, say, uid } from "../lib/dom.js";

const LINE = { computer: "Kept on this computer", memory: "Kept in this tab only", refused: "Not kept" };

/** @param {ReturnType<typeof import("./store.js").openNotes>} notes */
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
  const change = h(
    "button",
    {
      type: "button",
      class: "wb-quiet",
      "aria-label": "Change where my words are kept",
      "aria-expanded": "false",
      "aria-controls": panelId,
      onclick: toggle,
    },
    "Change",
  );
  const address = helpPage("my-notes");
  const here = !address || location.pathname.endsWith(address.replace(/^(\.\.?\/)+/, "/"));
  const mine = !here && h("a", { class: "wb-quiet", href: address }, "My notes");
  const bar = h(
    "div",
    { class: "wb-bar", role: "region", "aria-label": "Your words" },
    panel,
    h("div", { class: "wb-bar-line" }, line, change, mine, document.getElementById("wb-hide")),
    heard,
  );
  /** @type {HTMLElement} */
  let opener = change;

  /** @param {string} text @param {() => void} act @param {string} [css] */
  const button = (text, act, css = "") =>
    h("button", { type: "button", class: `wb-button ${css}`, onclick: act }, text);

  /** @param {string[]} texts @param {HTMLElement[]} buttons */
  function fill(texts, buttons) {
    const [first, ...rest] = texts.filter(Boolean);
    panel.replaceChildren(
      h("p", { class: "wb-panel-first" }, first),
      ...rest.map((text) => h("p", {}, text)),
      h("div", { class: "wb-actions" }, ...buttons),
    );
  }

  /** @param {boolean} asked did the reader ask, or does the page? */
  function choices(asked) {
    const clear = button("Clear everything", sure);
    if (notes.where === "computer") {
      fill(
        [
          "Your words are kept on this computer.",
          "They are in this browser only. Whoever uses this browser can read them.",
        ],
        [button("Leave it so", close, "wb-primary"), button("This tab only", leave), clear],
      );
    } else if (notes.askable) {
      fill(
        ["Is this your own computer?", notes.why, "If others use it, they could read what you keep on it."],
        [
          button("Yes, keep my words on this computer", () => decide(() => notes.keep()), "wb-primary"),
          button("No, or not sure: this tab only", () => decide(() => notes.tabOnly())),
          ...(asked && notes.any ? [clear] : []),
        ],
      );
    } else {
      const again = button("Try again", () => decide(() => notes.keep()));
      fill(
        ["Your words are in this tab only.", notes.why, "Before you leave, use “Copy as text” or print the page."],
        [button("Close", close, "wb-primary"), ...(notes.where === "refused" ? [again] : []), clear],
      );
    }
  }

  /** @param {() => void} act */
  function decide(act) {
    act();
    close();
  }

  function leave() {
    fill(
      [
        "Remove your words from this computer?",
        "Everything this book has kept here goes, from other chapters too. What is on this page stays until you leave it.",
      ],
      [button("Yes, this tab only", () => decide(() => notes.tabOnly())), button("No, go back", back)],
    );
    panel.focus();
  }

  function sure() {
    fill(
      [
        "Clear everything?",
        "All your answers go, for good: those on this page, and all this book has kept on this computer.",
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

  function back() {
    choices(true);
    panel.focus();
  }

  function close() {
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    change.setAttribute("aria-expanded", "false");
    say(heard, "");
    if (inside) (opener.isConnected ? opener : change).focus({ preventScroll: true });
  }

  /** @param {boolean} asked */
  function open(asked) {
    choices(asked);
    panel.hidden = false;
    change.setAttribute("aria-expanded", "true");
  }

  /** Open and go there: the reader asked. */
  function ask() {
    opener = document.activeElement instanceof HTMLElement ? document.activeElement : change;
    open(true);
    panel.focus();
  }

  function toggle() {
    if (panel.hidden) ask();
    else close();
  }

  /** Open, but leave the reader where she is: she has just begun to write. */
  function wonder() {
    if (!panel.hidden || notes.answered || !notes.askable) return;
    opener = change;
    open(false);
    say(heard, "A question about this computer is waiting at the end of the page.");
  }

  let known = notes.why;
  notes.listen(() => {
    say(line, LINE[notes.where]);
    if (notes.why === known) return;
    known = notes.why;
    if (known) wonder();
  });
  say(line, LINE[notes.where]);
  document.body.append(bar);
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--wb-bar", `${bar.offsetHeight}px`);
    const active = document.activeElement;
    if (!panel.hidden && active?.closest(".wb-activity")) active.scrollIntoView({ block: "nearest" });
  }).observe(bar);
  document.documentElement.classList.add("wb-has-bar");
  return { ask, wonder };
}
