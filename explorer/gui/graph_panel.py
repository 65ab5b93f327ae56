"""The neighbourhood graph with its controls."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.gui.graph_view import GraphView
from explorer.gui.tool_row import ToolRow

_NEIGHBOURS = {"5": "5 neighbours", "10": "10 neighbours", "20": "20 neighbours"}
_HOPS = {"0": "Results only", "1": "1 step further", "2": "2 steps further"}
_LAYOUTS = {"force": "By similarity", "map": "As on the map"}
_LIMITS = {"0": 60, "1": 72, "2": 160}


@dataclass(frozen=True)
class GraphOptions:
    """What part of the graph is shown, and how.

    Attributes:
        neighbours: edges from each image, to those nearest to it.
        hops: edges that are followed from the results.
        layout: `force` or `map`.
        limit: the most images.
    """

    neighbours: int = 10
    hops: int = 1
    layout: str = "force"
    limit: int = 120

    def payload(self) -> dict[str, Any]:
        """As it goes with a request."""
        return {"neighbours": self.neighbours, "hops": self.hops, "layout": self.layout, "limit": self.limit}


class GraphPanel(QWidget):
    """Puts tools above the graph.

    Signals:
        options_changed(): another part of the graph is wanted.

    Attributes:
        graph: the graph.
    """

    options_changed = Signal()

    def __init__(self, view: GraphView) -> None:
        super().__init__()
        self.graph = view
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tools = ToolRow(self)
        self._neighbours = self._tools.add_choice("Edges from each image", "graph", _NEIGHBOURS, self._chosen)
        self._neighbours.set_value("10")
        self._hops = self._tools.add_choice("Images beyond the results", "expand", _HOPS, self._chosen)
        self._hops.set_value("1")
        self._layout = self._tools.add_choice("Layout", "map", _LAYOUTS, self._chosen)
        self._tools.add_button("Show everything", "fit", "0", view.fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tools)
        layout.addWidget(view, 1)

    @property
    def options(self) -> GraphOptions:
        """What the controls say."""
        hops = self._hops.value
        return GraphOptions(int(self._neighbours.value), int(hops), self._layout.value, _LIMITS[hops])

    def _chosen(self, _value: str) -> None:
        self.options_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would have Tab jump over the controls before it."""
        self.graph.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tools.refresh_icons()
