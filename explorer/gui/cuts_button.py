"""The chip beside the query that tells how much is taken out of the graph, and puts it back."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QToolButton

from explorer.gui import theme
from explorer.gui.cuts import Cuts
from explorer.gui.language import tr, tr_count

MOST_NAMED = 24
"""Longer menus could not be read; undo and the last entry put back the others."""


class CutsButton(QToolButton):
    """Hidden while the graph is whole."""

    def __init__(self, cuts: Cuts) -> None:
        super().__init__()
        self._cuts = cuts
        self.setObjectName("cuts")
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        cuts.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Bring count and icon up to date."""
        edits = self._cuts.edits
        self.setVisible(bool(edits))
        self.setIcon(theme.icon("cut", theme.colours().bad))
        parts = [tr_count("{n} edge cut", "{n} edges cut", len(edits.edges))] if edits.edges else []
        parts += [tr_count("{n} image taken out", "{n} images taken out", len(edits.nodes))] if edits.nodes else []
        told = tr("{parts} of the graph: all lists are made without", parts=tr(" and ").join(parts))
        self.setText(tr("{n} out", n=len(edits)))
        self.setAccessibleName(told)
        self.setToolTip(tr("{told}. Click to put back.", told=told))

    def _fill(self) -> None:
        self._menu.clear()
        for title, rest in self._cuts.titles()[:MOST_NAMED]:
            self._menu.addAction(tr("Put back {title}", title=title), lambda t=title, r=rest: self._cuts.put_back(t, r))
        self._menu.addSeparator()
        self._menu.addAction(tr("Put everything back"), self._cuts.restore)
