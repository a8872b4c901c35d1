/** On which days what she wrote comes back: pure arithmetic on the calendar. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords, returns } from "../../workbook/js/lib/dates.js";

/** The days, without their names. @param {string} written @param {string} [own] */
const days = (written, own) => returns(written, own).map(({ day }) => day);

test("what is written comes back after two days, two weeks and two months", () => {
  assert.deepEqual(days("2026-11-09"), ["2026-11-11", "2026-11-23", "2027-01-09"]);
});

test("a month that is shorter gives its last day", () => {
  assert.equal(days("2026-12-31")[2], "2027-02-28");
  assert.equal(days("2027-12-31")[2], "2028-02-29");
});

test("a day of her own comes in its order, and once", () => {
  assert.deepEqual(days("2026-11-09", "2026-11-20"), ["2026-11-11", "2026-11-20", "2026-11-23", "2027-01-09"]);
  assert.equal(days("2026-11-09", "2026-11-23").length, 3);
});

test("a day that does not exist, or is past, is no day", () => {
  for (const own of ["2027-02-31", "2026-1", "", "soon", "2026-11-09", "2020-01-01"]) {
    assert.equal(days("2026-11-09", own).length, 3, own);
  }
});

test("a day is said in words", () => {
  assert.equal(inWords("2026-01-05"), "5 January 2026");
});
