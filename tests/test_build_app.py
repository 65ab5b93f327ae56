"""The one command that sets up and starts the program: what it decides, without installing anything."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "build_app.py"
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system packages are seen to on Linux alone")

EVERYWHERE = (
    *("linux-vdso", "ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libresolv.so"),
    *("libstdc++.so", "libgcc_s.so", "libz.so", "libzstd.so"),  # apt and dpkg are linked to them
)
"""Starts of the names of libraries without which a Debian system cannot even install packages."""


@pytest.fixture
def build_app(monkeypatch, tmp_path):
    """The script as a module, with its virtual environment in a temporary folder and a shell without a display."""
    spec = importlib.util.spec_from_file_location("build_app", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "set-up.json")
    monkeypatch.setattr(module, "PIP_LOG", tmp_path / ".venv" / "pip.log")
    (tmp_path / ".venv").mkdir()
    return module


@pytest.fixture
def installed(build_app):
    """Makes the virtual environment look set up, with a build of torch."""

    def install(build="cpu", *, dev=False):
        torch = build_app.VENV / "lib" / "python3.11" / "site-packages" / "torch"
        torch.mkdir(parents=True, exist_ok=True)
        cuda = "None" if build == "cpu" else "'13.0'"
        (torch / "version.py").write_text(f"__version__ = '2.13.0'\ncuda: str | None = {cuda}\n")
        build_app.venv_python().parent.mkdir(exist_ok=True)
        build_app.venv_python().touch()
        build_app.STAMP.write_text(json.dumps({"key": build_app.stamp_key(), "dev": dev}))

    return install


@pytest.fixture
def pip_calls(build_app, monkeypatch):
    """The arguments of each call of pip, which does nothing."""
    calls = []
    monkeypatch.setattr(build_app, "pip", lambda *arguments: calls.append(arguments))
    return calls


def test_it_imports_the_standard_library_alone():
    nodes = list(ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), (["run", "--help"], 0), ([], 2), (["fly"], 2)])
def test_usage_needs_no_set_up(arguments, status):
    done = subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert "python3 build_app.py run" in (done.stdout if status == 0 else done.stderr)


def test_an_older_python_is_told_what_is_needed(build_app, monkeypatch, capsys):
    monkeypatch.setattr(build_app.sys, "version_info", (3, 10, 12))
    assert build_app.main(["run"]) == 2
    assert "needs Python 3.11 or later" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------------ command lines


def test_run_opens_the_demo_by_default_and_passes_everything_else_on(build_app, monkeypatch, tmp_path):
    monkeypatch.setenv("DISPLAY", ":0")
    demo, folder = str(build_app.DEMO), str(tmp_path)
    assert build_app.run([]) == (["-m", "explorer", demo], {})
    assert build_app.run(["--screenshot", "a.png"]) == (["-m", "explorer", demo, "--screenshot", "a.png"], {})
    assert build_app.run([folder, "--theme", "dark"]) == (["-m", "explorer", folder, "--theme", "dark"], {})
    assert build_app.run(["--version"]) == (["-m", "explorer", "--version"], {})


def test_run_without_a_display_saves_a_picture_of_an_offscreen_window(build_app, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    picture = str(tmp_path / "retrieval-explorer.png")
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    assert build_app.run([]) == (["-m", "explorer", str(build_app.DEMO), "--screenshot", picture], offscreen)
    assert "No display" in capsys.readouterr().out
    assert build_app.run([".", "--screenshot=b.png"]) == (["-m", "explorer", ".", "--screenshot=b.png"], offscreen)


def test_run_passes_a_command_of_the_program_on_as_it_is(build_app):
    assert build_app.run(["evaluate", "photos", "--json", "a"]) == (
        ["-m", "explorer", "evaluate", "photos", "--json", "a"],
        {},
    )


def test_test_runs_pytest_offscreen_where_there_is_no_display(build_app, monkeypatch):
    shared = build_app.test_processes()
    assert build_app.test(["-k", "graph"]) == (
        ["-m", "pytest", *shared, "-k", "graph"],
        {"QT_QPA_PLATFORM": "offscreen"},
    )
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert build_app.test([]) == (["-m", "pytest", *shared], {})


def test_flags_of_torch_are_taken_out_of_what_is_passed_on(build_app, monkeypatch, capsys):
    seen = []
    monkeypatch.setattr(build_app, "set_up", lambda build, *, dev: seen.append((build, dev)))
    monkeypatch.setattr(build_app, "launch", lambda arguments, _environment, folder: seen.append((arguments, folder)))
    build_app.main(["test", "-x", "--cuda"])
    assert seen == [("cuda", True), (["-m", "pytest", *build_app.test_processes(), "-x"], ROOT)]
    assert build_app.main(["run", "--cuda", "--cpu"]) == 1
    assert "either --cuda or --cpu" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------------------- set-up


def test_a_stamp_holds_until_the_project_or_the_wish_changes(build_app, installed, monkeypatch):
    assert not build_app.is_ready(None, dev=False)
    installed("cpu")
    assert build_app.is_ready(None, dev=False)
    assert build_app.is_ready("cpu", dev=False)
    assert not build_app.is_ready("cuda", dev=False)
    assert not build_app.is_ready(None, dev=True)
    installed("cuda", dev=True)
    assert build_app.is_ready(None, dev=False)
    assert build_app.is_ready("cuda", dev=True)
    monkeypatch.setattr(build_app, "project_tables", lambda: {"project": {"dependencies": ["torch>=9"]}})
    assert not build_app.is_ready(None, dev=False)


def test_a_damaged_stamp_means_another_set_up(build_app, installed):
    installed("cpu")
    build_app.STAMP.write_text("{")
    assert not build_app.is_ready(None, dev=False)


def test_a_ready_set_up_installs_nothing(build_app, installed, pip_calls, monkeypatch):
    installed("cpu")
    monkeypatch.setattr(build_app, "missing_packages", lambda *, dev: [])
    build_app.set_up(None, dev=False)
    assert pip_calls == []


def test_the_cpu_build_comes_from_its_index_or_from_where_pip_finds_it(build_app, pip_calls, monkeypatch, capsys):
    monkeypatch.setattr(build_app.sys, "platform", "linux")
    monkeypatch.setattr(build_app, "reachable", lambda url: True)
    build_app.install_torch("cpu")
    monkeypatch.setattr(build_app, "reachable", lambda url: False)
    build_app.install_torch("cpu")
    requirement = build_app.torch_requirement()
    assert requirement.startswith("torch>=")
    assert pip_calls == [("install", "--index-url", build_app.CPU_INDEX, requirement), ("install", requirement)]
    assert "cannot be reached" in capsys.readouterr().out


def test_the_build_of_torch_is_kept_unless_another_is_asked_for(build_app, installed, pip_calls, monkeypatch):
    monkeypatch.setattr(build_app.sys, "platform", "linux")
    installed("cuda")
    build_app.install_torch("cuda")
    assert pip_calls == []
    monkeypatch.setattr(build_app, "reachable", lambda url: True)
    build_app.install_torch("cpu")
    assert pip_calls[0] == ("uninstall", "--yes", "torch")


def test_no_cuda_build_is_a_clear_error(build_app, installed, pip_calls, monkeypatch):
    monkeypatch.setattr(build_app.sys, "platform", "linux")
    installed("cpu")
    with pytest.raises(build_app.SetupError, match="without --cuda"):
        build_app.install_torch("cuda")


def test_nothing_listens_at_an_unreachable_index(build_app):
    assert not build_app.reachable("http://127.0.0.1:9/torch/")


@pytest.mark.parametrize(
    ("line", "shown", "mend"),
    [
        (
            "ERROR: Could not install: [Errno 28] No space left on device",
            "Could not install: [Errno 28]",
            "disk is full",
        ),
        ("ERROR: Package 'x' requires a different Python: 3.16.0", "Package 'x' requires", "too new"),
        ("WARNING: Retrying after 'NewConnectionError'", "", "could not be reached"),
        ("ERROR: No matching distribution found for torch<2.14", "No matching distribution", "has no build"),
        ("FileNotFoundError: Forced include not found", "FileNotFoundError: Forced include", "Read the log"),
    ],
)
def test_a_failure_of_pip_comes_with_its_errors_the_mend_and_the_log(build_app, line, shown, mend):
    build_app.PIP_LOG.write_text(f"2026-01-01T00:00:00,000 Collecting torch\n2026-01-01T00:00:01,000   {line}\n")
    message = build_app.pip_failure()
    assert shown in message
    assert mend in message
    assert str(build_app.PIP_LOG) in message


# ---------------------------------------------------------------------------------------------------- system packages


@LINUX
def test_missing_libraries_become_packages(build_app, monkeypatch):
    monkeypatch.setattr(build_app, "loadable", lambda library: library not in {"libEGL.so.1", "libxcb-cursor.so.0"})
    monkeypatch.setattr(build_app, "has_fonts", lambda: False)
    monkeypatch.setattr(build_app.importlib.util, "find_spec", lambda name: None)
    common = ["fonts-dejavu-core", "libegl1", f"python{build_app.PYTHON}-venv"]
    assert build_app.missing_packages(dev=False) == common
    monkeypatch.setenv("DISPLAY", ":0")
    assert build_app.missing_packages(dev=False) == sorted([*common, "libxcb-cursor0"])


@LINUX
def test_where_we_may_not_install_the_one_line_to_type_is_printed(build_app, monkeypatch):
    monkeypatch.setattr(build_app, "root_prefix", lambda: None)
    monkeypatch.setattr(build_app.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(build_app.shutil, "which", lambda name: f"/usr/bin/{name}")
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    with pytest.raises(build_app.SetupError, match=line):
        build_app.install_packages(["libegl1", "libgl1"])
    monkeypatch.setattr(build_app.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    with pytest.raises(build_app.SetupError, match=r"su -c 'apt-get update && apt-get install .* libegl1'"):
        build_app.install_packages(["libegl1"])
    monkeypatch.setattr(build_app.shutil, "which", lambda name: None)
    with pytest.raises(build_app.SetupError, match="what your system calls them"):
        build_app.install_packages(["libegl1"])


@LINUX
@pytest.mark.skipif(shutil.which("readelf") is None, reason="needs readelf (Debian: binutils)")
def test_every_library_that_qt_takes_from_the_system_is_in_the_tables(build_app):
    import PySide6

    qt = Path(PySide6.__file__).parent / "Qt"
    platforms = {
        "libqoffscreen.so": build_app.QT_LIBRARIES,
        "libqxcb.so": build_app.QT_LIBRARIES | build_app.X11_LIBRARIES,
        "libqwayland.so": build_app.QT_LIBRARIES | build_app.WAYLAND_LIBRARIES,
    }
    for plugin, libraries in platforms.items():
        unknown = needed_from_system(qt / "plugins" / "platforms" / plugin, qt / "lib") - libraries.keys()
        assert not unknown, f"{plugin} needs {sorted(unknown)}: add them and their Debian packages to build_app.py"


def needed_from_system(binary, own_folder):
    """The sonames that a binary and the libraries beside it name as needed, and that the wheel does not hold."""
    pending, seen, outside = [binary], set(), set()
    while pending:
        listing = subprocess.run(["readelf", "-d", str(pending.pop())], capture_output=True, text=True, check=True)
        names = [line.split("[")[1].rstrip("]") for line in listing.stdout.splitlines() if "(NEEDED)" in line]
        for name in set(names) - seen:
            seen.add(name)
            if (own_folder / name).exists():
                pending.append(own_folder / name)
            elif not name.startswith(EVERYWHERE):
                outside.add(name)
    return outside


@pytest.mark.skipif(os.name == "nt", reason="asks the POSIX loader")
def test_the_loader_is_asked_for_libraries(build_app):
    assert not build_app.loadable("libno-such-library.so.0")
