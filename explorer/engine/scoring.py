"""What methods say of queries, computed once and remembered for a while."""

import time
from collections import OrderedDict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.engine.encoded_query import EncodedQuery
from explorer.methods.base import Edits
from explorer.methods.pipeline import Pipeline
from explorer.protocol.ids import Ids
from explorer.protocol.ranking import Scores

_KEPT = 16
"""Scores of so many searches are remembered: longer lists, other filters and the ranks of single images ask again."""


@dataclass(frozen=True)
class Scored:
    """What one method says of one query.

    Attributes:
        query: as it was asked.
        scores: [n] float32; -inf for images that are not ranked.
        milliseconds: that it took.
        bytes_per_item: memory that it needs for each image.
    """

    query: EncodedQuery
    scores: Scores
    milliseconds: float
    bytes_per_item: float

    def excluded(self, ids: Ids, within: Ids | None) -> NDArray[np.bool_]:
        """What may not appear: the terms of the query, images outside the filter, images that were taken out.

        Args:
            ids: [n] of the scores.
            within: ids that may appear; all where None.

        Returns:
            [n] bool.
        """
        out: NDArray[np.bool_] = np.isneginf(self.scores)
        if within is not None:
            out |= ~np.isin(ids, within)
        out[self.query.members] = True
        return out


class ScoreMemory:
    """The scores of the latest searches."""

    def __init__(self) -> None:
        self._scored: OrderedDict[tuple[object, ...], Scored] = OrderedDict()
        self._last: dict[str, float] = {}

    def expected(self, encoded: EncodedQuery, pipeline: Pipeline) -> float | None:
        """Milliseconds that the scores of a query will take: 0 where they are remembered, None where nothing is known.

        Args:
            encoded: the query.
            pipeline: fitted.
        """
        known = _key(encoded.asked(pipeline), pipeline, None) in self._scored
        return 0.0 if known else self._last.get(str(pipeline.name))

    def score(self, encoded: EncodedQuery, pipeline: Pipeline, edits: Edits | None, *, anew: bool = False) -> Scored:
        """What a fitted method says of a query, computed now or remembered.

        Args:
            encoded: the query.
            pipeline: fitted.
            edits: edges and nodes that the graph shall lack.
            anew: compute it also where it is remembered, so that the time told is that of a warm search.
        """
        asked = encoded.asked(pipeline)
        key = _key(asked, pipeline, edits)
        if anew or key not in self._scored:
            began = time.perf_counter()
            scores = asked.combined(pipeline.scores(asked.batch, edits=edits))
            milliseconds = 1000 * (time.perf_counter() - began)
            self._scored[key] = Scored(encoded, scores, milliseconds, pipeline.bytes_per_item())
            self._last[str(pipeline.name)] = milliseconds
            while len(self._scored) > _KEPT:
                self._scored.popitem(last=False)
        self._scored.move_to_end(key)
        return replace(self._scored[key], query=encoded)  # another query may have the same vectors


def _key(asked: EncodedQuery, pipeline: Pipeline, edits: Edits | None) -> tuple[object, ...]:
    """Names the scores that a method gives a query."""
    arrays = (asked.batch.vectors, asked.batch.rows, asked.factors)
    # A method that placed the newest images without learning answers otherwise than one that learned them.
    return (*(array.tobytes() for array in arrays), str(pipeline.name), pipeline.ranker.later, edits)
