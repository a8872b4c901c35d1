/** Writes documents for a test in Python: JSON of [title, blocks] comes in, JSON of [Markdown, Word in base64] goes out. */
import { readFileSync } from "node:fs";
import { asMarkdown } from "../../workbook/js/export/markdown.js";

globalThis.window = globalThis;
await import("../../workbook/js/lazy/word.js");

const documents = JSON.parse(readFileSync(0, "utf8"));
const written = [];
for (const [title, blocks] of documents) {
  const word = await globalThis.workbookWord(title, blocks);
  written.push([asMarkdown(title, blocks), Buffer.from(await word.arrayBuffer()).toString("base64")]);
}
process.stdout.write(JSON.stringify(written));
