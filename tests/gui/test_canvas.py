"""What planes are made of: finding points, drawing very many, encircling, choosing pictures and colours."""

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPointF
from PySide6.QtWidgets import QWidget

from explorer.gui.canvas import colours, splat
from explorer.gui.canvas.declutter import apart
from explorer.gui.canvas.lasso import encircled, odd_crossings
from explorer.gui.canvas.legend import Legend
from explorer.gui.canvas.network import Network, buckets, spacing
from explorer.gui.canvas.point_index import PointIndex
from explorer.gui.canvas.splat import Paint
from explorer.gui.canvas.steps import Steps
from explorer.gui.canvas.viewport import Viewport


@pytest.mark.parametrize("n", [0, 1, 2, 7, 500, 6000])
def test_nearest_equals_a_linear_scan(n):
    rng = np.random.default_rng(n)
    positions = (rng.normal(size=(n, 2)) * (5, 1)).astype(np.float32)
    index = PointIndex(positions)
    for x, y in rng.normal(size=(100, 2)) * (6, 1.5):
        squares = ((positions.astype(float) - (x, y)) ** 2).sum(axis=1)
        expected = int(squares.argmin()) if n and squares.min() <= 0.3**2 else None
        assert index.nearest(x, y, 0.3) == expected


@pytest.mark.parametrize("n", [0, 1, 300, 6000])
def test_a_box_holds_what_a_linear_scan_finds(n):
    rng = np.random.default_rng(n)
    positions = rng.normal(size=(n, 2)).astype(np.float32)
    index = PointIndex(positions)
    x, y = positions.T
    for left, bottom in rng.normal(size=(30, 2)):
        found = index.order[index.inside((left, bottom, left + 1.0, bottom + 0.5))]
        expected = (x >= left) & (x <= left + 1.0) & (y >= bottom) & (y <= bottom + 0.5)
        assert sorted(found.tolist()) == np.flatnonzero(expected).tolist()


def test_points_in_one_place_and_an_outlier_are_found():
    assert PointIndex(np.zeros((9000, 2))).nearest(0.001, 0, 0.01) in range(9000)
    crowd = np.vstack([np.random.default_rng(0).normal(size=(9000, 2)), [[1e4, 1e4]]])
    assert PointIndex(crowd).nearest(1e4, 1e4, 14.0) == 9000


def test_a_view_converts_there_and_back_and_zooms_about_a_pixel():
    view = Viewport.around((0, 0, 10, 5), 200, 200, 20)
    assert view.scale == 16
    assert view.pixel(np.array([5, 2.5])) == QPointF(100, 100)
    assert view.pixel(np.array([10, 5.0])) == QPointF(180, 60)
    at = QPointF(30, 150)
    before = view.position(at)
    assert view.zoomed(40, at).position(at) == pytest.approx(before)
    assert view.moved(16, -32).position(QPointF(116, 68)) == pytest.approx((5, 2.5))


def test_one_point_and_identical_points_can_be_viewed():
    view = Viewport.around((3, 3, 3, 3), 100, 80, 30)
    assert (view.scale, view.pixel(np.array([3, 3]))) == (1, QPointF(50, 40))


def draw(positions, codes, palette, view, diameter=1.0):
    index = PointIndex(positions)
    ordered = None if codes is None else np.array(codes, np.uint8)[index.order]
    work = splat.splat(index, Paint(ordered, np.array(palette, np.float32)), view, diameter)
    try:
        while True:
            next(work)
    except StopIteration as end:
        return end.value


def test_each_pixel_has_the_mean_colour_of_its_points():
    view = Viewport(1, 1, 1, 4, 4)  # shows -1..3; the point (x, y) falls into column x + 1, row 2 - y
    positions = np.array([[0.5, 0.5], [0.5, 0.5], [2.5, 2.5]])
    image = draw(positions, [0, 1, 1], [(200, 0, 0, 1), (0, 0, 100, 1)], view)
    shared, alone = image.pixelColor(1, 2), image.pixelColor(3, 0)
    assert (shared.red(), shared.blue()) == (pytest.approx(100, abs=2), pytest.approx(50, abs=2))
    assert (alone.red(), alone.blue()) == (0, pytest.approx(100, abs=2))
    assert shared.alpha() >= alone.alpha() > 0
    assert image.pixelColor(0, 0).alpha() == 0


def test_denser_pixels_are_more_opaque_and_discs_cover_their_surroundings():
    view = Viewport(0, 0, 1, 21, 21)
    crowd = np.vstack([np.zeros((50, 2)), [[5.0, 0.0]]])
    image = draw(crowd, None, [(10, 20, 30, 1)], view)
    assert image.pixelColor(10, 10).alpha() > image.pixelColor(15, 10).alpha() > 0
    disc = draw(np.zeros((1, 2)), None, [(10, 20, 30, 1)], view, diameter=7)
    assert disc.pixelColor(12, 12).alpha() > 0
    assert disc.pixelColor(15, 10).alpha() == 0


def test_encircling_equals_testing_each_point():
    rng = np.random.default_rng(0)
    positions = rng.normal(size=(5000, 2)).astype(np.float32)
    index = PointIndex(positions)
    for corners in (3, 4, 12, 60):
        line = rng.normal(size=(corners, 2))
        expected = np.flatnonzero(odd_crossings(positions[:, 0], positions[:, 1], line))
        np.testing.assert_array_equal(encircled(index, line), expected)
    assert len(encircled(index, rng.normal(size=(2, 2)))) == 0


def test_crossings_of_a_square():
    square = np.array([[0, 0], [2, 0], [2, 2], [0, 2.0]])
    inside = odd_crossings(np.array([1.0, 3.0, 1.0, -0.5]), np.array([1.0, 1.0, 2.5, 1.0]), square)
    assert inside.tolist() == [True, False, False, False]


def test_chosen_pictures_do_not_overlap_and_the_most_important_stay():
    rng = np.random.default_rng(0)
    positions = rng.uniform(0, 300, size=(800, 2))
    order = rng.permutation(800)
    chosen = apart(positions, order, Viewport(scale=1.0), 40.0)
    assert chosen[0] == order[0]
    gaps = np.abs(positions[chosen][:, None] - positions[chosen]).max(axis=2)
    np.fill_diagonal(gaps, np.inf)
    assert gaps.min() >= 40
    assert len(chosen) > 15


def test_the_largest_labels_get_colours_and_the_others_share_grey():
    names = ["", *(f"label {number}" for number in range(20))]
    values = np.concatenate([np.repeat(np.arange(1, 21), np.arange(21, 1, -1)), [0, -1]])
    labelling = colours.labelling(values, names)
    assert [kind.name for kind in labelling.kinds[:2]] == ["label 0", "label 1"]
    assert [(kind.name, kind.code) for kind in labelling.kinds[-2:]] == [
        ("8 other labels", colours.OTHER),
        ("no label", colours.UNLABELLED),
    ]
    assert sum(kind.count for kind in labelling.kinds) == len(values)
    assert len({colours.colour_of(kind.code).name() for kind in labelling.kinds[:12]}) == 12
    assert labelling.codes[-2:].tolist() == [colours.UNLABELLED] * 2


def test_a_low_panel_has_all_labels_in_the_menu_of_its_legend(qtbot):
    panel, shown = QWidget(), Legend()
    shown.setParent(panel)
    qtbot.addWidget(panel)
    kinds = [colours.Kind(f"label {code}", 9 - code, code) for code in range(9)]
    shown.resize(240, 100)
    panel.show()
    shown.show_kinds(colours.Labelling(np.zeros(1, np.uint8), kinds, 1200), None)
    rows = shown._kinds
    assert sum(button.isVisible() for button in rows._buttons) >= 2
    shown.set_low(True)
    assert not any(button.isVisible() for button in rows._buttons)
    assert rows._more.text() == "1,200 labels…", "those without a colour of their own count, too"
    assert rows.height() == rows._more.height()
    shown.show_kinds(colours.labelling(np.zeros(3, np.int64), [""]), None)
    assert rows._more.text() == "no label"


def test_the_ramp_goes_from_light_to_dark():
    lightness = [colours.ramp(t).lightnessF() * 0 + sum(colours.ramp(t).getRgb()[:2]) for t in (0, 0.25, 0.5, 0.75, 1)]
    assert lightness == sorted(lightness, reverse=True)


def test_edges_are_grouped_by_strength_and_kind():
    edges = np.array([[0, 1], [1, 2], [2, 3], [0, 3]])
    network = Network(
        np.arange(4), np.zeros((4, 2)), edges, np.array([0.1, 0.4, 0.6, 0.9]), np.array([True, False, True, False])
    )
    groups = buckets(network)
    assert [(strength, mutual) for strength, mutual, _ in groups] == [(0, True), (1, False), (2, True), (3, False)]
    assert sorted(np.concatenate([rows for _, _, rows in groups]).tolist()) == [0, 1, 2, 3]


def test_the_path_to_a_node_leads_over_its_predecessors():
    edges = np.array([[0, 1], [1, 2]])
    network = Network(
        np.array([7, 8, 9, 10]), np.zeros((4, 2)), edges, np.array([0.9, 0.5]), np.ones(2, bool),
        query=0, previous=np.array([-1, 0, 1, -1]),
    )  # fmt: skip
    assert network.path(2) == [0, 1, 2]
    assert network.path(3) == []
    assert network.similarity(2, 1) == 0.5
    assert spacing(np.array([[0, 0], [3, 1], [10, 10.0]])) == pytest.approx(3, abs=0.5)


def test_steps_do_all_work_in_order_and_can_be_cancelled(qtbot):
    owner, done, seen = QObject(), [], []

    def work():
        for number in range(5):
            seen.append(number)
            yield
        return "end"

    steps = Steps(owner)
    steps.run(work(), done.append)
    qtbot.waitUntil(lambda: done == ["end"])
    assert seen == [0, 1, 2, 3, 4]
    steps.run(work(), done.append)
    steps.cancel()
    assert not steps.busy
    steps.finish()
    assert done == ["end"]
