/** Making elements. Text always goes in as text, never as HTML. */

/**
 * @param {string} name
 * @param {Record<string, string | boolean | null | undefined | ((event: any) => void)>} [attributes]
 *   `onclick` and the like are listened to; `true` sets an empty attribute; nothing is set for null or false
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any} the element
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  for (const child of children) if (child) element.append(child);
  // JupyterLab's single-key commands must not fire from our controls.
  if (["button", "input", "summary"].includes(name)) element.setAttribute("data-lm-suppress-shortcuts", "true");
  return element;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} [attributes]
 * @param {...Node} children
 * @returns {SVGElement}
 */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

// In JupyterLab every activity runs in a copy of this module, and all of them share one page: so does the count.
const COUNT = Symbol.for("workbook.count");

/** @param {string} what @returns {string} an id that nothing else on this page has */
export function uid(what) {
  /** @type {any} */
  const page = window;
  page[COUNT] = (page[COUNT] ?? 0) + 1;
  return `wb-${what}-${page[COUNT]}`;
}

/** Change an element's text only when it differs, so that a live region speaks once. @param {Element} element @param {string} text */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A page of the compiled book, or a file beside it, seen from this page. @param {string} path from the book's root */
export const bookPage = (path) => (document.documentElement.dataset.content_root ?? "../") + path;

/**
 * A link to another page of the book. On the website the pages are .html; in JupyterLab they are opened as files.
 * @param {any} model
 * @param {string} address as an author writes it, from the notebooks folder: "../book/where-to-turn.md"
 * @param {string} text
 */
export function link(model, address, text) {
  const found = model.get("page");
  if (found) return h("a", { href: address.replace(/\.(md|ipynb)(?=#|$)/, ".html") }, text);
  const path = address.replace("../", "").replace(/#.*/, "");
  return h(
    "a",
    {
      href: address,
      "data-commandlinker-command": "docmanager:open",
      "data-commandlinker-args": JSON.stringify({ path }),
    },
    text,
  );
}
