/** The invitation, with what was typed in it, ready to be copied into an e-mail. */
import { copying } from "../lib/clipboard.js";
import { h } from "../lib/dom.js";
import { asks, fill, filled } from "./plan.js";

/** @typedef {import("./plan.js").Plan} Plan */

/**
 * Its paragraphs, where `**` stands around what is bold; then the routes where people work, as far as they were typed.
 * @param {Plan} plan @param {import("./plan.js").Chapter} chapter @param {any} list @returns {string[]}
 */
export function invitationLines(plan, chapter, list) {
  const { question, title, contentNote, leaders } = chapter;
  const wanted = ["", asks(plan) ? "request" : "no request", leaders === 2 ? "two leaders" : "one leader"];
  const paragraphs = list.invitation
    .filter((/** @type {{only: string}} */ { only }) => wanted.includes(only))
    .map((/** @type {{text: string}} */ { text }) =>
      fill(filled(text, { question, title, content_note: contentNote }), plan, list.names),
    );
  const routes = list.local
    .map((/** @type {{id: string, label: string}} */ { id, label }) => [label, plan.local[id]?.trim()])
    .filter((/** @type {string[]} */ [, typed]) => typed);
  return [...paragraphs, ...routes.map((/** @type {string[]} */ [label, typed]) => `${label}: ${typed}`)];
}

/** @param {Plan} plan @param {import("./plan.js").Chapter} chapter @param {any} list */
export function invitation(plan, chapter, list) {
  const lines = invitationLines(plan, chapter, list);
  const copy = copying(
    () => lines.join("\n\n").replaceAll("**", ""),
    "Copy the invitation",
    "Copied. Paste it into an e-mail.",
  );
  return h(
    "section",
    { class: "wb-plan-invitation" },
    h("h2", {}, "The invitation"),
    h(
      "details",
      {},
      h("summary", {}, "Read it"),
      ...lines.map((line) =>
        h("p", {}, ...line.split("**").map((text, place) => (place % 2 ? h("strong", {}, text) : text))),
      ),
    ),
    copy.button,
    copy.room,
  );
}
