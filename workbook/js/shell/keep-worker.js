/**
 * The service worker of a published book: `sw.js` in its root. The build writes before it which files the book has,
 * each with its hash, so a new book is a new worker.
 *
 * It keeps the whole book or nothing. A file is kept under its address and its hash, and only if it is what the hash
 * says; so two versions are never mixed. Until all is there, and for what is not in the book, nothing changes: the
 * browser asks the server as always. A new version begins when no page of the old is open; or when only one is, which
 * is then loaded again (shell/first.js).
 */
import { cacheName } from "../lib/kept-book.js";

/** @type {{name: string, version: string, files: Record<string, string>}} */
const { name, files } = /** @type {any} */ (self).keptBook;
const worker = /** @type {any} */ (self);
const scope = new URL("./", location.href).href;
const CACHE = cacheName(name, scope);
const AT_ONCE = 6;
/** After so many milliseconds in which no new version came whole, the old one goes: an old book for ever would be worse. */
const PATIENCE = 3 * 24 * 3_600_000;
const FAILING = `${scope}failing`;

/** @param {string} path */
const key = (path) => `${scope}${path}?${encodeURIComponent(files[path])}`;

/** The file that an address asks for; nothing where the book has no such file. @param {string} address */
function fileAt(address) {
  const [path] = address.slice(scope.length).split(/[?#]/);
  return [decodeURI(path), `${path}index.html`, `${path}.html`].find((one) => one in files);
}

/** @param {string} path @returns {Promise<Response | undefined>} */
const kept = async (path) => (await caches.open(CACHE)).match(key(path));

async function keepAll() {
  const cache = await caches.open(CACHE);
  const have = new Set((await cache.keys()).map(({ url }) => url));
  const missing = Object.keys(files).filter((path) => !have.has(key(path)));
  const of = Object.keys(files).length;
  let done = of - missing.length;
  async function keepNext() {
    for (let path = missing.pop(); path; path = missing.pop()) {
      await keepOne(cache, path);
      done += 1;
      for (const page of await worker.clients.matchAll({ includeUncontrolled: true })) page.postMessage({ done, of });
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, keepNext));
}

/** The server has sent something, and it is not this version. A connection that was lost is another error. */
class OtherVersion extends Error {}

/** Fetch a file and keep it, with the server's headers. A file of another version is refused. @param {Cache} cache @param {string} path */
async function keepOne(cache, path) {
  const found = await fetch(scope + encodeURI(path), { cache: "no-cache" });
  const bytes = await found.arrayBuffer();
  if (!found.ok || (await hash(bytes)) !== files[path]) throw new OtherVersion(`${path}: ${found.status}`);
  const headers = new Headers(found.headers);
  for (const packing of ["content-encoding", "content-length"]) headers.delete(packing);
  await cache.put(key(path), new Response(bytes, { headers })); // a copy, as a redirected one is refused
}

/** @param {ArrayBuffer} bytes */
const hash = async (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));

/** Remember since when no new version came whole; after that long, let the old one go. @param {unknown} error */
async function failed(error) {
  const cache = await caches.open(CACHE);
  if (error instanceof OtherVersion && worker.registration.active) {
    const since = Number(await (await cache.match(FAILING))?.text());
    if (!since) await cache.put(FAILING, new Response(String(Date.now())));
    else if (Date.now() - since > PATIENCE) await forget();
  }
  throw error;
}

/** Nobody waits for the registration to end: it does so only after the worker has finished what it is at. */
async function forget() {
  worker.registration.unregister();
  await caches.delete(CACHE);
}

/** What is no longer in the book goes. */
async function dropOld() {
  const cache = await caches.open(CACHE);
  const wanted = new Set(Object.keys(files).map(key));
  for (const one of await cache.keys()) if (!wanted.has(one.url)) await cache.delete(one);
}

/** The server has this version again, as a publisher put it back: then none failed. */
async function forgetFailure() {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(FAILING))) return;
  await worker.registration.update();
  const { installing, waiting } = worker.registration;
  if (!installing && !waiting) await cache.delete(FAILING);
}

/** A page has opened: if a new version waits and no other page of the book is open, it begins. */
async function letBegin() {
  const { waiting } = worker.registration;
  if (waiting && (await worker.clients.matchAll({ type: "window" })).length === 1) waiting.postMessage("begin");
}

/** @param {Request} request @param {string | undefined} path */
async function answer(request, path) {
  const found = path && (await kept(path));
  if (found) return found;
  try {
    return await fetch(request);
  } catch (error) {
    const page = request.mode === "navigate" && /(^|[/])[^/.]*([.]html)?$/.test(new URL(request.url).pathname);
    const lost = page && (await kept("404.html")); // of a file, the browser itself says that there is no connection
    if (lost) return new Response(lost.body, { status: 404, headers: lost.headers });
    throw error;
  }
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keepAll().catch(failed)));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(dropOld()));
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "opened") event.waitUntil(Promise.all([letBegin(), forgetFailure()]));
  if (event.data === "begin") worker.skipWaiting();
  if (event.data === "forget") event.waitUntil(forget());
});
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const path = fileAt(request.url);
  if (path || request.mode === "navigate") event.respondWith(answer(request, path));
});
