/** The page Themes across the reports: three ways to count, and a coding of one's own that moves the picture. */
import { copying } from "../lib/clipboard.js";
import { h, say } from "../lib/dom.js";

/** @typedef {{ table: HTMLTableElement, figure: HTMLElement, columns: { name: string, reports: string[] }[] }} View */

export function start() {
  const room = /** @type {HTMLElement | null} */ (document.querySelector('[data-runs="themes"]'));
  const coding = document.getElementById("themes-coding");
  if (!room || !coding) return;
  const views = readViews(room);
  const rows = [...views[0].table.tBodies[0].rows];
  const names = new Map(rows.map((row) => [row.dataset.theme ?? "", row.cells[0].textContent ?? ""]));
  const items = /** @type {HTMLElement[]} */ ([...coding.querySelectorAll("[data-item]")]);
  /** The settled themes of each recommendation, and the reader's own. @type {Map<string, Set<string>>} */
  const settled = new Map(
    items.map((item) => [item.dataset.item ?? "", new Set((item.dataset.codes ?? "").split(" ").filter(Boolean))]),
  );
  const mine = new Map([...settled].map(([id, codes]) => [id, new Set(codes)]));
  let shown = views[0];

  room.replaceChildren(choice(), ...views.map((view) => view.figure));
  show(shown);

  const told = h("p", { class: "wb-themes-told", role: "status" });
  const copied = copying(asText);
  copied.button.textContent = "Copy my coding as text";
  const back = h("button", { type: "button", class: "wb-button", onclick: putBack }, "Put back");
  const see = h("a", { href: "#themes-picture" }, "See the picture");
  coding.prepend(h("div", { class: "wb-actions" }, copied.button, back), copied.room);
  coding.append(h("div", { class: "wb-themes-bar" }, told, see));
  // A browser takes what lies under the bar for visible; scroll-padding keeps clear of it, at once and not smoothly.
  coding.addEventListener("focusin", (event) =>
    /** @type {Element} */ (event.target).scrollIntoView({ block: "nearest", behavior: "instant" }),
  );
  for (const fold of coding.querySelectorAll("details")) fold.addEventListener("toggle", () => boxes(fold));

  /** The buttons that choose how the reports are counted. */
  function choice() {
    const options = views.map((view, index) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name: "themes-view", checked: index === 0, onchange: () => show(view) }),
        view.figure.dataset.title ?? "",
      ),
    );
    return h("fieldset", { class: "wb-themes-choice" }, h("legend", {}, "How to count the reports"), ...options);
  }

  /** @param {View} view */
  function show(view) {
    shown = view;
    for (const one of views) one.figure.hidden = one !== view;
  }

  /** Boxes to tick, made when a report is opened. @param {HTMLElement} fold */
  function boxes(fold) {
    for (const item of fold.querySelectorAll("[data-item]")) {
      if (item.querySelector("fieldset")) continue;
      const id = /** @type {HTMLElement} */ (item).dataset.item ?? "";
      const what = (item.querySelector("p")?.textContent ?? "").replace(/ Its row$/, "");
      const ticks = [...names].map(([code, name]) => {
        const box = h("input", { type: "checkbox", value: code, onchange: () => tick(id, code, box.checked) });
        box.checked = mine.get(id)?.has(code) ?? false;
        return h("label", {}, box, name);
      });
      item.append(
        h(
          "fieldset",
          { class: "wb-themes-boxes" },
          h("legend", {}, "Your coding", h("span", { class: "wb-unseen" }, `: ${what}`)),
          ...ticks,
        ),
      );
    }
  }

  /** @param {string} id @param {string} code @param {boolean} on */
  function tick(id, code, on) {
    const before = squares();
    if (on) mine.get(id)?.add(code);
    else mine.get(id)?.delete(code);
    draw();
    const after = squares();
    const moved = after.filter((square, index) => square.has !== before[index].has);
    const news = moved.map(
      (square) => `${names.get(square.code)}: ${square.name} is now ${square.has ? "yes" : "not seen"}.`,
    );
    const same = on
      ? "The report had this theme already."
      : "Another recommendation of the report still has this theme.";
    say(
      told,
      news.join(" ") ||
        `The picture stays as it is. ${shownHas(id) ? same : "This report is not in the view that you chose."}`,
    );
  }

  /** Whether the view that is shown counts the report of a recommendation. @param {string} id */
  function shownHas(id) {
    return shown.columns.some((column) => column.reports.includes(id.split(".")[0]));
  }

  function putBack() {
    for (const [id, codes] of settled) mine.set(id, new Set(codes));
    for (const box of coding?.querySelectorAll("input") ?? []) {
      box.checked = mine.get(box.closest("li")?.dataset.item ?? "")?.has(box.value) ?? false;
    }
    draw();
    say(told, "Put back: everything is as it was settled.");
  }

  /** Whether one of these reports has a theme, in a coding. @param {Map<string, Set<string>>} by @param {string[]} reports @param {string} code */
  function has(by, reports, code) {
    return [...by].some(([id, codes]) => codes.has(code) && reports.includes(id.split(".")[0]));
  }

  /** The squares of the view that is shown. */
  function squares() {
    return [...names.keys()].flatMap((code) =>
      shown.columns.map(({ name, reports }) => ({ code, name, has: has(mine, reports, code) })),
    );
  }

  /** Draw every view again: its squares, its count, its sentence, its words. */
  function draw() {
    for (const { table, figure, columns } of views) {
      /** @type {[string, number][]} */
      const counts = [];
      for (const row of table.tBodies[0].rows) {
        const code = row.dataset.theme ?? "";
        const found = columns.map(({ name, reports }) => ({
          name,
          yes: has(mine, reports, code),
          was: has(settled, reports, code),
        }));
        found.forEach(({ yes, was }, index) => {
          const cell = row.cells[index + 1];
          cell.className = `${yes ? "wb-yes" : ""}${yes === was ? "" : " wb-changed"}`.trim();
          const word = yes ? h("b", {}, "Yes") : h("span", {}, "not seen");
          cell.replaceChildren(word, ...(yes === was ? [] : [h("em", {}, "changed")]));
        });
        const yes = found.filter((one) => one.yes).map((one) => one.name);
        const no = found.filter((one) => !one.yes).map((one) => one.name);
        row.cells[columns.length + 1].textContent = `${yes.length} of ${columns.length}`;
        const words = figure.querySelector(`dd[data-theme="${code}"]`);
        if (words) say(words, `Yes: ${yes.join(", ") || "none"}. Not seen: ${no.join(", ") || "none"}.`);
        counts.push([names.get(code) ?? "", yes.length]);
      }
      const said = figure.querySelector(".wb-themes-said");
      said?.replaceChildren(...sentences(counts, columns.length).map((one) => h("li", {}, one)));
    }
  }

  function asText() {
    const picture = squares();
    const lines = [...names].map(([code, name]) => {
      const yes = picture.filter((square) => square.code === code && square.has).map((square) => square.name);
      return `${name}: ${yes.join(", ") || "none"}`;
    });
    const codes = [...mine].map(
      ([id, themes]) => `${id},${[...names.keys()].filter((code) => themes.has(code)).join(" ") || "none"}`,
    );
    return [
      "Themes across the reports: my coding",
      "",
      `${shown.figure.dataset.title}. Who asks for what:`,
      ...lines,
      "",
      "id,themes",
      ...codes,
      "",
    ].join("\n");
  }
}

/** The ways to count, as the page was written. @param {HTMLElement} room @returns {View[]} */
function readViews(room) {
  return /** @type {HTMLElement[]} */ ([...room.querySelectorAll("[data-view]")]).map((figure) => {
    const table = /** @type {HTMLTableElement} */ (figure.querySelector("table"));
    const heads = /** @type {HTMLElement[]} */ ([...table.querySelectorAll("[data-reports]")]);
    return {
      figure,
      table,
      columns: heads.map((head) => ({
        name: head.textContent ?? "",
        reports: (head.dataset.reports ?? "").split(" "),
      })),
    };
  });
}

/** What a view shows, in the words of the page. @param {[string, number][]} counts @param {number} of */
function sentences(counts, of) {
  const order = [`In all ${of}`, "In more than half", "In half or fewer", "In none"];
  return order
    .map((where, index) => {
      const here = counts.filter(([, many]) => [many === of, 2 * many > of, many > 0, true].indexOf(true) === index);
      return here.length ? `${where}: ${here.map(([name]) => name[0].toLowerCase() + name.slice(1)).join("; ")}.` : "";
    })
    .filter(Boolean);
}
