/** The menu: closed when its link leads to a place on the same page; folded, on a narrow screen, to what it has. */

const WIDE = "(min-width: 52rem)";

/** Open all lists on a wide screen; on a narrow one, only the list that holds this page. @param {HTMLElement} menu */
function fold(menu) {
  const wide = window.matchMedia(WIDE).matches;
  for (const list of menu.querySelectorAll("details")) {
    list.open = wide || Boolean(list.querySelector("[aria-current]"));
    const name = list.querySelector("summary");
    if (name) name.tabIndex = wide ? -1 : 0;
  }
}

/** Make every menu of the page fold and close. */
export function folding() {
  for (const menu of document.querySelectorAll("nav[popover]")) {
    if (!(menu instanceof HTMLElement)) continue;
    fold(menu);
    menu.addEventListener("beforetoggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "open") fold(menu);
    });
    menu.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a");
      if (link && menu.matches(":popover-open")) menu.hidePopover();
    });
  }
}
