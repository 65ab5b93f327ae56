"""A child process with small requests and jobs, so that the client can be tested without any method or encoder."""

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

from explorer.engine import server, worker
from explorer.engine.answering import NeedsFit
from explorer.engine.children import run_child
from explorer.errors import InputError
from explorer.protocol.progress import check

STATE: dict[str, object] = {}


def _open(payload):
    STATE["workspace"] = payload["workspace"]
    return {"images": 3}


def _search(payload):
    time.sleep(payload.get("seconds", 0.0))
    return {"workspace": STATE.get("workspace"), "number": payload.get("number"), "pid": os.getpid()}


def _die(payload):
    """Die as often as the payload says, counted in a file."""
    count = Path(payload["count"])
    times = len(count.read_bytes()) if count.exists() else 0
    if times < payload["times"]:
        count.write_bytes(b"x" * (times + 1))
        os.kill(os.getpid(), signal.SIGSEGV if payload.get("crash") else signal.SIGKILL)
    return {"deaths": times}


def _refuse(payload):
    raise InputError("The picture is upside down; turn it.")


def _needs_fit(payload):
    raise NeedsFit("gnn-rerank")


def _noise(payload):
    print("a stray print of some library")
    os.system("echo and one of a subprocess")
    return {"stdin": sys.stdin.read()}


def _fail(payload):
    raise ZeroDivisionError("by nothing")


HANDLERS = {
    "open": _open,
    "search": _search,
    "die": _die,
    "refuse": _refuse,
    "needs_fit": _needs_fit,
    "noise": _noise,
    "fail": _fail,
}


def _count(payload, reporter, cancelled):
    reporter.stage("count")
    for i in range(payload["to"]):
        check(cancelled)
        time.sleep(0.01)
        reporter.progress(i + 1, payload["to"], "counting")
    return {"pid": os.getpid(), "nice": os.nice(0), "threads": os.environ["OMP_NUM_THREADS"]}


def _deaf(payload, reporter, cancelled):
    reporter.stage("deaf")
    reporter.progress(0, 1, "never looks up")
    time.sleep(60)
    return {}


JOBS = {"count": _count, "deaf": _deaf, "die": lambda payload, reporter, cancelled: _die(payload)}

if __name__ == "__main__":
    server.serve = partial(server.serve, handlers=HANDLERS)
    worker.work = partial(worker.work, jobs=JOBS)
    sys.exit(run_child(sys.argv[1]))
