"""Hamming distances beside the scores of methods that make codes."""

import numpy as np
from numpy.typing import NDArray

from explorer.engine.encoded_query import EncodedQuery
from explorer.graph.unit import Rows
from explorer.methods.hashing.base import Hashing
from explorer.methods.hashing.codes import hamming
from explorer.methods.pipeline import Pipeline


def distances_of(pipeline: Pipeline, query: EncodedQuery, rows: Rows) -> NDArray[np.int32] | None:
    """How many bits of some images' codes differ from the code of what is searched for.

    Args:
        pipeline: fitted.
        query: as methods are asked; its negative terms are penalties, to which codes have no distance.
        rows: [m] of images.

    Returns:
        [m] int32; None where the method makes no codes, or nothing is searched for but only away from.
    """
    ranker = pipeline.ranker
    if not isinstance(ranker, Hashing) or not query.positive:
        return None
    code = ranker.query_codes(pipeline.as_asked(query.wanted()))
    distances: NDArray[np.int32] = hamming(code, ranker.codes[rows])[0]
    return distances
