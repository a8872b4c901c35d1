"""What is in static/ is what js/ says."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from workbook.kit.web import bundle
from workbook.paths import STATIC


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STATIC, tmp_path / "static"))


def test_static_is_fresh() -> None:
    assert bundle.check() == []


def test_a_changed_output_is_refused(copy: Path) -> None:
    (copy / "host.js").write_text("alert(1)", "utf-8")
    assert "static/host.js is changed, but not by a build. Run: python -m workbook bundle" in bundle.check(
        copy
    )


def test_a_missing_and_a_stray_output_are_refused(copy: Path) -> None:
    (copy / "activities.css").unlink()
    (copy / "left.js").touch()
    problems = " ".join(bundle.check(copy))
    assert "static/activities.css is gone" in problems and "static/left.js is new" in problems


def test_a_changed_source_is_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
    manifest["sources"]["reflect.js"] = "0"
    (copy / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert "js/reflect.js is changed since static/ was built. Run: python -m workbook bundle" in bundle.check(
        copy
    )


def test_a_missing_manifest_is_refused(copy: Path) -> None:
    (copy / "manifest.json").unlink()
    assert any("manifest.json is missing or broken" in problem for problem in bundle.check(copy))


def test_without_esbuild_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundle, "find_esbuild", lambda: None)
    with pytest.raises(bundle.BundleError, match="Install Node 18 or later, then run `npm install`"):
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

    assert packed("host.js") < 17_000
    assert packed("activities.css") < 4_000
    for kind in bundle.APART:
        assert packed(f"{bundle.apart(kind)}.js") < 2_500


def test_a_module_for_jupyter_for_each_kind_and_a_classic_script_for_the_page() -> None:
    for kind in bundle.BUILT_IN:
        assert "export{" in (STATIC / "jupyter" / f"{kind}.js").read_text("utf-8")
    host = (STATIC / "host.js").read_text("utf-8")
    assert "export{" not in host and "import(" not in host and "innerHTML" not in host


def test_without_its_library_a_script_is_kept_as_it_is_or_refused(
    monkeypatch: pytest.MonkeyPatch, copy: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle, "find_library", lambda name: None)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    bundle._keep("qr", "uqr", copy, fresh)
    assert (fresh / "qr.js").read_bytes() == (STATIC / "qr.js").read_bytes()
    monkeypatch.setattr(bundle, "libraries", lambda: {"uqr": "9.9.9"})
    with pytest.raises(bundle.BundleError, match=r"qr.js has to be built again, and uqr 9.9.9 is not here"):
        bundle._keep("qr", "uqr", copy, fresh)


def test_a_library_is_taken_only_in_the_version_that_is_pinned(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, version in (("old", "0.0.1"), ("right", bundle.libraries()["uqr"])):
        folder = tmp_path / name / "uqr"
        folder.mkdir(parents=True)
        (folder / "package.json").write_text(json.dumps({"version": version}), "utf-8")
    monkeypatch.setattr(bundle, "ROOT", tmp_path)
    monkeypatch.setattr(bundle, "libraries", lambda: {"uqr": version})
    monkeypatch.setenv("NODE_PATH", str(tmp_path / "old"))
    assert bundle.find_library("uqr") is None
    monkeypatch.setenv("NODE_PATH", f"{tmp_path / 'old'}{bundle.os.pathsep}{tmp_path / 'right'}")
    assert bundle.find_library("uqr") == tmp_path / "right"
