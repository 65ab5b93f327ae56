"""The client on real child processes that do small things."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from explorer.engine.client import EngineClient
from explorer.errors import EngineError

from .conftest import exists, fake_command


def test_requests_are_answered_in_order_with_their_ids(client, listener):
    requests = [client.request("search", number=i) for i in range(5)]
    answers = [listener.until("result") for _ in requests]
    assert [a["id"] for a in answers] == requests
    assert [a["number"] for a in answers] == list(range(5))


def test_a_waiting_search_of_the_same_channel_is_superseded(client, listener):
    first = client.request("search", seconds=0.5, channel="left", number=0)
    left = [client.request("search", channel="left", number=i) for i in (1, 2, 3)]
    right = client.request("search", channel="right", number=4)
    assert listener.final(right)["number"] == 4
    finals = {e["id"]: e["event"] for e in listener.seen}
    assert finals == {left[0]: "stale", left[1]: "stale", left[2]: "result", right: "result", first: finals.get(first)}
    assert finals[first] in {"result", "stale"}


def test_what_the_person_did_wrong_is_told_from_our_faults(client, listener):
    refused = listener.final(client.request("refuse"))
    assert (refused["message"], refused["fault"]) == ("The picture is upside down; turn it.", False)
    failed = listener.final(client.request("fail"))
    assert failed["fault"] is True
    assert "'fail'" in failed["message"]
    assert "ZeroDivisionError: by nothing" in failed["message"]
    unknown = listener.final(client.request("dance"))
    assert unknown["message"].startswith("The server has no request 'dance'; it has: open, search, die,")
    needs = listener.final(client.request("needs_fit"))
    assert (needs["event"], needs["needs_fit"], needs["fault"]) == ("error", "gnn-rerank", False)


def test_prints_and_reads_of_libraries_do_not_disturb_the_messages(client, listener, explorer_home):
    assert listener.final(client.request("noise"))["stdin"] == ""
    log = explorer_home / "explorer" / "log" / "server.log"
    assert "a stray print" in log.read_text()
    assert "and one of a subprocess" in log.read_text()


def test_a_killed_server_is_restarted_with_its_workspace_and_its_requests(start, listener, tmp_path):
    client = start()
    client.request("open", workspace=str(tmp_path / "some.rexws"))
    pid = listener.final(client.request("search"))["pid"]
    waiting = client.request("search", seconds=0.5, number=7)
    os.kill(pid, signal.SIGKILL)
    answer = listener.final(waiting)
    assert (answer["number"], answer["workspace"]) == (7, str(tmp_path / "some.rexws"))
    assert answer["pid"] != pid
    assert [e for e in listener.seen if e["event"] == "restarted"] == [
        {"id": None, "event": "restarted", "child": "server"}
    ]
    assert not exists(pid)


def test_a_request_that_kills_the_server_is_tried_twice_and_told(client, listener, tmp_path):
    answer = listener.final(client.request("die", count=str(tmp_path / "count"), times=9, crash=True))
    assert answer["event"] == "error"
    assert answer["fault"] is True
    assert "The background process of the query 'die' was ended by SIGSEGV; details are in " in answer["message"]
    assert (tmp_path / "count").read_bytes() == b"xx"
    log = Path(answer["message"].partition("details are in ")[2].removesuffix("."))
    assert "Segmentation fault" in log.read_text()
    assert listener.final(client.request("search", number=1))["number"] == 1


def test_a_server_that_cannot_start_is_not_started_for_ever(start, listener, tmp_path):
    starts = []

    def broken(kind):
        starts.append(kind)
        return ["/bin/false"]

    client = start(command=broken)
    answer = listener.final(client.request("search"))
    assert "ended with status 1" in answer["message"]
    time.sleep(0.2)
    assert 2 <= len(starts) <= 4


def test_a_job_reports_and_runs_at_low_priority(client, listener):
    began = time.monotonic()
    job = client.start_job("count", to=40)
    result = listener.final(job)
    seconds = time.monotonic() - began
    progress = [e for e in listener.seen if e["event"] == "progress"]
    assert progress[0]["done"] == 1
    assert progress[-1]["done"] == 40
    assert len(progress) <= 10 * seconds + 2, "ten a second, the first and the last"
    assert {"stage": "count", "total": 40, "text": "counting"}.items() <= progress[0].items()
    assert progress[-2]["seconds_left"] >= 0
    assert result["nice"] == min(os.nice(0) + 10, 19)
    assert int(result["threads"]) >= 1


def test_a_crashed_job_is_started_again_once(client, listener, tmp_path):
    job = client.start_job("die", count=str(tmp_path / "one"), times=1)
    assert listener.final(job)["deaths"] == 1
    assert {"id": job, "event": "restarted", "child": "worker"} in listener.seen
    job = client.start_job("die", count=str(tmp_path / "many"), times=9)
    answer = listener.final(job)
    assert answer["fault"] is True
    assert "The background process of the job 'die' was killed by the system" in answer["message"]
    assert (tmp_path / "many").read_bytes() == b"xx"


@pytest.mark.parametrize("kind", ["count", "deaf"])
def test_cancel_ends_a_job_whether_it_listens_or_not(client, listener, kind):
    job = client.start_job(kind, to=10_000)
    listener.until("progress", job)
    began = time.monotonic()
    client.cancel(job)
    assert listener.until("cancelled", job) == {"id": job, "event": "cancelled"}
    assert time.monotonic() - began < 30
    client.cancel(job)
    assert listener.final(client.request("search", number=1))["number"] == 1
    assert [e["event"] for e in listener.seen if e["id"] == job].count("cancelled") == 1


def test_a_cancelled_request_is_not_answered(client, listener):
    slow = client.request("search", seconds=0.3)
    waiting = client.request("search", number=1)
    client.cancel(slow)
    client.cancel(waiting)
    assert listener.final(slow)["event"] == "cancelled"
    assert listener.final(waiting)["event"] == "cancelled"


def test_close_leaves_no_process_even_while_jobs_run(start, listener):
    client = start()
    pid = listener.final(client.request("search"))["pid"]
    jobs = [client.start_job("deaf"), client.start_job("count", to=10_000)]
    for job in jobs:
        listener.until("progress", job)
    children = [child.pid for child in client._children]
    assert len(children) == 3
    began = time.monotonic()
    client.close()
    assert time.monotonic() - began < 30
    assert pid in children
    assert not any(exists(child) for child in children)
    with pytest.raises(EngineError, match="closed"):
        client.request("search")


def test_close_from_within_an_event_does_not_wait_for_itself(listener):
    done = threading.Event()

    def on_event(event):
        client.close()
        done.set()

    client = EngineClient(on_event, command=fake_command)
    client.request("search")
    assert done.wait(60)
    client.close()


def test_children_end_when_their_parent_dies(tmp_path):
    program = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); from tests.engine.conftest import Listener, fake_command\n"
        "from explorer.engine.client import EngineClient\n"
        "events = Listener(); client = EngineClient(events, command=fake_command)\n"
        "job = client.start_job('deaf'); events.until('progress', job); events.final(client.request('search'))\n"
        "print(*[child.pid for child in client._children], flush=True); time.sleep(60)\n"
    )
    root = Path(__file__).parents[2]
    parent = subprocess.Popen([sys.executable, "-c", program, str(root)], stdout=subprocess.PIPE, text=True)
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(children) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while any(map(_runs, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_runs, children))


def _runs(pid):
    """Whether it runs: an orphan may stay a zombie where nobody reaps, as in a container."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return exists(pid)
