/** The page Look back: what comes back today, chapter by chapter, with room to say how it went. */

import lookback from "../activities/lookback.js";
import { dayOf, inWords, returns } from "../lib/dates.js";
import { h } from "../lib/dom.js";
import strings, { fill } from "../lib/strings.js";
import { live } from "../notes/mount.js";
import { openNotes } from "../notes/open-notes.js";
import { shortly } from "../notes/reminder.js";
import { backKey, comingBack } from "../notes/reminders.js";
import { taking } from "../notes/save-and-load.js";
import { notesBar } from "../notes/storage-bar.js";

/** @typedef {import("../notes/reminders.js").Returning} Returning */
/** @typedef {import("../widget/kind.d.ts").ComesBack} ComesBack */
/** @typedef {{id: string, title: string, page: string, activities: any[]}} Chapter */

const ELSEWHERE = { id: "others", title: "From another edition of this book", page: "", activities: [] };

/** @param {import("../widget/kind.d.ts").Kinds} kinds those of the chapters @param {Record<string, string>} aliases */
export function start(kinds, aliases) {
  const root = document.querySelector('[data-runs="look-back"]');
  if (!root) return;
  /** @type {Chapter[]} */
  const chapters = /** @type {any} */ (window).whysAndHowsCatalogue?.chapters ?? [];
  const notes = openNotes({ aliases });
  const page = { notes, ...notesBar(notes) };
  const taken = taking(notes, aliases);
  const [save, load] = taken.buttons;
  const body = h("div", { class: "wb-back-body" });
  const file = h("p", { class: "wb-notes-hint" });
  root.replaceChildren(body, file, h("div", { class: "wb-actions wb-notes-actions" }, save, load), taken.room);

  /** What is on the screen stays there, whatever becomes of it. @type {Set<string>} */
  const drawn = new Set();
  let early = false;

  /** @param {Returning} one */
  const how = ({ kind }) => /** @type {ComesBack} */ (kinds[kind].comesBack);

  /** @param {string} today */
  function shown(today) {
    const found = comingBack(notes.all, today, kinds).filter((one) => !how(one).again || specOf(one.key));
    return { found, due: found.filter((one) => early || (one.due && (!one.looked || one.looked === today))) };
  }

  /** @param {string} key */
  const chapterOf = (key) => chapters.find((one) => one.activities.some((spec) => spec.key === key)) ?? ELSEWHERE;
  /** @param {string} key */
  const specOf = (key) => chapterOf(key).activities.find((spec) => spec.key === key);

  /** @param {boolean} [anew] */
  function draw(anew) {
    const today = dayOf(Date.now());
    const { found, due } = shown(today);
    const kept = notes.where === "device";
    save.hidden = !notes.any || (kept && !due.length);
    file.textContent = kept
      ? ""
      : notes.any
        ? notes.where === "tab"
          ? "What you write here goes when you close this tab. “Save my notes” keeps it in your file."
          : "What you write here goes when you leave this page. “Save my notes” keeps it in your file."
        : "";
    if (!anew && body.firstChild && notes.any && due.every(({ key }) => drawn.has(key))) return;
    drawn.clear();
    for (const { key } of due) drawn.add(key);
    if (!due.length) {
      body.replaceChildren(...nothing(found));
      return;
    }
    const groups = [...chapters, ELSEWHERE]
      .map((chapter) => ({ chapter, those: due.filter(({ key }) => chapterOf(key) === chapter) }))
      .filter(({ those }) => those.length);
    body.replaceChildren(...groups.map(({ chapter, those }, at) => section(chapter, those, today, at === 0)));
  }

  /** @param {Returning[]} found */
  function nothing(found) {
    if (!found.length) {
      const again = notes.any ? "Nothing you have written comes back here." : "Nothing is here to look back at.";
      return [
        h("p", { class: "wb-panel-first" }, again),
        h(
          "p",
          {},
          "A plan, a request, and questions answered from memory come back 2 days, 2 weeks and 2 months after you write them.",
        ),
        notes.where !== "device" && h("p", {}, "If you keep your notes in a file, load it here."),
      ].filter(Boolean);
    }
    const next = found
      .map((one) => one.next)
      .filter(Boolean)
      .sort()[0];
    const now = () => {
      early = true;
      draw(true);
      body.querySelector("h2")?.focus();
    };
    return [
      h("p", { class: "wb-panel-first" }, "Nothing comes back today."),
      h(
        "p",
        {},
        next
          ? `The next day is ${inWords(next)}. You need not wait for it.`
          : "You can still look back at what you wrote.",
      ),
      h(
        "div",
        { class: "wb-actions" },
        h("button", { type: "button", class: "wb-button", onclick: now }, "Look back now"),
      ),
    ];
  }

  /** @param {Chapter} chapter @param {Returning[]} those @param {string} today @param {boolean} open */
  function section(chapter, those, today, open) {
    const title = h("h2", { id: `back-${chapter.id}`, tabindex: "-1" }, chapter.title);
    const sorted = those.sort((one, other) => how(one).order - how(other).order);
    const parts = sorted.flatMap((one, at) =>
      at ? [folded(one, item(one, chapter, today))] : item(one, chapter, today),
    );
    if (open) return h("section", { "aria-labelledby": title.id }, title, ...parts);
    return h("details", { class: "wb-back-more" }, h("summary", {}, title), ...parts);
  }

  /** One thing at a time: what else came back waits behind a line. @param {Returning} one @param {HTMLElement[]} parts */
  const folded = (one, parts) => h("details", { class: "wb-back-more" }, h("summary", {}, how(one).also), ...parts);

  /** @param {Returning} one @param {Chapter} chapter @param {string} today */
  function item(one, chapter, today) {
    const entry = notes.all[one.key];
    const spec = specOf(one.key);
    const key = backKey(one.key, one.name);
    const since = one.due && !early ? one.due : today;
    // What was said on an earlier day, under the same key, is kept; the form begins empty.
    const fresh = Object.create(notes, {
      value: {
        value: (/** @type {string} */ name) => (dayOf(notes.all[name]?.when ?? 0) >= since ? notes.value(name) : null),
      },
    });
    const form = h("div");
    const on = shortly(one.written, today);
    const empty = { ...page, notes: fresh };
    if (how(one).again) {
      live(form, kinds[one.kind], { ...spec, chapter, key, prompt: fill(strings.lookback.againPrompt, { on }) }, empty);
      return [form];
    }
    const { when, text } = shownOf(how(one), entry.value);
    const late = (how(one).answeredBy?.(entry.value) || returns(one.written)[1].day) < today;
    const back = { kind: "lookback", key, of: one.kind, chapter, prompt: how(one).prompt, evidence: [] };
    live(form, lookback, { ...back, when: fill(when, { on }), said: text, late }, empty);
    return how(one).changes
      ? [form, ...changing(one, spec && { ...spec, chapter }, () => fresh.value(key)?.next)]
      : [form];
  }

  /** @param {ComesBack} back @param {any} value */
  const shownOf = (back, value) => back.shown?.(value) ?? { when: "", text: "" };

  /** What becomes of it: kept, changed on the spot, or let go. @param {Returning} one @param {any} spec @param {() => string} chosen */
  function changing(one, spec, chosen) {
    const told = h("p", { class: "wb-back-told", role: "status" });
    const change = h("div", { hidden: true });
    if (spec) live(change, kinds[one.kind], spec, page);
    const follow = () => {
      const next = chosen();
      change.hidden = !spec || next !== "change";
      const texts = {
        keep: one.next ? `It can come back on ${inWords(one.next)}.` : "It stays in your notes.",
        change: spec ? "Change it here. Then it comes back as a new plan." : "Change it in your notes.",
        go: "Fine. It stays in your notes, and does not come back.",
      };
      const text = texts[/** @type {keyof typeof texts} */ (next)] ?? "";
      if (told.textContent !== text) told.textContent = text;
    };
    notes.listen(follow);
    follow();
    return [told, change];
  }

  notes.listen(() => draw());
  draw();
}
