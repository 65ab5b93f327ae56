"""`index --watch`: read a source again whenever it has changed and come to rest, until Ctrl-C."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from explorer.cli.terminal import Ended, note
from explorer.collection.names import printable
from explorer.collection.watching import Difference, Look, Watch
from explorer.errors import InputError, WorkspaceError


def read_when_changed(source: Path, catalogue: Path, read: Callable[[], object]) -> None:
    """Look at a source until the person has seen enough; what happens is told on stderr.

    Args:
        source: that is looked at.
        catalogue: database of what was read of it.
        read: reads the source again; not called while the source is away, nor twice for the same difference.
    """
    watch = Watch(catalogue)
    reader = _Reader(printable(str(source)), read)
    note(f"{reader.name} is watched; Ctrl-C ends.")
    try:
        while True:
            time.sleep(watch.pause)
            reader.take(watch.look())
    except Ended:
        raise
    except KeyboardInterrupt:
        print(file=sys.stderr)


class _Reader:
    """Reads again where a look says so.

    Attributes:
        name: of the source, for people.
    """

    def __init__(self, name: str, read: Callable[[], object]) -> None:
        self.name = name
        self._read = read
        self._away = self._refusal = ""
        self._noted = self._tried = Difference()

    def take(self, look: Look) -> None:
        """Act on what one look found."""
        if look.away != self._away:
            note(look.away or f"{self.name} is there again.")
            self._away = look.away
        if not look.difference:
            self._noted = self._tried = look.difference
        elif look.settled and look.difference != self._tried:
            if look.difference != self._noted:
                note(f"{self.name} has changed: {look.difference.summary()}.")
                self._noted = look.difference
            self._try(look.difference)

    def _try(self, difference: Difference) -> None:
        try:
            self._read()
        except WorkspaceError as fault:  # open in a window, perhaps: at the next look again
            if str(fault) != self._refusal:
                note(fault)
            self._refusal = str(fault)
            return
        except InputError as fault:  # gone since we looked, or no image is left: not before something else changes
            note(fault)
        self._tried, self._refusal = difference, ""
