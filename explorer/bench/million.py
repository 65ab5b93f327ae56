"""What the engine's processes take for collections up to a million images: time of each stage and query, memory.

The vectors are made up, so that no picture has to be read; everything else is what the window does: an index by a
worker, a fit of each method by another, queries answered by the one server that has all of them open.
"""

import argparse
import queue
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from explorer.bench.children_memory import ChildrenMemory
from explorer.bench.importing import sizes_from
from explorer.bench.plot import Point, write_scatter
from explorer.bench.result import BenchResult
from explorer.bench.synthetic import synthetic
from explorer.collection.source import open_source
from explorer.engine.client import EngineClient
from explorer.errors import EngineError
from explorer.protocol.messages import Message
from explorer.protocol.naming import PipelineName, parse_pipelines
from explorer.protocol.progress import Progress
from explorer.protocol.query import Query, Term
from explorer.workspace.store import Workspace

SIZES = (10_000, 100_000)
METHODS = "cosine,gnn-rerank,itq-64,diffusion-offline,grad-net,k-reciprocal,diffusion"
DIM = 256

_QUERIES = 20
_K = 100
_READY, _FINAL = 0.05, ("result", "error", "cancelled", "stale")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument(
        "--sizes", type=sizes_from, default=SIZES, metavar="N,N", help="numbers of images (10000,100000); 1,000 or more"
    )
    parser.add_argument("--methods", default=METHODS, help=f"what is fitted and asked ({METHODS})")
    parser.add_argument("--umap", action="store_true", help="make the UMAP maps too, as the window does by itself")
    parser.add_argument("--folder", type=Path, help="where everything is made, and removed again; needs 4 kB an image")
    parser.add_argument("--plot", metavar="SVG", help="also draw the time of an image by the size of the collection")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Index made-up vectors and ask each method, one size after the other.

    Args:
        arguments: see `configure`.
        progress: told of sizes, stages and methods.

    Raises:
        InputError: a method is unknown.
        EngineError: a stage failed.
    """
    pipelines = parse_pipelines(arguments.methods)
    rows: list[dict[str, Any]] = []
    checksums = {}
    for size in sorted(set(arguments.sizes)):
        with TemporaryDirectory(dir=arguments.folder) as folder, ChildrenMemory() as memory:
            checksums[size] = _make(Path(folder), size)
            rows += _Trial(Path(folder), size, memory, progress).rows(pipelines, umap=arguments.umap)
    if arguments.plot:
        points = [Point(row["stage"], row["images"], row["ms_an_image"]) for row in rows if row["ms_an_image"]]
        labels = {"x_label": "images of the collection", "y_label": "time an image, ms"}
        write_scatter(Path(arguments.plot), points, title="Cost of an image", **labels)
    notes = [
        f"query_ms: {_QUERIES} images of the collection as queries, best {_K}, as the server tells it (median); "
        "answered_ms: until the answer is there.",
        "held_mb: server and worker together, pages that both have counted once; own_mb: without pages of files. "
        "The server keeps every method open that stands above.",
        *(f"{size:,} images: checksum of the first 1,000 rows {checksum}." for size, checksum in checksums.items()),
    ]
    return BenchResult(f"The engine on {DIM}-dimensional vectors", rows, notes)


def _make(folder: Path, size: int) -> str:
    """Write the vectors as an encoder's are kept; their checksum. Nothing of them stays in memory."""
    data = synthetic(size, DIM)
    np.save(folder / "vectors.npy", data.features.values.astype(np.float16))
    return data.checksum


class _Trial:
    """One collection."""

    def __init__(self, folder: Path, size: int, memory: ChildrenMemory, progress: Progress) -> None:
        self._source, self._place = folder / "vectors.npy", folder / "million.rexws"
        self._size, self._memory, self._progress = size, memory, progress
        self._events: queue.Queue[Message] = queue.Queue()
        self._rows: list[dict[str, Any]] = []

    def rows(self, pipelines: tuple[PipelineName, ...], *, umap: bool) -> list[dict[str, Any]]:
        """Figures of all stages and methods."""
        # The window holds the workspace and lends it to its workers.
        with Workspace.create(self._place, source=open_source(self._source)):
            self._client = EngineClient(self._events.put)
            try:
                self._final(self._client.request("methods"))  # the server has imported what it needs
                self._index(umap)
                ids = self._open()
                for pipeline in pipelines:
                    self._ask(str(pipeline), ids, umap)
            finally:
                self._client.close()
        return self._rows

    def _index(self, umap: bool) -> None:
        payload = {"workspace": str(self._place), "source": str(self._source), "umap": umap}
        report = self._done(self._client.start_job("index", **payload))
        for stage, seconds in report["seconds"].items():
            self._add(stage, seconds)
        self._rows[-1] |= self._peaks()

    def _open(self) -> list[int]:
        """Open the collection, and ask until the first search is answered; ids to ask for."""
        began = time.perf_counter()
        opened = self._done(self._client.request("open", workspace=str(self._place)))
        self._add("open", time.perf_counter() - began, each=False)
        assert opened["images"] == self._size
        with Workspace.open(self._place) as workspace:
            ids = np.array(workspace.array("features", opened["features_key"], "ids"))
        chosen: list[int] = ids[np.linspace(0, self._size - 1, _QUERIES, dtype=np.int64)].tolist()
        self._searched("cosine", chosen[0])
        self._add("first search", time.perf_counter() - began, each=False)
        self._rows[-1] |= self._peaks()
        return chosen

    def _ask(self, pipeline: str, ids: list[int], umap: bool) -> None:
        """Fit a method where it has to be, with the map of what it learned or without, and time its queries."""
        self._progress(len(self._rows), 0, f"{self._size:,} images: {pipeline}")
        began = time.perf_counter()
        self._searched(pipeline, ids[0], umap=umap)  # fits it, or loads it
        fitted = time.perf_counter() - began
        told, answered = [], []
        for image in ids[1:]:
            began = time.perf_counter()
            told.append(float(self._searched(pipeline, image)["ms"]))
            answered.append(1000 * (time.perf_counter() - began))
        self._add(pipeline, fitted, query_ms=median(told), answered_ms=median(answered))
        self._rows[-1] |= self._peaks()

    def _searched(self, pipeline: str, image: int, *, umap: bool = False) -> Message:
        """The answer to a query, after a fit where there has to be one."""
        query = Query((Term("member", image),)).to_json()
        while True:
            answer = self._final(self._client.request("search", query=query, pipeline=pipeline, k=_K))
            if answer["event"] == "result":
                return answer
            if answer.get("needs_fit"):
                wanted = {"workspace": str(self._place), "pipeline": answer["needs_fit"], "umap": umap}
                self._done(self._client.start_job("fit", **wanted))
                self._done(self._client.request("open", workspace=str(self._place)))
            elif answer.get("preparing"):
                time.sleep(_READY)
            else:
                raise EngineError(f"{pipeline} at {self._size:,} images: {answer['message']}")

    def _done(self, request: int) -> Message:
        """The result of a request or job that may not fail."""
        answer = self._final(request)
        if answer["event"] != "result":
            raise EngineError(f"The engine failed at {self._size:,} images: {answer.get('message', answer['event'])}")
        return answer

    def _final(self, request: int) -> Message:
        while True:
            event = self._events.get()
            if event["event"] == "progress":
                self._progress(event["done"], event["total"], f"{self._size:,} images: {event['text']}")
            elif event["id"] == request and event["event"] in _FINAL:
                return event

    def _add(self, stage: str, seconds: float, *, each: bool = True, **figures: float) -> None:
        cost = 1000 * seconds / self._size if each else None
        self._rows.append({"images": self._size, "stage": stage, "s": seconds, "ms_an_image": cost, **figures})

    def _peaks(self) -> dict[str, float]:
        """The largest memory since it was asked last."""
        return {f"{name}_mb": size for name, size in self._memory.taken().items()}
