"""How long work reports and is stopped."""

from collections.abc import Callable, Mapping

from explorer.errors import Cancelled

Progress = Callable[[int, int, str], None]
"""`progress(done, total, text)`; total 0 means unknown."""

IsCancelled = Callable[[], bool]

Losses = Callable[[int, Mapping[str, float]], None]
"""`losses(step, values)`: where a training stands, each loss by its name."""


def no_progress(done: int, total: int, text: str) -> None:
    """Report to nobody."""


def no_losses(step: int, values: Mapping[str, float]) -> None:
    """Tell nobody how a training goes."""


def never_cancelled() -> bool:
    """Answer that nobody asked to stop."""
    return False


def check(cancelled: IsCancelled) -> None:
    """Raise `Cancelled` where the person asked to stop."""
    if cancelled():
        raise Cancelled
