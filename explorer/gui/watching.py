"""Noticing that the source of the open collection changes, goes away or comes back, while the window is used."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.collection.watching import LEAST_PAUSE, Difference, Look, Watch
from explorer.gui.background import Background
from explorer.gui.language import tr
from explorer.gui.sentences import tr_said


class SourceWatch(QObject):
    """Looks at the source every few seconds, on a thread, and tells each thing once.

    Signals:
        outdated(str): one sentence; reading the source again would find something.
        said(str): one sentence; the source has gone away, or is there again.
        failed(str): one sentence; the catalogue cannot be read, and nothing is looked at any more.
    """

    outdated = Signal(str)
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._watch: Watch | None = None
        self._title = ""
        self._told = Difference()
        self._away = ""

    def follow(self, catalogue: Path, title: str, *, at_once: bool) -> None:
        """Look at the source of a catalogue from now on.

        Args:
            catalogue: its database.
            title: what the collection is called.
            at_once: whether it may have changed long ago; else it has just been read.
        """
        self._watch, self._title, self._told = Watch(catalogue), title, Difference()
        if at_once:
            self._look()
        else:
            self._timer.start(round(1000 * LEAST_PAUSE))

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._watch, self._away = None, ""

    def _look(self) -> None:
        watch = self._watch
        if watch is None:
            return

        def tell(look: Look) -> None:
            if watch is self._watch:
                self._tell(look)
                self._timer.start(round(1000 * watch.pause))

        def fail(sentence: str) -> None:
            if watch is self._watch:
                self.stop()
                self.failed.emit(sentence)

        self._background.run(watch.look, tell, fail)

    def _tell(self, look: Look) -> None:
        if look.away != self._away:
            self._away, self._told = look.away, Difference()  # what changed is told again beside the return
            kept = tr("{away} What was read of it before can still be searched.", away=tr_said(look.away))
            self.said.emit(kept if look.away else tr("{title} is there again.", title=self._title))
        if look.away or not look.settled or look.difference == self._told:
            return
        self._told = look.difference
        if look.difference:
            self.outdated.emit(
                tr(
                    "{title} has changed since it was read: {summary}.",
                    title=self._title,
                    summary=", ".join(map(tr_said, look.difference.summary().split(", "))),
                )
            )
