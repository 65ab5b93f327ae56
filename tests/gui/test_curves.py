"""Curves of the columns: their values, and that the dock follows the columns once it is looked at."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.gui.axes import emptiest_corner
from explorer.gui.curves import available, values_of
from explorer.gui.score_plot import ScorePlot, Spread, round_numbers
from explorer.gui.slope_chart import HEAD, SIDE, SlopeChart
from explorer.gui.slopes import Slope, slopes
from explorer.gui.state import Column, ColumnResult
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.overlap import overlap, rank_biased_overlap

from .panel import full


def result(ids, *, relevant=None, scores=None):
    scores = scores or [1 - place / 10 for place in range(len(ids))]
    return ColumnResult("cosine", tuple(ids), tuple(scores), 1.0, 4.0, relevant)


def test_overlap_equals_sets_of_the_first_k():
    random = np.random.default_rng(0)
    for _ in range(20):
        one, two = random.permutation(30)[:20].tolist(), random.permutation(30)[: random.integers(1, 25)].tolist()
        wanted = [len(set(one[:k]) & set(two[:k])) / k for k in range(1, min(len(one), len(two)) + 1)]
        np.testing.assert_allclose(overlap(one, two), wanted)
    assert len(overlap([], [1])) == 0


def test_precision_and_scores_by_hand():
    judged = result([5, 6, 7, 8], relevant=(True, False, True, True), scores=[4.0, 2.0, 1.0, -1.0])
    np.testing.assert_allclose(values_of("precision", judged, None), [1, 1 / 2, 2 / 3, 3 / 4])
    np.testing.assert_allclose(values_of("scores", judged, None), [1, 0.5, 0.25, -0.25])
    assert values_of("precision", result([1, 2]), None) is None
    assert values_of("overlap", judged, None) is None


def test_what_can_be_drawn_depends_on_labels_and_columns():
    plain, judged = result([1, 2]), result([1, 2], relevant=(True, False))
    assert available([None, None]) == []
    assert available([plain]) == ["scores", "histogram"]
    assert available([plain, plain]) == ["slopes", "overlap", "scores", "histogram"]
    assert available([judged, None]) == ["precision", "scores", "histogram"]


def test_the_dock_is_filled_when_it_is_looked_at(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    assert window.docks.curves.panel is None
    window.docks.curves.show()
    window.docks.curves.raise_()
    qtbot.waitUntil(lambda: window.docks.curves.panel is not None)
    panel = window.docks.curves.panel
    qtbot.waitUntil(lambda: bool(panel.slopes.slopes))
    panel.kind._chosen("overlap")
    assert "rank-biased overlap" in panel.lines.lines[0].name
    panel.kind._chosen("precision")
    assert [curve.is_reference for curve in panel.curves].count(True) <= 1
    before = len(panel.curves)
    panel.kind.set_value("scores")
    panel._choose("scores")
    assert len(panel.curves) == len(window.comparison.columns) >= before


def test_axes_have_round_numbers_and_legends_keep_off_the_lines():
    assert round_numbers(-0.861, 0.829, 9) == [-0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8]
    assert round_numbers(0.0, 1e-4, 3) == [0, 5e-5, 1e-4]
    assert round_numbers(2.0, 2.0, 5) == [2.0]
    k = np.arange(1.0, 101)
    assert emptiest_corner([]) == emptiest_corner([(k, 1 / k)]) == (1, 0)
    assert emptiest_corner([(k, k)]) == (1, 1)


def test_rank_biased_overlap_by_hand_and_at_its_ends():
    assert rank_biased_overlap([1, 2, 3], [1, 2, 3]) == pytest.approx(1)
    assert rank_biased_overlap([1, 2], [3, 4]) == 0
    assert rank_biased_overlap([], [1]) is None
    shared = [0 / 1, 2 / 2]  # of (1, 2) and (2, 1) at depth 1 and 2
    wanted = shared[1] * 0.5**2 + (1 - 0.5) / 0.5 * (shared[0] * 0.5 + shared[1] * 0.5**2)
    assert rank_biased_overlap([1, 2], [2, 1], 0.5) == pytest.approx(wanted)


def test_slopes_join_what_either_list_holds_first():
    one, two = result([1, 2, 3, 4]), result([3, 1, 5, 2], relevant=(True, False, True, False))
    assert slopes(one, two, 2) == [Slope(3, 3, 1, True), Slope(1, 1, 2, False), Slope(2, 2, 4, False)]
    assert slopes(one, two, 3)[2] == Slope(5, None, 3, True)
    assert Slope(5, None, 3).told == "from not listed to rank 3"


def test_the_slope_chart_points_at_pictures_and_lines(qtbot):
    chart = SlopeChart(Thumbnails(), str)
    qtbot.addWidget(chart)
    chart.show_slopes([Slope(3, 3, 1), Slope(1, 1, 2), Slope(2, 2, 3)], ("A", "B"), 3)
    chart.resize(300, 200)
    chart.show()
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(30, HEAD + SIDE // 2))
    assert chosen.args == [1]
    assert chart._at(QPoint(150, HEAD + 3 * SIDE // 2)).image in (1, 3)
    chart.mark(-1)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chosen.args == [3]
    assert not chart.grab().isNull()


def test_a_threshold_counts_and_cuts(qtbot):
    plot = ScorePlot()
    qtbot.addWidget(plot)
    plot.resize(420, 300)
    plot.show_spread(Spread((0.0, 0.5, 1.0, 1.5), (90, 9, 1), (1, 5, 1)), None, "cosine")
    assert plot.told.startswith("All 100 images")
    with qtbot.waitSignal(plot.cut) as cut:
        qtbot.keyClick(plot.focusProxy(), Qt.Key.Key_Right)
    assert cut.args == [0.5]
    assert plot.told == "From 0.500 up: 10 of 100 images, 6 of 7 relevant"
    with qtbot.waitSignal(plot.cut) as cut:
        qtbot.keyClick(plot.focusProxy(), Qt.Key.Key_Home)
    assert cut.args == [None]
    assert not plot.grab().isNull()


def test_a_cut_list_keeps_what_scores_enough_and_comes_back():
    column = Column(0, parse_pipeline("cosine"), least=0.7)
    whole = result([1, 2, 3], relevant=(True, False, True), scores=[0.9, 0.7, 0.2])
    column.take(whole)
    assert column.result.ids == (1, 2)
    assert column.result.relevant == (True, False)
    assert column.result.is_whole
    column.least = None
    column.take(column.uncut)
    assert column.result is whole
    assert whole.above(0.1) is whole


def test_the_list_is_cut_where_the_line_stands(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    dock, key = window.docks.curves, window.workbench.columns.focus
    dock.show()
    dock.raise_()
    qtbot.waitUntil(lambda: dock.panel is not None and bool(dock.panel.kind.value))
    dock.panel.kind._chosen("histogram")
    qtbot.waitUntil(lambda: dock.panel.scores.spread is not None)
    column = window.comparison.column(key)
    before = column.result
    dock.panel.scores.move_to(dock.panel.scores.spread.edge_of(before.scores[3]))
    assert 0 < len(column.result.ids) < len(before.ids)
    assert all(score >= column.least for score in column.result.scores)
    assert len(window.workbench.columns.widget_of(key).model) == len(column.result.ids)
    window.comparison.set_pipeline(key, parse_pipeline("diffusion"))
    assert column.least is None
