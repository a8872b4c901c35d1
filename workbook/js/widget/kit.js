/** What a kind of activity that is a book's own can use, and where it is handed over (kit/activities/added.py). */
import { helpLink } from "../lib/book.js";
import { h, link, say, svg, uid } from "../lib/dom.js";
import { fill, shared } from "../lib/strings.js";
import { answer, answerOrBlank, blank, heading, items, number, paragraph } from "./blocks.js";
import { card, evidence, place } from "./card.js";
import { day, entry, field, GAP, keeping, line, safety, writing, written } from "./fields.js";
import { foldNext } from "./fold-next.js";
import { opening } from "./reveal.js";

export const kit = {
  ...{ h, link, say, svg, uid, fill, shared, helpLink },
  ...{ answer, answerOrBlank, blank, heading, items, number, paragraph },
  ...{ card, evidence, place, foldNext, opening },
  ...{ day, entry, field, GAP, keeping, line, safety, writing, written },
};

/** The kinds that scripts of the book have handed over before this one. @returns {import("./kind.d.ts").Kinds} */
export const addedKinds = () =>
  Object.fromEntries((window.workbookKinds ?? []).map(([name, make]) => [name, make(kit)]));
