"""Make the demo collection: ``python resources/make_demo.py [folder]``.

Renders every picture of :mod:`demo_maker.plan` into ``images/<label>/<name>.jpg`` and writes the manifest
``images.csv``. Needs numpy and Pillow only; the same versions of both give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from demo_maker.plan import Picture, light_of, pictures, side_of
from demo_maker.render import render

SIZE = 160
QUALITY = 84
COLUMNS = ("path", "label", "caption", "kind", "view", "light", "background", "occluder")


def encode(picture: Picture) -> bytes:
    """The JPEG file of one picture."""
    buffer = io.BytesIO()
    render(picture.solids(), picture.view, SIZE).save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()


def _encode_number(number: int) -> bytes:
    """The same by position, since textures (functions) do not travel between processes."""
    return encode(_all()[number])


@cache
def _all() -> tuple[Picture, ...]:
    return tuple(pictures())


def path_of(picture: Picture) -> str:
    """Where the picture lies in the collection."""
    return f"images/{picture.label}/{picture.name}.jpg"


def row_of(picture: Picture) -> dict[str, str]:
    """The picture's row of the manifest."""
    view = picture.view
    told = f"{side_of(view)}, {view.azimuth:.0f}°"
    values = (
        path_of(picture),
        picture.label,
        picture.caption,
        picture.kind,
        told,
        light_of(view),
        view.scene.name,
        picture.occluder,
    )
    return dict(zip(COLUMNS, values, strict=True))


def make(folder: Path) -> None:
    """Write the whole collection into ``folder``."""
    todo = _all()
    with ProcessPoolExecutor() as pool:
        for number, (picture, data) in enumerate(
            zip(todo, pool.map(_encode_number, range(len(todo)), chunksize=10), strict=True), 1
        ):
            target = folder / path_of(picture)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            if number % 100 == 0 or number == len(todo):
                sys.stdout.write(f"{number} of {len(todo)} pictures\n")
    with (folder / "images.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row_of(picture) for picture in todo)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Render the demo collection.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent / "demo")
    make(parser.parse_args().folder)
