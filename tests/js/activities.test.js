/** What each kind puts on paper, copies and takes out: its blocks, held to examples. No page, no clock. */
import assert from "node:assert/strict";
import { test } from "node:test";
import ask from "../../workbook/js/activities/ask.js";
import explore from "../../workbook/js/activities/explore.js";
import habits from "../../workbook/js/activities/habits.js";
import lookback from "../../workbook/js/activities/lookback.js";
import plan, { sentence } from "../../workbook/js/activities/plan.js";
import predict from "../../workbook/js/activities/predict.js";
import prioritise from "../../workbook/js/activities/prioritise.js";
import recall from "../../workbook/js/activities/recall.js";
import reflect from "../../workbook/js/activities/reflect.js";
import scenario from "../../workbook/js/activities/scenario.js";
import { asText } from "../../workbook/js/widget/blocks.js";
import { day } from "../../workbook/js/widget/fields.js";
import { examples } from "./examples.js";

const kinds = { ask, explore, habits, lookback, plan, predict, prioritise, recall, reflect, scenario };

const all = ["blocks", "explore", "scenario_plan_ask", "habits_prioritise"].flatMap(examples);
const looked = examples("coming_back").blocks;

for (const { name, spec, value, blocks, text } of [...all, ...looked]) {
  test(`on paper: ${name}`, () => {
    const made = kinds[spec.kind].blocks(spec, value);
    assert.deepEqual(made, blocks);
    assert.equal(asText(spec.chapter?.title ?? "", made), text);
  });
}

test("every kind has an example with an answer and one without", () => {
  for (const kind of Object.keys(kinds)) {
    const found = [...all, ...looked].filter(({ spec }) => spec.kind === kind);
    assert.ok(
      found.some(({ value }) => value),
      kind,
    );
    if (kind !== "lookback")
      assert.ok(
        found.some(({ value }) => !value),
        kind,
      );
  }
});

test("an example of a worked example that was not opened is not on paper, and neither is what was put first", () => {
  const told = Object.fromEntries(all.map(({ name, text }) => [name, text]));
  assert.ok(!told["scenario: answered, not opened"].includes("Who pays"));
  assert.ok(told["scenario: thought, opened"].includes("Who pays"));
  assert.ok(!told["prioritise: in order, not opened"].includes("put “"));
  assert.ok(told["prioritise: opened, another first"].includes("put “"));
});

test("figures that were opened without a guess are on paper without one", () => {
  const guesses = [{ slug: "raise", label: "Would raise it:", answer: 71.5, low: 0, high: 100, step: 1 }];
  const spec = { kind: "predict", prompt: "How many?", guesses, unit: "of every 100", after: "" };
  const [, list] = predict.blocks(spec, { guesses: {}, shown: true });
  assert.deepEqual(list, { type: "list", items: ["Would raise it: the figure is 71.5 of every 100"] });
});

test("the right answer stands last", () => {
  const { text } = all.find(({ spec, value }) => spec.kind === "recall" && value?.checked?.length);
  assert.ok(text.indexOf("Not quite: ") < text.indexOf("The right answer is B. Families: They kept on."));
});

for (const [when, then, whole] of [
  ["", "", "When ______, then I will ______."],
  ["the bell rings.", "go", "When the bell rings, then I will go."],
  ["When the bell rings,", "then I will go.", "When the bell rings, then I will go."],
  ["Whenever a relative waits", "I'll Sit down", "When a relative waits, then I will sit down."],
  ["I am rushed", "say so", "When I am rushed, then I will say so."],
  ["Friday ends", "ICU: ring them", "When Friday ends, then I will ICU: ring them."],
  ["whenua is named", "thenar", "When whenua is named, then I will thenar."],
]) {
  test(`the sentence of a plan: ${whole}`, () => assert.equal(sentence({ when, then }), whole));
}

for (const [typed, shown] of [
  ["2027-01-14", "14 January 2027"],
  ["2028-02-29", "29 February 2028"],
  ["2027-02-29", ""],
  ["2027-13-01", ""],
  ["0002-01-14", ""],
  ["14/01/2027", ""],
  [null, ""],
]) {
  test(`the day ${typed}`, () => assert.equal(day({ date: typed }, "date"), shown));
}

test("what comes back says in what words, and on which day of the reader's own", () => {
  const planned = { when: "the bell rings", then: "go", date: "2027-01-14", tell: "" };
  assert.deepEqual(plan.comesBack?.words(planned), ["the bell rings", "go"]);
  assert.deepEqual(plan.comesBack?.shown?.(planned), {
    when: "On {on} you made this plan:",
    text: "When the bell rings, then I will go.",
  });
  const asked = { what: "Ring back.", of: "the owner", by: "2027-01-14", why: "" };
  assert.deepEqual(ask.comesBack?.shown?.(asked), {
    when: "On {on} you wrote this request of the owner:",
    text: "Ring back.",
  });
  assert.equal(ask.comesBack?.answeredBy?.(asked), "2027-01-14");
  assert.deepEqual(recall.comesBack?.words({ answers: { who: "a" }, checked: [] }), []);
});
