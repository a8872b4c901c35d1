/** What the name check finds and misses, as the page about it prints; and that no text makes it slow. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { look as lookFor, soundsLikeHarm } from "../../workbook/js/widget/name-check.js";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
/** The cells of the last column of a CSV file, whose texts hold no quotation mark in it. @param {string} path */
const lastColumn = (path) =>
  read(path)
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split(",").at(-1) ?? "");
const PUBLICLY = {
  people: lastColumn("data/resources.csv")
    .flatMap((names) => names.split("; "))
    .flatMap((name) => name.split(" ").at(-1) || []),
  numbers: (read("data/support.yaml").match(/\b0\d[\d ]{8,13}\d\b/g) ?? []).map((one) => one.replaceAll(" ", "")),
};
const look = (/** @type {string} */ text) => lookFor(text, PUBLICLY);
const KINDS = { "nhs number": "nhs" };
const LINES = { tuned: "Used to make", "held-out": "Held out", harder: "Hard" };
const PHRASES = read("tests/examples/guard.csv")
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((row) => {
    const [, quoted, plain, kind, part] = /^(?:"((?:[^"]|"")*)"|([^,]*)),([^,]*),[^,]*,(.*)$/.exec(row) ?? [];
    return { phrase: (quoted ?? plain).replaceAll('""', '"'), kind, part };
  });

test("the page about the check prints what was measured", () => {
  const page = read("book/about/the-guard.md");
  for (const [part, line] of Object.entries(LINES)) {
    const here = PHRASES.filter((one) => one.part === part);
    const innocent = here.filter(({ kind }) => kind === "innocent");
    const alarms = innocent.filter(({ phrase }) => look(phrase).length);
    const telling = here.filter(({ kind }) => kind !== "innocent");
    const missed = telling.filter(
      ({ phrase, kind }) => !look(phrase).some((seen) => seen.kind === (KINDS[kind] ?? kind)),
    );
    const figures = `${telling.length} give somebody away, ${missed.length} missed. ${innocent.length} innocent, ${alarms.length} false alarm`;
    const printed = page.split("\n").find((text) => text.startsWith(`- **${line}`)) ?? "";
    assert.ok(
      printed.includes(figures),
      `${figures}\n${printed}\n${[...missed, ...alarms].map(({ phrase }) => phrase)}`,
    );
  }
});

test("the phrases are enough, and balanced", () => {
  const measured = PHRASES.filter(({ part }) => part !== "harder");
  const innocent = measured.filter(({ kind }) => kind === "innocent").length / measured.length;
  assert.ok(measured.length >= 240 && innocent >= 0.4 && innocent <= 0.6);
  assert.equal(new Set(PHRASES.map(({ phrase }) => phrase)).size, PHRASES.length);
});

for (const [start, right] of [
  ["943 476 591", 9],
  ["999200003", 1],
  ["999-200-009", 0],
  ["999200004", null],
]) {
  test(`${start}… is an NHS number only with its check digit`, () => {
    for (let last = 0; last < 10; last += 1) {
      const found = look(`It was ${start}${last} again.`).some(({ kind }) => kind === "nhs");
      assert.equal(found, last === right);
    }
  });
}

test("the lines to turn to, and our own pages, are left alone", () => {
  const numbers = read("data/support.yaml").match(/\b0\d[\d ]{8,13}\d\b/g) ?? [];
  assert.ok(numbers.length > 3);
  for (const number of numbers) assert.deepEqual(look(`I rang ${number} and it helped.`), [], number);
  for (const name of ["your-words", "accessibility", "the-guard", "reflection-and-the-law"]) {
    for (const line of read(`book/about/${name}.md`)
      .replace(/\]\([^)]*\)/g, "")
      .split("\n")) {
      if (!line.includes("Bawa-Garba")) assert.deepEqual(look(line), [], line);
    }
  }
});

test("whom a chapter names in public is data: a stranger's chapter needs no script", () => {
  const said = "Okonkwo said that nobody listened, and I rang 020 7946 0000.";
  assert.deepEqual(
    lookFor(said).map(({ kind }) => kind),
    ["phone", "name"],
  );
  assert.deepEqual(lookFor(said, { people: ["Okonkwo"], numbers: ["02079460000"] }), []);
  assert.ok(lookFor("Nurse Okonkwo told Berwick.", { people: ["Okonkwo"], numbers: [] }).length);
});

const LONG = {
  dots: ".".repeat(100_000),
  dashes: "-".repeat(100_000),
  "capital letters with dashes": "A-".repeat(50_000),
  "words with dashes": "Aaa-".repeat(25_000),
  "addresses without a sign": "a.b.".repeat(25_000),
  digits: "12-".repeat(33_000),
  "one word": "Abcdefghij".repeat(10_000),
  apostrophes: "A'".repeat(50_000),
  names: "Mary Smith told John Brown that Sister Jones asked Dr Patel. ".repeat(3_000),
  prose: "We looked at the ward again and it was different. People said more. ".repeat(3_000),
};
const ROUNDS = 8;
/**
 * How many times as long a run takes on a text as on its half: 2 in step with its length, 4 with its square. What
 * counts is this process's own work, the least of some rounds, so that a busy machine changes nothing.
 * @param {string} text @param {(text: string) => void} run @param {number} [fewest] rounds, before a good result ends it
 */
function growth(text, run, fewest = 3) {
  const work = (/** @type {string} */ part) => {
    const before = process.cpuUsage();
    run(part);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const half = text.slice(0, text.length / 2);
  let [least, whole] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS && (round < fewest || whole >= 3 * least); round += 1) {
    least = Math.min(least, work(half));
    whole = Math.min(whole, work(text));
  }
  return whole / least;
}
for (const [what, text] of Object.entries(LONG)) {
  test(`a long run of ${what} takes time in step with its length`, () => {
    const times = growth(text, (part) => {
      look(part);
      soundsLikeHarm(part);
    });
    assert.ok(times < 3, `${times.toFixed(1)} times the work for twice the text`);
  });
}

test("a rule that takes time with the square of the length is refused", () => {
  const times = growth(".".repeat(8_000), (text) => /[.]+@/.test(text), ROUNDS);
  assert.ok(times >= 3, `${times.toFixed(1)} times the work for twice the text`);
});

test("what happened to whoever writes is met with help; what happened elsewhere is not", () => {
  for (const text of [
    "My manager Sarah told the team I am lazy like all Nigerians. I want to die.",
    "He called me a monkey in front of the patients and everybody laughed.",
    "I was bullied for a year.",
    "She groped me in the store room.",
    "I can’t go on.",
    "I don't want to be here any more",
    "Some days I think of killing myself.",
  ])
    assert.ok(soundsLikeHarm(text), text);
  for (const text of [
    "She called me to the office.",
    "A patient died in the night and nobody said so.",
    "He called us together and asked what we had seen.",
    "I hurt my back when I lifted him.",
    "We want to end the late handover.",
  ])
    assert.ok(!soundsLikeHarm(text), text);
});
