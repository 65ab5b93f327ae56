"""Which image is explained: its picture, its rank in each column, and the reason in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from explorer.gui.comparison import Comparison
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import tr
from explorer.gui.picture_button import PictureButton
from explorer.gui.state import FIRST
from explorer.gui.why_section import Hands, Section, Told
from explorer.protocol.ids import NO_IMAGE

SIDE = 64


class HeadSection(Section):
    """Picture at the left, name and ranks beside it, the sentence below.

    Attributes:
        ranks: where it stands in each column.
        sentence: the reason in words.
    """

    def __init__(self, hands: Hands, comparison: Comparison) -> None:
        super().__init__(hands)
        self._comparison = comparison
        self._shown: tuple[int, int, int | None] = (NO_IMAGE, -1, None)
        self._picture: PictureButton | None = None
        self._name = ElidedLabel()
        self._name.setObjectName("title")
        self.ranks = QLabel(wordWrap=True)
        self.ranks.setTextFormat(Qt.TextFormat.RichText)
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._name)
        texts.addWidget(self.ranks)
        texts.addStretch(1)
        self._line = QHBoxLayout()
        self._line.setSpacing(10)
        self._line.addLayout(texts, 1)
        self.body.addLayout(self._line)
        self.body.addWidget(self.sentence)
        comparison.ranks.known.connect(lambda _: self._show_ranks())

    def show_ranks(self, image: int, column: int, before: int | None = None) -> None:
        """Tell which image it is, where it stands in each column, and `before` anything was cut."""
        if self._picture is None or self._picture.image != image:
            if self._picture is not None:
                self._picture.hide()
                self._picture.deleteLater()
            self._picture = self.hands.picture(image, SIDE)
            self._line.insertWidget(0, self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._name.set_whole(self.hands.describe(image))
        self._shown = (image, column, before)
        self._show_ranks()

    def show_explanation(self, told: Told) -> None:
        """See `Section`."""
        near = told.get("near", [])
        column = self._comparison.column(self._shown[1])
        first = () if column is None or column.result is None else column.result.ids[:FIRST]
        shared = [image for image in near if image in first or image == told["query"]]
        text = str(told["sentence"])
        if near and shared:
            text += tr(
                " {n} of the {whole} images most like it are among the first {first} here.",
                n=len(shared),
                whole=len(near),
                first=FIRST,
            )
        self.sentence.setText(text)

    def _show_ranks(self) -> None:
        image, explained, before = self._shown
        lines = []
        for column in self._comparison.columns:
            rank = self._comparison.rank_of(column.key, image)
            place = tr("looking…") if rank is None else tr("rank {rank:,}", rank=rank) if rank else tr("not ranked")
            text = tr("{place} in {escaped}", place=place, escaped=_escaped(self._comparison.title(column)))
            if column.key == explained and before:
                text += tr(", {before:,} before the cut", before=before)
            lines.append(f"<b>{text}</b>" if column.key == explained else text)
        self.ranks.setText("<br>".join(lines))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
