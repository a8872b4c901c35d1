/** Find a trust by a part of its name, or in the list of its kind. */
import { h, say, uid } from "../lib/dom.js";

/** @typedef {import("./standing.js").Trust} Trust */
/** @typedef {import("./standing.js").Kind} Kind */

const HINT =
  "Your choice says where you work. It stays in this tab, unless you keep your notes on this device: then it is kept with them.";
const NONE =
  "No trust here has that in its name. Try a shorter part of it. Names are as they stood in the 2024 survey.";

/**
 * @param {HTMLElement} room where it is shown @param {{trusts: Trust[], kinds: Kind[]}} data
 * @param {(trust: Trust) => void} chosen
 * @returns {HTMLInputElement} the box to type in
 */
export function showChooser(room, { trusts, kinds }, chosen) {
  const [findId, listId] = [uid("find"), uid("list")];
  const told = h("p", { class: "wb-told", role: "status" });
  const attributes = { id: findId, type: "text", class: "wb-entry-box", autocomplete: "off", spellcheck: "false" };
  const find = h("input", { ...attributes, oninput: narrow, onkeydown: entered });
  const list = h("select", { id: listId, class: "wb-entry-box" });
  const go = h("button", { type: "button", class: "wb-button wb-primary", onclick: picked }, "Show its page");

  function narrow() {
    const found = matching(trusts, find.value);
    list.replaceChildren(...options(found, kinds));
    say(told, find.value.trim() ? counted(found.length, list.value) : "");
  }
  /** @param {KeyboardEvent} event */
  function entered(event) {
    if (event.key !== "Enter") return;
    if (list.value) picked();
    else list.focus();
  }
  function picked() {
    const trust = trusts.find(({ name }) => name === list.value);
    if (trust) return chosen(trust);
    say(told, "Choose a trust from the list first.");
    list.focus();
  }
  narrow();
  room.replaceChildren(
    h(
      "div",
      { class: "wb-activity wb-organisation-choose" },
      h("label", { class: "wb-label", for: findId }, "A part of its name"),
      find,
      h("label", { class: "wb-label", for: listId }, "The trust"),
      list,
      told,
      h("div", { class: "wb-actions" }, go),
      h("p", { class: "wb-safety" }, HINT),
    ),
  );
  return find;
}

/** The trusts whose names hold every word that was typed. @param {Trust[]} trusts @param {string} typed */
export function matching(trusts, typed) {
  const parts = simplified(typed).split(" ").filter(Boolean);
  return trusts.filter(({ name }) => parts.every((part) => simplified(name).includes(part)));
}

/** Small letters, one kind of apostrophe, no commas. @param {string} text */
const simplified = (text) =>
  text
    .toLowerCase()
    .replace(/[’']/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** @param {number} count @param {string} name */
const counted = (count, name) =>
  count === 0 ? NONE : count === 1 ? `One trust fits: ${name}.` : `${count} trusts fit. Choose one from the list.`;

/** @param {Trust[]} found @param {Kind[]} kinds */
function options(found, kinds) {
  const first = h("option", { value: "" }, found.length ? "Choose one" : "No trust with that name");
  const groups = kinds
    .map((kind) => ({ kind, own: found.filter((trust) => trust.kind === kind) }))
    .filter(({ own }) => own.length)
    .map(({ kind, own }) =>
      h(
        "optgroup",
        { label: kind.name[0].toUpperCase() + kind.name.slice(1) },
        ...own.map(({ name }) => h("option", { value: name }, name)),
      ),
    );
  return found.length === 1 ? groups : [first, ...groups];
}
