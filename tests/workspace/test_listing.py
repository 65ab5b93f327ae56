import csv

import numpy as np
import pytest
from PIL import Image

from explorer.collection.catalogue import Catalogue
from explorer.collection.records import Listed
from explorer.collection.source import open_source
from explorer.errors import Cancelled
from explorer.workspace import listing as module
from explorer.workspace.listing import list_catalogue, make_listing, read_listing, update_listing
from explorer.workspace.store import Workspace

ROWS = [
    ("b/image 10.png", "red", "3", ""),
    ("b/image 9.png", "red;round", "20", "a ball"),
    ("a/Ünter.png", "", "100", ""),
    ("a/zoo.png", "blue", "", "the Zoo"),
]


@pytest.fixture
def folder(tmp_path):
    """Four pictures with labels, a number and captions."""
    root = tmp_path / "pictures"
    for path, *_ in ROWS:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (4, 3)).save(root / path)
    write_manifest(root, ROWS)
    return root


def write_manifest(root, rows):
    with (root / "images.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["path", "label", "weight", "caption"])
        writer.writerows(rows)


@pytest.fixture
def workspace(tmp_path, folder):
    """A workspace whose catalogue knows the pictures."""
    with Workspace.create(tmp_path / "w.rexws", source=open_source(folder)) as workspace:
        scan(workspace, folder)
        yield workspace


def scan(workspace, folder):
    with Catalogue(workspace.catalogue_path, write=True) as catalogue:
        catalogue.update(open_source(folder))


def update(workspace, **options):
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        return update_listing(workspace, catalogue, **options)


def in_memory(workspace):
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        return list_catalogue(catalogue)


def content(listing):
    """All that a listing says, as plain Python."""
    columns = {
        name: [column.values[code] for code in column.codes.tolist()] for name, column in listing.columns.items()
    }
    plain = [getattr(listing, name).tolist() for name in ("ids", "sizes", "times", "by_name", "by_path")]
    return plain, list(listing.paths), list(listing.folded), columns, listing.root, listing.revision


def test_the_listing_says_what_the_catalogue_says(workspace, folder):
    assert update(workspace)
    listing = read_listing(workspace)
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        ids = catalogue.ids()
        assert listing.ids.tolist() == ids.tolist()
        assert list(listing.paths) == catalogue.paths(ids)
        for name in catalogue.columns():
            column = listing.columns[name]
            assert [column.values[code] for code in column.codes.tolist()] == catalogue.column(name, ids)
        assert listing.sizes.tolist() == [record.size for record in catalogue.records(ids)]
        assert listing.times.tolist() == [record.mtime_ns for record in catalogue.records(ids)]
    assert listing.root == folder.resolve()
    assert listing.has_files
    assert content(listing) == content(in_memory(workspace))


def test_orders_are_those_of_people(workspace):
    listing = in_memory(workspace)
    paths = list(listing.paths)
    by_path = [paths[row] for row in listing.by_path.tolist()]
    assert by_path == ["a/zoo.png", "a/Ünter.png", "b/image 9.png", "b/image 10.png"]
    by_name = [paths[row] for row in listing.by_name.tolist()]
    assert by_name == ["b/image 9.png", "b/image 10.png", "a/zoo.png", "a/Ünter.png"]


def test_numbers_are_ordered_by_size_and_texts_by_letters(workspace):
    columns = in_memory(workspace).columns
    assert columns["weight"].numeric
    assert list(columns["weight"].values) == ["", "3", "20", "100"]
    assert not columns["label"].numeric
    assert list(columns["label"].values) == ["", "blue", "red", "red;round"]
    assert list(columns["caption"].folded) == ["", "a ball", "the zoo"]


def test_a_listing_is_made_anew_only_when_something_listed_changed(workspace, folder):
    assert update(workspace)
    assert not update(workspace)
    with Catalogue(workspace.catalogue_path, write=True) as catalogue:
        catalogue.set_content({1: (b"x" * 16, 4, 3)})
    assert not update(workspace)
    write_manifest(folder, [("b/image 10.png", "green", "3", ""), *ROWS[1:]])
    scan(workspace, folder)
    assert update(workspace)
    assert "green" in list(read_listing(workspace).columns["label"].values)


def test_images_that_break_or_heal_leave_and_return(workspace):
    update(workspace)
    with Catalogue(workspace.catalogue_path, write=True) as catalogue:
        catalogue.set_broken(2, "It is torn.")
    assert update(workspace)
    assert 2 not in read_listing(workspace).ids
    with Catalogue(workspace.catalogue_path, write=True) as catalogue:
        catalogue.set_content({2: (b"x" * 16, 4, 3)})
    assert update(workspace)
    assert 2 in read_listing(workspace).ids


def test_a_cancelled_listing_leaves_the_one_before(workspace, folder):
    update(workspace)
    before = content(read_listing(workspace))
    (folder / "a/zoo.png").unlink()
    scan(workspace, folder)
    with pytest.raises(Cancelled):
        update(workspace, cancelled=lambda: True)
    assert content(read_listing(workspace)) == before


def test_a_damaged_or_foreign_listing_counts_as_none(workspace, monkeypatch):
    assert read_listing(workspace) is None
    update(workspace)
    file = workspace.folder(module.KIND, module.NAME) / "paths-data.npy"
    file.write_bytes(file.read_bytes()[:-3])
    assert read_listing(workspace) is None
    assert update(workspace)
    assert read_listing(workspace) is not None
    monkeypatch.setattr(module, "VERSION", module.VERSION + 1)
    assert read_listing(workspace) is None
    assert update(workspace)


def test_a_reader_keeps_its_listing_while_another_is_written(workspace, folder):
    update(workspace)
    listing = read_listing(workspace)
    before = content(listing)
    (folder / "a/zoo.png").unlink()
    scan(workspace, folder)
    assert update(workspace)
    assert content(listing) == before
    assert len(read_listing(workspace)) == 3


def test_columns_without_anything_are_left_out():
    rows = [Listed(7, "x.png", 1, 2, "", "", "", {"empty": "", "weight": "1"})]
    listing = make_listing(rows, ["label", "empty", "weight"], module.Path())
    assert list(listing.columns) == ["weight"]
    assert listing.columns["weight"].codes.dtype == np.int32
