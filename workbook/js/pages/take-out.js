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

/** @param {Record<string, any>} kinds @param {Record<string, string>} aliases */
export function start(kinds, aliases) {
  Object.assign(kinds, { lookback, [KIND]: { blocks } }); // no chapter holds these, so nobody lends them
  const root = document.querySelector('[data-runs="take-out"]');
  if (!root) return;
  const chapters = [...(window.whysAndHowsCatalogue?.chapters ?? []), CHAPTER];
  const notes = openNotes({ aliases });
  const { wonder } = notesBar(notes);
  const taken = taking(notes, aliases);
  let purpose = purposes[0].id;
  /** What the reader ticked or unticked. @type {Map<string, boolean>} */
  const ticks = new Map();
  let typing = false;

  /** @param {Answer} one */
  const ticked = (one) => ticks.get(one.key) ?? !one.whyNot;
  const picked = () => chosen(offered(chapters, notes.all, kinds), ticked);
  const made = () => makeDocument(purpose, picked(), typed(notes.all, purpose), kinds);
  const nameOf = (/** @type {string} */ end) => `${purposeOf(purpose).file}-${today()}.${end}`;

  // --- the four steps, and what is around them ---------------------------------------------------
  const nothing = h("div", { class: "wb-take-nothing" });
  const about = h("div", { class: "wb-take-about" });
  const choices = h("div", { class: "wb-take-choices" });
  const fields = h("div", { class: "wb-activity wb-take-fields" });
  const told = h("p", { class: "wb-told", role: "status" });
  const counted = h("p", { class: "wb-unseen", role: "status" });
  const paper = h("div", { class: "wb-take-paper", role: "region", "aria-label": "What you take", tabindex: "0" });
  const copy = copying(() => {
    say(told, "");
    const { title, blocks } = made();
    return clean(asText(title, blocks));
  });
  copy.button.classList.add("wb-primary");
  /** @param {string} text @param {() => void} act */
  const button = (text, act) => h("button", { type: "button", class: "wb-button", onclick: act }, text);
  const [save, load] = taken.buttons;
  const keep = h("div", { class: "wb-take-keep" });

  root.replaceChildren(
    nothing,
    step("1. What is it for?", purposeList(), about),
    step("2. Which answers?", choices, counted),
    step("3. Anything to add?", fields),
    step(
      "4. Take it",
      h(
        "div",
        { class: "wb-actions" },
        copy.button,
        button("Word file", word),
        button("Markdown file", markdown),
        button("Print", () => window.print()),
      ),
      copy.room,
      told,
      paper,
    ),
    keep,
  );

  /** @param {string} title @param {...any} nodes */
  function step(title, ...nodes) {
    const id = uid("step");
    return h("section", { class: "wb-take-step", "aria-labelledby": id }, h("h2", { id }, title), ...nodes);
  }

  function purposeList() {
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

  /** @param {string} id */
  function choose(id) {
    purpose = id;
    say(told, "");
    showAbout();
    showFields();
    showPaper();
  }

  /** What the regulator wants, as far as we read it. */
  function showAbout() {
    const { say: words, rules } = purposeOf(purpose);
    about.replaceChildren(
      ...(words ? [h("p", {}, words)] : []),
      ...(rules.length
        ? [
            h(
              "details",
              { class: "wb-details" },
              h("summary", {}, "What we read about this, and where"),
              h(
                "p",
                {},
                `As of ${day({ read }, "read")}. Rules change: follow the link, and trust the regulator’s own page over this one.`,
              ),
              h(
                "ul",
                {},
                ...rules.map((/** @type {any} */ one) =>
                  h("li", {}, `${one.text} `, h("a", { href: one.link }, one.from)),
                ),
              ),
            ),
          ]
        : []),
    );
  }

  function showNothing() {
    const any = offered(chapters, notes.all, kinds).length > 0;
    const links = chapters.map((/** @type {any} */ one) =>
      h("li", {}, h("a", { href: bookPage(one.page) }, one.title)),
    );
    const gone = notes.where === "page" && "What you typed on other pages is gone when you leave them. ";
    const file = "If you saved your notes as a file, load it here.";
    nothing.replaceChildren(
      ...(any
        ? []
        : [
            h("p", { class: "wb-panel-first" }, "Nothing is written here yet"),
            h("p", {}, "Start in any chapter, and come back when you have a few words. ", gone, file),
            h("div", { class: "wb-actions" }, load),
            taken.room,
            h("ul", {}, ...links),
            h("p", {}, "You can still see below what each form asks for, and print it to write on."),
          ]),
    );
    keep.replaceChildren(
      ...(any || notes.any
        ? [
            h(
              "p",
              {},
              "What you add on this page becomes part of your notes. ",
              h("a", { href: bookPage("book/my-notes.html") }, "My notes"),
              " shows your answers.",
            ),
            h("div", { class: "wb-actions" }, save, ...(any ? [load] : [])),
            ...(any ? [taken.room] : []),
          ]
        : []),
    );
  }

  function showChoices() {
    const groups = offered(chapters, notes.all, kinds);
    if (!groups.length) {
      choices.replaceChildren(h("p", {}, "There are no answers to choose from yet."));
      return;
    }
    choices.replaceChildren(
      h("p", { class: "wb-hint" }, "Untick what should stay yours alone."),
      ...groups.map((group) =>
        h(
          "fieldset",
          { class: "wb-take-chapter" },
          h("legend", {}, group.title),
          groups.length > 1 &&
            h(
              "button",
              {
                type: "button",
                class: "wb-quiet",
                "aria-label": `Only this: ${group.title}`,
                onclick: () => only(group, groups),
              },
              "Only this",
            ),
          ...group.answers.map(tick),
        ),
      ),
    );
  }

  /** @param {Answer} one */
  function tick(one) {
    const hint = uid("why");
    const box = h("input", { type: "checkbox", value: one.key, "aria-describedby": one.whyNot ? hint : null });
    box.checked = ticked(one);
    box.addEventListener("change", () => {
      ticks.set(one.key, box.checked);
      changed();
    });
    return h(
      "label",
      { class: `wb-take-answer${one.whyNot ? ` wb-take-${one.whyNot}` : ""}` },
      box,
      h("span", {}, one.prompt, one.whyNot && h("span", { id: hint, class: "wb-hint" }, WHY_NOT[one.whyNot])),
    );
  }

  /** Tick one chapter's answers, as they are ticked at first, and no others. @param {Group} group @param {Group[]} groups */
  function only(group, groups) {
    for (const one of groups.flatMap(({ answers }) => answers))
      ticks.set(one.key, group.answers.includes(one) && !one.whyNot);
    for (const box of choices.querySelectorAll("input")) box.checked = ticks.get(box.value) ?? false;
    changed();
  }

  function changed() {
    const many = picked().flatMap(({ answers }) => answers).length;
    say(counted, many === 1 ? "1 answer is chosen." : `${many} answers are chosen.`);
    say(told, "");
    showFields();
    showPaper();
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

  function showPaper() {
    const { title, blocks } = made();
    paper.replaceChildren(...drawnOnPaper(title, blocks));
  }

  // --- taking it ---------------------------------------------------------------------------------

  /** @param {string} name @param {Blob} blob */
  function handOver(name, blob) {
    try {
      give(name, blob);
    } catch {
      say(told, `This browser does not let the page save a file. ${TEXT_INSTEAD}`);
      return;
    }
    say(told, `Look for your file: it is called ${name}. If no file came, downloads are blocked here. ${TEXT_INSTEAD}`);
  }

  async function word() {
    say(told, "");
    const { title, blocks } = made();
    let blob;
    try {
      const write = await library("_static/word.js", "workbookWord");
      blob = await write(title, blocks);
    } catch {
      say(
        told,
        `The part that makes Word files did not load. Try again, or: ${TEXT_INSTEAD[0].toLowerCase()}${TEXT_INSTEAD.slice(1)} It can be pasted into Word.`,
      );
      return;
    }
    handOver(nameOf("docx"), blob);
  }

  function markdown() {
    const { title, blocks } = made();
    handOver(nameOf("md"), new Blob([asMarkdown(title, blocks)], { type: "text/markdown" }));
  }

  // --- what changes ------------------------------------------------------------------------------

  let shown = "";
  function show() {
    showPaper();
    const sign = JSON.stringify([notes.where, ...Object.entries(notes.all).map(([key, one]) => `${key} ${one.when}`)]);
    const same = typing || sign === shown;
    shown = sign;
    if (same) return;
    showNothing();
    showChoices();
    showFields();
  }
  notes.listen(show);
  showAbout();
  show();
}
