/** Whether something is written in an answer. */

/** @typedef {import("../lib/types.d.ts").Entry} Entry */

/** What a value holds, but for the frame that was chosen to write it in. @param {object} value */
const said = (value) => Object.entries(value).flatMap(([name, one]) => (name === "frame" ? [] : [one]));

/** Is there anything in a value? @param {any} value @returns {boolean} */
export function begun(value) {
  if (typeof value === "string") return value.trim() !== "";
  if (typeof value === "object" && value !== null) return said(value).some(begun);
  return typeof value === "number" || value === true;
}

/** Is there an answer, or was there one? @param {Entry | undefined} entry */
export const written = (entry) =>
  Boolean(entry && (begun(entry.value) || entry.earlier.some((one) => begun(one.value))));
