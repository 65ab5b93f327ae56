"""What is told of a map: how faithful each point is, which neighbours it tears apart, and the groups of the graph."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.engine.session import Session
from explorer.engine.stored import MAPS
from explorer.errors import InputError
from explorer.graph.clusters import clusters
from explorer.graph.knn import KnnGraph
from explorer.methods.base import GRAPH_K
from explorer.projection.faithfulness import faithfulness
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress

FACTS = "mapfacts"
"""Kind of these results in the workspace; they have the name of their map."""
JUMPS = 2_000
"""So many of the farthest pairs are kept: more lines cannot be told apart."""


def make_map_facts(
    session: Session, kind: str, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> dict[str, Any]:
    """Measure a map and keep what was found beside it.

    Args: as `measured`.

    Returns:
        The figures of the whole map, as `measured`.

    Raises:
        InputError: as `measured`.
    """
    arrays, told = measured(session, kind, progress=progress, cancelled=cancelled)
    name = session.stored.map_name(kind)
    version = session.workspace.generation(MAPS, name)
    arrays = {key: values for key, values in arrays.items() if key != "positions"}  # the map has them
    session.workspace.write(FACTS, name, arrays, {"stamp": session.stored.stamp, "map": version, **told})
    return told


def measured(
    session: Session, kind: str, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """What is told of a map.

    Args:
        session: of the vectors of the map.
        kind: of the map.
        progress: called with what is done.
        cancelled: asked often.

    Returns:
        `ids`, `positions`, `trustworthiness`, `continuity` and `clusters` of the points, `jumps` and their `cosines`;
        and of the whole map `trustworthiness` and `continuity`, `jumps` of `pairs`, `k`, `sample`, `clusters` (-1 where
        there are too many images to look for groups).

    Raises:
        InputError: there is no such map, or it was made of other images.
    """
    stored, name = session.stored, session.stored.map_name(kind)
    if not stored.fresh(MAPS, name):
        raise InputError(f"There is no {kind} map of the images as they are now; make it first.")
    positions = np.array(session.workspace.array(MAPS, name, "positions"))
    graph = session.graph or session.gallery.graph(min(GRAPH_K, len(session.features) - 1), progress, cancelled)
    graph = graph.here()
    found = faithfulness(session.features, graph, positions, progress=progress, cancelled=cancelled)
    progress(0, 0, "Groups of the graph")
    groups = clusters(graph)
    ids, jumps = session.features.ids, found.jumps[:JUMPS]
    arrays: dict[str, NDArray[Any]] = {
        "ids": ids,
        "positions": positions,
        "trustworthiness": found.trustworthiness,
        "continuity": found.continuity,
        "jumps": ids[jumps],
        "cosines": _cosines(graph, jumps),
        "clusters": np.full(len(ids), -1, np.int32) if groups is None else groups,
    }
    return arrays, {
        "trustworthiness": float(found.trustworthiness.mean()),
        "continuity": float(found.continuity.mean()),
        "jumps": len(found.jumps),
        "pairs": found.pairs,
        "k": found.k,
        "sample": found.sample,
        "clusters": -1 if groups is None else int(groups.max(initial=-1)) + 1,
    }


def _cosines(graph: KnnGraph, pairs: NDArray[np.int64]) -> NDArray[np.float32]:
    """The cosine of each pair of neighbours: [m]."""
    one, other = (np.where(graph.indices[pairs[:, i]] == pairs[:, 1 - i, None], 1, 0) for i in (0, 1))
    values = [(graph.similarities[pairs[:, i]] * hit).max(axis=1, initial=-1) for i, hit in ((0, one), (1, other))]
    result: NDArray[np.float32] = np.where(one.any(axis=1), values[0], values[1]).astype(np.float32)
    return result
