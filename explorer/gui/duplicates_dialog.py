"""Pairs of images that are nearly the same, one after the other, to be decided upon."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from explorer.collection.user_store import Change
from explorer.gui.catalogue import CatalogueView
from explorer.gui.curation import Curation
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import mark_text, tr, tr_count
from explorer.gui.picture_button import PictureButton
from explorer.gui.report_table import Cell, CellTable, Head
from explorer.gui.session import Session
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.messages import Message

PICTURE = 190
SHOWN = 500
_WAIT_MS = 200
DECISIONS = {"same": mark_text("Duplicates"), "other": mark_text("Not duplicates")}
_STEPS = {
    "same": mark_text("Call 2 images duplicates"),
    "other": mark_text("Call 2 images not duplicates"),
    "": mark_text("Leave 2 images undecided"),
}
_HEADS = [
    Head("cosine", mark_text("How alike the vectors are")),
    Head(mark_text("Decision"), number=False),
    Head(mark_text("One"), number=False),
    Head(mark_text("Other"), number=False),
]


class DuplicatesDialog(QDialog):
    """Reviews near-duplicates of the collection; originals are never touched.

    Signals:
        viewed(list): show these two beside each other.
        menu_wanted(list, QPoint): what can be done with an image is asked for.

    Attributes:
        table: the pairs, the most alike first.
        threshold: how alike they have to be.
    """

    viewed = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, session: Session, curation: Curation, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Near-duplicates"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 640)
        self._session, self._curation, self._thumbnails = session, curation, thumbnails
        self._request = -1
        self._pairs: list[tuple[int, int]] = []
        self._alike: dict[tuple[int, int], float] = {}
        self.threshold = QSlider(Qt.Orientation.Horizontal)
        self.threshold.setAccessibleName(tr("Least cosine of two vectors"))
        self.threshold.setRange(500, 1000)
        self.threshold.setValue(970)
        self._told = ElidedLabel()
        self.table = CellTable(
            tr("Pairs of images that are nearly the same"),
            lambda pair: self.viewed.emit(list(pair)),
            tr("Looking for pairs…"),
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_pair())
        self._pictures = QHBoxLayout()
        self._shown: list[PictureButton] = []
        self._waits = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._waits.timeout.connect(self._ask)
        self.threshold.valueChanged.connect(lambda _: self._waits.start())
        curation.changed.connect(self._decided)
        session.released.connect(self.close)
        self._lay_out()
        self._ask()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(QLabel(tr("Alike from")))
        first.addWidget(self.threshold, 1)
        self.value = QLabel()
        first.addWidget(self.value)
        buttons = QHBoxLayout()
        self.buttons = {}
        for decision, text in (*DECISIONS.items(), ("", mark_text("Undecided"))):
            button = self.buttons[decision] = QPushButton(tr(text))
            button.setAutoDefault(False)
            button.setEnabled(False)  # until there is a pair to decide upon
            button.clicked.connect(lambda _=False, decision=decision: self.decide(decision))
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(first)
        layout.addWidget(self._told)
        layout.addLayout(self._pictures)
        layout.addLayout(buttons)
        layout.addWidget(self.table, 1)

    @property
    def pair(self) -> tuple[int, int] | None:
        """The pair that is looked at."""
        return self.table.current_key

    def decide(self, decision: str) -> None:
        """Keep what the person says of the pair, and go to the next one that is undecided."""
        pair = self.pair
        if pair is None:
            return
        first, second = pair
        title = tr(_STEPS[decision])
        self._curation.change(title, [Change("pair", first, str(second), decision or None)])
        rows = self.table.cells.keys
        place = rows.index(pair)
        for following in (*rows[place + 1 :], *rows[:place]):
            if decision and self._decision(following) is None:
                self.table.setCurrentIndex(self.table.cells.index(rows.index(following), 0))
                return

    def _decision(self, pair: tuple[int, int]) -> str | None:
        return self._curation.value("pair", pair[0], str(pair[1]))

    def _ask(self) -> None:
        threshold = self.threshold.value() / 1000
        self.value.setText(f"{threshold:.3f}")
        if self._session.engine is None:
            return
        self._request = self._session.engine.request(
            "duplicates", self._show, lambda message: self._tell(str(message.get("message"))),
            threshold=threshold, limit=SHOWN,
        )  # fmt: skip

    def _tell(self, text: str) -> None:
        self._told.set_whole(text)
        self.table.nothing.clear()

    def _show(self, message: Message) -> None:
        if message["id"] != self._request:
            return
        self._pairs = [(int(first), int(second)) for first, second in message["pairs"]]
        self._alike = dict(zip(self._pairs, message["similarities"], strict=True))
        more = tr(", the first {n:,} of them here", n=len(self._pairs)) if message["total"] > len(self._pairs) else ""
        self._tell(
            tr_count(
                "{n:,} pair{more}. An image and its nearest one are usually {usual:.3f} alike.",
                "{n:,} pairs{more}. An image and its nearest one are usually {usual:.3f} alike.",
                int(message["total"]),
                more=more,
                usual=message["usual"],
            )
        )
        self._fill()

    def _decided(self, kinds: frozenset[str]) -> None:
        if "pair" in kinds:
            self._fill()

    def _fill(self) -> None:
        catalogue, rows = self._session.catalogue, []
        for pair in self._pairs:
            decision = self._decision(pair)
            alike = self._alike[pair]
            cells: list[Any] = [Cell(f"{alike:.4f}", alike)]
            told = tr(DECISIONS.get(decision or "", ""))
            cells.append(Cell(told, told or None, {"same": "bad", "other": "good"}.get(decision or "", "")))
            cells += [Cell(_path(catalogue, image), _path(catalogue, image)) for image in pair]
            rows.append((pair, cells))
        self.table.nothing.setText(tr("No two images are so alike.\nMove the slider to the left for less."))
        self.table.show_rows(_HEADS, rows)
        self.table.setColumnWidth(2, 250)
        if rows and self.pair is None:
            self.table.setCurrentIndex(self.table.cells.index(0, 0))
        self._show_pair()

    def _show_pair(self) -> None:
        pair = self.pair or (NO_IMAGE, NO_IMAGE)
        if tuple(one.image for one in self._shown) == pair:
            return
        for old in self._shown:
            self._pictures.removeWidget(old)
            old.deleteLater()
        self._shown = []
        for image in pair:
            name = self._session.catalogue.describe(image) if image != NO_IMAGE else tr("No pair")
            picture = PictureButton(image, PICTURE, self._thumbnails, name, self)
            picture.setEnabled(image != NO_IMAGE)
            picture.clicked.connect(lambda _=False, pair=pair: self.viewed.emit(list(pair)))
            picture.viewed.connect(lambda _, pair=pair: self.viewed.emit(list(pair)))
            picture.menu_wanted.connect(lambda image, place: self.menu_wanted.emit([image], place))
            self._pictures.addWidget(picture)
            self._shown.append(picture)
        for button in self.buttons.values():
            button.setEnabled(self.pair is not None and self._curation.can_write)


def _path(catalogue: CatalogueView, image: int) -> str:
    return catalogue.relative_path(image) or tr("image {image}", image=image)
