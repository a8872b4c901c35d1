/**
 * A chapter one step at a time. Each step has an address (#step-3); a link to anything in a step opens that step; back
 * and forward are the browser's own. Steps that are not open can still be found with the browser's own search.
 */
import { h, say } from "../lib/dom.js";
import { keepIn, keepPlace, places, VIEW } from "./place.js";

const root = document.documentElement;

/** @typedef {{chapter: HTMLElement, about: any, sections: HTMLElement[], beads: HTMLElement[], count: Element, open: number, scrolled: Map<number, number>}} Chapter */

/** @param {HTMLElement} element the whole chapter */
export function inSteps(element) {
  /** @type {Chapter} */
  const chapter = {
    chapter: element,
    about: JSON.parse(element.dataset.chapter ?? "{}"),
    sections: /** @type {HTMLElement[]} */ ([...element.querySelectorAll("[data-step]")]),
    beads: /** @type {HTMLElement[]} */ ([...element.querySelectorAll("[data-bead]")]),
    count: /** @type {Element} */ (element.querySelector(".wb-step-count")),
    open: -1,
    scrolled: new Map(),
  };
  offerPlace(chapter);
  whole(chapter);
  if (root.dataset.view === "steps") show(chapter, numberAt(chapter, location.hash));
  root.dataset.ready = "";
  if (location.hash === "#whole-chapter") arrive(chapter, false);
  element.addEventListener("beforematch", (event) => {
    const number = chapter.sections.indexOf(/** @type {HTMLElement} */ (event.target)) + 1;
    if (!number) return;
    history.pushState({ step: number }, "", `#step-${number}`);
    show(chapter, number);
  });
  addEventListener("popstate", (event) => arrive(chapter, Boolean(event.state)));
  document.addEventListener("DOMContentLoaded", () => landed(chapter));
}

/** Which step an address means: 0 is the opening. @param {Chapter} chapter @param {string} hash */
function numberAt({ sections }, hash) {
  if (hash.length < 2) return 0;
  const target = document.getElementById(decode(hash.slice(1)));
  return sections.findIndex((section) => section.contains(target)) + 1;
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Open a step, or the opening, and put the thread right. @param {Chapter} chapter @param {number} number */
function show(chapter, number) {
  if (number === chapter.open) return;
  const { sections, beads, count, about } = chapter;
  chapter.open = number;
  root.dataset.at = number ? "step" : "opening";
  sections.forEach((section, place) => {
    if (place + 1 === number) section.removeAttribute("hidden");
    else section.setAttribute("hidden", "until-found");
  });
  beads.forEach((bead, place) => {
    bead.dataset.is = place + 1 < number ? "done" : place + 1 === number ? "here" : "to-come";
    const link = bead.querySelector("a");
    if (place + 1 === number) link?.setAttribute("aria-current", "step");
    else link?.removeAttribute("aria-current");
  });
  if (!number) delete root.dataset.kind;
  if (!number) return;
  const { title = "", minutes = "", kind = "" } = sections[number - 1].dataset;
  root.dataset.kind = kind;
  say(count, `Step ${number} of ${sections.length} · ${minutes} minute${minutes === "1" ? "" : "s"}`);
  keepPlace({ ...about, step: number, of: sections.length, title, minutes: Number(minutes) });
}

/** The address has changed: by a link, or by back and forward. @param {Chapter} chapter @param {boolean} been was she here before? */
function arrive(chapter, been) {
  if (location.hash === "#whole-chapter") {
    history.replaceState(null, "", chapter.open > 0 ? `#step-${chapter.open}` : "#top");
    choose(chapter, "whole");
    return;
  }
  if (root.dataset.view !== "steps") return;
  const number = numberAt(chapter, location.hash);
  const before = chapter.open;
  if (before === number && number && !isStep(location.hash)) return;
  if (before !== number) chapter.scrolled.set(before, scrollY);
  show(chapter, number);
  if (!history.state) history.replaceState({ step: number }, "");
  if (before === number) return;
  if (been) requestAnimationFrame(() => scrollTo({ top: chapter.scrolled.get(number) ?? 0, behavior: "instant" }));
  // The browser puts focus aside once it has looked for the address, so focus moves after that.
  else addEventListener("hashchange", () => landed(chapter), { once: true });
}

/** @param {string} hash */
const isStep = (hash) => /^#(step-\d+|top)?$/.test(hash);

/** Go to what the address names; focus goes to the step's heading. @param {Chapter} chapter */
function landed(chapter) {
  if (root.dataset.view !== "steps" || (!chapter.open && location.hash.length < 2)) return;
  const heading = chapter.open
    ? chapter.sections[chapter.open - 1].querySelector("h2")
    : chapter.chapter.querySelector("h1");
  const target = document.getElementById(decode(location.hash.slice(1)));
  // A link to a step's own heading is a link to the step: the thread above it shows where one is.
  if (isStep(location.hash) || (heading && target?.contains(heading))) {
    scrollTo({ top: 0, behavior: "instant" });
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  } else {
    target?.scrollIntoView({ behavior: "instant" });
  }
}

/** One page or one step: a choice for this tab. @param {Chapter} chapter @param {"whole" | "steps"} view */
function choose(chapter, view) {
  const number = chapter.open;
  keepIn(() => sessionStorage, VIEW, view === "whole" ? "whole" : "");
  root.dataset.view = view;
  if (view === "whole") {
    for (const section of chapter.sections) section.removeAttribute("hidden");
    chapter.open = -1;
    document.getElementById(`step-${Math.max(number, 0)}`)?.scrollIntoView({ behavior: "instant" });
  } else {
    show(chapter, numberAt(chapter, location.hash));
    landed(chapter);
  }
}

/** The way back from the whole chapter. @param {Chapter} chapter */
function whole(chapter) {
  const button = h(
    "button",
    { type: "button", class: "wb-line-button wb-one-at-a-time", onclick: () => choose(chapter, "steps") },
    "Show one step at a time",
  );
  chapter.chapter.querySelector(".wb-chapter-names")?.append(button);
}

/** At the opening: where she was, if she was here before. @param {Chapter} chapter */
function offerPlace({ chapter, about, sections }) {
  const place = places()[about.page];
  if (!place || place.step > sections.length) return;
  const link = h("a", { class: "wb-line-button", href: `#step-${place.step}` }, `Carry on at step ${place.step}`);
  chapter.querySelector(".wb-start > a")?.after(link);
}
