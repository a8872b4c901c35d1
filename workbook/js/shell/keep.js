/** On every page that a server sends: the book is kept on a device that is the reader's own. */
import { bookPage } from "../lib/dom.js";
import { canBeKept, refusalName } from "../lib/kept-book.js";
import { mineName } from "../notes/store.js";
import { readFrom } from "./place.js";

/** How long a page is open, in milliseconds, before anything is fetched that she did not ask for. */
const AFTER = 5_000;

/** Whether she pays for what is fetched, as far as the browser says. */
function isMetered() {
  const { connection } = /** @type {any} */ (navigator);
  return connection?.saveData || connection?.type === "cellular";
}

/** Her device, and she has not said no. */
const isWanted = () =>
  readFrom(() => localStorage, mineName()) === "yes" && !readFrom(() => localStorage, refusalName());

function keepIfWanted() {
  if (isWanted() && !isMetered()) navigator.serviceWorker.register(bookPage("sw.js")).catch(() => {});
}

export function keepingTheBook() {
  if (canBeKept()) setTimeout(keepIfWanted, AFTER);
}
