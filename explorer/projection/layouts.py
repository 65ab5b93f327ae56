"""Layouts of small neighbourhood graphs that people know from elsewhere."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from explorer.projection.ego import ego_layout, spread_out
from explorer.protocol.features import Vectors

LAYOUTS = ("force", "spring", "kamada-kawai", "radial", "map")
"""What `laid_out` knows."""

KAMADA_NODES = 90
"""Kamada and Kawai compare all pairs: more nodes take longer than people wait."""
_SPRING_STEPS = 50


def laid_out(
    name: str, edges: NDArray[np.int64], weights: NDArray[np.floating], start: Vectors, centre: int
) -> Vectors:
    """Place nodes; none covers another, except in rings that hold many.

    Args:
        name: `force` is our own, which begins at the places on the map; `spring` that of Fruchterman and Reingold
            (1991) and `kamada-kawai` that of Kamada and Kawai (1989), both by networkx; `radial` puts the nodes on
            rings, by their edges from the centre; `map` keeps the places on the map.
        edges: [e, 2] places of the ends.
        weights: [e] similarity.
        start: [m, 2] places on the map.
        centre: place of the query.

    Returns:
        [m, 2] float32 in -1..1; equal input gives an equal picture.
    """
    if name == "map" or len(start) < 2:
        return spread_out(start)
    if name == "force":
        return ego_layout(edges, weights, start)
    if name == "radial":
        return _rings(edges, start, centre)
    import networkx as nx  # takes longer to import than the other layouts to compute

    graph = nx.Graph()
    graph.add_nodes_from(range(len(start)))
    pairs = zip(edges.tolist(), np.maximum(weights, 1e-3).tolist(), strict=True)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in pairs)
    places = dict(enumerate(start.astype(np.float64) + np.random.default_rng(0).normal(scale=1e-3, size=start.shape)))
    if name == "spring":
        found = nx.spring_layout(graph, pos=places, iterations=_SPRING_STEPS, seed=0)
    else:
        found = nx.kamada_kawai_layout(graph, pos=places, weight=None)
    return spread_out(np.array([found[node] for node in range(len(start))], np.float32))


def hops_from(edges: NDArray[np.int64], nodes: int, centre: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Edges from the centre to each node, and the node before it: [m] each, -1 where nothing leads to it."""
    ways: list[list[int]] = [[] for _ in range(nodes)]
    for a, b in edges.tolist():
        ways[a].append(b)
        ways[b].append(a)
    hops, before = np.full(nodes, -1, np.int64), np.full(nodes, -1, np.int64)
    hops[centre] = 0
    queue = deque([centre])
    while queue:
        node = queue.popleft()
        for other in ways[node]:
            if hops[other] < 0:
                hops[other], before[other] = hops[node] + 1, node
                queue.append(other)
    return hops, before


def _rings(edges: NDArray[np.int64], start: Vectors, centre: int) -> Vectors:
    """One ring a hop, evenly filled; a node stands near the one that it was reached from."""
    nodes = len(start)
    hops, before = hops_from(edges, nodes, centre)
    hops[hops < 0] = hops.max() + 1
    apart = start - start[centre]
    angles = np.arctan2(apart[:, 1], apart[:, 0]) % (2 * np.pi)
    places = np.zeros((nodes, 2), np.float32)
    for hop in range(1, int(hops.max()) + 1):
        ring = np.flatnonzero(hops == hop)
        parents = np.where(before[ring] == centre, -1, before[ring])
        towards = np.where(parents < 0, angles[ring], angles[parents])
        ring = ring[np.lexsort((angles[ring], towards))]
        if len(ring):
            turns = towards.min() + 2 * np.pi * np.arange(len(ring)) / len(ring)
            angles[ring] = turns
            places[ring] = hop * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return places / np.float32(max(hops.max(), 1))
