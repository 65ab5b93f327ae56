#!/usr/bin/env python3
"""Set up Retrieval Explorer in this checkout, then start it or test it.

    python3 build_app.py run  [--cuda | --cpu] [PATH] [options of the program]
    python3 build_app.py test [--cuda | --cpu] [options of pytest]
    python3 build_app.py package [--cuda | --cpu] [viewer] [--untested] [--runtime FILE]

run     opens the window on PATH, or on the demo collection when no PATH is given. Everything else is passed on to the
        program, its commands too (`run evaluate photos/`). `--screenshot FILE` saves a picture of the window.
        Without a display the same work is done in an offscreen window, which is saved as a picture.
test    runs the tests from the top of the checkout, with the tools that developers need.
package builds a program for machines without Python in the folder `dist`, and lets it test itself. `viewer` is a small
        one that shows what was indexed elsewhere. Tried on Linux alone; the folder works on systems of that kind whose
        C library is as new as here, and so does the AppImage of it, where `appimagetool` is installed or `mksquashfs`
        is and `--runtime` names the AppImage project's runtime.

All first make the virtual environment `.venv`, with the CPU build of torch unless `--cuda` is given, and see to the
system libraries that a Qt window needs. That takes some minutes once; later starts only look at a stamp. What is
installed stays until `--cuda` or `--cpu` asks for the other build.

Needs Python 3.11 or later and its standard library, nothing else.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

MINIMUM_PYTHON = (3, 11)
PYTHON = "{}.{}".format(*sys.version_info)  # no finer: a system update may raise the rest while we install
ROOT = Path(__file__).resolve().parent
DEMO = ROOT / "resources" / "demo"
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
PIP_LOG = VENV / "pip.log"

TEST_PROCESSES = 4
"""Tests run in so many processes at most; more take more memory than time."""

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CUDA_INDEX = "https://download.pytorch.org/whl/cu130"  # asked on Windows alone: PyPI has CUDA builds for Linux only

# Libraries that Qt takes from the system, and the Debian or Ubuntu package of each. The first table is needed even
# without a display; a test compares them with what the installed Qt is linked to.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

# What to do about a failed installation, by what pip's log says; the first match counts.
PIP_MENDS = (
    ("No space left on device", "The disk is full: free about 4 GB, then run the same command again."),
    ("requires a different Python", "This Python is too new for the project: use Python 3.11 to 3.14."),
    ("NewConnectionError|NameResolutionError|ProxyError|SSLError|timed out|Connection (?:reset|refused)",
     "The package index could not be reached: check the connection or the proxy settings, then run it again."),
    ("No matching distribution found|Could not find a version",
     "The index could not be reached, or has no build of that package for this system: check the connection, and use "
     "Python 3.11 to 3.13 of 64 bit."),
)  # fmt: skip


class SetupError(Exception):
    """The set-up cannot go on; the message says why and what to do."""


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(f"[build_app] {text}", flush=True)


# ---------------------------------------------------------------------------------------------- the system's packages


def headless() -> bool:
    """Whether a Qt window cannot be seen here: no display, or an offscreen platform was asked for."""
    asked = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if asked:
        return asked in {"offscreen", "minimal"}
    return sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages(*, dev: bool) -> list[str]:
    """The Debian packages that a window (and, with `dev`, the tests) need and that this Linux system lacks."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = dict(QT_LIBRARIES)
    if not headless():
        libraries |= X11_LIBRARIES if os.environ.get("DISPLAY") else WAYLAND_LIBRARIES
    missing = [package for library, package in libraries.items() if not loadable(library)]
    if not has_fonts():
        missing.append("fonts-dejavu-core")
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{PYTHON}-venv")
    if dev and shutil.which("objdump") is None:
        missing.append("binutils")  # PyInstaller reads binaries with it, and bundles the shared Python below
    if dev and sys.prefix == "/usr" and not loadable(f"libpython{PYTHON}.so.1.0"):
        missing.append(f"libpython{PYTHON}")
    return sorted(set(missing))


def loadable(library: str) -> bool:
    """Whether the dynamic loader finds the library, asked of the loader itself."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_fonts() -> bool:
    """Whether the system has any font file; without one Qt draws no letters."""
    folders = [Path(name).expanduser() for name in FONT_FOLDERS]
    return any(next(folder.rglob(f"*.{kind}"), None) for folder in folders for kind in ("ttf", "otf", "ttc"))


def install_packages(packages: list[str]) -> None:
    """Install Debian packages where we may.

    Raises:
        SetupError: we may not, or it failed; the message holds the one line to type.
    """
    if shutil.which("apt-get") is None:
        raise SetupError(
            "This system lacks libraries that Debian calls "
            + ", ".join(packages)
            + ". Install what your system calls them, then run the same command again."
        )
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = root_prefix()
    if prefix is None:
        ask = "Some system packages are missing. Type this line, then run the same command again:"
        raise SetupError(f"{ask}\n\n    {line_to_type(install)}\n")
    say(f"Installing system packages with apt-get (about a minute): {' '.join(packages)}")
    base = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*base, "apt-get", "-qq", "update"], capture_output=True, check=False)  # a dead mirror shows below
    done = subprocess.run([*base, *install], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(
            f"apt-get failed:\n{done.stderr.strip()}\nMend that, or type:\n\n    {line_to_type(install)}\n"
        )


def line_to_type(install: list[str]) -> str:
    """One line of shell with which an administrator installs the packages."""
    if os.geteuid() == 0:
        return f"apt-get update && {' '.join(install)}"
    if shutil.which("sudo"):
        return f"sudo apt-get update && sudo {' '.join(install)}"
    return f"su -c 'apt-get update && {' '.join(install)}'"


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root: nothing for root, passwordless sudo, None where we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


# --------------------------------------------------------------------------------------------- the virtual environment


def venv_python() -> Path:
    """The interpreter of the virtual environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_venv() -> None:
    """Make `.venv` for this Python, or keep the one that is there if it works and is of the same version.

    Raises:
        SetupError: Python's venv module failed.
    """
    probe = [str(venv_python()), "-c", "import sys, pip; print('{}.{}'.format(*sys.version_info))"]
    if venv_python().exists():
        found = subprocess.run(probe, capture_output=True, text=True, check=False)
        if found.returncode == 0 and found.stdout.strip() == PYTHON:
            return
    say(f"Making the virtual environment {VENV} with Python {PYTHON}")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise SetupError(f"Python could not make {VENV}:\n{(made.stdout + made.stderr).strip()}")


def pip(*arguments: str) -> None:
    """Run pip in the virtual environment; on a terminal with its bars, otherwise with a line for each large download.

    Raises:
        SetupError: pip failed; the message has its error lines, a mend, and where the whole log is.
    """
    command = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input", "--log", str(PIP_LOG)]
    PIP_LOG.unlink(missing_ok=True)
    if sys.stdout.isatty():
        code = subprocess.call([*command, *arguments], cwd=ROOT)
    else:
        code = pip_in_few_words([*command, *arguments])
    if code:
        raise SetupError(pip_failure())


def pip_in_few_words(command: list[str]) -> int:
    """Run pip and print what takes long: the downloads of a megabyte or more, and the unpacking; its exit status."""
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, errors="replace"
    ) as process:
        for line in process.stdout or ():
            if large := re.match(r"\s*Downloading (\w+)-([^-]+)-.* \((.* [MG]B)\)", line):
                say("  Downloading {} {} ({})".format(*large.groups()))
            elif line.startswith("Installing collected packages:"):
                say(f"  Unpacking {line.count(',') + 1} packages")
    return process.returncode


def pip_failure() -> str:
    """One message from pip's log: its error lines and those of a build that it ran, the mend, the place of the log."""
    log = PIP_LOG.read_text(encoding="utf-8", errors="replace") if PIP_LOG.exists() else ""
    errors = re.findall(r"^\S+ +(?:ERROR: |\[present-rich\] )?((?:(?<=ERROR: )|[A-Z]\w*Error: ).+)$", log, re.MULTILINE)
    mend = next((mend for pattern, mend in PIP_MENDS if re.search(pattern, log)), "Read the log for the cause.")
    return "\n".join(["pip could not install the packages.", *dict.fromkeys(errors[-4:]), mend, f"The log: {PIP_LOG}"])


# ----------------------------------------------------------------------------------------------------- the installation


def project_tables() -> dict[str, Any]:
    """The tables of pyproject.toml that decide what is installed."""
    import tomllib  # here, because this file must start under an older Python to name the needed one

    tables = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {"build-system": tables["build-system"], "project": tables["project"], "hatch": tables["tool"].get("hatch")}


def torch_requirement() -> str:
    """The project's own requirement on torch, so that its bounds are written once."""
    dependencies: list[str] = project_tables()["project"]["dependencies"]
    return next(line for line in dependencies if re.match(r"torch\b(?!-)", line))


def installed_torch() -> str | None:
    """The build of torch in the virtual environment, `cpu` or `cuda`; None when there is none."""
    for version in (
        *VENV.glob("lib/python*/site-packages/torch/version.py"),
        *VENV.glob("Lib/site-packages/torch/version.py"),
    ):
        return "cpu" if re.search(r"^cuda\b.*= None", version.read_text(encoding="utf-8"), re.MULTILINE) else "cuda"
    return None


def install_torch(build: str) -> None:
    """Install the wanted build of torch unless it is there.

    Raises:
        SetupError: pip failed, or there is no CUDA build for this machine.
    """
    installed = installed_torch()
    if installed == build:
        return
    if build == "cuda" and sys.platform == "darwin":
        raise SetupError("There is no CUDA on macOS: run it without --cuda.")
    if installed:
        pip("uninstall", "--yes", "torch")
    say(f"Installing torch, the {build.upper()} build ({'200 MB' if build == 'cpu' else 'about 3 GB'} to download)")
    pip("install", *torch_index(build), torch_requirement())
    if build == "cuda" and installed_torch() != "cuda":
        raise SetupError("pip found only a CPU build of torch for this machine: run it without --cuda to use that.")


def torch_index(build: str) -> list[str]:
    """The options of pip that lead to a build of torch; none where pip's usual index has it."""
    if build == "cuda":
        return ["--index-url", CUDA_INDEX] if os.name == "nt" else []
    if not sys.platform.startswith("linux"):
        return []
    if reachable(f"{CPU_INDEX}/torch/"):
        return ["--index-url", CPU_INDEX]
    say(f"  {CPU_INDEX} cannot be reached: taking what pip finds (from PyPI that is the CUDA build, about 3 GB)")
    return []


def reachable(url: str) -> bool:
    """Whether a web server answers for the address within five seconds."""
    import urllib.request  # slow to import and needed only once
    from http.client import HTTPException

    request = urllib.request.Request(url, method="HEAD")  # noqa: S310 - only our own https constants come here
    try:
        with urllib.request.urlopen(request, timeout=5):  # noqa: S310
            return True
    except (OSError, HTTPException):
        return False


def stamp_key() -> str:
    """A hash of everything that the installation depends on: the project's tables, this Python, this place."""
    parts = json.dumps([project_tables(), PYTHON, str(ROOT)], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()


def is_ready(build: str | None, *, dev: bool) -> bool:
    """Whether an earlier set-up holds: same project and Python, the developers' tools if wanted, the build if asked."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    same = stamp.get("key") == stamp_key() and (stamp.get("dev") or not dev) and venv_python().exists()
    return bool(same) and build in (None, installed_torch())


def set_up(build: str | None, *, dev: bool) -> None:
    """Bring the system's packages and the virtual environment to what the project needs; quick when they are there.

    Args:
        build: the build of torch, `cpu` or `cuda`; None keeps what is installed and takes `cpu` at first.
        dev: with what the tests need.

    Raises:
        SetupError: something could not be installed.
    """
    packages = missing_packages(dev=dev)
    if packages:
        install_packages(packages)
    if is_ready(build, dev=dev):
        return
    started = time.monotonic()
    say("Setting up: some 500 MB to download and 2 GB on disk, usually two to five minutes. Later starts skip this.")
    dev = dev or had_dev()
    make_venv()
    STAMP.unlink(missing_ok=True)
    install_torch(build or installed_torch() or "cpu")
    say("Installing the project and its other dependencies")
    pip("install", "--editable", ".[dev]" if dev else ".")
    STAMP.write_text(json.dumps({"key": stamp_key(), "dev": dev}), encoding="utf-8")
    say(f"Set up in {time.monotonic() - started:.0f} s")


def had_dev() -> bool:
    """Whether the last set-up held the developers' tools, so that a change of the project keeps them up to date."""
    try:
        return bool(json.loads(STAMP.read_text(encoding="utf-8")).get("dev"))
    except (OSError, ValueError):
        return False


# --------------------------------------------------------------------------------------------------------- the commands


def run(arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    """The command line of the program and what to add to its environment.

    Without a PATH the demo collection is opened. Without a display the window is painted offscreen and saved as a
    picture. A first word that is neither an option nor a path is a command of the program and passed on as it is.
    """
    opens_window = not arguments or arguments[0].startswith("-") or Path(arguments[0]).exists()
    if not opens_window or {"--help", "-h", "--version"} & set(arguments):
        return ["-m", "explorer", *arguments], {}
    if not arguments or arguments[0].startswith("-"):
        arguments = [str(DEMO), *arguments]
    if not headless():
        return ["-m", "explorer", *arguments], {}
    if not any(word.partition("=")[0] == "--screenshot" for word in arguments):
        arguments = [*arguments, "--screenshot", str(Path.cwd() / "retrieval-explorer.png")]
    say("No display here: indexing and comparing in an offscreen window, which is saved as a picture.")
    return ["-m", "explorer", *arguments], {"QT_QPA_PLATFORM": "offscreen"}


def test_processes() -> list[str]:
    """Options that share the tests out among processes, file by file, as much in a file is made once for all of it."""
    return ["-n", str(min(os.cpu_count() or 1, TEST_PROCESSES)), "--dist", "loadfile"]


def test(arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    """The command line of pytest, a process for each of up to four cores, and what to add to its environment."""
    return ["-m", "pytest", *test_processes(), *arguments], {"QT_QPA_PLATFORM": "offscreen"} if headless() else {}


def package(arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    """The command line that builds the self-contained program, and what to add to its environment."""
    return [str(ROOT / "resources" / "packaging" / "build.py"), *arguments], {}


def launch(arguments: list[str], environment: dict[str, str], folder: Path) -> int:
    """Run the virtual environment's Python in place of this process (Windows: as a child); the exit status."""
    command = [str(venv_python()), *arguments]
    os.environ.update(environment)
    os.chdir(folder)
    if os.name == "nt":
        return subprocess.call(command)
    sys.stdout.flush()
    return os.execv(command[0], command)  # noqa: S606 - a list, no shell


def torch_build(flags: list[str]) -> str | None:
    """The build of torch that the command line asks for, if any.

    Raises:
        SetupError: it asks for both.
    """
    if len(set(flags)) > 1:
        raise SetupError("Give either --cuda or --cpu.")
    return flags[0].lstrip("-") if flags else None


def main(argv: list[str]) -> int:
    """Set up, then do what the command line says; the exit status."""
    if sys.version_info < MINIMUM_PYTHON:
        print("Retrieval Explorer needs Python 3.11 or later; this is " + sys.version.split()[0], file=sys.stderr)
        return 2
    commands = {"run": run, "test": test, "package": package}
    if not argv or argv[0] not in commands or argv[1:] in (["--help"], ["-h"]):
        asked = bool({"--help", "-h"} & set(argv))
        print(__doc__, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    flags = [word for word in argv[1:] if word in {"--cuda", "--cpu"}]
    rest = [word for word in argv[1:] if word not in flags]
    try:
        set_up(torch_build(flags), dev=argv[0] != "run")
        arguments, environment = commands[argv[0]](rest)
        return launch(arguments, environment, Path.cwd() if argv[0] == "run" else ROOT)
    except SetupError as error:
        print(f"[build_app] {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("[build_app] Interrupted; run the same command again to go on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
