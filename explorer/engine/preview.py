"""What a method would say if it were fitted anew, told while a slider moves: it is fitted on a part of the collection.

The part is the images nearest to the query, among which almost every list ends. It depends on nothing that a slider
changes, so it is cut out once for each query, with its own exact kNN graph; a step of the slider costs one fit on it.
Preprocessing that is fitted on the whole collection already stays as it is, and the part is cut from what it gives.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from explorer.engine.answering import NeedsFit
from explorer.engine.encoded_query import EncodedQuery
from explorer.errors import Cancelled
from explorer.graph.unit import NO_ROW, Rows
from explorer.methods.base import Gallery, QueryBatch, Transform
from explorer.methods.part import part_of
from explorer.methods.pipeline import Pipeline
from explorer.protocol.naming import PipelineName
from explorer.protocol.ranking import Scores, rank_scores

NEAREST = 2000
"""Images that a preview is fitted on, as long as the fit keeps up with the hand."""

LEAST = 250
"""A preview of fewer says too little."""

PREVIEW_SECONDS = 0.2
"""A fit that takes longer is done on half as many images from then on."""

_KEPT = 6
"""Parts that are remembered: several columns ask about the same query with different preprocessing."""


@dataclass(frozen=True)
class Preview:
    """What a method says that is fitted on the images nearest to the query.

    Attributes:
        scores: [n] float32, -inf for images that are not among the nearest.
        pipeline: the fitted method.
        nearest: how many images it was fitted on.
    """

    scores: Scores
    pipeline: Pipeline
    nearest: int


@dataclass(frozen=True)
class _Part:
    """The images nearest to one query.

    Attributes:
        rows: [m] int64, ascending, their rows in the collection.
        gallery: they alone, with their exact graph.
        queries: what methods are asked: images of the part by their rows in it, others as unseen.
    """

    rows: Rows
    gallery: Gallery
    queries: QueryBatch


class Previews:
    """Fits methods on the images nearest to a query."""

    def __init__(self, gallery: Gallery) -> None:
        """Take the collection, with the preprocessing that is fitted on it."""
        self._gallery = gallery
        self._parts: OrderedDict[tuple[object, ...], _Part] = OrderedDict()
        self._sizes: dict[tuple[str, ...], int] = {}

    def preview(self, query: EncodedQuery, name: str) -> Preview:
        """Score the images nearest to one query by a method that is fitted on them.

        Args:
            query: with something that is searched for.
            name: of the method, with its parameters.

        Raises:
            InputError: the query has negative terms only.
            ParameterError: there is no such method or parameter, or the part is too small for a value.
            NeedsFit: the fit takes longer than `PREVIEW_SECONDS` even on `LEAST` images, or it is that of a space that
                words are compared in.
        """
        wanted = Pipeline(name)
        galleries = self._preprocessed(wanted)
        done = len(galleries) - 1
        query = query.placed(wanted) if done else query
        if _among_images(query.wanted(), wanted.transforms[:done], galleries).modality == "text":
            raise NeedsFit(name)
        stages, method = wanted.transforms[:done], tuple(stage.name for stage in wanted.name.stages[done:])
        size = self._sizes.get(method, NEAREST)
        while size >= LEAST:
            part = self._part(query, query.asked(wanted).batch, galleries, stages, size)
            began = time.monotonic()
            fitted = _fitted(Pipeline(PipelineName(wanted.name.stages[done:])), part)
            if time.monotonic() - began > PREVIEW_SECONDS:
                self._sizes[method] = size // 2
            if fitted is not None:
                scores = np.full(len(self._gallery), -np.inf, np.float32)
                scores[part.rows] = query.asked(wanted).combined(fitted.scores(part.queries))
                return Preview(scores, fitted, len(part.rows))
            size //= 2
        raise NeedsFit(name)

    def _preprocessed(self, wanted: Pipeline) -> list[Gallery]:
        """The collection, and what it is after each of as many stages as are fitted on all of it already."""
        galleries = [self._gallery]
        for number, stage in enumerate(wanted.transforms):
            if stage.label not in galleries[-1].derived:
                break
            wanted.transforms[number], gallery = galleries[-1].derived[stage.label]
            galleries.append(gallery)
        return galleries

    def _part(
        self, query: EncodedQuery, batch: QueryBatch, galleries: list[Gallery], stages: list[Transform], size: int
    ) -> _Part:
        labels = tuple(stage.label for stage in stages)
        key = (batch.vectors.tobytes(), batch.rows.tobytes(), labels, size)
        if key not in self._parts:
            self._parts[key] = self._cut(query, batch, galleries, stages, size)
            while len(self._parts) > _KEPT:
                self._parts.popitem(last=False)
        self._parts.move_to_end(key)
        return self._parts[key]

    def _cut(
        self, query: EncodedQuery, batch: QueryBatch, galleries: list[Gallery], stages: list[Transform], size: int
    ) -> _Part:
        """Cut the part out and find the neighbours of its images in it."""
        (cosines,) = self._gallery.cosines(_among_images(query.wanted(), stages, galleries))
        cosines[query.members] = 2  # they belong to it, also beside many copies of themselves
        everywhere = np.arange(len(self._gallery), dtype=np.int64)
        rows: Rows = np.sort(rank_scores(cosines[np.newaxis], everywhere, size).ids[0])
        near = part_of(galleries[-1], rows)
        for stage, gallery in zip(stages, galleries[1:], strict=True):
            batch = stage.apply_queries(batch, gallery)
        return _Part(rows, near, in_part(batch, rows))


def _among_images(batch: QueryBatch, stages: list[Transform], galleries: list[Gallery]) -> QueryBatch:
    """A query as the collection knows it: words as the images that a fitted space finds, where there is one."""
    for stage, gallery in zip(stages, galleries[1:], strict=True):
        if batch.modality == "image":
            break
        batch = stage.apply_queries(batch, gallery)
    return batch


def _fitted(pipeline: Pipeline, part: _Part) -> Pipeline | None:
    """The method fitted on the part; None where that takes too long."""
    deadline = time.monotonic() + 2 * PREVIEW_SECONDS  # what has come so far is better ended than begun again
    try:
        return pipeline.fit(part.gallery, device=part.gallery.device, cancelled=lambda: time.monotonic() > deadline)
    except Cancelled:
        return None


def in_part(batch: QueryBatch, rows: Rows) -> QueryBatch:
    """The queries by their rows in a part of the collection, whose rows ascend."""

    def place(of: Rows) -> Rows:
        places = np.minimum(np.searchsorted(rows, of), len(rows) - 1)
        return np.where(rows[places] == of, places, NO_ROW)

    return QueryBatch(batch.vectors, place(batch.rows), place(batch.left_out))
