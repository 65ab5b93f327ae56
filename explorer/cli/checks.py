"""The self-test of an installation: each check tries the real thing on a tiny scale."""

import ctypes
import importlib
import os
import platform
import queue
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from explorer.errors import ExplorerError
from explorer.evaluation.environment import package_version

LIBRARIES = {
    "numpy": "numpy",
    "scipy": "scipy",
    "numba": "numba",
    "torch": "torch",
    "faiss": "faiss-cpu",
    "openvino": "openvino",
    "PIL": "pillow",
    "safetensors": "safetensors",
    "networkx": "networkx",
    "umap": "umap-learn",
    "pyqtgraph": "pyqtgraph",
    "PySide6.QtWidgets": "PySide6-Essentials",
    "filelock": "filelock",
    "platformdirs": "platformdirs",
}
_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_START_SECONDS = 60.0
_LOSS = 16
"""Levels of 256 by which a picture may differ that was saved with losses."""


class Unfit(Exception):  # noqa: N818 - the answer of a check, with its mend
    """A check found something to mend; the text says what and how."""


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes:
        name: what was checked.
        ok: whether it works.
        detail: version or figure where it works; the fault and its mend where not.
    """

    name: str
    ok: bool
    detail: str


def findings() -> Iterator[Finding]:
    """Run all checks, one after the other; none raises."""
    for module, distribution in LIBRARIES.items():
        yield _tried(f"library {distribution}", partial(_library, module))
    checks: list[tuple[str, Callable[[], str]]] = [
        ("Python", _python),
        ("folders", _folders),
        ("resources", _resources),
        ("fonts and offscreen window", _fonts),
        ("libraries of a window", _window_libraries),
        ("engine process", _engine),
        ("reader of risky images", _reader),
        ("encoder", _encoder),
        ("neighbours", _neighbours),
    ]
    for name, check in checks:
        yield _tried(name, check)
    yield from _methods()


def _tried(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, ok=True, detail=check())
    except (Unfit, ExplorerError) as error:
        return Finding(name, ok=False, detail=str(error))
    except Exception as error:  # noqa: BLE001 - whatever is broken, the other checks go on
        return Finding(name, ok=False, detail=f"{type(error).__name__}: {error}; install the program again.")


def _library(module: str) -> str:
    try:
        if module == "numba":
            import explorer.graph.compiling  # noqa: F401 - says where numba keeps what it compiles, before it is imported
        importlib.import_module(module)
    except ImportError as error:
        raise Unfit(f"{error}; install {LIBRARIES[module]}, or the system library that the message names.") from None
    version = package_version(LIBRARIES[module]) or "unknown version"
    if module == "PySide6.QtWidgets" and version.startswith("6.12.0") and sys.version_info < (3, 12):
        raise Unfit("6.12.0 aborts on Python 3.11; install PySide6-Essentials<6.12.")
    return version


def _python() -> str:
    return f"{platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors"


def _folders() -> str:
    from explorer.workspace import places

    folders = (places.data_dir(), places.cache_dir(), places.config_dir(), places.log_dir())
    for folder in folders:
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise Unfit(f"{folder} cannot be written ({error.strerror}); set {places.HOME_VARIABLE}.") from None
    return f"writable: {folders[0]}"


def _resources() -> str:
    from explorer.protocol import resources

    return f"demo collection in {resources.find('demo')}"


def _fonts() -> str:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # this process opens no window of its own
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    families = QFontDatabase.families()
    assert application is not None
    if not families:
        raise Unfit("no font is installed, so texts stay blank; install fonts, on Debian fonts-dejavu-core.")
    return f"{len(families)} font families"


def _window_libraries() -> str:
    if not sys.platform.startswith("linux"):
        return "part of the system"
    missing = [package for library, package in _X11.items() if not _loadable(library)]
    if missing:
        raise Unfit(f"a window on X11 needs: apt-get install {' '.join(missing)}")
    return f"{len(_X11)} X11 libraries found"


def _loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _engine() -> str:
    """Start a worker, give it a job that does not exist, and expect it to say so."""
    from explorer.engine.process import ChildProcess, child_command
    from explorer.protocol.messages import Message

    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    child = ChildProcess(
        child_command("worker"),
        lambda _, message: inbox.put(message),
        lambda _, ending: inbox.put({"event": "ended", "message": ending}),
    )
    try:
        child.send({"id": 1, "kind": "none", "payload": {}})
        message = inbox.get(timeout=_START_SECONDS)
    except queue.Empty:
        raise Unfit(f"it did not answer within {_START_SECONDS:g} s; see its log in the log folder.") from None
    finally:
        child.kill()
        child.wait(1.0)
        child.join()
    if message["event"] == "ended":
        raise Unfit(f"it {message['message']}; see {child.log or 'its log'}.")
    return "starts and answers"


def _reader() -> str:
    """Have a file of each kind that Pillow writes read by the process that is kept apart for such files."""
    import io

    from PIL import Image, features

    from explorer.collection.decode import decode

    kinds = ["TIFF", *(name for name in ("WEBP", "AVIF") if features.check(name.lower()))]
    for kind in kinds:
        buffer = io.BytesIO()
        Image.new("RGB", (6, 4), "red").save(buffer, kind)
        picture = decode(buffer.getvalue())
        if picture.size != (6, 4) or np.abs(np.asarray(picture, dtype=int) - (255, 0, 0)).max() > _LOSS:
            raise Unfit(f"it gives wrong pixels of {kind}; install pillow again.")
    return f"reads {', '.join(kinds)}"


def _encoder() -> str:
    """Embed two pictures, alone and together, with the default encoder; its weights' hash is checked by itself."""
    from explorer.embedding import registry

    encoder = registry.get(registry.DEFAULT)
    size = encoder.spec.input_size
    pictures = np.random.default_rng(0).integers(0, 256, (2, size, size, 3), dtype=np.uint8)
    together = encoder.encode(pictures).features
    alone = np.concatenate([encoder.encode(picture[None]).features for picture in pictures])
    if (
        together.shape != (2, encoder.spec.dim)
        or not np.isfinite(together).all()
        or not np.array_equal(together, alone)
    ):
        raise Unfit("it gives wrong vectors; install openvino and the weights again.")
    return f"{encoder.spec.name}, {encoder.spec.runtime}, weights {encoder.spec.hash[:16]}"


def _neighbours() -> str:
    """Compile what finds the neighbours of large collections, and hold it against all products."""
    import torch

    from explorer.graph.candidates import best_candidates
    from explorer.graph.codes import fast_codes

    codes = torch.from_numpy(np.random.default_rng(0).integers(-127, 128, (100, 32), dtype=np.int8))
    matrix = codes if fast_codes() else codes.float()
    products = (codes.long() @ codes.long().T).numpy()
    np.fill_diagonal(products, np.iinfo(np.int64).min)
    if not np.array_equal(best_candidates(matrix, 1).rows(slice(None))[:, 0], products.argmax(axis=1)):
        raise Unfit("it finds wrong neighbours; install numba and torch again.")
    if fast_codes():
        return "quick: this processor multiplies codes of one byte"
    return "exact at every size, and four times slower than on processors that multiply codes of one byte (VNNI)"


def _methods() -> Iterator[Finding]:
    """Let every method rank three clear clusters of 20 images, and expect the query's own cluster first."""
    try:
        from explorer.methods import registry
    except Exception as error:  # noqa: BLE001 - a broken library was told of above
        yield Finding("methods", ok=False, detail=f"{type(error).__name__}: {error}; install the program again.")
        return
    for spec in registry.specs():
        if spec.modality == "image":
            name = spec.name if spec.kind == "ranker" else f"{spec.name}>cosine"
            yield _tried(f"method {spec.name}", partial(_method, name))


def _method(name: str) -> str:
    from explorer.methods.base import Gallery, QueryBatch
    from explorer.methods.pipeline import Pipeline
    from explorer.protocol.features import Features

    random = np.random.default_rng(0)
    vectors = np.repeat(np.eye(3, 32), 21, axis=0) + random.normal(0, 0.05, (63, 32))
    images = vectors.reshape(3, 21, 32).astype(np.float32)
    pipeline = Pipeline(name)
    pipeline.fit(Gallery(Features(images[:, 1:].reshape(60, 32))))
    queries = QueryBatch(images[:, 0].copy(), np.full(3, -1))
    found = pipeline.search(queries, 10).ids // 20
    if not (found == np.arange(3)[:, None]).all():
        raise Unfit("it ranks three clear clusters wrongly; install the numeric libraries again.")
    return "ranks three clusters rightly"
