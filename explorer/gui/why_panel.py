"""Why an image stands where it stands: in words, as shares, by the ways through the graph that lead to it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.gui.comparison import Comparison
from explorer.gui.language import tr
from explorer.gui.session import Session
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.why import NOTHING, Why
from explorer.gui.why_atoms import AtomsSection
from explorer.gui.why_bits import BitsSection
from explorer.gui.why_head import HeadSection
from explorer.gui.why_paths import PathsSection
from explorer.gui.why_section import Hands, Section, Signs
from explorer.gui.why_shares import SharesSection
from explorer.gui.why_supporters import SupportersSection
from explorer.gui.why_words import WordsSection

SECTIONS: list[type[Section]] = [
    BitsSection,
    WordsSection,
    AtomsSection,
    SharesSection,
    PathsSection,
    SupportersSection,
]
"""What is told of an image, from top to bottom; another section is one more line here."""


class WhyPanel(QScrollArea):
    """The sections one under the other; those that have nothing to say hide themselves.

    Attributes:
        signs: what a person does with the pictures.
        head: image, ranks and sentence.
        sections: those below it.
    """

    def __init__(self, comparison: Comparison, thumbnails: Thumbnails, session: Session) -> None:
        super().__init__()
        self.setObjectName("why")
        self.setAccessibleName(tr("Why an image stands where it stands"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.signs = Signs(self)
        hands = Hands(thumbnails, lambda image: session.catalogue.describe(image), self.signs)  # noqa: PLW0108 - another catalogue later
        self.head = HeadSection(hands, comparison)
        self.sections = [section(hands) for section in SECTIONS]
        self._empty = QLabel(tr(NOTHING), alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setObjectName("emptyState")
        content = QWidget()
        content.setObjectName("whyContent")
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(0, 6, 0, 8)
        self._layout.setSpacing(4)
        for section in (self.head, *self.sections):
            self._layout.addWidget(section)
        self._layout.addWidget(self._empty, 1)
        self._layout.addStretch(0)
        self.setWidget(content)
        self.setMinimumSize(220, 160)
        for section in (self.head, *self.sections):
            section.hide()

    def show_why(self, why: Why) -> None:
        """Show an explanation, or why there is none."""
        told = why.told
        self._empty.setText(why.message or tr(NOTHING))
        self._empty.setVisible(told is None)
        self.head.setVisible(told is not None)
        for section in self.sections:
            section.setVisible(told is not None)
        if told is None:
            return
        self.head.show_ranks(why.image, why.column, why.before)
        for section in (self.head, *self.sections):
            section.show_explanation(told)

    # Qt's own

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the first picture."""
        self.widget().setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap lines at the width that is seen."""
        super().resizeEvent(event)
        self.widget().setMaximumWidth(self.viewport().width())
