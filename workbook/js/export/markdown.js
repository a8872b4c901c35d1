/** Blocks as Markdown. Whatever a reader wrote stays text. */
import { clean } from "../widget/blocks.js";

const MARKS = /[\\`*_[\]<>&~|#]/g;
const EDGES = /^\s+|\s+$/gu;

/** @param {string} title @param {import("../widget/blocks.js").Block[]} made */
export function asMarkdown(title, made) {
  const parts = [`# ${heading(title)}`];
  let bullet = "";
  for (const block of made) {
    if (block.type === "list") {
      bullet = bullet === "-" ? "*" : "-"; // two lists in a row stay two
      parts.push(block.items.map((item) => `${bullet} ${lines(item, "  ")}`).join("\n"));
      continue;
    }
    bullet = "";
    if (block.type === "heading") parts.push(`${"#".repeat((block.level ?? 2) + 1)} ${heading(block.text)}`);
    else if (block.type === "blank") parts.push("(nothing written)");
    else parts.push(...paragraphs(block.text).map((text) => lines(text)));
  }
  return `${parts.join("\n\n")}\n`;
}

/** A text cut where lines are left empty. @param {string} text @returns {string[]} */
export const paragraphs = (text) =>
  clean(text)
    .split("\n")
    .map((one) => (one.trim() ? one : ""))
    .join("\n")
    .replace(/^\n+|\n+$/g, "")
    .split(/\n{2,}/)
    .filter(Boolean);

/** @param {string} text */
export const oneLine = (text) => clean(text).split("\n").join(" ");
/** @param {string} text */
const heading = (text) => edges(oneLine(text).replace(MARKS, "\\$&"));

/** @param {string} text @param {string} [indent] */
function lines(text, indent = "") {
  const rows = clean(text)
    .split("\n")
    .filter((one) => one.trim());
  return rows.map(escaped).join(`\\\n${indent}`);
}

/** @param {string} row */
function escaped(row) {
  const text = row
    .replace(MARKS, "\\$&")
    .replace(/^([-+=:])/, "\\$1")
    .replace(/^([0-9]+)([.)])/, "$1\\$2");
  return edges(text);
}

/** The spaces at both ends, which Markdown would drop, are kept. @param {string} text */
const edges = (text) => text.replace(EDGES, (edge) => [...edge].map((one) => `&#${one.codePointAt(0)};`).join(""));
