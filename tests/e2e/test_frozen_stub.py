"""The start path of a frozen build, from a stub: children are the program itself, resources are in its folder."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STUB = Path(__file__).with_name("frozen_stub.py")
HEAVY = (
    *("torch", "faiss", "umap", "openvino", "sklearn", "scipy", "numba", "networkx", "pyqtgraph", "PySide6", "PIL"),
    *("explorer.engine.server", "explorer.engine.worker", "explorer.cli", "explorer.gui", "explorer.methods"),
)
"""What a stub with an almost empty engine does without; a whole build takes minutes."""


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    """The stub as a one-folder build, moved away from where it was built; its executable."""
    pytest.importorskip("PyInstaller", reason="needs PyInstaller (the dev extra)")
    if sys.platform.startswith("linux"):
        if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
            pytest.skip("PyInstaller needs a Python that was built with a shared library")
        if shutil.which("objdump") is None:
            pytest.skip("PyInstaller needs objdump (Debian: binutils)")
    work = tmp_path_factory.mktemp("freeze")
    command = [sys.executable, "-m", "PyInstaller", str(STUB), "--name", "stub", "--onedir", "--noconfirm"]
    command += ["--log-level", "WARN", "--paths", str(ROOT), "--hidden-import", "explorer.engine.children"]
    command += ["--add-data", f"{ROOT / 'resources'}{os.pathsep}explorer/resources"]
    command += [f"--exclude-module={name}" for name in HEAVY]
    places = {"--distpath": "dist", "--workpath": "build", "--specpath": "."}
    command += [word for option, name in places.items() for word in (option, str(work / name))]
    environment = os.environ | {"PYINSTALLER_CONFIG_DIR": str(work / "cache")}
    built = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert built.returncode == 0, built.stderr
    moved = work / "moved to another place"
    shutil.move(work / "dist" / "stub", moved)
    return moved / ("stub.exe" if os.name == "nt" else "stub")


@pytest.fixture(scope="module")
def resource():
    """The name of some resource file, relative to the resources."""
    root = ROOT / "resources"
    return min(path for path in root.rglob("*") if path.is_file()).relative_to(root)


@pytest.fixture
def report(frozen, resource, tmp_path):
    """What the frozen stub says when it is started elsewhere, with nothing of this Python's environment."""
    python_free = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(frozen)],
        cwd=tmp_path,
        env=python_free | {"STUB_RESOURCE": resource.as_posix()},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_frozen_program_starts_itself_as_its_child_and_they_exchange_messages(frozen, report):
    child = report["child"]
    assert child["event"] == "result"
    assert child["greeting"] == "naïve 日本 " + "x" * 100_000
    assert Path(report["executable"]) == frozen
    assert Path(child["executable"]) == frozen
    assert child["argv"][1:] == ["--child", "server"]
    assert child["heavy"] == []


def test_a_frozen_program_finds_its_resources_in_its_own_folder(frozen, report, resource):
    found = Path(report["resource"])
    assert found.is_relative_to(frozen.parent)
    assert found.read_bytes() == (ROOT / "resources" / resource).read_bytes()


def test_a_frozen_program_names_an_unknown_kind_of_child(frozen):
    done = subprocess.run([str(frozen), "--child", "gui"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "server, worker or reader" in done.stderr
