"""What a fit of GRAD-Net stands on: the map, the graph of the mapped vectors, and the codes that teachers give.

All of it is kept with the gallery, so that trials of other parameters of the network learn none of it again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from explorer.graph.unit import Rows
from explorer.methods.gallery import Gallery
from explorer.methods.local_metric import LocalMetric
from explorer.methods.method import Job
from explorer.methods.sparse_codes import SparseCodes, diffusion_codes, gnn_codes, mean_codes
from explorer.methods.training import in_order

T = TypeVar("T")

_K, _LISTED = 20, 25
"""Neighbours of which the map is learned, and those kept of the mapped images: as many as a teacher asks for."""

_TEACHERS = {"gnn-rerank": gnn_codes, "diffusion": diffusion_codes}
_SHARED = 16
"""What is kept of one gallery at most: maps and codes of a few parameters and seeds."""

_MANY = 200_000
"""Images from which the codes of each teacher are not kept: they take 320 bytes an image, and save a part of a fit."""


@dataclass(frozen=True)
class Ground:
    """The map and the graph.

    Attributes:
        given: the images, in the order of their ids.
        metric: the map; None where there is none.
        mapped: the images as it maps them, with their graph.
    """

    given: Gallery
    metric: LocalMetric | None
    mapped: Gallery

    @classmethod
    def of(cls, gallery: Gallery, metric: bool, job: Job) -> Ground:
        """That of a gallery, with a map or without; learned once.

        Raises:
            Cancelled: the person asked to stop.
        """
        return _once(gallery, ("grad-net", metric), lambda: cls._learned(gallery, metric, job))

    @classmethod
    def _learned(cls, gallery: Gallery, metric: bool, job: Job) -> Ground:
        given = in_order(gallery, np.argsort(gallery.ids))
        if not metric or len(given) < 2:
            return cls(given, None, given)
        learned = _learned_map(given, job)
        moved = np.empty((len(given), learned.projection.shape[1]), np.float32)
        for block, rows in given.features.blocks():  # the vectors before and after are never held both
            moved[block] = learned.apply(rows)
        mapped = given.moved(moved, mapped_key(given), unit_length=True)
        lists = mapped.graph(min(_LISTED, len(given) - 1), job.progress, job.cancelled)
        mapped.known_graph = replace(lists, indices=lists.indices.copy(), similarities=lists.similarities.copy())
        return cls(given, learned, mapped)


def _learned_map(given: Gallery, job: Job) -> LocalMetric:
    weights = given.graph(min(_K, len(given) - 1), job.progress, job.cancelled).mutual()
    vectors = np.empty((len(given), given.features.dim), np.float32)
    for block, rows in given.features.blocks():  # all at once they are held three times
        vectors[block] = rows
    return LocalMetric.learned(vectors, weights, job.cancelled)


def mapped_key(given: Gallery) -> str:
    """Names the mapped vectors of a gallery."""
    return f"{given.features.key}/grad-net"


def taught_codes(teacher: str, mapped: Gallery, atoms: Rows, t: int, job: Job) -> SparseCodes:
    """What a teacher says, or the mean of both; computed once for each where there are not too many images.

    Args:
        teacher: gnn-rerank, diffusion or both.
        mapped: see `Ground`.
        atoms: [m] rows.
        t: atoms kept in the code of an image.
        job: progress, cancelled.

    Raises:
        Cancelled: the person asked to stop.
    """

    def said(name: str) -> SparseCodes:
        if len(mapped) >= _MANY:
            return _TEACHERS[name](mapped, atoms, t, job)
        key = (name, t, atoms.tobytes())
        return _once(mapped, key, lambda: _TEACHERS[name](mapped, atoms, t, job))

    return said(teacher) if teacher in _TEACHERS else mean_codes([said(name) for name in _TEACHERS], len(atoms))


def _once(gallery: Gallery, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made once for all that ask by this key; the latest are kept."""
    if key not in gallery.shared:
        gallery.shared[key] = make()
        while len(gallery.shared) > _SHARED:
            del gallery.shared[next(iter(gallery.shared))]
    result: T = gallery.shared[key]
    return result
