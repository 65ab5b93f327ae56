"""The program that the frozen test builds: the real start path and client around an almost empty engine.

As `--child KIND` it goes the way of the real program, through `explorer.__main__.main`, and serves one request that
tells what the child looks like from within. Otherwise it is a parent: it asks its child, and prints what it learned.
"""

import json
import os
import queue
import sys
import types

from explorer.__main__ import main


def serve(channel):
    """Answer one request with facts about this process, then wait for the end of the pipe."""
    message = channel.receive()
    heavy = sorted({"PySide6", "torch", "faiss", "umap"} & set(sys.modules))
    channel.send(message["id"], "result", argv=sys.argv, executable=sys.executable, heavy=heavy, **message["payload"])
    channel.receive()


def be_child():
    """Dispatch as the real program does, with the engine's server replaced by the empty one."""
    empty = types.ModuleType("explorer.engine.server")
    empty.serve = serve
    sys.modules[empty.__name__] = empty
    return main()


def be_parent():
    """Start the child through the real client, exchange one message, find a resource, print both."""
    from explorer.engine.client import EngineClient
    from explorer.protocol.resources import find

    events = queue.Queue()
    client = EngineClient(events.put)
    try:
        request = client.request("facts", greeting="naïve 日本 " + "x" * 100_000)
        while (event := events.get(timeout=30))["id"] != request:
            pass
    finally:
        client.close()
    resource = find(os.environ["STUB_RESOURCE"])
    print(json.dumps({"child": event, "executable": sys.executable, "resource": str(resource)}))
    return 0


if __name__ == "__main__":
    sys.exit(be_child() if sys.argv[1:2] == ["--child"] else be_parent())
