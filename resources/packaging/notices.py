"""The licences and the bill of materials of a frozen build: what is in it, whose it is, on which terms.

    notices.py FOLDER WORK      FOLDER the build, WORK where PyInstaller left its tables

`licences/` holds the texts, `licences/README.txt` the list, `sbom.cdx.json` the same as CycloneDX for programs that
look for known flaws. Written by cyclonedx-py from the virtual environment, less what is not in the build.
"""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distributions, packages_distributions
from pathlib import Path
from platform import python_version
from typing import Any

from freezing import HERE, NAME, ROOT

_TEXT = re.compile(r"(^|/)(licen[cs]es?|copying|notice|authors)[^/]*$|/licen[cs]es/", re.IGNORECASE)

_INTRODUCTION = """Retrieval Explorer is licensed under the Apache License 2.0 (LICENSE).

This folder also holds the programs and libraries below, each under its own terms, whose texts lie beside this file.
Qt and PySide6 are used under the LGPL 3 (LGPL-3.0.txt, which adds to GPL-3.0.txt): they are separate libraries in
`_internal`, and may be replaced by others of the same interface; their source is at download.qt.io.
"""


def write_notices(folder: Path, work: Path) -> None:
    """Add licences and bill of materials to a build."""
    bundled = bundled_distributions(folder, work)
    target = folder / "licences"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copy2(ROOT / "LICENSE", target / "LICENSE")
    for text in (HERE / "licences").iterdir():
        shutil.copy2(text, target / text.name)
    lines = [_INTRODUCTION]
    for name, distribution in sorted(bundled.items()):
        count = _copy_texts(distribution, target / f"{name}-{distribution.version}")
        lines.append(f"{name} {distribution.version}: {_licence(distribution)} ({count} texts)")
    lines += ["", "From the system that this was built on:", ""]
    lines += [f"{package}: {', '.join(files)}" for package, files in _system_libraries(folder, target).items()]
    (target / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _write_bill(folder / "sbom.cdx.json", set(bundled))


def bundled_distributions(folder: Path, work: Path) -> dict[str, Distribution]:
    """The installed packages of which something is in the build, by their normalised names."""
    owners = packages_distributions()
    names = {path.name.partition(".")[0] for path in (folder / "_internal").iterdir()}
    for table in work.rglob("PYZ-00.toc"):
        names |= {entry[0].partition(".")[0] for entry in ast.literal_eval(table.read_text(encoding="utf-8"))[1]}
    wanted = {_normal(owner) for name in names for owner in owners.get(name, ())}
    found = {_normal(distribution.name): distribution for distribution in distributions()}
    return {name: found[name] for name in wanted - {NAME} if name in found}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(distribution: Distribution) -> str:
    """The licence as the package states it, in a few words."""
    metadata = distribution.metadata
    stated = next(iter(metadata.get_all("License-Expression") or ()), "")
    classified = [
        line.rpartition("::")[2].strip() for line in metadata.get_all("Classifier") or () if "License" in line
    ]
    first = next(iter(metadata.get_all("License") or ()), "").strip().partition("\n")[0]
    return stated or ", ".join(classified) or first[:80].replace("UNKNOWN", "") or "see its texts"


def _copy_texts(distribution: Distribution, target: Path) -> int:
    texts = [file for file in distribution.files or () if _TEXT.search(str(file)) and not str(file).endswith(".py")]
    for file in texts:
        source = Path(str(distribution.locate_file(file)))
        if source.is_file():
            target.mkdir(exist_ok=True)
            shutil.copyfile(source, target / str(file).replace("/", "-")[-100:])
    return len(texts)


def _system_libraries(folder: Path, target: Path) -> dict[str, list[str]]:
    """The libraries that came from packages of a Debian system, by package, whose copyright files are copied."""
    found: dict[str, list[str]] = {}
    dpkg = shutil.which("dpkg-query")
    if dpkg is None:
        return found
    names = sorted(path.name for path in (folder / "_internal").glob("lib*.so*") if path.is_file())
    asked = subprocess.run([dpkg, "-S", *(f"*/{name}" for name in names)], capture_output=True, text=True, check=False)
    for line in asked.stdout.splitlines():
        package, _, place = line.partition(": ")
        package, name = package.partition(":")[0], place.rpartition("/")[2]
        if name in names and name not in found.setdefault(package, []):
            found[package].append(name)
            text = Path("/usr/share/doc") / package / "copyright"
            if text.is_file():
                shutil.copyfile(text, target / f"{package}.copyright")
    return found


def _write_bill(target: Path, bundled: set[str]) -> None:
    """The bill of materials of the environment, less what is not in the build."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
    made = subprocess.run([*command, sys.executable], capture_output=True, text=True, check=True)
    bill: dict[str, Any] = json.loads(made.stdout)
    bill["components"] = [part for part in bill.get("components", ()) if _normal(part["name"]) in bundled]
    bill["components"].append({"type": "platform", "bom-ref": "python", "name": "python", "version": python_version()})
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    bill["metadata"]["component"] = {"type": "application", "bom-ref": NAME, "name": NAME, "version": version}
    kept = {part["bom-ref"] for part in bill["components"]}
    dependencies = [entry for entry in bill.get("dependencies", ()) if entry["ref"] in kept]
    for entry in dependencies:
        entry["dependsOn"] = [ref for ref in entry.get("dependsOn", ()) if ref in kept]
    bill["dependencies"] = [{"ref": NAME, "dependsOn": sorted(kept)}, *dependencies]
    target.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_notices(Path(sys.argv[1]), Path(sys.argv[2]))
