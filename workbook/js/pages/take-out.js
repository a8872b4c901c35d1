/** The page Take your notes out: what for, which answers, anything to add, take it. */

import lookback from "../activities/lookback.js";
import { chosen, offered, typed } from "../export/choosing.js";
import { makeDocument } from "../export/document.js";
import { fieldsFor } from "../export/fields.js";
import { asMarkdown } from "../export/markdown.js";
import { drawnOnPaper } from "../export/preview.js";
import { purposeOf, purposes, read } from "../export/typed.js";
import { copying } from "../lib/clipboard.js";
import { bookPage, h, say, uid } from "../lib/dom.js";
import { give, today } from "../lib/download.js";
import { library } from "../lib/lazy-script.js";
import { OWN } from "../notes/list.js";
import { openNotes } from "../notes/open-notes.js";
import { taking } from "../notes/save-and-load.js";
import { notesBar } from "../notes/storage-bar.js";
import { blocks, CHAPTER, KIND } from "../organisation/figures.js";
import { asText, clean } from "../widget/blocks.js";
import { day } from "../widget/fields.js";

/** @typedef {import("../export/choosing.js").Answer} Answer */
/** @typedef {import("../export/choosing.js").Group} Group */

const WHY_NOT = {
  "": "",
  sensitive: "A sensitive question: your answer stays out unless you tick it.",
  quiz: "A quiz: it stays out unless you tick it.",
  private: "About your own habits: it stays out unless you tick it.",
  unknown: "No longer in this edition: look at it before you tick it.",
};
const TEXT_INSTEAD = "Use “Copy as text” and paste it where you need it. Nothing is lost.";

/** @param {string} text @param {() => void} act */
const button = (text, act) => h("button", { type: "button", class: "wb-button", onclick: act }, text);

/** @param {Record<string, any>} kinds @param {Record<string, string>} aliases */
export function start(kinds, aliases) {
  Object.assign(kinds, { lookback, [KIND]: { blocks } }); // no chapter holds these, so nobody lends them
  const root = document.querySelector('[data-runs="take-out"]');
  if (!root) return;
  const chapters = [...(window.whysAndHowsCatalogue?.chapters ?? []), CHAPTER];
  const notes = openNotes();
  const { wonder } = notesBar(notes);
  const taken = taking(notes, aliases);
  let purpose = purposes[0].id;
  /** What the reader ticked or unticked. @type {Map<string, boolean>} */
  const ticks = new Map();
  let typing = false;

  const groups = () => offered(chapters, notes.all, kinds);
  const picked = () => chosen(groups(), (one) => ticks.get(one.key) ?? !one.whyNot);
  const made = () => makeDocument(purpose, picked(), typed(notes.all, purpose), kinds);

  const { nothing, about, choices, keep, fields, told, counted, paper } = places();
  root.replaceChildren(
    nothing,
    step("1. What is it for?", purposeList(purpose, choose), about),
    step("2. Which answers?", choices, counted),
    step("3. Anything to add?", fields),
    step("4. Take it", ...waysToTake(made, () => purposeOf(purpose).file, told), told, paper),
    keep,
  );

  /** @param {string} id */
  function choose(id) {
    purpose = id;
    showAbout();
    showTaken();
  }

  function changed() {
    const many = picked().flatMap(({ answers }) => answers).length;
    say(counted, many === 1 ? "1 answer is chosen." : `${many} answers are chosen.`);
    showTaken();
  }

  function showTaken() {
    say(told, "");
    showFields();
    showPaper();
  }

  const showAbout = () => about.replaceChildren(...aboutPurpose(purposeOf(purpose)));
  function showPaper() {
    const { title, blocks } = made();
    paper.replaceChildren(...drawnOnPaper(title, blocks));
  }
  function showFields() {
    fields.replaceChildren(
      ...fieldsFor(purpose, picked(), typed(notes.all, purpose), (value) => {
        typing = true;
        notes.set(`${OWN}.${purpose}`, OWN, purposeOf(purpose).name, value);
        typing = false;
        wonder();
      }),
    );
  }

  let shown = "";
  function show() {
    showPaper();
    const sign = JSON.stringify([notes.where, ...Object.entries(notes.all).map(([key, one]) => `${key} ${one.when}`)]);
    const same = typing || sign === shown;
    shown = sign;
    if (same) return;
    const any = groups().length > 0;
    nothing.replaceChildren(...(any ? [] : whereToStart(chapters, notes, taken)));
    keep.replaceChildren(...(any || notes.any ? waysToKeep(taken, any) : []));
    choices.replaceChildren(...answersToTick(groups(), ticks, changed));
    showFields();
  }
  listenInTime(notes, fields, () => (fields.contains(document.activeElement) && !typing ? showPaper() : show()));
  showAbout();
  show();
}

/**
 * While she writes in a field, what another tab wrote waits: fields that are drawn again lose her place.
 * @param {import("../notes/open-notes.js").Notes} notes @param {HTMLElement} fields @param {() => void} show
 */
function listenInTime(notes, fields, show) {
  notes.listen(show);
  fields.addEventListener("focusout", () => requestAnimationFrame(show));
}

/** Where the page shows what changes. */
function places() {
  const [nothing, about, choices, keep] = ["nothing", "about", "choices", "keep"].map((name) =>
    h("div", { class: `wb-take-${name}` }),
  );
  const fields = h("div", { class: "wb-activity wb-take-fields" });
  const told = h("p", { class: "wb-told", role: "status" });
  const counted = h("p", { class: "wb-unseen", role: "status" });
  const paper = h("div", { class: "wb-take-paper", role: "region", "aria-label": "What you take", tabindex: "0" });
  return { nothing, about, choices, keep, fields, told, counted, paper };
}

/** @param {string} title @param {...any} nodes */
function step(title, ...nodes) {
  const id = uid("step");
  return h("section", { class: "wb-take-step", "aria-labelledby": id }, h("h2", { id }, title), ...nodes);
}

/** @param {string} purpose the one that is chosen at first @param {(id: string) => void} choose */
function purposeList(purpose, choose) {
  const group = uid("purpose");
  return h(
    "fieldset",
    { class: "wb-take-purposes" },
    h("legend", { class: "wb-unseen" }, "What is it for?"),
    ...purposes.map(({ id, name, who }) => {
      const hint = uid("who");
      const radio = h("input", {
        type: "radio",
        name: group,
        value: id,
        "aria-describedby": hint,
        onchange: () => choose(id),
      });
      radio.checked = id === purpose;
      return h(
        "label",
        {},
        radio,
        h("span", {}, h("strong", {}, name), h("span", { id: hint, class: "wb-hint" }, who)),
      );
    }),
  );
}

/** What the regulator wants, as far as we read it. @param {any} purpose @returns {HTMLElement[]} */
function aboutPurpose({ say: words, rules }) {
  const asOf = `As of ${day({ read }, "read")}. Rules change: follow the link, and trust the regulator’s own page over this one.`;
  const listed = rules.map((/** @type {any} */ one) =>
    h("li", {}, `${one.text} `, h("a", { href: one.link }, one.from)),
  );
  return [
    ...(words ? [h("p", {}, words)] : []),
    ...(rules.length
      ? [
          h(
            "details",
            { class: "wb-details" },
            h("summary", {}, "What we read about this, and where"),
            h("p", {}, asOf),
            h("ul", {}, ...listed),
          ),
        ]
      : []),
  ];
}

/**
 * What stands on the page while nothing is written.
 * @param {any[]} chapters @param {ReturnType<typeof openNotes>} notes @param {ReturnType<typeof taking>} taken
 * @returns {HTMLElement[]}
 */
function whereToStart(chapters, notes, taken) {
  const gone = notes.where === "page" && "What you typed on other pages is gone when you leave them. ";
  const file = "If you saved your notes as a file, load it here.";
  return [
    h("p", { class: "wb-panel-first" }, "Nothing is written here yet"),
    h("p", {}, "Start in any chapter, and come back when you have a few words. ", gone, file),
    h("div", { class: "wb-actions" }, taken.buttons[1]),
    taken.room,
    h("ul", {}, ...chapters.map((one) => h("li", {}, h("a", { href: bookPage(one.page) }, one.title)))),
    h("p", {}, "You can still see below what each form asks for, and print it to write on."),
  ];
}

/** @param {ReturnType<typeof taking>} taken @param {boolean} any are there answers? @returns {HTMLElement[]} */
function waysToKeep({ buttons: [save, load], room }, any) {
  return [
    h(
      "p",
      {},
      "What you add on this page becomes part of your notes. ",
      h("a", { href: bookPage("book/my-notes.html") }, "My notes"),
      " shows your answers.",
    ),
    h("div", { class: "wb-actions" }, save, ...(any ? [load] : [])),
    ...(any ? [room] : []),
  ];
}

/** @param {Group[]} groups @param {Map<string, boolean>} ticks @param {() => void} changed @returns {HTMLElement[]} */
function answersToTick(groups, ticks, changed) {
  if (!groups.length) return [h("p", {}, "There are no answers to choose from yet.")];
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();

  /** @param {Answer} one */
  function tick(one) {
    const hint = uid("why");
    const box = h("input", { type: "checkbox", value: one.key, "aria-describedby": one.whyNot ? hint : null });
    box.checked = ticks.get(one.key) ?? !one.whyNot;
    box.addEventListener("change", () => {
      ticks.set(one.key, box.checked);
      changed();
    });
    boxes.set(one.key, box);
    const why = one.whyNot && h("span", { id: hint, class: "wb-hint" }, WHY_NOT[one.whyNot]);
    const css = `wb-take-answer${one.whyNot ? ` wb-take-${one.whyNot}` : ""}`;
    return h("label", { class: css }, box, h("span", {}, one.prompt, why));
  }

  /** Tick one chapter's answers, as they are ticked at first, and no others. @param {Group} group */
  function only(group) {
    for (const one of groups.flatMap(({ answers }) => answers))
      ticks.set(one.key, group.answers.includes(one) && !one.whyNot);
    for (const [key, box] of boxes) box.checked = ticks.get(key) ?? false;
    changed();
  }

  /** @param {Group} group */
  const onlyThis = (group) =>
    h(
      "button",
      { type: "button", class: "wb-quiet", "aria-label": `Only this: ${group.title}`, onclick: () => only(group) },
      "Only this",
    );
  return [
    h("p", { class: "wb-hint" }, "Untick what should stay yours alone."),
    ...groups.map((group) =>
      h(
        "fieldset",
        { class: "wb-take-chapter" },
        h("legend", {}, group.title),
        groups.length > 1 && onlyThis(group),
        ...group.answers.map(tick),
      ),
    ),
  ];
}

/**
 * The buttons that take what stands on the paper, and where they say what came of it.
 * @param {() => ReturnType<typeof makeDocument>} made @param {() => string} name of a file, without its end
 * @param {HTMLElement} told @returns {HTMLElement[]}
 */
function waysToTake(made, name, told) {
  const copy = copying(() => {
    say(told, "");
    const { title, blocks } = made();
    return clean(asText(title, blocks));
  });
  copy.button.classList.add("wb-primary");

  /** @param {string} end @param {Blob} blob */
  function handOver(end, blob) {
    const file = `${name()}-${today()}.${end}`;
    try {
      give(file, blob);
    } catch {
      say(told, `This browser does not let the page save a file. ${TEXT_INSTEAD}`);
      return;
    }
    say(told, `Look for your file: it is called ${file}. If no file came, downloads are blocked here. ${TEXT_INSTEAD}`);
  }

  async function word() {
    say(told, "");
    const { title, blocks } = made();
    let blob;
    try {
      const write = await library("_static/word.js", "workbookWord");
      blob = await write(title, blocks);
    } catch {
      const instead = `${TEXT_INSTEAD[0].toLowerCase()}${TEXT_INSTEAD.slice(1)} It can be pasted into Word.`;
      say(told, `The part that makes Word files did not load. Try again, or: ${instead}`);
      return;
    }
    handOver("docx", blob);
  }

  function markdown() {
    const { title, blocks } = made();
    handOver("md", new Blob([asMarkdown(title, blocks)], { type: "text/markdown" }));
  }

  return [
    h(
      "div",
      { class: "wb-actions" },
      copy.button,
      button("Word file", word),
      button("Markdown file", markdown),
      button("Print", () => window.print()),
    ),
    copy.room,
  ];
}
