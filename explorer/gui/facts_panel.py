"""What is known about the image in the viewer, as text that can be selected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.gui.language import tr

WIDTH = 236

Facts = list[tuple[str, str]]


class FactsPanel(QScrollArea):
    """Groups of names and values, one under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts")
        self.setAccessibleName(tr("Facts about the image"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self._shown: dict[str, Facts] = {}
        self._content = QWidget()
        self.setWidget(self._content)

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return "\n".join(f"{name}: {value}" for facts in self._shown.values() for name, value in facts)

    def show_facts(self, groups: dict[str, Facts]) -> None:
        """Show other facts; empty groups are left out."""
        groups = {title: facts for title, facts in groups.items() if facts}
        if groups == self._shown:
            return
        self._shown = groups
        content = QWidget()
        content.setObjectName("factsContent")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(14, 10, 10, 14)
        layout.setSpacing(2)
        for title, facts in groups.items():
            heading = QLabel(title)
            heading.setObjectName("heading")
            heading.setContentsMargins(0, 8, 0, 2)
            layout.addWidget(heading)
            for name, value in facts:
                self._add(layout, name, value)
        layout.addStretch(1)
        place = self.verticalScrollBar().value()
        self.setWidget(content)  # Qt deletes the one before
        self.verticalScrollBar().setValue(place)

    def _add(self, layout: QVBoxLayout, name: str, value: str) -> None:
        caption = QLabel(name)
        caption.setObjectName("factName")
        text = QLabel(_breakable(value))
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setAccessibleName(f"{name}: {value}")
        text.setContentsMargins(0, 0, 0, 5)
        layout.addWidget(caption)
        layout.addWidget(text)


def _breakable(text: str) -> str:
    """Let long names and paths wrap after their separators."""
    for separator in "/\\_.-":
        text = text.replace(separator, f"{separator}\u200b")
    return text
