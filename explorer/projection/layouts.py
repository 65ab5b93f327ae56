"""Layouts of small neighbourhood graphs that people know from elsewhere."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from explorer.projection.ego import ego_layout, spread_out
from explorer.protocol.features import Vectors

_Places = NDArray[np.float64]
"""[m, 2]."""
LAYOUTS = ("force", "spring", "kamada-kawai", "radial", "map")
"""What `laid_out` knows."""

_SPRING_STEPS = 50
_STRESS_STEPS = 120
_SETTLED = 1e-3
"""Of the way between two tied nodes: no step moves a node further."""
_LEAST = 0.01
"""Nodes nearer than that push each other away no more strongly, and are moved no more slowly."""


def laid_out(
    name: str, edges: NDArray[np.int64], weights: NDArray[np.floating], start: Vectors, centre: int
) -> Vectors:
    """Place nodes; none covers another, except in rings that hold many.

    Args:
        name: `force` is our own, which begins at the places on the map; `spring` and `kamada-kawai` are what networkx
            calls so, see `_springs` and `_stress`; `radial` puts the nodes on rings, by their edges from the centre;
            `map` keeps the places on the map.
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
    places = start.astype(np.float64) + np.random.default_rng(0).normal(scale=1e-3, size=start.shape)
    if name == "spring":
        return spread_out(_springs(edges, np.maximum(weights, 1e-3), places).astype(np.float32))
    return spread_out(_stress(edges, places).astype(np.float32))


def _springs(edges: NDArray[np.int64], weights: NDArray[np.floating], places: NDArray[np.float64]) -> _Places:
    """Fruchterman and Reingold, Graph Drawing by Force-directed Placement (1991), step by step as networkx does it.

    Its forces are summed as two products of matrices here, so that no array of [m, m, 2] is made and no step of the
    engine takes long.
    """
    nodes = len(places)
    pull = np.zeros((nodes, nodes))
    pull[edges[:, 0], edges[:, 1]] = pull[edges[:, 1], edges[:, 0]] = weights
    rest = np.sqrt(1.0 / nodes)
    step = 0.1 * np.ptp(places, axis=0).max()
    cooling = step / (_SPRING_STEPS + 1)
    for _ in range(_SPRING_STEPS):
        apart = np.maximum(_distances(places), _LEAST)
        forces = rest**2 / apart**2 - pull * apart / rest
        moves = forces.sum(axis=1, keepdims=True) * places - forces @ places
        lengths = np.linalg.norm(moves, axis=1, keepdims=True)
        moves *= step / np.maximum(lengths, _LEAST)
        places = places + moves
        step -= cooling
    return places


def _stress(edges: NDArray[np.int64], places: NDArray[np.float64]) -> _Places:
    """Kamada and Kawai, An Algorithm for Drawing General Undirected Graphs (1989): distances as edges are between.

    Their energy, the sum of (|x_i - x_j| - d_ij)^2 / d_ij^2, is lowered by majorisation (Gansner, Koren and North,
    Graph Drawing by Stress Majorization, 2004, equation 9), which cannot overshoot and needs no optimiser.
    """
    nodes = len(places)
    wanted = _all_hops(edges, nodes)
    np.fill_diagonal(wanted, 1.0)
    weights = wanted**-2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1.0 / nodes)  # the mean, which it leaves open, stays where it is
    places = places * (wanted.mean() / max(_distances(places).mean(), 1e-9))
    for _ in range(_STRESS_STEPS):
        pulls = weights * wanted / np.maximum(_distances(places), 1e-9)
        before, places = places, inverse @ (pulls.sum(axis=1, keepdims=True) * places - pulls @ places)
        if np.abs(places - before).max() < _SETTLED:
            break
    return places


def _distances(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """[m, m] of all pairs."""
    across, down = (places[:, None, axis] - places[None, :, axis] for axis in (0, 1))
    return np.sqrt(across * across + down * down)


def _all_hops(edges: NDArray[np.int64], nodes: int) -> NDArray[np.float64]:
    """Edges between all pairs [m, m]; one more than the most where nothing ties them."""
    tied = np.zeros((nodes, nodes), np.float32)
    tied[edges[:, 0], edges[:, 1]] = tied[edges[:, 1], edges[:, 0]] = 1
    hops, reached, hop = np.zeros((nodes, nodes)), np.eye(nodes, dtype=np.bool_), 0
    while True:
        hop += 1
        fresh = ((reached.astype(np.float32) @ tied) > 0) & ~reached
        hops[~reached] = hop
        if not fresh.any():
            return hops
        reached |= fresh


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
