"""What happens inside a child process becomes one sentence."""

import pytest

from explorer.engine.answering import answer


class Recording:
    """A channel that keeps what is sent."""

    def __init__(self):
        self.sent = []

    def send(self, request, event, **values):
        self.sent.append((request, event, values))


@pytest.mark.parametrize(
    ("error", "said", "fault"),
    [
        (MemoryError("Unable to allocate 80 GiB"), "The job 'index' needs more memory than there is; close", False),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: not enough memory"), "needs more memory than there", False),
        (RuntimeError("dimension mismatch"), "The job 'index' failed: RuntimeError: dimension mismatch", True),
    ],
)
def test_what_nobody_foresaw_is_one_sentence(error, said, fault, caplog):
    def act():
        raise error

    channel = Recording()
    answer(channel, 7, "job 'index'", act)
    ((request, event, values),) = channel.sent
    assert (request, event, values["fault"]) == (7, "error", fault)
    assert said in values["message"]
    assert "Traceback" in caplog.text, "the log has the place"
