/** One short note as a QR code, to carry it to one's own phone. The code is made on this page. */
import { h, say, svg } from "../lib/dom.js";
import { library } from "../lib/lazy-script.js";

/** Bytes in one code: more make squares too small for a telephone held by hand. */
export const MOST = 600;

/** A text in parts that each fit one code, cut between words where that can be. @param {string} text @returns {string[]} */
export function parts(text) {
  const size = (/** @type {string} */ part) => new TextEncoder().encode(part).length;
  const found = [];
  let part = "";
  for (const word of text.trim().split(/(?<=\s)/)) {
    if (size(part + word) <= MOST) {
      part += word;
      continue;
    }
    if (part.trim()) found.push(part.trim());
    part = "";
    for (const letter of word) {
      if (size(part + letter) > MOST) {
        found.push(part);
        part = "";
      }
      part += letter;
    }
  }
  if (part.trim()) found.push(part.trim());
  return found;
}

/** @param {boolean[][]} rows @param {string} label @returns {SVGElement} dark on white, whatever the colours of the page */
function drawing(rows, label) {
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  const size = rows.length;
  return svg(
    "svg",
    {
      viewBox: `0 0 ${size} ${size}`,
      role: "img",
      "aria-label": label,
      class: "wb-qr",
      "shape-rendering": "crispEdges",
    },
    svg("path", { d: `M0 0h${size}v${size}H0z`, fill: "#fff" }),
    svg("path", { d: path, fill: "#000" }),
  );
}

/**
 * @param {() => string} text what the code says
 * @returns {{button: HTMLButtonElement, room: HTMLElement}} the button, and the room for the code
 */
export function carrying(text) {
  const told = h("p", { class: "wb-told", role: "status" });
  const shown = h("div", { class: "wb-qr-shown" });
  const room = h("div", { class: "wb-qr-room", hidden: true }, told, shown);
  const button = h(
    "button",
    { type: "button", class: "wb-quiet", "aria-expanded": "false", onclick: toggle },
    "QR code",
  );

  function close() {
    room.hidden = true;
    shown.replaceChildren();
    say(told, "");
    button.setAttribute("aria-expanded", "false");
  }

  function closeAndReturn() {
    close();
    button.focus();
  }

  async function toggle() {
    if (!room.hidden) return close();
    room.hidden = false;
    button.setAttribute("aria-expanded", "true");
    try {
      const make = await library("_static/qr.js", "workbookQr");
      show(make, parts(text()), 0);
    } catch {
      say(told, "This browser could not make the code. Use “Copy as text”.");
    }
  }

  /** @param {(text: string) => boolean[][]} make @param {string[]} all @param {number} place */
  function show(make, all, place) {
    const which = all.length > 1 ? `Part ${place + 1} of ${all.length}. ` : "";
    say(told, `${which}Point your phone’s camera at the code.`);
    const next = () => {
      show(make, all, (place + 1) % all.length);
      shown.querySelector("button")?.focus();
    };
    const long = all.length > 1;
    shown.replaceChildren(
      drawing(make(all[place]), `${which}QR code of this note`),
      h(
        "div",
        { class: "wb-qr-words" },
        long &&
          h(
            "p",
            {},
            `One code holds about ${MOST} letters, and this note is longer. So it comes in parts. “Copy as text” takes it whole.`,
          ),
        h(
          "p",
          {},
          "The code is made on this page and sent nowhere. Anyone who can see it can read it. If your phone offers to search for the words, choose “copy” instead.",
        ),
        h(
          "div",
          { class: "wb-actions" },
          long &&
            h(
              "button",
              { type: "button", class: "wb-button", onclick: next },
              place + 1 < all.length ? "Next part" : "First part again",
            ),
          h("button", { type: "button", class: "wb-button", onclick: closeAndReturn }, "Close"),
        ),
      ),
    );
  }

  return { button, room };
}
