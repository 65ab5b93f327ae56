"""Shorter vectors keep what they say they keep."""

import numpy as np
import pytest

from explorer.embedding import features as stored
from explorer.embedding.base import encode_image, encoder_key
from explorer.embedding.features import load_features, load_reduction
from explorer.embedding.index import embed
from explorer.embedding.reduction import Reduction, fit_reduction
from explorer.protocol.features import unit_rows

from .conftest import FakeEncoder

KEY = encoder_key(FakeEncoder.spec)


def flat(rows: int, dim: int, wide: int, noise: float = 0.01):
    """Vectors that differ in few directions, and a little in all."""
    random = np.random.default_rng(0)
    few = random.standard_normal((rows, wide)) @ random.standard_normal((wide, dim))
    return (few + noise * random.standard_normal((rows, dim))).astype(np.float32)


def test_the_projection_is_that_of_the_singular_vectors():
    vectors = flat(300, 20, 6, noise=0.3)
    reduction = fit_reduction([vectors[:100].astype(np.float16), vectors[100:]], 300, 4)
    units = unit_rows(vectors)
    _, lengths, directions = np.linalg.svd(units, full_matrices=False)
    np.testing.assert_allclose(reduction.matrix.T @ reduction.matrix, np.eye(4), atol=1e-5)
    np.testing.assert_allclose(np.abs(directions[:4] @ reduction.matrix), np.eye(4), atol=1e-2)
    assert reduction.kept == pytest.approx((lengths[:4] ** 2).sum() / (lengths**2).sum(), rel=1e-4)
    np.testing.assert_allclose(reduction(vectors), vectors @ reduction.matrix, rtol=1e-5)


def test_what_is_lost_is_measured():
    vectors = flat(400, 30, 5)
    whole, half = fit_reduction([vectors], 400, 5), fit_reduction([vectors], 400, 2)
    assert whole.agreement > 0.95 > half.agreement > 0.05
    units, short = unit_rows(vectors), unit_rows(half(vectors))
    shared = []
    for row in range(0, 400, 2):
        nearest = [np.argsort(-(some @ some[row]))[1:11] for some in (units, short)]
        shared.append(len(np.intersect1d(*nearest)) / 10)
    assert half.agreement == pytest.approx(np.mean(shared), abs=0.02)
    assert f"{half.agreement:.1%} of the first 10" in half.loss
    assert "2 of 30 dimensions" in half.loss


def test_a_large_collection_is_searched_by_shorter_vectors_that_stay_as_they_are(collection, monkeypatch):
    monkeypatch.setattr(stored, "FROM_IMAGES", 50)
    monkeypatch.setattr(stored, "DIM", 3)
    monkeypatch.setattr(stored, "fit_reduction", lambda blocks, rows: fit_reduction(blocks, rows, 3))
    encoder = FakeEncoder()
    report = embed(collection.workspace, collection.catalogue, encoder)
    features, reduction = load_features(collection.workspace), load_reduction(collection.workspace, KEY)
    assert isinstance(reduction, Reduction)
    assert features.dim == 3
    assert features.values.dtype == np.float16
    assert report.reduced == reduction.loss
    from explorer.collection.decode import decode

    first = decode(collection.catalogue.absolute(collection.catalogue.record(int(features.ids[0]))))
    np.testing.assert_allclose(features.rows(slice(0, 1))[0], reduction(encode_image(encoder, first)), rtol=2e-3)
    before = np.array(features.values)
    (collection.root / "000.png").unlink()
    collection.scan()
    embed(collection.workspace, collection.catalogue, encoder)
    np.testing.assert_array_equal(load_features(collection.workspace).values, before[1:])


def test_a_small_collection_keeps_the_vectors_of_its_encoder(collection):
    assert embed(collection.workspace, collection.catalogue, FakeEncoder()).reduced == ""
    assert load_reduction(collection.workspace, KEY) is None
    assert load_reduction(collection.workspace, "none such") is None
