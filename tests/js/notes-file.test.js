/** Which files are taken, which entries set aside, what is refused: the same examples as tests/unit/test_notes.py. */
import "./book.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { dumps } from "../../workbook/js/notes/dumps.js";
import { decoded, FileRefused, loads, planLoading } from "../../workbook/js/notes/file.js";
import { compiled } from "../../workbook/kit/web/compile_schema.mjs";
import { examples } from "./examples.js";
import { isEntry } from "./notes-schema.js";

const entry = (/** @type {string} */ text, when = "2026-01-01T10:00:00.000Z") => ({
  kind: "reflect",
  prompt: "What?",
  value: { text },
  when,
  earlier: [],
});

for (const { says, text, good, aside } of examples("notes_files")) {
  test(says, () => {
    if (!good) {
      assert.throws(() => loads(text, { isEntry }), FileRefused);
      return;
    }
    const found = loads(text, { isEntry });
    assert.deepEqual(Object.keys(found.aside), aside ?? []);
    assert.deepEqual(loads(dumps(found.entries), { isEntry }).entries, found.entries);
  });
}

test("a schema with a word that the page's half does not know is not built", () => {
  assert.throws(() => compiled({ $defs: { entry: { type: "object", unevaluatedProperties: false } } }), /unevaluated/);
});

test("a file without end is refused in words", () => {
  for (const text of ["[".repeat(100_000), '{"a":'.repeat(100_000), "9".repeat(10_000)])
    assert.throws(() => loads(text, { isEntry }), FileRefused);
});

test("letters that another program has changed are not put right in silence", () => {
  assert.throws(() => decoded(new Uint8Array([0xe9, 0x74, 0xe9]).buffer), FileRefused);
  assert.equal(decoded(new TextEncoder().encode("\ufeffété").buffer), "été");
});

test("what loading does is said before it is done", () => {
  const ours = { "a.a": entry("A"), "a.b": entry("B", "2026-02-01T10:00:00Z"), "a.c": entry("C") };
  const theirs = {
    "a.a": entry("A"),
    "a.b": entry("older"),
    "a.c": entry("newer", "2026-03-01T10:00:00Z"),
    "a.d": entry("D"),
  };
  assert.deepEqual(planLoading(ours, theirs), { fresh: 1, newer: 1, older: 1, same: 1, all: 4 });
});
