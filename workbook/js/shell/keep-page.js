/** The page Take the book with you: keeping the whole book in this browser, and taking it away again. */
import { h, say } from "../lib/dom.js";
import { canBeKept, forgetBook, keepBook, refusalName, state } from "../lib/kept-book.js";

const OWN =
  "Do it only on a device of your own. Whoever opens this browser can see that the book is kept in it. Your words " +
  "are kept apart from it, and nothing about them changes.";
/** @typedef {import("../lib/kept-book.js").State} State */
/** @type {Record<State, string>} */
const TOLD = {
  impossible: "",
  no: "The book is not kept on this device.",
  begun: "The book is being kept. You can go on reading.",
  kept: "The whole book is kept on this device: every page opens without a connection. A new version comes by itself.",
  newer:
    "The whole book is kept on this device. A new version has come: it opens when no other tab of this book is open.",
};
const FAILED =
  "The book could not be kept: the connection was lost, or this browser or website does not allow it. What has come " +
  "so far is not fetched twice if you try again.";
const GONE = "The kept pages are gone from this device. Your words are as they were.";

/** @param {HTMLElement} root what it fills */
function offer(root) {
  const told = h("p", { class: "wb-told", role: "status" });
  const size = root.dataset.megabytes;
  const own = h("p", {}, `It takes ${size} MB of space. ${OWN}`);
  const keep = h("button", { type: "button", class: "wb-button", onclick: keeping }, "Keep the whole book here");
  const forget = h("button", { type: "button", class: "wb-button", onclick: forgetting }, "Forget the kept pages");
  root.replaceChildren(told, own, h("div", { class: "wb-actions" }, keep, forget));

  /** @param {State} now @param {string} [words] */
  function show(now, words = TOLD[now]) {
    say(told, words);
    keep.disabled = now === "begun";
    keep.hidden = now === "kept" || now === "newer";
    own.hidden = keep.hidden;
    forget.hidden = !keep.hidden;
  }

  async function keeping() {
    remember("");
    const [then, words] = await follow();
    show(then, words);
    (keep.hidden ? forget : keep).focus();
  }

  /** Tell how far it is, until the book is kept or cannot be. @returns {Promise<[State, string | undefined]>} */
  async function follow() {
    show("begun");
    try {
      await keepBook((done, of) => say(told, `${TOLD.begun} ${10 * Math.floor((10 * done) / of)}% is here.`));
      return [await state(), undefined];
    } catch {
      return ["no", FAILED];
    }
  }

  async function forgetting() {
    remember("yes");
    await forgetBook();
    show("no", GONE);
    keep.focus();
  }
  void state().then(async (now) => (now === "begun" ? show(...(await follow())) : show(now)));
}

/** Why the book cannot be kept by this browser from here. */
function whyNot() {
  if (location.protocol === "file:") return "You opened this book from a folder. It needs no connection as it is.";
  if (self !== top) return "Here the book is shown inside another website. Open it in a tab of its own to keep it.";
  return "This browser keeps no website here. It does so over https, and not in every private window.";
}

/** That she does not want it is remembered until she wants it again. @param {string} value */
function remember(value) {
  try {
    if (value) localStorage.setItem(refusalName(), value);
    else localStorage.removeItem(refusalName());
  } catch {
    // Where nothing can be remembered, the book is not kept without being asked for either.
  }
}

const root = /** @type {HTMLElement | null} */ (document.querySelector('[data-runs="keep"]'));
if (root && canBeKept()) offer(root);
else root?.replaceChildren(h("p", {}, whyNot()));
