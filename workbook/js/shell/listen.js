/**
 * Listen to a step, in a voice that the device has of its own: nothing is sent to be spoken. The button is there only
 * where there is such a voice for English.
 */
import { h } from "../lib/dom.js";

const SPOKEN = "h2, h3, h4, p, li, figcaption, blockquote, dt, dd, caption";
const UNSPOKEN =
  "nav, button, textarea, input, select, svg, table, [hidden], .wb-step, .wb-word, .wb-below, .wb-told, .wb-unseen, .wb-waits, .wb-wait, details:not([open]) > :not(summary)";

/** @returns {SpeechSynthesisVoice | undefined} */
function voice() {
  const own = speechSynthesis.getVoices().filter((one) => one.localService && one.lang.toLowerCase().startsWith("en"));
  return own.find((one) => one.lang.replace("_", "-") === "en-GB") ?? own[0];
}

/** What a step says, in order, piece by piece. @param {Element} section @returns {Element[]} */
export function pieces(section) {
  return [...section.querySelectorAll(SPOKEN)].filter(
    (one) =>
      !one.closest(UNSPOKEN) && !one.parentElement?.closest("li, blockquote, figcaption") && one.textContent?.trim(),
  );
}

export function listening() {
  const names = document.querySelector(".wb-steps .wb-chapter-names");
  if (!names || !("speechSynthesis" in window)) return;
  let speaking = 0;
  const button = h(
    "button",
    { type: "button", class: "wb-line-button wb-listen", hidden: true, onclick: () => (speaking ? stop() : start()) },
    "Listen",
  );

  function stop() {
    speechSynthesis.cancel();
    ended();
  }

  function ended() {
    speaking = 0;
    button.textContent = "Listen";
    for (const one of document.querySelectorAll(".wb-spoken")) one.classList.remove("wb-spoken");
  }

  function start() {
    const section = document.querySelector("[data-step]:not([hidden])");
    if (!section) return;
    speechSynthesis.cancel();
    speaking = Date.now();
    button.textContent = "Stop";
    say(pieces(section), speaking);
  }

  /** @param {Element[]} rest @param {number} turn */
  function say([first, ...rest], turn) {
    for (const one of document.querySelectorAll(".wb-spoken")) one.classList.remove("wb-spoken");
    if (turn !== speaking) return;
    if (!first) {
      ended();
      return;
    }
    const speech = new SpeechSynthesisUtterance(first.textContent?.replace(/\s+/g, " ").trim());
    speech.voice = voice() ?? null;
    speech.lang = speech.voice?.lang ?? "en-GB";
    speech.onend = () => say(rest, turn);
    speech.onerror = () => turn === speaking && ended();
    first.classList.add("wb-spoken");
    speechSynthesis.speak(speech);
  }

  const offer = () => {
    button.hidden = !voice();
  };
  names.append(button);
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  for (const sign of ["pagehide", "hashchange", "popstate"]) addEventListener(sign, stop);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
}
