/** The notes schema, compiled as the build compiles it. */
import { readFileSync } from "node:fs";
import { compiled } from "../../workbook/kit/web/compile_schema.mjs";

const SCHEMA = new URL("../../workbook/kit/learner/notes.schema.json", import.meta.url);
const source = compiled(JSON.parse(readFileSync(SCHEMA, "utf8")));

/** @type {(thing: unknown) => boolean} */
export const { isEntry } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
