"""What each image costs from the first scan to an opened collection, for collections of several sizes.

Pictures are tiny and the network is a stand-in, so that the program's own part is all that is measured: it shall be the
same for the thousandth image and the millionth.
"""

import argparse
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PIL import Image

from explorer.bench.plot import Point, write_scatter
from explorer.bench.result import BenchResult
from explorer.errors import EngineError, InputError
from explorer.protocol.progress import Progress

SIZES = (10_000, 30_000)
BLOCK = 1000
"""Images in one folder."""

_KINDS = 64
_SIDE = 48
_FILE_BYTES = 8192
"""Room on the disk for a picture and all that is kept of it, with something to spare."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument(
        "--sizes", type=sizes_from, default=SIZES, metavar="N,N", help="numbers of images (10000,30000); 1,000 or more"
    )
    parser.add_argument("--folder", type=Path, help="where the images are made and left; else they are removed again")
    parser.add_argument("--plot", metavar="SVG", help="also draw the cost of an image by the size of the collection")


def sizes_from(text: str) -> tuple[int, ...]:
    """Numbers of images from `N,N`.

    Raises:
        argparse.ArgumentTypeError: they are no whole numbers, or less than `BLOCK`.
    """
    sizes = tuple(int(word) for word in text.split(",") if word.isdecimal())
    if len(sizes) <= text.count(",") or min(sizes) < BLOCK:
        raise argparse.ArgumentTypeError(f"{text!r} must be whole numbers from {BLOCK}, for example 10000,100000")
    return sizes


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Make the images, and import the first so many of them by a process of its own for each size.

    Args:
        arguments: see `configure`.
        progress: told of the sizes.

    Raises:
        InputError: the disk has no room.
        EngineError: a process ended without figures.
    """
    sizes = sorted(set(arguments.sizes))
    with TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        _require_room(folder, sizes[-1])
        make_images(folder / "images", sizes[-1], progress)
        rows = []
        for place, size in enumerate(sizes):
            progress(place, len(sizes), f"Importing {size:,} images")
            rows += _measured(folder / "images", Path(temporary), size)
    notes = [*_growth(rows, sizes), f"Pictures of {_SIDE} pixels, a stand-in for the network, one process a size."]
    if arguments.plot:
        points = [Point(f"{row['stage']}", row["images"], row["cpu_ms"]) for row in rows if row["cpu_ms"] is not None]
        labels = {"x_label": "images of the collection", "y_label": "processor time an image, ms"}
        write_scatter(Path(arguments.plot), points, title="Cost of an image", **labels)
    return BenchResult(f"Importing {', '.join(f'{size:,}' for size in sizes)} images", rows, notes)


def _require_room(folder: Path, images: int) -> None:
    free, needed = shutil.disk_usage(folder if folder.exists() else folder.parent).free, _FILE_BYTES * images
    if free < needed:
        raise InputError(
            f"{folder} has {free / 1e9:.1f} GB left, {needed / 1e9:.1f} are needed; name another --folder."
        )


def make_images(folder: Path, number: int, progress: Progress) -> None:
    """Write so many different small pictures in folders of 1,000; those that are there are left as they are."""
    random, kinds = np.random.default_rng(0), []
    for _ in range(_KINDS):
        buffer = io.BytesIO()
        coarse = Image.fromarray(random.integers(0, 255, (4, 4, 3), np.uint8))
        coarse.resize((_SIDE, _SIDE)).save(buffer, "JPEG", quality=70)
        kinds.append(buffer.getvalue())
    for first in range(0, number, BLOCK):
        block = folder / f"{first // BLOCK:05d}"
        if block.exists():
            continue
        progress(first, number, "Making images")
        block.mkdir(parents=True)
        for place in range(first, first + BLOCK):
            picture = kinds[place % _KINDS]
            # A comment with its number makes every file another one.
            (block / f"{place:08d}.jpg").write_bytes(picture[:2] + b"\xff\xfe\0\x0a" + place.to_bytes(8) + picture[2:])


def _measured(images: Path, temporary: Path, size: int) -> list[dict[str, Any]]:
    """Import the first images in another process: one row a stage."""
    source, workspace = temporary / f"source-{size}", temporary / f"{size}.rexws"
    source.mkdir()
    for block in sorted(images.iterdir())[: size // BLOCK]:
        (source / block.name).symlink_to(block.resolve(), target_is_directory=True)
    done = subprocess.run(
        [sys.executable, "-m", "explorer.bench.import_child", str(source), str(workspace)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    shutil.rmtree(workspace, ignore_errors=True)
    if done.returncode != 0:
        raise EngineError(f"The import of {size:,} images failed: {done.stderr.strip()[-500:]}")
    return [{"images": size // BLOCK * BLOCK, **row} for row in json.loads(done.stdout)]


def _growth(rows: Sequence[dict[str, Any]], sizes: Sequence[int]) -> list[str]:
    """How the cost of an image changes from each size to the next, by stage."""
    notes = []
    for small, large in pairwise(sizes):
        cost = {
            size: {row["stage"]: row["cpu_ms"] for row in rows if row["images"] == size // BLOCK * BLOCK}
            for size in (small, large)
        }
        grown = [f"{stage} ×{cost[large][stage] / ms:.2f}" for stage, ms in cost[small].items() if ms]
        notes.append(f"Processor time an image, from {small:,} to {large:,}: {', '.join(grown)}.")
    return notes
