/**
 * The guard: on the device, as you type, it says when words look like a person or a give-away (name-check.js). It is a
 * nudge: it blocks, changes, keeps and sends nothing. Help for whoever writes comes before advice on what to write.
 */
import { book, helpLink } from "../lib/book.js";
import { h, say } from "../lib/dom.js";
import { look, soundsLikeHarm } from "./name-check.js";

/** @typedef {import("./name-check.js").Seen} Seen */

const PAUSE = 700;

/** For each kind: what it is called, and what to write instead. @type {Record<string, [string, string?]>} */
const SAID = {
  name: ["a name", "write “a patient” or “a colleague”"],
  place: ["a place where someone can be found", "write “a ward” or “a home”"],
  date: ["a date, perhaps of birth"],
  nhs: ["an NHS number"],
  phone: ["a phone number"],
  email: ["an e-mail address"],
  postcode: ["a postcode"],
};

/** What was seen, and one thing to do. @param {Seen[]} seen */
function told(seen) {
  const kinds = Object.keys(SAID).filter((kind) => seen.some((one) => one.kind === kind));
  const found = kinds.map((kind) => {
    const texts = seen.filter((one) => one.kind === kind).map((one) => `“${one.text}”`);
    return `${SAID[kind][0]}: ${[...new Set(texts)].slice(0, 3).join(", ")}`;
  });
  return [`This looks like ${found.join("; and like ")}.`, `You could ${SAID[kinds[0]][1] ?? "leave it out"}.`];
}

/**
 * Watch one box. The note stands under it, and comes a moment after the typing stops.
 * @param {import("./card.js").Model} model @param {HTMLTextAreaElement | HTMLInputElement} box
 */
export function guard(model, box) {
  const what = h("p", { class: "wb-saw" });
  const why = h("p");
  const dismiss = () => {
    dismissed = true;
    note.hidden = true;
    box.focus();
  };
  const care = h(
    "p",
    { class: "wb-care" },
    "You have done nothing wrong by writing this. ",
    helpLink(model, "where-to-turn", "Help now"),
  );
  const note = h(
    "div",
    { class: "wb-guard wb-screen", role: "group", "aria-label": "A note on what you wrote", hidden: true },
    h("p", {}, helpLink(model, "if-it-happened", "If this happened to you")),
    care,
    what,
    why,
    h("p", {}, h("button", { type: "button", class: "wb-quiet", onclick: dismiss }, "Hide this tip")),
  );
  // Heard once for each box; what is seen may change as you type.
  const heard = h("p", { class: "wb-unseen", role: "status" });
  let timer = 0;
  let dismissed = false;

  function now() {
    const seen = look(box.value, book().named);
    const harm = soundsLikeHarm(box.value);
    note.hidden = dismissed || !(seen.length || harm);
    if (note.hidden) return;
    care.hidden = !harm;
    for (const part of [what, why]) part.hidden = !seen.length;
    const [saw, instead] = seen.length ? told(seen) : ["", ""];
    say(what, saw);
    say(why, seen.length ? `It could show who this is about. ${instead} Nothing is blocked or sent.` : "");
    const help = harm ? "If this happened to you: there is help." : "";
    if (!heard.textContent) say(heard, ["A note is under this box.", help, saw, instead].filter(Boolean).join(" "));
  }
  return {
    /** Something was typed. */
    typed() {
      if (!note.isConnected) box.after(note, heard);
      clearTimeout(timer);
      timer = window.setTimeout(now, PAUSE);
    },
    /** The words were changed from elsewhere: what is no longer there is no longer said. */
    changed() {
      if (!note.hidden) now();
    },
  };
}
