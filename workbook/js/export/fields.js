/** Step 3 of Take your notes out: what no activity holds, to be typed here; with what is honestly known filled in. */

import { h, uid } from "../lib/dom.js";
import { entry, field, safety, writing } from "../widget/fields.js";
import { ALONE, EVIDENCE, sessionsOf, TOGETHER } from "./log.js";
import { asObject, days, purposeOf, studied, textOf, themes } from "./typed.js";

/** @typedef {import("./choosing.js").Group} Group */
/** @typedef {(name: string, typed: any) => void} Put */

/** What boxes want of a model: they only ask whether they are in a page. @type {any} */
const MODEL = { get: (/** @type {string} */ name) => (name === "page" ? {} : undefined) };
const nothing = () => {};

/**
 * @param {string} id of the purpose @param {Group[]} groups what is chosen @param {Record<string, any>} value
 * @param {(value: Record<string, any>) => void} keep is given the whole value, whenever something is typed
 * @returns {HTMLElement[]}
 */
export function fieldsFor(id, groups, value, keep) {
  const safetyId = uid("safety");
  /** @type {Put} */
  const put = (name, typed) => {
    value[name] = typed;
    keep(structuredClone(value));
  };
  const made = purposeOf(id).sections.flatMap((/** @type {any} */ section) =>
    section.parts.flatMap((/** @type {any} */ one) => {
      if (one.part === "field")
        return [
          box(one.label ?? section.ask, one.hint, textOf(value, one.name, one.suggest ? studied(groups) : ""), (text) =>
            put(one.name, text),
          ),
        ];
      if (one.part === "themes") return [codeBoxes(one.label, value, put)];
      if (one.part === "log") return log(groups, value, put);
      return [];
    }),
  );
  return made.length ? [...made, safety(MODEL, safetyId)] : [h("p", {}, "Nothing is needed here.")];
}

/** @param {string} label @param {string} hint @param {string} text @param {(text: string) => void} typed */
function box(label, hint, text, typed) {
  const hintId = uid("hint");
  const made = writing(MODEL, { rows: 3, short: true, describedby: hint ? hintId : undefined, typed, left: nothing });
  made.write(text);
  return field(label, { id: hintId, text: hint }, made.id, made.area);
}

/** @param {string} label @param {string} hint @param {string} text @param {(text: string) => void} typed */
function shortBox(label, hint, text, typed) {
  const hintId = uid("hint");
  const made = entry(MODEL, { describedby: hint ? hintId : undefined, typed, left: nothing });
  made.write(text);
  return field(label, { id: hintId, text: hint }, made.id, ...made.nodes);
}

/** @param {string} label @param {string} hint @param {string} text @param {(text: string) => void} typed */
function minutesBox(label, hint, text, typed) {
  const [id, hintId] = [uid("minutes"), uid("hint")];
  const input = h("input", {
    id,
    type: "number",
    min: "0",
    max: "9999",
    step: "1",
    inputmode: "numeric",
    autocomplete: "off",
    class: "wb-entry-box wb-take-minutes",
    "aria-describedby": hint ? hintId : null,
  });
  input.value = text;
  input.addEventListener("input", () => typed(input.value));
  return field(label, { id: hintId, text: hint }, id, input);
}

/** The themes of the Code, to tick. @param {string} label @param {any} value @param {Put} put */
function codeBoxes(label, value, put) {
  const ticked = new Set(Array.isArray(value.themes) ? value.themes : []);
  return h(
    "fieldset",
    { class: "wb-take-themes" },
    h("legend", { class: "wb-label" }, label),
    ...Object.entries(themes).map(([id, name]) => {
      const input = h("input", { type: "checkbox", value: id });
      input.checked = ticked.has(id);
      input.addEventListener("change", () => {
        if (input.checked) ticked.add(id);
        else ticked.delete(id);
        put(
          "themes",
          Object.keys(themes).filter((one) => ticked.has(one)),
        );
      });
      return h("label", {}, input, h("span", {}, name));
    }),
  );
}

/** A row for each chapter, and one for each session the reader took part in. @param {Group[]} groups @param {any} value @param {Put} put */
function log(groups, value, put) {
  const rows = { ...asObject(value.rows) };
  const chapters = groups.filter(({ id }) => id).map((group) => chapterRow(group, rows, put, groups.length === 1));
  const room = h("div", { class: "wb-take-sessions" });
  const sessions = sessionsOf(value).map((one) => ({ ...one }));
  const keepAll = () =>
    put(
      "sessions",
      sessions.map((one) => ({ ...one })),
    );
  /** @param {Record<string, any>} session */
  const draw = (session) => {
    const row = sessionRow(session, keepAll, () => {
      sessions.splice(sessions.indexOf(session), 1);
      row.remove();
      keepAll();
      add.focus();
    });
    return row;
  };
  const begin = () => {
    const fresh = {};
    sessions.push(fresh);
    keepAll();
    const row = draw(fresh);
    room.append(row);
    row.querySelector("input")?.focus();
  };
  const add = h("button", { type: "button", class: "wb-button", onclick: begin }, "Add a session I took part in");
  room.append(...sessions.map(draw));
  return [...chapters, room, h("div", { class: "wb-actions" }, add)];
}

/** @param {Group} group @param {Record<string, any>} rows of all chapters @param {Put} put @param {boolean} open */
function chapterRow(group, rows, put, open) {
  const row = { ...asObject(rows[group.id]) };
  /** @type {Put} */
  const inRow = (name, typed) => {
    row[name] = typed;
    rows[group.id] = { ...row };
    put("rows", { ...rows });
  };
  return h(
    "details",
    { class: "wb-take-row", open },
    h("summary", {}, group.title),
    shortBox("Dates", "", textOf(row, "dates", days(group)), (text) => inRow("dates", text)),
    shortBox("How", "", textOf(row, "how", ALONE), (text) => inRow("how", text)),
    box("What it has to do with my work", "", textOf(row, "relates"), (text) => inRow("relates", text)),
    minutesBox("Self-study, in minutes", "The time that you really took.", textOf(row, "minutes"), (text) =>
      inRow("minutes", text),
    ),
    codeBoxes("Part of the Code", row, inRow),
    shortBox("What shows it", "", textOf(row, "evidence", EVIDENCE), (text) => inRow("evidence", text)),
  );
}

/** @param {Record<string, any>} session is written to @param {() => void} keep @param {() => void} remove */
function sessionRow(session, keep, remove) {
  /** @type {Put} */
  const inSession = (name, typed) => {
    session[name] = typed;
    keep();
  };
  return h(
    "fieldset",
    { class: "wb-take-row" },
    h("legend", {}, "A session I took part in"),
    shortBox("Topic", "", textOf(session, "topic"), (text) => inSession("topic", text)),
    shortBox("Dates", "", textOf(session, "dates"), (text) => inSession("dates", text)),
    shortBox("How", "", textOf(session, "how", TOGETHER), (text) => inSession("how", text)),
    box("What it has to do with my work", "", textOf(session, "relates"), (text) => inSession("relates", text)),
    minutesBox(
      "Participatory, in minutes",
      "Only the time in which you took part with other professionals.",
      textOf(session, "minutes"),
      (text) => inSession("minutes", text),
    ),
    codeBoxes("Part of the Code", session, inSession),
    shortBox(
      "What shows it",
      "Such as an attendance record from whoever led it.",
      textOf(session, "evidence"),
      (text) => inSession("evidence", text),
    ),
    h("button", { type: "button", class: "wb-quiet", onclick: remove }, "Take this session out"),
  );
}
