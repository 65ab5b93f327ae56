"""What a drop or a paste means."""

import os

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage

from explorer.gui import dropping
from explorer.gui.catalogue import CatalogueView
from explorer.gui.dragging import IMAGES_MIME, images_mime
from explorer.protocol.query import Term


def urls(*values: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(value) for value in values])
    return data


def words(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def picture(colour=Qt.GlobalColor.red, side: int = 20) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def test_several_files_are_one_query(pictures):
    paths = sorted(pictures.rglob("*.png"))[:3]
    data = urls(*(QUrl.fromLocalFile(str(path)).toString() for path in [*paths, paths[0]]))
    assert dropping.kind_of(data) == "images"
    assert dropping.understand(data).terms == tuple(Term("file", str(path)) for path in paths)


def test_a_folder_among_files_is_a_collection(pictures):
    data = urls(QUrl.fromLocalFile(str(pictures)).toString())
    assert dropping.kind_of(data) == "collection"
    assert dropping.understand(data).collection == pictures


def test_tiles_of_this_window_are_members_and_those_of_another_are_files(pictures):
    own = images_mime([4, 2], CatalogueView.empty())
    assert [term.value for term in dropping.understand(own).terms] == [4, 2]
    path = pictures / "sky" / "sky-0.png"
    foreign = urls(QUrl.fromLocalFile(str(path)).toString())
    foreign.setData(IMAGES_MIME, b'{"process": %d, "images": [4]}' % (os.getpid() + 1))
    assert dropping.understand(foreign).terms == (Term("file", str(path)),)


@pytest.mark.parametrize("text", ["https://example.org/cat.jpg", "data:image/png;base64,iVBORw0KGgo="])
def test_links_are_refused_with_a_sentence_and_nothing_is_fetched(text):
    for data in (words(text), urls(text)):
        assert dropping.kind_of(data) == "link"
        dropped = dropping.understand(data)
        assert dropped.refusal == dropping.NOT_FETCHED
        assert not dropped.terms
        assert dropped.useful


def test_the_path_of_a_file_as_text_is_the_file(pictures):
    path = pictures / "sky" / "sky-1.png"
    for text in (str(path), f'"{path}"\n', QUrl.fromLocalFile(str(path)).toString()):
        assert dropping.understand(words(text)).terms == (Term("file", str(path)),)


@pytest.mark.parametrize("text", ["hello", "/no/such/file.png", "/" + "x" * 5000, "a\0b", ""])
def test_other_words_are_of_no_use(text):
    assert dropping.kind_of(words(text)) is None
    assert not dropping.understand(words(text)).useful


def test_equal_pictures_share_a_file_and_the_oldest_are_removed(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path))
    monkeypatch.setattr(dropping, "KEPT_PICTURES", 3)
    first = dropping.kept_picture(picture())
    assert dropping.kept_picture(picture()) == first
    assert QImage(str(first)).pixelColor(3, 3) == picture().pixelColor(3, 3)
    os.utime(first, (1, 1))
    others = [dropping.kept_picture(picture(side=side)) for side in (21, 22, 23)]
    assert not first.exists()
    assert all(path.exists() for path in others)


def test_many_bytes_are_removed_too(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path))
    old = dropping.kept_picture(picture(side=30))
    os.utime(old, (1, 1))
    monkeypatch.setattr(dropping, "KEPT_BYTES", 1)
    new = dropping.kept_picture(picture(side=31))
    assert new.exists()
    assert not old.exists()
