/** The frame that every kind of activity shares: its line above, where its words are kept, "Copy as text". */

import { evidenceAddress, serve } from "../lib/book.js";
import { copying } from "../lib/clipboard.js";
import { h, link, say } from "../lib/dom.js";
import { fill, shared } from "../lib/strings.js";
import { asText } from "./blocks.js";
import { mark } from "./mark.js";

/** @typedef {{get: (name: string) => any, set: (name: string, value: any) => void, save_changes: () => void,
 *   on: (name: string, fn: () => void) => void, off: (name: string, fn: () => void) => void}} Model */

const KEPT = {
  file: "Kept in your notes file",
  device: "Kept on this device",
  tab: "Kept in this tab",
  page: "Gone when you leave this page",
  refused: "Not kept",
};

/** Where words are kept, in plain words. @param {Model} model @returns {string} */
export function kept(model) {
  const where = /** @type {keyof typeof KEPT} */ (model.get("where"));
  const inJupyter = where === "file" || where === "refused";
  return (inJupyter && model.get("why")) || KEPT[where];
}

/**
 * @param {Model} model
 * @param {string} label what kind of thing this is
 * @param {string} labelledby the id of the prompt
 * @param {Node[]} body
 * @param {(spec: any, value: any) => import("./blocks.js").Block[]} blocks
 */
export function card(model, label, labelledby, body, blocks) {
  serve(model);
  const spec = model.get("spec");
  const { button, room } = copying(() => asText(spec.chapter.title, blocks(spec, model.get("value"))));
  const status = h("span", { role: "status" });
  const ask = model.get("page")?.ask;
  const change =
    ask &&
    h(
      "button",
      { type: "button", class: "wb-quiet", onclick: ask, "aria-label": "Change where my words are kept" },
      "Change",
    );
  const foot = h("div", { class: "wb-below" }, button);
  const live = h(
    "div",
    { class: "wb-live", role: "group", "aria-labelledby": labelledby },
    h("p", { class: "wb-kicker" }, mark(spec.kind), label),
    ...body,
    foot,
    room,
  );
  const line = h("p", { class: "wb-kept" }, status, " ", change);
  foot.prepend(line);
  const tell = () => {
    say(status, kept(model));
    // On the website the bar at the foot of the page says where words are kept; a box says it where they are not.
    line.hidden = Boolean(model.get("page")) && ["device", "tab"].includes(model.get("where"));
  };
  tell();
  return { live, watch: watching(model, { "change:where": tell, "change:why": tell }) };
}

/**
 * Listen to a model; the returned function stops listening.
 * @param {Model} model @param {Record<string, () => void>} handlers @returns {() => void}
 */
export function watching(model, handlers) {
  for (const [name, fn] of Object.entries(handlers)) model.on(name, fn);
  return () => {
    for (const [name, fn] of Object.entries(handlers)) model.off(name, fn);
  };
}

/** Small links to the evidence. @param {Model} model @param {string[]} rows @returns {HTMLElement | null} */
export function evidence(model, rows) {
  if (!rows.length) return null;
  const links = rows.flatMap((row, place) => [
    link(
      model,
      evidenceAddress(model, row),
      rows.length > 1 ? fill(shared.numberedEvidence, { number: place + 1 }) : shared.evidence,
    ),
    " ",
  ]);
  return h("p", { class: "wb-evidence" }, ...links);
}

/**
 * Put a finished card on the page, show the answer that is there, and again whenever it changes.
 * @param {{model: Model, el: HTMLElement}} where @param {string} kind
 * @param {{live: HTMLElement, watch: () => void}} card
 * @param {() => void} show
 * @param {...() => void} ends what else is to be done when the card goes
 * @returns {() => void} what takes it away again
 */
export function place({ model, el }, kind, { live, watch }, show, ...ends) {
  el.classList.add("wb-activity", `wb-${kind}`);
  el.append(live);
  show();
  const stop = watching(model, { "change:value": show });
  return () => {
    for (const end of [...ends, stop, watch]) end();
  };
}
