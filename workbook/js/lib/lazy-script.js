/** A script of our own that stands on a library: fetched once, when somebody first asks for what it makes. */
import { bookPage, h } from "./dom.js";

/** @type {Map<string, Promise<any>>} */
const loading = new Map();

/**
 * @param {string} file from the book's root, written out where it is asked for: the build keeps what a script names
 * @param {string} name what the script leaves on the page
 * @returns {Promise<any>}
 */
export function library(file, name) {
  const found =
    loading.get(file) ??
    new Promise((resolve, reject) => {
      const script = h("script", {
        src: bookPage(file),
        onload: () => resolve(/** @type {any} */ (window)[name]),
        onerror() {
          loading.delete(file);
          script.remove();
          reject(new Error(`${file} did not load`));
        },
      });
      document.head.append(script);
    });
  loading.set(file, found);
  return found;
}
