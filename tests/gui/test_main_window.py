"""The window as a whole, on a real catalogue and an engine without processes."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox

from explorer.gui.dragging import dragged_images, images_mime
from explorer.gui.settings import Settings
from explorer.gui.state import member_query
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.query import Term


def drop(window, data: QMimeData) -> bool:
    """Drag over the window and let go, as the system would tell it."""
    at, actions = QPoint(200, 200), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, actions, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(at), actions, data, buttons, keys)
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def files(*paths) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def ask(qtbot, window, row: int = 0) -> int:
    image = int(window.session.catalogue.ids[row])
    window.ask(member_query(image))
    qtbot.waitUntil(window.comparison.complete)
    return image


def column_view(window, place: int):
    return window.workbench.columns.widget_of(window.comparison.columns[place].key).view


def tile(view, position: int):
    return view.model().tile(position)


def test_a_folder_becomes_a_grid_and_a_map(qtbot, opened):
    assert opened.workbench.page == "collection"
    assert len(opened.workbench.grid.model) == 24
    qtbot.waitUntil(lambda: len(opened.panels.map.ids) == 24)
    qtbot.waitUntil(opened.thumbnails.is_idle)
    first = int(opened.session.catalogue.ids[0])
    assert not opened.thumbnails.is_missing(first)


def test_a_dropped_folder_is_opened(qtbot, window, pictures):
    assert drop(window, files(pictures))
    qtbot.waitUntil(lambda: len(window.session.catalogue) == 24)


def test_a_dropped_image_is_searched_for(qtbot, opened, pictures):
    path = pictures / "apple" / "apple-0.png"
    assert drop(opened, files(path))
    qtbot.waitUntil(opened.comparison.complete)
    assert opened.comparison.query.terms == (Term("file", str(path)),)
    assert opened.workbench.page == "results"
    qtbot.waitUntil(lambda: column_view(opened, 0).model().rowCount() > 0)


def test_an_image_dropped_before_a_collection_is_open_is_explained(window, pictures):
    drop(window, files(pictures / "apple" / "apple-0.png"))
    assert "Open a collection first" in window.workbench.messages.text


def test_words_are_not_taken_as_a_drop(window):
    data = QMimeData()
    data.setText("hello")
    assert not drop(window, data)


def test_a_pasted_picture_is_searched_for(qtbot, opened):
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    opened.commands["paste"].trigger()
    qtbot.waitUntil(opened.comparison.complete)
    (term,) = opened.comparison.query.terms
    assert QImage(str(term.value)).size() == image.size()
    QGuiApplication.clipboard().clear()
    opened.commands["paste"].trigger()
    assert "no image on the clipboard" in opened.workbench.messages.text


def test_tiles_tell_rank_score_change_and_relevance(qtbot, opened):
    ask(qtbot, opened)
    first, second = column_view(opened, 0), column_view(opened, 1)
    qtbot.waitUntil(lambda: tile(second, 0) is not None and tile(second, 0).change is not None)
    assert tile(first, 0).rank == 1
    assert tile(first, 0).change is None
    assert tile(first, 0).relevant is True
    assert tile(first, 0).name == "apple"
    spoken = second.model().cell(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("apple, rank 1, score ")
    assert "relevant" in spoken


def test_double_click_and_enter_search_and_back_returns(qtbot, opened):
    first_query = ask(qtbot, opened)
    view = column_view(opened, 0)
    wanted = view.model().image(2)
    at = view.visualRect(view.model().cell(2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: opened.comparison.query.member == wanted and opened.comparison.complete())
    next_image = view.model().image(1)
    view.show_position(1)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.comparison.query.member == next_image)
    opened.commands["back"].trigger()
    opened.commands["back"].trigger()
    assert opened.comparison.query.member == first_query
    assert opened.commands["forward"].isEnabled()


def test_hovering_marks_the_image_in_every_column_map_and_graph(qtbot, opened):
    ask(qtbot, opened)
    qtbot.waitUntil(lambda: opened.linking.has_network and len(opened.panels.graph.ids) > 0)
    view = column_view(opened, 0)
    image = view.model().image(0)
    view.hovered.emit(image)
    assert column_view(opened, 1).marked == image
    assert opened.panels.map.hovered == image
    assert opened.panels.graph.hovered == image
    opened.panels.map.image_hovered.emit(-1)
    assert view.marked == -1


def test_a_click_in_the_graph_searches(qtbot, opened):
    ask(qtbot, opened)
    qtbot.waitUntil(lambda: len(opened.panels.graph.ids) > 0)
    wanted = int(opened.panels.graph.ids[3])
    opened.panels.graph.image_clicked.emit(wanted)
    qtbot.waitUntil(lambda: opened.comparison.query.member == wanted and opened.comparison.complete())


def test_a_dragged_tile_carries_its_id_and_its_file(qtbot, opened, pictures):
    ask(qtbot, opened)
    model = column_view(opened, 0).model()
    data = images_mime([model.image(1)], model.catalogue)
    assert dragged_images(data) == [model.image(1)]
    assert data.urls()[0].toLocalFile().startswith(str(pictures))
    assert drop(opened, data)
    qtbot.waitUntil(lambda: opened.comparison.query.member == model.image(1) or opened.comparison.complete())


def test_a_slider_of_the_query_stage_ranks_anew(qtbot, opened):
    ask(qtbot, opened)
    widget = opened.workbench.columns.widget_of(opened.comparison.columns[1].key)
    before = opened.comparison.columns[1].result
    widget.head.sliders.click()
    assert widget.parameters.isVisible()
    widget.parameters.row("k2").slider.setValue(20)
    qtbot.waitUntil(lambda: opened.comparison.complete() and opened.comparison.columns[1].result != before)
    assert opened.comparison.columns[1].result.pipeline == "gnn-rerank[k2=21]"


def test_a_method_is_chosen_from_the_head_of_a_column(qtbot, opened):
    ask(qtbot, opened)
    head = opened.workbench.columns.widget_of(opened.comparison.columns[1].key).head
    place = head.methods.findData("diffusion")
    head.methods.setCurrentIndex(place)
    head.methods.activated.emit(place)
    qtbot.waitUntil(opened.comparison.complete)
    assert opened.comparison.columns[1].result.pipeline == "diffusion"
    assert head.methods.findData("whiten") < 0, "a transform alone ranks nothing"


def test_columns_are_remembered(qtbot, opened):
    opened.comparison.add_column(parse_pipeline("diffusion[alpha=0.9]"))
    assert Settings().columns == ["cosine", "gnn-rerank", "diffusion[alpha=0.9]"]


def test_labels_can_be_none(qtbot, window, tmp_path, pictures):
    flat = tmp_path / "flat"
    flat.mkdir()
    for path in pictures.rglob("*.png"):
        path.rename(flat / path.name)
    window.session.open(flat)
    qtbot.waitUntil(lambda: bool(window.comparison.methods) and len(window.session.catalogue) == 24)
    ask(qtbot, window)
    assert tile(column_view(window, 0), 0).relevant is None
    assert tile(column_view(window, 0), 0).name.endswith(".png")


def test_a_job_shows_progress_can_be_cancelled_and_reports_its_files(qtbot, opened, engines):
    engines[-1].held = {"index"}
    opened.commands["read_again"].trigger()
    number = engines[-1].waiting[0][0]
    engines[-1].progress(number, done=10, total=40, seconds_left=75.0)
    qtbot.waitUntil(lambda: opened.jobs.job(number).done == 10)
    assert "10 of 40" in opened.jobs.job(number).progress_text()
    assert "1 min 15 s left" in opened.jobs.job(number).progress_text()
    opened.jobs.cancel(number)
    qtbot.waitUntil(lambda: opened.jobs.job(number).status == "cancelled")
    engines[-1].held = set()
    engines[-1].index_result = {"summary": "24 unchanged", "problems": [{"path": "a.jpg", "reason": "It is cut off."}]}
    opened.commands["read_again"].trigger()
    qtbot.waitUntil(lambda: opened.jobs.running() == [])
    latest = opened.jobs.job(len(engines[-1].requests))
    done = [job for job in map(opened.jobs.job, range(1, 60)) if job is not None and job.problems]
    assert done[0].problems == [("a.jpg", "It is cut off.")]
    assert latest is None or latest.status != "running"


def test_a_failed_job_offers_another_try(qtbot, opened, engines):
    engines[-1].failing = {"index": "The disk is full; free some space."}
    opened.commands["read_again"].trigger()
    qtbot.waitUntil(lambda: opened.workbench.messages.text == "The disk is full; free some space.")
    engines[-1].failing = {}
    opened.workbench.messages.act()
    qtbot.waitUntil(lambda: opened.workbench.messages.text == "")


def test_what_cannot_be_opened_is_one_sentence(qtbot, window, tmp_path):
    window.session.open(tmp_path / "nowhere")
    assert "nowhere" in window.workbench.messages.text
    assert window.workbench.page == "welcome"


def test_another_collection_replaces_the_first(qtbot, opened, pictures, engines, tmp_path):
    ask(qtbot, opened)
    other = tmp_path / "other"
    (other / "x").mkdir(parents=True)
    for path in list((pictures / "sky").iterdir())[:5]:
        (other / "x" / path.name).write_bytes(path.read_bytes())
    opened.session.open(other)
    qtbot.waitUntil(lambda: len(opened.session.catalogue) == 5 and len(engines) == 2)
    assert engines[0].closed
    assert opened.comparison.query is None
    assert opened.workbench.page == "collection"
    titles = [collection.title for collection in Settings().recent]
    assert titles == ["other", "pictures"]


def test_closing_returns_to_the_welcome_page_and_the_collection_can_be_opened_again(qtbot, opened, pictures):
    opened.commands["close_collection"].trigger()
    qtbot.waitUntil(lambda: opened.workbench.page == "welcome")
    assert not opened.panels.map_dock.isVisible()
    opened.session.open(pictures)
    qtbot.waitUntil(lambda: len(opened.session.catalogue) == 24)
    assert opened.session.workspace.read_only_reason is None


def test_dark_and_light_are_other_pixels(qtbot, opened):
    ask(qtbot, opened)
    light = opened.grab().toImage().pixelColor(5, 5).lightness()
    opened._choose_theme("dark")
    dark = opened.grab().toImage().pixelColor(5, 5).lightness()
    assert dark < 80 < 200 < light
    opened._choose_theme("light")


@pytest.mark.parametrize("size", [(760, 520), (1440, 900)])
def test_everything_that_can_be_used_has_a_name(qtbot, opened, size):
    ask(qtbot, opened)
    opened.resize(*size)
    nameless = [
        widget
        for kind in (QAbstractButton, QComboBox)
        for widget in opened.findChildren(kind)
        if widget.isVisible() and widget.objectName() != "qt_toolbar_ext_button" and not _name_of(widget)
    ]
    assert nameless == []


def _name_of(widget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or widget.toolTip() or widget.objectName()


def test_every_shortcut_is_used_once(opened):
    keys = [action.shortcut().toString() for action in opened.findChildren(type(opened.commands["quit"]))]
    keys = [key for key in keys if key]
    assert len(keys) == len(set(keys))


def test_many_tiles_resize_at_once(qtbot, opened):
    view = opened.workbench.grid.view
    opened.resize(900, 600)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    columns = view.model().columnCount()
    opened.resize(1400, 600)
    qtbot.waitUntil(lambda: view.model().columnCount() > columns)
    assert view.model().rowCount() == -(-24 // view.model().columnCount())


def test_what_is_selected_survives_reading_the_collection_again(qtbot, opened):
    view = opened.workbench.grid.view
    view.selectAll()
    wanted = view.selected_images()
    assert len(wanted) == 24
    opened.workbench.grid.show_arrangement(replace(view.model().arrangement))
    assert view.selected_images() == wanted


def test_a_new_query_leaves_the_panel_in_front_that_the_person_looks_at(qtbot, opened):
    def is_in_front(dock):
        return not dock.visibleRegion().isEmpty()

    opened.panels.show_docks(visible=True)
    opened.panels.jobs_dock.raise_()
    qtbot.waitUntil(lambda: is_in_front(opened.panels.jobs_dock))
    ask(qtbot, opened)
    qtbot.waitUntil(lambda: is_in_front(opened.panels.graph_dock))
    opened.docks.why.raise_()
    qtbot.waitUntil(lambda: is_in_front(opened.docks.why))
    ask(qtbot, opened, 5)
    assert is_in_front(opened.docks.why)
    assert not is_in_front(opened.panels.graph_dock)


def test_map_and_graph_say_why_they_are_empty(qtbot, opened):
    query = ask(qtbot, opened)
    graph, plane = opened.panels.graph, opened.panels.map
    qtbot.waitUntil(lambda: opened.linking.has_network and len(graph.ids) > 0)
    opened.workbench.filter_bar.set_selection(np.array([query]), "the query alone")
    qtbot.waitUntil(lambda: not len(graph.ids))
    assert "No column lists an image" in graph.texts.empty_text
    opened.session.maps.close()
    opened.linking.show_map()
    assert plane.texts.empty_text == "The map is being read…"
    opened.commands["close_collection"].trigger()
    qtbot.waitUntil(lambda: "as soon as" in plane.texts.empty_text)
