"""The licences and the bill of materials that a frozen build is given."""

import importlib
import json
import sys
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest

PACKAGING = Path(__file__).parents[2] / "resources" / "packaging"
BUNDLED = {"numpy": "numpy", "PySide6": "PySide6_Essentials", "safetensors": "safetensors"}


def environment(*_command, **_named):
    """What cyclonedx-py says of an environment, in short; the whole takes it ten seconds."""
    parts = [{"name": name, "version": version(name), "bom-ref": name} for name in (*BUNDLED.values(), "pytest")]
    dependencies = [{"ref": "safetensors", "dependsOn": ["numpy", "pytest"]}, {"ref": "pytest"}]
    return SimpleNamespace(stdout=json.dumps({"metadata": {}, "components": parts, "dependencies": dependencies}))


@pytest.fixture
def build(tmp_path, monkeypatch):
    """A build of three libraries, with its notices written."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    notices = importlib.import_module("notices")
    monkeypatch.setattr(notices, "_system_libraries", lambda *_: {"libx11-6": ["libX11.so.6"]})
    monkeypatch.setattr(notices.subprocess, "run", environment)
    for name in BUNDLED:
        (tmp_path / "program" / "_internal" / name).mkdir(parents=True)
    notices.write_notices(tmp_path / "program", tmp_path)
    yield tmp_path / "program"
    for name in ("notices", "freezing"):
        sys.modules.pop(name, None)


def test_what_is_in_a_build_is_listed_with_its_licence_and_nothing_else(build):
    listed = (build / "licences" / "README.txt").read_text(encoding="utf-8")
    assert (build / "licences" / "LICENSE").read_text(encoding="utf-8").lstrip().startswith("Apache License")
    assert {"LGPL-3.0.txt", "GPL-3.0.txt"} < {path.name for path in (build / "licences").iterdir()}, "those of Qt"
    for name in BUNDLED.values():
        line = next(line for line in listed.splitlines() if line.lower().startswith(name.replace("_", "-").lower()))
        assert version(name) in line
        assert "see its texts" not in line
    assert list((build / "licences").glob(f"numpy-{version('numpy')}/*"))
    assert "libx11-6: libX11.so.6" in listed
    assert "pytest" not in listed
    bill = json.loads((build / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert bill["metadata"]["component"]["name"] == "retrieval-explorer"
    versions = {part["name"]: part["version"] for part in bill["components"]}
    assert versions.items() >= {name: version(name) for name in BUNDLED.values()}.items()
    assert "pytest" not in versions
    references = {part["bom-ref"] for part in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert all({entry["ref"], *entry["dependsOn"]} <= references for entry in bill["dependencies"])
