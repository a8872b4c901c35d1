/** `reflect`: a prompt and a box for the reader's own words. */
import { answer, blank, heading } from "./blocks.js";
import { card, evidence, place, watching } from "./card.js";
import { h, link, uid } from "./dom.js";

const WHO = { you: "For you", team: "For a team", leaders: "For those who lead", spare: "One more" };
const PAUSE = 250;

/** @param {{model: import("./card.js").Model, el: HTMLElement}} place */
function render({ model, el }) {
  const spec = model.get("spec");
  const ids = { box: uid("box"), prompt: uid("prompt"), hint: uid("hint"), safety: uid("safety") };
  const area = h("textarea", {
    id: ids.box,
    class: "wb-area",
    rows: "5",
    // A browser's "enhanced" spelling and writing help sends the text away. This page sends nothing.
    spellcheck: "false",
    writingsuggestions: "false",
    autocomplete: "off",
    "aria-describedby": spec.hint ? `${ids.hint} ${ids.safety}` : ids.safety,
  });
  const mirror = h("div", { class: "wb-mirror", "aria-hidden": "true" });
  const safety = h(
    "p",
    { class: "wb-safety", id: ids.safety },
    "This page sends nothing. On a work computer, your employer may be able to see what is saved. ",
    "Write what you learned, not what happened to whom: a court can ask for it. ",
    link(model, "../book/about/your-words.md", "Your words, and who can see them"),
  );
  const risk =
    spec.risk &&
    h("p", { class: "wb-risk" }, "If it is still a risk, raise it now. ", link(model, "../book/where-to-turn.md", "Where to turn"));
  const body = [
    h("label", { class: "wb-prompt", id: ids.prompt, for: ids.box }, spec.prompt),
    spec.hint && h("p", { class: "wb-hint", id: ids.hint }, spec.hint),
    area,
    mirror,
    safety,
    risk,
    evidence(model, spec.evidence),
  ];
  const { live, watch } = card(model, `Reflect · ${WHO[/** @type {keyof WHO} */ (spec.who)]}`, ids.prompt, body, blocks);

  const grow = () => {
    mirror.textContent = area.value;
    mirror.classList.toggle("wb-lines", area.value === "");
    if (CSS.supports("field-sizing", "content")) return;
    area.style.setProperty("height", "auto");
    area.style.setProperty("height", `${area.scrollHeight + 4}px`);
  };
  let timer = 0;
  const send = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    model.save_changes();
  };
  area.addEventListener("input", () => {
    model.set("value", { text: area.value });
    clearTimeout(timer);
    timer = window.setTimeout(send, PAUSE);
    grow();
  });
  area.addEventListener("blur", send);

  const show = () => {
    const text = model.get("value")?.text ?? "";
    if (area.value !== text) area.value = text;
    grow();
  };
  place(el, "reflect", live);
  show();
  const stop = watching(model, { "change:value": show });
  return () => {
    send();
    stop();
    watch();
  };
}

/** @param {any} spec @param {any} value @returns {import("./blocks.js").Block[]} */
function blocks(spec, value) {
  const text = String(value?.text ?? "").replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  return [heading(spec.prompt), text ? answer(text) : blank(6)];
}

/** Are there the reader's own words? @param {any} value */
const words = (value) => Boolean(value?.text?.trim());

export default { render, blocks, words };
