"""How the images fill the codes: how many share one, and how evenly each bit divides them."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.gui import theme
from explorer.gui.codes import CodeView
from explorer.gui.language import number_text, tr

EVEN = 0.7
"""A bit whose mean as -1 and 1 is farther from 0 than this says little of an image."""
_MARGIN, _LABEL = 12, 74
_BALANCE = 60
"""Least height of the chart of the bits."""


class CodeBuckets(QWidget):
    """Bars of the images by how many others have their code, and one bar a bit of how often it is set."""

    def __init__(self) -> None:
        super().__init__()
        self._view: CodeView | None = None
        self.setMinimumSize(180, 100)

    def show_codes(self, view: CodeView | None) -> None:
        """Show the codes of another method."""
        self._view = view
        self.setAccessibleName("" if view is None else f"{summary(view)}; {balance_text(view)}")
        self.setToolTip("" if view is None else f"{summary(view)}\n{balance_text(view)}")
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Ask for the height that everything takes at this width; the panel scrolls."""
        if self._view is None:
            return
        metrics, room = self.fontMetrics(), QRect(0, 0, max(self.width() - 2 * _MARGIN, 1), 4096)
        texts = (summary(self._view), balance_text(self._view))
        words = sum(metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() for text in texts)
        self.setMinimumHeight(words + len(occupancy_bins(self._view)) * (metrics.height() + 2) + _BALANCE + 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two headed charts, one above the other."""
        c, view = theme.colours(), self._view
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.surface))
        if view is None:
            return
        line = painter.fontMetrics().height()
        room = QRectF(self.rect()).adjusted(_MARGIN, 6, -_MARGIN, -6)
        bins = occupancy_bins(view)
        bar = float(line + 2)
        top = self._draw_text(painter, room, room.top(), summary(view))
        for size, images in bins:
            self._draw_bin(painter, QRectF(room.left(), top, room.width(), bar), size, images / max(view.images, 1))
            top += bar
        top = self._draw_text(painter, room, top + 8, balance_text(view))
        self._draw_balance(painter, view, QRectF(room.left(), top + 2, room.width(), room.bottom() - top - 2))

    def _draw_text(self, painter: QPainter, room: QRectF, top: float, text: str) -> float:
        """Draw words over the whole width; tells where they end."""
        painter.setPen(QColor(theme.colours().text))
        place = QRectF(room.left(), top, room.width(), room.height())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        used = painter.boundingRect(place, flags, text)
        painter.drawText(place, flags, text)
        return used.bottom() + 3

    def _draw_bin(self, painter: QPainter, place: QRectF, size: str, share: float) -> None:
        c = theme.colours()
        painter.setPen(QColor(c.muted))
        label = QRectF(place.left(), place.top(), _LABEL - 6, place.height())
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, size)
        track = QRectF(place.left() + _LABEL, place.top() + 2, place.width() - _LABEL - 40, place.height() - 4)
        painter.fillRect(track, QColor(c.sunken))
        painter.fillRect(QRectF(track.left(), track.top(), track.width() * share, track.height()), QColor(c.accent))
        right = QRectF(track.right() + 4, place.top(), 36, place.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{share:.0%}")

    def _draw_balance(self, painter: QPainter, view: CodeView, place: QRectF) -> None:
        """A bar a bit, up where ones prevail and down where zeros do; dashes at the bounds of what is even."""
        if place.height() < 12:
            return
        c, middle, half = theme.colours(), place.center().y(), place.height() / 2
        width = place.width() / view.bits
        for bit, mean in enumerate(view.balance.tolist()):
            bar = QRectF(place.left() + bit * width, middle, max(width - 1, 0.6), -mean * half).normalized()
            painter.fillRect(bar, QColor(c.bad if abs(mean) > EVEN else c.muted))
        painter.setPen(QPen(QColor(c.strong_border), 1))
        painter.drawLine(place.left(), middle, place.right(), middle)
        painter.setPen(QPen(QColor(c.strong_border), 1, Qt.PenStyle.DashLine))
        for mean in (-EVEN, EVEN):
            painter.drawLine(place.left(), middle - mean * half, place.right(), middle - mean * half)


def occupancy_bins(view: CodeView) -> list[tuple[str, int]]:
    """How many images share their code with how many: sizes doubled from bin to bin, and images in each."""
    bins: dict[tuple[int, int], int] = {}
    for size, number in view.occupancy:
        low = 1 << (size.bit_length() - 1)
        bins[low, 2 * low - 1] = bins.get((low, 2 * low - 1), 0) + size * number
    return [
        (tr("alone") if low == 1 else f"{number_text(low)}–{number_text(high)}", images)
        for (low, high), images in bins.items()
    ]


def summary(view: CodeView) -> str:
    """The buckets in a sentence."""
    largest = view.occupancy[-1][0] if view.occupancy else 0
    share = f"{view.distinct / max(view.images, 1):.0%}"
    return tr(
        "{distinct:,} codes for {images:,} images ({share}); the fullest holds {largest:,}. "
        "Share of the images by how many have the same code:",
        distinct=view.distinct,
        images=view.images,
        share=share,
        largest=largest,
    )


def balance_text(view: CodeView) -> str:
    """The bits in a sentence."""
    uneven = int((abs(view.balance) > EVEN).sum())
    return tr(
        "Mean of each of the {bits} bits as −1 and 1: {uneven} beyond ±{even}",
        bits=view.bits,
        uneven=uneven or tr("none"),
        even=EVEN,
    )
