"""Guided similarity separation against its dense formulas."""

import numpy as np

from explorer.methods.gss import GuidedSeparation
from explorer.protocol.features import Features, unit_rows


def test_untrained_it_is_the_residual_convolution_of_the_paper() -> None:
    values = np.random.default_rng(0).normal(size=(30, 8)).astype(np.float32)
    unit = unit_rows(values).astype(np.float64)
    ranker = GuidedSeparation(epochs=0, k=5).fit(Features(values))
    graph = ranker.gallery.graph(5)
    weights = np.zeros((30, 30))
    for row in range(30):
        weights[row, graph.indices[row]] = np.maximum(graph.similarities[row], 0)
    weights = np.maximum(weights, weights.T) + np.eye(30)
    scale = 1 / np.sqrt(weights.sum(axis=1))
    mixing = scale[:, None] * weights * scale

    def elu(x):
        return np.where(x > 0, x, np.expm1(np.minimum(x, 0)))

    first = mixing @ unit
    expected = first + 0.3 * elu(mixing @ elu(first))
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    np.testing.assert_allclose(ranker._outputs.numpy(), expected, atol=1e-3)


def test_training_pushes_similarities_away_from_the_border() -> None:
    random = np.random.default_rng(1)
    values = np.repeat(random.normal(size=(4, 16)), 12, axis=0) + 0.8 * random.normal(size=(48, 16))
    ranker = GuidedSeparation(epochs=60).fit(values.astype(np.float32))
    losses = ranker.training_log.values["separation"]
    assert losses[-1] < losses[0]
    assert len(losses) == 60
