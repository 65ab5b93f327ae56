"""Which words mean which command, and how bad usage is told."""

import subprocess
import sys

import numpy as np
import pytest

import explorer
from explorer.cli.arguments import COMMANDS, command_parser
from explorer.cli.main import run_command


@pytest.fixture
def window():
    """A stand-in for the window that notes what it was opened on."""
    calls = []

    def open_window(path, screenshot):
        calls.append((path, screenshot))
        return 0

    open_window.calls = calls
    return open_window


def test_nothing_or_a_path_opens_the_window(window, tmp_path):
    picture = tmp_path / "window.png"
    assert run_command([], open_window=window) == 0
    assert run_command([str(tmp_path)], open_window=window) == 0
    assert run_command([str(tmp_path), "--screenshot", str(picture)], open_window=window) == 0
    assert window.calls == [(None, None), (tmp_path, None), (tmp_path, picture)]


def test_a_word_that_is_neither_command_nor_path(window, capsys):
    assert run_command(["serch"], open_window=window) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "'serch'" in line
    assert "--help" in line
    assert not window.calls


def test_help_and_version(window, capsys):
    assert run_command(["--help"], open_window=window) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name}" in shown for name in (*COMMANDS, "bench"))
    assert run_command(["--version"], open_window=window) == 0
    assert capsys.readouterr().out.startswith("retrieval-explorer ")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["evaluate"], "SOURCE"),
        (["evaluate", "x", "--protocol", "open"], "--protocol"),
        (["evaluate", "x", "--metrics", "ndcg"], "--metrics"),
        (["evaluate", "x", "--k", "0"], "'0' must be whole numbers"),
        (["evaluate", "x", "--k", "ten"], "'ten' must be whole numbers"),
        (["evaluate", "x", "--seeds", "1,1"], "names one twice"),
        (["evaluate", "x", "--test-fraction", "2"], "between 0 and 1"),
        (["search", "x"], "--image --id"),
        (["search", "x", "--id", "1", "-k", "0"], "-k"),
        (["search", "x", "--id", "1", "--without-edge", "3"], "like 12:345"),
        (["export", "x", "--what", "pixels", "--to", "y"], "--what"),
        (["index", "x", "--caption-columns", "c"], "--caption-columns"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(argv, words, window, capsys):
    assert run_command(argv, open_window=window) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
    assert "--help" in line


def test_values_are_parsed():
    parsed = command_parser().parse_args(
        ["search", "w", "--image", "a.jpg", "b.jpg", "--without-edge", "3:4", "--without-node", "5", "-k", "20"]
    )
    assert [path.name for path in parsed.image] == ["a.jpg", "b.jpg"]
    assert (parsed.without_edge, parsed.without_node, parsed.k) == ([(3, 4)], [5], 20)
    assert parsed.methods == "cosine,gnn-rerank"
    parsed = command_parser().parse_args(["evaluate", "s", "--k", "10,1", "--fit-splits", "train, val"])
    assert parsed.k == (1, 10)
    assert parsed.fit_splits == ("train", "val")


def test_the_way_to_the_window_loads_nothing_heavy():
    code = (
        "import sys; from explorer.cli.main import run_command; run_command([], open_window=lambda path, picture: 0);"
        "import explorer; heavy = {'numpy', 'torch', 'faiss', 'scipy', 'PySide6'} & set(sys.modules); print(heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_index_fits_methods_that_shall_answer_at_once(window, tmp_path):
    values = np.random.default_rng(0).normal(size=(40, 24)).astype(np.float32)
    np.savez(tmp_path / "few.npz", features=values)
    wanted = ["index", str(tmp_path / "few.npz"), "--workspace", str(tmp_path / "kept"), "--fit"]
    assert run_command([*wanted, "itq-16,whiten[d=8]>cosine"], open_window=window) == 0
    with explorer.open(tmp_path / "kept") as collection:
        stored = collection.session.stored
        assert all(stored.has_model(name) for name in ("gnn-rerank", "itq-16", "whiten[d=8]>cosine"))
    assert run_command([*wanted, "itq-16,nonesuch"], open_window=window) == 2
