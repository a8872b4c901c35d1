// node searches.mjs <search-index.js>: read searches as JSON, write the addresses that each finds, in order.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { searcher } from "../../workbook/js/lazy/search-rule.js";

const context = { window: {} };
runInNewContext(readFileSync(process.argv[2], "utf8"), context);
const search = searcher(context.window.workbookSearch);
const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map((one) => search(one).map(({ address }) => address))));
