"""The graph of a CUDA device is that of the processor, to the last index."""

import numpy as np
import pytest
import torch

from explorer.graph.knn import knn_graph
from explorer.protocol.features import Features

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")


def collection(n: int, dim: int, *, noise: float) -> Features:
    """Clusters, with some images twice, many times over, or without a direction."""
    rng = np.random.default_rng(n)
    centres = rng.standard_normal((max(n // 30, 1), dim))
    vectors = centres[rng.integers(len(centres), size=n)] + noise * rng.standard_normal((n, dim))
    vectors[1::97] = vectors[0]
    vectors[5::101] = vectors[min(4, n - 1)]
    vectors[7::89] = 0
    return Features(vectors.astype(np.float32), np.arange(n, dtype=np.int64), key="test")


@pytest.mark.parametrize(("n", "dim", "k"), [(2, 3, 1), (40, 8, 39), (700, 33, 20), (5000, 128, 25), (9001, 64, 60)])
@pytest.mark.parametrize("noise", [1.0, 0.01])
def test_equals_the_graph_of_the_processor(n: int, dim: int, k: int, noise: float) -> None:
    features = collection(n, dim, noise=noise)
    here, there = knn_graph(features, k), knn_graph(features, k, device="cuda")
    np.testing.assert_allclose(there.similarities, here.similarities, atol=3e-6)
    differing = here.indices != there.indices
    # Where float32 sums differ by rounding, two images within that may change places; nothing else may.
    assert differing.mean() < 1e-3
    np.testing.assert_allclose(there.similarities[differing], here.similarities[differing], atol=1e-6)
