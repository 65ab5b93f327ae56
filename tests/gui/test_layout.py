"""Window and docks come back where they were, wherever that still is."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTabBar

from explorer.gui.main_window import MainWindow
from explorer.gui.settings import Settings
from explorer.gui.theme import Theme
from explorer.gui.window_layout import PANEL_WIDTH


def test_docks_that_were_moved_come_back_and_can_be_reset(qtbot, opened, pictures):
    panels = opened.panels
    panels.graph_dock.setFloating(True)
    panels.map_dock.hide()
    opened.commands["close_collection"].trigger()
    qtbot.waitUntil(lambda: opened.session.workspace is None and opened.workbench.page == "welcome")
    assert not panels.jobs_dock.isVisible(), "the welcome page stands alone"
    qtbot.waitUntil(lambda: opened.session._after_closing is None)
    opened.session.open(pictures)
    assert panels.graph_dock.isFloating()
    assert not panels.map_dock.isVisible()
    for dock in panels.docks:
        dock.show()
    opened.commands["reset_layout"].trigger()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    qtbot.waitUntil(lambda: [bar.count() > 0 for bar in opened.findChildren(QTabBar, options=direct)].count(True) == 1)
    assert not panels.graph_dock.isFloating()
    assert panels.map_dock.isVisible()
    qtbot.waitUntil(lambda: len(opened.session.catalogue) == 24)


def test_a_window_on_a_screen_that_is_gone_is_brought_back(qtbot, qapp, window, fake_engine):
    window.setGeometry(QRect(9000, 7000, 900, 600))
    settings = Settings()
    settings.set_layout(window.saveGeometry(), window.saveState())
    other = MainWindow(settings, window._theme, fake_engine)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    seen = screen.intersected(other.frameGeometry())
    assert seen.width() >= 60
    assert seen.height() >= 30
    other.close()
    other.deleteLater()


def test_full_screen_keeps_everything_where_it_was(opened):
    visible = [dock.isVisible() for dock in opened.panels.docks]
    opened.commands["full_screen"].trigger()
    assert opened.isFullScreen()
    assert opened.menuBar().isVisible()
    opened.commands["full_screen"].trigger()
    assert not opened.isFullScreen()
    assert [dock.isVisible() for dock in opened.panels.docks] == visible


def test_panels_have_their_width_in_a_window_that_begins_with_a_collection(qtbot, qapp, fake_engine, pictures):
    theme = Theme(qapp, "light")
    window = MainWindow(Settings(), theme, fake_engine)
    with qtbot.waitExposed(window):
        window.show()
    window.resize(1440, 900)
    window.start(pictures)
    qtbot.waitUntil(lambda: window.panels.graph is not None and bool(window.comparison.methods))
    assert window.panels.map_dock.width() == PANEL_WIDTH
    window.close()
    window.deleteLater()
    theme.deleteLater()
