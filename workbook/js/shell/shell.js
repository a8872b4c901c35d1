/** The page's shell: the colour switch, and Hide. Menus need no script (site/templates/layout.html). */
import { hiding } from "../lib/hide-page.js";

const KEY = "whys-and-hows.colours";
const NAMES = { auto: "as this device", light: "light", dark: "dark" };
/** @type {Record<"auto" | "light" | "dark", "auto" | "light" | "dark">} */
const NEXT = { auto: "light", light: "dark", dark: "auto" };

/** @returns {"auto"|"light"|"dark"} what the reader chose */
function chosen() {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "auto";
}

/** @param {"auto"|"light"|"dark"} mode kept if storage allows; otherwise for this page only */
function choose(mode) {
  const root = document.documentElement;
  if (mode === "auto") delete root.dataset.theme;
  else root.dataset.theme = mode;
  try {
    if (mode === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, mode);
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
}

const button = document.getElementById("wb-colours");
if (button) {
  const label = () =>
    button.setAttribute("aria-label", `Colours: ${NAMES[chosen()]}. Change to ${NAMES[NEXT[chosen()]]}`);
  label();
  button.addEventListener("click", () => {
    choose(NEXT[chosen()]);
    label();
  });
}

// A menu closes when its link leads to a place on the same page.
for (const menu of document.querySelectorAll("nav[popover]")) {
  menu.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (link && menu instanceof HTMLElement && menu.matches(":popover-open")) menu.hidePopover();
  });
}

// Between a chapter's two pages, the learner's and the facilitator's, the place is kept.
const other = /** @type {HTMLAnchorElement|null} */ (document.querySelector(".wb-switch a"));
if (other) {
  const keep = () => {
    other.hash = location.hash;
  };
  keep();
  window.addEventListener("hashchange", keep);
}

// A script that shows the reader's words says whether there are any: then an idle page hides itself.
hiding(() => Boolean(/** @type {any} */ (window).whysAndHows?.words?.()));
