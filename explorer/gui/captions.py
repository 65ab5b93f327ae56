"""The captions of the open collection: shown on tiles, changed by the person, read again by the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.gui.catalogue import CaptionView
from explorer.gui.language import tr
from explorer.gui.latest import Latest

if TYPE_CHECKING:
    from explorer.gui.actions import Actions
    from explorer.gui.curation import Curation
    from explorer.gui.jobs import Jobs
    from explorer.gui.session import Session

_NAMES = "name"


class Captions(QObject):
    """Knows each image's captions, and keeps what the person writes in their place.

    Signals:
        changed(): other captions, or other images.
    """

    changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, commands: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._curation: Curation | None = None
        self._on_tiles = commands["tile_captions"]
        self._on_tiles.toggled.connect(lambda _: self._show())
        self._read: frozenset[tuple[int, str]] = frozenset()
        self._reading = Latest(self._read_again)
        session.searchable.connect(lambda _: self._show())
        session.catalogue_changed.connect(lambda _: self.changed.emit())

    def keep_in(self, curation: Curation) -> None:
        """Keep what the person writes here."""
        self._curation = curation
        curation.changed.connect(self._curated)

    @property
    def are_there(self) -> bool:
        """Whether the collection has captions, or the names of files stand in for them."""
        return self._session.by_captions or "caption" in self._session.catalogue.columns

    @property
    def can_write(self) -> bool:
        """Whether they can be changed."""
        return self._curation is not None and self._curation.can_write

    def of(self, image: int) -> list[str]:
        """The captions of an image."""
        return self._session.catalogue.captions_of(image)

    def is_mine(self, image: int) -> bool:
        """Whether the person has written them."""
        return self._curation is not None and self._curation.value("caption", image) is not None

    def write(self, image: int, lines: Sequence[str]) -> None:
        """Put these in the place of what was read; the engine reads them at once."""
        kept = list(dict.fromkeys(filter(None, map(str.strip, lines))))
        if self._curation is not None and kept != self.of(image):
            self._curation.put(tr("Change the captions of this image"), "caption", [image], kept)

    def take_back(self, image: int) -> None:
        """Have the captions that were read."""
        if self._curation is not None:
            self._curation.put(tr("Take the captions that were read"), "caption", [image], None)

    def _curated(self, kinds: frozenset[str]) -> None:
        """Another collection is open, or captions were changed, also by undo."""
        if not kinds:
            self._reading = Latest(self._read_again)
            self._read = self._written_lines()
        elif "caption" in kinds:
            self._show()
            self._reading.want()

    def _read_again(self) -> None:
        """Have the engine read the captions as they are now."""
        wanted, reading = self._written_lines(), self._reading
        if wanted == self._read or self._session.workspace is None:
            reading.ended()
            return
        self._read = wanted

        def end(_message: object) -> None:
            reading.ended()

        self._jobs.start("captions", tr("Read captions"), on_result=end, on_error=end, on_cancelled=end)

    def _written_lines(self) -> frozenset[tuple[int, str]]:
        return frozenset((image, "\n".join(lines)) for image, lines in self._written().items())

    def _written(self) -> dict[int, list[str]]:
        return {} if self._curation is None else self._curation.of_name("caption")

    def _show(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        named = workspace.config.get("caption_column") or "caption"
        columns = tuple(name.strip() for name in named.split(",") if name.strip() != _NAMES)
        self._session.show_captions(CaptionView(columns, self._written(), self._on_tiles.isChecked()))
