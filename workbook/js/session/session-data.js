/** What the site wrote of the sessions: the list is on the page, each chapter's session comes when it is asked for. */
import { library } from "../lib/lazy-script.js";

/** The list of sessions, or null where the book has none. @returns {any} */
export const sessionList = () => window.whysAndHowsSessionList ?? null;

/** @param {{id: string, file: string}} chapter @returns {Promise<any>} its session; rejects where the file is missing */
export async function sessionOf({ id, file }) {
  const files = await library(file, "whysAndHowsSessionFiles");
  return files[id];
}
