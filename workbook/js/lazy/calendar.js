/**
 * The days on which a plan comes back, as a calendar file and as words to copy. A script of its own, loaded when
 * somebody asks for it. Neither the file nor the words say anything of what was written.
 */
import ical from "ical-generator";
import { book, helpPage } from "../lib/book.js";
import { copying } from "../lib/clipboard.js";
import { dayOf, inWords } from "../lib/dates.js";
import { h } from "../lib/dom.js";
import { daysOf } from "../notes/reminders.js";
import { asText, items } from "../widget/blocks.js";

const FILE = "look-back.ics";
const TITLE = "Five minutes: a look back";
const HOW =
  "Open your workbook, then My notes, and choose “Look back”. If you keep your notes in a file, load it there first.";
const DIARY = `Put these days in your diary, with “${TITLE}”:`;

/**
 * Whole days that keep nobody busy. The id is the day: the same day, taken twice, is one event.
 * @param {string[]} days @param {string} address the page to look back on; empty for none
 */
function file(days, address) {
  // The library draws a random id, which we replace. Where a page is not served securely, browsers cannot draw one.
  if (!crypto.randomUUID) crypto.randomUUID = () => "0-0-0-0-0";
  const made = ical({ prodId: { company: book().name, product: "look-back", language: "EN" } });
  for (const day of days) {
    made.createEvent({
      id: `${book().name}-look-back-${day}`,
      start: new Date(day),
      allDay: true,
      summary: TITLE,
      description: HOW,
      url: address || null,
      transparency: /** @type {any} */ ("TRANSPARENT"),
      busystatus: /** @type {any} */ ("FREE"),
      class: /** @type {any} */ ("PRIVATE"),
    });
  }
  return `${made.toString()}\r\n`;
}

/** Give the file to the browser. @param {string[]} days @returns {string} what to tell the reader */
function give(days) {
  const back = helpPage("look-back");
  const page = back ? new URL(back, location.href) : null;
  try {
    const text = file(days, page?.protocol.startsWith("http") ? page.origin + page.pathname : "");
    const address = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    const link = h("a", { href: address, download: FILE, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch {
    return `This browser does not let the page make a file. ${DIARY}`;
  }
  return `Your browser was given a file, ${FILE}. Open it, and your calendar offers to add these days. If no file came, downloads are blocked here. ${DIARY}`;
}

/**
 * @param {HTMLElement} room for the days @param {import("../lib/types.d.ts").Entry} entry the plan
 * @param {import("../widget/kind.d.ts").ComesBack} how it comes back
 * @returns {string} what to tell the reader
 */
function calendar(room, entry, how) {
  const today = dayOf(Date.now());
  const days = daysOf(how, entry)
    .map(({ day }) => day)
    .filter((day) => day >= today);
  room.replaceChildren();
  if (!days.length)
    return "The days to look back on this plan have passed. Change its words, or set a date of your own, and it can come back.";
  const words = days.map(inWords);
  const copy = copying(() => asText(TITLE, [items(words)]));
  copy.button.textContent = "Copy these days"; // beside the card's own “Copy as text”
  room.append(
    h("ul", {}, ...words.map((one) => h("li", {}, one))),
    h("div", { class: "wb-actions" }, copy.button),
    copy.room,
  );
  return give(days);
}

Object.assign(window, { workbookCalendar: calendar });
