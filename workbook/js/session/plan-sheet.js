/** A planned session in words: once as blocks, for text and Word, and once as what the page shows and prints. */

import { bookPage, h } from "../lib/dom.js";
import { heading, items, paragraph, part } from "../widget/blocks.js";
import { groups, toAddress, ways } from "./plan-rule.js";

/** @typedef {import("./plan-rule.js").Plan} Plan */
/** @typedef {import("./plan-rule.js").Request} Request */
/** @typedef {import("./plan-rule.js").Row} Row */
/** @typedef {import("../widget/blocks.js").Block} Block */
/** A thing to know before the day, and where the book says more. @typedef {{text: string, page?: string, more?: string}} Note */
/** What is said of a step, each with what it is: ["Groups", "6 threes and 1 pair"]. @typedef {[string, string]} Said */

const FOLDER = "book/facilitate/";
/** To open and to close: what to do, and where the words are. @type {Record<string, {do: string, page?: string, more?: string}>} */
const FRAME = {
  open: {
    do: "The sponsor speaks first, and leaves; in 20 minutes, before they begin. Read aloud the words to open, what stays in the room, and how to pass and to leave.",
    page: `${FOLDER}words-to-say.html#to-open`,
    more: "The words",
  },
  close: {
    do: "Read aloud the words to close. Say when the answer is due, and where to turn.",
    page: `${FOLDER}words-to-say.html#to-close`,
    more: "The words",
  },
};
const PAPER = "Without a screen";
/** @type {Record<string, string>} */
const LOOKS = { Ask: "wb-session-ask", [PAPER]: "wb-session-paper" };
const DAY = "Day: ______________________";
const NO_GROUPS = "none.";

/** @param {number} count @param {string} one */
const many = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;
/** @param {string[]} parts "a, b and c" */
const listed = (parts) => [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter(Boolean).join(" and ");

/** @param {number} people */
export function groupWords(people) {
  const { threes, pairs } = groups(people);
  return listed([...(threes ? [many(threes, "three")] : []), ...(pairs ? [many(pairs, "pair")] : [])]);
}

/** All the groups, those on the screen apart. @param {Request} request */
function allGroups({ people, elsewhere }) {
  const here = people - elsewhere;
  if (!elsewhere) return groupWords(here);
  return [...(here ? [`${groupWords(here)} here`] : []), `${groupWords(elsewhere)} on the screen`].join(", ");
}

/** What to know before the day about so many people. @param {Request} request @returns {Note[]} */
export function notesOn(request) {
  const { people, elsewhere } = request;
  const pairs = groups(people - elsewhere).pairs + groups(elsewhere).pairs;
  const who = `${FOLDER}who-is-in-the-room.html`;
  /** @type {Note[]} */
  const found = [
    {
      text: "You need a sponsor who has promised an answer, and a second person who looks after people. Without them, put it off.",
      page: `${who}#when-not-to-run-it`,
      more: "When not to run it",
    },
    {
      text: `Groups: ${allGroups(request)}. Make them the day before. Nobody sits with somebody they manage or report to.${pairs ? " A pair gets the time of three." : ""}`,
      page: `${who}#nobody-sits-in-a-group-with-their-manager`,
      more: "Who sits with whom",
    },
  ];
  if (people < 5)
    found.push({
      text: "So few people are easy to tell apart. Say at the start that an ask could be traced to one of you, and let it go only if everyone wants it to.",
      page: `${who}#how-many`,
      more: "How many",
    });
  if (people > 24)
    found.push({
      text: "That is more than 24 people. Run it twice, or share the groups out between two rooms, each with somebody who leads and a second person.",
      page: `${who}#how-many`,
      more: "How many",
    });
  if (elsewhere) {
    found.push({
      text: "Those on the screen need a host who does nothing else. Their groups are rooms of the call. Send them the pages beforehand. Captions on, no recording, no saved chat.",
      page: `${FOLDER}before.html#if-some-join-from-elsewhere`,
      more: "If some join from elsewhere",
    });
    found.push({
      text: "Leave out the room picture: nobody can drop a folded slip into a bag from a screen. Talk instead.",
      page: `${FOLDER}room-picture.html#fewer-than-11`,
      more: "How to talk instead",
    });
  } else if (people < 11) {
    found.push({
      text: "With fewer than 11 people there is no room picture: it would give people away. Talk instead.",
      page: `${FOLDER}room-picture.html#fewer-than-11`,
      more: "How to talk instead",
    });
  }
  found.push({
    text: "Have at hand: pencils, slips that are all alike, a flipchart, a clock, Where to turn, and one sheet for the ask.",
    page: `${FOLDER}before.html#the-bag`,
    more: "The bag",
  });
  return found;
}

/** How the plan came about, and what it does without. @param {Plan} plan @param {number} minutes */
export function madeFrom({ rows, base, added, left, early }, minutes) {
  const names = (/** @type {{title: string}[]} */ steps) => steps.map(({ title }) => `“${bare(title)}”`);
  const steps = added.filter((step) => step.part);
  const longer = rows.some(({ step, minutes: time }) => step.part && time > step.minutes[base]);
  const more = longer ? ", with more time" : minutes - early > base ? ", with a longer break" : "";
  const said = [
    minutes === base
      ? `This is the chapter’s own plan of ${base} minutes.`
      : `This is the chapter’s plan of ${base} minutes${more}.`,
  ];
  if (steps.length) said.push(`${listed(names(steps))} ${steps.length === 1 ? "comes" : "come"} in.`);
  if (left.length) said.push(`Left out: ${listed(names(left))}.`);
  if (early)
    said.push(
      `${many(early, "minute")} ${early === 1 ? "is" : "are"} over. Do not fill ${early === 1 ? "it" : "them"}: end early.`,
    );
  return said.join(" ");
}

/** @param {string} title without its own quotation marks */
const bare = (title) => title.replace(/^“|”$/g, "");

/** What is said of a step, in order. @param {Row} row @param {Request} request @returns {Said[]} */
export function saidOf({ step, to }, request) {
  if (step.id === "break") return [["Do", `Say that you go on at ${to}. Nobody has to stay in the room.`]];
  const frame = FRAME[step.id];
  if (frame) {
    const screen =
      step.id === "open" && request.elsewhere
        ? [/** @type {Said} */ (["On the screen", "captions on, no recording, no saved chat. Say so."])]
        : [];
    return [["Do", frame.do], ...screen];
  }
  const way = ways(step);
  /** @type {Said[]} */
  const said = step.wall.map((text) => ["Ask", text]);
  if (step.notes.paper) said.push([PAPER, step.notes.paper]);
  said.push(["Groups", way.groups ? `${allGroups(request)}.` : NO_GROUPS]);
  if (request.elsewhere) {
    const call = way.groups
      ? "rooms of the call. The host sends the question, and “change”, as messages."
      : "all in one call. The host puts the question in the chat.";
    said.push([
      "On the screen",
      `${call}${way.slips ? " In place of a slip, they tell the host alone, who will know who chose what. Say so first." : ""}`,
    ]);
  }
  return said;
}

/** @param {Plan} plan @param {Request} request */
const inShort = ({ from, to }, { minutes, people, elsewhere, start }) =>
  `${from} to ${to}${start + minutes >= 24 * 60 ? " (the next day)" : ""}: ${minutes} minutes, ${people} people${elsewhere ? `, ${elsewhere} of them on a screen` : ""}.`;

/** @param {Plan} plan @param {number} at @param {Plan[]} all */
const titleOf = (plan, at, all) => (all.length > 1 ? `Session ${at + 1}. ${plan.chapter.title}` : plan.chapter.title);

/** @param {Plan} plan the line for minutes that no step takes */
const endsEarly = ({ ends, to, early }) => `${ends} to ${to} · Not planned: end early (${many(early, "minute")})`;

/** The plans as a document. @param {Plan[]} plans @param {Request} request @returns {{title: string, blocks: Block[]}} */
export function asDocument(plans, request) {
  const blocks = plans.flatMap((plan, at) => [
    ...(plans.length > 1 ? [part(titleOf(plan, at, plans))] : []),
    paragraph(inShort(plan, request)),
    paragraph(DAY),
    ...(plan.chapter.content_note ? [paragraph(plan.chapter.content_note)] : []),
    items(notesOn(request).map(({ text }) => text)),
    paragraph(madeFrom(plan, request.minutes)),
    ...plan.rows.flatMap((row) => [
      heading(`${row.from} to ${row.to} · ${bare(row.step.title)} (${many(row.minutes, "minute")})`),
      items(saidOf(row, request).map(([what, text]) => `${what}: ${text}`)),
    ]),
    ...(plan.early ? [heading(endsEarly(plan))] : []),
  ]);
  return {
    title: plans.length > 1 ? `A series of ${plans.length} sessions` : `A session on “${plans[0].chapter.title}”`,
    blocks,
  };
}

/** One plan as the page shows it. @param {Plan} plan @param {Request} request @param {number} at @param {Plan[]} all @returns {HTMLElement} */
export function drawn(plan, request, at, all) {
  const { chapter } = plan;
  const id = `plan-${chapter.id}`;
  const heads = ["Time", "Minutes", "Step"];
  return h(
    "section",
    { class: "wb-session", "aria-labelledby": id },
    h("h2", { id }, titleOf(plan, at, all)),
    h("p", { class: "wb-session-short" }, inShort(plan, request)),
    h("p", { class: "wb-session-day" }, DAY),
    h(
      "p",
      { class: "wb-session-ways" },
      ...away(`notebooks/${chapter.page}-facilitator.html`, "The chapter, with notes for you"),
      ...away(
        `${FOLDER}run-mode.html${toAddress({ ...request, chapters: [chapter.id] })}`,
        "Lead this plan from a screen",
      ),
    ),
    chapter.content_note && h("p", {}, chapter.content_note),
    h(
      "ul",
      { class: "wb-session-notes" },
      ...notesOn(request).map(({ text, page, more }) => h("li", {}, text, ...away(page, more))),
    ),
    h("p", {}, madeFrom(plan, request.minutes)),
    h(
      "div",
      { class: "wb-table" },
      h(
        "table",
        {},
        h("caption", {}, `The plan of ${request.minutes} minutes`),
        h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, ...plan.rows.map((row) => line(row, chapter.page, request)), plan.early && last(plan)),
      ),
    ),
  );
}

/** @param {string | undefined} page @param {string} [text] */
const away = (page, text) => (page && text ? [" ", h("a", { href: bookPage(page) }, text)] : []);

/** @param {Row} row @param {string} page @param {Request} request */
function line(row, page, request) {
  const { step } = row;
  const name = step.part
    ? h("a", { href: bookPage(`notebooks/${page}.html#${step.id}`) }, bare(step.title))
    : step.title;
  const said = saidOf(row, request).map(([what, text]) =>
    h("li", { class: LOOKS[what] }, h("strong", {}, `${what}: `), text),
  );
  said.at(-1).append(...away(FRAME[step.id]?.page, FRAME[step.id]?.more));
  return cells(row.from, String(row.minutes), h("span", { class: "wb-session-step" }, name), h("ul", {}, ...said));
}

/** @param {Plan} plan */
const last = ({ ends, early }) =>
  cells(ends, String(early), h("span", { class: "wb-session-step" }, "Not planned: end early"));

/** @param {string} from @param {string} minutes @param {...HTMLElement} rest */
const cells = (from, minutes, ...rest) =>
  h(
    "tr",
    {},
    h("th", { scope: "row", "data-label": "Time" }, from),
    h("td", { "data-label": "Minutes" }, minutes),
    h("td", {}, ...rest),
  );
