"""The layout of neighbourhood graphs."""

import numpy as np
import pytest

from explorer.projection.ego import ego_layout, spread_out


def _layout(count, edges, weights=None):
    pairs = np.array(edges, dtype=np.int64).reshape(-1, 2)
    given = np.ones(len(pairs), np.float32) if weights is None else np.array(weights, np.float32)
    return ego_layout(pairs, given, np.random.default_rng(0).normal(size=(count, 2)).astype(np.float32))


def _gaps(positions):
    """Distance of each node to the nearest other, across or down, whichever is more."""
    gaps = np.abs(positions[:, None] - positions[None]).max(axis=2)
    np.fill_diagonal(gaps, np.inf)
    return gaps.min(axis=1)


def test_tied_nodes_lie_closer_than_others():
    edges = [(i, j) for group in (range(5), range(5, 10)) for i in group for j in group if i < j]
    positions = _layout(10, [*edges, (0, 5)])
    distances = np.linalg.norm(positions[:, None] - positions[None], axis=2)
    assert distances[:5, :5].mean() < distances[:5, 5:].mean() * 0.8


def test_equal_input_gives_an_equal_picture_within_the_frame():
    first, second = (_layout(6, [(0, 1), (1, 2), (3, 4)], [0.5, -0.2, 0.0]) for _ in range(2))
    assert first.dtype == np.float32
    assert np.abs(first).max() <= 1 + 1e-6
    np.testing.assert_array_equal(first, second)


def test_pictures_do_not_cover_each_other_where_many_lie_in_one_place():
    rng = np.random.default_rng(0)
    heap = np.vstack([np.zeros((40, 2)), rng.normal(size=(40, 2)), [[50.0, 50.0]]]).astype(np.float32)
    side = 2 / np.sqrt(len(heap))
    assert np.quantile(_gaps(spread_out(heap)), 0.03) > 0.5 * side


def test_a_clique_is_spread_out():
    edges = [(i, j) for i in range(30) for j in range(i)]
    assert _gaps(_layout(30, edges)).min() > 0.5 * 2 / np.sqrt(30)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_networks(count):
    positions = _layout(count, [])
    assert positions.shape == (count, 2)
    assert np.isfinite(positions).all()
