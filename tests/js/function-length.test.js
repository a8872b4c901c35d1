/** No function is longer than 80 lines, comments and blank lines included. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { API } from "typescript/unstable/sync";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LONGEST = 80;

/**
 * The functions that are too long, as "file name".
 * @param {string} project a tsconfig.json @param {string} folder only files in it count @returns {{files: number, long: string[]}}
 */
function longFunctions(project, folder) {
  const api = new API({ cwd: ROOT });
  try {
    const [{ program }] = api.updateSnapshot({ openProjects: [project] }).getProjects();
    const files = program.getSourceFileNames().filter((name) => name.startsWith(folder) && name.endsWith(".js"));
    const long = files.flatMap((name) => {
      const file = /** @type {any} */ (program.getSourceFile(name));
      return tooLong(file, file).map((found) => `${name.slice(folder.length)} ${found}`);
    });
    return { files: files.length, long: long.sort() };
  } finally {
    api.close();
  }
}

/** @param {any} node @param {any} file @returns {string[]} the names of the functions in it that are too long */
function tooLong(node, file) {
  const inside = /** @type {string[]} */ ([]);
  node.forEachChild((/** @type {any} */ child) => {
    inside.push(...tooLong(child, file));
  });
  const isFunction = node.body && node.parameters;
  const lines = isFunction ? file.text.slice(node.getStart(file), node.end).split("\n").length : 0;
  return lines > LONGEST ? [node.name?.text ?? "without a name", ...inside] : inside;
}

test("no function is longer than 80 lines", () => {
  const { files, long } = longFunctions(join(ROOT, "tsconfig.json"), join(ROOT, "workbook/js/"));
  assert.ok(files > 100);
  assert.deepEqual(long, []);
});

test("one line too many is seen, in a function of any form, comments and blank lines included", () => {
  const folder = mkdtempSync(join(tmpdir(), "functions-"));
  try {
    /** @param {number} lines of the whole function @param {string} first @param {string} [last] */
    const form = (lines, first, last = "}") => [first, ...Array(lines - 2).fill("// or nothing"), last].join("\n");
    const text = [
      form(80, "export function fits() {"),
      form(81, "export function long() {"),
      form(81, "export const arrow = () => {", "};"),
      form(81, "export const method = { act() {", "} };"),
    ];
    writeFileSync(join(folder, "example.js"), text.join("\n\n"));
    writeFileSync(
      join(folder, "tsconfig.json"),
      '{"compilerOptions": {"allowJs": true, "types": []}, "files": ["example.js"]}',
    );
    const { long } = longFunctions(join(folder, "tsconfig.json"), `${folder}/`);
    assert.deepEqual(long, ["example.js act", "example.js long", "example.js without a name"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
