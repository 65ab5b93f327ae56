"""A Qdrant collection as a workspace: its points are listed here, their vectors stay where they are.

artefacts/features/<key>      ids [n] int64, points [n, 37] bytes of their ids in the store; in the meta `store`, the
address, and `dim`
"""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from explorer.cluster.qdrant_store import NAMES, PointId, QdrantStore
from explorer.collection.base import Annotation, FoundFile, Source
from explorer.collection.catalogue import Catalogue
from explorer.collection.manifest import is_column_name
from explorer.embedding import registry
from explorer.embedding.base import VERSION as STAGE_VERSION
from explorer.embedding.features import KIND
from explorer.engine.index_report import IndexReport
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.version import VERSION
from explorer.workspace.listing import update_listing
from explorer.workspace.points import STORE
from explorer.workspace.store import COMPLETE, Workspace

_REPORT_EVERY = 1000
_SAID = ("label", "labels", "split", "caption", *NAMES)
"""Entries of a payload that mean what the columns of a manifest mean, or are the name."""


class PointSource(Source):
    """The points of a Qdrant collection as images without files.

    Attributes:
        points: their ids in the store by name; filled by `files`.
    """

    kind = "features"

    def __init__(self, store: QdrantStore, folder: Path) -> None:
        """Take an open store and the workspace that lists it."""
        super().__init__(folder, folder)
        self._store = store
        self.title = store.title
        self.points: dict[str, PointId] = {}

    def files(self, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled) -> Iterator[FoundFile]:
        """See `Source.files`; ordered as the store is. Points of the same name get their id behind it."""
        self.points = {}
        for number, (point, told, payload) in enumerate(self._store.points()):
            if number % _REPORT_EVERY == 0:
                check(cancelled)
                progress(number, self._store.total, "Listing the points")
            name = told if told not in self.points else f"{told} ({point})"
            self.points[name] = point
            yield FoundFile(name, annotation=_annotation(payload))


def index_points(
    workspace: Workspace,
    encoder: str | None = None,
    *,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> IndexReport:
    """List the points of a Qdrant collection in its workspace, so that it can be searched and looked at.

    Args:
        workspace: of `open_points`, open for writing.
        encoder: that made the vectors, where images and words are to be searched for; None = points alone.
        progress: told of points.
        cancelled: asked now and then.

    Raises:
        InputError: see `QdrantStore`, or there is no such encoder.
        Cancelled: the person asked to stop.
    """
    address, encoder = workspace.config[STORE], encoder or workspace.config["encoder"]
    spec = None if encoder is None else registry.get(encoder).spec.to_json()
    began = time.perf_counter()
    with QdrantStore(address) as store, Catalogue(workspace.catalogue_path, write=True) as catalogue:
        source = PointSource(store, workspace.path)
        scan = catalogue.update(source, progress=progress, cancelled=cancelled)
        ids = catalogue.ids()
        points = np.array([str(source.points[name]) for name in catalogue.paths(ids)], "S37")
        key = f"qdrant-{hashlib.blake2b(points.tobytes() + address.encode(), digest_size=6).hexdigest()}"
        meta = {"version": STAGE_VERSION, STORE: address, "dim": store.dim, "source": address, "encoder": spec}
        workspace.write(KIND, key, {"ids": ids, "points": points}, meta)
        update_listing(workspace, catalogue, progress=progress, cancelled=cancelled)
    workspace.configure(features=key, encoder=encoder, **{COMPLETE: VERSION})
    seconds = {"scan": time.perf_counter() - began}
    return IndexReport(scan, features=key, images=len(ids), made=["embed"] if scan.added else [], seconds=seconds)


def _annotation(payload: dict[str, Any]) -> Annotation:
    labels = payload.get("label", payload.get("labels", ()))
    given = labels if isinstance(labels, list | tuple) else [labels]
    others = {
        name: str(value)
        for name, value in payload.items()
        if name not in _SAID and is_column_name(name) and isinstance(value, str | int | float)
    }
    said = tuple(dict.fromkeys(text for label in given if (text := str(label).strip())))
    split, caption = str(payload.get("split") or "").lower(), str(payload.get("caption") or "")
    return Annotation(said, split, caption, metadata=others)
