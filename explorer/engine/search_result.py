"""What one method answers to one query."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.engine.judging import Judgement
from explorer.protocol.ids import Ids


@dataclass(frozen=True)
class SearchResult:
    """The list that one method gives for one query.

    Attributes:
        ids: [<= k] int64, best first.
        scores: [<= k] float32.
        milliseconds: of the method alone, the query's vector given.
        bytes_per_item: memory that the search needs for each image, graph included.
        total: how many images were ranked.
        judgement: how good the list is; None where the labels of the query are not known.
        nearest: the method was fitted on so many images nearest to the query alone; 0 where on all.
        distances: Hamming distances to the code of what is searched for, where the method makes codes.
        bits: length of the codes; 0 where it makes none.
    """

    ids: Ids
    scores: NDArray[np.float32]
    milliseconds: float
    bytes_per_item: float
    total: int
    judgement: Judgement | None
    nearest: int = 0
    distances: NDArray[np.int32] | None = None
    bits: int = 0

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary."""
        judgement = self.judgement
        return {
            "ids": self.ids.tolist(),
            "scores": self.scores.tolist(),
            "ms": round(self.milliseconds, 3),
            "bytes_per_item": self.bytes_per_item,
            "total": self.total,
            "nearest": self.nearest,
            "distances": None if self.distances is None else self.distances.tolist(),
            "bits": self.bits,
            "relevant": judgement.relevant.tolist() if judgement else None,
            "average_precision": judgement.average_precision if judgement else None,
            "precision_at_k": judgement.precision_at_k if judgement else None,
        }
