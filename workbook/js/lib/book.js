/**
 * The book that the kit serves: its title, the name that begins all it keeps, and its pages of help. A page of the
 * website says so in `<meta name="workbook">`; in Jupyter each activity's model does. Its twin is kit/book.py.
 */
import { bookPage, link } from "./dom.js";

/**
 * @typedef {{title: string, name: string, pages: Record<string, string>, evidence: string, aliases: Record<string, string>, named: {people: string[], numbers: string[]}}} Book
 * `pages` by their name ("where-to-turn"), and where a row of evidence stands ("evidence/{page}.html#{row}");
 * `named` are people and numbers that the book names in public
 */

/** @type {Book} */
const USUAL = {
  title: "This book",
  name: "workbook",
  pages: {},
  evidence: "",
  aliases: {},
  named: { people: [], numbers: [] },
};

/** @returns {Book} */
function ofThisPage() {
  const meta = globalThis.document?.querySelector('meta[name="workbook"]');
  return { ...USUAL, ...JSON.parse(meta?.getAttribute("content") || "{}") };
}

/** @type {Book} */
let served = ofThisPage();

/** @returns {Book} */
export const book = () => served;

/** In Jupyter, learn from an activity which book this is. @param {any} model */
export function serve(model) {
  const told = model.get("book");
  if (told?.name) served = { ...USUAL, ...told };
}

/** The address of a page of help, seen from this page of the website; empty where the book has none. @param {string} name */
export const helpPage = (name) => (served.pages[name] ? bookPage(served.pages[name]) : "");

/**
 * A link from an activity to a page of help; nothing where the book has no such page.
 * @param {any} model @param {string} name of the page, such as "where-to-turn" @param {string} text @param {string} [anchor] such as "#if-no-answer-comes"
 * @returns {HTMLElement | null}
 */
export function helpLink(model, name, text, anchor = "") {
  serve(model);
  const address = model.get("page") ? helpPage(name) : served.pages[name];
  return address ? link(model, address + anchor, text) : null;
}

/** The address of a row of evidence, for `link`. @param {any} model @param {string} row */
export function evidenceAddress(model, row) {
  serve(model);
  const address = served.evidence.replace("{page}", row.split(".")[0]).replace("{row}", row);
  return model.get("page") ? bookPage(address) : address;
}
