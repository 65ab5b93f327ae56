"""The head of a column: encoder, preprocessing, method, figures, buttons."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPaintEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
)

from explorer.gui import theme
from explorer.gui.elided import ElidedLabel
from explorer.gui.figures import FiguresLabel, explained, figures
from explorer.gui.language import begun, mark_text, tr
from explorer.gui.state import BY_WORDS, Column, ColumnResult, EncoderChoice
from explorer.protocol.naming import PipelineName
from explorer.protocol.specs import MethodSpec

FEEDBACK_TIP = mark_text(
    "Searches for the query and the images marked right, and away from those marked wrong "
    "(Rocchio's weights 1, 0.75 and 0.15). Marked images are left out; average precision "
    "counts what shares a label with the query alone."
)
REFERENCE_TIP = mark_text("The other columns tell their changes of rank against this one")
LOCKED_TIP = mark_text(
    "Keeps its list for {}, whatever is asked of the others; unlock it in the menu ⋯ or by Ctrl+Alt+R"
)


class ColumnHead(QFrame):
    """Method, figures and buttons of a column.

    Signals:
        method_chosen(str): another method.
        encoder_chosen(object): another encoder, None for the collection's own.
        parameters_toggled(bool): show or hide the parameters.
        menu_wanted(QPoint): the menu of columns, with its upper right corner there.
    """

    method_chosen = Signal(str)
    encoder_chosen = Signal(object)
    parameters_toggled = Signal(bool)
    menu_wanted = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("columnHead")
        self.methods = _choice(tr("Method"))
        self.methods.activated.connect(lambda: self.method_chosen.emit(self.methods.currentData()))
        self.encoders = _choice(tr("Encoder"))
        self.encoders.activated.connect(lambda: self.encoder_chosen.emit(self.encoders.currentData()))
        self.sliders = QToolButton()
        self.sliders.setCheckable(True)
        self.sliders.setToolTip(tr("Parameters of this column"))
        self.sliders.setAccessibleName(tr("Parameters"))
        self.sliders.toggled.connect(self.parameters_toggled)
        self.more = QToolButton()
        self.more.setText("⋯")
        self.more.setToolTip(tr("Preprocessing, encoders, and what else can be done with this column"))
        self.more.setAccessibleName(tr("More about this column"))
        self.more.clicked.connect(self._open_menu)
        self.before = ElidedLabel()
        self.before.setObjectName("metrics")
        self.metrics = FiguresLabel()
        self.metrics.setObjectName("metrics")
        self.place = _badge("stage", tr("Where the image under the pointer stands in this column"))
        self._reference = _badge("badge", tr(REFERENCE_TIP))
        self._approximate = _badge("warningBadge", "")
        self._known: dict[str, MethodSpec] = {}
        self._known_encoders: list[EncoderChoice] = []
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.methods, 1)
        first.addWidget(self.sliders)
        first.addWidget(self.more)
        last = QHBoxLayout()
        last.setSpacing(4)
        last.addWidget(self.metrics, 1)
        height = self.metrics.sizeHint().height()
        for badge in (self.place, self._approximate, self._reference):
            badge.setFixedHeight(height)
            badge.hide()
            last.addWidget(badge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(9, 8, 8, 7)
        layout.setSpacing(5)
        layout.addWidget(self.encoders)
        layout.addWidget(self.before)
        layout.addLayout(first)
        layout.addLayout(last)

    def show_column(
        self,
        column: Column,
        methods: dict[str, MethodSpec],
        reference: ColumnResult | None,
        *,
        is_reference: bool,
        locked: str = "",
    ) -> None:
        """Bring the head up to date.

        Args:
            column: what it is of.
            methods: what can be chosen.
            reference: the list that this one is compared with; None where there is none.
            is_reference: whether others are compared with this one.
            locked: what the list is for where it is kept; empty where it follows.
        """
        self.sliders.setIcon(theme.icon("sliders"))
        self._fill(methods)
        place = self.methods.findData(column.pipeline.ranker.name)
        if place < 0:
            self.methods.addItem(column.pipeline.ranker.name, column.pipeline.ranker.name)
            place = self.methods.count() - 1
        self.methods.setCurrentIndex(place)
        self.methods.setEnabled(bool(methods))
        self.methods.setToolTip(str(column.pipeline))
        before = preprocessing_text(column.route, methods)
        kept = tr("kept for {locked}", locked=locked) if locked else ""
        moved = tr("query moved by the marks") if column.feedback else ""
        theirs = tr("ranked by another program") if column.lookup is not None else ""
        told = " → ".join([*filter(None, (kept, moved, theirs or before)), ""]).strip()
        self.before.set_whole(told or tr("no preprocessing →"))
        tip = [tr("Before ranking: {before}\n{route}", before=before, route=column.route)] if before else []
        self.before.setToolTip("\n".join([tr(FEEDBACK_TIP), *tip] if column.feedback else tip))
        self._reference.setText(tr("locked") if locked else tr("reference"))
        self._reference.setToolTip(tr(LOCKED_TIP).format(locked) if locked else tr(REFERENCE_TIP))
        self._reference.setVisible(is_reference or bool(locked))
        self._show_approximation(column)
        self.metrics.show_figures(figures(column.result, reference, column.least))
        self.metrics.setToolTip(explained(column, methods, reference))

    def show_encoders(self, encoders: list[EncoderChoice], chosen: EncoderChoice | None) -> None:
        """Offer these encoders; with one alone there is nothing to choose."""
        if encoders != self._known_encoders:
            self._known_encoders = encoders
            self.encoders.clear()
            for one in encoders:
                self.encoders.addItem(one.title, one.name)
                tip = tr(
                    "{encoder}, {images:,} images", encoder=one.name or tr("from the feature file"), images=one.images
                )
                self.encoders.setItemData(self.encoders.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        if chosen is not None:
            self.encoders.setCurrentIndex(encoders.index(chosen))
            self.encoders.setToolTip(tr("Encoder: {encoder}", encoder=chosen.name or chosen.title))
        self.encoders.setVisible(len(encoders) > 1)

    def show_place(self, text: str) -> None:
        """Say where the image under the pointer stands; nothing where it is in sight."""
        self.place.setText(text)
        self.place.setVisible(bool(text))

    def _show_approximation(self, column: Column) -> None:
        tried = column.draft is not None and column.result is not None and column.result.pipeline == str(column.draft)
        self._approximate.setText(tr("approximate") if column.is_approximate else tr("exact"))
        self._approximate.setToolTip(tr("So few images are fitted at once: this is the exact list."))
        if column.result is not None and column.result.nearest:
            text = tr(
                "Fitted on the {nearest:,} images nearest to the query alone, and only these are ranked; "
                "let the slider go for the exact list.",
                nearest=column.result.nearest,
            )
            if column.draft is None:
                text = tr(
                    "Fitted on the {nearest:,} images nearest to the query alone, and only these are ranked; "
                    "the exact list follows.",
                    nearest=column.result.nearest,
                )
            self._approximate.setToolTip(text)
        self._approximate.setVisible(column.is_approximate or tried)

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
                self.methods.addItem(begun(tr(family)))
                model = self.methods.model()
                assert isinstance(model, QStandardItemModel)
                model.item(self.methods.count() - 1).setEnabled(False)
            self.methods.addItem(tr(spec.title), spec.name)
            self.methods.setItemData(self.methods.count() - 1, tr(spec.summary), Qt.ItemDataRole.ToolTipRole)

    def _open_menu(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomRight()))


def preprocessing_text(pipeline: PipelineName, methods: dict[str, MethodSpec]) -> str:
    """The stages before the method, for people: `Whiten d=256 → Database augmentation`; empty where there are none."""
    parts = []
    for stage in pipeline.stages[:-1]:
        spec = methods.get(stage.name)
        shown = () if stage == BY_WORDS else stage.parameters
        given = " ".join(f"{name}={value}" for name, value in shown)
        parts.append(f"{tr(spec.title) if spec else stage.name} {given}".strip())
    return " → ".join(parts)


class Choice(QComboBox):
    """A box that shortens its text where there is no room for all of it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box with as much of the text as fits."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width() - 4
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def _choice(name: str) -> QComboBox:
    box = Choice()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _badge(kind: str, tip: str) -> QLabel:
    label = QLabel()
    label.setObjectName(kind)
    label.setToolTip(tip)
    return label


def _family_order(specs: list[MethodSpec]) -> Callable[[MethodSpec], tuple[int, str]]:
    """Families in the order in which the engine tells them, methods by title within."""
    order = {family: place for place, family in enumerate(dict.fromkeys(spec.family for spec in specs))}
    return lambda spec: (order[spec.family], tr(spec.title))
