"""The collections that the window is measured on: made once in the cache, used again, removed by `--clean`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from explorer.bench.synthetic import synthetic
from explorer.collection import catalogue
from explorer.collection.base import Annotation, FoundFile, Source
from explorer.collection.decode import decode
from explorer.collection.source import open_source
from explorer.errors import EngineError, InputError
from explorer.protocol import resources
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.workspace import listing, places
from explorer.workspace.store import Workspace

PICTURES = 5421
ROWS = 1_000_000
VECTORS = (100_000, 256)
QUERIES = 60
BLOCK = 1000
"""Pictures in one folder of the collection of a million rows."""

_DONE = ".made"
_SMALL = 224

Variant = Callable[[Image.Image], Image.Image]
_VARIANTS: tuple[Variant, ...] = (
    lambda image: image,
    ImageOps.mirror,
    lambda image: _part(image, 0.0),
    lambda image: _part(image, 0.2),
    lambda image: ImageOps.mirror(_part(image, 0.1)),
)
"""What makes further pictures of one: whole, mirrored, and cut from three places."""


class Data:
    """What the scenarios need, made when asked for.

    Attributes:
        folder: holds all that is made.
        home: the user's folders of measured windows.
        title: what the collection is called.
    """

    def __init__(self, folder: Path, collection: Path | None) -> None:
        """Use a collection of the person, or one that is made up where None.

        Raises:
            InputError: the collection is no folder.
        """
        if collection is not None and not collection.is_dir():
            raise InputError(f"--collection {collection} is no folder of images.")
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self.title = "5,421 made-up pictures" if collection is None else str(collection)
        self._collection = collection

    def options(self, scenario: str, progress: Progress) -> dict[str, Any]:
        """What the process of a scenario is told; everything that it names exists afterwards."""
        if scenario in ("first", "search"):
            collection = self._indexed(self._pictures(progress))
            return {"collection": str(collection), "queries": self._queries(collection)}
        if scenario == "busy":
            return {"collection": str(self._pictures(progress))}
        if scenario in ("vectors", "panels"):
            return {"collection": str(self._indexed(self._vectors()))}
        if scenario in ("start", "bare"):
            return {}
        workspace = str(self._million(progress))
        return {"collection": workspace, "held": workspace, "positions": str(self._positions())}

    def _indexed(self, source: Path) -> Path:
        """Read a source into the workspace that the window will open; quick where that was done before."""
        done = subprocess.run(
            [sys.executable, "-m", "explorer", "index", str(source)],
            env={**os.environ, places.HOME_VARIABLE: str(self.home)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise EngineError(f"{source} could not be indexed: {done.stderr.strip()[-500:]}")
        return source

    def _pictures(self, progress: Progress) -> Path:
        return self._collection or _made(self.folder / "pictures", lambda folder: make_pictures(folder, progress))

    def _queries(self, collection: Path) -> list[str]:
        """Pictures that are not in the collection: the middles of some that are."""
        folder = _made(self.folder / f"queries-{collection.name}", lambda folder: _make_queries(collection, folder))
        return [str(path) for path in sorted(folder.glob("*.jpg"))]

    def _vectors(self) -> Path:
        return _made(self.folder / "vectors", _make_vectors) / "vectors.npz"

    def _million(self, progress: Progress) -> Path:
        name = f"million-{catalogue.VERSION}-{listing.VERSION}"
        return _made(self.folder / name, lambda folder: _make_million(folder, progress)) / "million.rexws"

    def _positions(self) -> Path:
        return _made(self.folder / "map", _make_positions) / "positions.npy"


class Repeated(Source):
    """A folder with as many names as wanted: each folder in it is a link to the same block of pictures."""

    kind = "folder"

    def __init__(self, root: Path, rows: int) -> None:
        super().__init__(root, root)
        self._rows = rows

    def files(self, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled) -> Iterator[FoundFile]:
        """See `Source`; nothing is looked for on the disk but the first block."""
        del cancelled
        block = sorted(path for path in (self.root / _block(0)).iterdir() if path.suffix == ".jpg")
        known = [(path.name, path.stat(), Annotation((path.name.partition("_")[0],))) for path in block]
        for row in range(self._rows):
            name, facts, annotation = known[row % len(known)]
            if row % 100_000 == 0:
                progress(row, self._rows, "Naming rows")
            path = f"{_block(row // len(known))}/{name}"
            yield FoundFile(path, facts.st_size, facts.st_mtime_ns, annotation=annotation)


def make_pictures(folder: Path, progress: Progress = no_progress, number: int = PICTURES) -> None:
    """Write so many small pictures in folders by label, made of the demo's; the same at each call."""
    demo = _demo_pictures()
    for place in range(number):
        if place % 200 == 0:
            progress(place, number, "Making pictures")
        source, turn = demo[place % len(demo)], place // len(demo)
        target = folder / source.parent.name / f"{source.stem}-{turn}.jpg"
        target.parent.mkdir(parents=True, exist_ok=True)
        variant = _VARIANTS[turn % len(_VARIANTS)]
        variant(decode(source, size=_SMALL)).save(target, "JPEG", quality=85)


def _demo_pictures() -> list[Path]:
    return sorted(resources.find("demo/images").rglob("*.jpg"))


def _part(image: Image.Image, start: float) -> Image.Image:
    """Four fifths of each side, from a place between 0 and 0.2 on."""
    width, height = image.size
    left, top = round(width * start), round(height * start)
    return image.crop((left, top, left + round(width * 0.8), top + round(height * 0.8)))


def _make_queries(collection: Path, folder: Path) -> None:
    source = open_source(collection)
    found = [source.root / file.path for file in source.files() if file.status == "present"]
    if source.kind != "folder" or not found:
        raise InputError(f"--collection {collection} holds no images.")
    for place, path in enumerate(found[:: max(1, len(found) // QUERIES)][:QUERIES]):
        _part(decode(path, size=320), 0.1).save(folder / f"{place:03d}.jpg", "JPEG", quality=90)


def _make_vectors(folder: Path) -> None:
    data = synthetic(*VECTORS)
    labels = np.where(data.clusters < 0, "", np.char.add("cluster ", data.clusters.astype(str)))
    np.savez(folder / "vectors.npz", features=data.features.rows(slice(None)), labels=labels)


def _make_positions(folder: Path) -> None:
    """A map of a million points: an island for each cluster of the synthetic collection, the loners everywhere."""
    data = synthetic(ROWS, 24)
    random = np.random.default_rng(0)
    centres = random.normal(0, 10, (data.clusters.max() + 2, 2))[data.clusters]
    spread = np.where(data.clusters < 0, 8.0, 0.3)[:, np.newaxis]
    positions = centres + spread * data.features.rows(slice(None))[:, :2]
    np.save(folder / "positions.npy", positions.astype(np.float32))


def _make_million(folder: Path, progress: Progress) -> None:
    """A thousand pictures under a thousand names of their folder, and the workspace whose catalogue lists them."""
    root = folder / "images"
    first = root / _block(0)
    first.mkdir(parents=True)
    for path in _demo_pictures()[:BLOCK]:
        target = first / f"{path.parent.name}_{path.name}"
        try:
            target.hardlink_to(path)
        except OSError:  # another file system, or one without links
            target.write_bytes(path.read_bytes())
    for number in range(1, ROWS // BLOCK):
        (root / _block(number)).symlink_to(first.name, target_is_directory=True)
    source = Repeated(root, ROWS)
    with (
        Workspace.create(folder / "million.rexws", source=source) as workspace,
        catalogue.Catalogue(workspace.catalogue_path, write=True) as rows,
    ):
        rows.update(source, progress=progress)
        listing.update_listing(workspace, rows, progress=progress)


def _block(number: int) -> str:
    return f"{number:04d}"


def _made(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, filled; one that was left half-way is made anew."""
    if (folder / _DONE).exists():
        return folder
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    make(folder)
    (folder / _DONE).touch()
    return folder
