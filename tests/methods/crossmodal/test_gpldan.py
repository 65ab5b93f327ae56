"""The parts of GPLDAN against their definitions."""

import numpy as np
import pytest
import torch

from explorer.methods import registry
from explorer.methods.base import Gallery
from explorer.methods.crossmodal.graph_pattern import graph_pattern, pair_distances
from explorer.methods.crossmodal.projector import Reversal


def plain(images: np.ndarray, texts: np.ndarray, distances: np.ndarray) -> tuple[list[float], ...]:
    """All deviations, edge by edge."""

    def apart(u, v):
        return 1 - u @ v / np.linalg.norm(u) / np.linalg.norm(v)

    parts = [], [], [], []
    for i in range(len(images)):
        for j in range(len(images)):
            for k in images[i]:
                for m in images[j]:
                    parts[1].append(abs(apart(k, m) - distances[i, j])) if i != j else None
                for m in texts[j]:
                    (parts[3] if i != j else parts[0]).append(abs(apart(k, m) - distances[i, j]))
            for k in texts[i]:
                for m in texts[j]:
                    parts[2].append(abs(apart(k, m) - distances[i, j])) if i != j else None
    return parts


def test_the_loss_is_the_mean_over_all_edges() -> None:
    rng = np.random.default_rng(0)
    images, texts = rng.normal(size=(2, 5, 3, 4)).astype(np.float32)
    distances = pair_distances(*torch.nn.functional.normalize(torch.tensor(rng.normal(size=(2, 5, 6))), dim=-1))
    found = graph_pattern(torch.tensor(images), torch.tensor(texts), distances.float())
    expected = [np.mean(part) for part in plain(images, texts, distances.numpy())]
    np.testing.assert_allclose([part.item() for part in found], expected, rtol=1e-4)


def test_the_loss_is_zero_where_all_distances_are_realised() -> None:
    rows = torch.nn.functional.normalize(torch.randn(6, 5, generator=torch.Generator().manual_seed(0)))
    heads = rows[:, None].repeat(1, 4, 1)
    found = graph_pattern(heads, heads, pair_distances(rows, rows))
    assert max(part.item() for part in found) < 1e-3


def test_the_loss_does_not_care_which_medium_is_which() -> None:
    images, texts = torch.randn(2, 6, 2, 5, generator=torch.Generator().manual_seed(1))
    distances = torch.rand(6, 6, generator=torch.Generator().manual_seed(2))
    distances = (distances + distances.T) / 2
    one, other = graph_pattern(images, texts, distances), graph_pattern(texts, images, distances)
    np.testing.assert_allclose(one.edges.item(), other.edges.item(), rtol=1e-5)
    np.testing.assert_allclose(one.pair.item(), other.pair.item(), rtol=1e-5)


def test_heads_differ(paired) -> None:
    features = paired()
    model = registry.ranker("gpldan", steps=60, channels=64).fit(Gallery(features))
    seen = model.representations("image", model._standards["image"](features.rows(slice(None))))
    unit = seen / np.linalg.norm(seen, axis=2, keepdims=True)
    cosines = np.einsum("mkc,mlc->mkl", unit, unit)
    assert cosines[:, *np.triu_indices(4, 1)].mean() < 0.95


def test_a_reversed_gradient_is_turned_round() -> None:
    rows = torch.ones(3, requires_grad=True)
    Reversal.apply(rows, 0.5).sum().backward()
    np.testing.assert_allclose(rows.grad, -0.5)


@pytest.mark.parametrize("values", [{"edges": "mean"}, {"heads": 1}, {"classifier": "adversarial"}])
def test_variants_are_trained(paired, values) -> None:
    told = []
    features = paired(48)
    model = registry.ranker("gpldan", steps=5, channels=16, **values)
    model.fit(Gallery(features), losses=lambda step, losses: told.append((step, losses)))
    assert [step for step, _ in told] == [1, 2, 3, 4, 5]
    assert {"loss", "pair", "graph", "modality", "diversity"} <= set(told[0][1])
