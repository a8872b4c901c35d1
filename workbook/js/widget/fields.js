/** Boxes to write in, and keeping what is in them. */
import { helpLink } from "../lib/book.js";
import { inWords, real } from "../lib/dates.js";
import { h, uid } from "../lib/dom.js";
import { checksSpelling } from "../lib/preferences.js";
import { shared } from "../lib/strings.js";
import { guard } from "./privacy-guard.js";

const PAUSE = 250;
export const GAP = shared.gap;
const SPACE = /[ \t\r\n\u00a0]+/g;

// A browser's "enhanced" spelling and writing help sends the text away, so it is the reader's choice; and lists of
// what was typed before stay on a shared computer. A text has the direction of its own script.
const typing = () => ({
  spellcheck: String(checksSpelling()),
  writingsuggestions: "false",
  autocomplete: "off",
  dir: "auto",
});

/** What the reader wrote in one box, without the space around it. @param {any} value @param {string} name */
export const written = (value, name) => String(value?.[name] || "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");

/** The same on one line. @param {any} value @param {string} name */
export const line = (value, name) => written(value, name).replace(SPACE, " ");

/** A date such as "14 January 2027"; empty where there is none, or one half typed. @param {any} value @param {string} name */
export function day(value, name) {
  const typed = written(value, name);
  return real(typed) && typed >= "2000" ? inWords(typed) : "";
}

/**
 * Keep what is typed in several boxes as one value: at once in the page, a moment later in a notes file.
 * @param {import("./card.js").Model} model @param {Record<string, any>} empty the value before anything is written
 */
export function keeping(model, empty) {
  let timer = 0;
  /** What is not sent yet: a kernel that repeats what it was sent before must not undo it. @type {Record<string, any> | null} */
  let unsent = null;
  /**
   * What is not sent yet, unless all was cleared since: a browser that brings a page back goes on with its timers, and
   * words that were cleared meanwhile must not come back.
   */
  const pending = () => (model.get("value") === null ? null : unsent);
  const send = () => {
    const last = pending();
    clearTimeout(timer);
    unsent = null;
    if (!last) return;
    model.set("value", last);
    model.save_changes();
  };
  const value = () => ({ ...empty, ...(pending() ?? model.get("value")) });
  return {
    value,
    send,
    /** @param {Record<string, any>} changes */
    change(changes) {
      unsent = { ...value(), ...changes };
      model.set("value", unsent);
      clearTimeout(timer);
      timer = window.setTimeout(send, PAUSE);
    },
  };
}

/**
 * A box to write in, which grows with what is written, and which the guard watches; and on paper, all of that or
 * lines to write on.
 * @param {import("./card.js").Model} model
 * @param {{id?: string, rows?: number, describedby?: string, short?: boolean, typed: (text: string) => void, left: () => void}} options
 */
export function writing(model, { id = uid("box"), rows = 5, describedby, short = false, typed, left }) {
  const css = short ? "wb-area wb-short" : "wb-area";
  const area = h("textarea", {
    id,
    class: css,
    rows: String(rows),
    "aria-describedby": describedby,
    onblur: left,
    oninput,
    ...typing(),
  });
  const mirror = h("div", { class: "wb-mirror", "aria-hidden": "true", dir: "auto" });

  const watched = guard(model, area);

  function oninput() {
    typed(area.value);
    watched.typed();
    fit();
  }
  function fit() {
    mirror.textContent = area.value;
    mirror.classList.toggle("wb-lines", area.value === "");
    if (CSS.supports("field-sizing", "content") || !area.checkVisibility?.()) return;
    area.style.setProperty("height", "auto");
    area.style.setProperty("height", `${area.scrollHeight + 4}px`);
  }
  return {
    id,
    area,
    mirror,
    /** @param {any} text */
    write(text) {
      const now = String(text ?? "");
      if (area.value !== now) {
        area.value = now;
        watched.changed();
      }
      fit();
    },
  };
}

/**
 * A line to write on, which the guard watches, or a date.
 * @param {import("./card.js").Model} model
 * @param {{type?: string, choices?: string[], describedby?: string, typed: (text: string) => void, left: () => void}} options
 */
export function entry(model, { type = "text", choices = [], describedby, typed, left }) {
  const id = uid("entry");
  const listId = choices.length ? uid("choices") : null;
  const date = type === "date" ? { min: "2000-01-01", max: "2999-12-31" } : {};
  const box = h("input", {
    id,
    type,
    class: "wb-entry-box",
    list: listId,
    "aria-describedby": describedby,
    onblur: left,
    oninput() {
      typed(box.value);
      emptied();
      if (type === "text") watched.typed();
    },
    ...typing(),
    ...date,
  });
  const watched = guard(model, box);
  /** Safari writes today into an empty date, which then looks filled. */
  const emptied = () => box.classList.toggle("wb-empty", type === "date" && !box.value);
  emptied();
  const list = listId && h("datalist", { id: listId }, ...choices.map((one) => h("option", { value: one })));
  return {
    id,
    nodes: [box, list],
    /** What is being typed stays, even if it is no date yet. @param {any} text */
    write(text) {
      const now = String(text ?? "");
      if (box.value !== now) {
        box.value = now;
        emptied();
        watched.changed();
      }
    },
  };
}

/**
 * A label, a hint under it, and a box.
 * @param {string} label @param {{id: string, text: string} | null} hint @param {string} id @param {...any} nodes
 */
export function field(label, hint, id, ...nodes) {
  return h(
    "div",
    { class: "wb-field" },
    h("label", { class: "wb-label", for: id }, label),
    hint?.text && h("p", { class: "wb-hint", id: hint.id }, hint.text),
    ...nodes,
    h("div", { class: "wb-rule wb-paper" }),
  );
}

/**
 * What to know before writing: all of it at the first box of a page; one line, and where to turn, at each.
 * @param {import("./card.js").Model} model @param {string} id @param {string} [text] the line, where it is not the usual one
 */
export function safety(model, id, text = shared.names) {
  const all = model.get("spec")?.first_box && [
    h(
      "span",
      { class: "wb-safety" },
      `${shared.sendsNothing} ${shared.court} `,
      helpLink(model, "your-words", shared.yourWords),
    ),
    " ",
  ];
  return h(
    "p",
    { class: "wb-names", id },
    ...(all || []),
    h("span", {}, `${text} `, helpLink(model, "where-to-turn", shared.whereToTurn)),
  );
}
