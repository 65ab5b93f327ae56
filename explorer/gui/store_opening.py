"""Opens what lies in stores, which may take its time, while the window goes on."""

from collections.abc import Callable

from explorer.gui.background import Background
from explorer.gui.language import tr
from explorer.gui.opening import Opened, open_workspace


class StoreOpening:
    """Asks stores on a thread; of several addresses the last counts."""

    def __init__(
        self, background: Background, found: Callable[[Opened], None], said: Callable[[str], None],
        failed: Callable[[str], None],
    ) -> None:  # fmt: skip
        """Args: where to ask, and who is told what was opened, what is being done, and why it cannot be opened."""
        self._background = background
        self._found, self._said, self._failed = found, said, failed
        self._wanted = ""

    def begin(self, address: str) -> None:
        """Open what lies there."""
        self._wanted = address
        self._said(tr("Asking {address}…", address=address))
        self._background.run(lambda: open_workspace(address), lambda opened: self._tell(address, opened), self._failed)

    def forget(self) -> None:
        """Something else is wanted by now."""
        self._wanted = ""

    def _tell(self, address: str, opened: Opened) -> None:
        if address == self._wanted:
            self._found(opened)
        else:
            opened.workspace.close()
