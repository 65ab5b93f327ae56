"""Layouts are those that people know from networkx, in a fraction of its time."""

import networkx as nx
import numpy as np
import pytest

from explorer.projection import layouts
from explorer.projection.layouts import _all_hops, _springs, _stress


@pytest.fixture
def drawn():
    graph = nx.connected_watts_strogatz_graph(24, 4, 0.3, seed=1)
    edges = np.array(graph.edges)
    weights = np.random.default_rng(2).random(len(edges))
    for (a, b), weight in zip(edges.tolist(), weights.tolist(), strict=True):
        graph[a][b]["weight"] = weight
    return graph, edges, weights, np.random.default_rng(3).normal(size=(24, 2))


def test_springs_move_as_those_of_networkx(drawn, monkeypatch):
    graph, edges, weights, start = drawn
    monkeypatch.setattr(layouts, "_SPRING_STEPS", 20)  # each step makes the rounding of the one before larger
    theirs = nx.spring_layout(graph, pos=dict(enumerate(start)), iterations=20, threshold=0, scale=None, seed=0)
    found = _springs(edges, weights, start)
    centred = found - found.mean(axis=0)
    wanted = np.array([theirs[node] for node in range(24)])
    np.testing.assert_allclose(centred / np.abs(centred).max(), _scaled(wanted), atol=1e-6)


def test_distances_are_drawn_as_well_as_by_kamada_and_kawai(drawn):
    graph, edges, _, start = drawn
    hops = _all_hops(edges, 24)
    assert (hops == nx.floyd_warshall_numpy(graph, weight=None)).all()
    theirs = nx.kamada_kawai_layout(graph, pos=dict(enumerate(start)), weight=None)
    assert _energy(_stress(edges, start), hops) <= 1.02 * _energy(np.array([theirs[n] for n in range(24)]), hops)


def test_parts_that_nothing_ties_together_stand_side_by_side():
    hops = _all_hops(np.array([[0, 1], [1, 2], [3, 4]]), 6)
    assert hops[0].tolist() == [0, 1, 2, 3, 3, 3]
    places = _stress(np.array([[0, 1], [1, 2], [3, 4]]), np.random.default_rng(0).normal(size=(6, 2)))
    assert np.isfinite(places).all()
    assert np.linalg.norm(places[0] - places[3]) > np.linalg.norm(places[3] - places[4])


def _scaled(places):
    places = places - places.mean(axis=0)
    return places / np.abs(places).max()


def _energy(places, hops):
    """Kamada and Kawai's, at the scale at which it is lowest."""
    ends = np.triu_indices(len(hops), 1)
    drawn, wanted = np.linalg.norm(places[ends[0]] - places[ends[1]], axis=1), hops[ends]
    scale = (drawn / wanted).sum() / ((drawn / wanted) ** 2).sum()
    return float(((scale * drawn / wanted - 1) ** 2).sum())
