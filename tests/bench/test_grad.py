"""The ablation of GRAD-Net runs on a small collection and tells what it compares with."""

import argparse

import numpy as np
import pytest

from explorer.bench import grad, grad_scale
from explorer.errors import InputError
from explorer.methods import grad_lesson
from explorer.protocol.progress import no_progress


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """Run the benchmark with some options on a small collection, whose trainings are short."""
    random = np.random.default_rng(0)
    labels = np.repeat(np.arange(8), 10)
    values = random.normal(size=(8, 16))[labels] + 0.7 * random.normal(size=(80, 16))
    np.savez(tmp_path / "made-up.npz", features=values.astype(np.float32), labels=labels)
    monkeypatch.setattr(grad, "FREE", ("cosine", "gnn-rerank"))
    monkeypatch.setattr(grad, "LEARNED", ())
    monkeypatch.setattr(grad_lesson, "LEAST_STEPS", 3)
    parser = argparse.ArgumentParser()
    grad.configure(parser)
    return lambda *options: grad.run(parser.parse_args([str(tmp_path / "made-up.npz"), *options]), no_progress)


def test_parts_stand_beside_methods_without_a_network(asked) -> None:
    result = asked("--seeds", "0,1", "--only", "untrained")
    names = [row["method"] for row in result.rows]
    later, deaf = f"grad-net: [{grad.LATER}]", f"grad-net: [{grad.DEAF}]"
    assert names == ["cosine", "gnn-rerank", "grad-net: default", "grad-net: untrained", later, deaf]
    best = max(result.rows[:2], key=lambda row: row["map"])
    assert best["points"] == 0
    assert result.details["best"] == {"made-up": best["method"]}
    assert all(0 < row["map"] <= 1 for row in result.rows)


def test_parts_that_a_small_collection_cannot_have_are_left_out_and_told(asked) -> None:
    result = asked("--seeds", "0", "--only", "256 atoms")
    assert "grad-net: 256 atoms" not in [row["method"] for row in result.rows]
    assert any(note.startswith("256 atoms is left out") for note in result.notes)


def test_its_time_is_told_at_several_sizes_and_drawn(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(grad_lesson, "LEAST_STEPS", 3)
    monkeypatch.setattr(grad_lesson, "MOST_STEPS", 3)
    result = grad_scale.run([(300, 24), (600, 24)], "cpu", tmp_path / "plot.svg", no_progress)
    assert [row["images"] for row in result.rows] == [300, 600]
    assert all(row["training_s"] > 0 and row["codes_s"] > 0 for row in result.rows)
    assert (tmp_path / "plot.svg").read_text("utf-8").count("<circle") == 2


def test_it_needs_a_collection_or_a_size() -> None:
    parser = argparse.ArgumentParser()
    grad.configure(parser)
    with pytest.raises(InputError, match="is no part"):
        grad.run(parser.parse_args(["x.npz", "--only", "encoder"]), no_progress)
    with pytest.raises(InputError, match="--synthetic"):
        grad.run(parser.parse_args([]), no_progress)
