/** Everything that an activity shows beside its author's own words: one file, which Python reads too. */
import strings from "../../kit/text/strings.json" with { type: "json" };

export default strings;
export const { shared } = strings;

/** Fill in the names in braces: "From {low} to {high} {unit}." @param {string} text @param {Record<string, string | number>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
