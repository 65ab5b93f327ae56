"""Keeps what is shown of the collection in step with filter, order and catalogue."""

import logging

from PySide6.QtCore import QObject, Signal

from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView
from explorer.gui.filters import Arrangement, Filter, Sorting, arrange
from explorer.gui.latest import Latest
from explorer.gui.state import Within

log = logging.getLogger(__name__)


class Filtering(QObject):
    """Evaluates filters off the GUI thread; only the last wish counts.

    Signals:
        arranged(Arrangement): this is to be shown now.
        within_changed(object): searches are restricted to this `Within`, or to nothing (None).
    """

    arranged = Signal(object)
    within_changed = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._catalogue = CatalogueView.empty()
        self._filter = Filter()
        self._sorting = Sorting()
        self._arranging = Latest(self._arrange)

    @property
    def filter(self) -> Filter:
        """What images must fulfil."""
        return self._filter

    @property
    def sorting(self) -> Sorting:
        """In which order they are shown."""
        return self._sorting

    def show_catalogue(self, catalogue: CatalogueView) -> None:
        """Show another state of the catalogue."""
        self._catalogue = catalogue
        self._arranging.want()

    def set_filter(self, wanted: Filter) -> None:
        """Show and search what passes this."""
        self._filter = wanted
        self._arranging.want()

    def reset(self) -> None:
        """Show another collection in the order that it has by itself."""
        self.set_sorting(Sorting())

    def set_sorting(self, sorting: Sorting) -> None:
        """Show in this order."""
        self._sorting = sorting
        self._arranging.want()

    def _arrange(self) -> None:
        asked = self._catalogue, self._filter, self._sorting
        if not self._filter and self._sorting.key in ("folder", "name"):
            self._show(arrange(*asked))  # that order is on the disk
        else:
            self._background.run(lambda: arrange(*asked), self._show, self._fail)

    def _show(self, arrangement: Arrangement) -> None:
        asked = self._catalogue, self._filter, self._sorting
        if asked == (arrangement.catalogue, arrangement.filter, arrangement.sorting):
            self.arranged.emit(arrangement)
            active = arrangement.filter and len(arrangement.catalogue)
            self.within_changed.emit(Within(arrangement.ids, arrangement.filter.title) if active else None)
        self._arranging.ended()

    def _fail(self, sentence: str) -> None:
        log.error("The collection cannot be filtered: %s", sentence)
        self._arranging.ended()
