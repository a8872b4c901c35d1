/** Blocks: what an activity and its answer are on paper, one after another. Python has its own in kit/text/blocks.py. */
import { shared } from "../lib/strings.js";

/** @typedef {{type: "heading" | "paragraph" | "answer", text: string, level?: number} | {type: "list", items: string[]} | {type: "blank", lines: number}} Block */

/** @param {string} text @returns {Block} */
export const heading = (text) => ({ type: "heading", text });
/** A part of a document. @param {string} text @returns {Block} */
export const part = (text) => ({ type: "heading", text, level: 1 });
/** A heading within an answer. @param {string} text @returns {Block} */
export const subheading = (text) => ({ type: "heading", text, level: 3 });
/** @param {string} text @returns {Block} */
export const paragraph = (text) => ({ type: "paragraph", text });
/** @param {string} text @returns {Block} */
export const answer = (text) => ({ type: "answer", text });
/** @param {string[]} texts @returns {Block} */
export const items = (texts) => ({ type: "list", items: texts });
/** @param {number} lines @returns {Block} */
export const blank = (lines) => ({ type: "blank", lines });
/** The reader's words, or lines to write on. @param {string} text @param {number} lines @returns {Block} */
export const answerOrBlank = (text, lines) => (text ? answer(text) : blank(lines));

/** Plain text under the chapter's title. @param {string} title @param {Block[]} made */
export function asText(title, made) {
  const parts = made.map((block) => {
    if (block.type === "list") return block.items.map((item) => `- ${item}`).join("\n");
    if (block.type === "blank") return shared.nothingWritten;
    return block.text;
  });
  return `${[title, ...parts].join("\n\n")}\n`;
}

/** A text as every file can hold it: plain line ends, no unseen signs, no half characters. @param {string} text */
export const clean = (text) =>
  text
    .replace(/\r\n|[\r\v\f\x85\u2028\u2029]/g, "\n")
    .replace(/[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udfff]/gu, "\ufffd");

/** A number the short way: 57, 71.5; never 14.499999999999996. @param {number} value */
export const number = (value) => String(Math.floor(value * 1000 + 0.5) / 1000);
