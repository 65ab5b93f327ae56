"""Images per second from files to stored vectors: each stage alone, the network by each runtime, and the whole.

The runtimes are compared on the same prepared images, and their vectors with those of torch in float32, so that what is
gained in speed and lost in precision stand side by side.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from explorer.bench.result import BenchResult
from explorer.collection.catalogue import Catalogue
from explorer.collection.decode import decode
from explorer.collection.source import open_source
from explorer.embedding import lite0, registry
from explorer.embedding.base import Encoder, Pixels, decode_size
from explorer.embedding.hardware import has_package, threads
from explorer.embedding.index import embed
from explorer.embedding.loading import Task, load
from explorer.errors import InputError
from explorer.protocol import resources
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.progress import Progress
from explorer.workspace.store import Workspace

BATCH = 16
REPEATS = 3

Row = dict[str, Any]
Encode = Callable[[Pixels], Vectors]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument("source", nargs="?", type=Path, help="a folder of images; the demo collection by default")
    parser.add_argument("--images", type=int, default=256, help="so many of them for the stages (default 256)")
    parser.add_argument("--whole", action="store_true", help="all of them for the last line, end to end")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Measure.

    Args:
        arguments: see `configure`.
        progress: told of the stages.

    Raises:
        InputError: the source cannot be read.
    """
    source: Path = arguments.source or resources.find("demo")
    paths = _paths(source, arguments.images)
    rows: list[Row] = []
    stages = [_decoding(paths), _runtimes(paths), _end_to_end(source, None if arguments.whole else paths)]
    for number, stage in enumerate(stages):
        progress(number, len(stages), "Measuring")
        rows += stage
    notes = [
        f"{len(paths)} images, {threads()} threads, best of {REPEATS} for the stages, one run end to end.",
        "cpu_ms is processor time an image over all threads: it stays the same when other programs share the machine.",
        "cosine is the smallest to torch in float32 over all images.",
    ]
    return BenchResult(f"Embedding {source} with {registry.DEFAULT}", rows, notes)


def _paths(source: Path, number: int) -> list[Path]:
    """Images spread evenly over the source."""
    opened = open_source(source)
    found = [opened.root / file.path for file in opened.files() if file.status == "present"]
    if opened.kind != "folder" or not found:
        raise InputError(f"{source} holds no images to embed; give a folder of images.")
    return found[:: max(1, len(found) // number)][:number]


def _measured(stage: str, images: int, work: Callable[[], object], repeats: int = REPEATS) -> Row:
    """The best of some runs, after one that warms up where there are several."""
    if repeats > 1:
        work()
    wall, cpu = [], []
    for _ in range(repeats):
        start, used = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - used)
    return {"stage": stage, "images_per_second": images / min(wall), "cpu_ms": 1000 * min(cpu) / images}


def _decoding(paths: list[Path]) -> Iterator[Row]:
    encoder = registry.get()
    tasks = [Task(number, path, path.stat().st_size, "") for number, path in enumerate(paths)]
    for workers in sorted({1, threads()}):
        with ThreadPoolExecutor(workers) as pool:
            stage = f"read, decode, prepare, thumbnail ({workers} threads)"
            yield _measured(stage, len(paths), partial(_decode_all, pool, tasks, encoder))


def _decode_all(pool: ThreadPoolExecutor, tasks: list[Task], encoder: Encoder) -> None:
    for _ in pool.map(lambda task: load(task, encoder, set()), tasks):
        pass


def _runtimes(paths: list[Path]) -> Iterator[Row]:
    encoder = registry.get()
    pixels = np.stack([encoder.prepare(decode(path, size=decode_size(encoder.spec))) for path in paths])
    reference: Vectors | None = None
    for name, encode in _networks():
        vectors = _encode_all(encode, pixels)
        reference = vectors if reference is None else reference
        cosine = float((unit_rows(vectors) * unit_rows(reference)).sum(1).min())
        row = _measured(f"network: {name}", len(pixels), partial(_encode_all, encode, pixels))
        yield {**row, "cosine": cosine}


def _encode_all(encode: Encode, pixels: Pixels) -> Vectors:
    return np.concatenate([encode(pixels[start : start + BATCH]) for start in range(0, len(pixels), BATCH)])


def _networks() -> Iterator[tuple[str, Encode]]:
    """The default network by each runtime that is installed; torch in float32, the reference, first."""
    import torch

    torch.set_num_threads(threads())
    weights = lite0.load_weights()
    yield "torch", _torch(weights, torch.contiguous_format)
    yield "torch, channels last", _torch(weights, torch.channels_last)
    yield "torch, channels last, bfloat16", _torch(weights, torch.channels_last, torch.bfloat16)
    if torch.cuda.is_available():
        cuda = registry.get(device="cuda")
        yield "torch, CUDA", lambda batch: cuda.encode(batch).features
    if has_package("openvino"):
        from explorer.embedding.openvino_runtime import OpenVinoNetwork, lite0_model

        network = OpenVinoNetwork(lite0_model(weights))
        yield "OpenVINO", lambda batch: network(batch)[0]


def _torch(weights: lite0.Weights, memory_format: Any, autocast: Any = None) -> Encode:
    import torch

    from explorer.embedding.torch_runtime import lite0_forward

    forward = lite0_forward(weights, "cpu", memory_format)

    def encode(batch: Pixels) -> Vectors:
        images = (torch.from_numpy(batch).permute(0, 3, 1, 2).float() - lite0.MEAN) / lite0.SCALE
        images = images.contiguous(memory_format=memory_format)
        with torch.inference_mode(), torch.autocast("cpu", autocast, enabled=autocast is not None):
            vectors: Vectors = forward(images)[0].float().numpy()
        return vectors

    return encode


def _end_to_end(source: Path, paths: list[Path] | None) -> Iterator[Row]:
    """The job itself, in a workspace that is thrown away."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if paths is not None:
            source = _linked(paths, folder / "images")
        workspace = stack.enter_context(Workspace.create(folder / "bench.rexws"))
        catalogue = stack.enter_context(Catalogue(workspace.catalogue_path, write=True))
        catalogue.update(open_source(source))
        encoder = registry.get()
        encoder.encode(np.zeros((1, lite0.SIZE, lite0.SIZE, 3), np.uint8))
        images = len(catalogue.ids())
        yield _measured("end to end", images, lambda: embed(workspace, catalogue, encoder), repeats=1)


def _linked(paths: list[Path], folder: Path) -> Path:
    """The chosen images as a folder of their own; copied where links are not allowed."""
    folder.mkdir()
    for number, path in enumerate(paths):
        target = folder / f"{number:06d}{path.suffix}"
        try:
            target.symlink_to(path.resolve())
        except OSError:
            target.write_bytes(path.read_bytes())
    return folder
