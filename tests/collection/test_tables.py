"""Parquet and Arrow tables as manifests and as feature files, on the disk and in a store."""

import numpy as np
import pytest

from explorer.collection.feature_file import read_feature_file
from explorer.collection.source import open_source
from explorer.collection.stores import located
from explorer.errors import InputError

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install retrieval-explorer[cluster]")

VALUES = np.arange(12, dtype=np.float32).reshape(4, 3)


def write(path, columns):
    from pyarrow import feather, parquet

    table = pa.table(columns)
    if path.suffix == ".parquet":
        parquet.write_table(table, path, row_group_size=3)
    elif path.suffix == ".lance":
        lance = pytest.importorskip("lance", reason="needs pylance: pip install pylance")
        lance.write_dataset(table, path)
    else:
        feather.write_feather(table, path, compression="uncompressed", chunksize=3)
    return path


def vectors(kind):
    return pa.array(VALUES.tolist(), pa.list_(pa.float32(), 3 if kind == "fixed" else -1))


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".feather", ".lance"])
@pytest.mark.parametrize("kind", ["fixed", "any"])
def test_a_table_of_embeddings_is_a_feature_file(tmp_path, suffix, kind):
    columns = {
        "path": list("abcd"),
        "embedding": vectors(kind),
        "label": [["x", "y"], ["x"], [], None],
        "year": [1, 2, 3, 4],
    }
    path = write(tmp_path / f"table{suffix}", columns)
    content = read_feature_file(path)
    np.testing.assert_array_equal(content.features, VALUES)
    assert content.names == list("abcd")
    assert content.labels == [("x", "y"), ("x",), (), ()]
    assert content.metadata == {"year": list("1234")}
    assert [file.path for file in open_source(path).files()] == list("abcd")


@pytest.mark.parametrize("suffix", [".parquet", ".lance"])
def test_a_table_of_paths_is_a_manifest(tmp_path, suffix):
    (tmp_path / "cats").mkdir()
    (tmp_path / "cats" / "a.jpg").write_bytes(b"picture")
    columns = {"path": ["cats/a.jpg", "cats/b.jpg"], "caption": ["A cat.", None], "split": ["train", "test"]}
    source = open_source(write(tmp_path / f"chosen{suffix}", columns))
    first, second = source.files()
    assert (source.root, source.path) == (tmp_path, tmp_path / f"chosen{suffix}")
    assert (first.annotation.caption, first.annotation.split, first.annotation.labels) == ("A cat.", "train", ("cats",))
    assert (first.status, second.status) == ("present", "missing")


def test_tables_in_a_store(tmp_path):
    fsspec = pytest.importorskip("fsspec")
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    fs.pipe("/bucket/a.jpg", b"picture")
    fs.pipe("/bucket/chosen.parquet", write(tmp_path / "a.parquet", {"path": ["a.jpg"]}).read_bytes())
    fs.pipe(
        "/bucket/vectors.arrow",
        write(tmp_path / "b.arrow", {"name": list("abcd"), "vector": vectors("any")}).read_bytes(),
    )
    (file,) = open_source(located("memory://bucket/chosen.parquet")).files()
    assert (file.path, file.size) == ("a.jpg", 7)
    content = open_source(located("memory://bucket/vectors.arrow")).feature_file
    np.testing.assert_array_equal(content.features, VALUES)
    fs.store.clear()


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"features": [[1.0, 2.0], [1.0]]}, "different lengths|another length"),
        ({"features": [[1.0, 2.0], None]}, "without a vector"),
        ({"caption": ["a"]}, "no column 'path'"),
    ],
)
def test_tables_that_cannot_be_used(tmp_path, columns, message):
    with pytest.raises(InputError, match=message):
        list(open_source(write(tmp_path / "bad.parquet", columns)).files())


def test_a_damaged_table_is_told(tmp_path):
    path = write(tmp_path / "cut.parquet", {"path": ["a.jpg"]})
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(InputError, match=r"cut\.parquet is damaged"):
        open_source(path)


def test_a_folder_that_only_calls_itself_lance(tmp_path):
    (tmp_path / "photos.lance").mkdir()
    pytest.importorskip("lance", reason="needs pylance: pip install pylance")
    with pytest.raises(InputError, match=r"photos\.lance is damaged or no such table"):
        open_source(tmp_path / "photos.lance")
