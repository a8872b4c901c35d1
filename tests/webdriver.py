"""Firefox and WebKit for the tests, driven by what comes with them: Marionette, and WebKitWebDriver.

Both speak the commands of the WebDriver standard, one over a socket, the other over http, so a small client does
for both. Source: https://www.w3.org/TR/webdriver2/ and Firefox's source docs, "Marionette protocol".
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import system

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The standard's name for a reference to an element."""
PATIENCE = 30.0
QUIET = {
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.alwaysOpenPanel": False,
}
"""Firefox's settings: it asks nobody for anything, and downloads without a question."""
COMMANDS = {
    "Navigate": ("POST", "/url"),
    "GetCurrentURL": ("GET", "/url"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "FindElements": ("POST", "/elements"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "Back": ("POST", "/back"),
    "Forward": ("POST", "/forward"),
    "Refresh": ("POST", "/refresh"),
    "GetWindowHandles": ("GET", "/window/handles"),
    "SwitchToWindow": ("POST", "/window"),
    "CloseWindow": ("DELETE", "/window"),
    "AcceptAlert": ("POST", "/alert/accept"),
}
"""Marionette's name of each command used here, and the standard's address for it."""


_PACKAGES = {"apt-get": ["firefox-esr", "webkit2gtk-driver", "xvfb"]}


class BrowserMissing(RuntimeError):
    """A browser, or what drives it, is not here. The message says what to do."""


class WebDriverError(AssertionError):
    """The browser could not do what it was asked."""


class Driver:
    """A browser with one window, and what a reader does in it."""

    def __init__(self, send: Callable[[str, dict[str, Any]], Any], downloads: Path) -> None:
        self.send = send
        self.downloads = downloads

    def go(self, url: str) -> None:
        self.send("Navigate", {"url": url})

    def js(self, script: str, *arguments: Any) -> Any:
        """The value of an expression, or of a function body with `return`."""
        body = script if "return" in script else f"return ({script})"
        return self.send("ExecuteScript", {"script": body, "args": list(arguments)})

    def all(self, css: str) -> list[dict[str, str]]:
        found = self.send("FindElements", {"using": "css selector", "value": css})
        return list(found)

    def one(self, css: str) -> dict[str, str]:
        """The first element that fits, as soon as there is one."""
        return self.until(lambda: (self.all(css) or [None])[0], f"no {css}")

    def button(self, name: str) -> dict[str, str]:
        """The first visible button or link whose words begin so."""
        script = """return [...document.querySelectorAll('button, a')].find((one) =>
          one.textContent.trim().startsWith(arguments[0]) && one.checkVisibility()) || null"""
        return self.until(lambda: self.js(script, name), f"no button “{name}”")

    def press(self, name: str) -> None:
        self.click(self.button(name))

    def click(self, element: dict[str, str]) -> None:
        self._show(element)
        self.send("ElementClick", {"id": element[ELEMENT]})

    def write(self, element: dict[str, str], text: str) -> None:
        self._show(element)
        self.send("ElementSendKeys", {"id": element[ELEMENT], "text": text})

    def text(self, css: str = "main") -> str:
        return str(self.js("return document.querySelector(arguments[0])?.innerText || ''", css))

    def until(self, true: Callable[[], Any], otherwise: str) -> Any:
        """Wait until something holds, and return it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := true():
                return found
            time.sleep(0.1)
        raise WebDriverError(f"{otherwise}, after {PATIENCE:.0f} seconds. The page says: {self.text()[:500]}")

    def _show(self, element: dict[str, str]) -> None:
        self.js("return arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)


def ensure() -> str:
    """Both browsers and what they need: here already, or installed now. Raises BrowserMissing."""
    if _all_here() or system.installed("Firefox and WebKit", system.ways_to_install(_PACKAGES), _all_here):
        return "Firefox and WebKit"
    raise BrowserMissing(
        "make test-all also reads the book in Firefox and in WebKit, and they are not all here.\n"
        "Install Firefox, WebKit's WebDriver and Xvfb (on Debian: sudo apt-get install firefox-esr webkit2gtk-driver "
        "xvfb), or leave them to others and run: make test"
    )


def _all_here() -> bool:
    return bool(_firefox() and shutil.which("WebKitWebDriver") and shutil.which("Xvfb"))


def _firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def firefox(settings: dict[str, Any] | None = None) -> Iterator[Driver]:
    """A Firefox without a window on the screen, with nobody's settings."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home, port = Path(folder), _free_port()
        (home / "downloads").mkdir()
        chosen = {**QUIET, "browser.download.dir": str(home / "downloads"), "marionette.port": port}
        lines = [
            f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in {**chosen, **(settings or {})}.items()
        ]
        (home / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [str(_firefox()), "-headless", "-no-remote", "-marionette", "-profile", str(home)]
        environment = {
            **os.environ,
            "HOME": folder,
            "MOZ_HEADLESS_WIDTH": "1280",
            "MOZ_HEADLESS_HEIGHT": "900",
        }
        with _running(command, environment), closing(_Marionette(port)) as marionette:
            marionette.send("WebDriver:NewSession", {"unhandledPromptBehavior": "accept"})
            yield Driver(
                lambda name, body: marionette.send(f"WebDriver:{name}", {"sandbox": None, **body}),
                home / "downloads",
            )


@contextmanager
def webkit() -> Iterator[Driver]:
    """A WebKit in a window on a screen that nobody sees."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        port, screen = _free_port(), f":{100 + os.getpid() % 400}"
        environment = {**os.environ, "HOME": folder, "DISPLAY": screen, "NO_PROXY": "127.0.0.1,localhost"}
        environment |= {f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("DATA", "CACHE", "CONFIG")}
        # There is no graphics card, and root may not make WebKit's sandbox.
        environment |= {
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        }
        environment |= {
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "NO_AT_BRIDGE": "1",
        }
        with (
            _running(["Xvfb", screen, "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], environment),
            _running([str(shutil.which("WebKitWebDriver")), f"--port={port}"], environment),
        ):
            _wait_for_port(port)
            wanted = {"alwaysMatch": {"browserName": "MiniBrowser", "unhandledPromptBehavior": "accept"}}
            wanted["alwaysMatch"]["webkitgtk:browserOptions"] = {
                "binary": _minibrowser(),
                "args": ["--automation"],
            }
            session = _post(port, "POST", "/session", {"capabilities": wanted})["sessionId"]

            def send(name: str, body: dict[str, Any]) -> Any:
                method, address = COMMANDS[name]
                where = f"/session/{session}{address.format(**body)}"
                return _post(port, method, where, body if method == "POST" else None)

            yield Driver(send, Path(folder))
            _post(port, "DELETE", f"/session/{session}", None)


def _minibrowser() -> str:
    found = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4*/MiniBrowser"))
    if not found:
        raise BrowserMissing("WebKit's MiniBrowser is not here. On Debian it comes with webkit2gtk-driver.")
    return str(found[-1])


class _Marionette:
    """Firefox's own protocol: each message is its length, a colon, and JSON."""

    def __init__(self, port: int) -> None:
        _wait_for_port(port)
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=90)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # it says hello

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def send(self, name: str, body: dict[str, Any]) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, name, body]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            raise WebDriverError(f"{name}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def _receive(self) -> Any:
        length = b""
        while (sign := self._stream.read(1)) != b":":
            if not sign:
                raise WebDriverError("Firefox has gone.")
            length += sign
        return json.loads(self._stream.read(int(length)))


def _post(port: int, method: str, path: str, body: dict[str, Any] | None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", data, {"Content-Type": "application/json"}, method=method
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=90) as answer:
            return json.loads(answer.read())["value"]
    except urllib.error.HTTPError as error:
        raise WebDriverError(f"{method} {path}: {error.read().decode()[:500]}") from None


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for_port(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise WebDriverError(f"Nothing answered on port {port} after {PATIENCE:.0f} seconds.")
