"""The benchmark of GNN re-ranking: its stages, and what it says of differences to the dense formulation."""

import argparse

import numpy as np
import pytest

from explorer.bench import rerank
from explorer.errors import InputError
from explorer.protocol.progress import no_progress
from explorer.protocol.ranking import Ranking


def parsed(*argv: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    rerank.configure(parser)
    return parser.parse_args(argv)


def test_every_stage_of_both_ways_is_measured_and_drawn(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(rerank, "_load", lambda: None)
    argv = ("--queries", "20", "--gallery", "180", "--dim", "24", "--k1", "8", "--k2", "4", "-k", "10")
    result = rerank.run(parsed(*argv, "--plot", str(tmp_path / "plot.svg")), no_progress)
    drawn = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert all(f"{row['way']}: {row['stage']}" in drawn for row in result.rows if row["peak_mb"] is not None)
    ours = [row["stage"] for row in result.rows if row["way"] == "sparse"]
    assert ours == ["loading", "unit vectors", "kNN graph", "graph stage", "rankings"]
    assert [row["stage"] for row in result.rows if row["way"] == "dense"] == ["kNN graph", "propagation", "rankings"]
    assert result.details["ratio"] > 0
    difference = result.details["difference"]
    assert difference["positions"] == 200
    assert difference["widest_gap"] <= 2 * difference["rounding"] < 1e-5


def test_a_difference_that_rounding_does_not_explain_is_told() -> None:
    scores = np.array([[0.9, 0.5, 0.4]], np.float32)
    ours = Ranking(np.array([[0, 2]]), np.array([[0.9, 0.4]], np.float32))
    figures, told = rerank._difference(ours, np.array([[0, 1]]), scores)
    assert figures["differing"] == 1
    assert figures["widest_gap"] == pytest.approx(0.1)
    assert "MORE than twice" in told
    same, told = rerank._difference(Ranking(np.array([[0, 1]]), scores[:, :2]), np.array([[0, 1]]), scores)
    assert same["widest_gap"] == same["rounding"] == 0
    assert "less than twice" in told


def test_lists_longer_than_the_gallery_are_one_sentence() -> None:
    with pytest.raises(InputError, match="need 1 to 5 images"):
        rerank.run(parsed("--queries", "2", "--gallery", "5", "-k", "6"), no_progress)
