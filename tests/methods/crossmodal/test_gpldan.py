"""The parts of GPLDAN against their definitions."""

import numpy as np
import pytest
import torch

from explorer.methods import registry
from explorer.methods.base import Gallery
from explorer.methods.crossmodal.beside import Part, Trial, average_precision, best_share
from explorer.methods.crossmodal.graph_pattern import graph_pattern, pair_distances
from explorer.methods.crossmodal.projector import Reversal
from explorer.methods.crossmodal.space import Pairs
from explorer.methods.crossmodal.trained import held_out, held_out_parts


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
    model = registry.ranker("gpldan", steps=30, channels=64, networks=1).fit(Gallery(features))
    seen = model.representations("image", model._standards["image"](features.rows(slice(None))))
    unit = seen / np.linalg.norm(seen, axis=2, keepdims=True)
    cosines = np.einsum("mkc,mlc->mkl", unit, unit)
    assert cosines[:, *np.triu_indices(4, 1)].mean() < 0.95


def test_a_reversed_gradient_is_turned_round() -> None:
    rows = torch.ones(3, requires_grad=True)
    Reversal.apply(rows, 0.5).sum().backward()
    np.testing.assert_allclose(rows.grad, -0.5)


def test_networks_and_cca_lie_side_by_side(paired) -> None:
    features = paired(48)
    model = registry.ranker("gpldan", steps=2, channels=8, networks=2).fit(Gallery(features))
    rows = model._standards["image"](features.rows(slice(None)))
    parts = [part("image", rows) for part in model._parts]
    assert [part.shape[1] for part in parts] == [8, 8, 12]
    assert np.abs(parts[0] - parts[1]).max() > 0.1
    projected = model._project("image", rows)
    laid = [weight * part for weight, part in zip(model._weights, parts, strict=True)]
    np.testing.assert_allclose(projected, np.concatenate(laid, axis=1))
    np.testing.assert_allclose(np.linalg.norm(projected, axis=1), 1, rtol=1e-5)
    shares = model._weights**2 * [part.spread for part in model._parts]
    np.testing.assert_allclose(shares / shares.sum(), [0.25, 0.25, 0.5], rtol=1e-5)  # too few pairs to choose


def test_networks_have_the_share_that_finds_what_captions_are_near() -> None:
    right, wrong = np.eye(12, dtype=np.float32), np.roll(np.eye(12, dtype=np.float32), 1, axis=1)
    pairs = Pairs(right, right)
    good, bad = (
        Part(lambda medium, rows, m=m: rows if medium == "text" else rows @ m, dict.fromkeys(("image", "text"), 0))
        for m in (right, wrong)
    )
    group = np.arange(24) % 12

    def share(network: Part, linear: Part) -> float:
        trial = Trial(network, linear, pairs, pairs)
        return best_share(
            [trial.found(lambda _, held: (held.images @ held.texts.T, held.texts @ held.images.T))] * 2, group
        )

    assert share(good, bad) > 0.5
    assert share(bad, good) == 0
    assert share(good, good) == 0
    assert best_share([], group) == 0.5
    np.testing.assert_allclose(average_precision(np.array([[3.0, 2, 1, 0]]), np.array([[0, 1, 0, 1]], bool)), [0.5])


def test_networks_are_each_without_other_pairs() -> None:
    pairs = Pairs(np.eye(200, dtype=np.float32), np.eye(200, dtype=np.float32))
    parts = np.array(held_out_parts(pairs, 0, 1 / 8, 3))
    assert parts.sum(axis=1).tolist() == [25, 25, 25]
    assert parts.sum(axis=0).max() == 1


def test_neither_images_nor_captions_are_on_both_sides_of_what_is_held_out() -> None:
    rng = np.random.default_rng(0)
    image, text = rng.integers(0, 300, 400), rng.integers(0, 300, 400)
    text[100:140] = 1000  # a caption of more images than are held out
    pairs = Pairs(np.eye(300, dtype=np.float32)[image], text[:, None].astype(np.float32))
    aside = held_out(pairs, 0, 1 / 8)
    assert 16 <= aside.sum() <= 50
    assert not np.intersect1d(image[aside], image[~aside]).size
    assert not np.intersect1d(text[aside], text[~aside]).size
    assert not held_out(pairs[np.arange(400) < 100], 0, 1 / 8).any()


@pytest.mark.parametrize("values", [{"edges": "mean"}, {"heads": 1}, {"classifier": "adversarial"}])
def test_variants_are_trained(paired, values) -> None:
    told = []
    features = paired(48)
    model = registry.ranker("gpldan", steps=5, channels=16, **values)
    model.fit(Gallery(features), losses=lambda step, losses: told.append((step, losses)))
    assert [step for step, _ in told] == [1, 2, 3, 4, 5]
    assert {"loss", "pair", "graph", "modality", "diversity"} <= set(told[0][1])
