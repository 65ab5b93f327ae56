"""Products with dense blocks and their largest entries, against numpy."""

import numpy as np
from scipy.sparse import random_array

from explorer.graph.blocks import WIDTH, add_product, best_of_block


def test_a_product_is_scaled_and_added() -> None:
    random = np.random.default_rng(0)
    matrix = random_array((40, 60), density=0.1, format="csr", dtype=np.float32, rng=random)
    matrix.data[:3] = 0
    scale, block = random.random(40, np.float32), random.random((60, WIDTH), np.float32)
    result = before = random.random((40, WIDTH), np.float32)
    expected = before + scale[:, None] * (matrix.toarray() @ block)
    add_product((matrix.indptr, matrix.indices, matrix.data), scale, block, result)
    np.testing.assert_allclose(result, expected, rtol=1e-5)


def test_the_largest_entries_and_those_equal_to_the_last() -> None:
    random = np.random.default_rng(1)
    scores = random.integers(0, 9, (50, WIDTH)).astype(np.float32)
    scores[:, 3] = 0
    scores[:48, 4] = 0
    own, outside = np.array([-1, 7, 0, -1, -1, 49]), random.random(50) < 0.2
    for k in (1, 5, 100):
        starts, rows, values = best_of_block(scores, own, outside, k)
        assert len(starts) == len(own) + 1
        for column in range(len(own)):
            allowed = ~outside & (np.arange(50) != own[column]) & (scores[:, column] > 0)
            last = np.sort(scores[allowed, column])[-k:].min(initial=np.inf)
            expected = np.flatnonzero(allowed & (scores[:, column] >= last))
            part = slice(starts[column], starts[column + 1])
            np.testing.assert_array_equal(rows[part], expected)
            np.testing.assert_array_equal(values[part], scores[rows[part], column])
