/** Brings the activities of a compiled page to life. */

import { live, sorry } from "./mount.js";
import { openNotes } from "./open-notes.js";
import { notesBar } from "./storage-bar.js";

/** @typedef {import("./mount.js").Kind} Kind */
/** @typedef {{root: HTMLElement, kind: Kind, spec: any}} Found */

/** @param {Record<string, Kind>} kinds */
export function start(kinds) {
  /** @type {Found[]} */
  const found = [];
  for (const root of document.querySelectorAll("[data-activity]")) {
    if (root instanceof HTMLElement) {
      try {
        const spec = JSON.parse(root.querySelector('script[type="application/json"]')?.textContent ?? "");
        found.push({ root, spec, kind: kinds[spec.kind] });
      } catch (error) {
        sorry(root, error);
      }
    }
  }
  if (!found.length) return;

  // What is private is hers too, where nothing is typed: how often she did a thing.
  const notes = openNotes((notes) =>
    found.some(({ kind, spec }) => {
      const answer = notes.value(spec.key);
      return kind?.hasText?.(answer) || (kind?.staysOut === "private" && answer);
    }),
  );
  const place = { notes, ...notesBar(notes) };

  for (const { root, kind, spec } of found) {
    const fallback = root.querySelector(".wb-fallback");
    if (live(root, kind, spec, place)) fallback?.remove();
  }

  printing();
}

/** On paper nothing is folded. */
function printing() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".wb-activity details:not([open])")].filter(
      (one) => one instanceof HTMLDetailsElement,
    );
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
}
