"""What a column says where it has no list, or one that is not the wanted one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from explorer.gui.state import Column, Within


def nothing_left(within: Within | None) -> str:
    """Why a list is empty: one sentence that names what emptied it."""
    if within is None:
        return "No image is left: the collection holds nothing beside the query."
    if not len(within.ids):
        return f"No image passes the filter “{within.title}”; widen or remove it to see results."
    return f"The filter “{within.title}” leaves nothing beside the query; widen or remove it to see results."


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
        self._retry = QPushButton("Retry")
        self._retry.clicked.connect(self.retried)
        self._cancel = QPushButton("Cancel")
        self._cancel.setToolTip("Stop the fit; the list stays as it is")
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
    if result is None or result.pipeline == str(column.pipeline):
        exact = result is None or not result.nearest or column.status not in ("fitting", "failed")
        return "" if exact else f" Below is the list of a fit on the {result.nearest:,} nearest images."
    return f" Below is still the list of {result.pipeline}."
