"""The surroundings of some images in the graph, small enough to draw."""

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.graph.knn import KnnGraph
from explorer.graph.unit import NO_ROW, Rows
from explorer.protocol.ranking import Scores


@dataclass(frozen=True)
class EgoNetwork:
    """A part of the graph.

    Attributes:
        rows: [m] rows of the images, the centres first, the others by the strength of what leads to them.
        hops: [m] int64 edges from the nearest centre.
        edges: [e, 2] int64 places in `rows`, each undirected edge once.
        weights: [e] float32 cosines.
        mutual: [e] bool, whether both ends list each other.
    """

    rows: Rows
    hops: NDArray[np.int64]
    edges: NDArray[np.int64]
    weights: Scores
    mutual: NDArray[np.bool_]


def ego_network(graph: KnnGraph, centres: Rows, hops: int = 1, limit: int = 200) -> EgoNetwork:
    """What is reached from some images by following their lists, with all edges between what was reached.

    Args:
        graph: the kNN graph; give `graph.first(k)` for shorter lists.
        centres: [c] distinct rows to start from; all of them are kept.
        hops: edges to follow, 0 or more.
        limit: images kept; in the last hop that fits in part, those over the strongest edges.
    """
    rows, depths = [np.asarray(centres, np.int64)], [0] * len(centres)
    known = set(rows[0].tolist())
    frontier = rows[0]
    for hop in range(1, hops + 1):
        reached = _reached(graph, frontier, known, limit - len(known))
        if not reached.size:
            break
        rows.append(reached)
        depths += [hop] * len(reached)
        known.update(reached.tolist())
        frontier = reached
    kept = np.concatenate(rows)
    edges, weights, mutual = _edges_among(graph, kept)
    return EgoNetwork(kept, np.array(depths, np.int64), edges, weights, mutual)


def _reached(graph: KnnGraph, frontier: Rows, known: set[int], room: int) -> Rows:
    """New rows on the lists of a frontier, by their strongest edge."""
    best: dict[int, float] = {}
    listed = graph.indices[frontier].ravel().tolist()
    for row, weight in zip(listed, graph.similarities[frontier].ravel().tolist(), strict=True):
        if row != NO_ROW and row not in known:
            best[row] = max(weight, best.get(row, weight))
    order = sorted(best, key=lambda row: (-best[row], row))
    return np.array(order[: max(room, 0)], np.int64)


def _edges_among(graph: KnnGraph, rows: Rows) -> tuple[NDArray[np.int64], Scores, NDArray[np.bool_]]:
    """Undirected edges between some rows, in terms of their places."""
    place = np.full(len(graph) + 1, NO_ROW, np.int64)  # the last entry answers for NO_ROW
    place[rows] = np.arange(len(rows))
    ends = place[graph.indices[rows]]
    start, slot = np.nonzero(ends >= 0)
    pairs = np.sort(np.stack([start, ends[start, slot]], axis=1), axis=1)
    edges, first, times = np.unique(pairs, axis=0, return_index=True, return_counts=True)
    return edges, graph.similarities[rows][start, slot][first], times > 1


def strongest_tree(ego: EgoNetwork, start: int) -> NDArray[np.int64]:
    """For each node the one before it on the path from `start` with the largest product of cosines (Dijkstra 1959).

    Edges are walked in both directions; those with a cosine of 0 or less are no way.

    Returns:
        [m] places in `rows`, -1 for `start` and for what cannot be reached.
    """
    ways: list[list[tuple[int, float]]] = [[] for _ in ego.rows]
    for (a, b), weight in zip(ego.edges.tolist(), ego.weights.tolist(), strict=True):
        if weight > 0:
            ways[a].append((b, min(weight, 1.0)))
            ways[b].append((a, min(weight, 1.0)))
    previous = np.full(len(ego.rows), -1, np.int64)
    heap, done = [(-1.0, start, -1)], set[int]()
    while heap:
        strength, place, before = heapq.heappop(heap)
        if place in done:
            continue
        done.add(place)
        previous[place] = before
        for other, weight in ways[place]:
            if other not in done:
                heapq.heappush(heap, (strength * weight, other, place))
    return previous
