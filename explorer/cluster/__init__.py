"""The heavy stages on many machines, by an existing engine."""

from collections.abc import Iterator
from contextlib import contextmanager

from explorer.protocol.workers import Workers


@contextmanager
def workers_of(address: str | None) -> Iterator[Workers | None]:
    """The machines at an address, until the block ends; None where none is named: this process does the work.

    Raises:
        InputError: see `explorer.cluster.ray_workers.connected`.
    """
    if address is None:
        yield None
        return
    from explorer.cluster.ray_workers import connected

    with connected(address) as workers:
        yield workers
