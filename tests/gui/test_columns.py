"""The columns as a person meets them, on an engine without processes."""

import json

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from explorer.gui.column_head import preprocessing_text
from explorer.gui.column_notice import LATE_MS
from explorer.gui.column_widget import REFERENCE
from explorer.gui.figures import Figure, FiguresLabel, explained, figures
from explorer.gui.state import Column, ColumnResult, EncoderChoice, Within, member_query
from explorer.protocol.naming import parse_pipeline


@pytest.fixture
def searched(qtbot, opened):
    """The window with a query and its two columns."""
    opened.ask(member_query(int(opened.session.catalogue.ids[3])))
    qtbot.waitUntil(opened.comparison.complete)
    return opened


def widgets(window):
    return [window.workbench.columns.widget_of(column.key) for column in window.comparison.columns]


def result(**options):
    return ColumnResult("cosine", (1, 2, 3), (0.9, 0.5, 0.25), 3.25, 5120.0, **options)


def test_figures_are_quality_time_and_size():
    labelled = result(relevant=(True, True, False), average_precision=0.5)
    assert [figure.text for figure in figures(labelled, None)] == ["AP 0.500", "P@10 0.67", "3.2 ms", "5.1 kB/image"]
    assert [figure.text for figure in figures(result(), labelled)] == ["overlap@20 100%", "3.2 ms", "5.1 kB/image"]
    assert figures(None, None) == []


def test_the_heaviest_figures_stay_where_there_is_no_room(qtbot):
    label = FiguresLabel()
    qtbot.addWidget(label)
    label.show()
    label.show_figures([Figure("AP 0.500", 5), Figure("P@10 0.67", 2), Figure("3.2 ms", 3)])
    label.resize(2000, 20)
    assert label.text() == label.whole
    label.resize(label.fontMetrics().horizontalAdvance("AP 0.500 · 3.2 ms") + 2, 20)
    assert label.text() == "AP 0.500 · 3.2 ms"
    label.resize(3, 20)
    assert label.text() == " "


def test_the_tooltip_tells_protocol_preprocessing_and_approximation(methods):
    column = Column(0, parse_pipeline("whiten>gnn-rerank"), result=result(nearest=2000, total=1999))
    text = explained(column, methods, None)
    assert "Inductive" in text
    assert "Preprocessing: Whitening" in text
    assert "2,000 images nearest" in text


def test_images_that_came_after_the_fit_are_told(methods):
    column = Column(0, parse_pipeline("grad-net"), result=result(later=1200, changed=1))
    shown = [figure.text for figure in figures(column.result, None)]
    assert {"1,200 placed later", "1 caption changed"} <= set(shown)
    assert "1,200 of the images came after the fit" in explained(column, methods, None)


def test_a_re_ranked_shortlist_is_told(methods):
    column = Column(0, parse_pipeline("k-reciprocal"), result=result(shortlist=2000))
    assert "first 2,000 re-ranked" in [figure.text for figure in figures(column.result, None)]
    assert "2,000 images nearest to the query are re-ranked" in explained(column, methods, None)


def test_stages_before_the_ranking_are_told_in_words(methods):
    assert preprocessing_text(parse_pipeline("whiten[d=64]>unknown>cosine"), methods) == "Whitening d=64 → unknown"
    assert preprocessing_text(parse_pipeline("cosine"), methods) == ""


def test_preprocessing_is_put_before_the_ranking_and_taken_away(qtbot, searched):
    column = searched.comparison.columns[1]
    searched.workbench.columns.widget_of(column.key).touched.emit(column.key)
    searched.column_commands._fill()
    (whiten,) = searched.column_commands._before.actions()
    assert not whiten.isChecked()
    whiten.trigger()
    qtbot.waitUntil(searched.comparison.complete)
    assert str(column.pipeline) == "whiten>gnn-rerank"
    heads = [widget.head.before for widget in widgets(searched)]
    assert [head.whole for head in heads] == ["no preprocessing →", "Whitening →"]
    assert all(head.isVisible() for head in heads), "so that the lists begin at the same height"
    searched.column_commands._fill()
    (whiten,) = searched.column_commands._before.actions()
    assert whiten.isChecked()
    whiten.trigger()
    assert str(column.pipeline) == "gnn-rerank"
    assert not heads[0].isVisible()


def test_the_menu_of_a_head_is_of_its_column(qtbot, searched):
    first, second = widgets(searched)
    for widget in (second, first):
        qtbot.mouseClick(widget.head.more, Qt.MouseButton.LeftButton)
        assert searched.workbench.columns.focus == widget.key
        menu = searched.commands.menus["&Columns"]
        assert menu.isVisible()
        menu.close()
    assert not searched.commands["column_left"].isEnabled()
    assert searched.commands["column_right"].isEnabled()
    searched.commands["column_right"].trigger()
    assert [widget.key for widget in widgets(searched)] == [second.key, first.key]
    splitter = searched.workbench.columns
    assert splitter.indexOf(first) == 1


def test_the_reference_is_marked_where_it_stands(searched):
    first, second = widgets(searched)
    searched.comparison.make_reference(second.key)
    assert second.head._reference.isVisible()
    assert not first.head._reference.isVisible()
    assert splitter_order(searched) == [first, second]
    assert any(first.model.tile(place).change is not None for place in range(5))


def splitter_order(window):
    columns = window.workbench.columns
    return [columns.widget(place) for place in range(columns.count())]


def test_encoders_are_offered_where_there_are_several(qtbot, searched):
    head = widgets(searched)[1].head
    assert not head.encoders.isVisible()
    encoders = [EncoderChoice("lite0", "Lite 0", 24), EncoderChoice("/m/clip.onnx", "CLIP", 24)]
    searched.comparison.start(searched.comparison.methods, encoders)
    qtbot.waitUntil(searched.comparison.complete)
    assert head.encoders.isVisible()
    assert head.encoders.currentText() == "Lite 0"
    head.encoders.setCurrentIndex(1)
    head.encoders.activated.emit(1)
    qtbot.waitUntil(searched.comparison.complete)
    assert searched.comparison.columns[1].encoder == "/m/clip.onnx"
    kinds = [payload.get("encoder") for kind, payload in searched.session.engine._client.requests if kind == "search"]
    assert kinds[-1] == "/m/clip.onnx"


def test_an_encoder_is_added_by_a_job_and_then_searched_by(qtbot, searched, tmp_path):
    engine = searched.session.engine._client
    engine._encoder = lambda payload: {"encoder": payload["encoder"], "title": "Grid", "summary": "24 images."}
    key = searched.comparison.columns[1].key
    searched.workbench.columns.focus_on(key)
    qtbot.waitUntil(lambda: not searched.jobs.running())
    searched.column_commands.add_encoder(tmp_path / "grid.onnx")
    qtbot.waitUntil(lambda: searched.comparison.column(key).encoder == str(tmp_path / "grid.onnx"))
    assert "encoder" in [kind for kind, _ in engine.requests]
    assert "24 images" in searched.workbench.messages.text


def test_dropped_images_are_counted_and_tell_their_ranks_when_someone_looks(qtbot, searched):
    first, second = widgets(searched)
    strip = second.dropped
    assert strip.isVisible()
    lost = searched.comparison.columns[1].result.dropped(searched.comparison.columns[0].result)
    assert [one.image for one in strip._dropped] == lost
    assert lost, "the two methods differ"
    assert first.dropped.accessibleName() == REFERENCE
    place, left = strip._box(0).center(), strip._box(0).left()
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert strip._box(0).right() == strip.width() - 1 - left, "mirrored for scripts from the right"
    strip.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    with qtbot.waitSignal(strip.hovered) as signal:
        qtbot.mouseMove(strip, place)
    assert signal.args == [lost[0]]


def test_a_tile_out_of_sight_is_told_in_the_head(qtbot, searched):
    first, _ = widgets(searched)
    visible = searched.comparison.columns[0].result.ids[0]
    searched.workbench.columns.mark(visible)
    qtbot.waitUntil(lambda: not searched.workbench.columns._rests.isActive())
    assert not first.head.place.isVisible()
    last = searched.comparison.columns[0].result.ids[-1]
    searched.workbench.columns.mark(last)
    qtbot.waitUntil(first.head.place.isVisible)
    assert first.head.place.text() == f"▼ rank {len(searched.comparison.columns[0].result.ids)}"
    first.view.verticalScrollBar().setValue(first.view.verticalScrollBar().maximum())
    searched.workbench.columns.mark(visible)
    qtbot.waitUntil(lambda: first.head.place.text() == "▲ rank 1")
    searched.workbench.columns.mark(-1)
    assert not first.head.place.isVisible()


def test_nothing_is_told_of_places_in_a_list_that_a_filter_has_emptied(qtbot, searched):
    first, second = widgets(searched)
    searched.workbench.columns.mark(searched.comparison.columns[0].result.ids[-1])
    qtbot.waitUntil(first.head.place.isVisible)
    QTest.keyClicks(searched.workbench.filter_bar._search, "zzzz")
    qtbot.waitUntil(lambda: searched.comparison.columns[0].result.ids == () and searched.comparison.complete())
    assert not first.head.place.isVisible()
    assert second.dropped.accessibleName() == "", "nothing is compared"


def test_an_image_below_the_list_is_told_by_its_rank(qtbot, searched):
    first, _ = widgets(searched)
    column = searched.comparison.columns[0]
    image = column.result.ids[-1]
    searched.session.engine._client.held = {"search"}  # or the short list would be continued
    column.result = ColumnResult("cosine", column.result.ids[:5], column.result.scores[:5], 1.0, 8.0, total=23)
    searched.comparison.column_changed.emit(column.key)
    searched.workbench.columns.mark(image)
    qtbot.waitUntil(lambda: first.head.place.text() == f"rank {1000 + image:,}")


def test_commands_and_programs_are_copied(searched):
    searched.commands["copy_command"].trigger()
    assert QGuiApplication.clipboard().text().startswith("retrieval-explorer search ")
    searched.commands["copy_python"].trigger()
    assert "explorer.open(" in QGuiApplication.clipboard().text()


def test_a_ranking_is_saved_and_what_goes_wrong_is_said(searched, tmp_path):
    column = searched.comparison.columns[1]
    searched.column_commands.save(tmp_path / "list.csv", column)
    assert (tmp_path / "list.csv").read_text("utf-8").count("\n") == len(column.result.ids) + 1
    searched.column_commands.save(tmp_path / "no" / "list.csv", column)
    assert "cannot be written" in searched.workbench.messages.text


def test_a_list_that_goes_on_keeps_what_is_in_view(qtbot, searched):
    first, _ = widgets(searched)
    column = searched.comparison.columns[0]
    whole = column.result
    column.result = ColumnResult("cosine", whole.ids[:9], whole.scores[:9], 1.0, 8.0, whole.relevant[:9], total=23)
    searched.comparison.column_changed.emit(column.key)
    resets = []
    first.model.modelReset.connect(lambda: resets.append(1))
    first.view.verticalScrollBar().setValue(40)
    at = first.view.indexAt(QPoint(20, 20))
    image = first.model.image(first.model.position(at))
    qtbot.waitUntil(lambda: len(column.result.ids) == 23)
    assert resets == []
    assert first.model.image(first.model.position(first.view.indexAt(QPoint(20, 20)))) == image
    assert [first.model.image(place) for place in range(23)] == list(column.result.ids)


def test_the_columns_are_remembered_with_their_reference(searched):
    searched.comparison.make_reference(searched.comparison.columns[1].key)
    lines = searched._settings.columns
    assert json.dumps(lines).count("reference") == 1
    assert lines[1].split("\t") == ["gnn-rerank", "", "reference"]


@pytest.mark.parametrize(("nearest", "told"), [(2000, "approximate"), (0, "exact")])
def test_a_list_that_is_tried_says_whether_it_is_exact(qtbot, searched, nearest, told):
    engine, column = searched.session.engine._client, searched.comparison.columns[1]
    engine._preview = lambda payload: {**engine._search(payload), "nearest": nearest}
    head = widgets(searched)[1].head
    assert not head._approximate.isVisible()
    searched.comparison.set_parameter(column.key, "k1", 40, moving=True)
    qtbot.waitUntil(lambda: column.result.pipeline == "gnn-rerank[k1=40]")
    assert (head._approximate.isVisible(), head._approximate.text()) == (True, told)
    searched.comparison.set_parameter(column.key, "k1", 40)
    qtbot.waitUntil(searched.comparison.complete)
    assert not head._approximate.isVisible()


def test_a_list_that_takes_its_time_is_announced_by_a_moving_bar(qtbot, opened, engines):
    engines[-1].held.add("search")
    opened.ask(member_query(int(opened.session.catalogue.ids[3])))
    blanks = [widget.blank for widget in widgets(opened)]
    assert [blank.text for blank in blanks] == ["Searching…"] * 2
    assert not any(blank.shows_progress for blank in blanks), "a quick answer is not announced"
    qtbot.waitUntil(lambda: all(blank.shows_progress for blank in blanks))
    engines[-1].held.clear()
    engines[-1].release()
    qtbot.waitUntil(opened.comparison.complete)
    assert not any(blank.isVisible() or blank.shows_progress for blank in blanks)


def test_what_emptied_a_list_is_said_without_a_moving_bar(qtbot, searched):
    searched.comparison.set_within(Within(np.empty(0, np.int64), "label: nothing"))
    qtbot.waitUntil(searched.comparison.complete)
    blanks = [widget.blank for widget in widgets(searched)]
    assert all("label: nothing" in blank.text for blank in blanks)
    qtbot.wait(LATE_MS + 50)
    assert not any(blank.shows_progress for blank in blanks)
