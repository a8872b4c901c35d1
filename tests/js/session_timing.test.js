// The sums of a session are the same here and in Python: tests/examples/session_plans.json has them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  behind,
  debt,
  groups,
  keyOf,
  latest,
  rooms,
  talk,
  timetable,
  total,
} from "../../workbook/js/session/timing.js";

const examples = JSON.parse(readFileSync(new URL("../examples/session_plans.json", import.meta.url), "utf-8"));

for (const example of examples.plans) {
  test(example.name, () => {
    const times = timetable(examples.beats, example.plan);
    assert.equal(keyOf(example.plan), example.key);
    assert.deepEqual(
      times.map(({ beat, at, long, saves }) => [beat.id, at, long, saves]),
      example.beats,
    );
    assert.equal(total(times), example.total);
    assert.equal(talk(times), example.talk);
    assert.equal(debt(times.slice(example.place), example.elsewhere), example.debt);
    assert.equal(behind(times, example.place, example.left, example.elsewhere), example.behind);
    assert.equal(latest(times, "lines", example.plan.minutes), example.latest_lines);
  });
}

test("rooms open before the first talk of a stretch, and close after its last", () => {
  const times = ["hear", "talk", "note", "write", "talk"].map((way) => ({ beat: { way } }));
  assert.deepEqual(
    times.map((_, place) => rooms(times, place)),
    ["", "open", "", "close", "open"],
  );
});

test("groups of three, and pairs for who is over", () => {
  for (const [people, sizes] of Object.entries(examples.groups)) assert.deepEqual(groups(Number(people)), sizes);
});
