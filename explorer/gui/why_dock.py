"""The dock that tells why an image stands where it stands; it is filled when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from explorer.gui.cuts import Cuts
from explorer.gui.language import mark_text
from explorer.gui.lazy_dock import LazyDock
from explorer.gui.why import Why

if TYPE_CHECKING:
    from explorer.gui.further import Parts
    from explorer.gui.why_panel import WhyPanel


class WhyDock(LazyDock):
    """Has the explanation follow the image that is selected in a column, while it is visible.

    Attributes:
        why: what is explained.
        panel: the explanation; None until it was first visible.
    """

    module = "explorer.gui.why_panel"

    def __init__(self, window: QMainWindow, parts: Parts, cuts: Cuts) -> None:
        super().__init__(mark_text("Why"), window, parts.background)
        self._parts = parts
        self._cuts = cuts
        self.why = Why(parts.session, parts.comparison, self)
        self.panel: WhyPanel | None = None
        parts.comparison.columns_changed.connect(self.follow)
        parts.comparison.column_changed.connect(lambda _: self.follow())
        parts.comparison.query_changed.connect(self.follow)
        parts.comparison.query_changed.connect(lambda: parts.panels.paths_told.emit([]))
        parts.columns.focus_changed.connect(lambda _: self.follow())
        parts.columns.selection_changed.connect(self._selected)
        self.why.changed.connect(self._show)

    def explain(self, image: int) -> None:
        """Come to the front and tell why this image stands where it stands."""
        self.why.choose(image)
        self.show()
        self.raise_()
        self.follow()

    def make_panel(self) -> WhyPanel:
        """See `LazyDock`."""
        from explorer.gui.why_panel import WhyPanel

        parts = self._parts
        self.panel = WhyPanel(parts.comparison, parts.thumbnails, parts.session)
        signs = self.panel.signs
        signs.hovered.connect(parts.panels.hovered)
        signs.chosen.connect(parts.panels.chosen)
        signs.viewed.connect(parts.panels.viewed)
        signs.menu_wanted.connect(parts.panels.menu_wanted)
        signs.edge_toggled.connect(self._cuts.toggle_edge)
        return self.panel

    def show_now(self) -> None:
        """See `LazyDock`."""
        self.why.follow(self._parts.columns.focus)

    def _selected(self, images: list[int]) -> None:
        if len(images) == 1:
            self.why.choose(images[0])
            self.follow()

    def _show(self) -> None:
        if self.panel is not None:
            self.panel.show_why(self.why)
            self._parts.panels.paths_told.emit(self.why.paths)
