"""How the one-file program for Linux is put together; the tools themselves are stand-ins."""

import argparse
import importlib
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "resources" / "packaging"
RUNTIME = b"#!/bin/sh\nexit 0\n"
SQUASH = '#!/bin/sh\n[ "$3" = -offset ] && head -c "$4" /dev/zero > "$2" && printf packed >> "$2"\n'

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AppImages are for Linux alone")


@pytest.fixture
def build(tmp_path, monkeypatch):
    """The script that builds, of a checkout with a finished folder, where no tool for an AppImage is installed."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    module = importlib.import_module("build")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module.shutil, "which", {}.get)
    folder = tmp_path / "dist" / module.NAME
    folder.mkdir(parents=True)
    _script(folder / module.NAME, RUNTIME.decode())
    yield module
    del sys.modules["build"]


def _script(path, text):
    path.write_text(text)
    path.chmod(0o755)
    return path


def _outcome(build, runtime):
    """The names in `dist` less the folder, and the AppImage's bytes where there is one."""
    dist = build.ROOT / "dist"
    build.make_appimage(dist / build.NAME, runtime)
    image = next(dist.glob("*.AppImage"), None)
    return {path.suffix for path in dist.iterdir()} - {""}, image and image.read_bytes()


def test_an_appimage_is_a_runtime_before_the_packed_folder(build, tmp_path, monkeypatch):
    tools = {"mksquashfs": str(_script(tmp_path / "mksquashfs", SQUASH))}
    monkeypatch.setattr(build.shutil, "which", tools.get)
    runtime = _script(tmp_path / "runtime", RUNTIME.decode())
    assert _outcome(build, runtime) == ({".AppImage"}, RUNTIME + b"packed")


def test_a_tool_for_it_is_preferred_and_given_the_runtime(build, tmp_path, monkeypatch):
    tool = '#!/bin/sh\n[ "$1 $2 $3" = "--no-appstream --runtime-file /some" ] && cp "$4/AppRun" "$5"\n'
    monkeypatch.setattr(build.shutil, "which", {"appimagetool": str(_script(tmp_path / "tool", tool))}.get)
    assert _outcome(build, Path("/some")) == ({".AppImage"}, RUNTIME)


def test_without_the_tools_the_folder_is_left_and_the_way_is_told(build, capsys):
    assert _outcome(build, None) == ({".AppDir"}, None)
    told = capsys.readouterr().out
    assert "type: appimagetool --no-appstream" in told
    assert "give --runtime FILE" in told


def test_only_a_program_of_linux_is_taken_as_runtime(build, tmp_path):
    (tmp_path / "page.html").write_text("<html>")
    with pytest.raises(argparse.ArgumentTypeError, match=r"page\.html is no program of Linux; take runtime-x86_64"):
        build.runtime_file(str(tmp_path / "page.html"))
    assert build.runtime_file(sys.executable) == Path(sys.executable).resolve()
