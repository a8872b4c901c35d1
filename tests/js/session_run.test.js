// A session while it runs: two presses a beat, a promised end, what is late and what can go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newPlan } from "../../workbook/js/session/plan.js";
import * as running from "../../workbook/js/session/run.js";

const beat = (id, part, way, own, more = {}) => ({
  id,
  part,
  way,
  spoken: 60,
  turns: 1,
  late: null,
  only: "",
  show: id,
  secs: { 45: own, "45t": own },
  ...more,
});
const beats = [
  beat("doors", "open", "rest", 0, { spoken: 0 }),
  beat("welcome", "open", "hear", 0),
  beat("hello", "open", "talk", 90, { turns: 3, late: 0 }),
  beat("long", "talk", "talk", 900, { turns: 3 }),
  beat("help", "here", "talk", 300, { late: 180 }),
  { ...beat("lines", "next", "hear", 200), secs: { 45: 200 } },
  beat("take", "close", "talk", 60, { late: 0 }),
  beat("bye", "close", "hear", 0),
];
const START = new Date(2026, 11, 3, 14, 0, 0).getTime();
const plan = (part = {}) => ({ ...newPlan("x"), minutes: 45, request: true, start: "14:00", ...part });
const at = (seconds) => START + seconds * 1000;
const begun = (part = {}) => running.newRun(plan(part), beats, START);
const upTo = (id, seconds = 0, run = begun()) => {
  let now = run;
  while (now.beat !== id) now = running.forward(now, beats, at(seconds));
  return now;
};

test("one press for words alone, two where the room has a task", () => {
  const seen = [];
  let run = begun();
  for (let press = 0; press < 7; press += 1) {
    seen.push(`${run.beat}${run.began ? " task" : ""}`);
    run = running.forward(run, beats, at(press));
  }
  assert.deepEqual(seen, ["doors", "welcome", "hello", "hello task", "long", "long task", "help"]);
});

test("back goes to the words, then to the beat before; at the end a press changes nothing", () => {
  let run = running.forward(upTo("long"), beats, at(10));
  assert.ok(run.began);
  run = running.back(run, beats, at(11));
  assert.deepEqual([run.beat, run.began], ["long", 0]);
  assert.equal(running.back(run, beats, at(12)).beat, "hello");
  const last = upTo("bye");
  assert.equal(running.forward(last, beats, at(99)), last);
});

test("the room's time is counted in turns, and stands still in a pause", () => {
  let run = running.forward(upTo("long"), beats, at(0));
  let view = running.look(run, beats, at(310));
  assert.deepEqual([view.left, view.turn, view.turnLeft], [590, 2, 290]);
  run = running.pause(run, at(310));
  view = running.look(run, beats, at(999));
  assert.equal(view.left, 590);
  run = running.pause(run, at(999));
  assert.equal(running.look(run, beats, at(1009)).left, 580);
  assert.equal(running.look(running.oneMinuteMore(run, at(1009)), beats, at(1009)).left, 640);
  assert.equal(running.look(run, beats, at(9999)).left, 0);
});

test("the promised end is kept: begun at 14:07 it is behind, and says what can go", () => {
  const run = { ...upTo("welcome", 420), opened: at(420) };
  const view = running.look(run, beats, at(420));
  assert.equal(view.end, at(45 * 60));
  const ahead = 60 + 150 + 960 + 360 + 260 + 120 + 60;
  assert.equal(view.late, ahead - (45 * 60 - 420));
  assert.deepEqual(
    view.cuts.map(({ beat: { id }, saves }) => [id, saves]),
    [
      ["hello", 150],
      ["help", 120],
      ["take", 120],
    ],
  );
  const shorter = running.cut(run, beats[2], at(421));
  assert.equal(running.look(shorter, beats, at(420)).late, view.late - 150);
});

test("without a start the end is counted from when it began", () => {
  const run = upTo("welcome", 30, begun({ start: "" }));
  assert.equal(running.look(begun({ start: "" }), beats, START).end, null);
  assert.equal(running.look(run, beats, at(30)).end, at(30 + 45 * 60));
});

test("on another day, or after its end, a plan is rehearsed and is not late", () => {
  for (const [part, now] of [
    [{ day: "2026-12-04" }, at(420)],
    [{ day: "2026-12-03" }, at(3 * 3600)],
    [{}, at(3 * 3600)],
  ]) {
    let run = running.newRun(plan(part), beats, now);
    assert.equal(running.look(run, beats, now).end, null);
    run = running.forward(run, beats, now);
    assert.equal(running.look(run, beats, now).end, now + 45 * 60_000);
  }
  const run = running.newRun(plan({ day: "2026-12-03" }), beats, at(420));
  assert.equal(running.look(run, beats, at(420)).end, at(45 * 60));
});

test("the last moment for a beat that lies ahead", () => {
  assert.equal(running.lastMoment(begun(), beats, "take"), at(45 * 60 - 120 - 60));
  assert.equal(running.lastMoment(upTo("bye"), beats, "take"), null);
});

test("no sponsor: the request goes, and the beat stays where it can", () => {
  const here = running.withoutRequest(upTo("long"), beats, at(1));
  assert.deepEqual([here.plan.request, here.beat], [false, "long"]);
  assert.equal(running.withoutRequest(upTo("lines"), beats, at(1)).beat, "take");
});

test("an address brings the run back, and not one of another day", () => {
  const run = running.forward(upTo("help", 5), beats, at(6));
  const address = running.runToAddress(run);
  assert.deepEqual(running.runFromAddress(`#${address}`, beats, at(60)), run);
  assert.equal(running.runFromAddress(address, beats, at(13 * 3600)), null);
  assert.equal(running.runFromAddress(address.replace("help", "gone"), beats, at(60)), null);
});

test("lengths as people say them", () => {
  const said = { 40: "40 seconds", 60: "1 minute", 90: "1½ minutes", 200: "3½ minutes", 600: "10 minutes" };
  for (const [seconds, words] of Object.entries(said)) assert.equal(running.inWords(Number(seconds)), words);
});

test("a button or a key does what it is named after, and an unknown name nothing", () => {
  const run = upTo("hello");
  const task = running.changed(run, "on", beats, at(5));
  assert.deepEqual(task, running.forward(run, beats, at(5)));
  assert.ok(task?.began);
  assert.ok(running.changed(task, "pause", beats, at(6))?.paused);
  assert.equal(running.changed(task, "more", beats, at(6))?.extra, task.extra + 60);
  assert.equal(running.changed(task, "blank", beats, at(6))?.blank, true);
  assert.deepEqual(running.changed(task, "back", beats, at(6)), running.back(task, beats, at(6)));
  assert.equal(running.changed(task, "screen", beats, at(6)), null);
});
