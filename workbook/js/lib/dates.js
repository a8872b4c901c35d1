/** Days as "2026-11-09", on the reader's own calendar; and the days on which what she wrote comes back to her. */

const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "9 November 2026". @param {string} day */
export const inWords = (day) => LONG.format(new Date(`${day}T00:00:00Z`));

/** @param {Date} date at midnight in UTC, so that no change of the clocks can move the day */
const named = (date) => date.toISOString().slice(0, 10);

/** The day it was for the reader. @param {string | number} when */
export function dayOf(when) {
  const at = new Date(when);
  return named(new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())));
}

/** So many months later, or on that month's last day; and so many days. @param {string} day @param {number} months @param {number} days */
function later(day, months, days) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return named(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last) + days)));
}

/** Is this a day that exists? One may be half typed. @param {string} day */
export const real = (day) => /^\d{4}-\d\d-\d\d$/.test(day) && later(day, 0, 0) === day;

/**
 * After 2 days, 2 weeks and 2 months, and on a day of her own, each day once.
 * @param {string} written the day it was written @param {string} [own] a day that she chose
 * @returns {{name: string, day: string}[]} in order
 */
export function returns(written, own = "") {
  const found = [
    { name: "1", day: later(written, 0, 2) },
    { name: "2", day: later(written, 0, 14) },
    { name: "3", day: later(written, 2, 0) },
  ];
  if (own > written && real(own) && found.every(({ day }) => day !== own)) found.push({ name: "own", day: own });
  return found.sort((one, other) => (one.day < other.day ? -1 : 1));
}
