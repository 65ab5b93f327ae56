"""Shards on a Ray cluster.

A stage is a pure function of a shard and a merge, so all that is left to say is where the cluster is, how many shards
are under way at once, and how the person's wish to stop reaches them. Ray sends functions and shards by its own means
(pickle), looks after machines, and computes again what was lost with one. Of its own it would report on its use to its
makers: that is switched off.
"""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import explorer
from explorer.embedding.hardware import threads
from explorer.engine.threads import VARIABLES
from explorer.errors import Cancelled, EngineError, InputError
from explorer.protocol.progress import IsCancelled, never_cancelled

Shard = TypeVar("Shard")
Result = TypeVar("Result")

_AHEAD = 2
"""Shards under way for each place, so that none waits for its next one."""

_LOOKS = 0.1
"""Seconds between looks at whether the person wants to stop."""

_RETRIES = 5
"""Times that a shard is computed again because its machine was lost."""


@contextmanager
def connected(address: str) -> Iterator["RayWorkers"]:
    """The workers of a cluster, until the block ends.

    Args:
        address: see `explorer.cluster.workers_of`.

    Raises:
        InputError: there is no cluster at the address.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    options: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False, "runtime_env": _environment()}
    if address == "local":
        # Without an address Ray would join any cluster that runs here.
        options |= {"address": "local", "num_cpus": threads(), "include_dashboard": False}
    else:
        options["address"] = address
    if ray.is_initialized():
        yield RayWorkers(ray)
        return
    try:
        ray.init(**options)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise InputError(f"There is no Ray cluster at {address}; start it, or give local as the cluster.") from error
    try:
        yield RayWorkers(ray)
    finally:
        ray.shutdown()


def _environment() -> dict[str, Any]:
    """Where the machines find the program: they have it installed, or share the disk of this checkout."""
    root = str(Path(explorer.__file__).resolve().parents[1])
    path = os.pathsep.join([root, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {"env_vars": {"PYTHONPATH": path, **dict.fromkeys(VARIABLES, "1")}}  # a shard has one processor


class RayWorkers:
    """The machines of a cluster; see `explorer.protocol.workers.Workers`.

    Attributes:
        places: processors of all machines; one shard each.
        gpus: of all machines; a process each, which stays, so that nothing is loaded there twice.
    """

    def __init__(self, ray: Any) -> None:
        """Use `connected`."""
        self._ray = ray
        self._actors = deque[Any]()

    @property
    def places(self) -> int:
        """As many as there are now: machines come and go."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    @property
    def gpus(self) -> int:
        """As many as there are now."""
        return int(self._ray.cluster_resources().get("GPU", 0))

    def map(
        self,
        function: Callable[[Shard], Result],
        shards: Iterable[Shard],
        cancelled: IsCancelled = never_cancelled,
        *,
        on_gpus: bool = False,
    ) -> Iterator[Result]:
        """See `Workers.map`.

        Who stops does not wait for the shards under way; they end with the connection. Cancelling them one by one could
        end this very process: Ray aborts where a shard is done at the moment when it is cancelled (seen with 2.60).

        Raises:
            Cancelled: the person asked to stop.
            EngineError: a shard failed, or was lost with its machine several times.
        """
        by_actors = on_gpus and self.gpus > 0
        send = self._to_actor if by_actors else self._as_task
        shared, left, under_way = self._ray.put(function), iter(shards), deque[_Sent]()
        while True:
            places = max(1, self.gpus) if by_actors else self.places
            room = max(0, _AHEAD * places - len(under_way))  # there are fewer places where a machine was lost
            under_way.extend(send(shared, shard) for shard in islice(left, room))
            if not under_way:
                return
            yield self._result(shared, under_way.popleft(), cancelled)

    def share(self, value: Shard) -> Callable[[], Shard]:
        """See `Workers.share`."""
        return _Shared([self._ray.put(value)])

    def _as_task(self, function: Any, shard: Any) -> "_Sent":
        """To whichever processor is free; Ray sends it again where its machine is lost."""
        task = self._ray.remote(num_cpus=1, max_retries=_RETRIES)(_called)
        return _Sent(shard, task.remote(function, shard))

    def _to_actor(self, function: Any, shard: Any) -> "_Sent":
        """To the next process with a GPU of its own."""
        if not self._actors:
            made = self._ray.remote(num_cpus=0, num_gpus=1)(_Actor)
            self._actors.extend(made.remote() for _ in range(self.gpus))
        if not self._actors:
            raise EngineError("All machines with GPUs are lost; run the command again.")
        self._actors.rotate(-1)
        actor = self._actors[-1]
        return _Sent(shard, actor.called.remote(function, shard), actor)

    def _result(self, function: Any, sent: "_Sent", cancelled: IsCancelled) -> Any:
        for _ in range(1 + _RETRIES):
            while not self._ray.wait([sent.reference], timeout=_LOOKS)[0]:
                if cancelled():
                    raise Cancelled
            if cancelled():
                raise Cancelled
            try:
                outcome = self._ray.get(sent.reference)
            except self._ray.exceptions.RayError as error:
                if sent.actor is None or isinstance(error, self._ray.exceptions.RayTaskError):
                    reason = str(error).strip().splitlines()[-1]
                    raise EngineError(f"A shard failed on the cluster ({reason}); run the command again.") from error
                with suppress(ValueError):  # shards that were lost with it earlier told so already
                    self._actors.remove(sent.actor)
                sent = self._to_actor(function, sent.shard)
                continue
            if isinstance(outcome, InputError):
                raise outcome
            return outcome
        raise EngineError(f"A shard was lost {1 + _RETRIES} times with its machine; run the command again.")


@dataclass(frozen=True)
class _Sent:
    """A shard under way.

    Attributes:
        shard: kept, as it may have to be sent again.
        reference: of its result.
        actor: who computes it, if that is no task of whoever is free.
    """

    shard: Any
    reference: Any
    actor: Any = None


class _Actor:
    """A process with a GPU."""

    def called(self, function: Callable[[Any], Any], shard: Any) -> Any:
        return _called(function, shard)


def _called(function: Callable[[Any], Any], shard: Any) -> Any:
    """The function's answer, or the person's own mistake, which is told as it is."""
    try:
        return function(shard)
    except InputError as error:
        return error


class _Shared:
    """A value in the memory that the processes of a machine share."""

    def __init__(self, held: list[Any]) -> None:
        self._held = held  # in a list, because Ray resolves bare references before a function sees them

    def __call__(self) -> Any:
        import ray

        return ray.get(self._held[0])
