"""Pairs of images that are nearly the same, from the neighbourhood graph."""

import numpy as np

from explorer.engine.answering import Payload
from explorer.engine.session import Session
from explorer.errors import InputError
from explorer.graph.knn import KnnGraph

NEAREST = 10
"""A near-duplicate stands among so many nearest; groups of more are reached from one to the next."""


def duplicate_pairs(session: Session, payload: Payload) -> Payload:
    """The pairs whose vectors have a cosine of `threshold` or above, the most alike first, at most `limit`.

    The answer: `pairs` of ids, `similarities`, `total` of all such pairs, and `usual`: the median similarity of an
    image to its nearest one, since what is alike differs from encoder to encoder; 0 where there is one image alone.

    Raises:
        InputError: the graph is not built yet.
    """
    graph = session.graph
    if graph is None:
        raise InputError("The neighbourhood graph is not built yet; near-duplicates can be found when it is.")
    graph = graph.here()
    first, second, similarities = pairs_above(graph, float(payload["threshold"]))
    ids = session.features.ids
    shown = slice(0, int(payload["limit"]))
    return {
        "pairs": np.stack([ids[first[shown]], ids[second[shown]]], axis=1).tolist(),
        "similarities": similarities[shown].tolist(),
        "total": len(first),
        "usual": float(np.median(graph.similarities[:, 0])) if graph.k else 0.0,
    }


def pairs_above(graph: KnnGraph, threshold: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of the pairs at or above a similarity, each once, the most alike first: [p], [p] and their similarities."""
    near, similarities = graph.indices[:, :NEAREST], graph.similarities[:, :NEAREST]
    rows, places = np.nonzero((similarities >= threshold) & (near >= 0))
    others, values = near[rows, places], np.asarray(similarities[rows, places])
    low, high = np.minimum(rows, others), np.maximum(rows, others)
    _, kept = np.unique(low.astype(np.int64) * len(near) + high, return_index=True)
    order = kept[np.argsort(-values[kept], kind="stable")]
    return low[order], high[order], values[order]
