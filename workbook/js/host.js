/** Brings the activities of a compiled page to life: the same `render` as in Jupyter, with notes instead of a kernel. */
import { asText } from "./blocks.js";
import { h } from "./dom.js";
import { hiding } from "./hide.js";
import { openNotes } from "./notes.js";
import { notesBar } from "./whose.js";

/** @typedef {{render: (place: {model: any, el: HTMLElement}) => unknown, blocks: (spec: any, value: any) => any[], words?: (value: any) => boolean}} Kind */
/** @typedef {{root: HTMLElement, kind: Kind, spec: any}} Found */

/** @param {Record<string, Kind>} kinds @param {Record<string, string>} aliases */
export function start(kinds, aliases) {
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

  const notes = openNotes({ aliases });
  const words = () => found.some(({ kind, spec }) => kind.words?.(notes.value(spec.key)));
  const { hide } = hiding(words);
  const { ask, wonder } = notesBar(notes, hide);

  for (const { root, kind, spec } of found) {
    const fallback = root.querySelector(".wb-fallback");
    try {
      kind.render({ model: modelOf(spec, notes, ask, wonder), el: root });
      fallback?.remove();
    } catch (error) {
      for (const extra of root.querySelectorAll(".wb-live")) extra.remove();
      sorry(root, error);
    }
  }

  addEventListener("beforeunload", (event) => {
    notes.flush();
    if (notes.where !== "computer" && words()) event.preventDefault();
  });
  printing();
  Object.assign(window, { whysAndHows: { blocks: (/** @type {any} */ spec, /** @type {any} */ value) => kinds[spec.kind].blocks(spec, value), asText } });
}

/** What an activity sees instead of a kernel's model. @param {any} spec @param {ReturnType<typeof openNotes>} notes @param {() => void} ask @param {() => void} wonder */
function modelOf(spec, notes, ask, wonder) {
  /** @type {Record<string, any>} */
  const state = () => ({ kind: spec.kind, key: spec.key, spec, page: { ask, entry: () => notes.all[spec.key] }, value: notes.value(spec.key), where: notes.where, why: notes.why });
  /** @type {Map<string, Set<() => void>>} */
  const handlers = new Map();
  let before = state();
  notes.listen(() => {
    const now = state();
    const names = ["value", "where", "why"].filter((name) => now[name] !== before[name]);
    before = now;
    for (const name of names) handlers.get(`change:${name}`)?.forEach((fn) => fn());
  });
  return {
    /** @param {string} name */
    get: (name) => state()[name],
    /** @param {string} name @param {any} value */
    set(name, value) {
      if (name !== "value") return;
      notes.set(spec.key, spec.kind, spec.prompt, value);
      wonder();
    },
    save_changes() {},
    /** @param {string} name @param {() => void} fn */
    on: (name, fn) => handlers.set(name, (handlers.get(name) ?? new Set()).add(fn)),
    /** @param {string} name @param {() => void} fn */
    off: (name, fn) => handlers.get(name)?.delete(fn),
  };
}

/** What to read when an activity cannot start: everything it says stays readable. @param {HTMLElement} root @param {unknown} error */
function sorry(root, error) {
  console.warn("An activity could not start.", error);
  root.append(h("p", { class: "wb-sorry" }, "This activity could not start in this browser. You can read it here, and use paper."));
}

/** On paper nothing is folded. */
function printing() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".wb-activity details:not([open])")].filter((one) => one instanceof HTMLDetailsElement);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
}
