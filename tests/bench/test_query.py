"""The synthetic collection, and the benchmark of single queries on it."""

import argparse

import numpy as np
import pytest

from explorer.bench import query
from explorer.bench.capping import capped_lists
from explorer.bench.synthetic import LONER, QUERIES, synthetic
from explorer.errors import InputError
from explorer.methods.gnn_rerank import GnnRerank
from explorer.protocol.progress import no_progress


def parsed(*argv: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    query.configure(parser)
    return parser.parse_args(argv)


def test_the_draw_is_the_same_every_time() -> None:
    one, two = synthetic(500, 32), synthetic(500, 32)
    np.testing.assert_array_equal(one.features.values, two.features.values)
    assert one.checksum == two.checksum != synthetic(500, 32, seed=1).checksum


def test_one_row_in_five_is_in_no_cluster() -> None:
    data = synthetic(3000, 24)
    assert len(data.features) == 3000
    assert data.queries.shape == (QUERIES, 24)
    assert (data.clusters == LONER).mean() == pytest.approx(0.2, abs=0.02)


def test_rows_of_a_cluster_are_near_each_other_and_differ_in_many_directions() -> None:
    data = synthetic(4000, 64)
    largest = np.flatnonzero(data.clusters == np.bincount(data.clusters[data.clusters >= 0]).argmax())
    unit = data.features.unit()
    within = (unit[largest] @ unit[largest].T).mean()
    assert within > (unit[largest] @ unit[np.setdiff1d(np.arange(4000), largest)].T).mean() + 0.3
    variances = np.linalg.eigvalsh(np.cov(data.features.values[largest].T))[::-1]
    assert variances[:20].min() > 5 * variances[30:].max()


def test_too_small_is_one_sentence() -> None:
    with pytest.raises(InputError, match="give at least 1,24"):
        synthetic(10, 8)


def test_every_method_is_measured() -> None:
    result = query.run(parsed("--synthetic", "300,24", "--methods", "cosine,a=whiten[d=8]>gnn-rerank"), no_progress)
    assert [row["method"] for row in result.rows] == ["cosine", "a"]
    assert all(row["query_ms"] > 0 for row in result.rows)
    assert result.details["synthetic"] == [300, 24]
    assert result.details["checksum"] in result.notes[0]


def test_stored_methods_and_capped_rows_are_told_of() -> None:
    argv = ("--synthetic", "300,24", "--methods", "gnn-rerank,b=diffusion-offline[length=20]", "-k", "20")
    result = query.run(parsed(*argv, "--stored", "--cap", "15"), no_progress)
    assert [row["method"] for row in result.rows] == ["gnn-rerank", "b"]
    assert "With the 15 largest alone, the first 20 of 100" in " ".join(result.notes)
    assert "of each column the 20 largest entries are kept" in " ".join(result.notes)


def test_rows_that_are_long_enough_lose_nothing() -> None:
    ranker = GnnRerank(k1=9, k2=4).fit(synthetic(300, 24).features)
    assert capped_lists(ranker, 20, 300) == pytest.approx((1, 0), abs=1e-6)
    overlap, loss = capped_lists(ranker, 20, 8)
    assert 0.3 < overlap < 1
    assert 0 < loss < 0.5


@pytest.mark.parametrize("text", ["300", "a,b", "1,2,3"])
def test_a_size_of_another_form_is_one_sentence(text) -> None:
    with pytest.raises(InputError, match="write rows,dimension"):
        parsed("--synthetic", text)
