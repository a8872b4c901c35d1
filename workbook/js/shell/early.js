/** What must stand before the page is drawn, at the end of the text: a chapter's step, and "Carry on" on Welcome. */
import { carryOn } from "./carry-on.js";
import { inSteps } from "./steps.js";

const chapter = document.querySelector(".wb-steps:not(.wb-whole)");
if (chapter instanceof HTMLElement) inSteps(chapter);
carryOn();
