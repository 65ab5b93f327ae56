"""The user guide: the pages of `resources/help`, with a search through all of them.

A folder there, named by a language, holds the pages that are translated to it; of the others the English are shown.
"""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QPalette, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.language import ENGLISH, spoken, tr
from explorer.protocol import resources

FIRST = "guide"
"""The page that is shown at first; the others follow by their titles."""
BESIDE_TITLE = 36
"""Pixels beside a title in the list: what it has around it, and the frame."""


def pages(language: str = ENGLISH) -> dict[str, Path]:
    """Title and file of each page, in the order shown: those in that language, then those in English alone."""
    folder = resources.find("help")
    names = sorted(file.name for file in folder.glob("*.md"))
    found = [file if (file := folder / language / name).is_file() else folder / name for name in names]
    found.sort(key=lambda file: (file.stem != FIRST, language != ENGLISH and file.parent == folder, title_of(file)))
    return {title_of(file): file for file in found}


def title_of(file: Path) -> str:
    """The first heading of a page."""
    with file.open(encoding="utf-8") as lines:
        return next(line for line in lines if line.startswith("# ")).lstrip("# ").strip()


class GuidePage(QDialog):
    """All pages beside each other; it stays open beside the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("User guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(920, 680)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find words in the guide"))
        self.search.setAccessibleName(tr("Find words in the guide"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._find_next)
        self.titles = QListWidget()
        self.titles.setAccessibleName(tr("Pages of the guide"))
        self.titles.setWordWrap(True)
        self.titles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Page of the guide"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(14)
        self.text.anchorClicked.connect(self._follow)
        self._nothing = QLabel(tr("No page has these words."))
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self._parts = QSplitter()
        self._parts.addWidget(self.titles)
        self._parts.addWidget(self.text)
        self._parts.setStretchFactor(1, 1)
        self._parts.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addWidget(self._parts, 1)
        layout.addWidget(self._nothing, 1)
        self._words: dict[Path, str] = {}
        for title, file in pages(spoken()).items():
            item = QListWidgetItem(title, self.titles)
            item.setData(Qt.ItemDataRole.UserRole, file)
            self._words[file] = file.read_text(encoding="utf-8")
        wide = max(self.fontMetrics().horizontalAdvance(title) for title in pages(spoken())) + BESIDE_TITLE
        self._parts.setSizes([wide, self.width() - wide])
        self.titles.currentItemChanged.connect(lambda item, _: None if item is None else self._show(item))
        self.titles.setCurrentRow(0)

    def _show(self, item: QListWidgetItem) -> None:
        file = item.data(Qt.ItemDataRole.UserRole)
        self.text.setSearchPaths([str(file.parent)])
        self.text.document().setMarkdown(self._words[file], QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        for frame in self.text.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._draw_calmly(frame)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._find_next()

    def _draw_calmly(self, table: QTextTable) -> None:
        """Thin lines and room in the cells, in place of Qt's white boxes."""
        look = table.format()
        look.setBorderCollapse(True)
        look.setBorder(1)
        line = self.palette().color(QPalette.ColorRole.PlaceholderText)
        line.setAlphaF(0.4)
        look.setBorderBrush(line)
        look.setCellPadding(5)
        look.setTopMargin(6)
        look.setBottomMargin(6)
        table.setFormat(look)

    def _follow(self, link: QUrl) -> None:
        """Go to another page of the guide; addresses outside of it are not opened, they can be copied."""
        for place in range(self.titles.count()):
            if self.titles.item(place).data(Qt.ItemDataRole.UserRole).name == link.fileName():
                self.titles.setCurrentRow(place)

    def _filter(self, text: str) -> None:
        """Show the pages with all of the words; the current one stays where it has them."""
        words = text.casefold().split()
        shown = []
        for place in range(self.titles.count()):
            item = self.titles.item(place)
            whole = self._words[item.data(Qt.ItemDataRole.UserRole)].casefold()
            item.setHidden(not all(word in whole for word in words))
            if not item.isHidden():
                shown.append(item)
        self._parts.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        if shown and self.titles.currentItem() not in shown:
            self.titles.setCurrentItem(shown[0])
        elif shown:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self._find_next()

    def _find_next(self) -> None:
        """Mark the next place of what is searched for, from the top again after the last."""
        text = self.search.text().strip()
        if text and not self.text.find(text):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(text)
