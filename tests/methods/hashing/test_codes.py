"""Codes against counting bits one by one."""

import numpy as np
import pytest

from explorer.methods.hashing.codes import CodeIndex, asymmetric, hamming, packed, unpacked
from explorer.protocol.ids import tie_order


def bits_of(codes: np.ndarray) -> np.ndarray:
    return np.unpackbits(codes, axis=1)


def brute(queries: np.ndarray, codes: np.ndarray) -> np.ndarray:
    return (bits_of(queries)[:, None] != bits_of(codes)[None]).sum(axis=2)


def sorted_lists(distances: np.ndarray, ids: np.ndarray, k: int) -> np.ndarray:
    keys = tie_order(ids)
    return np.array([sorted(range(len(ids)), key=lambda j: (row[j], keys[j]))[:k] for row in distances])


def random_codes(n: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (n, width), dtype=np.uint8)


def test_signs_are_packed_first_bit_highest() -> None:
    values = np.array([[1, -1, 0, -2, -3, -1, -1, -1, 5, -1]], np.float32)
    np.testing.assert_array_equal(packed(values), [[0b10100000, 0b10000000]])
    np.testing.assert_array_equal(unpacked(packed(values), 10), np.where(values >= 0, 1, -1))


@pytest.mark.parametrize("width", [2, 4, 5, 8, 9, 32])
def test_distances_are_counted_bits(width: int) -> None:
    queries, codes = random_codes(7, width), random_codes(300, width, 1)
    np.testing.assert_array_equal(hamming(queries, codes), brute(queries, codes))


def test_asymmetric_is_the_product_with_the_signs() -> None:
    values = np.random.default_rng(0).normal(size=(5, 20)).astype(np.float32)
    codes = packed(np.random.default_rng(1).normal(size=(40, 20)).astype(np.float32))
    np.testing.assert_allclose(asymmetric(values, codes), values @ unpacked(codes, 20).T, atol=1e-5)


@pytest.mark.parametrize(("limit", "compiled"), [(10**9, 10**9), (0, 10**9), (10**9, 1)])
@pytest.mark.parametrize("k", [1, 10, 700])
@pytest.mark.parametrize("width", [1, 4, 8])
def test_lists_are_those_of_a_stable_sort(k: int, width: int, limit: int, compiled: int) -> None:
    codes = np.concatenate([random_codes(500, width, 1), random_codes(5, width, 2).repeat(20, axis=0)])
    ids = np.random.default_rng(3).permutation(10_000)[: len(codes)]
    queries = np.concatenate([random_codes(3, width), codes[-1:]])
    rows, distances = CodeIndex(codes, ids, flat_limit=limit, compiled_from=compiled).search(queries, k)
    expected = sorted_lists(brute(queries, codes), ids, k)
    count = expected.shape[1]
    np.testing.assert_array_equal(rows[:, :count], expected)
    np.testing.assert_array_equal(distances[:, :count], np.take_along_axis(brute(queries, codes), expected, 1))
    assert (rows[:, count:] == -1).all()


def test_a_ball_holds_all_within_the_radius() -> None:
    queries, codes = random_codes(4, 2), random_codes(2000, 2, 1)
    for radius in (0, 2, 5):
        balls = CodeIndex(codes, np.arange(len(codes))).ball(queries, radius)
        for ball, distances in zip(balls, brute(queries, codes), strict=True):
            np.testing.assert_array_equal(ball, np.flatnonzero(distances <= radius))


def test_the_compiled_loop_sorts_out_candidates_over_many_pieces() -> None:
    codes, queries = random_codes(9000, 16, 1), random_codes(20, 16)
    ids = np.arange(len(codes))
    found = CodeIndex(codes, ids, compiled_from=1).search(queries, 7)
    for one, other in zip(found, CodeIndex(codes, ids).search(queries, 7), strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_tables_of_a_multi_index_are_counted() -> None:
    codes = random_codes(500, 8)
    assert CodeIndex(codes, np.arange(500)).table_bytes == 0
    assert CodeIndex(codes, np.arange(500), flat_limit=0).table_bytes > 4 * 500 * 8
