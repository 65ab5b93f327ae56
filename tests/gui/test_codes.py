"""The hash view: what it counts, that it follows the columns, and that it filters by the ball."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from explorer.gui.code_bar import bar_size, per_line
from explorer.gui.code_buckets import balance_text, occupancy_bins, summary
from explorer.gui.codes import CodeView, read_code
from explorer.gui.tiles import Tile
from explorer.gui.why_bits import BitsSection
from explorer.gui.why_section import Hands, Signs
from explorer.protocol.ids import pack_ids
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.specs import MethodSpec, Parameter

from .panel import PanelTest, full, wait_for

ITQ = MethodSpec("itq", "ITQ", "hashing", "Codes.", parameters=(Parameter("bits", "int", 16, 16, 256, help="Length."),))


def code_of(image):
    return (image * 2654435761 >> 4) % 65536


def apart(image, query):
    return (code_of(image) ^ code_of(query)).bit_count()


@pytest.fixture(autouse=True)
def hashing(monkeypatch, fake_engine):
    """Have the engine without processes know a method that hashes."""
    search, begin = fake_engine._random_search, fake_engine._open

    def opened(engine, payload):
        answer = begin(engine, payload)
        return {**answer, "methods": [*answer["methods"], ITQ.to_json()]}

    def searched(engine, payload):
        answer = search(engine, payload)
        if "itq" in payload["pipeline"]:
            query = payload["query"][0]["value"]
            answer["ids"].sort(key=lambda image: apart(image, query))
            answer["bits"] = 16
            answer["distances"] = [apart(image, query) for image in answer["ids"]]
        return answer

    def codes(engine, payload):
        query = payload["query"][0]["value"]
        distances = [apart(image, query) for image in payload["ids"]]
        rings = np.bincount(distances, minlength=17).tolist()
        texts = [f"{code_of(image):04x}" for image in (query, *payload["ids"])]
        return {
            "bits": 16, "query": texts[0], "codes": texts[1:], "distances": distances, "rings": rings,
            "relevant_rings": rings, "images": 24, "distinct": 24, "occupancy": [[1, 24]], "balance": [0.1] * 16,
            "bytes_per_item": 2.0,
        }  # fmt: skip

    def ball(engine, payload):
        query, ids = payload["query"][0]["value"], range(1, 25)
        inside = [image for image in ids if image != query and apart(image, query) <= payload["radius"]]
        return {"ids": pack_ids(np.array(inside, np.int64))}

    for name, answer in (("_open", opened), ("_random_search", searched), ("_codes", codes), ("_ball", ball)):
        monkeypatch.setattr(fake_engine, name, answer, raising=False)


def view(rings, relevant=None):
    counts = np.array(rings)
    return CodeView(
        len(rings) - 1, (), np.zeros(len(rings) - 1, bool), np.zeros((0, len(rings) - 1), bool), np.zeros(0, int),
        counts, None if relevant is None else np.array(relevant), 9, 5, ((1, 3), (2, 1), (4, 1)),
        np.array([0.9, -0.8, 0.7]), 8.0,
    )  # fmt: skip


def test_the_ball_is_counted_ring_by_ring():
    shown = view([0, 2, 3, 0, 5], [0, 2, 1, 0, 1])
    assert (shown.nearest, shown.farthest) == (1, 4)
    assert [shown.within(radius) for radius in range(5)] == [0, 2, 5, 5, 10]
    assert shown.precision(0) is None
    assert (shown.precision(2), shown.recall(2)) == (3 / 5, 3 / 4)
    assert shown.told(0) == "none · the nearest: 2 images at 1 bit"
    assert shown.told(2) == "5 of 10 images · precision 0.60 · recall 0.75"
    assert view([0, 1]).told(1) == "1 of 1 images"
    assert view([0, 0]).told(0) == "No image has a code to compare."


def test_codes_are_read_first_bit_highest():
    assert "".join("1" if bit else "0" for bit in read_code("a0f0", 12)) == "101000001111"


@pytest.mark.parametrize(("bits", "width"), [(16, 300), (64, 300), (128, 300), (256, 300), (64, 60), (256, 1000)])
def test_lines_hold_whole_bytes_and_all_bits(bits, width):
    line = per_line(bits, width)
    assert line % 8 == 0
    assert 8 <= line <= bits
    assert bar_size(bits, width).height() >= 13 * -(-bits // line)


def test_buckets_are_told():
    shown = view([0, 1])
    assert occupancy_bins(shown) == [("alone", 3), ("2–3", 2), ("4–7", 4)]
    assert summary(shown).startswith("5 codes for 9 images (56%); the fullest holds 4.")
    assert balance_text(shown).endswith("2 beyond ±0.7")


def test_a_tile_tells_the_distance():
    assert "Hamming distance 1 bit" in Tile(1, "a", rank=1, score=0.9, distance=1).spoken
    assert "Hamming" not in Tile(1, "a", rank=1, score=0.9).spoken


@pytest.fixture
def codes(qtbot, window, engines, pictures):
    """The panel of the codes of the second column."""
    full(qtbot, window, engines, pictures)
    dock = window.docks.codes
    assert not dock.isVisibleTo(window)
    window.comparison.set_pipeline(window.comparison.columns[1].key, parse_pipeline("itq-16"))
    qtbot.waitUntil(lambda: dock.isVisibleTo(window))
    dock.raise_()
    qtbot.waitUntil(lambda: dock.panel is not None and dock.panel.view is not None)
    return dock.panel


def test_the_dock_comes_with_a_column_that_hashes_and_shows_its_list(codes, window):
    result = window.comparison.columns[1].result
    assert codes.view.ids == result.ids
    assert codes.view.distances.tolist() == list(result.distances)
    lines = codes.list.lines.lines
    assert [line.image for line in lines] == [window.comparison.query.member, *result.ids]
    assert lines[1].spoken.startswith("rank 1, ")
    assert codes.radius == 0
    assert "16 bits" in window.workbench.columns.widget_of(window.comparison.columns[1].key).head.metrics.whole


def test_the_radius_follows_keys_and_clicks(qtbot, codes):
    codes.window().activateWindow()
    codes.setFocus()
    qtbot.waitUntil(codes.list.hasFocus)
    QTest.keyClick(codes.list, "]")
    QTest.keyClick(codes.list, "]")
    assert codes.radius == codes.list.radius == 2
    QTest.keyClick(codes.list, "[")
    assert codes.radius == 1
    assert codes.told == codes.view.told(1)
    codes.kind._chosen("counts")
    codes.counts.resize(300, 200)
    QTest.mouseClick(codes.counts, Qt.MouseButton.LeftButton, pos=QPoint(int(codes.counts._x(5)), 100))
    assert codes.radius == 5
    assert codes.counts.told(5).startswith("5 bits: ")


def test_images_on_the_rings_can_be_searched_for(qtbot, codes):
    codes.kind._chosen("rings")
    codes.rings.grab()
    image = next(image for image in codes.rings.places if image == codes.view.ids[0])
    with qtbot.waitSignal(codes.rings.chosen) as told:
        QTest.mouseClick(codes.rings, Qt.MouseButton.LeftButton, pos=codes.rings.places[image].center().toPoint())
    assert told.args == [image]
    assert codes.rings._at(QPointF(-5, -5)) == -1


def test_keys_lead_from_image_to_image_of_the_rings(qtbot, codes):
    codes.kind._chosen("rings")
    codes.rings.grab()
    nearest = [image for image in codes.view.ids if image in codes.rings.places]
    pointed = []
    codes.rings.hovered.connect(pointed.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(codes.rings, key)
    assert pointed == [nearest[0], nearest[1], nearest[0]]
    with qtbot.waitSignal(codes.rings.chosen) as told:
        QTest.keyClick(codes.rings, Qt.Key.Key_Return)
    assert told.args == [nearest[0]]


def test_the_ball_filters_the_window(qtbot, codes, window):
    codes.slider.setValue(6)
    codes.only.setChecked(True)
    inside = codes.view.within(6)
    bar = window.workbench.filter_bar
    qtbot.waitUntil(lambda: bar._filter.selection is not None and len(bar._filter.selection.ids) == inside)
    assert "within 6 bits" in bar._filter.selection.title
    codes.slider.setValue(7)
    qtbot.waitUntil(lambda: len(bar._filter.selection.ids) == codes.view.within(7))
    bar.clear()
    qtbot.waitUntil(lambda: not codes.only.isChecked())


def test_another_length_is_one_more_column(qtbot, codes, window):
    codes.offer_lengths()
    (menu,) = [menu for menu in codes.findChildren(QMenu) if menu.isVisible()]
    of = {action.text(): action for action in menu.actions()}
    assert not of["Add a column of 16 bits"].isEnabled()
    of["Add a column of 32 bits"].trigger()
    menu.close()
    assert str(window.comparison.columns[-1].pipeline) == "itq-32"
    qtbot.waitUntil(lambda: len(codes.column.texts) == 2)


class TestCodesPanel(PanelTest):
    states = ("full", "empty")

    def reveal(self, window):
        dock = window.docks.codes
        if window.comparison.query is not None:
            window.comparison.set_pipeline(window.comparison.columns[1].key, parse_pipeline("itq-16"))
        dock.show()
        dock.raise_()
        wait_for(lambda: dock.panel is not None)
        wait_for(lambda: window.comparison.query is None or dock.panel.view is not None)
        return dock.panel


def test_an_explanation_shows_both_codes(qtbot, codes, window):

    section = BitsSection(Hands(window.thumbnails, str, Signs()))
    section.setParent(codes)
    section.resize(260, 120)
    section.show_explanation({"code": {"bits": 16, "query": "00ff", "image": "80fe", "differing": [0, 15]}})
    assert section._text.text() == "2 bits of 16 differ: 1, 16"
    section.grab()
    section.show_explanation({"code": None})
    assert section.isHidden()


def test_resetting_the_layout_keeps_a_dock_that_is_of_use(codes, window):
    window.layout_keeper.reset_docks()
    assert window.docks.codes.isVisibleTo(window)
    window.comparison.set_pipeline(window.comparison.columns[1].key, parse_pipeline("cosine"))
    window.layout_keeper.reset_docks()
    assert not window.docks.codes.isVisibleTo(window)
