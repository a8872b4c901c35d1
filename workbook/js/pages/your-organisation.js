/** The page Your organisation: choose a trust and see it inside the spread of its kind, or fill in figures of one's own. */
import { h, say, uid } from "../lib/dom.js";
import { live } from "../notes/mount.js";
import { openNotes } from "../notes/open-notes.js";
import { notesBar } from "../notes/storage-bar.js";
import { answering, blocks, KIND, moved, read, readings, SPEC, words } from "../organisation/figures.js";
import { render } from "../organisation/form.js";
import { keyed, sheet, strip } from "../organisation/sheet.js";

/** @typedef {{name: string, count: number, spread: [number, number, number, number][] | null}} Kind */
/** @typedef {{name: string, kind: Kind, least: number, most: number, scores: number[]}} Trust */

/** A strip reaches this far to each side of the middle, in hundredths of a point. */
const REACH = 100;

/** @param {Record<string, any>} _kinds @param {Record<string, string>} aliases */
export function start(_kinds, aliases) {
  const root = /** @type {HTMLElement | null} */ (document.querySelector('[data-runs="your-organisation"]'));
  const data = window.whysAndHowsTrusts;
  if (!root || !data) return;
  /** @type {Trust[]} */
  const trusts = data.trusts.map((/** @type {any[]} */ [name, kind, least, most, scores]) => ({
    name,
    kind: data.kinds[kind],
    least,
    most,
    scores,
  }));
  const notes = openNotes({ aliases });
  const place = { notes, ...notesBar(notes) };
  root.querySelector(".wb-no-script")?.remove();
  const paper = h("div", { class: "wb-organisation-paper" }, ...root.childNodes);
  const room = h("div", { class: "wb-organisation-room" });
  const radios = ["A trust in England", "Anywhere else: I have figures of our own"].map((label, at) => {
    const radio = h("input", { type: "radio", name: uid("where"), onchange: () => choose(at) });
    return { radio, label: h("label", { class: "wb-option" }, radio, label) };
  });
  radios[1].radio.name = radios[0].radio.name;
  const ways = h(
    "fieldset",
    { class: "wb-organisation-ways" },
    h("legend", {}, "Where are the figures from?"),
    ...radios.map(({ label }) => label),
    h("p", { class: "wb-sheet-small" }, "Or print this page as it is, and fill it in by hand."),
  );
  root.replaceChildren(ways, room, paper);
  /** @type {(() => void) | null} */
  let end = null;

  /** @param {string} name */
  const keepTrust = (name) => notes.set(SPEC.key, KIND, SPEC.prompt, { ...read(notes.value(SPEC.key)), trust: name });

  /** @param {number} way */
  function choose(way) {
    radios[way].radio.checked = true;
    end?.();
    end = null;
    if (way) showOwn();
    else {
      const kept = trusts.find(({ name }) => name === notes.value(SPEC.key)?.trust);
      if (kept) showTrust(kept, false);
      else chooser();
    }
  }

  /** Find a trust by a part of its name, or in the list of its kind. */
  function chooser() {
    const [findId, listId] = [uid("find"), uid("list")];
    const told = h("p", { class: "wb-told", role: "status" });
    const find = h("input", {
      id: findId,
      type: "text",
      class: "wb-entry-box",
      autocomplete: "off",
      spellcheck: "false",
      oninput: narrow,
      onkeydown: entered,
    });
    const list = h("select", { id: listId, class: "wb-entry-box" });
    const go = h("button", { type: "button", class: "wb-button wb-primary", onclick: picked }, "Show its page");

    /** @returns {Trust[]} */
    function matching() {
      const parts = plain(find.value).split(" ").filter(Boolean);
      return trusts.filter(({ name }) => parts.every((part) => plain(name).includes(part)));
    }
    function fill() {
      const found = matching();
      const groups = data.kinds.map((/** @type {Kind} */ kind) => {
        const own = found.filter((trust) => trust.kind === kind);
        return own.length
          ? h(
              "optgroup",
              { label: kind.name[0].toUpperCase() + kind.name.slice(1) },
              ...own.map(({ name }) => h("option", { value: name }, name)),
            )
          : null;
      });
      const first = h("option", { value: "" }, found.length ? "Choose one" : "No trust with that name");
      list.replaceChildren(...[found.length === 1 ? null : first, ...groups].filter(Boolean));
      return found.length;
    }
    function narrow() {
      const count = fill();
      const none =
        "No trust here has that in its name. Try a shorter part of it. Names are as they stood in the 2024 survey.";
      say(
        told,
        !find.value.trim()
          ? ""
          : count === 0
            ? none
            : count === 1
              ? `One trust fits: ${list.value}.`
              : `${count} trusts fit. Choose one from the list.`,
      );
    }
    /** @param {KeyboardEvent} event */
    function entered(event) {
      if (event.key !== "Enter") return;
      if (list.value) picked();
      else list.focus();
    }
    function picked() {
      const trust = trusts.find(({ name }) => name === list.value);
      if (!trust) {
        say(told, "Choose a trust from the list first.");
        list.focus();
        return;
      }
      keepTrust(trust.name);
      showTrust(trust, true);
    }
    fill();
    const hint =
      "Your choice says where you work. It stays in this tab, unless you keep your notes on this device: then it is kept with them.";
    room.replaceChildren(
      h(
        "div",
        { class: "wb-activity wb-organisation-choose" },
        h("label", { class: "wb-label", for: findId }, "A part of its name"),
        find,
        h("label", { class: "wb-label", for: listId }, "The trust"),
        list,
        told,
        h("div", { class: "wb-actions" }, go),
        h("p", { class: "wb-safety" }, hint),
      ),
    );
    return find;
  }

  /** @param {Trust} trust @param {boolean} arrived the reader asked for it now */
  function showTrust(trust, arrived) {
    const { kind, scores } = trust;
    const lines = scores.map((score, at) => {
      const edges = kind.spread?.[at] ?? null;
      const { name, note } = data.measures[at];
      const middle = edges && (edges[1] + edges[2]) / 2;
      return {
        name,
        note,
        cells: edges ? [points(score), `${points(edges[1])} to ${points(edges[2])}`] : [points(score)],
        strip:
          edges && middle
            ? strip(middle - REACH, middle + REACH, {
                four: [edges[0], edges[3]],
                half: [edges[1], edges[2]],
                here: score,
              })
            : strip(0, 1000, { here: score }),
        words: edges ? where(score, edges) : "",
        side: edges ? side(score, edges) : 0,
      };
    });
    const heads = kind.spread ? ["Here", "Middle half"] : ["Here, out of 10"];
    const table = sheet(
      `${trust.name}: Staff Survey scores, 2024`,
      heads,
      lines,
      kind.spread ? `Among ${kind.name}` : "On the scale from 0 to 10",
    );
    const again = h("button", { type: "button", class: "wb-button", onclick: other }, "Choose another trust");
    const print = h(
      "button",
      { type: "button", class: "wb-button wb-primary", onclick: () => window.print() },
      "Print this page",
    );
    const answers = `Between ${trust.least.toLocaleString("en-GB")} and ${trust.most.toLocaleString("en-GB")} answers stand behind each score.`;
    room.replaceChildren(
      h(
        "section",
        { class: "wb-organisation-sheet", "aria-label": "The trust on one page" },
        h("div", { class: "wb-table" }, table),
        ...(kind.spread ? spreadWords(kind, lines) : fewWords(kind)),
        h(
          "p",
          { class: "wb-sheet-small" },
          answers,
          " All scores run from 0 to 10, and a higher score means more of what the line names. A small gap can be chance.",
        ),
        h("div", { class: "wb-actions" }, print, again),
      ),
    );
    paper.hidden = true;
    if (arrived) {
      const caption = /** @type {HTMLElement} */ (table.caption);
      caption.focus({ preventScroll: true });
      room.scrollIntoView({ block: "start", behavior: "instant" });
    }
  }

  function other() {
    keepTrust("");
    paper.hidden = false;
    chooser().focus();
  }

  /** @param {Kind} kind @param {{name: string, side: number}[]} lines */
  function spreadWords(kind, lines) {
    const names = (/** @type {number} */ which) =>
      lines.filter(({ side: own }) => own === which).map(({ name }) => name.toLowerCase());
    const outside = [
      names(1).length && `Higher than the middle half: ${names(1).join("; ")}.`,
      names(-1).length && `Lower than the middle half: ${names(-1).join("; ")}.`,
    ].filter(Boolean);
    const inside =
      names(0).length === lines.length
        ? "Every score here lies within the middle half."
        : names(0).length
          ? "All else lies within it."
          : "";
    return [
      h("p", { class: "wb-sheet-said" }, [...outside, inside].filter(Boolean).join(" ")),
      h(
        "ul",
        { class: "wb-sheet-key" },
        keyed({ here: 5 }, "this trust"),
        keyed({ half: [4.2, 5.8] }, `the middle half of ${kind.count} ${kind.name}`),
        keyed({ four: [4.2, 5.8] }, "four in five of them"),
      ),
      h(
        "p",
        { class: "wb-sheet-small" },
        "Each strip is two points wide, with the middle of the middle half in its middle. “Middle” means usual. It does not mean good enough.",
      ),
    ];
  }

  /** @param {Kind} kind */
  function fewWords(kind) {
    return [
      h(
        "p",
        { class: "wb-sheet-said" },
        `There are only ${kind.count} ${kind.name} in the survey. That is too few for a spread that means much, and its ends would point to single trusts. So this page shows the scores alone.`,
      ),
    ];
  }

  function showOwn() {
    const form = h("div");
    const drawn = h("div", { class: "wb-organisation-drawn" });
    const print = h("button", { type: "button", class: "wb-button", onclick: () => window.print() }, "Print this page");
    room.replaceChildren(form, drawn, h("div", { class: "wb-actions" }, print));
    const stop = live(form, { render, blocks, hasText: words }, SPEC, place);
    const draw = () => {
      drawn.replaceChildren(...ownSheet(notes.value(SPEC.key)));
      paper.hidden = Boolean(drawn.firstChild);
    };
    const deaf = notes.listen(draw);
    draw();
    end = () => {
      stop?.();
      deaf();
      paper.hidden = false;
    };
  }

  /** @param {any} value @returns {HTMLElement[]} */
  function ownSheet(value) {
    if (!words(value)) return [];
    const { value: kept, scale, rows, wrong } = readings(value);
    const lines = rows.map(({ what, now, before, shown }) => ({
      name: what || "(not named yet)",
      note: "",
      cells: shown.map((text) => text || "not given"),
      strip: scale && (now !== null || before !== null) ? strip(scale[0], scale[1], { here: now, before }) : null,
      words: moved(now, before),
    }));
    const { who, few } = answering(value);
    return [
      h(
        "section",
        { class: "wb-organisation-sheet", "aria-label": "Our figures on one page" },
        h(
          "div",
          { class: "wb-table" },
          sheet(
            kept.survey.trim() || "Our own figures",
            ["This time", "Last time"],
            lines,
            scale ? `On the scale from ${scale[0]} to ${scale[1]}` : "This time and last time",
          ),
        ),
        h("p", { class: "wb-sheet-said" }, [who, few].filter(Boolean).join(" ")),
        wrong.size
          ? h(
              "p",
              { class: "wb-sheet-said" },
              "A number that cannot be read is not drawn. The form says which, and why.",
            )
          : null,
        h("ul", { class: "wb-sheet-key" }, keyed({ here: 5 }, "this time"), keyed({ before: 5 }, "last time")),
      ),
    ].filter(Boolean);
  }

  const before = notes.value(SPEC.key);
  if (before?.trust) choose(0);
  else if (words(before)) choose(1);
}

/** For finding: small letters, one kind of apostrophe, no commas. @param {string} text */
const plain = (text) =>
  text
    .toLowerCase()
    .replace(/[’']/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
/** @param {number} hundredths */
const points = (hundredths) => (hundredths / 100).toFixed(2);
/** Lower than the middle half, within it, or higher. @param {number} score @param {[number, number, number, number]} edges */
const side = (score, [, low, high]) => (score < low ? -1 : score > high ? 1 : 0);
/** @param {number} score @param {[number, number, number, number]} edges */
const where = (score, edges) =>
  ["Lower than the middle half", "Within the middle half", "Higher than the middle half"][side(score, edges) + 1];
