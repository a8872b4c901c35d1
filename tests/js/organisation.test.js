/** Where a trust's scores stand, and how a trust is found: pure arithmetic. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, side, sideInWords, startingPoints } from "../../workbook/js/organisation/standing.js";
import { matching } from "../../workbook/js/organisation/trust-chooser.js";

const edges = /** @type {[number, number, number, number]} */ ([600, 640, 660, 700]);
const kind = { name: "acute trusts", count: 122, spread: [edges, edges, edges] };
const measures = ["Morale", "Team", "Learning"].map((name) => ({ name, note: "" }));
const trust = (/** @type {number[]} */ scores) => ({ name: "X", kind, least: 1, most: 2, scores });

test("the edges of the middle half belong to it", () => {
  assert.deepEqual(
    [639, 640, 650, 660, 661].map((score) => side(score, edges)),
    [-1, 0, 0, 0, 1],
  );
  assert.equal(sideInWords(661, edges), "Higher than the middle half");
});

test("distance is counted in halves of the middle half", () => {
  assert.equal(distance(650, edges), 0);
  assert.equal(distance(660, edges), 1);
  assert.equal(distance(630, edges), -2);
});

test("a trust in the middle still learns which line stands highest and which lowest", () => {
  const begin = startingPoints(trust([655, 642, 650]), measures);
  assert.deepEqual(begin, { highest: "Morale", lowest: "Team", inside: true });
});

test("a score outside the middle half says so", () => {
  assert.equal(startingPoints(trust([655, 642, 690]), measures)?.inside, false);
});

test("a kind without a spread has no starting points", () => {
  const few = { ...trust([1, 2, 3]), kind: { ...kind, spread: null } };
  assert.equal(startingPoints(few, measures), null);
});

test("a trust is found by any parts of its name, in any order, with any apostrophe", () => {
  const named = ["Guy's and St Thomas' NHS Foundation Trust", "Leeds Teaching Hospitals NHS Trust"].map((name) => ({
    ...trust([]),
    name,
  }));
  const found = (/** @type {string} */ typed) => matching(named, typed).map(({ name }) => name.slice(0, 5));
  assert.deepEqual(found("thomas guys"), ["Guy's"]);
  assert.deepEqual(found("LEEDS,"), ["Leeds"]);
  assert.deepEqual(found("nhs"), ["Guy's", "Leeds"]);
  assert.deepEqual(found("nobody"), []);
});
