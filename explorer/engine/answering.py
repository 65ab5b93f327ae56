"""The boundary of the child processes: what happens inside becomes exactly one final event."""

import logging
from collections.abc import Callable
from typing import Any

from explorer.engine.channel import Channel
from explorer.errors import OUT_OF_MEMORY, Cancelled, ExplorerError, InputError, is_out_of_memory

Payload = dict[str, Any]


class NeedsFit(ExplorerError):  # noqa: N818 - an answer that asks for something, not a fault
    """A query was asked of a method that has to be fitted first, which takes too long to do in between.

    Attributes:
        pipeline: name of the method, for the job `fit`.
    """

    def __init__(self, pipeline: str) -> None:
        super().__init__(f"{pipeline} has to be fitted to this collection first; start the job fit.")
        self.pipeline = pipeline


class Preparing(ExplorerError):  # noqa: N818 - an answer that asks for patience, not a fault
    """A query came while what it needs is still being loaded; the same question will be answered a little later."""

    def __init__(self) -> None:
        super().__init__("The collection is being prepared for its first search; ask again in a moment.")


def answer(channel: Channel, request: int, what: str, act: Callable[[], Payload]) -> None:
    """Do it and send its result, or why there is none.

    Args:
        channel: where the event goes.
        request: id of the request or job.
        what: noun and kind for the message of an unforeseen failure, e.g. "query 'search'".
        act: gives the result's payload.
    """
    try:
        channel.send(request, "result", **act())
    except Cancelled:
        channel.send(request, "cancelled")
    except NeedsFit as error:
        channel.send(request, "error", message=str(error), fault=False, needs_fit=error.pipeline)
    except Preparing as error:
        channel.send(request, "error", message=str(error), fault=False, preparing=True)
    except ExplorerError as error:
        channel.send(request, "error", message=str(error), fault=not isinstance(error, InputError))
    except Exception as error:
        logging.getLogger(__name__).exception("The %s failed", what)
        if is_out_of_memory(error):
            channel.send(request, "error", message=f"The {what} {OUT_OF_MEMORY}", fault=False)
            return
        text = f"The {what} failed: {type(error).__name__}: {error}"
        channel.send(request, "error", message=text, fault=True)
