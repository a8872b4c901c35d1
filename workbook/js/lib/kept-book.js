/**
 * The book kept on a device, so that it opens without a connection: what a page can ask for. The service worker
 * (shell/keep-worker.js) does it. Registering it keeps the whole book; it never sees a word that is typed.
 */
import { book } from "./book.js";
import { bookPage } from "./dom.js";

/** @typedef {"impossible" | "no" | "begun" | "kept" | "newer"} State */

/** Under this name a browser remembers that a reader does not want the book kept. */
export const refusalName = () => `${book().name}.unwanted`;

const root = () => new URL(bookPage("./"), location.href).href;

/** The cache of the book that stands at this address. @param {string} name of the book @param {string} scope */
export const cacheName = (name, scope) => `${name}.pages ${new URL(scope).pathname}`;

/**
 * Browsers allow it over https, and on the reader's own computer, but not in a page from a folder; in another
 * website's frame it is of no use. A book says on its pages that it has a worker.
 */
export const canBeKept = () =>
  "app" in document.documentElement.dataset &&
  location.protocol !== "file:" &&
  "serviceWorker" in navigator &&
  self === top;

/** @returns {Promise<ServiceWorkerRegistration | undefined>} */
const registration = () => navigator.serviceWorker.getRegistration(root());

/** @returns {Promise<State>} */
export async function state() {
  if (!canBeKept()) return "impossible";
  const found = await registration();
  if (found?.waiting && found.active) return "newer";
  if (found?.active) return "kept";
  return found?.installing ? "begun" : "no";
}

/**
 * Keep the whole book. Resolves when it is whole; rejects where the browser or the server does not allow it, or the
 * connection was lost. What has come is there the next time.
 * @param {(done: number, of: number) => void} [tell]
 */
export async function keepBook(tell = () => {}) {
  const worker = navigator.serviceWorker;
  /** @param {MessageEvent} message */
  const heard = ({ data }) => data?.of && tell(data.done, data.of);
  worker.addEventListener("message", heard);
  try {
    const { installing } = await worker.register(bookPage("sw.js"));
    if (installing) await settled(installing);
  } finally {
    worker.removeEventListener("message", heard);
  }
}

/** @param {ServiceWorker} installing @returns {Promise<void>} */
const settled = (installing) =>
  new Promise((resolve, reject) => {
    installing.addEventListener("statechange", () => {
      if (installing.state === "redundant") reject(new Error("The book could not be kept."));
      else if (installing.state !== "installing") resolve();
    });
  });

/** Take the kept pages away. The worker is told as well: it goes on when the page is left at once. */
export async function forgetBook() {
  if (!canBeKept()) return;
  navigator.serviceWorker.controller?.postMessage("forget");
  await caches.delete(cacheName(book().name, root()));
  await (await registration())?.unregister();
}
