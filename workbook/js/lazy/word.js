/** Blocks as a Word file, in a script of its own: it is loaded when somebody asks for one. */
import { BorderStyle, Document, HeadingLevel, LevelFormat, LineRuleType, Packer, Paragraph, TextRun } from "docx";
import { oneLine, paragraphs } from "../export/markdown.js";

const [INK, ACCENT, FONT] = ["1C2729", "12555A", "Calibri"];
const RULE = { style: BorderStyle.SINGLE, size: 4, space: 1, color: "808080" };
const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];
const MM = 56.7; // twentieths of a point

/** @param {string} color @param {number} size in points @param {number} before */
const style = (color, size, before) => ({
  run: { font: FONT, size: size * 2, bold: true, color },
  paragraph: { keepNext: true, spacing: { before: before * 20, after: 100, line: 288, lineRule: LineRuleType.AUTO } },
});

/** Does a text begin in a script that runs from right to left? Where it does not, Word is told nothing. @param {string} text */
const isRightToLeft = (text) => /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(text) || undefined;

/** @param {string} text @returns {TextRun[]} */
const runs = (text) => {
  const rightToLeft = isRightToLeft(text);
  return text.split("\n").map((one, at) => new TextRun({ text: one, break: at ? 1 : 0, rightToLeft }));
};

/** @param {import("../widget/blocks.js").Block} block @returns {Paragraph[]} */
function made(block) {
  if (block.type === "heading") {
    return [
      new Paragraph({
        heading: LEVELS[(block.level ?? 2) - 1],
        children: runs(oneLine(block.text)),
      }),
    ];
  }
  if (block.type === "list") {
    return block.items.map(
      (item) =>
        new Paragraph({
          numbering: { reference: "list", level: 0 },
          style: "ListParagraph",
          spacing: { after: 60 },
          bidirectional: isRightToLeft(item),
          children: runs(paragraphs(item).join("\n")),
        }),
    );
  }
  if (block.type === "blank") {
    return Array.from(
      { length: block.lines },
      () =>
        new Paragraph({
          border: { bottom: RULE, between: RULE },
          spacing: { before: 0, after: 0, line: 480, lineRule: LineRuleType.EXACT },
        }),
    );
  }
  return paragraphs(block.text).map(
    (text) => new Paragraph({ bidirectional: isRightToLeft(text), children: runs(text) }),
  );
}

/** @param {string} title @param {import("../widget/blocks.js").Block[]} blocks @returns {Promise<Blob>} */
function write(title, blocks) {
  const document = new Document({
    title: oneLine(title).slice(0, 255),
    creator: "",
    lastModifiedBy: "",
    description: "",
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 22, color: INK, language: { value: "en-GB" } },
          paragraph: { spacing: { after: 140, line: 288, lineRule: LineRuleType.AUTO } },
        },
        title: style(ACCENT, 22, 0),
        heading1: style(ACCENT, 15, 18),
        heading2: style(INK, 12, 12),
        heading3: style(INK, 11, 6),
      },
    },
    numbering: {
      config: [
        {
          reference: "list",
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: "•",
              style: { paragraph: { indent: { left: 360, hanging: 360 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 210 * MM, height: 297 * MM },
            margin: { top: 22 * MM, bottom: 22 * MM, left: 24 * MM, right: 24 * MM },
          },
        },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: runs(oneLine(title)) }),
          ...blocks.flatMap(made),
        ],
      },
    ],
  });
  return Packer.toBlob(document);
}

Object.assign(window, { workbookWord: write });
