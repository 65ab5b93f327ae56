"""What every space that images and words share promises."""

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.methods import registry
from explorer.methods.base import Edits, Gallery, QueryBatch, Ranker
from explorer.methods.crossmodal.beside import average_precision
from explorer.methods.crossmodal.cca import counted_ridge
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Features
from explorer.protocol.texts import Texts

SPACES = {
    "cca": {},
    "pls": {},
    "cdpae": {"steps": 300, "channels": 32},
    "gpldan": {"steps": 40, "channels": 32, "networks": 1},
    "words": {},
}


@pytest.fixture(params=SPACES)
def space(request) -> Ranker:
    return registry.ranker(request.param, **SPACES[request.param])


def words(features: Features, count: int | None = None) -> QueryBatch:
    values = features.texts.values[:count]
    return QueryBatch(values, np.full(len(values), -1), modality="text")


def right(scores: np.ndarray, topics: int = 6) -> float:
    """Share of queries whose best item has their topic."""
    return float((scores.argmax(axis=1) % topics == np.arange(len(scores)) % topics).mean())


def test_words_find_images_and_images_find_words(space, paired) -> None:
    gallery = Gallery(paired(60, seed=1))
    gallery.training = paired()
    space.fit(gallery)
    assert right(space.scores(words(gallery.features))) > 0.9
    assert right(space.scores(QueryBatch.unseen(gallery.features.rows(slice(None))))) > 0.9


def test_shuffled_pairs_teach_nothing(space, paired) -> None:
    topic = np.arange(72) % 24
    same, gallery = topic[:, None] == topic, Gallery(paired(72, seed=1, topics=24))
    gallery.training = paired(240, topics=24, shuffled=True)
    space.fit(gallery)
    rng = np.random.default_rng(0)
    chance = np.mean([average_precision(rng.normal(size=same.shape), same) for _ in range(20)])
    assert average_precision(space.scores(words(gallery.features)), same).mean() < 2 * chance  # .10; of true pairs .8


def test_equal_seeds_give_equal_scores(space, paired) -> None:
    features = paired()
    first = space.fit(Gallery(features), seed=3).scores(words(features, 5))
    second = space.fit(Gallery(features), seed=3).scores(words(features, 5))
    np.testing.assert_array_equal(first, second)


def test_a_saved_space_answers_the_same(space, paired, tmp_path) -> None:
    features = paired()
    gallery = Gallery(features)
    before = space.fit(gallery).scores(words(features, 5))
    space.save(tmp_path)
    loaded = type(space)(**SPACES[space.spec.name]).load(tmp_path, gallery)
    np.testing.assert_allclose(loaded.scores(words(features, 5)), before, rtol=1e-5, atol=1e-6)


def test_length_of_a_query_and_its_company_do_not_matter(space, paired) -> None:
    features = paired()
    space.fit(Gallery(features))
    batch = words(features, 6)
    together = space.scores(batch)
    longer = QueryBatch(7 * batch.vectors[2:3], batch.rows[:1], modality="text")
    np.testing.assert_allclose(space.scores(longer)[0], together[2], rtol=1e-4, atol=1e-5)


def test_images_without_captions_come_last_for_an_image(paired) -> None:
    features = paired()
    kept = np.arange(40)
    half = Features(features.values, features.ids, texts=Texts(features.texts.values[kept], kept))
    scores = registry.ranker("cca").fit(Gallery(half)).scores(features.rows([3]))[0]
    assert scores[:40].min() > scores[40:].max()


def test_the_best_of_several_captions_counts(paired) -> None:
    features = paired(48)
    twice = np.repeat(np.arange(48), 2)
    both = Texts(np.stack([features.texts.values, features.texts.values[::-1]], 1).reshape(96, -1), twice)
    several = Features(features.values, features.ids, texts=both)
    space = registry.ranker("cca", neighbours=0).fit(Gallery(several))
    query = features.rows([5])
    by_caption = space.embed("image", query) @ space.embed("text", both.values).T
    np.testing.assert_allclose(space.scores(query), by_caption.reshape(1, 48, 2).max(axis=2), rtol=1e-5)


def test_the_counted_ridge_is_by_how_much_variances_of_unrelated_values_err() -> None:
    rows = np.random.default_rng(0).normal(size=(400, 100))
    assert counted_ridge(rows) == pytest.approx(0.5)
    assert np.linalg.eigvalsh(rows.T @ rows / 400).std() == pytest.approx(counted_ridge(rows), rel=0.05)
    assert counted_ridge(np.repeat(rows[:100], 4, axis=0)) == pytest.approx(1)


def test_an_image_that_is_taken_out_is_not_ranked(paired) -> None:
    features = paired()
    space = registry.ranker("cca").fit(Gallery(features))
    scores = space.scores(words(features, 2), edits=Edits(nodes=frozenset({105})))
    assert np.isneginf(scores[:, 5]).all()
    assert np.isfinite(np.delete(scores, 5, axis=1)).all()


def test_words_seed_a_method_of_images(paired) -> None:
    features = paired()
    pipeline = Pipeline("cca[seeds=5]>diffusion[k=8]").fit(Gallery(features))
    assert right(pipeline.scores(words(features, 30))) > 0.9
    images = QueryBatch.members(features, np.arange(3))
    np.testing.assert_array_equal(
        pipeline.scores(images), Pipeline("diffusion[k=8]").fit(Gallery(features)).scores(images)
    )


@pytest.mark.parametrize("method", ["diffusion[k=8]", "gnn-rerank[k1=8]", "whiten[d=8]>cosine", "lsh-16"])
def test_what_words_say_of_an_image_stays_in_the_score_of_what_follows(paired, method) -> None:
    features = paired()
    gallery, asked = Gallery(features), words(features, 4)
    own, without, mixed = (
        Pipeline(name).fit(gallery) for name in ("cca", f"cca[kept=0]>{method}", f"cca[kept=0.25]>{method}")
    )
    first, second = own.scores(asked), without.scores(asked)
    level = (second - second.mean(axis=1, keepdims=True)) / second.std(axis=1, keepdims=True)
    expected = 0.25 * first + 0.75 * (first.mean(axis=1, keepdims=True) + level * first.std(axis=1, keepdims=True))
    scores = mixed.scores(asked)
    np.testing.assert_allclose(scores, expected, rtol=1e-3, atol=1e-4)
    found = mixed.search(asked, 7)
    np.testing.assert_allclose(found.scores, np.sort(scores, axis=1)[:, :-8:-1], rtol=1e-5)
    told = mixed.explain(asked[:1], int(found.ids[0, 3]))
    assert told.score == pytest.approx(found.scores[0, 3], rel=1e-4)
    assert sum(told.shares.values()) == pytest.approx(told.score, rel=1e-3)
    assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, rel=1e-3)


def test_a_saved_pipeline_with_seeds_answers_the_same(paired, tmp_path) -> None:
    features = paired()
    gallery = Gallery(features)
    before = Pipeline("cca>cosine").fit(gallery).scores(words(features, 4))
    Pipeline("cca>cosine").fit(gallery).save(tmp_path)
    fresh = Gallery(features)
    np.testing.assert_allclose(Pipeline("cca>cosine").load(tmp_path, fresh).scores(words(features, 4)), before)


def test_whitened_images_meet_the_words_as_they_are(paired) -> None:
    features = paired()
    assert right(Pipeline("whiten[d=8]>cca").fit(Gallery(features)).scores(words(features))) > 0.9


def test_words_without_captions_are_refused(paired) -> None:
    features = paired()
    bare = Features(features.values, features.ids)
    with pytest.raises(InputError, match="captions"):
        registry.ranker("gpldan").fit(Gallery(bare))
    with pytest.raises(InputError, match="method that knows captions"):
        registry.ranker("cosine").fit(Gallery(features)).scores(words(features))


def test_two_towers_are_compared_after_centring() -> None:
    rng = np.random.default_rng(0)
    meaning = rng.normal(size=(40, 16))
    looks, words_ = (meaning + 0.3 * rng.normal(size=(40, 16)) + shift for shift in (4.0, -4.0))
    texts = Texts(words_.astype(np.float32), np.arange(40))
    features = Features(looks.astype(np.float32), texts=texts)
    apart = registry.ranker("clip", centre=False).fit(Gallery(features))
    unit = [rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (words_, looks)]
    np.testing.assert_allclose(apart.scores(words(features)), unit[0] @ unit[1].T, atol=1e-5)
    together = registry.ranker("clip").fit(Gallery(features)).scores(words(features))
    assert (together.argmax(axis=1) == np.arange(40)).mean() > 0.9


def test_towers_of_different_models_are_refused(paired) -> None:
    with pytest.raises(InputError, match="one model"):
        registry.ranker("clip").fit(Gallery(paired()))
