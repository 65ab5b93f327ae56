"""The neighbourhood graph with its controls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from explorer.gui.canvas import colours
from explorer.gui.canvas.legend import Legend
from explorer.gui.graph_colours import MODES, Tints, mass_tints, method_tints
from explorer.gui.graph_export import FILTERS, save_graph
from explorer.gui.graph_hands import EditableGraph
from explorer.gui.language import mark_text, tr
from explorer.gui.tool_row import ToolRow
from explorer.protocol.ids import Ids
from explorer.protocol.messages import Message

_NEIGHBOURS = {"5": mark_text("5 neighbours"), "10": mark_text("10 neighbours"), "20": mark_text("20 neighbours")}
_HOPS = {
    "0": mark_text("Results only"),
    "1": mark_text("1 step further"),
    "2": mark_text("2 steps further"),
    "3": mark_text("3 steps further"),
}
_LAYOUTS = {
    "force": mark_text("By similarity"),
    "spring": mark_text("Spring"),
    "kamada-kawai": "Kamada–Kawai",
    "radial": mark_text("Rings by steps"),
    "map": mark_text("As on the map"),
}
_EDGES = {
    "all": mark_text("All edges"),
    "mutual": mark_text("Mutual edges"),
    "0.6": mark_text("Edges from 0.6"),
    "0.7": mark_text("Edges from 0.7"),
    "0.8": mark_text("Edges from 0.8"),
    "0.9": mark_text("Edges from 0.9"),
}
_LIMITS = {"0": 60, "1": 72, "2": 160, "3": 240}

Lists = Sequence[tuple[str, Sequence[int]]]
"""Titles and first results of the columns."""
Labels = Callable[[Ids], tuple[Tints, colours.Labelling]]
"""Gives images the colours of their labels, and what these mean."""


@dataclass(frozen=True)
class GraphOptions:
    """What part of the graph is shown, and how.

    Attributes:
        neighbours: edges from each image, to those nearest to it.
        hops: edges that are followed from the results.
        layout: one of those that the engine knows.
        limit: the most images.
        around: ids of images whose neighbours are shown as well.
        mass: whether to tell what diffusion brings to each image.
    """

    neighbours: int = 10
    hops: int = 1
    layout: str = "force"
    limit: int = 120
    around: tuple[int, ...] = ()
    mass: bool = False

    def payload(self) -> dict[str, Any]:
        """As it goes with a request."""
        asked = {"neighbours": self.neighbours, "hops": self.hops, "layout": self.layout, "limit": self.limit}
        return asked | ({"around": list(self.around)} if self.around else {}) | ({"mass": True} if self.mass else {})


class GraphPanel(QWidget):
    """Puts tools above the graph, and below it what the colours mean.

    Signals:
        options_changed(): another part of the graph is wanted.
        said(str, str): kind and text of a sentence for the message bar.

    Attributes:
        graph: the graph.
        colour: chooses what the frames tell.
    """

    options_changed = Signal()
    said = Signal(str, str)

    def __init__(self, view: EditableGraph, labels: Labels, describe: Callable[[int], str] = str) -> None:
        super().__init__()
        self.graph = view
        self._labels = labels
        self._describe = describe
        self._unfolded: list[int] = []
        self._masses: dict[int, float] = {}
        self._lists: Lists = ()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tools = ToolRow(self)
        self._neighbours = self._tools.add_choice(tr("Edges from each image"), "graph", _NEIGHBOURS, self._chosen)
        self._neighbours.set_value("10")
        self._hops = self._tools.add_choice(tr("Images beyond the results"), "expand", _HOPS, self._chosen)
        self._hops.set_value("1")
        self._layout = self._tools.add_choice(tr("Layout"), "map", _LAYOUTS, self._chosen)
        self.colour = self._tools.add_choice(tr("Frames tell"), "palette", MODES, self._recolour)
        self._edges = self._tools.add_choice(tr("Edges shown"), "filter", _EDGES, view.set_rule)
        self._tools.add_button(tr("Release what was moved"), "pin", "Shift+P", self.release)
        self._tools.add_button(tr("Save the graph…"), "save", "Ctrl+Alt+G", self.save)
        self._tools.add_button(tr("Show everything"), "fit", "0", view.fit)
        self._legend = Legend()
        view.unfold_wanted.connect(self.unfold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tools)
        layout.addWidget(view, 1)
        layout.addWidget(self._legend)
        self.setMinimumWidth(240)  # all tools, without their texts

    @property
    def options(self) -> GraphOptions:
        """What the controls say."""
        hops, mass = self._hops.value, self.colour.value == "mass"
        around = tuple(self._unfolded)
        return GraphOptions(int(self._neighbours.value), int(hops), self._layout.value, _LIMITS[hops], around, mass)

    def unfold(self, image: int) -> None:
        """Show the neighbours of an image as well, or no longer."""
        self._unfolded = [one for one in self._unfolded if one != image] + [image] * (image not in self._unfolded)
        self.options_changed.emit()

    def start_over(self) -> None:
        """Forget what was unfolded and moved: another query is shown."""
        self._unfolded = []
        self.graph.pins.clear()

    def release(self) -> None:
        """Let the layout place all images again, and show no more of them than it is asked for."""
        unfolded, self._unfolded = self._unfolded, []
        self.graph.release_pins()
        if unfolded:
            self.options_changed.emit()

    def show_colours(self, network: Message, lists: Lists) -> None:
        """Take what the frames may tell of a network that is shown now."""
        masses = network.get("mass")
        self._masses = {} if masses is None else dict(zip(network["ids"], masses, strict=True))
        self._lists = lists
        self._colour_frames()

    def save(self) -> None:
        """Ask for a file, and write the graph into it."""
        name, chosen = QFileDialog.getSaveFileName(self, tr("Save the graph"), "graph.png", tr(FILTERS))
        if not name:
            return
        target = Path(name)
        if not target.suffix:
            target = target.with_suffix(chosen[chosen.find("*") + 1 : -1])
        try:
            save_graph(target, self.graph, self.graph.network, self._describe)
        except OSError as fault:
            self.said.emit("error", str(fault))
        else:
            self.said.emit("info", tr("Saved the graph to {target}.", target=target))

    def _chosen(self, _value: str) -> None:
        self.options_changed.emit()

    def _recolour(self, mode: str) -> None:
        if mode == "mass" and not self._masses:
            self.options_changed.emit()
        self._colour_frames()

    def _colour_frames(self) -> None:
        mode = self.colour.value
        if mode == "label":
            tints, labelling = self._labels(self.graph.ids)
            self._legend.show_kinds(labelling, None)
        elif mode == "method":
            tints, labelling = method_tints(self._lists)
            self._legend.show_kinds(labelling, None)
        elif mode == "mass":
            tints = mass_tints(self._masses)
            known = bool(self._masses)
            self._legend.show_ramp(
                tr("most mass") if known else tr("add a column of diffusion to see its mass"), tr("none")
            )
        else:
            tints = None
            self._legend.show_nothing()
        self.graph.set_tints(tints)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would have Tab jump over the controls before it."""
        self.graph.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tools.refresh_icons()
            self._colour_frames()
