"""What a column says where it has no list, or one that is not the wanted one."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from explorer.gui.language import tr
from explorer.gui.state import Column, Within

LATE_MS = 150
"""An answer that comes before that is not announced by a moving bar, which would only flicker."""

BAR_WIDTH = 160


def nothing_left(within: Within | None, least: float | None = None) -> str:
    """Why a list is empty: one sentence that names what emptied it."""
    if least is not None:
        return tr(
            "No image scores at least {least:.3f}; move the line in the histogram of the panel Curves to the left.",
            least=least,
        )
    if within is None:
        return tr("No image is left: the collection holds nothing beside the query.")
    if not len(within.ids):
        return tr("No image passes the filter “{title}”; widen or remove it to see results.", title=within.title)
    return tr(
        "The filter “{title}” leaves nothing beside the query; widen or remove it to see results.", title=within.title
    )


class Blank(QWidget):
    """What stands where a column has no list: that one is on its way, or why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._text = QLabel()
        self._text.setObjectName("muted")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setFixedWidth(BAR_WIDTH)
        self._bar.setAccessibleName(tr("The list is on its way"))
        self._bar.hide()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(self._bar.show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        layout.addStretch(1)
        layout.addWidget(self._text)
        layout.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def shows_progress(self) -> bool:
        """Whether a bar moves."""
        return self._bar.isVisible()

    def show_waiting(self, text: str) -> None:
        """Say what goes on; a bar moves where that takes longer."""
        self._text.setText(text)
        if self._bar.isHidden() and not self._late.isActive():
            self._late.start()

    def show_reason(self, text: str) -> None:
        """Say why there is nothing; empty where others say so."""
        self._text.setText(text)
        self._late.stop()
        self._bar.hide()


class Notice(QFrame):
    """The strip above a list that says what is going on: searching, fitting, failed.

    Signals:
        retried(): the person wants another try.
        cancelled(): the fit is to be stopped.
    """

    retried = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._retry = QPushButton(tr("Retry"))
        self._retry.clicked.connect(self.retried)
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.setToolTip(tr("Stop the fit; the list stays as it is"))
        self._cancel.clicked.connect(self.cancelled)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addWidget(self._retry)
        row.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 8, 6)
        layout.addLayout(row)
        layout.addWidget(self._bar)
        self.hide()

    def show_status(self, column: Column) -> None:
        """Say what goes on in the column."""
        failed, fitting = column.status == "failed", column.status == "fitting"
        told = column.status == "idle" and bool(column.message)
        self._text.setText(column.message + _older(column))
        self._retry.setVisible(failed)
        self._cancel.setVisible(fitting)
        self._bar.setVisible(fitting)
        kind = "error" if failed else ""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(failed or fitting or told)


def _older(column: Column) -> str:
    """What is below, where it is not what was asked for."""
    result = column.result
    if result is None or result.pipeline == str(column.route):
        exact = result is None or not result.nearest or column.status not in ("fitting", "failed")
        return (
            ""
            if exact
            else tr(" Below is the list of a fit on the {nearest:,} nearest images.", nearest=result.nearest)
        )
    return tr(" Below is still the list of {pipeline}.", pipeline=result.pipeline)
