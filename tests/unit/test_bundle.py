"""What is in static/ is what js/ says."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from workbook.kit.web import bundle
from workbook.paths import ROOT, STATIC

PACKAGE = (ROOT / "package.json").read_text("utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STATIC, tmp_path / "static"))


def test_static_is_fresh() -> None:
    assert bundle.check() == []


def test_a_changed_output_is_refused(copy: Path) -> None:
    (copy / "chapter.js").write_text("alert(1)", "utf-8")
    assert "static/chapter.js is changed, but not by a build. Run: python -m workbook bundle" in bundle.check(
        copy
    )


def test_a_missing_and_a_stray_output_are_refused(copy: Path) -> None:
    (copy / "activities.css").unlink()
    (copy / "left.js").touch()
    problems = " ".join(bundle.check(copy))
    assert "static/activities.css is gone" in problems and "static/left.js is new" in problems


def test_a_changed_source_is_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
    manifest["sources"]["activities/reflect.js"] = "0"
    (copy / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    sentence = "js/activities/reflect.js is changed since static/ was built. Run: python -m workbook bundle"
    assert sentence in bundle.check(copy)


def test_a_missing_manifest_is_refused(copy: Path) -> None:
    (copy / "manifest.json").unlink()
    assert any("manifest.json is missing or broken" in problem for problem in bundle.check(copy))


def test_without_esbuild_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundle, "find_esbuild", lambda: None)
    with pytest.raises(bundle.BundleError, match=r"Install Node [0-9]+ or later, then run `npm install`"):
        bundle.build(tmp_path)


def test_another_esbuild_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundle, "find_esbuild", lambda: tmp_path / "esbuild")
    monkeypatch.setattr(bundle, "version", lambda path: "0.1.0")
    with pytest.raises(bundle.BundleError, match=r"esbuild is 0.1.0, but package.json asks for"):
        bundle.build(tmp_path)


def test_a_wrong_esbuild_variable_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESBUILD", "/nowhere/esbuild")
    with pytest.raises(bundle.BundleError, match="ESBUILD says /nowhere/esbuild"):
        bundle.find_esbuild()


def test_the_browser_s_half_stays_small() -> None:
    def packed(name: str) -> int:
        return len(gzip.compress((STATIC / name).read_bytes(), mtime=0))

    assert packed("chapter.js") < 31_900
    assert packed("activities.css") < 5_100
    assert packed("book.js") < 72_700


def test_a_module_for_jupyter_for_each_kind_and_a_classic_script_for_the_page() -> None:
    for kind in bundle.BUILT_IN:
        assert "export{" in (STATIC / "jupyter" / f"{kind}.js").read_text("utf-8")
    for name in ("chapter.js", "book.js"):
        script = (STATIC / name).read_text("utf-8")
        assert "export{" not in script and "import(" not in script and "innerHTML" not in script


def test_without_a_library_in_the_pinned_version_nothing_is_built(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle, "pinned", lambda: {**json.loads(PACKAGE)["devDependencies"], "uqr": "9.9.9"})
    with pytest.raises(bundle.BundleError, match=r"uqr is not here in the pinned version. Run `npm install`"):
        bundle.build(tmp_path)
    assert not list(tmp_path.iterdir())


def test_esbuild_starts_without_a_node_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ESBUILD", raising=False)
    esbuild = bundle.find_esbuild()
    assert esbuild and bundle.version(esbuild) == bundle.pinned()["esbuild"]
