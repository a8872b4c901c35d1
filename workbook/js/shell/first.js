/**
 * Before anything is drawn, so that nothing flashes or jumps: that scripts run, which colours were chosen, whether a
 * chapter opens in steps and where, whether this reader was here before. Storage may be refused; then all is as usual.
 * The typefaces are asked for at once, and what makes the book an app is named: not in a page opened from a folder,
 * where browsers refuse both, nor in a book that has neither.
 */
import { COLOURS, latest, readFrom, VIEW } from "./place.js";

const root = document.documentElement;
root.classList.add("wb-js");
const colours = readFrom(() => localStorage, COLOURS);
if (colours === "dark" || colours === "light") root.dataset.theme = colours;
root.dataset.view = readFrom(() => sessionStorage, VIEW) === "whole" ? "whole" : "steps";
root.dataset.at = location.hash.length > 1 && location.hash !== "#top" ? "step" : "opening";
if (latest()) root.classList.add("wb-returning");

// What stands below an activity or a tool waits until it has come to life, so that it does not jump; and comes in any case.
addEventListener("load", () => {
  root.dataset.live = "";
});

const own = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src;
if (own && location.protocol !== "file:" && "app" in root.dataset) {
  /** @param {string} path @param {Record<string, string>} about */
  const ask = (path, about) =>
    document.head.append(Object.assign(document.createElement("link"), about, { href: new URL(path, own).href }));
  for (const name of ["radio-canada", "young-serif"]) {
    ask(`fonts/${name}.woff2`, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" });
  }
  if (self === top) {
    ask("../manifest.json", { rel: "manifest" });
    const worker = navigator.serviceWorker;
    // Where a new version of the kept book waits, it begins if no other page is open; no page stays with files of two.
    worker?.addEventListener("controllerchange", () => location.reload());
    worker?.controller?.postMessage("opened");
  }
}
