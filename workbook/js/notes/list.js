/** Answers as they are shown on My notes: in blocks, with the way back to their place, and their earlier versions. */

import { book } from "../lib/book.js";
import { copying } from "../lib/clipboard.js";
import { dayOf, inWords } from "../lib/dates.js";
import { bookPage, h } from "../lib/dom.js";
import { asText, heading } from "../widget/blocks.js";
import { begun } from "./begun.js";
import { textsOf } from "./link-guard.js";
import { carrying } from "./qr-panel.js";

/** @typedef {import("../lib/types.d.ts").Entry} Entry */
/** @typedef {import("../widget/blocks.js").Block} Block */
/** @typedef {import("../widget/kind.d.ts").Kind} Kind a kind without a form here is changed in its own place */
/** @typedef {{id: string, title: string, page: string, activities: any[]}} Chapter */
/** @typedef {{key: string, readonly entry: Entry, spec: any | null, chapter: Chapter | null}} Answer */
/** @typedef {{change: (one: Answer, article: HTMLElement) => void, forget: (key: string, when: string) => void}} Acts what can be done with an answer, and with what it was earlier */

/** The kind of an entry that holds what was typed to take notes out: no answer, so it is not among them. */
export const OWN = "take-out";
/** How many answers are drawn at once; the rest come when asked for. */
const AT_ONCE = 40;

/** "23 November 2026", on the reader's own clock. @param {string} when */
export const date = (when) => inWords(dayOf(when));

/** Where an activity is. @param {Chapter} chapter @param {string} key */
export const addressOf = (chapter, key) => bookPage(`${chapter.page}#${key}`);

/** What an answer is on paper, also when its activity is no longer in the book. @param {Answer} one @param {any} value @param {Record<string, Kind>} kinds @returns {Block[]} */
export function blocksOf(one, value, kinds) {
  const { entry, spec } = one;
  try {
    if (known(one, kinds)) {
      const made = kinds[spec.kind].blocks(spec, value);
      const back = spec.back && kinds[spec.kind].comesBack?.prompt;
      return back ? [heading(back), ...made] : made;
    }
  } catch {
    // A value that this edition does not understand: its words are shown as they are.
  }
  return [
    { type: "heading", text: entry.prompt },
    ...textsOf(value).map((text) => /** @type {Block} */ ({ type: "answer", text })),
  ];
}

/** Answers as one plain text. @param {string} title @param {{title?: string, answers: Answer[]}[]} groups @param {Record<string, Kind>} kinds */
export const textOf = (title, groups, kinds) =>
  asText(
    title,
    groups.flatMap((group) => [
      ...(group.title ? [heading(group.title)] : []),
      ...group.answers.flatMap((one) => blocksOf(one, one.entry.value, kinds)),
    ]),
  );

/** Does the book still have the activity, so that its own form can be opened? @param {Answer} one @param {Record<string, Kind>} kinds */
const known = ({ entry, spec }, kinds) => spec && spec.kind === entry.kind && spec.kind in kinds;

/** Is it an answer to a sensitive question, which goes nowhere unless the reader adds it? @param {Answer} one */
export const sensitive = ({ spec }) => Boolean(spec?.sensitive);

/** What tells whether an answer on the screen is still as it was drawn. @param {Entry} entry */
export const drawnAs = (entry) => `${entry.when} ${entry.earlier.length}`;

/** Blocks on the screen. @param {Block[]} made @param {string} [id] of the first heading */
function drawn(made, id) {
  let headings = 0;
  return made.map((block) => {
    if (block.type === "heading") {
      headings += 1;
      return headings === 1
        ? h("h3", { class: "wb-note-asked", id }, block.text)
        : h("p", { class: "wb-note-part" }, block.text);
    }
    if (block.type === "list") return h("ul", {}, ...block.items.map((item) => h("li", {}, item)));
    if (block.type === "answer") return h("p", { class: "wb-note-answer", dir: "auto" }, block.text);
    return h("p", { class: "wb-note-said" }, block.type === "blank" ? "Nothing written here." : block.text);
  });
}

/** One answer. @param {Answer} one @param {Record<string, Kind>} kinds @param {Acts} acts */
export function note(one, kinds, acts) {
  const { key, entry, chapter } = one;
  const id = `asked-${key}`;
  const made = blocksOf(one, entry.value, kinds);
  const copy = copying(() => textOf(chapter?.title ?? book().title, [{ answers: [one] }], kinds));
  const phone = carrying(() => textOf("", [{ answers: [one] }], kinds));
  const edit =
    known(one, kinds) &&
    kinds[one.spec.kind].render &&
    h("button", { type: "button", class: "wb-quiet wb-note-change", onclick: () => acts.change(one, article) }, "Edit");
  for (const button of [edit, copy.button, phone.button])
    if (button) button.setAttribute("aria-label", `${button.textContent}: ${entry.prompt.slice(0, 80)}`);
  copy.button.classList.replace("wb-button", "wb-quiet");
  const article = h(
    "article",
    {
      class: `wb-note${sensitive(one) ? " wb-note-sensitive" : ""}`,
      "aria-labelledby": id,
      "data-note": key,
      "data-drawn": drawnAs(entry),
    },
    ...drawn(made, id),
    ...inOtherForms(one, made),
    h(
      "div",
      { class: "wb-note-foot" },
      h("p", { class: "wb-note-when" }, date(entry.when)),
      edit,
      chapter &&
        h(
          "a",
          { class: "wb-note-go", href: addressOf(chapter, one.spec?.back ?? key), "aria-describedby": id },
          "Open in the book",
        ),
      copy.button,
      phone.button,
    ),
    copy.room,
    phone.room,
    earlier(one, kinds, acts.forget),
  );
  return article;
}

/** What she wrote in a form that she did not keep to. It is hers, so it is shown. @param {Answer} one @param {Block[]} made */
function inOtherForms({ spec, entry }, made) {
  const shown = new Set(made.map((block) => block.type === "answer" && block.text));
  const others = spec?.frames ? textsOf(entry.value).filter((text) => !shown.has(text)) : [];
  if (!others.length) return [];
  const about = "You wrote this in another form of this answer. It is kept, and goes into no copy:";
  return [
    h("p", { class: "wb-note-said" }, about),
    ...others.map((text) => h("p", { class: "wb-note-answer", dir: "auto" }, text)),
  ];
}

/** What stood there before, newest first; drawn when it is opened. @param {Answer} one @param {Record<string, Kind>} kinds @param {Acts["forget"]} forget */
function earlier(one, kinds, forget) {
  const versions = one.entry.earlier.filter((was) => begun(was.value)).reverse();
  if (!versions.length) return null;
  const room = h("div", { class: "wb-note-earlier" });
  const summary = h("summary", {}, versions.length > 1 ? `${versions.length} earlier versions` : "An earlier version");
  return h("details", { ontoggle: open }, summary, room);

  function open() {
    if (room.firstChild) return;
    for (const was of versions) {
      const made = blocksOf(one, was.value, kinds).slice(one.spec ? 0 : 1);
      const first = made.findIndex((block) => block.type === "heading");
      room.append(
        h("p", { class: "wb-note-when" }, date(was.when)),
        ...drawn(made.filter((_, at) => at !== first)),
        deleting(date(was.when), () => forget(one.key, was.when)),
      );
    }
  }
}

/** What deletes an earlier version, when she has said it twice. @param {string} day @param {() => void} act */
function deleting(day, act) {
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", class: "wb-quiet", "aria-label": `${text}: ${day}`, onclick }, text);
  const first = button("Delete this version", ask);
  const room = h("div", { class: "wb-actions" }, first);
  function ask() {
    const sure = button("Yes, delete it for good", act);
    room.replaceChildren(sure, button("No, keep it", keep));
    sure.focus();
  }
  function keep() {
    room.replaceChildren(first);
    first.focus();
  }
  return room;
}

/** Answers one after another; many of them a screenful at a time. @param {Answer[]} answers @param {Record<string, Kind>} kinds @param {Acts} acts */
export function listed(answers, kinds, acts) {
  const room = h("div", { class: "wb-note-list" });
  let shown = 0;
  function more() {
    const next = answers.slice(shown, shown + AT_ONCE).map((one) => note(one, kinds, acts));
    room.querySelector(":scope > .wb-actions")?.remove();
    room.append(...next);
    const again = shown > 0;
    shown += next.length;
    if (again) {
      next[0].setAttribute("tabindex", "-1");
      next[0].focus();
    }
    const left = answers.length - shown;
    if (left > 0)
      room.append(
        h(
          "div",
          { class: "wb-actions" },
          h("button", { type: "button", class: "wb-button", onclick: more }, `Show more (${left} left)`),
        ),
      );
  }
  more();
  return room;
}
