import argparse

import pytest

from explorer.bench import hash as bench
from explorer.errors import InputError
from explorer.protocol.progress import no_progress


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


def test_a_wrong_list_is_one_sentence() -> None:
    with pytest.raises(InputError, match="--seeds x is no list"):
        bench.run(arguments("--seeds", "x"), no_progress)
