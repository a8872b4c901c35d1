/** An activity brought to life in a page: the same `render` as in Jupyter, with notes instead of a kernel. */
import { book } from "../lib/book.js";
import { h } from "../lib/dom.js";

/** @typedef {import("../widget/kind.d.ts").Kind} Kind */
/** @typedef {Pick<import("./open-notes.js").Notes, "all" | "value" | "where" | "why" | "set" | "listen">} NotesOfOne what an activity needs of the notes */
/** @typedef {{notes: NotesOfOne, ask: () => void, wonder: () => void}} Place */

/**
 * @param {HTMLElement} root @param {Kind} kind @param {any} spec @param {Place} place
 * @returns {(() => void) | null} what ends it; nothing if it could not begin, and then the page says so
 */
export function live(root, kind, spec, place) {
  try {
    return kind.render?.({ model: modelOf(spec, place), el: root }) ?? (() => {});
  } catch (error) {
    for (const extra of root.querySelectorAll(".wb-live")) extra.remove();
    sorry(root, error);
    return null;
  }
}

/** What to read when an activity cannot start: everything it says stays readable. @param {HTMLElement} root @param {unknown} error */
export function sorry(root, error) {
  console.warn("An activity could not start.", error);
  root.append(
    h(
      "p",
      { class: "wb-sorry" },
      "This activity could not start in this browser. You can read it here, and use paper.",
    ),
  );
}

/** What an activity sees instead of a kernel's model. @param {any} spec @param {Place} place */
function modelOf(spec, { notes, ask, wonder }) {
  /** @returns {Record<string, any>} */
  const state = () => ({
    kind: spec.kind,
    key: spec.key,
    spec,
    book: book(),
    page: { ask, entry: () => notes.all[spec.key] },
    value: notes.value(spec.key),
    where: notes.where,
    why: notes.why,
  });
  /** @type {Map<string, Set<() => void>>} */
  const handlers = new Map();
  let before = state();
  /** @type {(() => void) | null} */
  let stop = null;
  function heard() {
    const now = state();
    const names = ["value", "where", "why"].filter((name) => now[name] !== before[name]);
    before = now;
    for (const name of names) for (const fn of handlers.get(`change:${name}`) ?? []) fn();
  }
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
    on(name, fn) {
      handlers.set(name, (handlers.get(name) ?? new Set()).add(fn));
      stop ??= notes.listen(heard);
    },
    /** @param {string} name @param {() => void} fn */
    off(name, fn) {
      handlers.get(name)?.delete(fn);
      if ([...handlers.values()].some((fns) => fns.size)) return;
      stop?.();
      stop = null;
    },
  };
}
