"""What happens inside a child process becomes one sentence."""

import os
import signal

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


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_process_whose_threads_find_no_memory_ends_instead_of_waiting_for_them(run_python):
    program = """
import _thread, sys, threading, time
from explorer.engine.threads import end_where_no_thread_begins
told = threading.Event()
def tell(unraisable):
    sys.__unraisablehook__(unraisable)
    told.set()
sys.unraisablehook = tell
def begin(error):
    raise error
end_where_no_thread_begins()
_thread.start_new_thread(begin, (ValueError("told alone"),))
told.wait()
_thread.start_new_thread(begin, (MemoryError(),))
time.sleep(600)
"""
    done = run_python(program)
    assert done.returncode == -signal.SIGKILL
    assert "told alone" in done.stderr
    assert done.stderr.endswith("A thread could not begin: it needs more memory than there is; close other programs or "
                                "choose less, what was finished is kept.\n")  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_who_waits_for_a_thread_that_cannot_even_tell_is_ended_too(run_python):
    program = """
import threading
from explorer.engine import threads
threads._PATIENCE = 0.1
threads.end_where_no_thread_begins()
threading._start_new_thread = lambda *_: None  # dies before it can say anything
threading.Thread(target=print).start()
"""
    done = run_python(program)
    assert done.returncode == -signal.SIGKILL
    assert done.stderr.startswith("A thread could not begin: it needs more memory than there is")
