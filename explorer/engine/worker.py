"""A worker process: does one job and ends."""

from collections.abc import Callable, Mapping
from functools import partial

from explorer.engine.answering import Payload, answer
from explorer.engine.channel import Channel
from explorer.engine.flavour import is_viewer
from explorer.engine.jobs import JOBS
from explorer.engine.reporting import Reporter
from explorer.errors import InputError
from explorer.protocol.messages import Message
from explorer.protocol.progress import IsCancelled

Job = Callable[[Payload, Reporter, IsCancelled], Payload]


def work(channel: Channel, jobs: Mapping[str, Job] | None = None) -> None:
    """Receive one job, do it, answer."""
    jobs = _jobs() if jobs is None else jobs
    message = channel.receive()
    if message is not None:
        answer(channel, message["id"], f"job {message['kind']!r}", partial(_do, channel, message, jobs))


def _jobs() -> Mapping[str, Job]:
    """What this build can do."""
    if is_viewer():
        from explorer.engine.viewer import viewer_index_job

        return {"index": viewer_index_job}
    return JOBS


def _do(channel: Channel, message: Message, jobs: Mapping[str, Job]) -> Payload:
    job = jobs.get(message["kind"])
    if job is None:
        raise InputError(f"There is no job {message['kind']!r}; there are: {', '.join(jobs)}.")
    reporter = Reporter(partial(channel.send, message["id"]))
    return job(message["payload"], reporter, partial(channel.cancelled, message["id"]))
