"""A small slider for the weight of a term."""

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from explorer.gui.language import tr

WEIGHTS = (
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.5, 4.0, 4.5, 5.0,
)  # fmt: skip
"""The weights that a person can choose: finer where a step matters more."""


def stepped(weight: float, steps: int) -> float:
    """The weight so many steps up, or down where negative, within the limits."""
    nearest = min(range(len(WEIGHTS)), key=lambda place: abs(WEIGHTS[place] - weight))
    return WEIGHTS[min(max(nearest + steps, 0), len(WEIGHTS) - 1)]


def weight_text(weight: float) -> str:
    """The weight as shown."""
    return f"×{weight:g}"


class WeightPopup(QFrame):
    """Opens under a chip and closes with a click beside it, Enter or Escape.

    Signals:
        changed(float): the slider has another weight; told while it moves.
    """

    changed = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("picker")
        self._title = QLabel()
        self._title.setObjectName("muted")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(WEIGHTS) - 1)
        self.slider.setPageStep(3)
        self.slider.setMinimumWidth(190)
        self.slider.setAccessibleName(tr("Weight"))
        self.slider.valueChanged.connect(self._slid)
        self._value = QLabel()
        self._value.setMinimumWidth(self.fontMetrics().horizontalAdvance("×0.255"))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        reset = QToolButton()
        reset.setText("×1")
        reset.setToolTip(tr("As much as a term counts at first"))
        reset.setAccessibleName(tr("Reset the weight to 1"))
        reset.clicked.connect(lambda: self.slider.setValue(WEIGHTS.index(1.0)))
        row = QHBoxLayout()
        for widget in (self.slider, self._value, reset):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addLayout(row)

    def show_below(self, widget: QWidget, title: str, weight: float) -> None:
        """Open under a widget with this weight."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(WEIGHTS.index(stepped(weight, 0)))
        self._value.setText(weight_text(weight))
        metrics = self._title.fontMetrics()
        self._title.setText(metrics.elidedText(tr("Weight of {title}", title=title), Qt.TextElideMode.ElideMiddle, 260))
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        room = widget.screen().availableGeometry()
        self.move(max(room.left(), min(place.x(), room.right() - self.width())), place.y())
        self.show()
        self.slider.setFocus()

    def _slid(self, place: int) -> None:
        self._value.setText(weight_text(WEIGHTS[place]))
        self.changed.emit(WEIGHTS[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter closes as Escape does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)
