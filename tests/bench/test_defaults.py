"""The comparison of defaults with other values, and the page that it writes."""

import argparse

import numpy as np
import pytest

from explorer.bench import defaults
from explorer.bench.defaults_page import END, START
from explorer.errors import InputError
from explorer.protocol.progress import no_progress

PAGE = f"# Title\n\nText stays.\n\n{START}\nold tables\n{END}\n\nMore text.\n"


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(defaults, "SEEDS", (0, 1))
    monkeypatch.setattr(defaults, "SWEEPS", (defaults.Sweep("diffusion", ("k",), ((5,), (20,))),))
    monkeypatch.setattr(defaults, "JUDGED", ("cosine", "gnn-rerank"))


@pytest.fixture
def source(tmp_path):
    rng = np.random.default_rng(0)
    values = np.repeat(rng.normal(size=(12, 16)), 12, axis=0) + 0.6 * rng.normal(size=(144, 16))
    split = np.where(np.arange(144) % 4 == 0, "test", "train")
    path = tmp_path / "shop.npz"
    np.savez(path, features=values.astype(np.float32), labels=np.arange(144) // 12, split=split)
    return path


def run(*argv):
    parser = argparse.ArgumentParser()
    defaults.configure(parser)
    return defaults.run(parser.parse_args([str(part) for part in argv]), no_progress)


def test_every_default_stands_among_the_values_it_is_compared_with(monkeypatch) -> None:
    monkeypatch.undo()
    for sweep in defaults.SWEEPS:
        assert sweep.default() in sweep.values, sweep.title


def test_the_default_is_marked_and_its_loss_told(source) -> None:
    result = run(source)
    values = {row["value"]: row for row in result.rows}
    assert values["20"]["default"] == "default"
    loss = 100 * (max(row["shop"] for row in result.rows) - values["20"]["shop"])
    assert result.notes == [
        f"diffusion: k: points that the default loses to the best of these values: shop {loss:.1f}."
    ]


def test_queries_of_the_split_take_no_part_in_the_comparison(source, monkeypatch) -> None:
    table, _ = defaults.labelled_table(str(source))
    plans = defaults.development(table)
    assert len(plans) == 2
    test = np.flatnonzero(np.array(table.splits) == "test")
    for plan in plans:
        assert not np.isin(test, np.concatenate([plan.query, plan.gallery, plan.fit])).any()
        assert not np.isin(plan.query, plan.gallery).any()
    (judged,) = defaults.judgement(table)
    np.testing.assert_array_equal(judged.query, test)


def test_the_page_keeps_its_text_and_gets_new_tables(source, tmp_path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    result = run("--page", page, source)
    text = page.read_text()
    assert text.startswith("# Title\n\nText stays.\n")
    assert text.endswith("\nMore text.\n")
    assert "old tables" not in text
    assert "| diffusion: k | **20** |" in text
    figures = result.details["judged"][0]["shop"]
    assert f"| cosine | {figures['map']:.3f} / {figures['hit@1']:.3f} / {100 * figures['difference']:+.1f} [" in text


def test_a_page_without_marks_is_refused_before_anything_is_computed(source, tmp_path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing")
    with pytest.raises(InputError, match="no place for tables"):
        run("--page", page, source)


def test_a_method_without_values_is_told_in_a_sentence(source) -> None:
    with pytest.raises(InputError, match="--only cosine names no method"):
        run("--only", "cosine", source)
