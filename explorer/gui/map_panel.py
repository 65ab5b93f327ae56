"""The map with its controls and its legend."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.gui.canvas import colours
from explorer.gui.canvas.colours import DOUBTS, Mode
from explorer.gui.canvas.legend import Legend
from explorer.gui.canvas.map_facts import Facts
from explorer.gui.language import mark_text, number_text, tr
from explorer.gui.map_view import PLACING, MapView
from explorer.gui.tool_row import ToolRow

_COLOURS = {
    "label": mark_text("Label"),
    "cluster": mark_text("Group in the graph"),
    "rank": mark_text("Rank"),
    "score": mark_text("Score"),
    "trustworthiness": mark_text("Trustworthiness"),
    "continuity": mark_text("Continuity"),
    "none": mark_text("One colour"),
}
_MEASURED = {"cluster", *DOUBTS}
"""What has to be found out about the map before it can be shown."""
_TRUST = mark_text("Low where the neighbours on the map are strangers by their vectors")
_CONTINUITY = mark_text("Low where the neighbours by the vectors lie elsewhere on the map")
KINDS = {"umap": "UMAP", "pca": "PCA", "learned": mark_text("Learned by a network")}
"""Titles of the kinds of map."""
LOW = 270
"""A panel lower than this has no room for rows of labels below the map."""


class MapPanel(QWidget):
    """Puts tools above the map and the legend below it.

    Signals:
        facts_wanted(): the map is to be measured, see `MapView.facts`.

    Attributes:
        map: the map.
        jumps: ties neighbours that lie far apart.
        lasso: arms encircling.
        kind: chooses between the kinds of map; hidden while there is only one.
        encoder: chooses between the encoders whose vectors have a map; hidden while there is only one.
    """

    facts_wanted = Signal()

    def __init__(
        self, view: MapView, choose_kind: Callable[[str], None], choose_encoder: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.map = view
        self._caption = ""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tools = ToolRow(self)
        self._colours = self._tools.add_choice(tr("Colour by"), "palette", _COLOURS, self._choose_colours)
        self.kind = self._tools.add_choice(tr("Map"), "map", KINDS, choose_kind)
        self.kind.hide()
        self.encoder = self._tools.add_choice(tr("Map of the vectors of"), "features", {}, choose_encoder)
        self.encoder.hide()
        self.lasso = self._tools.add_switch(tr("Encircle images; also Shift and drag"), "lasso", "L", self._arm)
        self.jumps = self._tools.add_switch(tr("Tie neighbours that lie far apart"), "jumps", "J", self._show_jumps)
        self._pictures = self._tools.add_switch(tr("Pictures on the map"), "image", "T", view.set_pictures)
        self._pictures.setChecked(view.pictures)
        self._tools.add_button(tr("Show everything"), "fit", "0", view.fit)
        self._legend = Legend()
        self._legend.picked.connect(view.isolate)
        view.colours_changed.connect(self._show_legend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tools)
        layout.addWidget(view, 1)
        layout.addWidget(self._legend)

    def show_kinds(self, kinds: list[str], chosen: str) -> None:
        """Offer the kinds of map that there are."""
        self.kind.setVisible(len(kinds) > 1)
        self.kind.set_values({kind: KINDS[kind] for kind in kinds})
        self.kind.set_value(chosen)

    def show_encoders(self, encoders: Mapping[str, str], chosen: str) -> None:
        """Offer the encoders whose vectors have a map: titles by the key of the vectors."""
        self.encoder.setVisible(len(encoders) > 1)
        self.encoder.set_values(encoders)
        self.encoder.set_value(chosen)

    def _choose_colours(self, mode: Mode) -> None:
        self.map.set_mode(mode)
        self._ask(mode in _MEASURED)

    def _show_jumps(self, shown: bool) -> None:
        self.map.set_jumps(shown)
        self._ask(shown)

    def _ask(self, needed: bool) -> None:
        """Have the map measured where that is needed, and say so."""
        if needed and self.map.facts is None:
            self.facts_wanted.emit()
        self._show_caption()

    def show_facts(self, facts: Facts | None) -> None:
        """Show what was found out about the map; None where nothing is known."""
        self.map.set_facts(facts)
        if facts is None and (self.map.mode in _MEASURED or self.jumps.isChecked()):
            self.facts_wanted.emit()
        self._show_caption()

    def _show_caption(self) -> None:
        """The figures of the whole map, where colours or lines are about them."""
        view, facts = self.map, self.map.facts
        shown = view.mode in DOUBTS
        if facts is None:
            waits = view.mode in _MEASURED or self.jumps.isChecked()
            text = tr("The map is being measured…") if waits and len(view.ids) else ""
        elif self.jumps.isChecked():
            text = facts.jumps_title
        else:
            text = facts.title if shown else ""
        if not text and view.placed is not None:
            text = tr(
                "☆ is the query: at the mean of its first {placing} results, weighted by their scores", placing=PLACING
            )
        if text or view.texts.caption == self._caption:  # the map writes there as well
            view.texts.set_caption(text)
            self._caption = text

    def _arm(self, armed: bool) -> None:
        self.map.lasso_armed = armed
        if not armed:
            self.map.clear_lasso()

    def _show_legend(self) -> None:
        view = self.map
        self._show_caption()
        self._colours.set_value(view.mode)
        if view.mode == "label" or (view.mode == "cluster" and view.facts is not None):
            self._legend.show_kinds(view.kinds, view.isolated)
        elif view.doubting and view.facts is not None:
            worst, tip = view.facts.worst[view.mode], tr(_TRUST if view.mode == "trustworthiness" else _CONTINUITY)
            self._legend.show_ramp("1", f"≤ {worst:.2f}", colours.doubt, title=tip)
        elif view.mode == "rank" and view.ranked:
            self._legend.show_ramp(tr("rank 1"), number_text(view.ranked))
        elif view.mode == "score" and view.scores:
            self._legend.show_ramp(tr("score {score:.3f}", score=max(view.scores)), f"{min(view.scores):.3f}")
        else:
            self._legend.show_nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the map its height."""
        super().resizeEvent(event)
        self._legend.set_low(self.height() < LOW)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would have Tab jump over the controls before it."""
        self.map.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tools.refresh_icons()
            self._show_legend()
