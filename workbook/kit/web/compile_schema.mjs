/**
 * Compiles the notes schema for the page, with Ajv:  node compile_schema.mjs notes.schema.json out.mjs
 * What comes out is one function, `isEntry(thing)`: does it fit an entry of the notes file?
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const Ajv = require("ajv/dist/2020").default;
const standalone = require("ajv/dist/standalone").default;

/** @param {any} schema of the whole file @returns {string} an ES module */
export function compiled(schema) {
  const ajv = new Ajv({ code: { source: true, esm: true }, strict: false, messages: false, unicodeRegExp: false });
  ajv.addSchema(schema, "notes");
  ajv.addSchema({ $id: "entry", $ref: "notes#/$defs/entry" });
  return standalone(ajv, { isEntry: "entry" });
}

const [, , from, to] = process.argv;
if (from && to) writeFileSync(to, compiled(JSON.parse(readFileSync(from, "utf8"))));
