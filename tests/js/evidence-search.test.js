/** The search of the evidence: which rows words, a page, a kind and a way of checking find. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { finding, owner } from "../../workbook/js/pages/evidence-search.js";

const find = finding({
  pages: [
    ["francis", "Report of the Francis inquiry"],
    ["survey", "NHS Staff Survey"],
  ],
  tables: 1,
  seen: [],
  rows: [
    ["francis.board", "fact", "primary", "The board’s own culture, naïve"],
    ["francis.duty", "recommendation", "secondary", "A duty of candour"],
    ["survey.2019", "number", "primary", "59.7% would raise a concern"],
  ],
});
const nothing = { words: "", page: "", kind: "", checked: "" };
const ids = (/** @type {Partial<typeof nothing>} */ search) => find({ ...nothing, ...search }).map(([id]) => id);

test("an empty search leaves nothing out", () => {
  assert.deepEqual(ids({}), ["francis.board", "francis.duty", "survey.2019"]);
});

test("all words are looked for, in the row and in its page's name, however they are typed", () => {
  assert.deepEqual(ids({ words: "BOARD'S naive" }), ["francis.board"]);
  assert.deepEqual(ids({ words: "candour inquiry" }), ["francis.duty"]);
  assert.deepEqual(ids({ words: "59.7%" }), ["survey.2019"]);
  assert.deepEqual(ids({ words: "candour survey" }), []);
});

test("page, kind and check narrow it", () => {
  assert.deepEqual(ids({ page: "survey" }), ["survey.2019"]);
  assert.deepEqual(ids({ page: "francis", checked: "primary" }), ["francis.board"]);
  assert.deepEqual(ids({ kind: "recommendation", checked: "primary" }), []);
  assert.equal(owner("francis.duty"), "francis");
});
