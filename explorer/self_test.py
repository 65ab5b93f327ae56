"""`--self-test`: whether this very build works, from a window down to each method, in a folder of its own.

Meant for a frozen program on a machine without Python, and for whoever packages it. Nothing of the person is read or
written, and no display is needed.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from explorer.engine.flavour import is_viewer
from explorer.protocol import resources
from explorer.workspace.places import HOME_VARIABLE

FITTED_IMAGES = 240
"""Images of the demo that each method is fitted on."""

_WINDOW_SECONDS = 1200.0
_VIEWER_SIZE = (60, 8)


class Failed(Exception):  # noqa: N818 - the outcome of a step
    """A step did not do what it should; the text says what it did."""


def run_self_test() -> int:
    """Try everything and print one line a step; the exit status is 0 where all of it works."""
    before = os.environ.get(HOME_VARIABLE)
    with tempfile.TemporaryDirectory(prefix="retrieval-explorer-", ignore_cleanup_errors=True) as folder:
        os.environ[HOME_VARIABLE] = folder
        try:
            steps = _viewer_steps(Path(folder)) if is_viewer() else _full_steps(Path(folder))
            passed = [_tried(name, step) for name, step in steps]
        finally:
            if before is None:
                del os.environ[HOME_VARIABLE]
            else:
                os.environ[HOME_VARIABLE] = before
    print("The self-test passed." if all(passed) else f"{passed.count(False)} of {len(passed)} steps failed.")
    return 0 if all(passed) else 1


def _tried(name: str, step: Callable[[], str]) -> bool:
    began = time.perf_counter()
    try:
        detail, passed = step(), True
    except Exception as error:  # noqa: BLE001 - the other steps go on
        detail, passed = f"{type(error).__name__}: {error}", False
    print(f"{'OK  ' if passed else 'FAIL'}  {time.perf_counter() - began:6.1f} s  {name}: {detail}", flush=True)
    return passed


def _full_steps(folder: Path) -> list[tuple[str, Callable[[], str]]]:
    demo = resources.find("demo")
    return [
        ("installation", _installation),
        ("window", lambda: _window(demo, folder / "window.png")),
        ("methods on the demo", lambda: _methods(demo)),
    ]


def _viewer_steps(folder: Path) -> list[tuple[str, Callable[[], str]]]:
    features = folder / "vectors.npz"
    return [
        ("vectors", lambda: _write_vectors(features)),
        ("window", lambda: _window(features, folder / "window.png")),
    ]


def _installation() -> str:
    """The checks of `doctor`."""
    from explorer.cli.checks import findings

    found = list(findings())
    bad = [f"{finding.name} ({finding.detail})" for finding in found if not finding.ok]
    if bad:
        raise Failed("; ".join(bad))
    return f"{len(found)} checks"


def _window(source: Path, picture: Path) -> str:
    """Let the program itself open an offscreen window, index what is missing, compare, and save a picture."""
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "explorer"]
    done = subprocess.run(
        [*command, str(source), "--screenshot", str(picture)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=_WINDOW_SECONDS,
        check=False,
    )
    if done.returncode or not picture.is_file():
        raise Failed(f"status {done.returncode}, {done.stdout.strip()[-600:]}")
    return f"a picture of {picture.stat().st_size:,} bytes"


def _methods(demo: Path) -> str:
    """Fit every method on some images of the demo, as the window has just embedded it, and search by each."""
    import numpy as np

    from explorer.api import open  # noqa: A004
    from explorer.methods import registry
    from explorer.methods.base import Gallery, QueryBatch
    from explorer.methods.pipeline import Pipeline

    with open(demo) as collection:
        if not collection.is_indexed:
            raise Failed("the window has not indexed the demo")
        gallery = Gallery(collection.features.subset(np.arange(FITTED_IMAGES)))
    specs = [spec for spec in registry.specs() if spec.name != "clip"]  # needs a model of the person's own
    names = [spec.name if spec.kind == "ranker" else f"{spec.name}>cosine" for spec in specs]
    query = QueryBatch.members(gallery.features, np.array([5]))
    for name in names:
        found = Pipeline(name).fit(gallery).search(query, 10)
        if found.ids.shape != (1, 10) or (found.ids < 0).any() or not np.isfinite(found.scores).all():
            raise Failed(f"{name} gives no list of ten images")
    return f"{len(names)} rank {FITTED_IMAGES} images"


def _write_vectors(target: Path) -> str:
    """A feature file, which is all that a viewer can read by itself."""
    import numpy as np

    vectors = np.random.default_rng(0).normal(size=_VIEWER_SIZE).astype(np.float32)
    labels = np.repeat(np.arange(6), 10)
    np.savez(target, features=vectors + 3 * np.eye(6, 8, dtype=np.float32)[labels], labels=labels)
    return f"{_VIEWER_SIZE[0]} rows"
