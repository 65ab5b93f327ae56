"""The page that measures methods: what to measure at the top, its figures in several views below."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.elided import ElidedLabel
from explorer.gui.evaluation import QUERIES, Evaluation
from explorer.gui.evaluation_views import CostView, CurveView, HubsView, TableView
from explorer.gui.gains_pane import GainsPane
from explorer.gui.language import begun, mark_text, tr
from explorer.gui.named_box import NamedBox
from explorer.gui.sweep_pane import SweepPane
from explorer.protocol.naming import PipelineName
from explorer.protocol.specs import MethodSpec

View = Literal["table", "precision", "recall", "cost", "queries", "hubs", "sweep"]
TITLES: dict[View, tuple[str, str]] = {
    "table": (mark_text("Table"), mark_text("Figures with their intervals, sorted by the head that is clicked")),
    "precision": (mark_text("Precision"), mark_text("Precision over recall")),
    "recall": (mark_text("Recall"), mark_text("Recall at k")),
    "cost": (mark_text("Cost"), mark_text("Quality against time and bytes")),
    "queries": (mark_text("Queries"), mark_text("Which queries gain and which lose")),
    "hubs": (mark_text("Hubs"), mark_text("Images that come up whatever is searched for")),
    "sweep": (mark_text("Sweep"), mark_text("Values of a parameter, on a validation split")),
}


class EvaluationPage(QWidget):
    """Shows an `Evaluation`, and asks it to measure.

    Signals:
        method_wanted(str): show this method as a column.
        query_wanted(int, str, str): open this image in columns of these two methods.
        image_wanted(int): search for this image.
        pipeline_wanted(PipelineName): show this method as a column.
        open_wanted(), save_wanted(), foreign_wanted(): choose a file for that.

    Attributes:
        methods: the names of what is measured, as the command line takes them.
    """

    method_wanted = Signal(str)
    query_wanted = Signal(int, str, str)
    image_wanted = Signal(int)
    pipeline_wanted = Signal(object)
    open_wanted = Signal()
    save_wanted = Signal()
    foreign_wanted = Signal()

    def __init__(self, evaluation: Evaluation, name: Callable[[int], str], thumbnails: Thumbnails) -> None:
        """`name` tells how an image of the report is called, nothing where the open collection does not hold it."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("evaluation")
        self._evaluation = evaluation
        self._specs: dict[str, MethodSpec] = {}
        self._possible, self._hindrance = False, ""
        self.methods = QLineEdit()
        self.queries = NamedBox(
            tr("Who queries whom: as the splits say, or random draws with near-duplicates on one side"), 17
        )
        self.run = QPushButton(tr("Evaluate"))
        self.views = QTabBar()
        self.sweep, self.gains = SweepPane(), GainsPane(name, thumbnails)
        self.pages: dict[View, QWidget] = {
            "table": TableView(self.method_wanted.emit),
            "precision": CurveView("precision@recall"),
            "recall": CurveView("recall@k"),
            "cost": CostView(),
            "queries": self.gains,
            "hubs": HubsView(self.image_wanted.emit, name, thumbnails),
            "sweep": self.sweep,
        }
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_head())
        layout.addLayout(self._make_tabs())
        layout.addWidget(self._stack, 1)
        self._follow()

    @property
    def view(self) -> View:
        """What is shown."""
        return list(self.pages)[self.views.currentIndex()]

    def show_view(self, view: View) -> None:
        """Show one of the views."""
        self.views.setCurrentIndex(list(self.pages).index(view))

    def show_methods(self, columns: list[PipelineName], specs: dict[str, MethodSpec], *, possible: bool) -> None:
        """Offer methods: those of the columns at first, all others from the menu."""
        if not self.methods.isModified():
            self.methods.setText(", ".join(dict.fromkeys(str(name) for name in columns)))
            self.methods.setCursorPosition(0)
        if specs != self._specs:
            self._specs = specs
            self._fill_menu()
        self._possible = possible
        self._hindrance = tr("No image has a label, so nothing can be judged.") if specs and not possible else ""
        self._show_running()
        self.sweep.show_methods(columns, specs, possible=possible)

    def take_focus(self) -> None:
        """Give the keyboard to the methods."""
        self.methods.setFocus()

    # Putting together

    def _make_head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("queryBar")
        self.methods.setAccessibleName(tr("Methods to evaluate, separated by commas"))
        self.methods.setPlaceholderText(tr("Methods, such as cosine, whiten>gnn-rerank[k1=40], itq-64"))
        self.methods.setToolTip(tr("The first is the one that the others are compared with"))
        self.methods.returnPressed.connect(self.start)
        self.more = QToolButton()
        self.more.setText(tr("Add ▾"))
        self.more.setObjectName("pick")
        self.more.setAccessibleName(tr("Add a method"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        for value, text in QUERIES.items():
            self.queries.addItem(tr(text), value)
        self.run.setObjectName("primary")
        self.run.clicked.connect(lambda _: self._evaluation.cancel() if self._evaluation.running else self.start())
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.methods, 1)
        first.addWidget(self.more)
        first.addWidget(self.queries)
        first.addWidget(self.run)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tr("Progress of the evaluation"))
        self._told = ElidedLabel()
        self._told.setObjectName("muted")
        layout = QVBoxLayout(head)
        layout.setContentsMargins(12, 9, 12, 9)
        layout.setSpacing(6)
        layout.addLayout(first)
        layout.addWidget(self._bar)
        layout.addWidget(self._told)
        return head

    def _make_tabs(self) -> QHBoxLayout:
        self.views.setAccessibleName(tr("Views of the evaluation"))
        self.views.setExpanding(False)
        self.views.setDrawBase(False)
        self.views.setUsesScrollButtons(True)
        for name, page in self.pages.items():
            title, tip = map(tr, TITLES[name])
            self.views.setTabToolTip(self.views.addTab(title), tip)
            self._stack.addWidget(page)
        self.views.currentChanged.connect(self._stack.setCurrentIndex)
        self.open_button = _button(tr("Open…"), tr("Open a report that `evaluate --json` wrote"), self.open_wanted.emit)
        self.save_button = _button(tr("Save…"), tr("Save as a page, JSON, CSV or LaTeX"), self.save_wanted.emit)
        row = QHBoxLayout()
        row.setContentsMargins(6, 3, 12, 3)
        row.setSpacing(8)
        row.addWidget(self.views, 1)
        row.addWidget(self.open_button)
        row.addWidget(self.save_button)
        return row

    def _follow(self) -> None:
        evaluation = self._evaluation
        evaluation.changed.connect(self._show_report)
        evaluation.running_changed.connect(self._show_running)
        evaluation.progressed.connect(self._show_running)
        evaluation.sweep_changed.connect(self._show_sweep)
        self.gains.query_wanted.connect(self.query_wanted)
        self.sweep.wanted.connect(evaluation.start_sweep)
        self.sweep.failed.connect(evaluation.failed)
        self.sweep.value_chosen.connect(self.pipeline_wanted)
        self._show_report()
        self._show_sweep()
        self._show_running()

    def _fill_menu(self) -> None:
        menu = self.more.menu()
        menu.clear()
        menu.setToolTipsVisible(True)
        families: dict[str, QMenu] = {}
        for name, spec in self._specs.items():
            if spec.kind != "ranker":
                continue
            if spec.family not in families:
                families[spec.family] = menu.addMenu(begun(tr(spec.family)))
                families[spec.family].setToolTipsVisible(True)
            action = families[spec.family].addAction(tr(spec.title), lambda name=name: self.add_method(name))
            action.setToolTip(f"{name}: {tr(spec.summary)}")
        menu.addSeparator()
        menu.addAction(tr("Ranking from a file…"), self.foreign_wanted.emit)

    def add_method(self, name: str) -> None:
        """Measure one more."""
        before = self.methods.text().strip().rstrip(",")
        self.name_methods(f"{before}, {name}" if before else name)

    def name_methods(self, names: str) -> None:
        """Measure these, whatever the columns are."""
        self.methods.setText(names)
        self.methods.setCursorPosition(0)
        self.methods.setModified(True)

    # What is shown

    def start(self) -> None:
        """Measure what is named."""
        if self._possible and not self._evaluation.running:
            self._evaluation.start(self.methods.text(), self.queries.currentData())
            if self.view == "sweep":
                self.show_view("table")

    def _show_report(self) -> None:
        report = self._evaluation.report
        for page in self.pages.values():
            if page is not self.sweep:
                page.show_report(report)
        self.save_button.setEnabled(report is not None)
        self._show_running()

    def _show_sweep(self) -> None:
        self.sweep.show_sweep(*(self._evaluation.sweep or (None, None)))

    def _show_running(self) -> None:
        running = self._evaluation.running
        self.run.setText(tr("Cancel") if running else tr("Evaluate"))
        self.run.setEnabled(running or self._possible)
        self.sweep.run.setEnabled(self._possible and not running and self.sweep.method.count() > 0)
        self._bar.setVisible(running)
        if running:
            done, total, text = self._evaluation.progress
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._told.set_whole(text)
        else:
            self._told.set_whole(self._evaluation.title or self._hindrance)
        self._told.setVisible(bool(self._told.whole))

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_report()


def _button(text: str, tip: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setObjectName("pick")
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _: act())
    return button
