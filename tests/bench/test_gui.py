"""The benchmark of the window, as far as it can be held without measuring: data, verdicts, options."""

import argparse
import hashlib

import pytest

from explorer.bench import gui, gui_child, gui_data, gui_figures
from explorer.errors import InputError


def figure(name):
    return next(figure for figure in gui_figures.FIGURES if figure.name == name)


def test_a_latency_is_judged_by_its_median():
    row = gui_figures.row(figure("drop"), [100.0] * 30 + [900.0] * 20)
    assert (row["median"], row["worst"], row["verdict"]) == (100.0, 900.0, "pass")
    assert gui_figures.row(figure("drop"), [301.0])["verdict"] == "FAIL"


def test_a_stall_is_judged_by_the_longest_gap_and_smoothness_by_p99():
    gaps = [5.0] * 999 + [60.0]
    assert gui_figures.row(figure("stall"), gaps)["verdict"] == "FAIL"
    assert gui_figures.row(figure("busy-p99"), gaps)["verdict"] == "pass"


def test_of_pictures_more_is_better():
    row = gui_figures.row(figure("pictures"), [100.0, 100.0, 40.0])
    assert (row["worst"], row["verdict"]) == (40.0, "pass")
    assert gui_figures.row(figure("pictures"), [89.0])["verdict"] == "FAIL"


def test_every_figure_has_a_scenario_that_can_be_started():
    assert {figure.scenario for figure in gui_figures.FIGURES} == set(gui_child.SCENARIOS)


def test_what_has_no_budget_is_told_without_a_verdict():
    row = gui_figures.row(figure("start-qt"), [200.0])
    assert (row["median"], row["budget"], row["verdict"]) == (200.0, "", "")


def test_each_scenario_is_told_as_soon_as_it_is_measured(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: False, raising=False)
    gui._tell("start", list(gui_figures.FIGURES), {"start": [450.0], "start-whole": [900.0]})
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("median 450 ms pass")


def test_figures_are_chosen_by_name():
    assert [figure.name for figure in gui_figures.chosen("stall, drop")] == ["drop", "stall"]
    with pytest.raises(InputError, match="no such figure"):
        gui_figures.chosen("speed")


def test_pictures_are_many_different_and_the_same_at_each_call(tmp_path):
    hashes = []
    for name in ("a", "b"):
        gui_data.make_pictures(tmp_path / name, number=1210)
        files = sorted((tmp_path / name).rglob("*.jpg"))
        hashes.append([hashlib.blake2b(path.read_bytes()).digest() for path in files])
    assert len(hashes[0]) == 1210
    assert len(set(hashes[0])) > 1200, "the demo has a few pictures twice on purpose"
    assert hashes[0] == hashes[1]


def test_repeated_rows_are_real_files(tmp_path):
    block = tmp_path / "0000"
    block.mkdir()
    for name in ("apple_1.jpg", "leaf_1.jpg"):
        (block / name).write_bytes(name.encode())
    (tmp_path / "0001").symlink_to("0000", target_is_directory=True)
    found = list(gui_data.Repeated(tmp_path, 4).files())
    assert [file.path for file in found] == [
        "0000/apple_1.jpg", "0000/leaf_1.jpg", "0001/apple_1.jpg", "0001/leaf_1.jpg",
    ]  # fmt: skip
    assert all((tmp_path / file.path).stat().st_size == file.size for file in found)
    assert found[1].annotation.labels == ("leaf",)


def test_clean_removes_what_was_made_and_measures_nothing(explorer_home):
    folder = explorer_home / "explorer" / "cache" / "bench-gui"
    (folder / "pictures").mkdir(parents=True)
    parser = argparse.ArgumentParser()
    gui.configure(parser)
    result = gui.run(parser.parse_args(["--clean"]), lambda *_: None)
    assert result.rows == []
    assert not folder.exists()


def test_a_window_without_a_screen_is_offscreen(monkeypatch, tmp_path):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert gui.environment(tmp_path)["QT_QPA_PLATFORM"] == "offscreen"
    monkeypatch.setenv("DISPLAY", ":7")
    assert "QT_QPA_PLATFORM" not in gui.environment(tmp_path)
