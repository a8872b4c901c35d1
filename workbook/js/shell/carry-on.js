/** What a reader who was here before sees: where she was, and how far she is in each chapter. Without her words. */
import { bookPage, h, svg } from "../lib/dom.js";
import { latest, places } from "./place.js";

const MANY = 12;

/** A piece of thread, plaited as far as she is. @param {import("./place.js").Place} place */
export function thread({ step, of }) {
  const count = Math.min(of, MANY);
  const done = Math.round((step / of) * count);
  const pieces = Array.from({ length: count }, (_, n) => {
    const use = svg("use", { href: `#wb-${n < done ? "plait" : "loose"}` });
    return h(
      "li",
      { "data-is": n < done ? (n === done - 1 ? "here" : "done") : "to-come" },
      svg("svg", { class: "wb-stretch", width: 40, height: 24, "aria-hidden": "true" }, use),
    );
  });
  return h("ol", { class: "wb-thread-small", "aria-hidden": "true" }, ...pieces);
}

/** @param {import("./place.js").Place} place */
const address = ({ page, step }) => `${bookPage(page)}#step-${step}`;

/** @param {import("./place.js").Place} place */
const minutes = ({ minutes: count }) => `${count} minute${count === 1 ? "" : "s"}`;

/** Fill what the page has ready: the panel on Welcome, the line in the menu, the hems of the cards. */
export function carryOn() {
  const last = latest();
  if (last) {
    panel(last);
    for (const link of document.querySelectorAll(".wb-carry-link")) {
      link.textContent = `Carry on: ${last.name}, step ${last.step} of ${last.of}`;
      link.setAttribute("href", address(last));
      link.removeAttribute("hidden");
    }
  }
  for (const place of Object.values(places())) hem(place);
}

/** @param {import("./place.js").Place} last */
function panel(last) {
  const ready = document.querySelector("[data-carry-on]");
  if (!(ready instanceof HTMLElement)) return;
  ready.dataset.dye = String(last.dye);
  ready.replaceChildren(
    h(
      "div",
      {},
      h("p", { class: "wb-part" }, "Carry on where you were"),
      h("h2", {}, last.title),
      h("p", {}, `${last.number} ${last.name}. Step ${last.step} of ${last.of}, ${minutes(last)}`),
      thread(last),
    ),
    h("a", { class: "wb-solid", href: address(last) }, "Continue"),
  );
}

/** A stitched hem: as far round the cloth as she is. @param {import("./place.js").Place} place */
function hem({ page, reached, of, step }) {
  for (const link of document.querySelectorAll(`[data-card] a[href$="${CSS.escape(page.split("/").pop() ?? "")}"]`)) {
    const card = link.closest("[data-card]");
    const cloth = card?.querySelector(".wb-cloth");
    const note = card?.querySelector(".wb-card-note, small");
    const end = reached >= of;
    if (note) note.textContent = end ? "You have been to the end" : `You are at step ${step} of ${of}`;
    if (!cloth) continue;
    const line = { x: 5, y: 5, width: 390, height: 210, rx: 12, pathLength: 100, class: "wb-hem-line" };
    const mask = svg("rect", { ...line, "stroke-dasharray": end ? "1.6 1" : hemmed(reached / of) });
    cloth.append(
      svg("svg", { class: "wb-hem", viewBox: "0 0 400 220", "aria-hidden": "true", preserveAspectRatio: "none" }, mask),
    );
  }
}

/** Stitches for a part of the way, then nothing. @param {number} part */
function hemmed(part) {
  const stitches = Math.max(1, Math.round(part * 38));
  return `${"1.6 1 ".repeat(stitches)}0 ${100 - stitches * 2.6}`;
}
