/**
 * Compiles the notes schema for the page, with Ajv:  node compile_schema.mjs notes.schema.json out.mjs
 * What comes out is one function, `isEntry(thing)`: does it fit an entry of the notes file?
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const Ajv = require("ajv").default;
const standalone = require("ajv/dist/standalone").default;

/** Ajv keeps an empty record of each thing that does not fit, which nobody reads. */
const RECORD =
  /const (err\d+) = \{\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g;

/** A word of the schema that this Ajv does not know is refused. @param {any} schema of the whole file @returns {string} an ES module */
export function compiled(schema) {
  /** @param {any} part @returns {any} the part of the schema with what it refers to in its place */
  const whole = (part) =>
    JSON.parse(JSON.stringify(part), (_, one) => (one?.$ref ? whole(schema.$defs[one.$ref.split("/").pop()]) : one));
  const ajv = new Ajv({ code: { source: true, esm: true }, strictTypes: false, messages: false, unicodeRegExp: false });
  // The page asks only whether an entry fits. Inside a "not", Ajv writes no code that says what is wrong.
  ajv.addSchema({ $id: "entry", not: { not: whole(schema.$defs.entry) } });
  return standalone(ajv, { isEntry: "entry" }).replaceAll(RECORD, "");
}

const [, , from, to] = process.argv;
if (from && to) writeFileSync(to, compiled(JSON.parse(readFileSync(from, "utf8"))));
