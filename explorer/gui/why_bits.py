"""Which bits of an image's code differ from the query's."""

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.gui.code_bar import BETWEEN, bar_size, draw_bar
from explorer.gui.codes import Bits, read_code
from explorer.gui.language import mark_text, tr, tr_count
from explorer.gui.why_section import Hands, Section, Told

_NONE: Bits = np.empty(0, np.bool_)


class BitsSection(Section):
    """Both codes, one above the other; there where the method makes codes.

    Attributes:
        codes: query and image: [bits] each; empty where there are none.
    """

    title = mark_text("Bits that differ")

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self.codes = (_NONE, _NONE)
        self._bars = TwoBars()
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName("muted")
        self.body.addWidget(self._bars)
        self.body.addWidget(self._text)

    def show_explanation(self, told: Told) -> None:
        """See `Section`."""
        code = told.get("code")
        self.setVisible(code is not None)
        if code is None:
            return
        bits, apart = int(code["bits"]), len(code["differing"])
        self.codes = (read_code(code["query"], bits), read_code(code["image"], bits))
        places = ", ".join(str(place + 1) for place in code["differing"])
        self._text.setText(
            tr_count(
                "{n:,} bit of {bits:,} differs: {places}",
                "{n:,} bits of {bits:,} differ: {places}",
                apart,
                bits=bits,
                places=places,
            )
            if apart
            else tr("All {bits:,} bits are the same.", bits=bits)
        )
        self._bars.show_codes(*self.codes)


class TwoBars(QWidget):
    """The code of the query, and below it that of the image."""

    def __init__(self) -> None:
        super().__init__()
        self._query = self._image = _NONE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_codes(self, query: Bits, image: Bits) -> None:
        """Show other codes."""
        self._query, self._image = query, image
        self.setAccessibleName(tr("{apart} of {n} bits differ", apart=int((query != image).sum()), n=len(query)))
        self._fit()
        self.update()

    def _fit(self) -> None:
        if len(self._query):
            self.setFixedHeight(2 * bar_size(len(self._query), self.width()).height() + 3 * BETWEEN)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(160, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines of bits are longer or shorter now."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both bars."""
        if not len(self._query):
            return
        painter = QPainter(self)
        height = bar_size(len(self._query), self.width()).height()
        draw_bar(painter, QRectF(0, 0, self.width(), height), self._query)
        draw_bar(painter, QRectF(0, height + 3 * BETWEEN, self.width(), height), self._image, self._query)
