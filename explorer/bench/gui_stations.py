"""The stations of the tour through the window, in order; the name of each is that of its picture."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from explorer.bench.gui_probe import Hand
from explorer.bench.gui_tour import Tour
from explorer.protocol import resources
from explorer.protocol.naming import parse_pipeline

Station = Callable[[Tour], None]
STATIONS: list[Station] = []


def station(function: Station) -> Station:
    """Put a function into the tour."""
    STATIONS.append(function)
    return function


@station
def welcome(tour: Tour) -> None:
    """What is seen first."""
    tour.probe.rest(0.5)


@station
def something_dragged_over(tour: Tour) -> None:
    """A folder hangs over the window."""
    tour.hang(tour.collection)


@station
def opening(tour: Tour) -> None:
    """The collection is being read."""
    QApplication.sendEvent(tour.window, QDragLeaveEvent())
    tour.window.session.open(tour.collection)
    tour.probe.until(lambda: len(tour.window.session.catalogue) > 0, "the catalogue")
    tour.probe.rest(2.0)


@station
def collection(tour: Tour) -> None:
    """All images, some selected."""
    tour.probe.until(lambda: bool(tour.window.comparison.methods), "the features")
    tour.probe.settle()
    tour.command("show_collection")
    view = tour.window.workbench.grid.view
    hand = Hand(view.viewport())
    for position, key in ((1, Qt.KeyboardModifier.NoModifier), (9, Qt.KeyboardModifier.ShiftModifier)):
        hand.press(tour.cell(view, position), key)
        hand.release(tour.cell(view, position), key)


@station
def filters(tour: Tour) -> None:
    """The bar of filters, with words in the name."""
    tour.command("filter")
    field = tour.window.workbench.filter_bar.focusWidget()
    name = tour.window.session.catalogue.name(int(tour.window.session.catalogue.ids[-1]))
    _type(field, name[:3])
    tour.probe.rest(1.0)
    tour.probe.settle()


@station
def filter_leaves_nothing(tour: Tour) -> None:
    """No image passes."""
    _type(tour.window.workbench.filter_bar.focusWidget(), "zzzz")
    tour.probe.rest(1.0)


@station
def results(tour: Tour) -> None:
    """Two columns for an image of the collection."""
    tour.command("clear_filters")
    tour.probe.rest(0.5)
    tour.search(telling(tour))


@station
def hovering(tour: Tour) -> None:
    """An image is pointed at in the second column."""
    view = tour.probe.views()[1]
    Hand(view.viewport()).move(tour.cell(view, 3))


@station
def parameters(tour: Tour) -> None:
    """Sliders of a method."""
    tour.window.workbench.columns.widget_of(tour.window.comparison.columns[1].key).head.sliders.setChecked(True)
    tour.probe.settle()


@station
def five_columns(tour: Tour) -> None:
    """As many methods as there are by default."""
    tour.window.workbench.columns.widget_of(tour.window.comparison.columns[1].key).head.sliders.setChecked(False)
    for name in ("diffusion", "alpha-qe", "k-reciprocal"):
        tour.window.comparison.add_column(parse_pipeline(name))
    tour.answered()


@station
def three_columns_narrow(tour: Tour) -> None:
    """A small window."""
    for column in tour.window.comparison.columns[3:]:
        tour.window.comparison.remove_column(column.key)
    tour.window.resize(900, 600)
    tour.probe.settle()


@station
def several_images_as_query(tour: Tour) -> None:
    """One more of them, one less, and one from outside."""
    tour.window.resize(1440, 900)
    ids = tour.window.session.catalogue.ids
    tour.window.queries.add_members([int(ids[len(ids) // 2])])
    tour.window.queries.add_members([int(ids[len(ids) // 3])], -1)
    tour.answered()


@station
def picture_dragged_over_results(tour: Tour) -> None:
    """What letting go would do."""
    tour.hang(next(resources.find("demo/images").rglob("*.jpg")))


@station
def region(tour: Tour) -> None:
    """A part of the image is chosen."""
    QApplication.sendEvent(tour.window, QDragLeaveEvent())
    tour.search(telling(tour))
    tour.window.queries.edit_region(0)
    tour.probe.rest(1.0)


@station
def viewer(tour: Tour) -> None:
    """One image large."""
    _escape(tour)
    result = tour.window.comparison.columns[0].result
    assert result is not None
    images = list(result.ids)
    tour.window.view(images, images[2])
    tour.probe.rest(1.0)


@station
def viewer_comparing(tour: Tour) -> None:
    """Two images, one zoom."""
    tour.window.workbench.viewer.commands["compare"].trigger()
    tour.window.workbench.viewer.commands["zoom_in"].trigger()
    tour.probe.rest(1.0)


@station
def map_by_label(tour: Tour) -> None:
    """The map, large."""
    tour.window.workbench.viewer.commands["close"].trigger()
    tour.window.resize(1440, 900)
    tour.large(tour.window.panels.map_dock)
    tour.map.fit()
    tour.probe.rest(1.5)


@station
def map_encircling(tour: Tour) -> None:
    """A line around some images."""
    view = tour.map
    hand, key = Hand(view), Qt.KeyboardModifier.ShiftModifier
    middle = QPointF(view.width() * 0.6, view.height() * 0.4)
    ring = [
        middle + QPointF(*place) * view.height() * 0.15 for place in ((0, 0), (1, 0.2), (1.2, 1), (0.3, 1.3), (0, 0.4))
    ]
    hand.press(ring[0].toPoint(), key)
    for place in ring[1:]:
        hand.move(place.toPoint(), key)
    hand.release(ring[-1].toPoint(), key)
    tour.probe.settle()


@station
def map_of_ranks_with_pictures(tour: Tour) -> None:
    """Close to the query, coloured by rank."""
    tour.command("clear_filters")
    view = tour.map
    tour.window.commands["show_results"].trigger()
    view.set_mode("rank")
    view.set_pictures(True)
    place = view.pixel_of(int(view.rows_of(view.ids[:1])[0]))
    view.zoom(6.0, QPointF(place))
    tour.probe.settle()
    tour.probe.rest(1.0)


@station
def graph(tour: Tour) -> None:
    """The neighbourhood, large, with one node pointed at."""
    view = tour.map
    view.set_mode("label")
    view.fit()
    tour.large(tour.window.panels.graph_dock)
    plane = tour.graph
    plane.fit()
    tour.probe.rest(1.0)
    Hand(plane).move(plane.pixel_of(5))
    tour.probe.settle()


@station
def menu_of_an_image(tour: Tour) -> None:
    """What can be done with it."""
    view = tour.probe.views()[0]
    hand = Hand(view.viewport())
    hand.press(tour.cell(view, 2))
    hand.release(tour.cell(view, 2))
    images = view.selected_images()
    tour.window.image_menu.popup(images, view.viewport().mapToGlobal(tour.cell(view, 2)))


@station
def jobs(tour: Tour) -> None:
    """What was done."""
    for menu in tour.window.findChildren(QMenu):
        menu.hide()
    tour.large(tour.window.panels.jobs_dock)


@station
def settings(tour: Tour) -> None:
    """The dialog of settings."""
    tour.command("settings")


@station
def shortcuts(tour: Tour) -> None:
    """Every key."""
    close_dialogs(tour)
    tour.command("shortcuts")


@station
def cannot_be_opened(tour: Tour) -> None:
    """A failure, in one sentence."""
    close_dialogs(tour)
    tour.window.intake.refused.emit("notes.txt is neither an image nor a collection; drop a folder or a picture.")
    sentence = f"{tour.collection}/images could not be read to its end; look at its permissions."
    tour.window.session.failed.emit(sentence, True)


@station
def filtered_away(tour: Tour) -> None:
    """Columns in which a filter leaves nothing."""
    tour.window.workbench.messages.hide()
    tour.command("show_results")
    tour.command("filter")
    _type(tour.window.workbench.filter_bar.focusWidget(), "zzzz")
    tour.probe.rest(1.5)


@station
def welcome_with_recent(tour: Tour) -> None:
    """The first page again, with what was open."""
    tour.command("clear_filters")
    tour.command("close_collection")
    tour.probe.until(lambda: tour.window.workbench.page == "welcome", "the first page")
    tour.probe.rest(1.0)


def _type(field: QWidget | None, text: str) -> None:
    assert field is not None, "nothing takes the keys"
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def _escape(tour: Tour) -> None:
    QTest.keyClick(QApplication.focusWidget() or tour.window, Qt.Key.Key_Escape)
    tour.probe.rest(0.3)


def close_dialogs(tour: Tour) -> None:
    """Close whatever lies over the window."""
    for other in QApplication.topLevelWidgets():
        if other is not tour.window and other.isVisible():
            other.close()
    tour.probe.rest(0.2)


def telling(tour: Tour) -> int:
    """An image whose methods differ, where it is known; else one from the middle."""
    catalogue = tour.window.session.catalogue
    wanted = "doughnut-02.jpg"
    rows = (row for row, image in enumerate(catalogue.ids) if catalogue.name(int(image)) == wanted)
    return next(rows, len(catalogue) // 2)
