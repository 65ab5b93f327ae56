"""Builds the self-contained program of this system and tests it: `python3 build_app.py package [viewer]` comes here.

    build.py [viewer] [--untested] [--runtime FILE]

Leaves in `dist/` one folder with the program, its licences and its bill of materials, and on Linux an AppImage of it:
by `appimagetool` where it is on the PATH, otherwise by `mksquashfs` behind the runtime that --runtime names, and where
these are missing too the AppDir from which they make one. `viewer` shows what was indexed elsewhere and is a fifth of
the size. Runs in the virtual environment of the checkout.
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
RUNTIME = "runtime-x86_64 or runtime-aarch64 of github.com/AppImage/type2-runtime"


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(f"[package] {text}", flush=True)


def main() -> int:
    """Build, complete, test, measure; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("flavour", nargs="?", choices=("full", "viewer"), default="full")
    parser.add_argument("--untested", action="store_true", help="leave the self-test of the result out")
    parser.add_argument("--runtime", type=runtime_file, metavar="FILE", help="what an AppImage begins with: " + RUNTIME)
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
        make_appimage(folder, arguments.runtime)
    return 0


def runtime_file(name: str) -> Path:
    """The runtime that an option names.

    Raises:
        ArgumentTypeError: the file is no program of Linux.
    """
    path = Path(name).resolve()
    if not path.is_file() or path.read_bytes()[:4] != b"\x7fELF":
        raise argparse.ArgumentTypeError(f"{name} is no program of Linux; take {RUNTIME}.")
    return path


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


def make_appimage(folder: Path, runtime: Path | None) -> None:
    """Lay the folder out as an AppDir and pack it into one file; the AppDir is left where the tools for that lack.

    The AppDir takes no room beside the folder: both name the same files.
    """
    place = ROOT / "dist" / f"{folder.name}.AppDir"
    target = ROOT / "dist" / f"{folder.name}-{os.uname().machine}.AppImage"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder, place, symlinks=True, copy_function=os.link)
    (place / "AppRun").symlink_to(NAME)
    (place / ".DirIcon").symlink_to(f"{NAME}.svg")
    subprocess.run([place / "AppRun", "--version"], stdout=subprocess.DEVNULL, check=True)
    if not packed(place, target, runtime):
        where = f"{place.relative_to(ROOT)} {target.relative_to(ROOT)}"
        say(f"No AppImage: appimagetool is not on the PATH. Where it is, type: appimagetool --no-appstream {where}")
        say(f"Or install squashfs-tools, and give --runtime FILE: {RUNTIME}.")
        return
    bare = {**os.environ, "APPIMAGE_EXTRACT_AND_RUN": "1"}  # so that no FUSE is needed
    subprocess.run([target, "--version"], env=bare, stdout=subprocess.DEVNULL, check=True)
    shutil.rmtree(place)
    say(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:,.0f} MB")


def packed(place: Path, target: Path, runtime: Path | None) -> bool:
    """Pack an AppDir into one file that can be started: the runtime, then a squashfs of the folder.

    Returns:
        Whether the tools for that are here.
    """
    tool, squash = shutil.which("appimagetool"), shutil.which("mksquashfs")
    if tool:
        given = ["--runtime-file", str(runtime)] if runtime else []
        subprocess.run([tool, "--no-appstream", *given, str(place), str(target)], check=True)
        return True
    if not (squash and runtime):
        return False
    start = runtime.read_bytes()
    options = ["-offset", str(len(start)), "-noappend", "-root-owned", "-quiet", "-no-progress"]
    options += ["-comp", "gzip"]  # every runtime reads it
    subprocess.run([squash, str(place), str(target), *options], check=True)
    with target.open("r+b") as whole:
        whole.write(start)
    target.chmod(0o755)
    return True


if __name__ == "__main__":
    sys.exit(main())
