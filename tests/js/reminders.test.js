/** What comes back, and when; and the keys under which looking back at it is kept. No page, no clock. */
import assert from "node:assert/strict";
import { test } from "node:test";
import ask from "../../workbook/js/activities/ask.js";
import plan from "../../workbook/js/activities/plan.js";
import recall from "../../workbook/js/activities/recall.js";
import reflect from "../../workbook/js/activities/reflect.js";
import { comingBack, withBacks } from "../../workbook/js/notes/reminders.js";
import { examples } from "./examples.js";

const kinds = { ask, plan, recall, reflect };

for (const { says, entries, today, found } of examples("coming_back").due) {
  test(`coming back: ${says}`, () => assert.deepEqual(comingBack(entries, today, kinds), found ? [found] : []));
}

test("each activity that comes back is followed by the four keys of looking back", () => {
  const specs = ["reflect", "plan", "recall"].map((kind) => ({ kind, key: `a.${kind}`, prompt: "What?" }));
  const all = withBacks(specs, kinds);
  assert.deepEqual(
    all.map(({ key }) => key).filter((key) => key.includes("-back-")),
    ["plan", "recall"].flatMap((kind) => ["1", "2", "3", "own"].map((end) => `a.${kind}-back-${end}`)),
  );
  const [first] = all.filter(({ back }) => back === "a.plan");
  assert.deepEqual([first.kind, first.of, first.prompt], ["lookback", "plan", "Looking back: how did it go?"]);
  assert.equal(all.filter(({ back, kind }) => back === "a.recall" && kind === "recall").length, 4);
});
