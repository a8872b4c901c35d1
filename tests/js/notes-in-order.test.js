/** My notes: what is written, by chapter, and where the reader was. */
import "./book.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder, openInside, whereLeft } from "../../workbook/js/pages/notes-in-order.js";

/** @param {string} key */
const spec = (key) => ({ key, kind: "reflect", prompt: `What of ${key}?` });
/** @type {any[]} */
const chapters = [
  { id: "one", title: "Chapter 1", page: "one.html", activities: [spec("one.a"), spec("one.b")] },
  { id: "two", title: "Chapter 2", page: "two.html", activities: [spec("two.a")] },
];
/** @param {string} text @param {number} day @param {string} [kind] @returns {any} */
const entry = (text, day, kind = "reflect") => ({
  kind,
  prompt: "What?",
  value: { text },
  when: `2026-01-0${day}T10:00:00.000Z`,
  earlier: [],
});

test("answers come by chapter, those of no chapter last, and what belongs to a form not at all", () => {
  const all = {
    "gone.a": entry("Old.", 1),
    "two.a": entry("Two.", 1),
    "one.a": entry("One.", 2),
    "take-out.x": entry("Mine.", 1, "take-out"),
  };
  const groups = inOrder(chapters, { all });
  assert.deepEqual(
    groups.map(({ title, answers }) => [title, ...answers.map(({ key }) => key)]),
    [
      ["Chapter 1", "one.a"],
      ["Chapter 2", "two.a"],
      ["From another edition of this book", "gone.a"],
    ],
  );
});

test("the reader was at the latest answer, and goes on with what is open after it", () => {
  const all = { "one.a": entry("One.", 3), "two.a": entry("Two.", 2), "gone.a": entry("Old.", 9) };
  const left = whereLeft(inOrder(chapters, { all }), all);
  assert.deepEqual([left?.latest.key, left?.key], ["one.a", "one.b"]);
  assert.deepEqual(
    openInside(chapters[0], all).map(({ key }) => key),
    ["one.b"],
  );
});

test("where nothing is open after it, the latest answer itself is gone to; where nothing is written, nothing", () => {
  const all = { "two.a": entry("Two.", 2) };
  assert.equal(whereLeft(inOrder(chapters, { all }), all)?.key, "two.a");
  assert.equal(whereLeft([], {}), null);
  assert.equal(whereLeft(inOrder(chapters, { all: { "gone.a": entry("Old.", 9) } }), {}), null);
});

test("an answer is what is written now, after a file was loaded too", () => {
  const notes = { all: { "one.a": entry("One.", 2) } };
  const [{ answers }] = inOrder(chapters, notes);
  notes.all = { "one.a": entry("From the file.", 3) };
  assert.equal(answers[0].entry.value.text, "From the file.");
});
