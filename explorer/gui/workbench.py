"""The middle of the window: query bar, message bar, and one of four pages."""

from typing import Literal

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.gui.background import Background
from explorer.gui.collection_grid import CollectionGrid
from explorer.gui.columns import ColumnsView
from explorer.gui.comparison import Comparison
from explorer.gui.message_bar import MessageBar
from explorer.gui.query_bar import QueryBar
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.viewer import Viewer
from explorer.gui.welcome import WelcomePage

Page = Literal["welcome", "collection", "results", "viewer"]


class Workbench(QWidget):
    """Lays out what stands in the middle and shows one page at a time.

    Attributes:
        query_bar, messages, welcome, grid, columns, viewer: its parts.
    """

    def __init__(
        self,
        comparison: Comparison,
        thumbnails: Thumbnails,
        background: Background,
        actions: tuple[list[QAction], list[QAction]],
    ) -> None:
        super().__init__()
        self.query_bar = QueryBar(thumbnails, background, *actions)
        self.messages = MessageBar()
        self.welcome = WelcomePage()
        self.grid = CollectionGrid(thumbnails)
        self.columns = ColumnsView(comparison, thumbnails)
        self.viewer = Viewer(thumbnails)
        self._pages = QStackedWidget()
        self._by_name: dict[Page, QWidget] = {
            "welcome": self.welcome, "collection": self.grid, "results": self.columns, "viewer": self.viewer,
        }  # fmt: skip
        for page in self._by_name.values():
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.query_bar)
        layout.addWidget(self.messages)
        layout.addWidget(self._pages, 1)

    @property
    def page(self) -> Page:
        """The page shown."""
        shown = self._pages.currentWidget()
        return next(name for name, page in self._by_name.items() if page is shown)

    def show_page(self, name: Page) -> None:
        """Show a page; the query bar goes with those that hold lists."""
        self._pages.setCurrentWidget(self._by_name[name])
        self.query_bar.setVisible(name in ("collection", "results"))
        if name == "results":
            self.columns.take_focus()
        else:
            {"welcome": self.welcome.zone.folder, "collection": self.grid.view, "viewer": self.viewer}[name].setFocus()
