"""Eyes and hands of the benchmark of the window: sees what was painted when, and does what a person does.

Imported only by the process that is measured.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer.errors import EngineError
from explorer.gui import app
from explorer.gui.main_window import MainWindow
from explorer.gui.settings import Settings
from explorer.gui.state import Column
from explorer.gui.theme import Theme, ThemeName
from explorer.gui.tile_look import PICTURE
from explorer.gui.tile_model import TileModel
from explorer.gui.tile_view import TileView
from explorer.gui.tiles import Tile

SIZE = (1440, 900)
WAKE_MS = 20
PATIENCE = 300.0
"""Seconds that anything may take before the measurement gives up."""

AFTERWARDS = 0.06
"""Seconds in which another paint still belongs to a result: arrows change when the reference column answers."""

_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class PaintClock(QObject):
    """Notes when painting of the watched widgets returns.

    The paint event is delivered here, inside the filter, and the first delivery is then called done: so the time after
    it is known for a widget of any class, without touching the class.

    Attributes:
        returned: time of the last return by widget.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.returned: dict[QObject, float] = {}
        self.on_paint: Callable[[QObject], None] = lambda _: None
        self._delivering = False

    def watch(self, *widgets: QWidget) -> None:
        """Note the paints of these widgets too."""
        for widget in widgets:
            widget.installEventFilter(self)

    def last(self, widgets: Iterable[QWidget]) -> float:
        """The latest return among some widgets; 0 where none was painted."""
        return max((self.returned.get(widget, 0.0) for widget in widgets), default=0.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Deliver paints, and note the time."""
        if self._delivering or event.type() != QEvent.Type.Paint:
            return False
        self._delivering = True
        QApplication.sendEvent(watched, event)
        self._delivering = False
        self.returned[watched] = perf_counter()
        self.on_paint(watched)
        return True


class Probe:
    """A window that is measured.

    Attributes:
        window: the real one, with the real engine behind it.
        clock: of its paints.
    """

    def __init__(self, columns: Iterable[str] = (), theme: ThemeName = "light") -> None:
        """Show the window, and wait until it has been painted and its panels are built."""
        application = QApplication.instance() or QApplication(["retrieval-explorer"])
        assert isinstance(application, QApplication)
        sys.setswitchinterval(app.SWITCH_SECONDS)
        settings = Settings()
        settings.columns = list(columns)
        self._application = application
        self._awake = QTimer()  # so that waiting looks at its condition now and then, whatever happens
        self._awake.start(WAKE_MS)
        self.window = MainWindow(settings, Theme(application, theme), app.connect)
        self.clock = PaintClock(self.window)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.start(None)
        self.until(lambda: self.window.panels.graph is not None, "the panels")

    @property
    def platform(self) -> str:
        """Qt's name of the window system."""
        return QGuiApplication.platformName()

    def until(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Let the window work until something holds.

        Raises:
            EngineError: it does not come to hold.
        """
        deadline = perf_counter() + seconds
        while not condition():
            if perf_counter() > deadline:
                raise EngineError(f"Waited {seconds:.0f} s in vain for {what}.")
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self, seconds: float) -> None:
        """Let the window work for some time."""
        end = perf_counter() + seconds
        self.until(lambda: perf_counter() > end, "time to pass")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # which `processEvents` leaves to a loop

    def settle(self, seconds: float = PATIENCE) -> None:
        """Wait until nothing is running or loading, and a moment longer."""
        window = self.window
        self.until(lambda: not window.jobs.running() and window.thumbnails.is_idle(), "the jobs to end", seconds)
        self.rest(0.3)

    def drop(self, path: Path) -> float:
        """Drag a file or folder over the window and let go; tells when the drop was delivered."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        at, action = QPoint(300, 300), Qt.DropAction.CopyAction
        QApplication.sendEvent(self.window, QDragEnterEvent(at, action, data, _LEFT, _NO_KEY))
        start = perf_counter()
        QApplication.sendEvent(self.window, QDropEvent(QPointF(at), action, data, _LEFT, _NO_KEY))
        return start

    def close(self) -> None:
        """Close the window, and wait until its processes are gone."""
        self._awake.stop()
        self.window.close()

    # What is on the screen

    def answered(self) -> bool:
        """Whether every column holds the answer to the question of now."""
        return self.window.comparison.complete()

    def views(self) -> list[TileView]:
        """The lists of all columns, from left to right."""
        columns = self.window.workbench.columns
        return [columns.widget_of(column.key).view for column in self.window.comparison.columns]

    def column(self, view: TileView) -> Column:
        """The column of a list."""
        columns = self.window.workbench.columns
        return next(c for c in self.window.comparison.columns if columns.widget_of(c.key).view is view)

    def share_of_pictures(self, view: TileView) -> float:
        """How many of the visible tiles show what they are of, and no placeholder: 0 to 1; 0 where there is none."""
        tiles = visible_tiles(view)
        thumbnails = self.window.thumbnails
        real = [tile.card is not None or thumbnails.cached(tile.image, PICTURE) is not None for tile in tiles]
        return sum(real) / len(real) if real else 0.0


class Shown:
    """Waits until some lists have been painted for the last time with what they show now, pictures and all.

    Attributes:
        first: time of the paint after which all of them showed the new list.
        whole: time of the last paint after which none of them lacked a picture.
    """

    def __init__(self, probe: Probe, views: list[TileView], is_new: Callable[[TileView], bool]) -> None:
        self._probe = probe
        self._views = {view.viewport(): view for view in views}
        self._is_new = is_new
        self._listed: dict[QObject, float] = {}
        self._pictured: dict[QObject, float] = {}
        probe.clock.on_paint = self._painted

    def _painted(self, viewport: QObject) -> None:
        view = self._views.get(viewport)  # type: ignore[call-overload]
        if view is None or not self._is_new(view):
            return
        now = self._probe.clock.returned[viewport]
        self._listed.setdefault(viewport, now)
        if self._probe.share_of_pictures(view) == 1:
            self._pictured[viewport] = now

    def wait(self, what: str) -> None:
        """Let the window work until all is shown, and look whether anything is painted once more."""
        self._probe.until(lambda: len(self._pictured) == len(self._views), what)
        self._probe.rest(AFTERWARDS)
        self._probe.clock.on_paint = lambda _: None

    @property
    def first(self) -> float:
        """See the class."""
        return max(self._listed.values())

    @property
    def whole(self) -> float:
        """See the class."""
        return max(self._pictured.values())


def visible_tiles(view: TileView) -> list[Tile]:
    """What is in sight, also in part."""
    model = view.model()
    assert isinstance(model, TileModel)
    first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
    if first < 0:
        return []
    rows = range(first, model.rowCount() if last < 0 else last + 1)
    places = [model.position(model.index(row, column)) for row in rows for column in range(model.columnCount())]
    return [model.tile(place) for place in places if place >= 0]


class Hand:
    """A mouse over one widget.

    Each method tells when its event was delivered.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._buttons = Qt.MouseButton.NoButton

    def press(self, at: QPoint, modifiers: Qt.KeyboardModifier = _NO_KEY) -> float:
        """Press the left button."""
        self._buttons = _LEFT
        return self._send(QEvent.Type.MouseButtonPress, at, _LEFT, modifiers)

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier = _NO_KEY) -> float:
        """Move, with the button as it is."""
        return self._send(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, modifiers)

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier = _NO_KEY) -> float:
        """Let the left button go."""
        self._buttons = Qt.MouseButton.NoButton
        return self._send(QEvent.Type.MouseButtonRelease, at, _LEFT, modifiers)

    def wheel(self, notches: int) -> float:
        """Turn the wheel over the middle of the widget; positive is downwards."""
        at = QPointF(self._widget.rect().center())
        everywhere = QPointF(self._widget.mapToGlobal(at.toPoint()))
        turned = QPoint(0, -120 * notches)
        event = QWheelEvent(
            at, everywhere, QPoint(), turned, self._buttons, _NO_KEY, Qt.ScrollPhase.NoScrollPhase, False
        )
        start = perf_counter()
        QApplication.sendEvent(self._widget, event)
        return start

    def _send(self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> float:
        everywhere = QPointF(self._widget.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), everywhere, button, self._buttons, modifiers)
        start = perf_counter()
        QApplication.sendEvent(self._widget, event)
        return start
