import csv
import io
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

RESOURCES = Path(__file__).parents[2] / "resources"
DEMO = RESOURCES / "demo"


@pytest.fixture(scope="module")
def make_demo():
    sys.path.insert(0, str(RESOURCES))
    try:
        import make_demo as module
    finally:
        sys.path.remove(str(RESOURCES))
    return module


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (DEMO / "images.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_manifest_names_exactly_the_files(rows):
    on_disk = sorted(p.relative_to(DEMO).as_posix() for p in (DEMO / "images").rglob("*") if p.is_file())
    assert sorted(row["path"] for row in rows) == on_disk
    assert all(Path(row["path"]).parent.name == row["label"] for row in rows)


def test_manifest_is_the_plan(rows, make_demo: ModuleType):
    assert rows == [make_demo.row_of(picture) for picture in make_demo.pictures()]


def test_collection_holds_what_it_promises(rows):
    labels = {kind: Counter(row["label"] for row in rows if row["kind"] == kind) for kind in {r["kind"] for r in rows}}
    assert set(labels) == {"object", "lookalike", "singleton", "hub"}
    assert len(rows) >= 600
    assert len(labels["object"]) >= 40
    assert min(labels["object"].values()) >= 12
    assert len(labels["lookalike"]) >= 12
    assert len(labels["singleton"]) >= 100
    assert set(labels["singleton"].values()) == {1}
    assert sum(len(counts) for counts in labels.values()) == len(set().union(*labels.values()))


def test_captions_are_varied_sentences(rows):
    captions = [row["caption"] for row in rows]
    assert all(c[0].isupper() and c.endswith(".") and len(c.split()) > 4 for c in captions)
    assert len(set(captions)) > len(rows) // 2


def test_views_change_in_light_place_side_and_occlusion(rows):
    for label in {row["label"] for row in rows if row["kind"] == "object"}:
        mine = [row for row in rows if row["label"] == label]
        assert len({row["background"] for row in mine}) == 2
        assert {row["view"].split(",")[0] for row in mine} == {"front", "left", "back", "right"}
        assert len({row["light"] for row in mine}) > 1
        assert any(row["occluder"] for row in mine)


def test_pictures_are_small_and_whole(rows):
    assert sum(p.stat().st_size for p in DEMO.rglob("*") if p.is_file()) <= 8_000_000
    for row in rows:
        with Image.open(DEMO / row["path"]) as image:
            image.load()
            assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (160, 160))


def test_generator_repeats_itself_and_the_collection(make_demo: ModuleType):
    picture = next(p for p in make_demo.pictures() if p.kind == "object" and p.occluder)
    again = make_demo.encode(picture)
    assert make_demo.encode(picture) == again
    # Another Pillow or processor may round differently, so the committed file is compared by its pixels.
    with Image.open(DEMO / make_demo.path_of(picture)) as stored, Image.open(io.BytesIO(again)) as new:
        difference = np.abs(np.asarray(stored, dtype=float) - np.asarray(new, dtype=float))
    assert difference.mean() < 1.0
