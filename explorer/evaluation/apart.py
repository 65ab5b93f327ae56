"""Measuring a method in a process of its own, so that its memory and times are its own and not its neighbours'.

What it costs is one start of the numeric libraries a method (about a second); what it gives, beside an honest peak, is
that no method finds the graph, the caches or the clock speed that another one left, and that one which exhausts the
memory does not take the others with it. The process is a worker of the engine: started, cancelled and ended like all.
"""

import queue
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from explorer.engine.process import ChildProcess, child_command
from explorer.errors import Cancelled, EngineError, InputError
from explorer.evaluation.cross_modal import measure_both
from explorer.evaluation.measure import Measurement, Task, measure
from explorer.evaluation.memory import peak_rss_mb
from explorer.evaluation.table import Material
from explorer.protocol.messages import Message
from explorer.protocol.progress import IsCancelled, Progress

JOB = "measure"
_DESCRIBED = ("costs", "parameters", "stages", "notes", "hubness")
"""Fields of a measurement that travel in the answer; the arrays travel as a file."""

_POLL_SECONDS = 0.1
_END_SECONDS = 0.5
_ENDED = "ended"


class Apart:
    """Measures tasks on one material, each in a process of its own. A context manager: its files go when it ends."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="retrieval-explorer-")
        self._written: Material | None = None

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def measure(self, material: Material, task: Task, *, progress: Progress, cancelled: IsCancelled) -> Measurement:
        """As `explorer.evaluation.measure.measure`, with the peak memory of its process.

        Raises:
            InputError: the method refuses its parameters or the data.
            EngineError: the process failed or was killed, often because memory ran out.
            Cancelled: the person asked to stop.
        """
        folder = Path(self._folder.name)
        if material is not self._written:
            material.save(folder)
            self._written = material
        payload = _ask(JOB, {"folder": str(folder), "task": task.to_json()}, progress, cancelled)
        with np.load(folder / "values.npz", allow_pickle=False) as arrays:
            values = {name: arrays[name] for name in arrays.files}
        described = {name: payload[name] for name in _DESCRIBED}
        return Measurement(values, **described)


def measure_job(payload: dict[str, Any], progress: Progress, cancelled: IsCancelled) -> dict[str, Any]:
    """The worker's side: measure, leave the arrays in the folder, answer with the rest."""
    folder = Path(payload["folder"])
    task = Task.from_json(payload["task"])
    measured = measure_both if task.metrics == "cross-modal" else measure
    result = measured(Material.load(folder), task, progress=progress, cancelled=cancelled)
    np.savez(folder / "values.npz", **result.values)  # type: ignore[arg-type]  # numpy's stub takes the names for options
    result = replace(result, costs={**result.costs, "peak_rss_mb": peak_rss_mb()})
    return {name: getattr(result, name) for name in _DESCRIBED}


def _ask(kind: str, payload: dict[str, Any], progress: Progress, cancelled: IsCancelled) -> dict[str, Any]:
    """Run one job in a worker and wait for its answer."""
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    child = ChildProcess(
        child_command("worker"),
        lambda _, message: inbox.put(message),
        lambda _, ending: inbox.put({"event": _ENDED, "message": ending}),
    )
    try:
        child.send({"id": 1, "kind": kind, "payload": payload})
        return _answer(inbox, child, progress, cancelled)
    except Cancelled:
        child.kill()  # it has nothing to finish, and this process little time to clear up before it is ended itself
        raise
    finally:
        child.end_input()
        child.wait(_END_SECONDS)
        child.join()


def _answer(
    inbox: "queue.SimpleQueue[Message]", child: ChildProcess, progress: Progress, cancelled: IsCancelled
) -> dict[str, Any]:
    while True:
        if cancelled():
            raise Cancelled
        try:
            message = inbox.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            continue
        event = message["event"]
        if event == "progress":
            progress(message["done"], message["total"], message["text"])
        elif event == "result":
            return message
        elif event == "error":
            raise (EngineError if message["fault"] else InputError)(message["message"])
        elif event == _ENDED:
            details = f"; details are in {child.log}" if child.log else ""
            raise EngineError(f"The process that measured {message['message']}{details}.")
