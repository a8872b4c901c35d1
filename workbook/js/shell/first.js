/**
 * Before anything is drawn: whether scripts run, and the colours that the reader chose, so that the page does not
 * flash. A script of its own that the page waits for, because a host's rules may refuse what stands in the page itself.
 */
import { book } from "../lib/book.js";

const root = document.documentElement;
root.classList.add("wb-js");
try {
  const colours = localStorage.getItem(`${book().name}.colours`);
  if (colours === "dark" || colours === "light") root.dataset.theme = colours;
} catch {
  // Storage is refused: the page follows the device.
}
