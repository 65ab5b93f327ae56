"""Curves of the columns: their values, and that the dock follows the columns once it is looked at."""

import numpy as np

from explorer.gui.curves import available, overlap, values_of
from explorer.gui.state import ColumnResult

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
    assert available([plain]) == ["scores"]
    assert available([plain, plain]) == ["overlap", "scores"]
    assert available([judged, None]) == ["precision", "scores"]


def test_the_dock_is_filled_when_it_is_looked_at(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    assert window.docks.curves.panel is None
    window.docks.curves.show()
    window.docks.curves.raise_()
    qtbot.waitUntil(lambda: window.docks.curves.panel is not None)
    panel = window.docks.curves.panel
    qtbot.waitUntil(lambda: bool(panel.curves))
    assert [curve.is_reference for curve in panel.curves].count(True) <= 1
    before = len(panel.curves)
    panel.kind.set_value("scores")
    panel._choose("scores")
    assert len(panel.curves) == len(window.comparison.columns) >= before
