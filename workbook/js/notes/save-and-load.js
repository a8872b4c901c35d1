/** Taking notes away and bringing them back: "Save my notes", "Load", "Clear everything". */

import { isEntry } from "notes-schema";
import { h, say, uid } from "../lib/dom.js";
import { give, today } from "../lib/download.js";
import { shared } from "../lib/strings.js";
import { dumps } from "./dumps.js";
import { decoded, FileRefused, LARGEST, loads, planLoading } from "./file.js";

/** @typedef {import("./open-notes.js").Notes} Notes */

const CANNOT_BE_OPENED =
  "This cannot be opened: it may be a folder, or a file that the browser does not let the page read. Choose the notes file itself. Nothing here has changed.";
/** Where words will be that are loaded. */
const WILL_BE = {
  device: "They will be kept on this device.",
  tab: "They will be in this tab until you close it, and the file stays yours.",
  page: "They will be on this page only: when you leave it they are gone from it, and the file stays yours.",
};

/** @param {number} count @param {string} one @param {string} many */
const counted = (count, one, many) => (count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${many}`);

/** @param {string} text @param {(event: any) => void} act @param {string} [css] */
const button = (text, act, css = "") => h("button", { type: "button", class: `wb-button ${css}`, onclick: act }, text);

/** @param {...(HTMLElement | false)} buttons */
const actions = (...buttons) => h("div", { class: "wb-actions" }, ...buttons);

/**
 * @param {Notes} notes @param {Record<string, string>} aliases
 * @returns {{buttons: HTMLElement[], room: HTMLElement, saved: () => boolean}}
 */
export function taking(notes, aliases) {
  const panel = panelOf();
  let last = "";
  /** @param {string} text what a file holds now, or nothing where none came */
  const saved = (text) => {
    last = text;
  };
  const look = loading(notes, aliases, panel, saved);
  const picker = h("input", {
    type: "file",
    accept: ".json,.json.txt,.txt,application/json,text/plain",
    class: "wb-unseen",
    tabindex: "-1",
    "aria-hidden": "true",
    onchange() {
      const [file] = picker.files ?? [];
      if (file) look(file);
      picker.value = "";
    },
  });
  const load = button("Load", () => {
    panel.openedBy(load);
    picker.click();
  });
  panel.openedBy(load);
  takeDrops((files) => {
    panel.openedBy(load);
    if (files.length === 1) look(files[0]);
    else if (files.length) panel.close("Drop one file at a time.");
    else panel.close("No file came with that. Drop the notes file itself, or use “Load”.");
  });
  return {
    buttons: [saveButton(notes, panel, saved), load, clearButton(notes, panel, load)],
    room: h("div", { class: "wb-note-taking" }, panel.told, panel.element, picker),
    saved: () => dumps(notes.all) === last,
  };
}

/** What opens below the buttons, and what is said there. */
function panelOf() {
  const told = h("p", { class: "wb-told", role: "status" });
  const element = h("div", { class: "wb-note-panel", tabindex: "-1", role: "region", id: uid("taking"), hidden: true });
  /** @type {HTMLElement[]} the last button that opened it, and before it the one that is always there */
  let openers = [];
  return {
    told,
    element,
    /** @param {HTMLElement} opener has the focus again when it closes */
    openedBy(opener) {
      openers = [openers[0] ?? opener, opener];
    },
    /** @param {string} label @param {...any} nodes */
    open(label, ...nodes) {
      say(told, "");
      element.setAttribute("aria-label", label);
      element.replaceChildren(h("p", { class: "wb-panel-first" }, label), ...nodes.filter(Boolean));
      element.hidden = false;
      element.focus();
      element.scrollIntoView({ block: "nearest" });
    },
    /** @param {unknown} [words] */
    close(words) {
      const inside = element.contains(document.activeElement);
      element.hidden = true;
      element.replaceChildren();
      say(told, typeof words === "string" ? words : "");
      const [always, opener] = openers;
      if (inside) (opener.isConnected && !opener.hidden ? opener : always).focus();
    },
  };
}

/**
 * "Save my notes": a file, or its text where no file comes.
 * @param {Notes} notes @param {ReturnType<typeof panelOf>} panel @param {(text: string) => void} saved
 */
function saveButton(notes, panel, saved) {
  return button(shared.saveMyNotes, (event) => {
    panel.openedBy(event.currentTarget);
    const text = dumps(notes.all);
    const name = `my-notes-${today()}.json`;
    saved(text);
    try {
      give(name, new Blob([text], { type: "application/json" }));
    } catch {
      asText("This browser does not let the page save a file.");
      return;
    }
    const none = () => {
      saved("");
      asText("Some browsers at work block files.");
    };
    const keep = "Keep it where only you can open it. “Load” brings it back, here or in JupyterLab.";
    panel.open(
      "Look for your file",
      h("p", {}, `It is called ${name}. ${keep}`),
      h("p", {}, "If no file appears, downloads are blocked here: use “Copy as text”."),
      actions(button("No file came", none), button("Close", panel.close)),
    );

    /** @param {string} why */
    function asText(why) {
      const id = uid("file");
      const area = h("textarea", { id, class: "wb-area", readonly: true, rows: "6", spellcheck: "false" });
      area.value = text;
      const how = `Copy all of this (it is selected: press Ctrl+C), paste it into an empty text file, and call that ${name}.`;
      panel.open(
        "Take the file’s text instead",
        h("label", { for: id }, `${why} ${how}`),
        area,
        actions(button("Close", panel.close)),
      );
      area.focus();
      area.select();
    }
  });
}

/**
 * Says what loading a file will do, and does it when the reader says so.
 * @param {Notes} notes @param {Record<string, string>} aliases
 * @param {ReturnType<typeof panelOf>} panel @param {(text: string) => void} saved
 * @returns {(file: File) => Promise<void>}
 */
function loading(notes, aliases, panel, saved) {
  return async (file) => {
    /** @type {import("./store.js").Reading} */
    let found;
    try {
      found = loads(decoded(await bytesOf(file)), { aliases, isEntry });
    } catch (error) {
      const why = error instanceof FileRefused ? error.message : CANNOT_BE_OPENED;
      panel.open("That file cannot be loaded", h("p", {}, why), actions(button("Close", panel.close)));
      return;
    }
    const plan = planLoading(notes.all, found.entries);
    const does = whatItDoes(plan, Object.keys(found.aside).length);
    const nothing = plan.fresh + plan.newer + plan.older === 0;
    panel.open(
      nothing ? "There is nothing new in this file" : "Load this file?",
      h("p", {}, `The file holds ${plan.all ? counted(plan.all, "answer", "answers") : "no answers"}.`),
      does.length > 0 && h("ul", {}, ...does.map((text) => h("li", {}, text))),
      !nothing && h("p", {}, `Nothing is lost. ${WILL_BE[notes.where]}`),
      actions(
        !nothing && button("Yes, load it", () => bring(found.entries), "wb-primary"),
        button(nothing ? "Close" : "No, leave it", panel.close),
      ),
    );
  };

  /** @param {import("../lib/types.d.ts").Entries} theirs */
  function bring(theirs) {
    const before = notes.any;
    notes.bring(theirs);
    if (!before) saved(dumps(notes.all));
    const words = {
      device: "Loaded, and kept on this device.",
      tab: `Loaded. ${notes.why || "Your notes are in this tab until you close it."}`,
      page: `Loaded. ${notes.why}`,
    };
    panel.close(words[notes.where]);
  }
}

/** @param {File} file */
function bytesOf(file) {
  if (file.size <= LARGEST) return file.arrayBuffer();
  const size = `${Math.round(file.size / 1e6)} million letters`;
  throw new FileRefused(`This file is too large to be notes (${size}). It was not opened. Nothing here has changed.`);
}

/** @param {ReturnType<typeof planLoading>} plan @param {number} aside how many cannot be read @returns {string[]} */
function whatItDoes({ fresh, newer, older, same }, aside) {
  return [
    fresh && `${counted(fresh, "is new", "are new")} here.`,
    newer &&
      `${counted(newer, "is newer than yours: it", "are newer than yours: they")} will stand, and what you have now is kept as an earlier version.`,
    older &&
      `${counted(older, "is older than yours: yours stays, and it is", "are older than yours: yours stay, and they are")} kept as ${older === 1 ? "an earlier version" : "earlier versions"}.`,
    same && `${counted(same, "is", "are")} here already.`,
    aside && `${counted(aside, "more cannot be read: it stays", "more cannot be read: they stay")} in the file.`,
  ].filter((text) => typeof text === "string");
}

/** @param {Notes} notes @param {ReturnType<typeof panelOf>} panel @param {HTMLElement} load */
function clearButton(notes, panel, load) {
  const what =
    "All your answers go, for good: in this tab, in other tabs of this book, and all it has kept on this device. Files that you saved stay where they are.";
  function cleared() {
    notes.clear();
    panel.openedBy(load); // the others go, as there is nothing left for them
    panel.close("Everything is cleared.");
  }
  return button("Clear everything", (event) => {
    panel.openedBy(event.currentTarget);
    panel.open(
      "Clear everything?",
      h("p", {}, what),
      actions(button("Yes, clear everything", cleared), button("No, go back", panel.close)),
    );
  });
}

/** Files can be dropped anywhere on the page. @param {(files: FileList | File[]) => void} dropped */
function takeDrops(dropped) {
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    document.documentElement.classList.add("wb-dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.documentElement.classList.remove("wb-dropping");
  });
  document.addEventListener("drop", (event) => {
    document.documentElement.classList.remove("wb-dropping");
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    dropped(event.dataTransfer.files);
  });
}
