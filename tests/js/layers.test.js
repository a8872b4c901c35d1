/** The folders of workbook/js are layers: a file imports from its own folder or from one below, never in a circle. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

const ROOT = new URL("../../workbook/js/", import.meta.url).pathname;
/** From the top; folders in one line know nothing of one another. */
const LAYERS = [
  ["pages", "shell", "lazy"],
  ["export", "organisation", "session"],
  ["activities"],
  ["notes"],
  ["widget"],
  ["lib"],
];
const IMPORT = /\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

/** @typedef {Record<string, string[]>} Imports what each file imports, types too, all from workbook/js */

/** @returns {Imports} */
function imports() {
  const names = readdirSync(ROOT, { recursive: true, encoding: "utf-8" }).filter((name) => name.endsWith(".js"));
  return Object.fromEntries(
    names.map((name) => {
      const text = readFileSync(join(ROOT, name), "utf-8");
      return [name, [...text.matchAll(IMPORT)].map(([, path]) => normalize(join(dirname(name), path)))];
    }),
  );
}

/** @param {string} name @returns {number} how far from the top its folder is; -1 for a folder that is no layer */
const layer = (name) => LAYERS.findIndex((folders) => folders.includes(name.split("/")[0]));

/** @param {Imports} files @returns {string[]} what runs up, sideways, or in a circle */
function wrong(files) {
  const found = [];
  for (const [name, needs] of Object.entries(files)) {
    if (layer(name) < 0) found.push(`${name} is in no layer`);
    for (const needed of needs.filter((one) => one.endsWith(".js"))) {
      const sideways = layer(name) === layer(needed) && name.split("/")[0] !== needed.split("/")[0];
      if (sideways || layer(needed) < layer(name)) found.push(`${name} imports ${needed}`);
    }
  }
  /** @type {Set<string>} */
  const whole = new Set();
  /** @param {string} name @param {string[]} way */
  const walk = (name, way) => {
    if (way.includes(name)) found.push(`a circle: ${[...way.slice(way.indexOf(name)), name].join(" → ")}`);
    if (whole.has(name) || way.includes(name)) return;
    for (const needed of files[name] ?? []) walk(needed, [...way, name]);
    whole.add(name);
  };
  for (const name of Object.keys(files)) walk(name, []);
  return found;
}

test("imports run down only", () => {
  const files = imports();
  assert.ok(Object.keys(files).length > 40);
  assert.deepEqual(wrong(files), []);
});

test("an import that runs up, sideways or in a circle is found", () => {
  assert.deepEqual(wrong({ "lib/a.js": ["pages/b.js"] }), ["lib/a.js imports pages/b.js"]);
  assert.deepEqual(wrong({ "export/a.js": ["session/b.js"] }), ["export/a.js imports session/b.js"]);
  assert.deepEqual(wrong({ "lib/a.js": ["lib/b.js"], "lib/b.js": ["lib/a.js"] }), [
    "a circle: lib/a.js → lib/b.js → lib/a.js",
  ]);
  assert.deepEqual(wrong({ "a.js": [] }), ["a.js is in no layer"]);
});
