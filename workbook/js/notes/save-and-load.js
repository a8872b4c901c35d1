/** Taking notes away and bringing them back: "Save my notes", "Load", "Clear everything". */

import { isEntry } from "notes-schema";
import { h, say, uid } from "../lib/dom.js";
import { give, today } from "../lib/download.js";
import { shared } from "../lib/strings.js";
import { dumps } from "./dumps.js";
import { decoded, FileRefused, LARGEST, loads, planLoading } from "./file.js";

/** @typedef {import("./open-notes.js").Notes} Notes */

/** @param {number} count @param {string} one @param {string} many */
const counted = (count, one, many) => (count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${many}`);

/**
 * @param {Notes} notes @param {Record<string, string>} aliases
 * @returns {{buttons: HTMLElement[], room: HTMLElement, saved: () => boolean}}
 */
export function taking(notes, aliases) {
  const told = h("p", { class: "wb-told", role: "status" });
  const panel = h("div", { class: "wb-note-panel", tabindex: "-1", role: "region", id: uid("taking"), hidden: true });
  const picker = h("input", {
    type: "file",
    accept: ".json,.json.txt,.txt,application/json,text/plain",
    class: "wb-unseen",
    tabindex: "-1",
    "aria-hidden": "true",
    onchange: picked,
  });
  const room = h("div", { class: "wb-note-taking" }, told, panel, picker);
  /** @type {HTMLElement | null} */
  let opener = null;
  let last = "";

  /** @param {string} text @param {(event: any) => void} act @param {string} [css] */
  const button = (text, act, css = "") =>
    h("button", { type: "button", class: `wb-button ${css}`, onclick: act }, text);
  const save = button(shared.saveMyNotes, saving);
  const load = button("Load", () => {
    opener = load;
    picker.click();
  });
  const clear = button("Clear everything", clearing);

  /** @param {string} label @param {...any} nodes */
  function open(label, ...nodes) {
    say(told, "");
    panel.setAttribute("aria-label", label);
    panel.replaceChildren(h("p", { class: "wb-panel-first" }, label), ...nodes.filter(Boolean));
    panel.hidden = false;
    panel.focus();
    panel.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} [words] */
  function close(words = "") {
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    panel.replaceChildren();
    say(told, words);
    if (inside) (opener?.isConnected && !opener.hidden ? opener : load).focus();
  }

  /** @param {any} event */
  function saving(event) {
    opener = event.currentTarget;
    const text = dumps(notes.all);
    last = text;
    const name = `my-notes-${today()}.json`;
    try {
      give(name, new Blob([text], { type: "application/json" }));
    } catch {
      asText("This browser does not let the page save a file.", name, text);
      return;
    }
    const none = () => {
      last = "";
      asText("Some browsers at work block files.", name, text);
    };
    open(
      "Look for your file",
      h(
        "p",
        {},
        `It is called ${name}. Keep it where only you can open it. “Load” brings it back, here or in JupyterLab.`,
      ),
      h("p", {}, "If no file appears, downloads are blocked here: use “Copy as text”."),
      h(
        "div",
        { class: "wb-actions" },
        button("No file came", none),
        button("Close", () => close()),
      ),
    );
  }

  /** @param {string} why @param {string} name @param {string} text */
  function asText(why, name, text) {
    const id = uid("file");
    const area = h("textarea", { id, class: "wb-area", readonly: true, rows: "6", spellcheck: "false" });
    area.value = text;
    open(
      "Take the file’s text instead",
      h(
        "label",
        { for: id },
        `${why} Copy all of this (it is selected: press Ctrl+C), paste it into an empty text file, and call that ${name}.`,
      ),
      area,
      h(
        "div",
        { class: "wb-actions" },
        button("Close", () => close()),
      ),
    );
    area.focus();
    area.select();
  }

  function picked() {
    const [file] = picker.files ?? [];
    if (file) look(file);
    picker.value = "";
  }

  /** Say what loading a file will do. @param {File} file */
  async function look(file) {
    /** @type {import("./store.js").Reading} */
    let found;
    try {
      if (file.size > LARGEST) {
        throw new FileRefused(
          `This file is too large to be notes (${Math.round(file.size / 1e6)} million letters). It was not opened. Nothing here has changed.`,
        );
      }
      found = loads(decoded(await file.arrayBuffer()), { aliases, isEntry });
    } catch (error) {
      const why =
        error instanceof FileRefused
          ? error.message
          : "This cannot be opened: it may be a folder, or a file that the browser does not let the page read. Choose the notes file itself. Nothing here has changed.";
      open(
        "That file cannot be loaded",
        h("p", {}, why),
        h(
          "div",
          { class: "wb-actions" },
          button("Close", () => close()),
        ),
      );
      return;
    }
    const plan = planLoading(notes.all, found.entries);
    const aside = Object.keys(found.aside).length;
    const does = [
      plan.fresh && `${counted(plan.fresh, "is new", "are new")} here.`,
      plan.newer &&
        `${counted(plan.newer, "is newer than yours: it", "are newer than yours: they")} will stand, and what you have now is kept as an earlier version.`,
      plan.older &&
        `${counted(plan.older, "is older than yours: yours stays, and it is", "are older than yours: yours stay, and they are")} kept as ${plan.older === 1 ? "an earlier version" : "earlier versions"}.`,
      plan.same && `${counted(plan.same, "is", "are")} here already.`,
      aside && `${counted(aside, "more cannot be read: it stays", "more cannot be read: they stay")} in the file.`,
    ].filter((text) => typeof text === "string");
    const holds = `The file holds ${plan.all ? counted(plan.all, "answer", "answers") : "no answers"}.`;
    const where = {
      device: "They will be kept on this device.",
      tab: "They will be in this tab until you close it, and the file stays yours.",
      page: "They will be on this page only: when you leave it they are gone from it, and the file stays yours.",
    }[notes.where];
    const nothing = plan.fresh + plan.newer + plan.older === 0;
    open(
      nothing ? "There is nothing new in this file" : "Load this file?",
      h("p", {}, holds),
      does.length > 0 && h("ul", {}, ...does.map((text) => h("li", {}, text))),
      !nothing && h("p", {}, `Nothing is lost. ${where}`),
      h(
        "div",
        { class: "wb-actions" },
        !nothing && button("Yes, load it", () => bring(found.entries), "wb-primary"),
        button(nothing ? "Close" : "No, leave it", () => close()),
      ),
    );
  }

  /** @param {import("../lib/types.d.ts").Entries} theirs */
  function bring(theirs) {
    const before = notes.any;
    notes.bring(theirs);
    if (!before) last = dumps(notes.all);
    const words = {
      device: "Loaded, and kept on this device.",
      tab: `Loaded. ${notes.why || "Your notes are in this tab until you close it."}`,
      page: `Loaded. ${notes.why}`,
    };
    close(words[notes.where]);
  }

  /** @param {any} event */
  function clearing(event) {
    opener = event.currentTarget;
    open(
      "Clear everything?",
      h(
        "p",
        {},
        "All your answers go, for good: in this tab, in other tabs of this book, and all it has kept on this device. Files that you saved stay where they are.",
      ),
      h(
        "div",
        { class: "wb-actions" },
        button("Yes, clear everything", cleared),
        button("No, go back", () => close()),
      ),
    );
  }

  function cleared() {
    notes.clear();
    opener = load; // the others go, as there is nothing left for them
    close("Everything is cleared.");
  }

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
    const files = event.dataTransfer?.files ?? [];
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    opener = load;
    if (files.length === 1) look(files[0]);
    else
      close(
        files.length
          ? "Drop one file at a time."
          : "No file came with that. Drop the notes file itself, or use “Load”.",
      );
  });

  return { buttons: [save, load, clear], room, saved: () => dumps(notes.all) === last };
}
