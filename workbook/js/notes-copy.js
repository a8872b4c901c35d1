/** "Copy as text" for many answers. Those to sensitive questions are left out unless the reader adds them. */
import { copying } from "./copy.js";
import { h, say } from "./dom.js";
import { textOf } from "./notes-list.js";

/** @typedef {import("./notes-list.js").Answer} Answer */

/** @param {Answer} one */
const sensitive = ({ spec }) => Boolean(spec?.sensitive);

/**
 * @param {string} title @param {() => {title: string, answers: Answer[]}[]} groups each is headed by its title, if it has one
 * @param {Record<string, import("./notes-list.js").Kind>} kinds
 */
export function copyingMany(title, groups, kinds) {
  const told = h("span");
  const also = h("input", { type: "checkbox", onchange: tell });
  const label = h("span");
  const choice = h("p", { class: "wb-notes-left-out" }, told, " ", h("label", {}, also, label));
  const { button, room } = copying(() => textOf(title, chosen(), kinds));

  function chosen() {
    const kept = groups().map((group) => ({ ...group, answers: group.answers.filter((one) => also.checked || !sensitive(one)) }));
    return kept.filter(({ answers }) => answers.length);
  }

  /** Say how many are left out. */
  function tell() {
    const count = groups().flatMap(({ answers }) => answers.filter(sensitive)).length;
    const [answers, are, them] = count === 1 ? ["1 answer to a sensitive question", "is", "it"] : [`${count} answers to sensitive questions`, "are", "them"];
    choice.hidden = !count;
    say(told, also.checked ? `${answers} ${are} copied too.` : `${answers} ${are} left out of the copy.`);
    say(label, `Copy ${them} too`);
  }
  tell();
  return { button, choice, room, tell };
}
