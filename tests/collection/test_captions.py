"""Captions beside images."""

import json

import pytest
from PIL import Image

from explorer.collection.captions import read_sidecar, sidecars
from explorer.collection.source import open_source


@pytest.fixture
def folder(tmp_path):
    for name in ("hen.png", "owl.png", "crow.png"):
        Image.new("RGB", (8, 8)).save(tmp_path / name)
    return tmp_path


def captions(folder):
    return {file.path: file.annotation.caption for file in open_source(folder).files() if file.status == "present"}


def test_a_text_or_json_file_beside_an_image_is_its_caption(folder) -> None:
    (folder / "hen.txt").write_text("\ufeffA hen.\n\n 二羽の鶏 \n", "utf-8")
    (folder / "owl.json").write_text(json.dumps({"captions": ["An owl.", "It is night."]}), "utf-8")
    assert captions(folder) == {"crow.png": "", "hen.png": "A hen.\n二羽の鶏", "owl.png": "An owl.\nIt is night."}


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
