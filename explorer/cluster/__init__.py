"""The heavy stages on many machines, by an existing engine."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from explorer.embedding.hardware import has_package
from explorer.errors import InputError
from explorer.protocol.progress import IsCancelled, never_cancelled
from explorer.protocol.workers import Workers

Shard = TypeVar("Shard")
Result = TypeVar("Result")


@contextmanager
def workers_of(address: str | None) -> Iterator[Workers | None]:
    """The machines at an address, until the block ends; None where none is named: this process does the work.

    They are looked for when there is something to do for them, so that a run with nothing to do costs no start of an
    engine. What can be told before is told at once.

    Args:
        address: `local` starts a cluster on this machine, `auto` joins the one that runs here (or that RAY_ADDRESS
            names), `ray://host:port` reaches one from outside.

    Raises:
        InputError: Ray is not installed, or the address is none; at the first work, there is no cluster at it.
    """
    if not address:
        yield None
        return
    if address not in {"local", "auto"} and not address.startswith("ray://"):
        raise InputError(f"{address!r} is no cluster; give local, auto or ray://host:port.")
    if not has_package("ray"):
        raise InputError("A cluster needs Ray; install retrieval-explorer[cluster].")
    with ExitStack() as stack:
        yield _WhenNeeded(address, stack)


class _WhenNeeded:
    """Machines that are looked for at their first work; see `explorer.protocol.workers.Workers`."""

    def __init__(self, address: str, stack: ExitStack) -> None:
        self._address, self._stack = address, stack
        self._found: Workers | None = None

    @property
    def _workers(self) -> Workers:
        if self._found is None:
            from explorer.cluster.ray_workers import connected

            self._found = self._stack.enter_context(connected(self._address))
        return self._found

    @property
    def places(self) -> int:
        """See `Workers.places`."""
        return self._workers.places

    @property
    def gpus(self) -> int:
        """See `Workers.gpus`."""
        return self._workers.gpus

    def map(
        self,
        function: Callable[[Shard], Result],
        shards: Iterable[Shard],
        cancelled: IsCancelled = never_cancelled,
        *,
        on_gpus: bool = False,
    ) -> Iterator[Result]:
        """See `Workers.map`."""
        return self._workers.map(function, shards, cancelled, on_gpus=on_gpus)

    def share(self, value: Shard) -> Callable[[], Shard]:
        """See `Workers.share`."""
        return self._workers.share(value)
