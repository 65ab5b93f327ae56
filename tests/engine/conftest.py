"""Clients whose events a test can wait for."""

import os
import queue
import sys
import time
from pathlib import Path

import pytest

from explorer.engine.client import EngineClient

FAKE_CHILD = Path(__file__).with_name("fake_child.py")
PATIENCE = 300.0
"""Seconds; workers are less urgent than whatever else keeps the machine busy."""


class Listener:
    """Collects the events of a client."""

    def __init__(self):
        self.events = queue.Queue()
        self.seen = []

    def __call__(self, event):
        self.events.put(event)

    def until(self, event, request=None):
        """The next event of that kind (and id), keeping all on the way in `seen`."""
        deadline = time.monotonic() + PATIENCE
        while True:
            got = self.events.get(timeout=max(deadline - time.monotonic(), 0.01))
            self.seen.append(got)
            if got["event"] == event and request in (None, got["id"]):
                return got

    def final(self, request):
        """The one final event of a request or job."""
        deadline = time.monotonic() + PATIENCE
        while True:
            got = self.events.get(timeout=max(deadline - time.monotonic(), 0.01))
            self.seen.append(got)
            if got["id"] == request and got["event"] in {"result", "error", "cancelled", "stale"}:
                return got


def searched(client, listener, **payload):
    """The answer to a search, also where the collection is still being prepared for its first one."""
    while True:
        answer = listener.final(client.request("search", **payload))
        if not answer.get("preparing"):
            return answer


def fake_command(kind):
    return [sys.executable, str(FAKE_CHILD), kind]


def exists(pid):
    """Whether a process of that id is there, also as a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch):
    """Let what is done at once take its time: a busy machine makes anything slow, and a slow fit another answer."""
    for name in ("session.AT_ONCE_SECONDS", "preview.PREVIEW_SECONDS", "editing.PATIENCE_SECONDS"):
        monkeypatch.setattr(f"explorer.engine.{name}", PATIENCE)


@pytest.fixture
def plain_umap(monkeypatch):
    """Lay maps out by PCA where it would be by UMAP, which takes half a minute to compile."""
    from explorer.projection.pca import pca_map

    monkeypatch.setattr("explorer.projection.umap.umap_map", lambda features, _, **__: pca_map(features))


@pytest.fixture
def listener():
    return Listener()


@pytest.fixture
def start(listener):
    """Starts clients with given commands, and closes them."""
    clients = []

    def start_client(command=fake_command):
        clients.append(EngineClient(listener, command=command))
        return clients[-1]

    yield start_client
    for client in clients:
        client.close()


@pytest.fixture
def client(start):
    return start()
