"""The benchmark of words against images, on a small collection and on made-up vectors."""

import argparse

import numpy as np
import pytest

from explorer.bench import words
from explorer.errors import InputError
from explorer.evaluation import workspace
from explorer.evaluation.cross_modal import measure_both
from explorer.protocol.progress import no_progress


class Here:
    """Measures in this process, where none need be started for memory's sake."""

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    measure = staticmethod(measure_both)


def bench(*argv: str):
    parser = argparse.ArgumentParser()
    words.configure(parser)
    return words.run(parser.parse_args(argv), no_progress)


def test_parts_are_compared_with_one_network(tmp_path, monkeypatch) -> None:
    random = np.random.default_rng(0)
    labels = np.arange(60) % 6
    images, texts = (random.normal(size=(6, d))[labels] + 0.5 * random.normal(size=(60, d)) for d in (16, 12))
    split = np.where(np.arange(60) < 40, "train", "query")
    path = tmp_path / "made-up.npz"
    np.savez(path, features=images.astype("f4"), text_features=texts.astype("f4"), labels=labels, split=split)
    monkeypatch.setattr(words, "PARTS", {"one network": "steps=1,channels=8,networks=1"})
    monkeypatch.setattr(workspace, "Apart", Here)
    result = bench(str(path), "--ablation", "--seeds", "0")
    assert [row["method"] for row in result.rows] == ["gpldan: one network"]
    assert result.rows[0]["points"] == 0
    assert 0 < result.rows[0]["to_images"] <= 1
    chain = bench(str(path), "--methods", "cca,cca>cosine", "--seeds", "0").rows[1]
    assert np.isnan(chain["to_words"])
    assert 0 < chain["to_images"] <= 1


def test_a_typed_query_is_timed_and_the_encoder_apart() -> None:
    result = bench("--synthetic", "300,24", "--methods", "cca")
    assert [row["method"] for row in result.rows][:2] == ["cca", "text encoder tf-idf"]
    assert all(row["query_ms"] > 0 for row in result.rows)


def test_something_has_to_be_given() -> None:
    with pytest.raises(InputError, match="--synthetic"):
        bench()
