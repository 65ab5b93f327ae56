"""What is seen of the window before the rest of it is made."""

import pytest
from PySide6.QtWidgets import QApplication

from explorer.gui.main_window import MainWindow
from explorer.gui.settings import Settings
from explorer.gui.theme import Theme

LATER = {
    "numpy", "PIL", "sqlite3", "filelock", "subprocess", "explorer.collection.catalogue", "explorer.workspace.store",
    "explorer.engine.client", "explorer.gui.workbench",
}  # fmt: skip

FIRST = """
import sys
from explorer.gui import app

class Watched(app.MainWindow):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.appeared.connect(self.tell)

    def tell(self):
        print("LOADED", *sorted(sys.modules))
        self.appeared.disconnect()
        self.close()

app.MainWindow = Watched
sys.exit(app.run_window(None))
"""


@pytest.fixture
def front(qtbot, qapp, fake_engine, tmp_path):
    settings = Settings()
    settings.remember(tmp_path, "A collection that was open before")
    theme = Theme(qapp, "light")
    window = MainWindow(settings, theme, fake_engine)
    yield window
    window.close()
    window.deleteLater()
    theme.deleteLater()


def test_the_first_picture_is_not_changed_by_what_is_made_after_it(qtbot, front):
    with qtbot.waitSignal(front.appeared):
        front.show()
    before = front.grab().toImage()
    focus = QApplication.focusWidget()
    front.build()
    qtbot.wait(50)
    assert front.is_whole
    assert front.grab().toImage() == before
    assert QApplication.focusWidget() is focus


def test_it_tells_once_that_it_is_seen(qtbot, front):
    seen = []
    front.appeared.connect(lambda: seen.append(1))
    front.show()
    qtbot.waitUntil(lambda: bool(seen))
    front.repaint()
    front.hide()
    front.show()
    qtbot.wait(1100)
    assert len(seen) == 1


def test_it_can_be_closed_before_the_rest_is_made(front):
    front.show()
    assert front.close()
    assert not front.is_whole


def test_nothing_is_imported_for_the_first_picture_that_it_does_not_show(run_python):
    done = run_python(FIRST)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.partition("LOADED")[2].split())
    assert "explorer.gui.front" in loaded
    assert not loaded & LATER
