"""Sliders and boxes made from the specifications of the stages of a method."""

import math
from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
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
from explorer.gui.language import mark_text, tr
from explorer.protocol.specs import MethodSpec, Parameter, Value

STEPS = 200
"""Positions of a slider of real numbers."""

_STAGES = {
    "query": ("●", mark_text("Live: applied while you move the slider.")),
    "fit": (
        "○",
        mark_text(
            "Needs a fit: while you move it, the method is tried on the images nearest to the query; "
            "then it is fitted to the whole collection, in the background."
        ),
    ),
}

SETTLE_MS = 400
"""A change by keys or wheel counts as done when nothing followed for so long; a drag when the slider is let go."""

Stages = list[tuple[MethodSpec, dict[str, Value]]]
"""What each stage is, and the values that were given to it."""


class ParameterPanel(QFrame):
    """One row a parameter, below the name of its stage where there are several, and a button that puts all back.

    Signals:
        changed(int, str, object): a parameter of that stage has another value now. Parameters of the query stage tell
            every step of a slider, those of the fit stage only where it comes to rest.
        moving(int, str, object): a parameter of the fit stage has this value for the moment.
    """

    changed = Signal(int, str, object)
    moving = Signal(int, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("parameters")
        self._rows: dict[tuple[int, str], ParameterRow] = {}
        self._titles: list[QLabel] = []
        self._used = 0
        self._specs: list[MethodSpec] = []
        self._summary = QLabel()
        self._summary.setObjectName("muted")
        self._summary.setWordWrap(True)
        self._reset = QToolButton()
        self._reset.setAccessibleName(tr("Reset"))
        self._reset.setToolTip(tr("Put all parameters back to their defaults"))
        self._reset.clicked.connect(self._put_back)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        head.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 8, 10)
        layout.addLayout(head)
        layout.addLayout(self._grid)

    def show_stages(self, stages: Stages) -> None:
        """Show the parameters of these stages with these values, the others at their defaults."""
        specs = [spec for spec, _ in stages]
        if specs != self._specs:
            self._build(specs)
        changed = False
        for number, (spec, given) in enumerate(stages):
            for parameter in spec.parameters:
                value = given.get(parameter.name, parameter.default)
                self._rows[number, parameter.name].set_value(value)
                changed |= value != parameter.default
        self._reset.setIcon(theme.icon("reset"))
        self._reset.setEnabled(changed)

    def row(self, name: str, stage: int | None = None) -> "ParameterRow":
        """The row of a parameter, of the last stage unless another is named."""
        return self._rows[len(self._specs) - 1 if stage is None else stage, name]

    def _build(self, specs: list[MethodSpec]) -> None:
        self._specs = specs
        for row in self._rows.values():
            row.remove_from(self._grid)
        for title in self._titles:
            self._grid.removeWidget(title)
            title.hide()
            title.deleteLater()
        self._rows, self._titles, self._used = {}, [], 0
        self._summary.setText(tr(specs[-1].summary))
        self._summary.setToolTip(specs[-1].paper)
        self._reset.setVisible(any(spec.parameters for spec in specs))
        for number, spec in enumerate(specs):
            self._build_stage(number, spec, titled=len(specs) > 1)
        boxes = [row.editor for row in self._rows.values() if row.slider is not None]
        for box in boxes:
            box.setFixedWidth(max(other.minimumWidth() for other in boxes))

    def _build_stage(self, number: int, spec: MethodSpec, *, titled: bool) -> None:
        if titled:
            title = QLabel(tr(spec.title) if spec.parameters else tr("{title}: nothing to set", title=tr(spec.title)))
            title.setObjectName("heading")
            title.setToolTip(tr(spec.summary))
            self._grid.addWidget(title, self._used, 0, 1, 4)
            self._titles.append(title)
            self._used += 1
        for parameter in spec.parameters:
            row = ParameterRow(
                parameter,
                lambda value, name=parameter.name: self.changed.emit(number, name, value),
                lambda value, name=parameter.name: self.moving.emit(number, name, value),
            )
            row.add_to(self._grid, self._used)
            self._rows[number, parameter.name] = row
            self._used += 1

    def _put_back(self) -> None:
        for number, spec in enumerate(self._specs):
            for parameter in spec.parameters:
                row = self._rows[number, parameter.name]
                if row.value() != parameter.default:
                    row.set_value(parameter.default)
                    self.changed.emit(number, parameter.name, parameter.default)


class Scale:
    """Which value stands at which step of a slider.

    Whole numbers of a wide range stand closer together the larger they are: 5 and 6 neighbours differ more than 500 and
    501, and most people want few.

    Attributes:
        steps: the last step, from 0.
    """

    def __init__(self, low: float, high: float, *, whole: bool) -> None:
        """A scale from low to high, of whole or of real numbers."""
        self._low, self._span, self._whole = low, high - low, whole
        self._bent = whole and self._span > STEPS
        self.steps = int(self._span) if whole and not self._bent else STEPS

    def value(self, step: int) -> int | float:
        """The value at a step."""
        part = step / self.steps
        value = self._low + (math.expm1(part * math.log1p(self._span)) if self._bent else part * self._span)
        return round(value) if self._whole else value

    def step(self, value: float) -> int:
        """The step nearest to a value."""
        over = value - self._low
        part = math.log1p(over) / math.log1p(self._span) if self._bent else over / self._span
        return round(part * self.steps)


class ParameterRow:
    """Name, editor and stage mark of one parameter.

    Attributes:
        slider: for numbers with a range, else None.
        editor: spin box, combo box or check box.
    """

    def __init__(
        self, parameter: Parameter, on_change: Callable[[Value], None], on_move: Callable[[Value], None]
    ) -> None:
        """Make the widgets.

        Args:
            parameter: what it is of.
            on_change: called with a value that is meant.
            on_move: called with a value of the fit stage that may be one of many.
        """
        self._parameter = parameter
        self._on_change = on_change
        self._on_move = on_move
        self._told: Value | None = None
        self._tried: Value | None = None
        self._moved = False
        self.slider: QSlider | None = None
        self._label = QLabel(parameter.name)
        mark, meaning = _STAGES[parameter.stage][0], tr(_STAGES[parameter.stage][1])
        self._stage = QLabel(mark)
        self._stage.setObjectName("live" if parameter.stage == "query" else "muted")
        self._stage.setToolTip(meaning)
        self.editor = self._make_editor()
        self._settled = QTimer(self.editor)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(lambda: self._tell(self.value()))
        tip = f"{tr(parameter.help)}\n{_range_text(parameter)}".strip()
        for widget in self._widgets():
            if widget is not self._stage:
                widget.setToolTip(tip)
        self.editor.setAccessibleName(parameter.name)
        self.editor.setAccessibleDescription(f"{tr(parameter.help)} {meaning}")

    def value(self) -> Value:
        """The value shown."""
        if isinstance(self.editor, QCheckBox):
            return self.editor.isChecked()
        if isinstance(self.editor, QComboBox):
            return self.editor.currentText()
        return self.editor.value()

    def set_value(self, value: Value) -> None:
        """Show a value without telling of it."""
        if self._settled.isActive() or (self.slider is not None and self.slider.isSliderDown()):
            return  # the hand on the slider knows better
        self._told = self._tried = value
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
        self._settled.stop()
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
        box.setKeyboardTracking(False)
        box.lineEdit().setTextMargins(5, 0, 5, 0)
        widest = max(box.textFromValue(box.minimum()), box.textFromValue(min(box.maximum(), 99999)), key=len)
        box.setFixedWidth(box.fontMetrics().horizontalAdvance(widest) + 24)
        box.valueChanged.connect(self._typed)
        if parameter.low is not None and high < 1e9:
            self._make_slider(parameter, low, high)
        return box

    def _make_slider(self, parameter: Parameter, low: float, high: float) -> None:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._scale = Scale(low, high, whole=parameter.kind == "int")
        self.slider.setRange(0, self._scale.steps)
        self.slider.setMinimumWidth(36)
        self.slider.setAccessibleName(parameter.name)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(lambda: self._tell(self.value()))

    def _slid(self, step: int) -> None:
        with QSignalBlocker(self.editor):
            self.editor.setValue(self._scale.value(step))
        self._stepped(self.value())

    def _typed(self, value: float) -> None:
        self._move_slider(value)
        self._stepped(value)

    def _stepped(self, value: Value) -> None:
        """One step of a slider or a box; more may follow."""
        if self._parameter.stage == "query":
            self._tell(value)
            return
        if value != self._tried:
            self._tried, self._moved = value, True
            self._on_move(value)
        if self.slider is None or not self.slider.isSliderDown():
            self._settled.start()

    def _move_slider(self, value: Value) -> None:
        if self.slider is None:
            return
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._scale.step(value))

    def _tell(self, value: Value) -> None:
        """The value is meant; also told where it is the one before, if others were tried in between."""
        self._settled.stop()
        if value != self._told or self._moved:
            self._told = self._tried = value
            self._moved = False
            self._on_change(value)


def _decimals(low: float, high: float) -> int:
    span = high - low
    return 4 if span <= 0.05 else 3 if span <= 1 else 2 if span <= 10 else 1


def _range_text(parameter: Parameter) -> str:
    if parameter.kind in ("bool", "choice"):
        return tr("Default: {default}.", default=parameter.default)
    unit = f" {tr(parameter.unit)}" if parameter.unit else ""
    if parameter.low is None:
        return tr("Default: {default}{unit}.", default=parameter.default, unit=unit)
    return tr(
        "{low:g} to {high:g}{unit}; default {default}.",
        low=parameter.low,
        high=parameter.high,
        unit=unit,
        default=parameter.default,
    )
