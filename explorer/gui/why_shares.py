"""How much of a score comes over which way: a bar of shares with its legend."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.gui import theme
from explorer.gui.canvas import colours
from explorer.gui.flow import FlowLayout
from explorer.gui.language import mark_text, tr
from explorer.gui.why_section import Hands, Section, Told

HEIGHT = 14
TITLES = {
    "words": mark_text("the words"),
    "direct": mark_text("itself"),
    "1 hop": mark_text("over 1 image"),
    "2 hops": mark_text("over 2 images"),
    "longer": mark_text("over more"),
    "not reached": mark_text("not reached by the graph"),
}
"""What the ways are called, by what the engine calls them."""
_CODES = {"words": 3, "direct": 0, "1 hop": 4, "2 hops": 2, "longer": 1}
_LEAST = 0.0005


class SharesSection(Section):
    """The parts of the score by the length of the way from the query.

    Attributes:
        shares: what is shown: share of the score by way.
    """

    title = mark_text("Where its score comes from")

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self.shares: dict[str, float] = {}
        self._bar = ShareBar()
        self._legend = QWidget()
        self._flow = FlowLayout(self._legend, spacing=10)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._legend)

    def show_explanation(self, told: Told) -> None:
        """See `Section`; negative parts, which some methods have, count by their size."""
        parts = told["shares"]
        whole = sum(map(abs, parts.values()))
        ways = [*(way for way in TITLES if way in parts), *(way for way in parts if way not in TITLES)]
        self.shares = {way: abs(parts[way]) / whole for way in ways} if whole else {}
        self.shares = {way: share for way, share in self.shares.items() if share >= _LEAST}
        self._bar.show_shares(self.shares)
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        for way, share in self.shares.items():
            mark = f'<span style="color:{share_colour(way).name()}">■</span>'
            label = QLabel(f"{mark} {share:.0%} {tr(TITLES.get(way, way))}")
            label.setTextFormat(Qt.TextFormat.RichText)
            self._flow.addWidget(label)
        self._legend.updateGeometry()
        self.setVisible(bool(self.shares))


class ShareBar(QWidget):
    """One bar, divided."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: dict[str, float] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: dict[str, float]) -> None:
        """Show other shares, which sum to 1."""
        self._shares = shares
        spoken = ", ".join(f"{share:.0%} {tr(TITLES.get(way, way))}" for way, share in shares.items())
        self.setAccessibleName(tr("Shares of the score: {spoken}", spoken=spoken))
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(120, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(whole, HEIGHT / 2, HEIGHT / 2)
        painter.setClipPath(outline)
        painter.fillRect(whole, QColor(theme.colours().sunken))
        left = 0.0
        for way, share in self._shares.items():
            part = QRectF(left, 0, share * whole.width(), whole.height())
            painter.fillRect(part, share_colour(way))
            left += part.width()
            painter.fillRect(QRectF(left - 0.75, 0, 1.5, whole.height()), QColor(theme.colours().surface))


def share_colour(way: str) -> QColor:
    """The colour of a way."""
    return colours.CATEGORIES[_CODES[way]] if way in _CODES else QColor(theme.colours().strong_border)
