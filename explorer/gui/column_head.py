"""The head of a column: method, figures, buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout

from explorer.gui import theme
from explorer.gui.elided import ElidedLabel
from explorer.gui.state import Column, ColumnResult
from explorer.protocol.specs import MethodSpec

PRECISION_K = 10


class ColumnHead(QFrame):
    """Method, figures and buttons of a column.

    Signals:
        method_chosen(str): another method.
        parameters_toggled(bool): show or hide the parameters.
        removed(), made_reference(): from the menu.
    """

    method_chosen = Signal(str)
    parameters_toggled = Signal(bool)
    removed = Signal()
    made_reference = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("columnHead")
        self.methods = QComboBox()
        self.methods.setAccessibleName("Method")
        self.methods.setMinimumContentsLength(8)
        self.methods.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.methods.activated.connect(lambda: self.method_chosen.emit(self.methods.currentData()))
        self.sliders = QToolButton()
        self.sliders.setCheckable(True)
        self.sliders.setToolTip("Parameters of this method")
        self.sliders.setAccessibleName("Parameters")
        self.sliders.toggled.connect(self.parameters_toggled)
        self._more = QToolButton()
        self._more.setText("⋯")
        self._more.setAccessibleName("More about this column")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._reference = QLabel("reference")
        self._reference.setObjectName("badge")
        self._reference.setToolTip("The other columns tell their changes of rank against this one")
        self.metrics = ElidedLabel()
        self.metrics.setObjectName("metrics")
        menu = QMenu(self._more)
        self._make_reference = menu.addAction("Make reference", self.made_reference.emit)
        self._remove = menu.addAction("Remove column", self.removed.emit)
        self._more.setMenu(menu)
        self._known: dict[str, MethodSpec] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.methods, 1)
        first.addWidget(self.sliders)
        first.addWidget(self._more)
        second = QHBoxLayout()
        second.addWidget(self.metrics, 1)
        second.addWidget(self._reference)
        self._reference.setFixedHeight(self.metrics.sizeHint().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(9, 8, 8, 7)
        layout.setSpacing(5)
        layout.addLayout(first)
        layout.addLayout(second)

    def show_column(self, column: Column, methods: dict[str, MethodSpec], *, reference: bool, alone: bool) -> None:
        """Bring the head up to date."""
        self.sliders.setIcon(theme.icon("sliders"))
        self._fill(methods)
        place = self.methods.findData(column.pipeline.ranker.name)
        if place < 0:
            self.methods.addItem(column.pipeline.ranker.name, column.pipeline.ranker.name)
            place = self.methods.count() - 1
        self.methods.setCurrentIndex(place)
        self.methods.setEnabled(bool(methods))
        self.methods.setToolTip(str(column.pipeline))
        self._reference.setVisible(reference and not alone)
        self._make_reference.setEnabled(not reference)
        self._remove.setEnabled(not alone)
        self.metrics.set_whole(figures(column.result))
        self.metrics.setToolTip(figures_explained(column.result))

    def _fill(self, methods: dict[str, MethodSpec]) -> None:
        if methods == self._known:
            return
        self._known = methods
        self.methods.clear()
        rankers = [spec for spec in methods.values() if spec.kind == "ranker"]
        family = ""
        for spec in sorted(rankers, key=_family_order(rankers)):
            if spec.family != family:
                family = spec.family
                self.methods.addItem(family.capitalize())
                model = self.methods.model()
                assert isinstance(model, QStandardItemModel)
                model.item(self.methods.count() - 1).setEnabled(False)
            self.methods.addItem(spec.title, spec.name)
            self.methods.setItemData(self.methods.count() - 1, spec.summary, Qt.ItemDataRole.ToolTipRole)


def figures(result: ColumnResult | None) -> str:
    """Quality, time and size in one line."""
    if result is None:
        return " "
    parts = []
    if result.average_precision is not None:
        parts.append(f"AP {result.average_precision:.3f}")
    precision = result.precision(PRECISION_K)
    if precision is not None:
        parts.append(f"P@{PRECISION_K} {precision:.2f}")
    parts += [f"{result.milliseconds:.1f} ms", f"{bytes_text(result.bytes_per_item)}/image"]
    return "  ·  ".join(parts)


def figures_explained(result: ColumnResult | None) -> str:
    """What the figures mean, as a tooltip."""
    if result is None:
        return ""
    lines = [f"{result.pipeline}", f"Search: {result.milliseconds:.2f} ms in the engine"]
    lines.append(f"Memory: {result.bytes_per_item:,.0f} bytes for each image, everything that a search needs")
    if result.average_precision is not None:
        lines.append(
            "AP: average precision over the whole ranking; "
            f"P@{PRECISION_K}: share of relevant images in the first {PRECISION_K}"
        )
    return "\n".join(lines)


def bytes_text(number: float) -> str:
    """A size as people write it."""
    if number < 1000:
        return f"{number:.0f} B"
    return f"{number / 1000:.1f} kB" if number < 1e6 else f"{number / 1e6:.1f} MB"


def _family_order(specs: list[MethodSpec]) -> Callable[[MethodSpec], tuple[int, str]]:
    """Families in the order in which the engine tells them, methods by title within."""
    order = {family: place for place, family in enumerate(dict.fromkeys(spec.family for spec in specs))}
    return lambda spec: (order[spec.family], spec.title)
