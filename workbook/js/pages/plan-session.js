/** The page Plan your own session: five choices, and the plan of them at once, to print, to copy and to pass on. */

import { copying } from "../lib/clipboard.js";
import { h, say, uid } from "../lib/dom.js";
import { give } from "../lib/download.js";
import { library } from "../lib/lazy-script.js";
import {
  fromAddress,
  groups,
  least,
  lengths,
  MOST_MINUTES,
  MOST_PEOPLE,
  planned,
  plans,
  read,
  toAddress,
} from "../session/plan-rule.js";
import { asDocument, drawn } from "../session/plan-sheet.js";
import { asText, clean } from "../widget/blocks.js";

/** @typedef {import("../session/plan-rule.js").Typed} Typed */
/** @typedef {Exclude<keyof Typed, "chapters">} Field */

/** @type {[Field, string, string][]} */
const FIELDS = [
  ["minutes", "Minutes for one session", `From 20 to ${MOST_MINUTES}.`],
  ["people", "How many people", `Without those who lead. Up to ${MOST_PEOPLE}.`],
  ["elsewhere", "How many of them join on a screen", "0 if all are in the room."],
  ["start", "It begins at", "24-hour clock, such as 09:30."],
];
const TEXT_INSTEAD = "Use “Copy as text” and paste it into Word.";

export function start() {
  const root = document.querySelector('[data-runs="plan-session"]');
  /** @type {import("../session/plan-rule.js").Chapter[]} */
  const chapters = window.whysAndHowsSessions?.chapters ?? [];
  if (!root || !chapters.length) return;
  /** @type {Typed} */
  const usual = { chapters: [chapters[0].id], minutes: "60", people: "20", elsewhere: "0", start: "14:00" };
  /** The last request that would do, and its plans. @type {{request: import("../session/plan-rule.js").Request, made: import("../session/plan-rule.js").Plan[]}} */
  let good = planOf(usual);
  let opened = false;

  const ticks = chapters.map(({ id, title }) => {
    const box = h("input", { type: "checkbox", value: id, onchange: changed });
    return { box, label: h("label", { class: "wb-option" }, box, h("span", {}, title)) };
  });
  const toldChapters = h("p", { class: "wb-wrong", id: uid("wrong") });
  /** @type {Map<Field, {input: HTMLInputElement, told: HTMLElement, field: HTMLElement}>} */
  const fields = new Map(FIELDS.map(([name, label, hint]) => [name, box(label, hint, name !== "start")]));
  const offer = h("div", { class: "wb-actions wb-session-lengths" });
  const series = h("div", { class: "wb-session-series", role: "status" });
  const status = h("p", { class: "wb-unseen", role: "status" });
  const stale = h("p", { class: "wb-wrong" });
  const sheet = h("div", { class: "wb-session-sheet" });
  const told = h("p", { class: "wb-told", role: "status" });
  const copy = copying(() => {
    const { title, blocks } = asDocument(good.made, good.request);
    return clean(asText(title, blocks));
  });
  const pass = copying(
    () => location.href.replace(/#.*/, "") + toAddress(good.request),
    "Copy the address",
    "Copied. Whoever opens it sees this plan.",
  );

  /** @param {string} label @param {string} hint @param {boolean} numeric */
  function box(label, hint, numeric) {
    const [id, hintId] = [uid("field"), uid("hint")];
    const wrong = h("p", { class: "wb-wrong", id: uid("wrong") });
    const input = h("input", {
      id,
      type: "text",
      class: "wb-entry-box",
      autocomplete: "off",
      inputmode: numeric ? "numeric" : null,
      "aria-describedby": `${hintId} ${wrong.id}`,
      oninput: changed,
    });
    return {
      input,
      told: wrong,
      field: h(
        "div",
        { class: "wb-field" },
        h("label", { class: "wb-label", for: id }, label),
        h("span", { id: hintId, class: "wb-hint" }, hint),
        input,
        wrong,
      ),
    };
  }
  const field = (/** @type {Field} */ name) =>
    /** @type {NonNullable<ReturnType<typeof fields.get>>} */ (fields.get(name));

  root.replaceChildren(
    h(
      "div",
      { class: "wb-activity wb-session-choose" },
      h(
        "fieldset",
        { "aria-describedby": toldChapters.id },
        h("legend", { class: "wb-label" }, "Which chapter?"),
        ...ticks.map(({ label }) => label),
        toldChapters,
      ),
      h(
        "div",
        { class: "wb-side" },
        field("minutes").field,
        field("people").field,
        field("elsewhere").field,
        field("start").field,
      ),
      offer,
      series,
      status,
    ),
    h(
      "div",
      { class: "wb-session-take" },
      h(
        "div",
        { class: "wb-actions" },
        h("button", { type: "button", class: "wb-button wb-primary", onclick: () => window.print() }, "Print"),
        copy.button,
        h("button", { type: "button", class: "wb-button", onclick: word }, "Word file"),
        pass.button,
      ),
      copy.room,
      pass.room,
      told,
    ),
    stale,
    sheet,
  );

  /** @returns {Typed} */
  const typed = () => ({
    chapters: ticks.filter(({ box }) => box.checked).map(({ box }) => box.value),
    minutes: field("minutes").input.value,
    people: field("people").input.value,
    elsewhere: field("elsewhere").input.value,
    start: field("start").input.value,
  });

  /** @param {Typed} value */
  function fill(value) {
    for (const { box } of ticks) box.checked = value.chapters.includes(box.value);
    for (const [name, { input }] of fields) input.value = value[name];
  }

  function changed() {
    const { request, wrong } = read(typed(), chapters);
    mark(
      ticks.map(({ box }) => box),
      toldChapters,
      wrong.chapters,
    );
    for (const [name, { input, told: room }] of fields) mark([input], room, wrong[name]);
    const first = Object.values(wrong)[0];
    say(told, "");
    showLengths(request, !wrong.minutes);
    if (first) {
      say(stale, opened ? "One of the choices above does not fit yet. The plan below is the one before." : "");
      say(status, "");
      return;
    }
    good = { request, made: plans(chapters, request) };
    opened = true;
    say(stale, "");
    const [plan] = good.made;
    say(status, `Planned: ${plan.from} to ${plan.to}, ${plan.rows.length} steps.`);
    sheet.replaceChildren(...good.made.map((one, at, all) => drawn(one, request, at, all)));
    keepAddress(toAddress(request));
  }

  /** @param {HTMLInputElement[]} inputs @param {HTMLElement} room @param {string} [message] */
  function mark(inputs, room, message = "") {
    say(room, message);
    for (const input of inputs) {
      if (message) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  /** The lengths that have plans of their own; and what several chapters mean. @param {import("../session/plan-rule.js").Request} request @param {boolean} fit will the minutes do? */
  function showLengths({ chapters: asked, minutes }, fit) {
    const chosen = chapters.filter(({ id }) => asked.includes(id));
    const own = lengths(chosen[0] ?? chapters[0]);
    const want = JSON.stringify([own, asked.length, asked.length > 1 && fit ? minutes : 0]);
    if (offer.dataset.shown === want) return;
    offer.dataset.shown = want;
    offer.replaceChildren(
      h("span", { class: "wb-hint" }, "The chapter’s own plans:"),
      ...own.map((length) => set(length, `${length} minutes`)),
    );
    if (chosen.length < 2) {
      series.replaceChildren();
      return;
    }
    const each = Math.floor(minutes / chosen.length);
    const fits = each >= least(chosen);
    const less = !fit
      ? []
      : [
          h(
            "p",
            {},
            `If ${minutes} minutes are all you have${fits ? `, make them ${chosen.length} sessions of ${each} on different days, or` : ","} choose one chapter. `,
            fits && set(each, `Plan ${each} minutes for each`),
          ),
        ];
    series.replaceChildren(
      h(
        "p",
        {},
        h("strong", {}, "One session, one chapter. "),
        `Each chapter ends with an ask, and the next session opens with the answer. So here are ${chosen.length} sessions. Leave 14 days or more between them.`,
      ),
      ...less,
    );
  }

  /** A button that sets the minutes. @param {number} length @param {string} text */
  function set(length, text) {
    const { input } = field("minutes");
    function act() {
      input.value = String(length);
      changed();
      if (!document.activeElement?.isConnected || document.activeElement === document.body) input.focus();
    }
    return h("button", { type: "button", class: "wb-button", onclick: act }, text);
  }

  /** @param {string} hash */
  function keepAddress(hash) {
    try {
      if (location.hash !== hash) history.replaceState(null, "", hash);
    } catch {
      // A page from a folder may not be allowed to. "Copy the address" still gives it.
    }
  }

  async function word() {
    say(told, "");
    const { request, made } = good;
    const { title, blocks } = asDocument(made, request);
    const name = `session-${made.length > 1 ? "series" : made[0].chapter.id}-${request.minutes}-minutes.docx`;
    let blob;
    try {
      const write = await library("_static/word.js", "whysAndHowsWord");
      blob = await write(title, blocks);
    } catch {
      say(told, `The part that makes Word files did not load. Try again. Or: ${TEXT_INSTEAD}`);
      return;
    }
    try {
      give(name, blob);
      say(
        told,
        `Look for your file: it is called ${name}. If no file came, downloads are blocked here. ${TEXT_INSTEAD}`,
      );
    } catch {
      say(told, `This browser does not let the page save a file. ${TEXT_INSTEAD}`);
    }
  }

  function fromHash() {
    fill(location.hash.includes("=") ? fromAddress(location.hash, usual) : usual);
    changed();
  }
  addEventListener("hashchange", fromHash);
  fromHash();
  if (!opened) {
    // The address asked for what cannot be: what is wrong is said at its field, over the usual plan.
    sheet.replaceChildren(...good.made.map((one, at, all) => drawn(one, good.request, at, all)));
    opened = true;
    say(stale, "The address asks for something that does not fit. It is said above. Below is the usual plan.");
  }
  /** @param {Typed} typed */
  function planOf(typed) {
    const { request } = read(typed, chapters);
    return { request, made: plans(chapters, request) };
  }
  Object.assign(window, { whysAndHowsPlan: { groups, planned, read } });
}
