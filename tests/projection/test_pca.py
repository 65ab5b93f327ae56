"""The PCA map against a plain singular value decomposition."""

import numpy as np
import pytest

from explorer.errors import Cancelled
from explorer.projection.pca import pca_map
from explorer.protocol.features import Features


def _oracle(features):
    unit = features.unit().astype(np.float64)
    centred = unit - unit.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes = axes[:2].T
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])
    return centred @ axes


@pytest.mark.parametrize(("n", "d"), [(300, 12), (12, 300), (3, 2), (40, 40)])
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_equals_the_singular_value_decomposition(n, d, dtype):
    rng = np.random.default_rng(1)
    features = Features((rng.normal(size=(n, d)) * np.linspace(3, 1, d)).astype(dtype))
    positions = pca_map(features)
    assert positions.dtype == np.float32
    np.testing.assert_allclose(positions, _oracle(features), atol=2e-4)


@pytest.mark.parametrize(
    "values",
    [np.zeros((0, 8)), np.ones((1, 8)), np.ones((6, 8)), np.zeros((6, 8)), np.ones((20, 1)), np.arange(20.0)[:, None]],
    ids=["none", "one", "identical", "zero", "constant line", "line"],
)
def test_degenerate_collections_have_finite_maps(values):
    positions = pca_map(Features(values.astype(np.float32)))
    assert positions.shape == (len(values), 2)
    assert np.isfinite(positions).all()


def test_two_images_lie_opposite_each_other_on_the_first_axis():
    positions = pca_map(Features(np.eye(2, dtype=np.float32)))
    np.testing.assert_allclose(positions, [[0.5**0.5, 0], [-(0.5**0.5), 0]], atol=1e-6)


def test_it_can_be_cancelled():
    with pytest.raises(Cancelled):
        pca_map(Features(np.ones((50, 2), np.float32)), cancelled=lambda: True)
