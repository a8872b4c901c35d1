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

/**
 * @typedef {object} Looking
 * @property {import("../widget/kind.d.ts").Kinds} kinds
 * @property {Chapter[]} chapters
 * @property {{notes: import("../notes/open-notes.js").Notes} & ReturnType<typeof notesBar>} page
 * @property {boolean} early has the reader asked for what is not due?
 */

const ELSEWHERE = { id: "others", title: "From another edition of this book", page: "", activities: [] };

/** @param {import("../widget/kind.d.ts").Kinds} kinds those of the chapters @param {Record<string, string>} aliases */
export function start(kinds, aliases) {
  const root = document.querySelector('[data-runs="look-back"]');
  if (!root) return;
  /** @type {Chapter[]} */
  const chapters = /** @type {any} */ (window).whysAndHowsCatalogue?.chapters ?? [];
  const notes = openNotes();
  const page = { notes, ...notesBar(notes) };
  const taken = taking(notes, aliases);
  const [save, load] = taken.buttons;
  const body = h("div", { class: "wb-back-body" });
  const file = h("p", { class: "wb-notes-hint" });
  root.replaceChildren(body, file, h("div", { class: "wb-actions wb-notes-actions" }, save, load), taken.room);

  /** What is on the screen stays there, whatever becomes of it. @type {Set<string>} */
  const drawn = new Set();
  let early = false;

  /** @type {Looking} */
  const looking = {
    kinds,
    chapters,
    page,
    get early() {
      return early;
    },
  };

  /** @param {boolean} [anew] */
  function draw(anew) {
    const today = dayOf(Date.now());
    const { found, due } = shown(looking, today);
    const kept = notes.where === "device";
    save.hidden = !notes.any || (kept && !due.length);
    file.textContent = hintOf(notes);
    if (!anew && body.firstChild && notes.any && due.every(({ key }) => drawn.has(key))) return;
    drawn.clear();
    for (const { key } of due) drawn.add(key);
    if (!due.length) {
      body.replaceChildren(...nothing(found, notes, drawEarly));
      return;
    }
    const groups = [...chapters, ELSEWHERE]
      .map((chapter) => ({ chapter, those: due.filter(({ key }) => chapterOf(chapters, key) === chapter) }))
      .filter(({ those }) => those.length);
    body.replaceChildren(...groups.map(({ chapter, those }, at) => section(looking, chapter, those, today, at === 0)));
  }

  function drawEarly() {
    early = true;
    draw(true);
    body.querySelector("h2")?.focus();
  }

  notes.listen(() => draw());
  draw();
}

/** How its kind comes back. @param {Looking} looking @param {Returning} one */
const comesBack = ({ kinds }, { kind }) => /** @type {ComesBack} */ (kinds[kind].comesBack);

/** @param {Chapter[]} chapters @param {string} key */
const chapterOf = (chapters, key) =>
  chapters.find((one) => one.activities.some((spec) => spec.key === key)) ?? ELSEWHERE;

/** @param {Chapter[]} chapters @param {string} key */
const specOf = (chapters, key) => chapterOf(chapters, key).activities.find((spec) => spec.key === key);

/** All that can come back, and what is shown today. @param {Looking} looking @param {string} today */
function shown(looking, today) {
  const found = comingBack(looking.page.notes.all, today, looking.kinds).filter(
    (one) => !comesBack(looking, one).again || specOf(looking.chapters, one.key),
  );
  return { found, due: found.filter((one) => looking.early || (one.due && (!one.looked || one.looked === today))) };
}

/** What becomes of what is written here. @param {Looking["page"]["notes"]} notes */
function hintOf({ any, where }) {
  if (!any || where === "device") return "";
  return where === "tab"
    ? "What you write here goes when you close this tab. “Save my notes” keeps it in your file."
    : "What you write here goes when you leave this page. “Save my notes” keeps it in your file.";
}

/** What is said on a day when nothing comes back. @param {Returning[]} found @param {Looking["page"]["notes"]} notes @param {() => void} now */
function nothing(found, notes, now) {
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

/** @param {Looking} looking @param {Chapter} chapter @param {Returning[]} those @param {string} today @param {boolean} open */
function section(looking, chapter, those, today, open) {
  const title = h("h2", { id: `back-${chapter.id}`, tabindex: "-1" }, chapter.title);
  const sorted = those.sort((one, other) => comesBack(looking, one).order - comesBack(looking, other).order);
  const parts = sorted.flatMap((one, at) =>
    at ? [folded(looking, one, item(looking, one, chapter, today))] : item(looking, one, chapter, today),
  );
  if (open) return h("section", { "aria-labelledby": title.id }, title, ...parts);
  return h("details", { class: "wb-back-more" }, h("summary", {}, title), ...parts);
}

/** One thing at a time: what else came back waits behind a line. @param {Looking} looking @param {Returning} one @param {HTMLElement[]} parts */
const folded = (looking, one, parts) =>
  h("details", { class: "wb-back-more" }, h("summary", {}, comesBack(looking, one).also), ...parts);

/** @param {Looking} looking @param {Returning} one @param {Chapter} chapter @param {string} today */
function item(looking, one, chapter, today) {
  const { kinds, page, early } = looking;
  const { notes } = page;
  const back = comesBack(looking, one);
  const entry = notes.all[one.key];
  const spec = specOf(looking.chapters, one.key);
  const key = backKey(one.key, one.name);
  const since = one.due && !early ? one.due : today;
  // What was said on an earlier day, under the same key, is kept; the form begins empty.
  const fresh = sinceThatDay(notes, since);
  const form = h("div");
  const on = shortly(one.written, today);
  const empty = { ...page, notes: fresh };
  if (back.again) {
    live(form, kinds[one.kind], { ...spec, chapter, key, prompt: fill(strings.lookback.againPrompt, { on }) }, empty);
    return [form];
  }
  const { when, text } = shownOf(back, entry.value);
  const late = (back.answeredBy?.(entry.value) || returns(one.written)[1].day) < today;
  const asked = { kind: "lookback", key, of: one.kind, chapter, prompt: back.prompt, evidence: [] };
  live(form, lookback, { ...asked, when: fill(when, { on }), said: text, late }, empty);
  return back.changes
    ? [form, ...changing(looking, one, spec && { ...spec, chapter }, () => fresh.value(key)?.next)]
    : [form];
}

/**
 * The notes without the values of earlier days. They are asked, not inherited from: the store's own fields are its own.
 * @param {Looking["page"]["notes"]} notes @param {string} since @returns {import("../notes/mount.js").NotesOfOne}
 */
const sinceThatDay = (notes, since) => ({
  get all() {
    return notes.all;
  },
  get where() {
    return notes.where;
  },
  get why() {
    return notes.why;
  },
  value: (name) => (dayOf(notes.all[name]?.when ?? 0) >= since ? notes.value(name) : null),
  set: (...written) => notes.set(...written),
  listen: (heard) => notes.listen(heard),
});

/** @param {ComesBack} back @param {any} value */
const shownOf = (back, value) => back.shown?.(value) ?? { when: "", text: "" };

/** What becomes of it: kept, changed on the spot, or let go. @param {Looking} looking @param {Returning} one @param {any} spec @param {() => string} chosen */
function changing({ kinds, page }, one, spec, chosen) {
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
  page.notes.listen(follow);
  follow();
  return [told, change];
}
