"""Sliders and boxes made from a method's specification."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui import theme
from explorer.protocol.specs import MethodSpec, Parameter, Value

STEPS = 200
"""Positions of a slider of real numbers."""

_STAGES = {
    "query": ("live", "Applied while you move the slider."),
    "fit": ("needs a fit", "A change fits the method to the collection anew, in the background."),
}


class ParameterPanel(QFrame):
    """One row a parameter, and a button that puts all of them back.

    Signals:
        changed(str, object): a parameter has another value now. Parameters of the query stage tell every step of a
            slider, those of the fit stage only where it comes to rest.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("parameters")
        self._rows: dict[str, ParameterRow] = {}
        self._spec: MethodSpec | None = None
        self._summary = QLabel()
        self._summary.setObjectName("muted")
        self._summary.setWordWrap(True)
        self._reset = QToolButton()
        self._reset.setText("Reset")
        self._reset.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._reset.setToolTip("Put all parameters back to their defaults")
        self._reset.clicked.connect(self._put_back)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        head.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 10, 10)
        layout.addLayout(head)
        layout.addLayout(self._grid)

    def show_method(self, spec: MethodSpec, given: dict[str, Value]) -> None:
        """Show a method's parameters with these values, the others at their defaults."""
        if spec != self._spec:
            self._build(spec)
        for parameter in spec.parameters:
            self._rows[parameter.name].set_value(given.get(parameter.name, parameter.default))
        self._reset.setIcon(theme.icon("reset"))
        self._reset.setEnabled(any(given.get(p.name, p.default) != p.default for p in spec.parameters))

    def row(self, name: str) -> "ParameterRow":
        """The row of a parameter."""
        return self._rows[name]

    def _build(self, spec: MethodSpec) -> None:
        self._spec = spec
        for row in self._rows.values():
            row.remove_from(self._grid)
        self._rows = {}
        paper = f" ({spec.paper})" if spec.paper else ""
        self._summary.setText(f"{spec.summary}{paper}")
        self._reset.setVisible(bool(spec.parameters))
        for number, parameter in enumerate(spec.parameters):
            row = ParameterRow(parameter, lambda value, name=parameter.name: self.changed.emit(name, value))
            row.add_to(self._grid, number)
            self._rows[parameter.name] = row
        boxes = [row.editor for row in self._rows.values() if row.slider is not None]
        for box in boxes:
            box.setFixedWidth(max(other.minimumWidth() for other in boxes))

    def _put_back(self) -> None:
        assert self._spec is not None
        for parameter in self._spec.parameters:
            row = self._rows[parameter.name]
            if row.value() != parameter.default:
                row.set_value(parameter.default)
                self.changed.emit(parameter.name, parameter.default)


class ParameterRow:
    """Name, editor and stage mark of one parameter.

    Attributes:
        slider: for numbers with a range, else None.
        editor: spin box, combo box or check box.
    """

    def __init__(self, parameter: Parameter, on_change: Callable[[Value], None]) -> None:
        self._parameter = parameter
        self._on_change = on_change
        self._told: Value | None = None
        self.slider: QSlider | None = None
        self._label = QLabel(parameter.name)
        mark, meaning = _STAGES[parameter.stage]
        self._stage = QLabel(mark)
        self._stage.setObjectName("badge" if parameter.stage == "query" else "stage")
        self._stage.setToolTip(meaning)
        self.editor = self._make_editor()
        tip = f"{parameter.help}\n{_range_text(parameter)}".strip()
        for widget in self._widgets():
            if widget is not self._stage:
                widget.setToolTip(tip)
        self.editor.setAccessibleName(parameter.name)
        self.editor.setAccessibleDescription(parameter.help)

    def value(self) -> Value:
        """The value shown."""
        if isinstance(self.editor, QCheckBox):
            return self.editor.isChecked()
        if isinstance(self.editor, QComboBox):
            return self.editor.currentText()
        return self.editor.value()

    def set_value(self, value: Value) -> None:
        """Show a value without telling of it."""
        self._told = value
        if self.slider is not None and self.slider.isSliderDown():
            return  # the hand on the slider knows better
        with QSignalBlocker(self.editor):
            if isinstance(self.editor, QCheckBox):
                self.editor.setChecked(bool(value))
            elif isinstance(self.editor, QComboBox):
                self.editor.setCurrentText(str(value))
            else:
                self.editor.setValue(value)
        self._move_slider(value)

    def add_to(self, grid: QGridLayout, number: int) -> None:
        """Lay the row out."""
        grid.addWidget(self._label, number, 0)
        if self.slider is not None:
            grid.addWidget(self.slider, number, 1)
            grid.addWidget(self.editor, number, 2)
        else:
            grid.addWidget(self.editor, number, 1, 1, 2)
        grid.addWidget(self._stage, number, 3, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def remove_from(self, grid: QGridLayout) -> None:
        """Take the row away for good."""
        for widget in self._widgets():
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _widgets(self) -> list[QWidget]:
        return [w for w in (self._label, self.slider, self.editor, self._stage) if w is not None]

    def _make_editor(self) -> QCheckBox | QComboBox | QSpinBox | QDoubleSpinBox:
        if self._parameter.kind == "bool":
            check = QCheckBox()
            check.toggled.connect(self._tell)
            return check
        if self._parameter.kind == "choice":
            choice = QComboBox()
            choice.addItems(self._parameter.choices)
            choice.currentTextChanged.connect(self._tell)
            return choice
        return self._make_number()

    def _make_number(self) -> QSpinBox | QDoubleSpinBox:
        parameter = self._parameter
        low, high = (parameter.low, parameter.high) if parameter.low is not None else (-1e9, 1e9)
        high = 1e9 if high is None else high
        if parameter.kind == "int":
            box: QSpinBox | QDoubleSpinBox = QSpinBox()
            box.setRange(int(low), int(min(high, 2**31 - 1)))
        else:
            box = QDoubleSpinBox()
            box.setDecimals(_decimals(low, high))
            box.setRange(low, high)
            box.setSingleStep((high - low) / 20 if high < 1e9 else 0.1)
        box.setSuffix(f" {parameter.unit}" if parameter.unit else "")
        box.setKeyboardTracking(False)
        box.lineEdit().setTextMargins(5, 0, 5, 0)
        widest = max(box.textFromValue(box.minimum()), box.textFromValue(min(box.maximum(), 99999)), key=len)
        box.setFixedWidth(box.fontMetrics().horizontalAdvance(f"{widest}{box.suffix()}") + 24)
        box.valueChanged.connect(self._typed)
        if parameter.low is not None and high < 1e9:
            self._make_slider(parameter, low, high)
        return box

    def _make_slider(self, parameter: Parameter, low: float, high: float) -> None:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, int(high - low) if parameter.kind == "int" else STEPS)
        self.slider.setMinimumWidth(48)
        self.slider.setAccessibleName(parameter.name)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(lambda: self._tell(self.value()))

    def _slid(self, step: int) -> None:
        parameter = self._parameter
        assert self.slider is not None
        assert parameter.low is not None
        assert parameter.high is not None
        span = parameter.high - parameter.low
        value = parameter.low + (step if parameter.kind == "int" else span * step / STEPS)
        with QSignalBlocker(self.editor):
            self.editor.setValue(int(value) if parameter.kind == "int" else value)
        if parameter.stage == "query" or not self.slider.isSliderDown():
            self._tell(self.value())

    def _typed(self, value: float) -> None:
        self._move_slider(value)
        self._tell(value)

    def _move_slider(self, value: Value) -> None:
        if self.slider is None:
            return
        low, high = self._parameter.low, self._parameter.high
        step = value - low if self._parameter.kind == "int" else (value - low) / (high - low) * STEPS
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(step))

    def _tell(self, value: Value) -> None:
        if value != self._told:
            self._told = value
            self._on_change(value)


def _decimals(low: float, high: float) -> int:
    span = high - low
    return 4 if span <= 0.05 else 3 if span <= 1 else 2 if span <= 10 else 1


def _range_text(parameter: Parameter) -> str:
    if parameter.kind in ("bool", "choice"):
        return f"Default: {parameter.default}."
    unit = f" {parameter.unit}" if parameter.unit else ""
    if parameter.low is None:
        return f"Default: {parameter.default}{unit}."
    return f"{parameter.low:g} to {parameter.high:g}{unit}; default {parameter.default}."
