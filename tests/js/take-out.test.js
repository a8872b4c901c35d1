/** What comes out for each purpose: a full set of answers, each under the heading that its meaning asks for. */
import "./book.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import ask from "../../workbook/js/activities/ask.js";
import habits from "../../workbook/js/activities/habits.js";
import lookback from "../../workbook/js/activities/lookback.js";
import plan from "../../workbook/js/activities/plan.js";
import recall from "../../workbook/js/activities/recall.js";
import reflect from "../../workbook/js/activities/reflect.js";
import scenario from "../../workbook/js/activities/scenario.js";
import { chosen, offered } from "../../workbook/js/export/choosing.js";
import { makeDocument } from "../../workbook/js/export/document.js";
import { duration } from "../../workbook/js/export/log.js";
import { asMarkdown } from "../../workbook/js/export/markdown.js";
import { purposes } from "../../workbook/js/export/typed.js";
import { asText } from "../../workbook/js/widget/blocks.js";

const kinds = { ask, habits, lookback, plan, recall, reflect, scenario };
const WHEN = "2026-11-12T12:00:00.000Z";
const frame = {
  slug: "three",
  label: "Three questions",
  credit: "",
  parts: [
    { slug: "what", label: "What?", hint: "" },
    { slug: "so-what", label: "So what?", hint: "" },
    { slug: "now-what", label: "Now what?", hint: "" },
  ],
};
const longRecord = "Stafford, and where you work: what do you see now?";
const CHAPTER = {
  id: "a",
  title: "What we stopped noticing",
  page: "a.html",
  minutes: 40,
  activities: [
    { kind: "reflect", key: "a.noticing", prompt: "What would surprise a visitor?" },
    { kind: "reflect", key: "a.record", prompt: longRecord, frames: [frame] },
    { kind: "reflect", key: "a.hard", prompt: "What were you afraid of?", sensitive: true },
    { kind: "scenario", key: "a.story", prompt: "What do you do?", situation: "A made-up ward.", why: "Why?" },
    { kind: "plan", key: "a.plan", prompt: "One thing to do" },
    { kind: "ask", key: "a.ask", prompt: "One thing to ask for" },
  ],
};
const VALUES = {
  "a.noticing": ["reflect", { text: "NOTICED the bells." }],
  "a.record": [
    "reflect",
    { text: "", frame: "three", parts: { what: "WHAT-PART", "so-what": "LEARNED-PART", "now-what": "NEXT-PART" } },
  ],
  "a.hard": ["reflect", { text: "SECRET" }],
  "a.story": ["scenario", { text: "STORY-ANSWER", shown: false, why: "" }],
  "a.plan": ["plan", { when: "PLAN-WHEN", then: "look", date: "", tell: "" }],
  "a.ask": ["ask", { what: "ASK-WHAT", of: "the ward manager", by: "", why: "ASK-WHY" }],
  "a.plan-back-1": [
    "lookback",
    { of: "plan", said: "When I stack trays, I will look.", how: "did", words: "CHANGED-WORDS", next: "" },
  ],
};
const ENTRIES = Object.fromEntries(
  Object.entries(VALUES).map(([key, [kind, value]]) => {
    const prompt = CHAPTER.activities.find((spec) => spec.key === key)?.prompt ?? "Looking back: how did it go?";
    return [key, { kind, prompt, value, when: WHEN, earlier: [] }];
  }),
);

/** The document, cut at its parts. @param {string} purpose @param {any} [typed] */
function sections(purpose, typed = {}) {
  const groups = chosen(offered([CHAPTER], ENTRIES, kinds), ({ whyNot }) => !whyNot);
  const { blocks } = makeDocument(purpose, groups, typed, kinds);
  /** @type {Record<string, string>} */
  const found = {};
  let name = "";
  for (const block of blocks) {
    if (block.type === "heading" && block.level === 1) name = block.text;
    else found[name] = `${found[name] ?? ""}${block.text ?? block.items?.join("\n") ?? ""}\n`;
  }
  return found;
}

/** Which section has these words? @param {Record<string, string>} found @param {string} words */
const where = (found, words) => Object.keys(found).filter((name) => found[name].includes(words));

test("NMC account: what was noticed, what was learned, what changed; a plan is no change", () => {
  const found = sections("nmc-account");
  assert.match(where(found, "WHAT-PART").join(), /^1\. What was it/);
  assert.match(where(found, "NOTICED").join(), /^2\. What did you learn/);
  assert.match(where(found, "LEARNED-PART").join(), /^2\. /);
  assert.match(where(found, "STORY-ANSWER").join(), /^2\. /);
  assert.match(where(found, "CHANGED-WORDS").join(), /^3\. What did you change/);
  for (const words of ["NEXT-PART", "PLAN-WHEN", "ASK-WHAT"]) {
    assert.deepEqual(where(found, words), ["For you, not for the form: what you plan next"], words);
  }
});

test("What? So what? Now what?: its three headings hold their own answers", () => {
  const found = sections("what-so-what");
  assert.match(where(found, "WHAT-PART").join(), /^1\. What\?/);
  assert.match(where(found, "LEARNED-PART").join(), /^2\. So what\?/);
  for (const words of ["NEXT-PART", "PLAN-WHEN", "ASK-WHAT", "CHANGED-WORDS"]) {
    assert.match(where(found, words).join(), /^3\. Now what\?/, words);
  }
});

for (const { id } of purposes.filter(({ id }) => id !== "nmc-cpd")) {
  test(`${id}: each answer is there once, its question always with it, and nothing sensitive`, () => {
    const all = Object.values(sections(id)).join("\n");
    for (const words of [
      "NOTICED",
      "WHAT-PART",
      "LEARNED-PART",
      "NEXT-PART",
      "STORY-ANSWER",
      "PLAN-WHEN",
      "ASK-WHAT",
      "ASK-WHY",
      "CHANGED-WORDS",
    ])
      assert.equal(all.split(words).length, 2, words);
    for (const { prompt, sensitive } of CHAPTER.activities) assert.equal(all.includes(prompt), !sensitive, prompt);
    assert.ok(!all.includes("SECRET"));
  });
}

test("headings within an answer are smaller than its question", () => {
  const groups = chosen(offered([CHAPTER], ENTRIES, kinds), ({ key }) => key === "a.ask");
  const { blocks } = makeDocument("plain", groups, {}, kinds);
  const levels = blocks.filter(({ type }) => type === "heading").map(({ text, level }) => [text, level ?? 2]);
  assert.deepEqual(levels.slice(0, 2), [
    ["What we stopped noticing", 1],
    ["One thing to ask for", 2],
  ]);
  assert.ok(levels.slice(2).every(([, level]) => level === 3));
  assert.match(asMarkdown("My notes", blocks), /^### One thing to ask for$/m);
});

test("the log states no time that was not typed", () => {
  const empty = sections("nmc-cpd");
  assert.match(empty["What we stopped noticing"], /^Self-study: ______$/m);
  assert.match(empty["Time in this log, kept apart"], /^Self-study: ______$/m);
  assert.match(empty["Time in this log, kept apart"], /^Participatory, with others: none$/m);
  const typed = sections("nmc-cpd", {
    rows: { a: { minutes: "25" } },
    sessions: [{ topic: "A session", minutes: "" }, { minutes: "60" }],
  });
  assert.match(typed["Time in this log, kept apart"], /^Self-study: 25 minutes$/m);
  assert.match(
    typed["Time in this log, kept apart"],
    /^Participatory, with others: 1 hour, and 1 row without a time$/m,
  );
});

test("minutes are said as people say them", () => {
  assert.deepEqual(["", "x", "0", "1", "60", "80", "121"].map(duration), [
    "______",
    "______",
    "none",
    "1 minute",
    "1 hour",
    "1 hour 20 minutes",
    "2 hours 1 minute",
  ]);
});

test("sensitive answers, quizzes, habits and what is no longer in the book stay out until they are ticked", () => {
  const chapter = {
    ...CHAPTER,
    activities: [
      ...CHAPTER.activities,
      { kind: "recall", key: "a.quiz", prompt: "Quiz" },
      { kind: "habits", key: "a.mine", prompt: "Habits" },
    ],
  };
  const entries = {
    ...ENTRIES,
    "a.quiz": { kind: "recall", prompt: "Quiz", value: { answers: { x: "a" }, checked: [] }, when: WHEN, earlier: [] },
    "a.mine": {
      kind: "habits",
      prompt: "Habits",
      value: { answers: { x: "not" }, on: "2026-11-12", before: [] },
      when: WHEN,
      earlier: [],
    },
    "z.gone": { kind: "reflect", prompt: "Gone?", value: { text: "x" }, when: WHEN, earlier: [] },
    "take-out.plain": { kind: "take-out", prompt: "", value: { read: "typed" }, when: WHEN, earlier: [] },
  };
  const groups = offered([chapter], entries, kinds);
  const whys = Object.fromEntries(groups.flatMap(({ answers }) => answers).map(({ key, whyNot }) => [key, whyNot]));
  assert.deepEqual(
    [whys["a.hard"], whys["a.quiz"], whys["a.mine"], whys["z.gone"]],
    ["sensitive", "quiz", "private", "unknown"],
  );
  assert.ok(!("take-out.plain" in whys), "what was typed to take notes out is no answer");
  assert.equal(groups.at(-1)?.title, "From another edition of this book");
});

test("a value of another shape does no harm", () => {
  const broken = { ...ENTRIES, "a.plan": { ...ENTRIES["a.plan"], value: { when: { deep: ["x"] }, rows: 7 } } };
  for (const { id } of purposes) {
    const groups = chosen(offered([CHAPTER], broken, kinds), () => true);
    for (const typed of [{}, { rows: "x", sessions: "y", themes: 7 }, { rows: { a: null }, sessions: [null] }]) {
      const { title, blocks } = makeDocument(id, groups, typed, kinds);
      assert.ok(asText(title, blocks).startsWith(title));
      assert.ok(asMarkdown(title, blocks).startsWith("# "));
    }
  }
});

test("whatever is written stays text in Markdown", () => {
  const { blocks } = {
    blocks: [{ type: "answer", text: "# no heading\n- no list\n<b>no tag</b> [no](link) *no* `no`\n1. no" }],
  };
  const text = asMarkdown("T", blocks);
  for (const mark of ["\\# no heading", "\\- no list", "\\<b\\>no tag", "\\[no\\]", "\\*no\\*", "\\`no\\`", "1\\. no"])
    assert.ok(text.includes(mark), `${mark} in ${text}`);
});
