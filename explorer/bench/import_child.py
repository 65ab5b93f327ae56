"""The process that imports one collection: `python -m explorer.bench.import_child SOURCE WORKSPACE`, a line of JSON."""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.collection.watching import Watch
from explorer.embedding.base import Encoded, Pixels
from explorer.embedding.features import load_features
from explorer.embedding.index import embed
from explorer.evaluation.memory import forget_peak, peak_rss_mb
from explorer.protocol.features import Vectors
from explorer.protocol.specs import EncoderSpec
from explorer.workspace.listing import read_listing, update_listing
from explorer.workspace.store import Workspace

DIM = 256
_SIDE = 16


class StandIn:
    """An encoder that costs next to nothing: pixels times random numbers."""

    spec = EncoderSpec("stand-in", "Stand-in", "Pixels times random numbers.", DIM, _SIDE, hash="stand-in")

    def __init__(self) -> None:
        self._weights = np.random.default_rng(0).standard_normal((3 * _SIDE * _SIDE, DIM), np.float32)

    def prepare(self, image: Image.Image) -> Pixels:
        """See `Encoder`."""
        return np.asarray(image.resize((_SIDE, _SIDE)))

    def encode(self, batch: Pixels) -> Encoded:
        """See `Encoder`."""
        return Encoded(batch.reshape(len(batch), -1).astype(np.float32) @ self._weights)

    def encode_text(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`; nobody asks."""
        raise NotImplementedError


class _Stages:
    """Figures of each stage, for so many images."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def measure(self, stage: str, work: Callable[[], object], images: int | None = None) -> None:
        """Do the work; `images` None where its cost is none of each image."""
        known = forget_peak()
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        row: dict[str, Any] = {"stage": stage, "s": wall, "cpu_ms": None, "images_per_cpu_s": None}
        if images:
            row |= {"cpu_ms": 1000 * cpu / images, "images_per_cpu_s": images / cpu}
        self.rows.append({**row, "peak_mb": peak_rss_mb() if known else None})


def main() -> int:
    """Import, and print the figures of the stages."""
    source, place = open_source(Path(sys.argv[1])), Path(sys.argv[2])
    stages, encoder = _Stages(), StandIn()
    number = sum(len(os.listdir(folder)) for folder in source.root.iterdir())  # noqa: PTH208 - names alone
    with Workspace.create(place, source=source) as workspace, Catalogue(workspace.catalogue_path, write=True) as opened:
        stages.measure("import", lambda: opened.update(source), number)
        stages.measure("scan again", lambda: opened.update(source), number)
        stages.measure("vectors and thumbnails", lambda: embed(workspace, opened, encoder), number)
        stages.measure("nothing to embed", lambda: embed(workspace, opened, encoder), number)
        stages.measure("list", lambda: update_listing(workspace, opened), number)
        stages.measure("look for changes", lambda: Watch(workspace.catalogue_path).look())
    stages.measure("open", lambda: _open(place))
    kept = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    print(json.dumps([{**row, "kept_bytes": kept / number if row["stage"] == "open" else None} for row in stages.rows]))
    return 0


def _open(place: Path) -> None:
    """What stands between a click and a collection that can be looked at and searched."""
    with Workspace.open(place, write=True) as workspace:
        listing = read_listing(workspace)
        assert listing is not None
        features = load_features(workspace)
        assert len(features) == len(listing.ids)
        with Catalogue(workspace.catalogue_path, write=False) as catalogue:
            catalogue.records(listing.ids[listing.by_name[:100]])


if __name__ == "__main__":
    sys.exit(main())
