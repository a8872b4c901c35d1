/** Scripts that stand on a library: each is a file of its own, fetched once, on the first wish for it. */
import { bookPage, h } from "./dom.js";

/** @type {Map<string, Promise<any>>} */
const loading = new Map();

/**
 * @param {string} file in _static; the page names it in `data-loads`
 * @param {string} name what it puts on the window
 * @returns {Promise<any>}
 */
export function library(file, name) {
  const found = loading.get(file);
  if (found) return found;
  const wanted = new Promise((resolve, reject) => {
    const script = h("script", {
      src: bookPage(`_static/${file}`),
      onload: () => resolve(/** @type {any} */ (window)[name]),
      onerror: () => {
        loading.delete(file);
        script.remove();
        reject(new Error(`${file} did not load`));
      },
    });
    document.head.append(script);
  });
  loading.set(file, wanted);
  return wanted;
}
