"""The benchmark of the engine's processes, on as few vectors as it takes."""

import argparse

from explorer.bench import million
from explorer.protocol.progress import no_progress


def test_every_stage_and_method_is_measured(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path))
    monkeypatch.setattr(million, "SIZES", (300,))
    monkeypatch.setattr(million, "_QUERIES", 3)
    parser = argparse.ArgumentParser()
    million.configure(parser)
    drawn = tmp_path / "a.svg"
    options = ("--methods", "cosine,gnn-rerank", "--plot", str(drawn), "--folder", str(tmp_path))
    result = million.run(parser.parse_args(options), no_progress)
    stages = ["scan", "embed", "map", "graph", "fit", "open", "first search", "cosine", "gnn-rerank"]
    assert [(row["images"], row["stage"]) for row in result.rows] == [(300, stage) for stage in stages]
    assert all(row["query_ms"] < row["answered_ms"] for row in result.rows[-2:])
    assert result.rows[4]["worker_mb"] > 10
    assert result.rows[-1]["server_mb"] > 10
    assert drawn.read_text(encoding="utf-8").count("<circle") == 7
