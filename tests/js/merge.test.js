/** The one rule of merging: the same examples as tests/unit/test_notes.py. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeEntries, renameKeys } from "../../workbook/js/notes/merge.js";
import { examples } from "./examples.js";

for (const { says, ours, theirs, merged } of examples("notes_merge")) {
  test(says, () => {
    assert.deepEqual(mergeEntries(ours, theirs), merged);
    const [one, other] = [mergeEntries(ours, theirs), mergeEntries(theirs, ours)];
    for (const key of Object.keys(merged)) assert.deepEqual(one[key].value, other[key].value);
  });
}

for (const { says, entries, aliases, renamed } of examples("notes_renamed")) {
  test(`renamed: ${says}`, () => assert.deepEqual(renameKeys(entries, aliases), renamed));
}

test("ten thousand answers are put together in no time", () => {
  const entry = { kind: "reflect", prompt: "", value: { text: "x" }, when: "2026-01-01T10:00:00Z", earlier: [] };
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`a.number-${at}`, entry]));
  const start = process.cpuUsage();
  assert.equal(Object.keys(renameKeys(mergeEntries(many, many), {})).length, 10_000);
  assert.ok(process.cpuUsage(start).user < 2_000_000, "two seconds of the processor, whatever else runs");
});
