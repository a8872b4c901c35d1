/** What a search finds and in which order, on a few made-up pieces; and the extract that shows why. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { extract, searcher, stem, wordsOf } from "../../workbook/js/lazy/search-rule.js";

const rows = [
  [
    "chapter.html#step",
    "2 A chapter",
    "The duty of candour",
    "Staff spoke up about 1,782 pages.",
    1,
    "2 A chapter, step 1",
  ],
  [
    "evidence.html#row",
    "Evidence",
    "Candour",
    "Candour, candour and candour again; speak, and later up.",
    4,
    "Evidence",
  ],
  [
    "help.html#turn",
    "Where to turn",
    "If you are being bullied",
    "Speak up early. The nurses’ union helps.",
    0,
    "Where to turn",
  ],
  [
    "racism.html#",
    "8 Another chapter",
    "What does research on racism show?",
    "Racism in two words: what research on racism has found.",
    1,
    "8 Another chapter",
  ],
  [
    "help.html#racism",
    "Where to turn",
    "If you meet racism or other discrimination",
    "Somebody to talk to about racism at work.",
    0,
    "Where to turn",
  ],
];
const search = searcher(rows);
/** @param {string} asked */
const found = (asked) => search(asked).map(({ address }) => address.split(".")[0]);

test("spelling, endings and accents of one word are one", () => {
  for (const [one, other] of [
    ["candor", "candour"],
    ["organizing", "organising"],
    ["nurses", "nurse"],
    ["speaking", "speak"],
    ["Bullied", "bullied"],
    ["café", "cafe"],
  ]) {
    assert.equal(stem(one), stem(other));
  }
  assert.equal(stem("the"), null);
  assert.notEqual(stem("notes"), stem("not"));
});

test("a number is one word, with its commas or without", () => {
  assert.deepEqual(wordsOf("1,782 of 62.1"), ["1782", "of", "62.1"]);
  assert.deepEqual(found("1,782"), ["chapter"]);
  assert.deepEqual(found("1782"), ["chapter"]);
});

test("chapters and pages stand before rows of evidence, however often these have the word", () => {
  assert.deepEqual(found("candor"), ["chapter", "evidence"]);
});

test("help stands before the chapter on what somebody has met", () => {
  assert.deepEqual(found("racism"), ["help", "racism"]);
});

test("what somebody types who needs help now comes first, in her words and with a slip, whatever else has them", () => {
  const now = [
    "help.html#now",
    "Where to turn",
    "If you are in distress",
    "Ring.",
    0,
    "",
    ["suicidal", "suicde", "end my life"],
  ];
  const asked = searcher([...rows, ["end.html#", "End", "End a life of work", "My life, my end.", 1, ""], now]);
  for (const words of ["suicidal", "I feel suicidal", "suicde", "I want to end my life"])
    assert.equal(asked(words)[0].heading, "If you are in distress", words);
  for (const words of ["end of work", "end of life"]) assert.equal(asked(words)[0].address, "end.html#");
});

test("words that stand together come first", () => {
  assert.equal(found("speak up")[0], "help");
});

test("nothing is found for nothing, for words that say nothing, and for a word that is not there", () => {
  for (const asked of ["", "  ", "the of", "zzzzqqq"]) assert.deepEqual(found(asked), []);
});

test("an extract shows the place that answers, with the words marked", () => {
  const text = `${"Before. ".repeat(40)}The nurses spoke about candour. ${"After. ".repeat(60)}`;
  const made = extract(text, "candor nurse");
  assert.deepEqual(
    made.filter(({ hit }) => hit).map((one) => one.text),
    ["nurses", "candour"],
  );
  assert.ok(made[0].text.startsWith("… ") && made.at(-1)?.text.endsWith(" …"));
  assert.ok(made.map((one) => one.text).join("").length < 300);
});

test("an extract of a short text is the text", () => {
  assert.equal(
    extract("Only this.", "nothing")
      .map((one) => one.text)
      .join(""),
    "Only this.",
  );
});
