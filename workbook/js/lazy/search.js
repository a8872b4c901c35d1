/**
 * The search page. What is typed stays in the page: no word of it is stored, sent, or left in an address.
 * It needs no form, so a frame or a folder cannot stop it.
 */
import { bookPage, h, say } from "../lib/dom.js";
import { extract, searcher } from "./search-rule.js";

const MOST = 25;
const PAUSE = 120;

const root = document.querySelector("[data-searches]");
if (root) start(root);

/** @param {Element} root */
function start(root) {
  const search = searcher(/** @type {any} */ (window).workbookSearch ?? []);
  const input = h("input", {
    type: "search",
    id: "wb-q",
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "off",
  });
  const button = h("button", { type: "button", class: "wb-solid", onclick: () => find(true) }, "Search");
  const told = h("p", { role: "status" });
  const list = h("ol", { class: "wb-results" });
  let timer = 0;

  /** @param {boolean} asked */
  function find(asked) {
    clearTimeout(timer);
    const text = input.value.trim();
    const found = text.length > 1 ? search(text) : [];
    say(told, text.length > 1 ? inWords(found.length, text) : "");
    list.replaceChildren(...found.slice(0, MOST).map((piece) => result(piece, text)));
    if (asked) input.focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => find(false), PAUSE);
  });
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && find(true));
  root.replaceChildren(
    h("label", { for: "wb-q" }, "What are you looking for?"),
    h("div", { class: "wb-search-row" }, input, button),
    told,
    list,
  );
  input.focus();
}

/** @param {number} count @param {string} text */
function inWords(count, text) {
  if (!count)
    return `Nothing found for “${text}”. Try fewer words, or another word for the same thing. “Help now”, at the top, is always there.`;
  if (count > MOST) return `The first ${MOST} of ${count} places`;
  return count === 1 ? "1 place" : `${count} places`;
}

/** @param {import("./search-rule.js").Piece} piece @param {string} text */
function result({ address, heading, where, text: whole }, text) {
  const shown = extract(whole, text).map((one) =>
    one.hit ? h("mark", {}, one.text) : document.createTextNode(one.text),
  );
  return h(
    "li",
    {},
    h("a", { href: bookPage(address) }, heading),
    where !== heading && h("p", { class: "wb-result-where" }, where),
    h("p", {}, ...shown),
  );
}
