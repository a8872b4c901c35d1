/** "Copy as text": onto the clipboard where that is allowed, else shown selected, ready for Ctrl+C. */
import { h, say, uid } from "./dom.js";

const DONE = "Copied. Paste it where you keep your own notes.";

/**
 * @param {() => string} text @param {string} [label] @param {string} [done] what is said when it is copied
 * @returns {{button: HTMLButtonElement, room: HTMLElement}} the button, and the room where it says how it went
 */
export function copying(text, label = "Copy as text", done = DONE) {
  const told = h("p", { class: "wb-told", role: "status" });
  const room = h("div", { class: "wb-copied" }, told);
  const button = h("button", { type: "button", class: "wb-button", onclick: copy }, label);

  async function copy() {
    room.querySelector(".wb-copy-box")?.remove();
    say(told, "");
    const words = text();
    if (navigator.clipboard?.writeText) {
      try {
        await navigator.clipboard.writeText(words);
        say(told, done);
        return;
      } catch {
        // The browser or the employer refuses: show it instead.
      }
    }
    show(words);
  }

  /** @param {string} words */
  function show(words) {
    const id = uid("copy");
    const area = h("textarea", { id, class: "wb-area", readonly: true, rows: "8", spellcheck: "false" });
    area.value = words;
    const close = h("button", { type: "button", class: "wb-button", onclick: shut }, "Close");
    const how = h("label", { for: id }, "This browser does not let the page copy. The text is selected: press Ctrl+C.");
    room.append(h("div", { class: "wb-copy-box" }, how, area, close));
    area.focus();
    area.select();
  }

  function shut() {
    room.querySelector(".wb-copy-box")?.remove();
    button.focus();
  }

  return { button, room };
}
