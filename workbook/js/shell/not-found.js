/** On the page for an address that is not there: links to the book, seen from wherever this script was found. */
const own = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src;
if (own && !document.documentElement.classList.contains("wb-js")) {
  document.documentElement.classList.add("wb-js");
  for (const link of document.querySelectorAll("[data-page]")) {
    link.setAttribute("href", new URL(`../${link.getAttribute("data-page")}`, own).href);
    link.removeAttribute("hidden");
  }
}
