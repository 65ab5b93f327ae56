"""What every ranker promises, whatever it computes: one test runs over all that the registry finds."""

import numpy as np
import pytest

from explorer.errors import Cancelled, EngineError, InputError, ParameterError, WorkspaceError
from explorer.methods import registry
from explorer.methods.base import Edits, Gallery, QueryBatch, Ranker
from explorer.protocol.features import Features

RANKERS = [spec.name for spec in registry.specs() if spec.kind == "ranker" and spec.modality == "image"]
ON_THE_GRAPH = ["gnn-rerank", "gcr", "cas", "k-reciprocal", "diffusion", "diffusion-offline", "diffusion-spectral"]


@pytest.fixture(params=RANKERS)
def ranker(request) -> Ranker:
    return registry.ranker(request.param)


def unseen(features: Features, count: int = 4) -> QueryBatch:
    return QueryBatch.unseen(features.rows(np.arange(count)) + np.float32(0.15))


def test_scores_are_float32_numbers_and_the_callers_own(ranker, gallery) -> None:
    ranker.fit(gallery)
    queries = unseen(gallery.features)
    first = ranker.scores(queries)
    assert first.dtype == np.float32
    assert first.shape == (4, len(gallery))
    assert np.isfinite(first).all()
    expected = first.copy()
    first[:] = 0
    np.testing.assert_array_equal(ranker.scores(queries), expected)


def test_lists_are_sorted_by_score_and_leave_the_query_out(ranker, gallery) -> None:
    rows = np.array([0, 5, 9])
    ranking = ranker.fit(gallery).search(QueryBatch.members(gallery.features, rows), 1000)
    assert ranking.ids.shape == (3, 1000)
    for row, ids, scores in zip(rows, ranking.ids, ranking.scores, strict=True):
        listed = ids[ids >= 0]
        assert set(listed) == set(gallery.ids) - {gallery.ids[row]}
        assert (np.diff(scores[: len(listed)]) <= 0).all()


def test_ranks_agree_with_the_list(ranker, gallery) -> None:
    query = QueryBatch.members(gallery.features, np.array([3]))
    ids = ranker.fit(gallery).search(query, 20).ids
    np.testing.assert_array_equal(ranker.ranks(query, ids[0, [0, 4, 19]]), [[1, 5, 20]])
    assert ranker.ranks(query, gallery.ids[[3]])[0, 0] == 0


def test_a_filter_keeps_the_order(ranker, gallery) -> None:
    query = unseen(gallery.features, 1)
    everything = ranker.fit(gallery).search(query, len(gallery)).ids[0]
    chosen = gallery.ids[::3]
    filtered = ranker.search(query, len(chosen), within=chosen).ids[0]
    np.testing.assert_array_equal(filtered, everything[np.isin(everything, chosen)])


def test_the_order_of_the_gallery_does_not_matter(ranker, collection) -> None:
    features = collection()
    order = np.random.default_rng(1).permutation(len(features))
    query = unseen(features)
    ids = ranker.fit(features).search(query, 30).ids
    again = type(ranker)().fit(features.subset(order)).search(query, 30).ids
    np.testing.assert_array_equal(ids, again)


@pytest.mark.parametrize("name", ["cosine", "alpha-qe", *ON_THE_GRAPH])
def test_the_order_of_the_gallery_does_not_matter_to_its_own_images(name, collection) -> None:
    features, ranker = collection(), registry.ranker(name)
    order = np.random.default_rng(2).permutation(len(features))
    permuted = features.subset(order)
    rows = np.array([2, 11, 40])
    ids = ranker.fit(features).search(QueryBatch.members(features, rows), 30).ids
    again = type(ranker)().fit(permuted).search(QueryBatch.members(permuted, np.argsort(order)[rows]), 30).ids
    np.testing.assert_array_equal(ids, again)


def test_one_query_is_answered_as_among_many(ranker, gallery) -> None:
    batch = QueryBatch(gallery.features.rows(np.arange(6)), np.array([0, -1, 2, -1, -1, 5]))
    together = ranker.fit(gallery).scores(batch)
    alone = [ranker.scores(batch[place : place + 1])[0] for place in range(len(batch))]
    np.testing.assert_allclose(together, alone, atol=1e-5)
    assert ranker.scores(batch[:0]).shape == (0, len(gallery))


def test_fitting_twice_gives_the_same(ranker, gallery) -> None:
    query = unseen(gallery.features)
    first = ranker.fit(gallery, seed=3).scores(query)
    np.testing.assert_array_equal(type(ranker)().fit(Gallery(gallery.features), seed=3).scores(query), first)


def test_save_and_load(ranker, gallery, tmp_path) -> None:
    batch = QueryBatch(gallery.features.rows(np.arange(4)), np.array([0, -1, 2, -1]))
    expected = ranker.fit(gallery).scores(batch)
    ranker.save(tmp_path)
    loaded = type(ranker)().load(tmp_path, Gallery(gallery.features))
    np.testing.assert_allclose(loaded.scores(batch), expected, atol=1e-6)
    assert loaded.bytes_per_item() == pytest.approx(ranker.bytes_per_item())


def test_a_model_of_another_gallery_is_refused(ranker, gallery, tmp_path) -> None:
    ranker.fit(gallery).save(tmp_path)
    with pytest.raises(WorkspaceError, match="fit again"):
        type(ranker)().load(tmp_path, Gallery(gallery.features.subset(np.arange(30))))


def test_a_damaged_model_is_refused(ranker, gallery, tmp_path) -> None:
    ranker.fit(gallery).save(tmp_path)
    (tmp_path / "state.safetensors").write_bytes(b"no model")
    with pytest.raises(WorkspaceError, match="cannot be read"):
        type(ranker)().load(tmp_path, gallery)


def test_memory_counts_vectors_and_state(ranker, gallery) -> None:
    vector = 1 if ranker.spec.family == "hashing" else 4 * gallery.features.dim  # codes stand for the vectors
    assert ranker.fit(gallery).bytes_per_item() >= vector


def test_float16_vectors(ranker, collection) -> None:
    values = collection().values.astype(np.float16)
    ids = ranker.fit(Features(values.astype(np.float32))).search(unseen(Features(values)), 10).ids
    np.testing.assert_array_equal(type(ranker)().fit(Features(values)).search(unseen(Features(values)), 10).ids, ids)


def test_a_single_image(ranker) -> None:
    features = Features(np.ones((1, 4), np.float32))
    ranker.fit(features)
    assert ranker.search(QueryBatch.unseen(np.array([1, 0, 0, 0])), 3).ids.tolist() == [[0, -1, -1]]
    assert ranker.search(QueryBatch.members(features, np.array([0])), 3).ids.tolist() == [[-1, -1, -1]]


@pytest.mark.parametrize("n", [2, 3, 5])
def test_galleries_smaller_than_the_defaults_are_noted(ranker, n) -> None:
    features = Features(np.random.default_rng(0).normal(size=(n, 8)).astype(np.float32))
    ranker.fit(features)
    assert set(ranker.search(QueryBatch.unseen(features.rows(np.array([1]))), n).ids[0]) == set(range(n))
    lowered = {name for name in ("k", "k1", "kq", "k2") if name in ranker.parameters}
    assert lowered <= {note.split(": ")[1].split(" is ")[0] for note in ranker.notes} | {"k2"}


def test_all_images_identical(ranker) -> None:
    features = Features(np.ones((40, 4), np.float32))
    ranker.fit(features)
    scores = ranker.scores(QueryBatch.members(features, np.arange(3)))
    assert np.isfinite(scores).all()
    ranking = ranker.search(QueryBatch.members(features, np.arange(3)), 40)
    assert all(len(set(ids[ids >= 0])) == 39 for ids in ranking.ids)


@pytest.mark.parametrize("filled", [3, 0])
@pytest.mark.parametrize("name", [name for name in RANKERS if registry.spec(name).family == "hashing"])
def test_codes_of_images_most_or_all_of_which_are_empty(name, filled) -> None:
    values = np.zeros((40, 8), np.float32)
    values[:filled] = np.random.default_rng(0).normal(size=(filled, 8))
    features = Features(values)
    ranking = registry.ranker(name).fit(features).search(QueryBatch.members(features, np.array([0])), 40)
    assert sorted(ranking.ids[0]) == [-1, *range(1, 40)]
    assert np.isfinite(ranking.scores[0, :-1]).all()


def test_a_zero_vector_stands_last_and_a_zero_query_is_no_fault(ranker) -> None:
    values = np.abs(np.random.default_rng(2).normal(size=(60, 8))).astype(np.float32)
    values[17] = 0
    features = Features(values)
    ranker.fit(features)
    ids = ranker.search(unseen(features), 60).ids
    assert (ids[:, -1] == 17).all()
    zero = QueryBatch.unseen(np.zeros(8))
    assert np.isfinite(ranker.scores(zero)).all()
    assert np.isfinite(ranker.scores(QueryBatch.members(features, np.array([17])))).all()


def test_duplicates_of_the_query_come_first(ranker) -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(size=(80, 16)).astype(np.float32)
    values[[3, 30, 60]] = values[50]
    ids = ranker.fit(Features(values)).search(QueryBatch.members(Features(values), np.array([50])), 3).ids
    assert set(ids[0]) == {3, 30, 60}


def test_an_isolated_image_is_still_in_the_list(ranker) -> None:
    """A loner opposite to everything: nobody lists it, and nothing lists it back."""
    values = np.random.default_rng(5).normal(size=(60, 8)).astype(np.float32)
    values[:, 0] = 4
    values[9] = [-1, 0, 0, 0, 0, 0, 0, 0]
    features = Features(values)
    ids = ranker.fit(features).search(QueryBatch.members(features, np.array([0])), 59).ids[0]
    assert 9 in ids
    assert ids[-1] == 9 or ranker.spec.family == "hashing"  # codes tell far from farther only roughly


def test_a_removed_image_is_gone_from_list_and_explanation(ranker, gallery) -> None:
    query = unseen(gallery.features, 1)
    gone = int(ranker.fit(gallery).search(query, 1).ids[0, 0])
    edits = Edits(nodes=frozenset({gone}))
    assert gone not in ranker.search(query, len(gallery), edits=edits).ids
    assert ranker.ranks(query, np.array([gone]), edits=edits)[0, 0] == 0
    with pytest.raises(InputError, match="taken out"):
        ranker.explain(query, gone, edits=edits)


def test_no_edits_change_nothing(ranker, gallery) -> None:
    query = unseen(gallery.features, 1)
    expected = ranker.fit(gallery).scores(query)
    np.testing.assert_array_equal(ranker.scores(query, edits=Edits()), expected)


@pytest.mark.parametrize("name", ON_THE_GRAPH)
def test_an_edge_taken_out_changes_scores_and_putting_it_back_restores_them(name, gallery) -> None:
    ranker = registry.ranker(name).fit(gallery)
    query = QueryBatch.members(gallery.features, np.array([4]))
    near = int(ranker.search(query, 1).ids[0, 0])
    edits = Edits(edges=frozenset({(int(gallery.ids[4]), near)}))
    before = ranker.scores(query)
    assert not np.array_equal(ranker.scores(query, edits=edits), before)
    np.testing.assert_array_equal(ranker.scores(query), before)


def test_every_listed_image_can_be_explained(ranker, gallery) -> None:
    ranker.fit(gallery)
    for query in (unseen(gallery.features, 1), QueryBatch.members(gallery.features, np.array([6]))):
        for image in ranker.search(query, len(gallery)).ids[0]:
            if image >= 0:
                told = ranker.explain(query, int(image))
                assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
                assert all(path.images[-1] == image for path in told.paths)
                assert told.to_json()["image"] == image


def test_wrong_dimension_is_one_sentence(ranker, gallery) -> None:
    with pytest.raises(InputError, match="3 values and the gallery's vectors 24"):
        ranker.fit(gallery).scores(np.ones((1, 3)))


def test_a_query_with_nan_or_for_less_than_nothing_is_one_sentence(ranker, gallery) -> None:
    with pytest.raises(InputError, match="NaN"):
        ranker.fit(gallery).scores(np.full((1, 24), np.nan))
    with pytest.raises(InputError, match="k=-1 asks for no result"):
        ranker.search(np.ones((1, 24)), -1)


def test_a_gallery_with_nan_or_infinity_is_one_sentence(ranker, gallery) -> None:
    for wrong in (np.nan, np.inf):
        values = gallery.features.values.copy()
        values[7, 2] = wrong
        with pytest.raises(InputError, match="vector of image 107 holds NaN or infinity"):
            ranker.fit(Features(values, gallery.ids))


def test_asking_before_fitting_is_our_own_fault(ranker) -> None:
    with pytest.raises(EngineError, match="not fitted"):
        ranker.scores(np.ones((1, 3)))


def test_parameters_are_checked(ranker) -> None:
    with pytest.raises(ParameterError, match="no parameter 'nonsense'"):
        type(ranker)(nonsense=1)
    for parameter in ranker.spec.parameters:
        if parameter.high is not None:
            with pytest.raises(ParameterError, match="out of range"):
                type(ranker)(**{parameter.name: parameter.high * 2 + 1})


@pytest.mark.parametrize(
    ("name", "parameter"), [("gnn-rerank", "k1"), ("gcr", "k1"), ("k-reciprocal", "k1"), ("diffusion", "k")]
)
def test_more_neighbours_than_images_is_refused_where_asked_for(name, parameter) -> None:
    features = Features(np.eye(5, dtype=np.float32))
    with pytest.raises(ParameterError, match=rf"{parameter}=50 is too large, since the gallery has 5 images; give at"):
        registry.ranker(name, **{parameter: 50}).fit(features)


def test_lists_longer_than_the_collection_are_refused_by_name_or_make_no_difference(ranker) -> None:
    features = Features(np.random.default_rng(6).normal(size=(6, 8)).astype(np.float32))
    for parameter in ranker.spec.parameters:
        if parameter.unit != "images" or parameter.kind != "int" or parameter.high is None:
            continue
        try:
            fitted = type(ranker)(**{parameter.name: int(parameter.high)}).fit(features)
            ids = fitted.search(unseen(features, 1), 6).ids
        except ParameterError as error:
            assert f"{parameter.name}={int(parameter.high)} is too large" in str(error)  # noqa: PT017 - either is right
        else:
            assert sorted(ids[0]) == list(range(6))


@pytest.mark.parametrize("name", ON_THE_GRAPH)
def test_fitting_can_be_cancelled(name, collection) -> None:
    with pytest.raises(Cancelled):
        registry.ranker(name).fit(Gallery(collection()), cancelled=lambda: True)


def test_the_graph_is_built_once_for_all(gallery) -> None:
    registry.ranker("gnn-rerank").fit(gallery)
    graph = gallery.known_graph
    for name in ON_THE_GRAPH:
        registry.ranker(name).fit(gallery)
    assert gallery.known_graph is graph


def test_an_unknown_method_names_the_known_ones() -> None:
    with pytest.raises(ParameterError, match="no method 'magic'; there are: cosine"):
        registry.create("magic")


def test_the_shortest_way_to_use_a_method(gallery) -> None:
    from explorer import methods

    ranking = methods.get("diffusion", alpha=0.99).fit(gallery.features.values).search(np.ones((1, 24)), k=5)
    assert ranking.ids.shape == (1, 5)
    assert methods.get("gnn-rerank", lambda_=0.3).parameters["lambda"] == 0.3
