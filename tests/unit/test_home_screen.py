"""The book as an app and as a shared link: a manifest that works in any folder, icons of the right size, a card."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.errors import ExtensionError

from workbook.paths import ROOT
from workbook.site import home_screen, published


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])  # type: ignore[return-value]


def app_of(tmp_path: Path, **config: Any) -> Any:
    usual = {"html_title": "A book", "root_doc": "book/welcome", "html_baseurl": ""}
    env = SimpleNamespace(found_docs={"book/welcome", "book/my-notes", "notebooks/01-a"})
    return SimpleNamespace(config=SimpleNamespace(**(usual | config)), env=env, srcdir=str(ROOT))


def test_every_icon_of_the_manifest_is_there_in_its_size_and_no_address_leaves_the_folder(
    tmp_path: Path,
) -> None:
    home_screen.write(app_of(tmp_path), tmp_path)
    manifest = json.loads((tmp_path / home_screen.MANIFEST).read_text("utf-8"))
    for icon in manifest["icons"]:
        wide, high = size((tmp_path / icon["src"]).read_bytes())
        assert icon["sizes"] == f"{wide}x{high}"
    assert {"any", "maskable"} == {icon["purpose"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    addresses = [manifest["start_url"], manifest["scope"], *(icon["src"] for icon in manifest["icons"])]
    assert not [one for one in addresses if one.startswith(("/", "http", ".."))]
    assert manifest["start_url"] == "book/welcome.html" and manifest["display"] == "standalone"


def test_the_card_is_of_the_size_that_other_sites_show(tmp_path: Path) -> None:
    home_screen.write(app_of(tmp_path), tmp_path)
    assert size((tmp_path / "app/card.png").read_bytes()) == (1200, 630)
    card = home_screen.card(ROOT / home_screen.PICTURE)
    assert "@drawing@" not in card and "var(" not in card


def test_the_colours_are_those_of_the_page() -> None:
    tokens = (ROOT / "workbook/js/shell/site/tokens.css").read_text("utf-8")
    assert (
        f"--wb-paper: var(--light, {home_screen.BAR['light']}) var(--dark, {home_screen.BAR['dark']})"
        in tokens
    )


def test_without_an_address_there_is_no_sitemap_and_with_one_it_leaves_out_a_reader_s_own_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOOK_ADDRESS", raising=False)
    app = app_of(tmp_path, html_baseurl="https://example.org/book")
    published.settle(app.config)
    published.write(app, tmp_path)
    sitemap = (tmp_path / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/book/notebooks/01-a.html</loc>" in sitemap and "my-notes" not in sitemap
    assert "Sitemap: https://example.org/book/sitemap.xml" in (tmp_path / "robots.txt").read_text("utf-8")
    app = app_of(tmp_path)
    published.settle(app.config)
    published.write(app, tmp_path)
    assert not (tmp_path / "sitemap.xml").exists()
    assert "Sitemap" not in (tmp_path / "robots.txt").read_text("utf-8")


def test_the_environment_says_the_address_for_one_build_and_half_an_address_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(tmp_path, html_baseurl="https://example.org/old/")
    monkeypatch.setenv("BOOK_ADDRESS", "https://example.org/new")
    published.settle(app.config)
    assert app.config.html_baseurl == "https://example.org/new/"
    context: dict[str, Any] = {}
    published.offer(app, "book/welcome", "page.html", context, None)
    assert context["wb_card"] == "https://example.org/new/app/card.png"
    monkeypatch.setenv("BOOK_ADDRESS", "example.org/new")
    with pytest.raises(ExtensionError, match=r"Write it whole, such as https://example.org/book/"):
        published.settle(app.config)
