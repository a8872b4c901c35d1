"""A browser's windows that tests share: each is as if new, for a fraction of the time that a new one takes.

A new window costs a second of processor: a profile, a process, and scripts that are read anew. So a window and its
tab are kept, by how they were opened, and given to the next test. What a test left in them is taken away first: what
is stored, what was granted, listened to or routed, the history, the size. A tab with a script of the test's own in it,
or with another clock, is closed, and so is a window whose clock was set, unless every page of it sets the time itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Frame, Page

NewWindow = Callable[..., BrowserContext]
"""The fixture `new_window`: a window as if new, opened with the options of `new_context`."""

_SPEND = ("add_init_script", "emulate_media", "expose_binding", "expose_function", "set_extra_http_headers")
"""What a test does to a tab that cannot be undone."""
_kept: dict[str, _Window] = {}


@contextmanager
def window(browser: Browser, *, fixed_clock: bool = False, **options: Any) -> Iterator[BrowserContext]:
    """A window as if new. `options` go to `new_context`; with `fixed_clock`, every page of it sets the time itself."""
    key = repr((fixed_clock, sorted(options.items())))
    given = _kept.pop(key, None)
    if given is None or not given.is_as_new():
        given = _Window(browser, fixed_clock, options)
    try:
        yield given.context
    finally:
        given.tidy()
        if key in _kept:
            given.context.close()
        else:
            _kept[key] = given


class _Window:
    """A context, and the first tab of it."""

    def __init__(self, browser: Browser, fixed_clock: bool, options: dict[str, Any]) -> None:
        self.context = browser.new_context(**options)
        self.fixed_clock, self.options = fixed_clock, options
        self.tab: Page | None = None
        self.new_page = self.context.new_page
        self.context.new_page = self._tab  # type: ignore[method-assign]
        self.context.on("page", lambda page: page.on("framenavigated", self._note))
        self._begin()

    def _begin(self) -> None:
        self.origins: set[str] = set()
        self.listeners: list[tuple[Any, Any]] = []
        self.taken = self.spent = False

    def is_as_new(self) -> bool:
        """Take away what is left, and say whether nothing is left."""
        self.tab = self.tab or self._watched(self.new_page())
        if self._has_a_clock(self.tab):
            self.context.close()
            return False
        session = self.context.new_cdp_session(self.tab)
        for origin in self.origins:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.send("Page.resetNavigationHistory")
        session.detach()
        if permissions := self.options.get("permissions"):
            self.context.grant_permissions(permissions)
        self._begin()
        return True

    def tidy(self) -> None:
        """Keep the first tab, where it is clean, and close all others."""
        if self.tab and not (self.taken and self._clean(self.tab)):
            self.tab = None
        for page in self.context.pages:
            if page is not self.tab:
                page.close()
        self.context.set_offline(False)
        self.context.unroute_all()
        self.context.clear_permissions()

    def _clean(self, tab: Page) -> bool:
        """Whether the tab could be cleaned: it is left where nothing is, at the place of the test's own pages."""
        if self.spent or tab.is_closed() or len(self.origins) != 1:
            return False
        (origin,) = self.origins
        if not origin.startswith("http:"):
            return False
        try:
            if self._has_a_clock(tab):
                return False
            tab.unroute_all()
            tab.goto(f"{origin}/nothing-is-here")
            tab.evaluate("localStorage.clear(); sessionStorage.clear(); window.name = ''")
            if size := self.options.get("viewport", {"width": 1280, "height": 720}):
                tab.set_viewport_size(size)
        except Error:  # as where the test made the tab crash
            return False
        for event, listener in self.listeners:
            tab.remove_listener(event, listener)
        tab.set_default_timeout(30_000)
        return True

    def _has_a_clock(self, tab: Page) -> bool:
        return not self.fixed_clock and bool(tab.evaluate("'__pwClock' in globalThis"))

    def _tab(self) -> Page:
        """The first tab, if no test has it yet; else another."""
        if self.tab and self.taken:
            return self.new_page()
        self.taken = True
        self.tab = self.tab or self._watched(self.new_page())
        return self.tab

    def _watched(self, tab: Page) -> Page:
        """The tab, when it notes what is done to it."""
        listen = tab.on

        def on(event: Any, listener: Any) -> None:
            self.listeners.append((event, listener))
            listen(event, listener)

        tab.on = on  # type: ignore[method-assign, assignment]
        for name in _SPEND:
            setattr(tab, name, self._spending(getattr(tab, name)))
        return tab

    def _spending(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def spend(*arguments: Any, **more: Any) -> Any:
            self.spent = True
            return act(*arguments, **more)

        return spend

    def _note(self, frame: Frame) -> None:
        address = urlsplit(frame.url)
        if address.scheme in ("http", "file"):
            self.origins.add(f"{address.scheme}://{address.netloc}")
