// The plan of a session: what stands in its address, in its file, and why it cannot be led.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { invitationLines } from "../../workbook/js/session/invitation.js";
import * as planning from "../../workbook/js/session/plan.js";
import { canSwap, withSwap } from "../../workbook/js/session/plan-table.js";
import { copiesOf } from "../../workbook/js/session/print-list.js";
import { inOrder } from "../../workbook/js/session/timing.js";

const chapters = [{ id: "mid-staffordshire", lengths: [20, 45, 60, 90] }];
const plan = (part = {}) => ({ ...planning.newPlan("mid-staffordshire"), ...part });
const full = plan({
  minutes: 45,
  request: true,
  elsewhere: 6,
  start: "14:00",
  day: "2026-12-03",
  managers: "own groups",
  reply: true,
  names: { leader: "Ama" },
  local: { charge: "bleep 12" },
  changes: { hello: 0, help: 180 },
  order: ["help", "common"],
});

test("an address has all of a plan but the names", () => {
  const address = planning.toAddress(full);
  assert.ok(!/Ama|bleep/.test(decodeURIComponent(address)));
  assert.deepEqual(planning.fromAddress(`#${address}`), { ...full, names: {}, local: {} });
});

test("an address that says nonsense gives the usual plan, or none", () => {
  assert.equal(planning.fromAddress("#minutes=60"), null);
  const nonsense =
    "#chapter=mid-staffordshire&minutes=-5&people=1e9&start=25:99&day=tomorrow&changes=<b>:1,hello:x&order=<b>,X";
  assert.deepEqual(planning.fromAddress(nonsense), plan());
});

test("a file has the whole plan, and anything else is no plan", () => {
  assert.deepEqual(planning.fromFile(`\ufeff${planning.toFile(full)}`), full);
  for (const text of ["", "{", "[]", '{"format": "whys-and-hows-notes", "version": 1, "chapter": "x"}'])
    assert.throws(() => planning.fromFile(text), /no plan of a session/);
});

test("times of day as people write them", () => {
  const said = { "14:00": "14:00", "9.30": "09:30", 1400: "14:00", 7: "07:00", "24:00": null, "2pm": null, "": null };
  for (const [text, time] of Object.entries(said)) assert.equal(planning.timeOfDay(text), time, text);
});

test("the end, the day and the day of the answer are said in words", () => {
  assert.equal(planning.endOf(full), "14:45");
  assert.equal(planning.clockAfter("23:50", 3600), "00:50");
  assert.equal(planning.dayInWords("2026-12-03"), "Thursday 3 December");
  assert.equal(planning.dueDay(full), "Thursday 17 December");
  const names = [
    { id: "leader", unsaid: "______" },
    { id: "second", unsaid: "my colleague" },
  ];
  const text = "{leader} and {second} finish at {end}; {due}.";
  assert.equal(planning.fill(text, full, names), "Ama and my colleague finish at 14:45; Thursday 17 December.");
});

test("a beat changes places with its neighbour, and nothing else moves", () => {
  const beats = ["a", "b", "c", "d"].map((id) => ({ id, part: id === "d" ? "close" : "talk", out: [] }));
  const ids = (order) => inOrder(beats, order).map(({ id }) => id);
  const once = withSwap(["a", "b", "c", "d"], [], "a", "b");
  assert.deepEqual(ids(once), ["b", "a", "c", "d"]);
  assert.deepEqual(ids(withSwap(ids(once), once, "a", "c")), ["b", "c", "a", "d"]);
  assert.deepEqual(ids(["d", "a"]), ["a", "b", "c", "d"], "nothing leaves its part");
});

test("what protects people stays, and no sheet comes out before its beat", () => {
  const [guess, figures, pass] = ["guess", "figures", "pass"].map((id) => ({ id, part: "here", out: [] }));
  const sheet = { key: 6, after: "guess" };
  const list = { protected: ["pass"] };
  assert.ok(canSwap(guess, figures, { things: [sheet] }, list));
  assert.ok(!canSwap(guess, { ...figures, out: [6] }, { things: [sheet] }, list));
  assert.ok(!canSwap(figures, pass, { things: [] }, list));
  assert.ok(!canSwap(figures, { ...guess, part: "talk" }, { things: [] }, list));
  assert.ok(!canSwap({ ...guess, way: "write" }, figures, { things: [{ key: 6, after: "figures" }] }, list));
  const [reading, talk, quiet] = ["hear", "talk", "rest"].map((way) => ({ ...guess, id: way, way }));
  assert.ok(!canSwap({ ...reading, use: "outside" }, talk, { things: [] }, list));
  assert.ok(canSwap({ ...reading, use: "outside" }, quiet, { things: [] }, list));
});

test("the invitation has what was typed, and the routes where people work", () => {
  const chapter = { question: "Who?", title: "X: who?", contentNote: "It is about x." };
  const list = {
    names: [
      { id: "leader", unsaid: "______" },
      { id: "other", unsaid: "a colleague" },
    ],
    local: [
      { id: "charge", label: "In charge today" },
      { id: "union", label: "Trade union" },
    ],
    invitation: [
      { text: "**{question}** {on}, {start} to {end}. {leader} leads it. {content_note}", only: "one leader" },
      { text: "{leader} and {other} lead it.", only: "two leaders" },
      { text: "Somebody answers by {due}.", only: "request" },
      { text: "We ask for nothing.", only: "no request" },
    ],
  };
  const typed = { ...full, names: { leader: "Ama" }, local: { charge: "bleep 2345", union: " " } };
  assert.deepEqual(invitationLines(typed, chapter, list), [
    "**Who?** Thursday 3 December, 14:00 to 14:45. Ama leads it. It is about x.",
    "Somebody answers by Thursday 17 December.",
    "In charge today: bleep 2345",
  ]);
  assert.equal(invitationLines(typed, { ...chapter, leaders: 2 }, list)[0], "Ama and a colleague lead it.");
});

const REFUSED = [
  [{ people: 31 }, /31 people are too many/],
  [{ people: 3 }, /too few/],
  [{ people: 20, elsewhere: 1 }, /alone elsewhere/],
  [{ people: 20, elsewhere: 19 }, /alone in the room/],
  [{ people: 20, elsewhere: 21 }, /more than the 20/],
  [{ minutes: 20, request: true }, /no time for a request/],
  [{ minutes: 75 }, /no session of 75 minutes/],
  [{ people: 23, elsewhere: 11, request: true }, null],
  [{ people: 24, elsewhere: 4, request: true }, /9 groups/],
  [{ chapter: "gone" }, /no session on “gone”/],
];
for (const [part, sentence] of REFUSED)
  test(`a plan with ${JSON.stringify(part)} is ${sentence ? "refused" : "led"}`, () => {
    const wrong = planning.problems(plan(part), chapters);
    if (sentence) assert.match(wrong.join(" "), sentence);
    else assert.deepEqual(wrong, []);
  });

test("copies are counted for the number who come, as in Python", () => {
  const examples = JSON.parse(readFileSync(new URL("../examples/session_plans.json", import.meta.url), "utf-8"));
  for (const { thing, people, elsewhere, number, pages } of examples.copies)
    assert.deepEqual(copiesOf(thing, plan({ people, elsewhere })), { number, pages });
});

test("a name that begins a sentence begins with a capital letter, as in Python", () => {
  const examples = JSON.parse(readFileSync(new URL("../examples/session_plans.json", import.meta.url), "utf-8"));
  for (const { text, values, filled } of examples.fills) assert.equal(planning.filled(text, values), filled);
});
