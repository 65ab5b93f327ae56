"""Drives the window without a person: opens a collection, compares the methods for one query, saves a picture."""

import sys
from collections import Counter
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from explorer.gui.catalogue import CatalogueView
from explorer.gui.main_window import MainWindow
from explorer.gui.state import Column, member_query
from explorer.protocol import resources

SIZE = (1440, 900)
DEMO_QUERY = "images/doughnut/doughnut-02.jpg"
POLL_MS = 60
SECONDS = 1800
"""The longest that indexing and the first comparison may take."""
SHOWN = 10
_GRACE_SECONDS = 20
"""After the columns are there, map and graph are waited for so long and no longer."""
_SETTLED_POLLS = 8
"""So often in a row everything must be there, because layouts and hover cards follow a little later."""


class Screenshot(QObject):
    """Waits for one stage after the other.

    Attributes:
        status: the exit status of the program.
    """

    def __init__(self, window: MainWindow, target: Path) -> None:
        super().__init__(window)
        self._window = window
        self._target = target
        self._deadline = monotonic() + SECONDS
        self._indexed = False
        self._settled = 0
        self._complete_since = monotonic()
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)
        self.status = 1

    def start(self, path: Path | None) -> None:
        """Open the path, or the demo where none is given."""
        print("The window is painted.", flush=True)
        window = self._window
        window.resize(*SIZE)
        window.session.indexed.connect(self._note_indexed)
        window.session.failed.connect(lambda sentence, _: self._end(2, sentence))
        window.jobs.changed.connect(self._tell_progress)
        self._timer.start()
        window.session.opened.connect(self._note_opened)
        window.start(path or resources.find("demo"))

    def _note_opened(self) -> None:
        """What another program writes to is shown as it is."""
        workspace = self._window.session.workspace
        if workspace is not None and workspace.read_only_reason:
            self._note_indexed()

    def _note_indexed(self) -> None:
        self._indexed = True

    def _tell_progress(self, number: int) -> None:
        """Print a line whenever a job begins another step."""
        job = self._window.jobs.job(number)
        line = "" if job is None else f"{job.title}: {job.stage if job.running else job.message}"
        if line != self._told:
            self._told = line
            print(line, flush=True)

    def _look(self) -> None:
        if monotonic() > self._deadline:
            self._end(1, f"The comparison was not there after {SECONDS // 60} minutes; the log says why.")
        elif self._window.comparison.query is None:
            if self._indexed and self._window.comparison.methods and len(self._window.session.catalogue):
                self._window.ask(member_query(telling_image(self._window.session.catalogue)))
        else:
            self._watch_columns()

    def _watch_columns(self) -> None:
        failed = next((c for c in self._window.comparison.columns if c.status == "failed"), None)
        if failed is not None:
            self._end(1, failed.message)
            return
        self._settled = self._settled + 1 if self._is_painted() else 0
        if self._settled >= _SETTLED_POLLS:
            self._save()

    def _is_painted(self) -> bool:
        window = self._window
        if not window.comparison.complete():
            self._complete_since = monotonic()
            return False
        has_map = window.panels.graph is not None and window.session.maps.points is not None
        drawn = has_map and window.linking.has_network
        return (drawn or monotonic() > self._complete_since + _GRACE_SECONDS) and window.thumbnails.is_idle()

    def _save(self) -> None:
        self._window.statusBar().showMessage(f"{len(self._window.session.catalogue):,} images")
        for column in self._window.comparison.columns:
            print(self._table(column))
        self._target.parent.mkdir(parents=True, exist_ok=True)
        if not self._window.grab().save(str(self._target)):
            self._end(2, f"The picture cannot be written to {self._target}; check the folder and the file's ending.")
            return
        print(f"Screenshot: {self._target.resolve()}")
        self._end(0, "")

    def _table(self, column: Column) -> str:
        """The first results of a column, one a line."""
        comparison, catalogue = self._window.comparison, self._window.session.catalogue
        result, changes = column.result, comparison.changes(column)
        assert result is not None
        assert comparison.query is not None
        query = catalogue.describe(int(comparison.query.terms[0].value))
        quality = "" if result.average_precision is None else f", AP {result.average_precision:.3f}"
        lines = [f"\n{column.pipeline} for {query} ({result.milliseconds:.1f} ms{quality})"]
        lines.append(f"{'rank':>4}  {'score':>7}  {'change':>6}  image")
        for place, image in enumerate(result.ids[:SHOWN]):
            change = changes[place].text if changes is not None else ""
            mark = "" if result.relevant is None else ("  +" if result.relevant[place] else "  -")
            name = catalogue.describe(image)
            lines.append(f"{place + 1:>4}  {result.scores[place]:>7.3f}  {change:>6}  {name}{mark}")
        return "\n".join(lines)

    def _end(self, status: int, sentence: str) -> None:
        self._timer.stop()
        self.status = status
        if sentence:
            print(sentence, file=sys.stderr)
        QApplication.exit(status)


def telling_image(catalogue: CatalogueView) -> int:
    """An image that shows what methods differ in.

    That of the demo was chosen because there the graph helps most; otherwise it is the first of the most frequent
    label, or simply the first.
    """
    if catalogue.root == resources.find("demo"):
        for image in catalogue.ids.tolist():
            if catalogue.relative_path(image) == DEMO_QUERY:
                return int(image)
    labels = catalogue.labels_of(catalogue.ids)
    counts = Counter(label for label in labels if label)
    return int(catalogue.ids[labels.index(counts.most_common(1)[0][0]) if counts else 0])
