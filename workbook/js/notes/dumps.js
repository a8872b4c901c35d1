/** Writing the notes file. */
import { format, VERSION } from "./store.js";

/** The text of a notes file, keys in order, as Python writes it. @param {import("../lib/types.d.ts").Entries} entries */
export function dumps(entries) {
  const keys = Object.keys(entries).sort();
  const sorted = Object.fromEntries(keys.map((key) => [key, entries[key]]));
  return `${JSON.stringify({ format: format(), version: VERSION, entries: sorted }, null, 1)}\n`;
}
