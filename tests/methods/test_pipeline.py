"""Preprocessing by its formulas, and stages working as one method."""

import numpy as np
import pytest

from explorer.errors import InputError, ParameterError, WorkspaceError
from explorer.methods.base import Gallery, Job, QueryBatch
from explorer.methods.centre import Centre
from explorer.methods.dba import DatabaseAugmentation
from explorer.methods.pipeline import Pipeline
from explorer.methods.whiten import Whiten
from explorer.protocol.features import Features
from explorer.protocol.naming import parse_pipeline


def test_centre_takes_the_mean_of_filled_rows_away(collection) -> None:
    features = collection()
    unit = features.unit()
    mean = unit[unit.any(axis=1)].mean(axis=0)
    centred = Centre().fit(features, Job()).apply(unit)
    np.testing.assert_allclose(centred[unit.any(axis=1)], unit[unit.any(axis=1)] - mean, atol=1e-6)
    assert not centred[~unit.any(axis=1)].any()


@pytest.mark.parametrize(("power", "variance"), [(1.0, 0.0), (0.5, 0.5), (0.0, 1.0)])
def test_whitened_directions_have_the_variance_that_power_leaves(collection, power, variance) -> None:
    """A direction of variance e keeps e^(1 - power)."""
    features = collection(zero=False)
    unit = features.unit().astype(np.float64)
    eigenvalues = np.linalg.eigvalsh(np.cov(unit.T, bias=True))[::-1][:6]
    projected = Whiten(d=6, power=power).fit(features, Job()).apply(features.unit())
    np.testing.assert_allclose(np.cov(projected.T, bias=True), np.diag(eigenvalues**variance), atol=1e-4)


def test_whitening_to_more_directions_than_there_are(collection) -> None:
    features = collection()
    with pytest.raises(ParameterError, match=r"whiten: d=99 is too large.*give at most 24"):
        Whiten(d=99).fit(features, Job())
    whiten = Whiten().fit(features, Job())
    assert whiten.apply(features.unit()).shape[1] == 24
    assert "d is 24 instead of 256" in whiten.notes[0]


def test_whitening_of_equal_rows_is_no_fault() -> None:
    features = Features(np.ones((5, 3), np.float32))
    assert np.isfinite(Whiten().fit(features, Job()).apply(features.unit())).all()


def test_dba_equals_its_formula(collection, ranked) -> None:
    features = collection()
    unit = features.unit().astype(np.float64)
    expected = unit.copy()
    for i, others in enumerate(ranked(features.unit(), features.ids)):
        for j in others[:6]:
            expected[i] += max(unit[i] @ unit[j], 0) ** 2 * unit[j]
    after = DatabaseAugmentation(k=6, alpha=2.0).apply_gallery(Gallery(features), Job())
    np.testing.assert_allclose(after.features.values, expected, atol=1e-5)


def test_a_pipeline_equals_its_stages_done_by_hand(collection) -> None:
    features, queries = collection(), np.random.default_rng(0).normal(size=(3, 24)).astype(np.float32)
    whiten = Whiten(d=8).fit(features, Job())
    projected = Features(whiten.apply(features.unit()), features.ids)
    augmented = DatabaseAugmentation().apply_gallery(Gallery(projected), Job())
    unit_queries = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    by_hand = Pipeline("gnn-rerank[k1=10]").fit(augmented).scores(whiten.apply(unit_queries))
    scores = Pipeline("whiten[d=8]>dba>gnn-rerank[k1=10]").fit(features).scores(queries)
    np.testing.assert_allclose(scores, by_hand, atol=1e-6)


def test_members_pass_as_their_transformed_rows(collection) -> None:
    """After database augmentation a member's vector is not the transform of its own vector."""
    features = collection()
    pipeline = Pipeline("dba>cosine").fit(features)
    row = np.array([4])
    augmented = pipeline.ranker.gallery.features.unit()
    scores = pipeline.scores(QueryBatch.members(features, row))
    np.testing.assert_allclose(scores[0], augmented @ augmented[4], atol=1e-5)


def test_equal_beginnings_are_shared(gallery) -> None:
    one = Pipeline("whiten[d=8]>gnn-rerank[k1=10]").fit(gallery)
    two = Pipeline("whiten[d=8]>diffusion").fit(gallery)
    other = Pipeline("whiten[d=9]>cosine").fit(gallery)
    assert one.ranker.gallery is two.ranker.gallery
    assert one.transforms[0] is two.transforms[0]
    assert other.ranker.gallery is not one.ranker.gallery


def test_other_training_rows_give_other_directions(collection) -> None:
    gallery = Gallery(collection())
    own = Pipeline("whiten[d=8]>cosine").fit(gallery).ranker.gallery
    gallery.training = collection(seed=1)
    assert Pipeline("whiten[d=8]>cosine").fit(gallery).ranker.gallery is not own


@pytest.mark.parametrize("name", ["cosine", "whiten[d=8]>dba>gnn-rerank[k1=10]", "centre>diffusion"])
def test_save_and_load(collection, tmp_path, name) -> None:
    features = collection()
    batch = QueryBatch(features.rows(np.arange(3)), np.array([0, -1, 2]))
    pipeline = Pipeline(name).fit(features)
    pipeline.save(tmp_path)
    loaded = Pipeline(name).load(tmp_path, Gallery(features))
    np.testing.assert_allclose(loaded.scores(batch), pipeline.scores(batch), atol=1e-6)
    assert loaded.notes == pipeline.notes


def test_a_loaded_pipeline_has_its_graph(collection, tmp_path) -> None:
    features = collection()
    Pipeline("centre>gnn-rerank").fit(features).save(tmp_path)
    loaded = Pipeline("centre>gnn-rerank").load(tmp_path, Gallery(features))
    assert loaded.ranker.gallery.known_graph is not None


def test_a_model_with_other_preprocessing_is_refused(collection, tmp_path) -> None:
    features = collection()
    Pipeline("whiten[d=8]>cosine").fit(features).save(tmp_path)
    with pytest.raises(WorkspaceError, match="fit again"):
        Pipeline("whiten[d=8,power=0.2]>cosine").load(tmp_path, Gallery(features))


def test_the_key_of_a_model_knows_what_needs_a_fit() -> None:
    plain = Pipeline("gnn-rerank")
    assert plain.model_key("f") == Pipeline("x=gnn-rerank[lambda=0.3,k1=26]").model_key("f")
    others = [Pipeline("gnn-rerank[k1=25]"), Pipeline("centre>gnn-rerank")]
    keys = {plain.model_key("f"), plain.model_key("g"), plain.model_key("f", seed=1)}
    assert len(keys | {other.model_key("f") for other in others}) == 5


def test_a_twin_shares_the_fit(collection) -> None:
    features = collection()
    pipeline = Pipeline("centre>diffusion").fit(features)
    twin = pipeline.twin(parse_pipeline("centre>diffusion[alpha=0.5]"))
    query = features.rows(np.array([1]))
    expected = Pipeline("centre>diffusion[alpha=0.5]").fit(features).scores(query)
    np.testing.assert_array_equal(twin.scores(query), expected)
    assert pipeline.ranker.parameters["alpha"] == 0.9
    with pytest.raises(ParameterError, match="needs a new fit"):
        pipeline.twin(parse_pipeline("centre>diffusion[k=5]"))


def test_column_heads_and_keys() -> None:
    pipeline = Pipeline("a=whiten[d=8]>gnn-rerank[k1=10]")
    assert pipeline.key == "a"
    assert pipeline.head == "Whiten d=8 → GNN re-ranking k1=10"
    assert pipeline.parameters["whiten"]["d"] == 8
    pipeline.set("lambda", 0.3)
    assert str(pipeline.name) == "whiten[d=8]>gnn-rerank[k1=10,lambda=0.3]"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("cosine>gnn-rerank", "must be the last stage"),
        ("whiten", "ranks nothing"),
        ("magic>cosine", "no method 'magic'"),
        ("gnn-rerank[k3=1]", "no parameter 'k3'"),
    ],
)
def test_impossible_pipelines_are_one_sentence(name, message) -> None:
    with pytest.raises(ParameterError, match=message):
        Pipeline(name)


def test_a_query_of_another_dimension_is_seen_before_preprocessing(collection) -> None:
    with pytest.raises(InputError, match="3 values"):
        Pipeline("whiten[d=8]>cosine").fit(collection()).scores(np.ones((1, 3)))


def test_preprocessing_keeps_zero_rows_zero(collection) -> None:
    features = collection()
    zero = np.flatnonzero(~features.values.any(axis=1))
    after = Pipeline("whiten[d=8]>dba>cosine").fit(features).ranker.gallery.features
    assert not after.values[zero].any()
