"""Captions beside images."""

import json

import pytest
from PIL import Image

from explorer.collection.caption_lines import caption_lines, words_of
from explorer.collection.captions import read_sidecar, sidecars
from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.errors import InputError

from . import hostile


@pytest.fixture
def folder(place):
    for name in ("hen.png", "owl.png", "crow.png"):
        (place / name).write_bytes(hostile.encoded(Image.new("RGB", (8, 8)), "PNG"))
    return place


def captions(folder):
    return {file.path: file.annotation.caption for file in open_source(folder).files() if file.status == "present"}


def test_a_text_or_json_file_beside_an_image_is_its_caption(folder) -> None:
    (folder / "hen.txt").write_text("\ufeffA hen.\n\n 二羽の鶏 \n", "utf-8")
    (folder / "owl.json").write_text(json.dumps({"captions": ["An owl.", "It is night."]}), "utf-8")
    assert captions(folder) == {"crow.png": "", "hen.png": "A hen.\n二羽の鶏", "owl.png": "An owl.\nIt is night."}
    (folder / "readme.txt").write_text("x")
    assert [file.path for file in open_source(folder).files() if file.status == "ignored"] == ["readme.txt"]


def test_the_text_file_is_preferred() -> None:
    assert sidecars(["a/hen.json", "a/hen.txt", "readme.md"]) == {"a/hen": "a/hen.txt"}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"{", b"x" * 70_000, b'{"size": 3}', b'"\\ud800"'])
def test_what_is_no_caption_gives_none(tmp_path, content) -> None:
    path = tmp_path / "hen.json"
    path.write_bytes(content)
    assert read_sidecar(path) in ("", "\ud800")


def test_images_of_a_class_share_its_description(folder) -> None:
    (folder / "images.csv").write_text("path,kind,caption\nhen.png,0,Mine.\nowl.png,1,\ncrow.png,9,\n")
    (folder / "classes.csv").write_text("kind,name,description\n0,Hen,A bird that lays.\n1,Owl,A bird of night.\n")
    assert captions(folder) == {"hen.png": "Mine.", "owl.png": "A bird of night.", "crow.png": ""}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("a/RedApple_03.jpg", "Red Apple"),
        ("IMG_2041.JPG", ""),
        ("DSC00012-old-harbour.png", "old harbour"),
        ("3f2a9b7c1d.png", ""),
        ("港の朝 2.png", "港の朝"),
        ("xz.png", ""),
    ],
)
def test_a_files_name_holds_words_or_none(path, words) -> None:
    assert words_of(path) == words


@pytest.fixture
def catalogue(folder, tmp_path):
    (folder / "images.csv").write_text("path,title,text\nhen.png,A hen,Lays eggs.\nowl.png,An owl,\ncrow.png,,\n")
    with Catalogue(tmp_path / "c.sqlite", write=True) as catalogue:
        catalogue.update(open_source(folder))
        yield catalogue


def test_names_of_files_stand_in_where_nothing_else_tells(catalogue) -> None:
    found = caption_lines(catalogue, catalogue.ids())
    assert (found.origin, found.lines) == ("names", [(1, "crow"), (2, "hen"), (3, "owl")])
    written = caption_lines(catalogue, catalogue.ids(), written={2: ["A brown hen."]})
    assert (written.origin, written.lines[:2]) == ("names", [(1, "crow"), (2, "A brown hen.")])


def test_captions_come_from_the_columns_that_are_named(catalogue) -> None:
    found = caption_lines(catalogue, catalogue.ids(), "title, text")
    assert (found.origin, found.lines) == ("captions", [(2, "A hen"), (2, "Lays eggs."), (3, "An owl")])
    assert caption_lines(catalogue, catalogue.ids(), "name").origin == "names"
    with pytest.raises(InputError, match="name one of: title, text, name"):
        caption_lines(catalogue, catalogue.ids(), "caption words")


def test_what_the_person_wrote_stands_in_the_place_of_what_was_read(catalogue) -> None:
    found = caption_lines(catalogue, catalogue.ids(), "title", {2: ["דגל", "旗"], 3: [], 99: ["gone"]})
    assert (found.origin, found.lines) == ("captions", [(2, "דגל"), (2, "旗")])
