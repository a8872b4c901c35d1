/** Figures of one's own on one page: what was typed, drawn and said in words. */
import { h } from "../lib/dom.js";
import { answering, inWords, moved, readings } from "./figures.js";
import { keyed, sheet, strip } from "./sheet.js";

/** The sheet, or nothing where nothing was typed. @param {any} value @returns {HTMLElement[]} */
export function ownSheet(value) {
  if (!inWords(value)) return [];
  const { value: kept, scale, rows, wrong } = readings(value);
  const lines = rows.map(({ what, now, before, shown }) => ({
    name: what || "(not named yet)",
    note: "",
    cells: shown.map((text) => text || "not given"),
    strip: scale && (now !== null || before !== null) ? strip(scale[0], scale[1], { here: now, before }) : null,
    words: moved(now, before),
  }));
  const { who, few } = answering(value);
  const last = scale ? `On the scale from ${scale[0]} to ${scale[1]}` : "This time and last time";
  const table = sheet(kept.survey.trim() || "Our own figures", ["This time", "Last time"], lines, last);
  const unread = "A number that cannot be read is not drawn. The form says which, and why.";
  return [
    h(
      "section",
      { class: "wb-organisation-sheet", "aria-label": "Our figures on one page" },
      h("div", { class: "wb-table" }, table),
      h("p", { class: "wb-sheet-said" }, [who, few].filter(Boolean).join(" ")),
      wrong.size ? h("p", { class: "wb-sheet-said" }, unread) : null,
      h("ul", { class: "wb-sheet-key" }, keyed({ here: 5 }, "this time"), keyed({ before: 5 }, "last time")),
    ),
  ];
}
