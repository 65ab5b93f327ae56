"""Lists that are found without comparing a query with every image equal those of all scores."""

import numpy as np
import pytest

from explorer.graph import codes
from explorer.methods import registry
from explorer.methods.base import Edits, QueryBatch

pytestmark = pytest.mark.skipif(not codes.fast_codes(), reason="this processor multiplies codes slowly")


@pytest.mark.parametrize("name", ["cosine", "gnn-rerank", "diffusion", "diffusion-offline"])
@pytest.mark.parametrize("k", [1, 10, 60, 200])
def test_what_is_not_reached_follows_by_cosine(name, k, collection, monkeypatch) -> None:
    """k 60 is more than the graph reaches of most queries, 200 more than there are images."""
    features = collection()
    graph = {"gnn-rerank": {"k1": 6, "k2": 3}, "diffusion": {"k": 5}, "diffusion-offline": {"k": 5}}.get(name, {})
    ranker = registry.ranker(name, **graph).fit(features)
    vectors = np.concatenate([features.rows(np.arange(3)) + 0.1, np.zeros((1, features.dim), np.float32)])
    batch = QueryBatch(vectors, np.array([-1, 1, -1, -1]))
    edits = Edits(nodes=frozenset({int(features.ids[11])}))
    asked = [{}, {"within": features.ids[20:]}, {"edits": edits}]
    expected = [ranker.search(batch, k, **given) for given in asked]
    monkeypatch.setattr(codes, "_WORTH", 1)
    for given, exact in zip(asked, expected, strict=True):
        found = ranker.search(batch, k, **given)
        np.testing.assert_array_equal(found.ids, exact.ids)
        np.testing.assert_allclose(found.scores, exact.scores, atol=1e-5)


def test_few_queries_of_a_large_collection_read_no_vectors_but_the_best(collection, monkeypatch) -> None:
    """The cosines of all images are not asked for, neither by the plain list nor where the graph reaches too little."""
    features = collection(zero=False)
    query = QueryBatch.unseen(features.rows(np.arange(1)) + 0.1)
    for ranker in (registry.ranker("cosine"), registry.ranker("diffusion-offline", k=3)):
        ranker.fit(features)
        expected = ranker.search(query, 30)
        with monkeypatch.context() as patch:
            patch.setattr(codes, "_WORTH", 1)
            patch.setattr(type(ranker), "_scores", None)
            np.testing.assert_array_equal(ranker.search(query, 30).ids, expected.ids)
