"""What words have to do with an image: those of the query, its captions, and the representations that were compared."""

import html
import re
import unicodedata
from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui import theme
from explorer.gui.flow import FlowLayout
from explorer.gui.language import mark_text, tr
from explorer.gui.why_section import Hands, Section, Told

CELL = 34
"""Most of a cell's side in logical pixels."""
_WORD = re.compile(r"\w+")
_LEAST = 0.005


class WordsSection(Section):
    """The words of the query, the captions of the image, and a grid of representations.

    Attributes:
        words: each word of the query with the share of the score that is lost without it.
        captions: the captions of the image, with their similarities.
        grid: the representations.
    """

    title = mark_text("What the words have to do with it")

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self.words: list[tuple[str, float]] = []
        self.captions: list[tuple[str, float]] = []
        self._tags = QWidget()
        self._flow = FlowLayout(self._tags, spacing=5)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        self._about = QLabel(wordWrap=True)
        self._about.setObjectName("muted")
        self.grid = HeadsGrid()
        self.body.addWidget(self._tags)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._about)
        self.body.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignLeft)

    def show_explanation(self, told: Told) -> None:
        """See `Section`."""
        match = told.get("words") or {"query": (), "captions": (), "heads": ()}
        # Of a score near 0 a word can lose many times as much, which tells nothing in percent of it.
        whole = max([abs(told["score"]), *(abs(lost) for _, lost in match["query"])])
        self.words = [(word, lost / whole if whole else 0.0) for word, lost in match["query"]]
        self.captions = [(text, similarity) for text, similarity in match["captions"]]
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        for word, share in self.words:
            self._flow.addWidget(WordTag(word, share))
        self._tags.setVisible(bool(self.words))
        self._tags.updateGeometry()
        self._show_captions({word.casefold() for word, _ in self.words})
        heads = match["heads"]
        self.grid.show_cosines(heads)
        self._about.setText(
            tr(
                "The {n} representations of the query (rows) beside the {others} of the image: the "
                "closer two of them are, the darker.",
                n=len(heads),
                others=len(heads[0]),
            )
            if heads
            else ""
        )
        self._about.setVisible(bool(heads))
        self.setVisible(bool(self.words or self.captions or heads))

    def _show_captions(self, asked: Collection[str]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            item.widget().deleteLater()
        for text, similarity in self.captions:
            label = QLabel(f"{marked(text, asked)} <span>\u2066({similarity:.2f})\u2069</span>", wordWrap=True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setToolTip(tr("Similarity of this caption to the query: {similarity:.4f}", similarity=similarity))
            label.setAccessibleName(
                tr("Caption: {words}, similarity {similarity:.2f}", words=text, similarity=similarity)
            )
            self._lines.addWidget(label)


class WordTag(QLabel):
    """A word on a ground that is the stronger, the more of the score it is."""

    def __init__(self, word: str, share: float) -> None:
        super().__init__()
        self._share = share
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setContentsMargins(6, 2, 6, 2)
        amount = f"{share:+.0%}" if abs(share) >= _LEAST else "0 %"
        self.setText(f"{html.escape(word)} <small>{amount}</small>")
        told = tr("is lost") if share >= 0 else tr("is gained")
        self.setToolTip(tr("Without “{word}”, {share:.1%} of the score {told}", word=word, share=abs(share), told=told))
        self.setAccessibleName(
            tr("{word}: {share:.0%} of the score {told} without it", word=word, share=abs(share), told=told)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, then the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme.colours()
        ground = QColor(c.accent if self._share >= 0 else c.bad)
        ground.setAlphaF(0.08 + 0.37 * min(abs(self._share), 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()
        super().paintEvent(event)


class HeadsGrid(QWidget):
    """Cosines of each representation of the query with each of the image."""

    def __init__(self) -> None:
        super().__init__()
        self._cosines: Sequence[Sequence[float]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_cosines(self, cosines: Sequence[Sequence[float]]) -> None:
        """Show others; none hides the grid."""
        self._cosines = cosines
        self.setVisible(bool(cosines))
        if cosines:
            best, row, column = max((c, i, j) for i, line in enumerate(cosines) for j, c in enumerate(line))
            self.setAccessibleName(
                tr(
                    "Closest: representation {row} of the query and {column} of the image, cosine {best:.2f}",
                    row=row + 1,
                    column=column + 1,
                    best=best,
                )
            )
            self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Square cells."""
        rows = len(self._cosines)
        return QSize(CELL * (len(self._cosines[0]) if rows else 0), CELL * rows)

    def minimumSizeHint(self) -> QSize:
        """Narrower, and as high."""
        return QSize(self.sizeHint().width() // 2, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cells, each with its number."""
        if not self._cosines:
            return
        painter = QPainter(self)
        c = theme.colours()
        font = painter.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() - 2))
        painter.setFont(font)
        wide, high = self.width() / len(self._cosines[0]), self.height() / len(self._cosines)
        for i, line in enumerate(self._cosines):
            for j, cosine in enumerate(line):
                cell = QRectF(j * wide, i * high, wide, high).adjusted(1, 1, -1, -1)
                ground = QColor(c.accent if cosine >= 0 else c.bad)
                ground.setAlphaF(0.05 + 0.45 * min(abs(cosine), 1.0))
                painter.fillRect(cell, ground)
                painter.setPen(QColor(c.text))
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{cosine:.2f}")


def marked(text: str, asked: Collection[str]) -> str:
    """A caption as HTML: in the direction in which its script is read, with the words of the query in bold."""
    parts, end = [], 0
    for found in _WORD.finditer(text):
        word = html.escape(found.group())
        parts += [html.escape(text[end : found.start()]), f"<b>{word}</b>" if word.casefold() in asked else word]
        end = found.end()
    parts.append(html.escape(text[end:]))
    return f'<span dir="{"rtl" if reads_leftwards(text) else "ltr"}">{"".join(parts)}</span>'


def reads_leftwards(text: str) -> bool:
    """Whether a text is read from right to left: its first letter says so."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in {"R", "AL"} for kind in strong if kind in {"L", "R", "AL"}), False)
