"""The middle of the window: query bar, message bar, and one of four pages."""

from typing import Literal

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView
from explorer.gui.collection_grid import CollectionGrid
from explorer.gui.columns import ColumnsView
from explorer.gui.comparison import Comparison
from explorer.gui.drawer import Sideways
from explorer.gui.filter_bar import FilterBar
from explorer.gui.filtering import Filtering
from explorer.gui.language import tr
from explorer.gui.message_bar import MessageBar
from explorer.gui.query_bar import QueryBar
from explorer.gui.region_panel import BesideRegion, RegionPanel
from explorer.gui.session import Session
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.viewer import Viewer
from explorer.gui.welcome import WelcomePage

Page = Literal["welcome", "collection", "results", "viewer", "evaluation"]


class Workbench(QWidget):
    """Lays out what stands in the middle and shows one page at a time.

    Attributes:
        query_bar, filter_bar, messages, region, welcome, grid, columns, viewer: its parts.
        filtering: which images the grid shows and the columns search.
        background: runs what takes its time on a thread.
    """

    def __init__(
        self,
        comparison: Comparison,
        thumbnails: Thumbnails,
        background: Background,
        actions: tuple[list[QAction], list[QAction]],
        welcome: WelcomePage,
    ) -> None:
        super().__init__()
        self.background = background
        self.query_bar = QueryBar(thumbnails, background, *actions)
        self.filter_bar = FilterBar(background, self)
        self.filtering = Filtering(background, self)
        self.messages = MessageBar()
        self.welcome = welcome
        self.grid = CollectionGrid(thumbnails)
        self.columns = ColumnsView(comparison, thumbnails)
        self.viewer = Viewer(thumbnails)
        self.region = RegionPanel(background)
        self.region.closed.connect(self.take_focus)
        self._pages = QStackedWidget()
        self._by_name: dict[Page, QWidget] = {
            "welcome": self.welcome, "collection": self.grid, "results": Sideways(self.columns), "viewer": self.viewer,
        }  # fmt: skip
        for page in self._by_name.values():
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.query_bar)
        layout.addWidget(self.filter_bar)
        layout.addWidget(self.messages)
        layout.addWidget(BesideRegion(self.region, self._pages), 1)
        self.filter_bar.changed.connect(self.filtering.set_filter)
        self.filter_bar.dismissed.connect(self.take_focus)
        self.grid.sorting_wanted.connect(self.filtering.set_sorting)
        self.grid.clearing_wanted.connect(self.filter_bar.clear)
        self.filtering.arranged.connect(self.grid.show_arrangement)
        self.filtering.arranged.connect(lambda arrangement: self.filter_bar.show_count(arrangement.count_text))
        self.filtering.within_changed.connect(comparison.set_within)

    def add_page(self, name: Page, page: QWidget) -> None:
        """Have one more page, which is filled when it is first shown."""
        self._by_name[name] = page
        self._pages.addWidget(page)

    @property
    def page(self) -> Page:
        """The page shown."""
        shown = self._pages.currentWidget()
        return next(name for name, page in self._by_name.items() if page is shown)

    def show_page(self, name: Page) -> None:
        """Show a page; query bar and filters go with those that hold lists."""
        self._pages.setCurrentWidget(self._by_name[name])
        self.query_bar.setVisible(name in ("collection", "results"))
        if name in ("welcome", "viewer", "evaluation") and self.region.term is not None:
            self.region.close_panel()
        self.filter_bar.show_on_page(possible=name in ("collection", "results"), counted=name == "collection")
        self.take_focus()

    def follow(self, session: Session) -> None:
        """Show what happens to the collection where its images would be."""
        session.opened.connect(self.filter_bar.reset)
        session.opened.connect(self.filtering.reset)
        session.opened.connect(lambda: self.grid.tell(tr("Looking for images…")))
        session.failed.connect(lambda *_: self.grid.tell(tr("There is nothing to show.")))
        session.damaged.connect(lambda _: self.grid.tell(tr("The images can be listed again.")))
        session.damaged.connect(
            lambda text: self.messages.show_message("error", text, tr("List them anew"), session.remake)
        )
        session.closed.connect(self.messages.hide)

    def show_catalogue(self, catalogue: CatalogueView) -> None:
        """Show another state of the collection."""
        self.filter_bar.show_catalogue(catalogue)
        self.filtering.show_catalogue(catalogue)
        self.columns.show_catalogue(catalogue)
        self.query_bar.show_label_columns(catalogue.label_columns, catalogue.label_column or "")

    def take_focus(self) -> None:
        """Give the keyboard to the page that is shown."""
        name = self.page
        if name == "results":
            self.columns.take_focus()
        else:
            own = {"welcome": self.welcome.zone.folder, "collection": self.grid.view, "viewer": self.viewer}
            own.get(name, self._by_name[name]).setFocus()

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self.welcome.refresh_icons()
        self.query_bar.refresh_icons()
        self.region.refresh_icons()
        self.filter_bar.refresh_icons()
        self.grid.refresh_icons()
