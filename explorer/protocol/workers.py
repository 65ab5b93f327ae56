"""Where the pure functions of the heavy stages run: in this process, or on machines that another engine looks after."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from explorer.protocol.progress import IsCancelled, check, never_cancelled

CLUSTER_VARIABLE = "EXPLORER_CLUSTER"
"""Names, in the environment of a window's jobs, the machines that do the heavy part; empty = this one."""

Shard = TypeVar("Shard")
Result = TypeVar("Result")


class Workers(Protocol):
    """Runs a function on shards, wherever that is.

    The function and the shards travel, so the function is one of a module, or a `functools.partial` of one, and files
    are named by paths or addresses that every machine knows.
    """

    @property
    def places(self) -> int:
        """Shards that are computed at the same time."""
        ...

    @property
    def gpus(self) -> int:
        """GPUs of other machines, one a shard for what is mapped `on_gpus`."""
        ...

    def map(
        self,
        function: Callable[[Shard], Result],
        shards: Iterable[Shard],
        cancelled: IsCancelled = never_cancelled,
        *,
        on_gpus: bool = False,
    ) -> Iterator[Result]:
        """What the function makes of each shard, in the order of the shards, which are asked for as places are free.

        Args:
            function: of a shard.
            shards: any number.
            cancelled: asked often.
            on_gpus: whether each shard has a GPU for itself, if there are any.

        Raises:
            Cancelled: the person asked to stop.
        """
        ...

    def share(self, value: Shard) -> Callable[[], Shard]:
        """A large value that many shards need: calling the answer, wherever a shard is computed, gives it."""
        ...


class Here:
    """This process: one shard after the other."""

    places = 1
    gpus = 0

    def map(
        self,
        function: Callable[[Shard], Result],
        shards: Iterable[Shard],
        cancelled: IsCancelled = never_cancelled,
        *,
        on_gpus: bool = False,
    ) -> Iterator[Result]:
        """See `Workers.map`."""
        del on_gpus
        for shard in shards:
            check(cancelled)
            yield function(shard)

    def share(self, value: Shard) -> Callable[[], Shard]:
        """See `Workers.share`."""
        return lambda: value
