/** "Copy as text" for many answers. Those to sensitive questions are left out unless the reader adds them. */
import { copying } from "../lib/clipboard.js";
import { h, say } from "../lib/dom.js";
import { sensitive, textOf } from "./list.js";

/** @typedef {import("./list.js").Answer} Answer */

/**
 * @param {string} title @param {() => {title: string, answers: Answer[]}[]} groups each is headed by its title, if it has one
 * @param {Record<string, import("./list.js").Kind>} kinds
 * @param {string} [also] what the choice is for as well
 */
export function copyingMany(title, groups, kinds, also = "") {
  const told = h("span");
  const add = h("input", { type: "checkbox", onchange: tell });
  const label = h("span");
  const choice = h("p", { class: "wb-notes-left-out" }, told, " ", h("label", {}, add, label));
  const { button, room } = copying(() => textOf(title, chosen(), kinds));

  function chosen() {
    const kept = groups().map((group) => ({
      ...group,
      answers: group.answers.filter((one) => add.checked || !sensitive(one)),
    }));
    return kept.filter(({ answers }) => answers.length);
  }

  /** Say how many are left out. */
  function tell() {
    const count = groups().flatMap(({ answers }) => answers.filter(sensitive)).length;
    const [answers, are, them] =
      count === 1
        ? ["1 answer to a sensitive question", "is", "it"]
        : [`${count} answers to sensitive questions`, "are", "them"];
    choice.hidden = !count;
    say(
      told,
      add.checked
        ? `${answers} ${are} copied${also && " and printed"} too.`
        : `${answers} ${are} left out of the copy${also}.`,
    );
    say(label, `Copy ${them}${also && ` and print ${them}`} too`);
  }
  tell();
  return { button, choice, room, tell, adds: () => add.checked };
}
