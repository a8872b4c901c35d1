/** What must stand before the page is drawn, at the end of the text: a chapter's step, and "Carry on" on Welcome. */
import { carryOn } from "./carry-on.js";
import { inSteps } from "./steps.js";

const chapter = document.querySelector(".wb-steps:not(.wb-whole)");
if (chapter instanceof HTMLElement) inSteps(chapter);
carryOn();

// What stands below an activity waits for it, so that it does not jump; and comes in any case.
addEventListener("load", () => {
  document.documentElement.dataset.live = "";
});
