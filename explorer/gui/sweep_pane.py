"""Values of one parameter compared on a validation split, while the test split stays locked."""

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.errors import ParameterError
from explorer.gui.evaluation import Sweep
from explorer.gui.language import mark_text, tr
from explorer.gui.named_box import NamedBox
from explorer.gui.report_table import Cell, CellTable, Head
from explorer.gui.sentences import tr_said
from explorer.protocol.naming import PipelineName
from explorer.protocol.report import Report
from explorer.protocol.specs import MethodSpec, Parameter, Value

LOCKED = mark_text(
    "Values are compared on images of the gallery that query each other (those marked val, "
    "else a random fifth, with near-duplicates on one side). The queries of the test split "
    "take no part, so that a value chosen here is still judged fairly by Evaluate."
)
_HEADS = [
    Head(mark_text("Value"), mark_text("Enter or a double click makes a column of it")),
    Head("mAP", mark_text("On the validation queries")),
    Head("Δ", mark_text("Difference to the first value, in points, with its 95 % interval")),
    Head("hit@1"),
    Head(mark_text("query ms")),
]
_STEPS = 5


class SweepPane(QWidget):
    """Chooses method, parameter and values, and shows what came of them.

    Signals:
        wanted(Sweep): compare these values.
        value_chosen(PipelineName): make a column of the method with this value.
        failed(str): one sentence.
    """

    wanted = Signal(object)
    value_chosen = Signal(object)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._methods: list[PipelineName] = []
        self._specs: dict[str, MethodSpec] = {}
        self._places: list[tuple[int, Parameter]] = []
        self._sweep: Sweep | None = None
        self.method = NamedBox(tr("Method whose parameter is varied"), letters=8)
        self.parameter = NamedBox(tr("Parameter that is varied"), letters=8)
        self.values = QLineEdit()
        self.values.setAccessibleName(tr("Values to compare, separated by commas"))
        self.values.setPlaceholderText(tr("Values, separated by commas"))
        self.run = QPushButton(tr("Compare values"))
        self.told = QLabel(tr(LOCKED), wordWrap=True)
        self.told.setObjectName("muted")
        self.told.setContentsMargins(10, 2, 10, 8)
        nothing = tr("What comes of each value stands here once it is measured.")
        self.table = CellTable(tr("Values and what came of them"), self._choose, nothing)
        head = QHBoxLayout()
        head.setContentsMargins(10, 6, 10, 6)
        head.setSpacing(8)
        head.addWidget(self.method, 2)
        head.addWidget(self.parameter, 1)
        head.addWidget(self.values, 2)
        head.addWidget(self.run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        self.method.currentIndexChanged.connect(lambda _: self._fill_parameters())
        self.parameter.currentIndexChanged.connect(lambda _: self._propose())
        self.run.clicked.connect(lambda _: self._start())
        self.values.returnPressed.connect(self._start)

    def show_methods(self, methods: list[PipelineName], specs: dict[str, MethodSpec], *, possible: bool) -> None:
        """Offer the methods of the columns that have parameters."""
        with_some = [
            m for m in methods if any(specs[s.name].parameters for s in m.stages if s.name in specs)
        ]  # fmt: skip
        self.run.setEnabled(possible and bool(with_some))
        if [str(method) for method in with_some] == [str(method) for method in self._methods] and specs == self._specs:
            return
        self._methods, self._specs = with_some, specs
        self.method.clear()
        self.method.addItems([str(method) for method in with_some])

    def show_sweep(self, sweep: Sweep | None, report: Report | None) -> None:
        """Show what is known of the values so far."""
        self._sweep = sweep
        if sweep is None or report is None:
            self.told.setText(tr(LOCKED))
            self.table.show_rows(_HEADS, [])
            return
        self.told.setText(f"{sweep.pipeline}, {sweep.parameter}: {tr_said(report['split'])}")
        figures = sweep.figures(report)
        highest = max((one["map"] for one in figures), default=None)
        rows = []
        for value, one in zip(sweep.values, figures, strict=False):
            interval = one["confidence"]
            ends = f"  [{100 * interval[0]:+.1f}, {100 * interval[1]:+.1f}]" if interval else ""
            hit = one["hit@k"].get("1")
            cells = [
                Cell(_text(value), value if not isinstance(value, str) else None),
                Cell(f"{one['map']:.4f}", one["map"], strong=one["map"] == highest),
                Cell(f"{100 * one['difference']:+.1f}{ends}" if rows else "", one["difference"]),
                Cell("" if hit is None else f"{hit:.3f}", hit),
                Cell(f"{one['query_ms']:.2f}", one["query_ms"]),
            ]
            rows.append((value, cells))
        self.table.show_rows(_HEADS, rows)

    @property
    def _method(self) -> PipelineName | None:
        place = self.method.currentIndex()
        return self._methods[place] if 0 <= place < len(self._methods) else None

    def _fill_parameters(self) -> None:
        method = self._method
        self._places = [] if method is None else [
            (stage, parameter)
            for stage, name in enumerate(method.stages) if name.name in self._specs
            for parameter in self._specs[name.name].parameters
        ]  # fmt: skip
        several = method is not None and len(method.stages) > 1
        self.parameter.clear()
        for stage, parameter in self._places:
            before = f"{method.stages[stage].name}: " if several and method is not None else ""
            self.parameter.addItem(f"{before}{parameter.name}")
            self.parameter.setItemData(self.parameter.count() - 1, tr(parameter.help), Qt.ItemDataRole.ToolTipRole)

    def _propose(self) -> None:
        place = self.parameter.currentIndex()
        if 0 <= place < len(self._places):
            self.values.setText(", ".join(_text(value) for value in proposed(self._places[place][1])))

    def _start(self) -> None:
        method, place = self._method, self.parameter.currentIndex()
        if method is None or not 0 <= place < len(self._places) or not self.run.isEnabled():
            return
        stage, parameter = self._places[place]
        try:
            given = [parameter.checked(part.strip()) for part in self.values.text().split(",") if part.strip()]
        except ParameterError as fault:
            self.failed.emit(str(fault))
            return
        if len(set(given)) < 2:
            self.failed.emit(tr("Give at least two values of {name}, separated by commas.", name=parameter.name))
            return
        self.wanted.emit(Sweep(method, stage, parameter.name, tuple(dict.fromkeys(given))))

    def _choose(self, value: Value) -> None:
        if self._sweep is not None:
            self.value_chosen.emit(self._sweep.with_value(value))


def proposed(parameter: Parameter) -> list[Value]:
    """A few values around the default, within the range."""
    if parameter.kind == "bool":
        return [False, True]
    if parameter.kind == "choice":
        return list(parameter.choices)
    default = float(parameter.default)
    low = parameter.low if parameter.low is not None else default / 4
    high = parameter.high if parameter.high is not None else 4 * default
    if parameter.kind == "int" and default > 0:
        around = [default * factor for factor in (0.25, 0.5, 1, 2, 4)]
    else:
        around = [*np.linspace(low, high, _STEPS), default]
    kept = [min(max(value, low), high) for value in around]
    rounded = [round(value) if parameter.kind == "int" else float(f"{value:.3g}") for value in kept]
    return sorted(set(rounded))


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
