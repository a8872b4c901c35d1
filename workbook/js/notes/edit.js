/** Changing an answer where it is shown: the activity's own form, as in its chapter. One is open at a time. */
import { h } from "../lib/dom.js";
import { live } from "./mount.js";

/** @typedef {import("./list.js").Answer} Answer */

/**
 * @param {Record<string, import("./mount.js").Kind>} kinds @param {import("./mount.js").Place} place
 * @param {(one: Answer, article: HTMLElement) => void} done draws the answer again where it was
 */
export function editing(kinds, place, done) {
  /** @type {{key: string, article: HTMLElement, end: () => void} | null} */
  let open = null;

  /** @param {Answer} one @param {HTMLElement} article */
  function begin(one, article) {
    close();
    const { key, spec, chapter } = one;
    const form = h("div");
    const end = live(form, kinds[spec.kind], { ...spec, chapter }, place);
    const button = h("button", { type: "button", class: "wb-button wb-primary", onclick: close }, "Done");
    article.classList.add("wb-note-edited");
    article.replaceChildren(
      h("h3", { class: "wb-unseen", id: article.getAttribute("aria-labelledby") }, one.entry.prompt),
      form,
      h("div", { class: "wb-actions" }, button),
    );
    open = {
      key,
      article,
      end() {
        end?.();
        done(one, article);
      },
    };
    const first =
      [...form.querySelectorAll("textarea, input, button")].find((box) => box.checkVisibility?.() ?? true) ?? button;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" }); // so that its question is seen too
  }

  function close() {
    const was = open;
    open = null;
    was?.end();
  }

  return {
    begin,
    close,
    /** Is this the one that is open? @param {string} key */
    has: (key) => open?.key === key,
    /** Is the reader writing in it, and is it still among her notes? */
    get busy() {
      return Boolean(open && place.notes.all[open.key] && open.article.contains(document.activeElement));
    },
  };
}
