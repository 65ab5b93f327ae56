"""LAGNH: sizes as published, losses by hand, and codes that depend on the image alone."""

import numpy as np
import pytest
import torch

from explorer.errors import ParameterError
from explorer.methods.base import Gallery, Job
from explorer.methods.hashing.itq_tags import ItqTags
from explorer.methods.hashing.lagnh import Lagnh
from explorer.methods.hashing.lagnh_graph import LagnhGraph
from explorer.methods.hashing.lagnh_network import (
    PUBLISHED,
    LossForm,
    PaperNetwork,
    RobustNetwork,
    Shape,
    _largest,
    discriminator,
    generator_losses,
)
from explorer.methods.hashing.lagnh_training import Material, Recipe, Trainer
from explorer.methods.hashing.semantics import semantics
from explorer.protocol.features import Features, Tags
from explorer.protocol.texts import Texts


@pytest.fixture
def tagged(collection) -> Features:
    features = collection(dim=40, size=20)
    random = np.random.default_rng(0)
    weights = np.sort(random.dirichlet(np.ones(4), len(features)), axis=1)[:, ::-1].astype(np.float32)
    classes = np.argsort(random.random((len(features), 30)), axis=1)[:, :4]
    return Features(features.values, features.ids, tags=Tags(classes, weights, "class head"))


def count(module: torch.nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())


@pytest.mark.parametrize(
    ("bits", "generator", "judge"),
    [(16, 2_681_168, 3_201), (32, 2_698_832, 4_225), (64, 2_734_160, 6_273), (128, 2_804_816, 10_369)],
)
def test_the_published_form_has_the_published_number_of_parameters(bits, generator, judge) -> None:
    assert count(PaperNetwork(Shape(4096, 80, 512, 1024, bits))) == generator
    assert count(discriminator(bits)) == judge


def test_the_published_form_depends_on_the_batch_and_ours_does_not() -> None:
    torch.manual_seed(0)
    vectors, tags = torch.randn(60, 12), torch.rand(60, 5)
    paper = PaperNetwork(Shape(12, 5, 16, 20, 32)).eval()
    assert not torch.allclose(paper(vectors, tags)[:10], paper(vectors[:10], tags[:10]), atol=1e-3)
    shape = Shape(12, 5, 16, 20, 32)
    robust = RobustNetwork(shape, attended=5, neighbours=3, fusion=0.2, dropout=0.5)
    robust.train().batch(vectors, tags)
    bank = robust.eval().bank(vectors, tags)
    torch.testing.assert_close(robust(vectors, bank)[:10], robust(vectors[:10], bank))


def test_gradients_reach_every_layer() -> None:
    torch.manual_seed(0)
    network = RobustNetwork(Shape(12, 5, 16, 20, 32), attended=5, neighbours=3, fusion=0.2, dropout=0.5)
    network.train().batch(torch.randn(40, 12), torch.rand(40, 5)).square().sum().backward()
    for layer in (network.image, network.tags, network.first, network.second):
        assert layer.weight.grad is not None
        assert layer.weight.grad.abs().sum() > 0


def test_the_bank_gives_what_two_convolutions_among_the_images_give() -> None:
    torch.manual_seed(0)
    vectors, tags = torch.randn(30, 12), torch.rand(30, 5)
    network = RobustNetwork(Shape(12, 5, 12, 20, 16), attended=5, neighbours=3, fusion=0.2, dropout=0.5)
    network.train().batch(vectors, tags)
    network.eval()
    semantics, nodes, message = network._among_themselves(vectors, tags)
    hidden = network._hidden(nodes, message, nodes)
    bank = network.bank(vectors, tags)
    torch.testing.assert_close(
        network.batch(vectors, tags), message.received(bank.coded, bank.coded) + network.second.bias
    )
    torch.testing.assert_close(bank.coded, hidden @ network.second.weight.T)
    torch.testing.assert_close(bank.tags * bank.lengths[:, None], semantics)


@torch.no_grad()
@pytest.mark.parametrize(("m", "k"), [(1024, 5), (1300, 10), (300, 400)])
def test_the_largest_of_many_are_found_by_chunks(m: int, k: int) -> None:
    values = torch.rand(20, m)
    largest, places = _largest(values, k)
    expected = values.topk(min(k, m), dim=1)
    torch.testing.assert_close(largest, expected.values)
    torch.testing.assert_close(places, expected.indices)


def test_codes_do_not_depend_on_the_number_of_threads(tagged) -> None:
    ranker, before = Lagnh(bits=32, steps=0).fit(tagged, seed=1), torch.get_num_threads()
    vectors = tagged.values + np.float32(0.1)
    try:
        torch.set_num_threads(3)
        several = ranker._steady(vectors)
        assert torch.get_num_threads() == 3
        torch.set_num_threads(1)
        np.testing.assert_array_equal(ranker._steady(vectors), several)
    finally:
        torch.set_num_threads(before)


def test_inputs_are_half_whitened_and_of_equal_length(collection) -> None:
    features = collection(dim=40, size=20, zero=False)
    unit = features.unit()
    ranker = Lagnh(bits=16, steps=0).fit(features, seed=1)
    deviations = ((unit - ranker._mean) @ ranker._turn).std(axis=0)
    own = np.sqrt(np.linalg.eigvalsh(np.cov(unit.T, bias=True))[::-1])
    noise = np.square(own).sum() / len(unit)
    np.testing.assert_allclose(deviations, own / (np.square(own) + noise) ** 0.25, rtol=1e-3)
    torch.testing.assert_close(ranker._inputs(unit).norm(dim=1), torch.full((len(unit),), 40**0.5))


def test_the_start_is_a_rotation_of_what_the_graph_alone_gives(collection) -> None:
    """Without attention, tags and training, codes are signs of vectors after two rounds of messages, turned."""
    features = collection(dim=40, size=20, zero=False)
    ranker = Lagnh(bits=32, steps=0, attention=False, fusion=0.0).fit(features, seed=1)
    network, nodes = ranker._encoder, ranker._bank.nodes
    affinity = torch.exp(-2 * torch.cdist(nodes, nodes).square() / network.scale)
    among = network._strongest(affinity * (1 - torch.eye(len(nodes))))
    own = network._strongest(affinity)
    received = own.received(own.received(nodes, nodes), among.received(nodes, nodes))
    turn = network.second.weight[:, :40]
    expected = received @ turn.T + network.second.bias
    np.testing.assert_allclose(ranker._values(features.unit()), expected, atol=1e-4)
    gram = turn @ turn.T
    torch.testing.assert_close(gram, gram[0, 0] * torch.eye(32), atol=1e-4, rtol=0)
    np.testing.assert_allclose(expected.mean(dim=0), 0, atol=1e-4)


def test_rounded_codes_have_a_gradient_and_alike_pairs_count_for_more() -> None:
    codes = torch.tensor([[0.3, -0.2], [2.0, -3.0]], requires_grad=True)
    few = torch.zeros(2, 1)
    losses = generator_losses(codes, few, few, torch.ones(2, 1), torch.eye(2), form=LossForm(alike=20.0))
    # Signs are equal: cosine 1 where 0 is asked for, on two of four pairs of weight 1 beside two of weight 21.
    assert float(losses["reconstruction"].detach()) == pytest.approx(2 / 44)
    losses["reconstruction"].backward()
    assert codes.grad is not None
    assert codes.grad.abs().sum() > 0


def test_losses_by_hand() -> None:
    codes = torch.tensor([[1.0, 1.0], [1.0, -1.0]])
    losses = generator_losses(
        codes, torch.zeros(2, 1), torch.zeros(2, 1), torch.ones(2, 1), torch.eye(2), form=LossForm()
    )
    assert float(losses["reconstruction"]) == pytest.approx(0, abs=1e-12)
    assert float(losses["quantisation"]) == 0
    assert float(losses["adversary"]) == pytest.approx(np.log(2))
    assert float(losses["tags"]) == pytest.approx(np.log(2))


@pytest.mark.parametrize("method", [Lagnh, LagnhGraph])
def test_codes_depend_on_the_image_alone(method, tagged) -> None:
    ranker = method(bits=32).fit(tagged, seed=1)
    vectors = tagged.values + np.float32(0.1)
    whole = ranker.encode(vectors)
    order = np.random.default_rng(0).permutation(len(vectors))
    np.testing.assert_array_equal(ranker.encode(vectors[order]), whole[order])
    np.testing.assert_array_equal(np.concatenate([ranker.encode(row) for row in vectors[:20]]), whole[:20])
    np.testing.assert_array_equal(method(bits=32).fit(tagged, seed=1).encode(vectors), whole)


def paper(**parameters) -> Lagnh:
    return Lagnh(mode="paper", epochs=1, hidden=32, batch=64, bits=16, **parameters)


@pytest.mark.parametrize("scaling", ["standardised", "unit"])
def test_the_published_mode_says_that_codes_depend_on_the_batch_and_they_do(tagged, scaling, tmp_path) -> None:
    gallery, vectors = Gallery(tagged), tagged.values + np.float32(0.1)
    ranker = paper(scaling=scaling).fit(gallery, seed=1)
    assert any("depends on the 255" in note for note in ranker.notes)
    together = ranker._steady(tagged.unit())
    alone = np.concatenate([ranker._steady(row[None]) for row in tagged.unit()])
    assert np.abs(together - alone).max() > 1e-3
    ranker.save(tmp_path)
    again = paper(scaling=scaling).load(tmp_path, gallery)
    np.testing.assert_array_equal(again.encode(vectors), ranker.encode(vectors))
    np.testing.assert_array_equal(paper(scaling=scaling).fit(gallery, seed=1).encode(vectors), ranker.encode(vectors))
    assert ranker.search(vectors[:3], 5).ids.shape == (3, 5)


def test_a_published_pass_sees_every_image_once() -> None:
    vectors = torch.randn(50, 12)
    tags = torch.ones(50, 5)
    seen: list[int] = []

    def target(rows: torch.Tensor) -> torch.Tensor:
        seen.extend(rows.tolist())
        return torch.zeros(len(rows), len(rows))

    network = PaperNetwork(Shape(12, 5, 16, 20, 32))
    recipe = Recipe(1, 1, 1, 100, steps=8, batch=16, rate=1e-4, form=PUBLISHED, whole_passes=True)
    material = Material(vectors[None], tags, tags, target)
    Trainer(network, network, discriminator(32), material, recipe).train(Job(), torch.Generator().manual_seed(0))
    assert sorted(seen[:50]) == list(range(50))
    assert sorted(seen[50:]) == list(range(50))
    assert seen[:50] != seen[50:]


def test_losses_are_told_and_codes_stay_apart(tagged) -> None:
    told: list[dict[str, float]] = []
    ranker = Lagnh(bits=32)
    ranker._gallery = Gallery(tagged)
    ranker._fit(Job(losses=lambda _, values: told.append(dict(values))))
    assert {"adversary", "quantisation", "tags", "reconstruction", "distinct codes", "largest bit mean"} <= set(told[0])
    assert len(np.unique(ranker.codes, axis=0)) >= 0.1 * len(tagged)
    means = np.unpackbits(ranker.codes, axis=1).mean(axis=0) * 2 - 1
    assert np.abs(means).max() < 0.7


def test_tags_are_tempered_and_clusters_take_their_place(tagged) -> None:
    said = semantics(tagged, "auto", 0)
    assert said.source == "class head"
    assert said.values.shape == (len(tagged), len(np.unique(tagged.tags.classes)))
    np.testing.assert_allclose(said.values.max(axis=1), 1)
    assert (said.said().sum(axis=1) == 4).all()
    assert semantics(Features(tagged.values), "auto", 0).source == "clusters"
    with pytest.raises(ParameterError, match="class head"):
        semantics(Features(tagged.values), "tags", 0)


def test_what_a_person_has_tagged_counts_where_it_is_asked_for(tagged) -> None:
    classes = np.full((len(tagged), 2), -1)
    classes[:40, 0], classes[10:20, 1] = np.arange(40) % 3, 3
    features = Features(tagged.values, own=Tags(classes, (classes >= 0).astype(np.float32), "own"))
    said = semantics(features, "own", 0)
    assert said.values.shape == (len(tagged), 4)
    assert said.of(12) == [(0, 1.0), (3, 1.0)]
    assert not said.values[40:].any()
    assert semantics(features, "auto", 0).source == "clusters"
    ranker = Lagnh(bits=16, steps=2, tags="own").fit(features)
    assert any("your tags" in note for note in ranker.notes)
    with pytest.raises(ParameterError, match="that you have tagged"):
        semantics(tagged, "own", 0)


def test_captions_and_what_they_name_are_tags_too(tagged) -> None:
    random = np.random.default_rng(0)
    rows = np.sort(random.choice(len(tagged), len(tagged) - 10, replace=False))
    words = np.concatenate([tagged.values[rows], tagged.values[rows[-1:]]])  # one image has two captions
    texts = Texts(words, np.append(rows, rows[-1]))
    captioned = Features(tagged.values, texts=texts)
    said = semantics(captioned, "auto", 0)
    assert said.source == "captions"
    silent = np.setdiff1d(np.arange(len(tagged)), rows)
    filled = tagged.values[rows].any(axis=1)
    assert not said.values[silent].any()
    assert (said.values[rows[filled]].max(axis=1) == 1).all()
    assert said.of(int(rows[filled][0]), 1)[0][1] == 1
    assert said.of(int(silent[0])) == []
    named = semantics(captioned, "concepts", 0)
    assert named.source == "concepts"
    assert named.values.shape[1] <= said.values.shape[1]
    assert (named.values.max(axis=1) == 1).all()
    with pytest.raises(ParameterError, match="captions"):
        semantics(tagged, "captions", 0)
    with pytest.raises(ParameterError, match="both images and words"):
        semantics(Features(tagged.values[:, :30], texts=texts), "concepts", 0)
    assert any("captions" in note for note in ItqTags(bits=16).fit(captioned).notes)
