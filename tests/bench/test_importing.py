"""The benchmark of imports, on as few images as it takes."""

import argparse

import pytest

from explorer.bench import importing
from explorer.protocol.progress import no_progress


def parsed(*argv: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    importing.configure(parser)
    return parser.parse_args(argv)


def test_every_stage_is_measured_for_each_size(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BLOCK", 10)
    drawn = tmp_path / "a.svg"
    options = ("--sizes", "20,10", "--folder", str(tmp_path / "kept"), "--plot", str(drawn))
    result = importing.run(parsed(*options), no_progress)
    stages = ["import", "scan again", "vectors and thumbnails", "nothing to embed", "list", "look for changes", "open"]
    assert [(row["images"], row["stage"]) for row in result.rows] == [(n, stage) for n in (10, 20) for stage in stages]
    assert "from 10 to 20: import ×" in result.notes[0]
    assert drawn.read_text(encoding="utf-8").count("<circle") == 10
    assert len(list((tmp_path / "kept").rglob("*.jpg"))) == 20


@pytest.mark.parametrize("sizes", ["999", "ten", "10000,"])
def test_what_cannot_be_measured(sizes, capsys):
    with pytest.raises(SystemExit):
        parsed("--sizes", sizes)
    assert "must be whole numbers from 1000" in capsys.readouterr().err
