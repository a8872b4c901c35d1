/**
 * The search on the page "The evidence": rows by words, by report or table, by kind, and by where they were seen.
 * No word of it is stored, sent, or left in an address.
 */
import { bookPage, h, say, uid } from "../lib/dom.js";
import { library } from "../lib/lazy-script.js";
import { shared } from "../lib/strings.js";
import { finding, owner } from "./evidence-search.js";

/** @typedef {import("./evidence-search.js").Entry} Entry */
/** @typedef {import("./evidence-search.js").Index} Index */

const FIRST = 20;
const LONG = 260;
const KINDS = {
  fact: "Fact",
  recommendation: "Recommendation",
  quotation: "Quotation",
  number: "Number in a table",
  table: "Whole table",
};

export function start() {
  const root = document.querySelector('[data-runs="evidence"]');
  if (!root || !window.whysAndHowsEvidence) return;
  /** @type {Index} */
  const index = { ...window.whysAndHowsEvidence, rows: [] };
  const names = new Map(index.pages);
  const seen = new Map(index.seen);
  const rowsLoaded = loader(index);
  const fields = fieldsOf(index, search);
  const told = h("p", { class: "wb-find-told", role: "status" });
  const list = h("ol", { class: "wb-find-list" });
  const more = h(
    "button",
    { type: "button", class: "wb-find-more", hidden: true, onclick: () => show(Infinity) },
    "Show them all",
  );
  const clear = h(
    "button",
    { type: "button", class: "wb-find-clear", hidden: true, onclick: empty },
    "Clear the search",
  );
  root.replaceChildren(formOf(fields), h("div", { class: "wb-find-head" }, told, clear), list, more);

  /** @type {Entry[]} */
  let found = [];

  async function search() {
    const asked = () => Object.values(wantedBy(fields)).some(Boolean);
    clear.hidden = !asked();
    if (!asked()) {
      list.replaceChildren();
      more.hidden = true;
      return say(told, "");
    }
    if (!index.rows.length) say(told, "Loading the rows …");
    try {
      const find = await rowsLoaded();
      if (!asked()) return;
      found = find(wantedBy(fields));
      show(FIRST);
    } catch {
      say(told, "The rows did not load. Load the page again.");
    }
  }

  /** @param {number} many */
  function show(many) {
    const before = list.children.length;
    list.replaceChildren(...found.slice(0, many).map((entry) => shown(entry, names, seen)));
    more.hidden = found.length <= many;
    const count = found.length === 1 ? "1 row found." : `${found.length} rows found.`;
    const none = "No row found. Try fewer words, or another spelling.";
    say(told, found.length ? count + (more.hidden ? "" : ` Here are the first ${many}.`) : none);
    if (many === Infinity) list.children[before]?.querySelector("a")?.focus();
  }

  function empty() {
    for (const field of Object.values(fields)) field.value = "";
    search();
    fields.words.focus();
  }

  root.addEventListener("focusin", () => void rowsLoaded().catch(() => {}), { once: true });
}

/** The rows come when somebody begins to search: they weigh more than the page. @param {Index} index */
function loader(index) {
  /** @type {ReturnType<typeof finding> | null} until the rows are there */
  let find = null;
  return async () => {
    index.rows = await library("_static/evidence-rows.js", "whysAndHowsEvidenceRows");
    find ??= finding(index);
    return find;
  };
}

/** @param {Record<"words" | "page" | "kind" | "checked", any>} fields */
const wantedBy = ({ words, page, kind, checked }) => ({
  words: words.value.trim(),
  page: page.value,
  kind: kind.value,
  checked: checked.value,
});

/** What can be searched by. @param {Index} index @param {() => void} search @returns {Record<"words" | "page" | "kind" | "checked", any>} */
function fieldsOf(index, search) {
  const words = h("input", {
    type: "search",
    id: uid("find"),
    autocomplete: "off",
    enterkeyhint: "search",
    oninput: search,
  });
  const page = choice("All reports and tables", [], search);
  page.append(
    h("optgroup", { label: "Reports, papers and talks" }, ...options(index.pages.slice(0, -index.tables))),
    h("optgroup", { label: "Tables" }, ...options(index.pages.slice(-index.tables))),
  );
  return {
    words,
    page,
    kind: choice("All kinds", Object.entries(KINDS), search),
    checked: choice("However it was checked", index.seen, search),
  };
}

/** @param {ReturnType<typeof fieldsOf>} fields */
const formOf = ({ words, page, kind, checked }) =>
  h(
    "form",
    {
      class: "wb-find-form",
      role: "search",
      "aria-label": "Search the evidence",
      onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
    },
    labelled("Find a row by its words", words),
    labelled("From", page),
    labelled("Kind", kind),
    labelled(shared.howChecked, checked),
  );

/** @param {Entry} entry @param {Map<string, string>} names of the pages @param {Map<string, string>} seen what each check says */
function shown([id, what, how, text], names, seen) {
  const short = text.length > LONG ? `${text.slice(0, LONG).replace(/\s\S*$/, "")} …` : text;
  const about = [
    KINDS[/** @type {keyof typeof KINDS} */ (what)],
    seen.get(how),
    what === "table" ? "" : names.get(owner(id)),
  ];
  return h(
    "li",
    {},
    h("a", { href: `${bookPage(`book/about/evidence/${owner(id)}.html`)}#${id}` }, short),
    h("p", {}, about.filter(Boolean).join(" · ")),
  );
}

/** @param {string} all @param {[string, string][]} values @param {() => void} onchange */
function choice(all, values, onchange) {
  return h("select", { id: uid("find"), onchange }, h("option", { value: "" }, all), ...options(values));
}

/** @param {[string, string][]} values */
const options = (values) => values.map(([value, name]) => h("option", { value }, name));

/** @param {string} text @param {any} field */
const labelled = (text, field) => h("p", {}, h("label", { for: field.id }, text), field);
