"""Methods are measured in the background, shown in several views, and kept as files."""

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QStyleOptionViewItem

from explorer.gui.evaluation import Sweep, read_report, write_report
from explorer.gui.gains import gains
from explorer.gui.picture_cells import SIDE
from explorer.gui.sweep_pane import proposed
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.specs import Parameter

from .panel import PanelTest, cut_off, full, settle, wait_for


def figures(name, level, aps):
    return {
        "title": name, "name": name, "protocol": "inductive", "map": level, "map_interval": [level - 0.1, level + 0.1],
        "macro_map": level, "difference": level - 0.4, "confidence": [level - 0.45, level - 0.35], "verdict": "better",
        "losing": 0.1, "hit@k": {"1": level}, "recall@k": {"1": 0.1, "10": level, "100": 0.9}, "ap": aps,
        "precision@recall": {"0.00": 1.0, "0.50": level, "1.00": 0.2}, "fit_seconds": 1.5, "query_ms": 2.25,
        "hubness": {"skew": 1.25, "k": 10, "never": 0.5, "largest": 0.9, "hubs": [3, 1], "lists": [3, 2]},
        "bytes_per_item": 1024.0, "peak_rss_mb": None, "parameters": {}, "notes": [],
    }  # fmt: skip


def report(*methods):
    known = {
        "cosine": figures("cosine", 0.4, [0.5, None, 0.3, 0.4]),
        "g": figures("gnn-rerank", 0.6, [0.9, None, 0.1, 0.42]),
    }
    return {
        "source": "pictures", "queries": 4, "gallery": 20, "dim": 8, "split": "4 query 20.", "chance": 0.125,
        "notes": [],
        "asked": {"ids": [1, 2, 3, 4], "names": [f"apple/apple-{number}.png" for number in range(4)]},
        "methods": {name: known.get(name) or figures(name, 0.5, [0.5] * 4) for name in methods or known},
    }  # fmt: skip


@pytest.fixture
def opened(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    engines[-1]._evaluate = lambda payload: {"report": report(*payload["methods"].replace(" ", "").split(","))}
    window.commands["show_evaluation"].trigger()
    qtbot.waitUntil(lambda: window.desk.evaluation.page is not None)
    return window


def asked(engines):
    return [payload for kind, payload in engines[-1].requests if kind == "evaluate"]


class TestEvaluationPage(PanelTest):
    states = ("full",)

    def reveal(self, window):
        desk = window.desk.evaluation
        window.commands["show_evaluation"].trigger()
        wait_for(lambda: desk.page is not None)
        desk.evaluation.show(report(), "a file")
        return desk.page


def test_the_page_says_what_hinders_it_where_no_image_has_a_label(opened):
    page = opened.desk.evaluation.page
    ground = page.run.grab().toImage().pixelColor(4, page.run.height() // 2)
    page.show_methods([parse_pipeline("cosine")], opened.comparison.methods, possible=False)
    assert "No image has a label" in page._told.whole
    assert page._told.isVisible()
    assert not page.run.isEnabled()
    assert page.run.grab().toImage().pixelColor(4, page.run.height() // 2) != ground, (
        "it looks as if it could be pressed"
    )


def test_the_methods_of_the_columns_are_measured_in_the_background_and_can_be_stopped(qtbot, opened, engines):
    desk, page = opened.desk.evaluation, opened.desk.evaluation.page
    assert page.methods.text() == "cosine, gnn-rerank"
    engines[-1].held = {"evaluate"}
    page.run.click()
    (payload,) = asked(engines)
    assert payload["methods"] == "cosine, gnn-rerank"
    assert payload["settings"] == {"seeds": (0,)}
    assert page.run.text() == "Cancel"
    assert desk.evaluation.progress == (0, 0, "Starting"), "its step is told once, in the language of the window"
    number = engines[-1].waiting[0][0]
    engines[-1].on_event({"id": number, "event": "report", "report": report("cosine")})
    qtbot.waitUntil(lambda: desk.evaluation.report is not None)
    assert page.pages["table"].table.cells.keys == ["cosine"]
    opened.commands["cancel_evaluation"].trigger()
    qtbot.waitUntil(lambda: page.run.text() == "Evaluate")
    assert page.pages["table"].table.cells.keys == ["cosine"], "what was measured stays"


def test_the_table_is_sorted_by_any_column_and_the_best_stands_out(qtbot, opened):
    desk = opened.desk.evaluation
    desk.evaluation.show(report("cosine", "g", "diffusion"), "a file")
    cells = desk.page.pages["table"].table.cells
    titles = [head.title for head in cells.heads]
    column = titles.index("mAP")
    assert cells.index(1, column).data() == "0.6000  [0.500, 0.700]"
    cells.sort(column)
    assert cells.keys == ["cosine", "diffusion", "g"]
    cells.sort(-1)
    assert cells.keys == ["cosine", "g", "diffusion"]


def test_a_report_of_another_machine_opens_and_is_written_as_it_was(qtbot, opened, tmp_path, fails_whole):
    desk, path = opened.desk.evaluation, tmp_path / "theirs.json"
    path.write_text(json.dumps(report()), "utf-8")
    desk.open_report(path)
    assert desk.evaluation.title == "theirs.json"
    desk.save_report(tmp_path / "again.json")
    assert read_report(tmp_path / "again.json") == report()
    for ending in ("html", "csv", "tex"):
        fails_whole(tmp_path / f"report.{ending}", lambda path: write_report(report(), path))
        desk.save_report(tmp_path / f"report.{ending}")
        assert "gnn-rerank" in (tmp_path / f"report.{ending}").read_text("utf-8")
    path.write_text("{}", "utf-8")
    desk.open_report(path)
    assert "no report of an evaluation" in opened.workbench.messages.text
    desk.save_report(Path("/nowhere/at/all.csv"))
    assert "cannot be written" in opened.workbench.messages.text


def test_a_query_opens_in_columns_of_the_two_methods_that_are_compared(qtbot, opened):
    desk = opened.desk.evaluation
    desk.evaluation.show(report("cosine", "diffusion"), "a file")
    desk.page.gains.table.activated.emit(desk.page.gains.table.cells.index(0, 0))
    assert opened.workbench.page == "results"
    assert [str(column.pipeline) for column in opened.comparison.columns] == ["cosine", "gnn-rerank", "diffusion"]
    assert opened.comparison.query.member == desk.page.gains.table.cells.keys[0]


def test_gains_are_of_the_queries_that_count_the_greatest_first():
    found = gains(report(), "cosine", "g")
    assert found.names == ["apple/apple-0.png", "apple/apple-3.png", "apple/apple-2.png"]
    assert np.allclose(found.change, [0.4, 0.02, -0.2])
    assert found.counts == (1, 1, 1)


def test_a_sweep_never_asks_the_test_queries(qtbot, opened, engines):
    page = opened.desk.evaluation.page
    page.show_view("sweep")
    page.sweep.values.setText("10, 20, nonsense")
    page.sweep.run.click()
    assert "k1" in opened.workbench.messages.text
    page.sweep.values.setText("10, 20")
    engines[-1]._evaluate = lambda payload: {"report": report("value 0", "value 1")}
    page.sweep.run.click()
    payload = asked(engines)[-1]
    assert payload["choice"]["development"]
    assert payload["methods"] == "value 0=gnn-rerank[k1=10],value 1=gnn-rerank[k1=20]"
    qtbot.waitUntil(lambda: page.sweep.table.cells.keys == [10, 20])
    page.sweep.table.activated.emit(page.sweep.table.cells.index(1, 0))
    assert str(opened.comparison.columns[-1].pipeline) == "gnn-rerank[k1=20]"


def test_values_are_proposed_around_the_default_within_the_range():
    assert proposed(Parameter("k1", "int", 26, 2, 60)) == [6, 13, 26, 52, 60]
    assert proposed(Parameter("a", "float", 0.9, 0.5, 1.0)) == [0.5, 0.625, 0.75, 0.875, 0.9, 1.0]
    assert proposed(Parameter("m", "bool", False)) == [False, True]
    sweep = Sweep(parse_pipeline("whiten>gnn-rerank[k2=3]"), 1, "k1", (5, 6))
    assert str(sweep.with_value(6)) == "whiten>gnn-rerank[k2=3,k1=6]"


def test_no_view_is_cut_off_in_a_small_window(opened):
    desk = opened.desk.evaluation
    desk.evaluation.show(report(), "a file")
    opened.resize(opened.minimumSize())
    for view in desk.page.pages:
        desk.page.show_view(view)
        settle()
        assert not (cut := cut_off(desk.page)), f"{view}: {'; '.join(cut)}"


def test_queries_and_hubs_are_shown_by_their_pictures_where_they_are_of_this_collection(qtbot, opened):
    desk = opened.desk.evaluation
    for names in ([f"apple/apple-{number}.png" for number in range(4)], ["another", "b", "c", "d"]):
        told = report()
        told["asked"]["names"] = names
        desk.evaluation.show(told, "a file")
        for table in (desk.page.gains.table, desk.page.pages["hubs"].table):
            index = table.cells.index(0, table.cells.columnCount() - 1)
            option = QStyleOptionViewItem()
            if names[0] == "another":
                table.itemDelegateForIndex(index).initStyleOption(option, index)
                assert not option.icon.pixmap(SIDE).toImage().pixelColor(SIDE // 2, SIDE // 2).alpha()
                continue

            def drawn(table=table, index=index, option=option):
                table.itemDelegateForIndex(index).initStyleOption(option, index)
                return option.icon.pixmap(SIDE).toImage().pixelColor(SIDE // 2, SIDE // 2).alpha() == 255

            qtbot.waitUntil(drawn)
    desk.open_query(1, "cosine", "g")
    assert "not in the open collection" in opened.workbench.messages.text
