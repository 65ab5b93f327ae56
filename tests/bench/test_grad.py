"""The ablation of GRAD-Net runs on a small collection and tells what it compares with."""

import argparse

import numpy as np

from explorer.bench import grad
from explorer.protocol.progress import no_progress


def test_parts_stand_beside_methods_without_a_network(tmp_path, monkeypatch) -> None:
    random = np.random.default_rng(0)
    labels = np.repeat(np.arange(8), 10)
    values = random.normal(size=(8, 16))[labels] + 0.7 * random.normal(size=(80, 16))
    np.savez(tmp_path / "made-up.npz", features=values.astype(np.float32), labels=labels)
    monkeypatch.setattr(grad, "FREE", ("cosine", "gnn-rerank"))
    parser = argparse.ArgumentParser()
    grad.configure(parser)
    source = str(tmp_path / "made-up.npz")
    result = grad.run(parser.parse_args([source, "--seeds", "0,1", "--only", "default,untrained"]), no_progress)
    names = [row["method"] for row in result.rows]
    assert names == ["cosine", "gnn-rerank", "grad-net: default", "grad-net: untrained"]
    best = max(result.rows[:2], key=lambda row: row["map"])
    assert best["points"] == 0
    assert result.details["best"] == best["method"]
    assert all(0 < row["map"] <= 1 for row in result.rows)
