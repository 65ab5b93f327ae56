"""Builds the self-contained program of this system and tests it: `python3 build_app.py package [viewer]` comes here.

    build.py [viewer] [--untested]

Leaves in `dist/` one folder with the program, its licences and its bill of materials, and on Linux an AppImage of it,
or where `appimagetool` is not installed the AppDir from which that tool makes one. `viewer` shows what was indexed
elsewhere and is a fifth of the size. Runs in the virtual environment of the checkout.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from freezing import HERE, NAME, ROOT
from notices import write_notices

SPECS = {"linux": "linux.spec", "darwin": "macos.spec", "win32": "windows.spec"}
BUDGET_MB = {"viewer": 250}


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(f"[package] {text}", flush=True)


def main() -> int:
    """Build, complete, test, measure; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("flavour", nargs="?", choices=("full", "viewer"), default="full")
    parser.add_argument("--untested", action="store_true", help="leave the self-test of the result out")
    arguments = parser.parse_args()
    folder = freeze(arguments.flavour)
    write_notices(folder, ROOT / "build" / arguments.flavour)
    if sys.platform == "linux":
        complete_for_linux(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6
    say(f"{folder.relative_to(ROOT)}: {size:,.0f} MB")
    if size > BUDGET_MB.get(arguments.flavour, float("inf")):
        say(f"The {arguments.flavour} is larger than {BUDGET_MB[arguments.flavour]} MB.")
        return 1
    if not arguments.untested:
        status = tested(folder)
        if status:
            say(f"The self-test failed with status {status}.")
            return 1
    if sys.platform == "linux":
        make_appimage(folder)
    return 0


def freeze(flavour: str) -> Path:
    """Run PyInstaller; the folder that it made."""
    began = time.monotonic()
    say(f"Collecting the {flavour} program (two to ten minutes)")
    work = ROOT / "build" / flavour
    command = [sys.executable, "-m", "PyInstaller", str(HERE / SPECS[sys.platform]), "--noconfirm", "--clean"]
    command += ["--log-level", "ERROR", "--distpath", str(ROOT / "dist"), "--workpath", str(work)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "EXPLORER_FLAVOUR": flavour}, check=True)
    say(f"Collected in {time.monotonic() - began:.0f} s")
    return ROOT / "dist" / (NAME if flavour == "full" else f"{NAME}-{flavour}")


def complete_for_linux(folder: Path) -> None:
    """Add icon, entry of the applications menu and the script that puts it there; leave debugging symbols out."""
    strip = shutil.which("strip")
    for library in (folder / "_internal").glob("libpython*.so*") if strip else ():
        subprocess.run([str(strip), "--strip-unneeded", str(library)], check=True)
    for name in ("retrieval-explorer.desktop", "add-to-menu.sh"):
        shutil.copy2(HERE / name, folder / name)
    shutil.copy2(ROOT / "resources" / "icons" / "app.svg", folder / "retrieval-explorer.svg")


def tested(folder: Path) -> int:
    """Let the program test itself, moved to another place, started from a third, without Python or display.

    Returns:
        The exit status of the self-test.
    """
    with tempfile.TemporaryDirectory(prefix="retrieval-explorer-", dir=ROOT / "build") as name:
        elsewhere = Path(name) / "moved to another place"
        shutil.move(folder, elsewhere)
        try:
            return _tested(elsewhere / (NAME + (".exe" if os.name == "nt" else "")), Path(name))
        finally:
            shutil.move(elsewhere, folder)


def _tested(program: Path, home: Path) -> int:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    bare = {**kept, "PATH": str(home / "nothing here"), "HOME": str(home), "LANG": "C.UTF-8"}
    for text in ("first start", "second start"):
        began = time.monotonic()
        subprocess.run([program, "--version"], cwd=home, env=bare, stdout=subprocess.DEVNULL, check=True)
        say(f"{text} to the version: {time.monotonic() - began:.2f} s")
    say(f"window: {_seconds_to_window(program, home, bare):.2f} s from start to painted")
    return subprocess.run([program, "--self-test"], cwd=home, env=bare, check=False).returncode


def _seconds_to_window(program: Path, home: Path, bare: dict[str, str]) -> float:
    """Seconds until the offscreen window of a start with nothing to open is whole and painted."""
    environment = {**bare, "QT_QPA_PLATFORM": "offscreen", "EXPLORER_HOME": str(home / "start")}
    command = [str(program), "--screenshot", str(home / "start.png")]
    began = time.monotonic()
    with subprocess.Popen(command, cwd=home, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("The window is painted"):
                seconds = time.monotonic() - began
                process.kill()
                return seconds
    raise RuntimeError("The program ended before it had painted its window.")


def make_appimage(folder: Path) -> None:
    """Lay the folder out as an AppDir and pack it into one file; the AppDir is left where the tool for that is missing.

    The AppDir takes no room beside the folder: both name the same files.
    """
    place = ROOT / "dist" / f"{folder.name}.AppDir"
    target = ROOT / "dist" / f"{folder.name}-{os.uname().machine}.AppImage"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder, place, symlinks=True, copy_function=os.link)
    (place / "AppRun").symlink_to(NAME)
    (place / ".DirIcon").symlink_to(f"{NAME}.svg")
    subprocess.run([place / "AppRun", "--version"], stdout=subprocess.DEVNULL, check=True)
    tool = shutil.which("appimagetool")
    if tool is None:
        where = f"{place.relative_to(ROOT)} {target.relative_to(ROOT)}"
        say(f"No AppImage: appimagetool is not on the PATH. Where it is, type: appimagetool --no-appstream {where}")
        return
    subprocess.run([tool, "--no-appstream", str(place), str(target)], check=True)
    shutil.rmtree(place)
    say(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
