"""One run at a time of something that only the last wish for matters."""

from collections.abc import Callable


class Latest:
    """Runs one action at a time; wishes that come meanwhile are joined into one more run."""

    def __init__(self, action: Callable[[], None]) -> None:
        self._action = action
        self._running = False
        self._again = False

    def want(self) -> None:
        """Run the action now, or once more after the running one."""
        if self._running:
            self._again = True
            return
        self._running = True
        self._action()

    def ended(self) -> None:
        """The action is over; to be called by whoever ends it."""
        self._running = False
        if self._again:
            self._again = False
            self.want()
