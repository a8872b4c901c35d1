/** Examples that JavaScript and Python both hold to. */
import { readFileSync } from "node:fs";

/** @param {string} name @returns {any} */
export const examples = (name) =>
  JSON.parse(readFileSync(new URL(`../examples/${name}.json`, import.meta.url), "utf8"));
