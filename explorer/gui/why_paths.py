"""The strongest ways through the graph from the query to an image, as rows of pictures joined by edges."""

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from explorer.gui import theme
from explorer.gui.canvas import marks
from explorer.gui.flow import FlowLayout
from explorer.gui.language import mark_text, tr
from explorer.gui.why_section import Hands, Section, Told
from explorer.protocol.ids import NO_IMAGE

SIDE = 44
EDGE = 40
"""Width of an edge between two pictures."""
SHOWN = 5
"""So many paths are shown; what the others add is small."""


class PathsSection(Section):
    """One row a path: query, edge, image, edge, …, the explained image.

    Attributes:
        rows: the paths shown, best first.
    """

    title = mark_text("Strongest ways from the query")

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self.rows: list[PathRow] = []

    def show_explanation(self, told: Told) -> None:
        """See `Section`; a single edge from the query to the image says nothing that its score does not."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        paths = told["paths"]
        trivial = len(paths) == 1 and len(paths[0]["images"]) == 1
        self.rows = [] if trivial else [PathRow(self.hands, path, told["query"]) for path in paths[:SHOWN]]
        for row in self.rows:
            self.body.addWidget(row)
        self.setVisible(bool(self.rows))


class PathRow(QWidget):
    """A path, which goes on in the next line where there is no more room.

    Attributes:
        images: ids from the query to the explained image.
        edges: the buttons between them.
    """

    def __init__(self, hands: Hands, path: dict[str, Any], query: int) -> None:
        super().__init__()
        self.images = (query, *path["images"])
        self.edges: list[EdgeButton] = []
        flow = FlowLayout(self, spacing=0)
        first = hands.picture(query, SIDE)
        first.set_frame(marks.QUERY)
        flow.addWidget(first)
        for place, image in enumerate(path["images"]):
            edge = EdgeButton(path["weights"][place], mutual=path["mutual"][place])
            ends = self.images[place], image
            edge.setEnabled(NO_IMAGE not in ends)
            edge.clicked.connect(lambda _=False, ends=ends: hands.signs.edge_toggled.emit(*ends))
            self.edges.append(edge)
            flow.addWidget(edge)
            flow.addWidget(hands.picture(image, SIDE))
        self.setToolTip(tr("Product of its edges: {strength:.3f}", strength=path["strength"]))


class EdgeButton(QAbstractButton):
    """An edge with its weight: solid where mutual, dashed where one-way."""

    def __init__(self, weight: float, *, mutual: bool) -> None:
        super().__init__()
        self._weight = weight
        self._mutual = mutual
        kind = tr("mutual") if mutual else tr("one-way")
        self.setAccessibleName(tr("Edge of similarity {weight:.2f}, {kind}", weight=weight, kind=kind))
        self.setToolTip(
            tr(
                "{accessible_name}. Click to cut it and see how the ranking moves; Ctrl+Z undoes that.",
                accessible_name=self.accessibleName(),
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As high as the pictures."""
        return QSize(EDGE, SIDE + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line, and the weight above it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme.colours()
        middle = self.height() / 2
        pointed = self.isEnabled() and (self.underMouse() or self.hasFocus())
        ink = QColor(c.bad if pointed else c.text)
        style = Qt.PenStyle.SolidLine if self._mutual else Qt.PenStyle.DashLine
        painter.setPen(QPen(ink, 1.0 + 2.0 * max(self._weight, 0.0), style))
        painter.drawLine(QPointF(2, middle), QPointF(self.width() - 2, middle))
        painter.setPen(ink)
        above = QRectF(0, middle - 18, self.width(), 16)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"{self._weight:.2f}")
        if pointed:
            sign = theme.pixmap("cut", 16, c.bad, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(self.width() / 2 - 8, middle + 3), sign)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what a click does."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the edge alone."""
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, Enter and Space cut."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
