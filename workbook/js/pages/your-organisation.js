/** The page Your organisation: a trust inside the spread of its kind, figures of one's own, or a page to talk over. */
import { h, uid } from "../lib/dom.js";
import { live } from "../notes/mount.js";
import { openNotes } from "../notes/open-notes.js";
import { notesBar } from "../notes/storage-bar.js";
import { blocks, inWords, KIND, read, SPEC } from "../organisation/figures.js";
import { render } from "../organisation/form.js";
import { ownSheet } from "../organisation/own-sheet.js";
import { talkSheet } from "../organisation/talk-sheet.js";
import { showChooser } from "../organisation/trust-chooser.js";
import { trustSheet } from "../organisation/trust-sheet.js";

/** @typedef {import("../organisation/standing.js").Trust} Trust */

const WAYS = ["A trust in England", "Anywhere else: I have figures of our own", "Anywhere else: we have no figures"];
const SOURCE = "about/evidence/nss-2024-manager-acts-and-reporting.html";

export function start() {
  const root = /** @type {HTMLElement | null} */ (document.querySelector('[data-runs="your-organisation"]'));
  const data = window.whysAndHowsTrusts;
  if (!root || !data) return;
  const trusts = readTrusts(data);
  const notes = openNotes();
  const place = { notes, ...notesBar(notes) };
  root.querySelector(".wb-no-script")?.remove();
  const paper = h("div", { class: "wb-organisation-paper" }, ...root.childNodes);
  const room = h("div", { class: "wb-organisation-room" });
  const { fieldset, radios } = waysToChoose(choose);
  root.replaceChildren(fieldset, room, paper);
  /** @type {() => void} */
  let end = () => {};

  /** @param {number} way */
  function choose(way) {
    radios[way].checked = true;
    end();
    end = () => {};
    paper.hidden = way === 2;
    if (way === 0) showKeptTrust();
    else if (way === 1) end = showOwn(room, paper, place);
    else room.replaceChildren(talkSheet(data.shares, SOURCE, [printButton(true)]));
  }

  function showKeptTrust() {
    const kept = trusts.find(({ name }) => name === notes.value(SPEC.key)?.trust);
    if (kept) showTrust(kept, false);
    else askForTrust();
  }

  const askForTrust = () => showChooser(room, { trusts, kinds: data.kinds }, (trust) => showTrust(trust, true));
  /** @param {string} name */
  const keepTrust = (name) => notes.set(SPEC.key, KIND, SPEC.prompt, { ...read(notes.value(SPEC.key)), trust: name });

  /** @param {Trust} trust @param {boolean} arrived the reader asked for it now */
  function showTrust(trust, arrived) {
    if (arrived) keepTrust(trust.name);
    const again = h("button", { type: "button", class: "wb-button", onclick: other }, "Choose another trust");
    const { section, caption } = trustSheet(trust, data.measures, [printButton(true), again]);
    room.replaceChildren(section);
    paper.hidden = true;
    if (!arrived) return;
    caption.focus({ preventScroll: true });
    room.scrollIntoView({ block: "start", behavior: "instant" });
  }

  function other() {
    keepTrust("");
    paper.hidden = false;
    askForTrust().focus();
  }

  const before = notes.value(SPEC.key);
  if (before?.trust) choose(0);
  else if (inWords(before)) choose(1);
}

/** @param {any} data @returns {Trust[]} */
const readTrusts = (data) =>
  data.trusts.map((/** @type {any[]} */ [name, kind, least, most, scores]) => ({
    name,
    kind: data.kinds[kind],
    least,
    most,
    scores,
  }));

/** The question where the figures are from. @param {(way: number) => void} choose */
function waysToChoose(choose) {
  const name = uid("where");
  const radios = WAYS.map((_, way) => h("input", { type: "radio", name, onchange: () => choose(way) }));
  const fieldset = h(
    "fieldset",
    { class: "wb-organisation-ways" },
    h("legend", {}, "Where are the figures from?"),
    ...radios.map((radio, way) => h("label", { class: "wb-option" }, radio, WAYS[way])),
    h("p", { class: "wb-sheet-small" }, "Or print this page as it is, and fill it in by hand."),
  );
  return { fieldset, radios };
}

/** @param {boolean} primary */
const printButton = (primary) =>
  h(
    "button",
    { type: "button", class: primary ? "wb-button wb-primary" : "wb-button", onclick: () => window.print() },
    "Print this page",
  );

/**
 * The form for figures of one's own, and their sheet below it.
 * @param {HTMLElement} room @param {HTMLElement} paper @param {any} place
 * @returns {() => void} what ends it
 */
function showOwn(room, paper, place) {
  const form = h("div");
  const drawn = h("div", { class: "wb-organisation-drawn" });
  room.replaceChildren(form, drawn, h("div", { class: "wb-actions" }, printButton(false)));
  const stop = live(form, { render, blocks, hasText: inWords }, SPEC, place);
  const draw = () => {
    drawn.replaceChildren(...ownSheet(place.notes.value(SPEC.key)));
    paper.hidden = Boolean(drawn.firstChild);
  };
  const deaf = place.notes.listen(draw);
  draw();
  return () => {
    stop?.();
    deaf();
    paper.hidden = false;
  };
}
