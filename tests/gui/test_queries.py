"""Every way in which the query changes, with real drag events, on a real catalogue and an engine without processes."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.gui.dragging import images_mime
from explorer.gui.dropping import file_terms
from explorer.gui.query_editor import MOST_TERMS
from explorer.gui.weight_popup import WEIGHTS, stepped
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.query import Term
from explorer.protocol.texts import FEWEST_PAIRS

from .panel import cut_off

COPY, LEFT, NO_KEYS = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

"""What the offscreen platform says of every popup."""


def files(*paths) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(window, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(300, 300), COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def zone(window, action: str) -> QPoint:
    return next(place.center() for zone, place in window.intake.overlay.zones if zone.action == action)


def drop(window, data: QMimeData, action: str = "search") -> bool:
    """Drag over a zone and let go there."""
    assert enter(window, data)
    at = zone(window, action)
    QApplication.sendEvent(window, QDragMoveEvent(at, COPY, data, LEFT, NO_KEYS))
    event = QDropEvent(QPointF(at), COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def chips(window):
    return window.workbench.query_bar.chips.chips


def signs(window) -> list[int]:
    return [term.sign for term in window.queries.terms]


@pytest.fixture
def paths(pictures):
    return sorted(pictures.rglob("*.png"))


@pytest.fixture
def ids(opened) -> list[int]:
    return opened.session.catalogue.ids.tolist()


@pytest.fixture
def asked(qtbot, opened, ids):
    """The window with three terms in its query: two images, and one to search away from."""
    opened.queries.search_members(ids[:2])
    opened.queries.add_members([ids[9]], -1)
    qtbot.waitUntil(opened.comparison.complete)
    return opened


# Drags and drops


def test_without_a_query_a_drag_has_one_zone_and_with_one_three(qtbot, opened, paths, ids):
    overlay = opened.intake.overlay
    assert enter(opened, files(paths[0]))
    assert [zone.action for zone, _ in overlay.zones] == ["search"]
    QApplication.sendEvent(opened, QDragLeaveEvent())
    assert overlay.isHidden()
    opened.queries.search_members(ids[:1])
    enter(opened, files(paths[0]))
    assert [zone.action for zone, _ in overlay.zones] == ["search", "add", "less"]
    places = [QRectF(place) for _, place in overlay.zones]
    assert not any(a.intersects(b) for i, a in enumerate(places) for b in places[:i])
    assert all(QRectF(opened.rect()).contains(place) for place in places)


def test_a_zone_lights_up_under_the_pointer(opened, paths, ids):
    opened.queries.search_members(ids[:1])
    enter(opened, files(paths[0]))
    before = opened.intake.overlay.grab().toImage()
    QApplication.sendEvent(opened, QDragMoveEvent(zone(opened, "less"), COPY, files(paths[0]), LEFT, NO_KEYS))
    assert opened.intake.overlay.grab().toImage() != before


def test_several_files_are_dropped_added_and_searched_away_from(qtbot, opened, paths):
    assert drop(opened, files(*paths[:2]))
    qtbot.waitUntil(lambda: len(opened.queries.terms) == 2)
    assert drop(opened, files(paths[5]), "add")
    qtbot.waitUntil(lambda: len(opened.queries.terms) == 3)
    assert drop(opened, files(paths[0], paths[9]), "less")
    qtbot.waitUntil(lambda: len(opened.queries.terms) == 4)
    assert signs(opened) == [-1, 1, 1, -1]
    assert drop(opened, files(paths[7]), "search")
    qtbot.waitUntil(lambda: len(opened.queries.terms) == 1)


def test_a_dropped_folder_says_that_it_will_be_opened(opened, pictures, ids):
    opened.queries.search_members(ids[:1])
    enter(opened, files(pictures))
    assert [zone.action for zone, _ in opened.intake.overlay.zones] == ["open"]


def test_a_dragged_link_is_refused_in_the_air(opened):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/cat.jpg")])
    enter(opened, data)
    ((zone, place),) = opened.intake.overlay.zones
    assert "not followed" in zone.title
    event = QDropEvent(QPointF(place.center()), COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(opened, event)
    assert not event.isAccepted()
    assert opened.comparison.query is None


class DragFromInside(QDragEnterEvent):
    """As the system tells a drag that began in this window; the offscreen platform cannot make one."""

    def source(self):
        return QApplication.focusWidget()


def test_a_dragged_tile_shows_a_band_and_a_slip_of_the_mouse_changes_nothing(qtbot, asked, ids):
    data = images_mime([ids[15]], asked.session.catalogue)
    asked.workbench.grid.view.setFocus()
    QApplication.sendEvent(asked, DragFromInside(QPoint(300, 300), COPY, data, LEFT, NO_KEYS))
    zones = asked.intake.overlay.zones
    assert [zone.action for zone, _ in zones] == ["search", "add", "less"]
    assert max(place.bottom() for _, place in zones) < 260
    beside = QDropEvent(QPointF(300, 500), COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(asked, beside)
    assert not beside.isAccepted()
    assert len(asked.queries.terms) == 3
    QApplication.sendEvent(asked, DragFromInside(QPoint(300, 300), COPY, data, LEFT, NO_KEYS))
    QApplication.sendEvent(asked, QDropEvent(QPointF(zone(asked, "add")), COPY, data, LEFT, NO_KEYS))
    assert asked.queries.terms[-1] == Term("member", ids[15])


# Paste


def test_a_pasted_link_is_refused_with_one_sentence(opened):
    QGuiApplication.clipboard().setText("https://example.org/cat.jpg")
    opened.commands["paste"].trigger()
    assert "never uses the network" in opened.workbench.messages.text
    assert opened.comparison.query is None
    QGuiApplication.clipboard().clear()


def test_several_pasted_files_are_one_query(qtbot, opened, paths):
    QGuiApplication.clipboard().setMimeData(files(*paths[:3]))
    opened.commands["paste"].trigger()
    qtbot.waitUntil(lambda: len(opened.queries.terms) == 3)
    QGuiApplication.clipboard().clear()


def test_words_are_pasted_only_where_they_can_be_searched_for(qtbot, opened):
    QGuiApplication.clipboard().setText("a red apple")
    opened.commands["paste"].trigger()
    assert "no image on the clipboard" in opened.workbench.messages.text
    opened.session.words = "encoder"
    opened.commands["paste"].trigger()
    qtbot.waitUntil(lambda: opened.queries.terms == (Term("text", "a red apple"),))
    QGuiApplication.clipboard().clear()


# What cannot be read


def test_an_unreadable_file_is_one_sentence_and_the_results_stay(qtbot, asked, paths, engines):
    before = [column.result for column in asked.comparison.columns]
    query = asked.comparison.query
    engines[-1].failing["check"] = "cat.jpg is cut off; copy it again."
    drop(asked, files(paths[0]), "search")
    qtbot.waitUntil(lambda: asked.workbench.messages.text == "cat.jpg is cut off; copy it again.")
    assert asked.comparison.query == query
    assert [column.result for column in asked.comparison.columns] == before
    assert len(chips(asked)) == 3


def test_back_to_a_file_that_is_gone_is_one_sentence_and_nothing_moves(qtbot, opened, paths, ids, engines):
    opened.queries.give(file_terms(paths[:1]), "search")
    qtbot.waitUntil(lambda: opened.comparison.query is not None)
    opened.queries.search_members(ids[:1])
    engines[-1].failing["check"] = "apple-0.png is missing."
    opened.commands["back"].trigger()
    qtbot.waitUntil(lambda: "missing" in opened.workbench.messages.text)
    assert opened.comparison.query.member == ids[0]
    assert len(opened.comparison.history.past) == 1


def test_an_engine_that_is_still_loading_is_asked_again(qtbot, opened, paths, engines):
    answers = iter([{"preparing": True}, {"preparing": True}])
    engine, request = engines[-1], engines[-1]._answer

    def answer(number, kind, payload):
        early = next(answers, None) if kind == "check" else None
        if early is None:
            request(number, kind, payload)
        else:
            engine.on_event({"id": number, "event": "error", "message": "not yet", **early})

    engine._answer = answer
    opened.queries.give(file_terms(paths[:1]), "search")
    qtbot.waitUntil(lambda: opened.comparison.query is not None)
    assert [kind for kind, _ in engine.requests].count("check") == 3
    assert "not yet" not in opened.workbench.messages.text


def test_only_the_last_wish_counts(qtbot, opened, paths, ids, engines):
    engines[-1].held.add("check")
    opened.queries.give(file_terms(paths[:1]), "search")
    qtbot.waitUntil(opened.workbench.query_bar._waiting.isVisible)
    assert paths[0].name in opened.workbench.query_bar._waiting.whole
    opened.queries.search_members(ids[:1])
    assert opened.workbench.query_bar._waiting.isHidden()
    engines[-1].release()
    QTest.qWait(60)
    assert opened.comparison.query.member == ids[0]


def test_too_many_images_are_refused(opened, ids):
    opened.queries.search_members(ids[:2])
    opened.queries.add_members(range(1000, 1000 + MOST_TERMS))
    assert f"at most {MOST_TERMS}" in opened.workbench.messages.text
    assert len(opened.queries.terms) == 2


# Chips


def test_a_click_on_the_sign_and_the_x(qtbot, asked, ids):
    QTest.mouseClick(chips(asked)[0]._sign, LEFT)
    assert signs(asked) == [-1, 1, -1]
    QTest.mouseClick(chips(asked)[1]._remove, LEFT)
    assert [term.value for term in asked.queries.terms] == [ids[0], ids[9]]
    assert len(chips(asked)) == 2


def test_the_keyboard_does_all_that_the_mouse_does(qtbot, asked, ids):
    chip = chips(asked)[0]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Up)
    assert asked.queries.terms[0].weight == stepped(1.0, 1)
    QTest.keyClick(chip, Qt.Key.Key_Minus)
    assert signs(asked) == [-1, 1, -1]
    QTest.keyClick(chip, Qt.Key.Key_Plus)
    QTest.keyClick(chip, Qt.Key.Key_Right)
    assert chips(asked)[1].hasFocus()
    QTest.keyClick(chips(asked)[1], Qt.Key.Key_Delete)
    assert [term.value for term in asked.queries.terms] == [ids[0], ids[9]]
    assert chips(asked)[0] is chip  # kept, so that the keyboard can stay on it
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert chip._popup.isVisible()
    QTest.keyClick(chip._popup.slider, Qt.Key.Key_End)
    assert asked.queries.terms[0].weight == WEIGHTS[-1]
    QTest.keyClick(chip._popup, Qt.Key.Key_Escape)
    assert chip._popup.isHidden()


def test_a_sliding_weight_ranks_live_and_is_one_step_of_the_history(qtbot, asked, engines):
    steps = len(asked.comparison.history.past)
    chips(asked)[0].show_weights()
    slider = chips(asked)[0]._popup.slider
    for place in (11, 12, 13, 14):
        slider.setValue(place)
    chips(asked)[0]._popup.close()
    qtbot.waitUntil(asked.comparison.complete)
    assert asked.queries.terms[0].weight == WEIGHTS[14]
    assert len(asked.comparison.history.past) == steps + 1
    last = [payload for kind, payload in engines[-1].requests if kind == "search"][-1]
    assert last["query"][0]["weight"] == WEIGHTS[14]
    asked.commands["back"].trigger()
    assert asked.queries.terms[0].weight == 1
    assert chips(asked)[0]._weight.text() == "×1"


def test_without_its_last_chip_the_query_is_over_and_back_returns(qtbot, opened, ids):
    opened.queries.search_members(ids[:1])
    qtbot.waitUntil(opened.comparison.complete)
    opened.queries.remove_term(0)
    assert opened.comparison.query is None
    assert all(column.result is None for column in opened.comparison.columns)
    assert not chips(opened)
    opened.commands["back"].trigger()
    assert opened.comparison.query.member == ids[0]
    qtbot.waitUntil(opened.comparison.complete)


@pytest.mark.parametrize("width", [760, 1000, 1440, 1920])
def test_many_chips_fold_and_unfold_at_any_width(qtbot, opened, ids, width):
    opened.resize(width, 700)
    opened.queries.search_members(ids[:12])
    row = opened.workbench.query_bar.chips
    qtbot.waitUntil(row.more.isVisible)
    shown = [chip for chip in row.chips if chip.isVisible()]
    assert 1 <= len(shown) < 12
    assert row.more.text() == f"+{12 - len(shown)} more"
    assert all(row.rect().contains(widget.geometry()) for widget in [*shown, row.more])
    QTest.mouseClick(row.more, LEFT)
    qtbot.waitUntil(lambda: row.rect().contains(row.more.geometry()))
    places = [chip.geometry() for chip in row.chips]
    assert all(row.rect().contains(place) for place in places)
    assert not any(a.intersects(b) for i, a in enumerate(places) for b in places[:i])
    QTest.mouseClick(row.more, LEFT)
    assert not row.is_unfolded


def test_the_bar_fits_the_narrowest_window(qtbot, asked):
    asked.resize(asked.minimumSize())
    bar = asked.workbench.query_bar
    bar.show_words_field(True)
    for names in ([], ["label", "a column with a long name", "c"]):
        bar.show_label_columns(names, names[-2] if names else "")
        qtbot.waitUntil(lambda: bar.width() <= asked.width())
        qtbot.waitUntil(lambda: bar.minimumSizeHint().width() <= bar.width())
        assert not cut_off(bar)
        fields = [bar.words.geometry()] + [bar._labels.geometry()] * bool(names)
        assert not any(a.intersects(b) for i, a in enumerate(fields) for b in fields[:i])
    asked.resize(1600, 700)
    line = bar._line
    qtbot.waitUntil(lambda: line.indexOf(bar._labels) > line.indexOf(bar.chips) > line.indexOf(bar._hint))


def test_chips_tell_what_they_are(asked):
    names = [chip.accessibleName() for chip in chips(asked)]
    assert "searched for" in names[0]
    assert "weight 1" in names[0]
    assert "searched away from" in names[2]
    assert all(chip.focusPolicy() & Qt.FocusPolicy.TabFocus for chip in chips(asked))


# Words


def test_the_field_for_words_asks_for_captions_where_nothing_knows_words(qtbot, opened):
    field, messages = opened.workbench.query_bar.words, opened.workbench.messages
    assert not field.isHidden()
    QTest.keyClicks(field, "red apple")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert f"for {FEWEST_PAIRS} images" in messages.text
    assert (field.text(), opened.queries.terms) == ("red apple", ())
    messages._buttons[0].click()
    captions = opened.docks.captions
    qtbot.waitUntil(lambda: captions.panel is not None and captions.panel.editor.image != NO_IMAGE)
    assert captions.isVisible()
    field.clear()
    opened.session.words = "encoder"
    opened.session.searchable.emit(opened.comparison.methods)
    assert not field.isHidden()
    for text, expected in (
        ("red apple", [("red apple", 1)]),
        ("+ ripe", [("red apple", 1), ("ripe", 1)]),
        ("-green", [("red apple", 1), ("ripe", 1), ("green", -1)]),
    ):
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda expected=expected: [(t.value, t.sign) for t in opened.queries.terms] == expected)
        assert field.text() == ""
    assert field.completer().model().stringList() == ["green", "ripe", "red apple"]


def test_words_that_are_refused_can_be_mended(qtbot, opened, engines):
    field, messages = opened.workbench.query_bar.words, opened.workbench.messages
    opened.session.words = "captions"
    opened.session.searchable.emit(opened.comparison.methods)
    engines[-1].failing["check"] = "No caption of the collection holds any word of 'aple'."
    QTest.keyClicks(field, "aple")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "'aple'" in messages.text)
    assert (field.text(), field.selectedText(), opened.queries.terms) == ("aple", "aple", ())
    engines[-1].failing.clear()
    QTest.keyClicks(field, "apple")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [term.value for term in opened.queries.terms] == ["apple"])
    assert (field.text(), messages.text) == ("", "")


# Regions


def drag_on(canvas, start, end) -> None:
    """Draw with the mouse between two points given as fractions of the picture."""
    place = canvas.place()
    a, b = (QPointF(place.x() + x * place.width(), place.y() + y * place.height()).toPoint() for x, y in (start, end))
    QTest.mousePress(canvas, LEFT, NO_KEYS, a)
    QTest.mouseMove(canvas, (a + b) / 2)
    QTest.mouseMove(canvas, b)
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, b)


@pytest.fixture
def canvas(qtbot, asked):
    asked.workbench.query_bar.region_wanted.emit(1)
    canvas = asked.workbench.region.canvas
    qtbot.waitUntil(lambda: canvas._picture is not None)
    return canvas


def test_a_region_is_drawn_moved_resized_and_taken_back(qtbot, asked, canvas):
    drag_on(canvas, (0.2, 0.2), (0.6, 0.7))
    qtbot.waitUntil(lambda: asked.queries.terms[1].region is not None)
    np.testing.assert_allclose(asked.queries.terms[1].region, (0.2, 0.2, 0.6, 0.7), atol=0.02)
    assert chips(asked)[1].picture._region == asked.queries.terms[1].region
    drag_on(canvas, (0.4, 0.45), (0.5, 0.45))
    qtbot.waitUntil(lambda: asked.queries.terms[1].region[0] > 0.28)
    np.testing.assert_allclose(asked.queries.terms[1].region, (0.3, 0.2, 0.7, 0.7), atol=0.03)
    drag_on(canvas, (0.7, 0.7), (0.9, 0.9))
    qtbot.waitUntil(lambda: asked.queries.terms[1].region[3] > 0.85)
    np.testing.assert_allclose(asked.queries.terms[1].region, (0.3, 0.2, 0.9, 0.9), atol=0.03)
    QTest.mouseClick(asked.workbench.region.whole, LEFT)
    assert asked.queries.terms[1].region is None


def test_a_region_by_keyboard(qtbot, asked, canvas):
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: asked.queries.terms[1].region is not None)
    assert asked.queries.terms[1].region == pytest.approx((0.24, 0.25, 0.74, 0.76))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert asked.queries.terms[1].region is None
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert asked.workbench.region.isHidden()


def test_a_region_of_an_image_that_is_not_searched_for_becomes_the_query(qtbot, asked, ids):
    asked.queries.edit_region(member=ids[20])
    canvas = asked.workbench.region.canvas
    qtbot.waitUntil(lambda: canvas._picture is not None)
    drag_on(canvas, (0.1, 0.1), (0.5, 0.5))
    qtbot.waitUntil(lambda: len(asked.queries.terms) == 1)
    assert asked.queries.terms[0].value == ids[20]
    assert asked.queries.terms[0].region is not None
    asked.queries.search_members(ids[:1])
    assert asked.workbench.region.isHidden()


def test_history_restores_regions_and_the_panel_follows(qtbot, asked, canvas):
    drag_on(canvas, (0.2, 0.2), (0.6, 0.7))
    qtbot.waitUntil(lambda: asked.queries.terms[1].region is not None)
    region = asked.queries.terms[1].region
    asked.commands["back"].trigger()
    qtbot.waitUntil(lambda: asked.queries.terms[1].region is None)
    assert canvas.region is None
    asked.commands["forward"].trigger()
    qtbot.waitUntil(lambda: asked.queries.terms[1].region == region)
    assert canvas.region == region


# History


def test_mouse_buttons_go_back_and_forward(qtbot, opened, ids):
    for image in ids[:2]:
        opened.queries.search_members([image])
    handle = opened.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, NO_KEYS, QPoint(300, 400))
    assert opened.comparison.query.member == ids[0]
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, NO_KEYS, QPoint(300, 400))
    assert opened.comparison.query.member == ids[1]


def test_recent_queries_are_listed_and_one_is_chosen(qtbot, opened, ids):
    for image in ids[:4]:
        opened.queries.search_members([image])
    opened.commands["recent_queries"].trigger()
    menu = opened.workbench.query_bar.history
    assert menu.isVisible()
    assert menu.list.count() == 4
    assert menu.list.currentRow() == 0
    QTest.keyClick(menu.list, Qt.Key.Key_Down)
    QTest.keyClick(menu.list, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert menu.isHidden()
    assert opened.comparison.query.member == ids[1]


def test_another_collection_forgets_what_was_being_read(qtbot, opened, paths, engines):
    engines[-1].held.add("check")
    opened.queries.give(file_terms(paths[:1]), "search")
    opened.session.opened.emit()
    engines[-1].release()
    QTest.qWait(60)
    assert opened.comparison.query is None


def test_a_query_with_a_changed_theme_keeps_its_chips(qtbot, asked):
    before = chips(asked)[2].grab().toImage()
    asked._choose_theme("dark")
    qtbot.waitUntil(lambda: chips(asked)[2].grab().toImage() != before)
    asked._choose_theme("light")
