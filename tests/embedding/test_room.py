"""Before vectors are made, it is known that the disk has room for them."""

from collections import namedtuple

import pytest

from explorer.embedding import room
from explorer.embedding.index import embed
from explorer.errors import WorkspaceError

from .conftest import FakeEncoder

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def free(monkeypatch):
    return lambda size: monkeypatch.setattr(room.shutil, "disk_usage", lambda _: Usage(size, 0, size))


def test_what_images_take_grows_with_them_and_their_vectors():
    small, large = room.needed_bytes(1000, 1280), room.needed_bytes(1_000_000, 1280)
    assert room.needed_bytes(1000, 256) < small < 20e6
    assert 5e9 < large < 1000 * small, "thumbnails have a limit, and search vectors are shorter"


def test_much_is_told_and_little_is_not(free, tmp_path):
    free(10**11)
    assert room.require_room(tmp_path, 1000, 1280) == ""
    assert "1,000,000 images will take about" in room.require_room(tmp_path, 1_000_000, 1280)


def test_nothing_is_begun_that_has_no_room(free, collection):
    free(200_000)
    encoder = FakeEncoder()
    with pytest.raises(WorkspaceError, match=r"70 images will take about 0\.7 MB, but .* has 0\.2 MB left; make room"):
        embed(collection.workspace, collection.catalogue, encoder)
    assert encoder.encoded == 0
    free(10**12)
    assert embed(collection.workspace, collection.catalogue, encoder).images == 70


def test_what_is_needed_is_told_before_anything_is_read(free, collection, monkeypatch):
    free(10**12)
    monkeypatch.setattr(room, "_WORTH_TELLING", 1)
    told = []
    encoder = FakeEncoder()
    embed(
        collection.workspace, collection.catalogue, encoder, on_room=lambda text: told.append((encoder.encoded, text))
    )
    assert told == [(0, "70 images will take about 0.7 MB of the 1000.0 GB that are left.")]
