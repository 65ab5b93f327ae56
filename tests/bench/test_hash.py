import argparse

import numpy as np
import pytest

from explorer.bench import hash as bench
from explorer.bench import hash_published, hash_quality
from explorer.errors import InputError
from explorer.protocol.progress import no_progress


@pytest.fixture(autouse=True)
def few_encoded(monkeypatch) -> None:
    monkeypatch.setattr(hash_quality, "_ENCODED", 128)


def arguments(*given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    bench.configure(parser)
    return parser.parse_args(["--rows", "300", "--dim", "32", "--codes", "1000", *given])


def test_methods_and_searches_are_rows() -> None:
    result = bench.run(arguments("--methods", "cosine,itq-16", "--seeds", "0,1"), no_progress)
    assert [row["method"] for row in result.rows] == ["cosine", "itq-16", "search of 1,000 codes"]
    assert result.rows[1]["bytes_per_item"] < result.rows[0]["bytes_per_item"]
    assert 0 < result.rows[1]["map"] <= 1
    assert result.rows[2]["bytes_per_item"] == 8


def test_the_published_form_is_beside_ours(monkeypatch) -> None:
    short = "lagnh-16[mode=paper,epochs=1,hidden=16,batch=64]"
    monkeypatch.setattr(hash_published, "FORMS", {"published": short, "robust": "lagnh-16[steps=0]"})
    result = bench.run(arguments("--published", "--rows", "100", "--codes", "0"), no_progress)
    published, robust = result.rows
    assert published["alone"] > 0
    assert published["effective"] >= 1
    assert robust["alone"] == robust["shuffled"] == 0
    assert robust["distinct"] >= 0.1
    assert any("distinct codes" in note for note in result.notes)


def test_an_ablation_is_beside_the_whole(tmp_path) -> None:
    plot = tmp_path / "plot.svg"
    parts = "class head as tags,clusters as tags,untrained"
    given = ("--ablation", "lagnh-16", "--only", parts, "--codes", "0", "--seeds", "0", "--plot", str(plot))
    result = bench.run(arguments("--rows", "100", *given), no_progress)
    told = [row["method"] for row in result.rows]
    assert told[0] == "whole"
    assert "clusters as tags" in told
    assert "class head as tags" not in told  # synthetic vectors have none
    assert result.rows[0]["points"] == 0
    assert "untrained" in plot.read_text()


def test_a_labelled_collection_tells_the_difference_to_the_best_rival(tmp_path) -> None:
    random = np.random.default_rng(0)
    centres = random.normal(size=(6, 30))
    labels = np.arange(6).repeat(30)
    values = (centres[labels] + 0.3 * random.normal(size=(180, 30))).astype(np.float32)
    np.savez(tmp_path / "made.npz", features=values, labels=labels)
    given = ("--methods", "itq-16,lsh-16", "--codes", "0", str(tmp_path / "made.npz"))
    result = bench.run(arguments(*given), no_progress)
    best = max(result.rows, key=lambda row: row["map"])
    assert best["points"] == 0
    assert best["method"] in result.notes[0]
    assert all(row["from"] <= row["points"] <= row["to"] for row in result.rows)


def test_a_wrong_list_is_one_sentence() -> None:
    with pytest.raises(InputError, match="--seeds x is no list"):
        bench.run(arguments("--seeds", "x"), no_progress)
    with pytest.raises(InputError, match="--only half is no part"):
        bench.run(arguments("--ablation", "--only", "half"), no_progress)
