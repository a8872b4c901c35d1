/**
 * A document for one purpose, as blocks: what the reader chose and typed, each answer under the heading that its
 * meaning asks for. What each purpose asks for is in purposes.json; tests/js/take-out.test.js holds examples.
 */
import { answer, blank, items, paragraph, part } from "../widget/blocks.js";
import { learningLog } from "./log.js";
import { piecesOf } from "./pieces.js";
import { days, purposeOf, studied, textOf, themesOf } from "./typed.js";

/** @typedef {import("../widget/blocks.js").Block} Block */
/** @typedef {import("../notes/list.js").Kind} Kind */
/** @typedef {import("./choosing.js").Group} Group */

/**
 * @param {string} id of the purpose @param {Group[]} groups what was chosen @param {Record<string, any>} value what was typed
 * @param {Record<string, Kind>} kinds @returns {{title: string, blocks: Block[]}}
 */
export function makeDocument(id, groups, value, kinds) {
  const purpose = purposeOf(id);
  const blocks = [paragraph(purpose.note)];
  for (const [at, section] of purpose.sections.entries()) {
    const found = section.parts.flatMap((/** @type {any} */ one) => blocksFor(one, groups, value, kinds));
    if (section.also) {
      if (found.length) blocks.push(part(section.also), ...found);
      continue;
    }
    if (section.ask) blocks.push(part(`${at + 1}. ${section.ask}`), ...(found.length ? [] : [blank(4)]));
    blocks.push(...found);
  }
  return { title: purpose.title, blocks };
}

/** @param {any} one part of a section @param {Group[]} groups @param {any} value @param {Record<string, Kind>} kinds @returns {Block[]} */
function blocksFor(one, groups, value, kinds) {
  if (one.part === "field") {
    const text = textOf(value, one.name, one.suggest === "chapters" ? studied(groups) : "");
    return text ? [answer(text)] : [];
  }
  if (one.part === "themes") {
    const found = themesOf(value);
    return found.length ? [items(found)] : [];
  }
  if (one.part === "answers")
    return groups.flatMap((group) => group.answers).flatMap((found) => piecesOf(found, one.meanings, kinds));
  if (one.part === "chapter-by-chapter") {
    return groups.flatMap((group) => [
      part(group.title),
      paragraph(days(group)),
      ...group.answers.flatMap((found) => piecesOf(found, null, kinds)),
    ]);
  }
  return learningLog(groups, value);
}
