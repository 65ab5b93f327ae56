"""The benchmark of kNN graphs, on a tiny collection."""

import argparse
from pathlib import Path

import pytest

from explorer.bench import knn
from explorer.bench.knn import WAYS
from explorer.errors import InputError
from explorer.graph.codes import fast_codes
from explorer.protocol.progress import no_progress


def measured(*argv: str) -> knn.BenchResult:
    parser = argparse.ArgumentParser()
    knn.configure(parser)
    return knn.run(parser.parse_args(argv), no_progress)


def test_each_way_finds_neighbours(tmp_path: Path) -> None:
    # PyNNDescent compiles for long.
    names = [name for name in WAYS if name != "nn-descent" and (name != "codes" or fast_codes())]
    result = measured("--synthetic", "700,32", "-k", "8", "--ways", ",".join(names), "--plot", str(tmp_path / "a.svg"))
    found = {row["way"]: row["recall"] for row in result.rows}
    assert list(found) == names
    assert all(found[name] == 1 for name in ("ours", "plain", "half", "flat"))
    assert min(found.values()) > 0.5
    assert all(row["times_plain"] > 0 for row in result.rows)
    assert result.details["query"]["ms"] > 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").count("<circle") == len(names)


@pytest.mark.parametrize(("option", "value", "says"), [("--ways", "magic", "choose among"), ("-k", "50", "needs more")])
def test_what_cannot_be_measured(option: str, value: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        measured("--synthetic", "50,24", option, value)
