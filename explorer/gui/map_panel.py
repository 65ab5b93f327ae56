"""The map with its controls and its legend."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.gui.canvas.legend import Legend
from explorer.gui.map_view import MapView
from explorer.gui.tool_row import ToolRow

_COLOURS = {"label": "Label", "rank": "Rank", "score": "Score", "none": "One colour"}
KINDS = {"umap": "UMAP", "pca": "PCA"}
"""Titles of the kinds of map."""


class MapPanel(QWidget):
    """Puts tools above the map and the legend below it.

    Attributes:
        map: the map.
        lasso: arms encircling.
        kind: chooses between the kinds of map; hidden while there is only one.
        encoder: chooses between the encoders whose vectors have a map; hidden while there is only one.
    """

    def __init__(
        self, view: MapView, choose_kind: Callable[[str], None], choose_encoder: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.map = view
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tools = ToolRow(self)
        self._colours = self._tools.add_choice("Colour by", "palette", _COLOURS, view.set_mode)
        self.kind = self._tools.add_choice("Map", "map", KINDS, choose_kind)
        self.kind.hide()
        self.encoder = self._tools.add_choice("Map of the vectors of", "features", {}, choose_encoder)
        self.encoder.hide()
        self.lasso = self._tools.add_switch("Encircle images; also Shift and drag", "lasso", "L", self._arm)
        self._pictures = self._tools.add_switch("Pictures on the map", "image", "T", view.set_pictures)
        self._pictures.setChecked(view.pictures)
        self._tools.add_button("Show everything", "fit", "0", view.fit)
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

    def _arm(self, armed: bool) -> None:
        self.map.lasso_armed = armed
        if not armed:
            self.map.clear_lasso()

    def _show_legend(self) -> None:
        view = self.map
        self._colours.set_value(view.mode)
        if view.mode == "label":
            self._legend.show_kinds(view.labelling, view.isolated)
        elif view.mode == "rank" and view.ranked:
            self._legend.show_ramp("rank 1", f"{view.ranked:,}")
        elif view.mode == "score" and view.scores:
            self._legend.show_ramp(f"score {max(view.scores):.3f}", f"{min(view.scores):.3f}")
        else:
            self._legend.show_nothing()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would have Tab jump over the controls before it."""
        self.map.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tools.refresh_icons()
            self._show_legend()
