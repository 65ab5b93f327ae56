import zipfile

import numpy as np
import pytest
from safetensors.numpy import save_file

from explorer.collection.feature_file import read_feature_file
from explorer.collection.source import open_source
from explorer.errors import InputError

VALUES = np.arange(12, dtype=np.float32).reshape(4, 3)


def save(tmp_path, **arrays):
    path = tmp_path / "set.npz"
    np.savez(path, **arrays)
    return path


def test_everything_a_file_may_hold(tmp_path):
    path = save(
        tmp_path,
        image_features=VALUES,
        text_features=VALUES[:, :2].astype(np.float16),
        labels=np.array([3, 3, -1, 0]),
        split=np.array(["Train", "test", "test", "query"]),
        names=np.array(["a.jpg", "b/c.jpg", "a.jpg", "d"]),
        camera=np.array([1, 1, 2, 2], np.uint8),
        fine=np.array([b"x", b"y", b"\xff", b"z"]),
        strange=np.zeros((2, 2)),
    )
    content = read_feature_file(path)
    assert content.features.dtype == np.float32
    assert np.array_equal(content.features, VALUES)
    assert content.text_features is not None
    assert content.text_features.dtype == np.float16
    assert content.labels == [("3",), ("3",), ("-1",), ("0",)]
    assert content.split == ["train", "test", "test", "query"]
    assert content.names == ["a.jpg", "b/c.jpg", "a.jpg#2", "d"]
    assert content.camera == ["1", "1", "2", "2"]
    assert content.metadata == {"fine": ["x", "y", r"\xff", "z"]}
    assert content.unused == ("strange",)


@pytest.mark.parametrize("dtype", ["f8", ">f4", "i2", "u1"])
def test_other_number_types_become_float32(tmp_path, dtype):
    content = read_feature_file(save(tmp_path, features=VALUES.astype(dtype)))
    assert content.features.dtype == np.float32
    assert np.array_equal(content.features, VALUES)


def test_half_precision_stays_as_given(tmp_path):
    assert read_feature_file(save(tmp_path, features=VALUES.astype(np.float16))).features.dtype == np.float16


def test_labels_as_text_multi_hot_and_whole_floats(tmp_path):
    hot = np.array([[1, 0, 1], [0, 0, 0], [0, 1, 0], [1, 1, 1]], np.uint8)
    for labels, wanted in (
        (np.array(["a;b", "b", "", " c "]), [("a", "b"), ("b",), (), ("c",)]),
        (hot, [("0", "2"), (), ("1",), ("0", "1", "2")]),
        (np.array([1.0, 2.0, 0.0, 5.0]), [("1",), ("2",), ("0",), ("5",)]),
    ):
        assert read_feature_file(save(tmp_path, features=VALUES, labels=labels)).labels == wanted


def poisoned(value, dtype=np.float32):
    values = np.ones((5000, 3), dtype)
    values[4321, 1] = value
    return values


@pytest.mark.parametrize(
    ("arrays", "reason"),
    [
        ({"features": poisoned(np.nan)}, "'features' has a value that is no finite number in row 4321"),
        ({"features": poisoned(-np.inf, np.float16)}, "in row 4321"),
        ({"features": poisoned(1e300, np.float64)}, "in row 4321"),
        ({"features": VALUES, "text_features": VALUES * np.nan}, "'text_features' has a value"),
        ({"features": VALUES[0]}, r"'features' is float32 \[3\]; give numbers of shape \[n, d\]"),
        ({"features": VALUES[None]}, r"shape \[n, d\]"),
        ({"features": VALUES[:0]}, r"'features' is empty \(\[0, 3\]\)"),
        ({"features": VALUES.astype(complex)}, "'features' is complex128"),
        ({"features": VALUES.astype(str)}, "'features' is <U"),
        ({"other": VALUES}, "has no array 'features' but other"),
        ({}, "has no array 'features' but nothing"),
        ({"features": VALUES, "text_features": VALUES[:3]}, "'text_features' has 3 rows but 'features' has 4"),
        ({"features": VALUES, "labels": np.arange(5)}, r"'labels' has shape \[5\] for 4 feature rows"),
        ({"features": VALUES, "labels": np.zeros((5, 2))}, "'labels' has 5 rows for 4"),
        ({"features": VALUES, "labels": np.full((4, 2), 3)}, "holds other values than 0 and 1"),
        ({"features": VALUES, "labels": np.full(4, 0.5)}, "'labels' is float64; give text or whole numbers"),
        ({"features": VALUES, "split": np.array(["a"])}, "'split' has shape"),
        ({"features": VALUES, "names": np.arange(3)}, "'names' has shape"),
        ({"features": VALUES, "camera": np.arange(8).reshape(4, 2)}, "'camera' has shape"),
    ],
)
def test_each_fault_is_one_sentence_that_names_the_array(tmp_path, arrays, reason):
    with pytest.raises(InputError, match=reason) as caught:
        read_feature_file(save(tmp_path, **arrays))
    assert str(caught.value).startswith("set.npz")
    assert str(caught.value).endswith(".")


def test_object_arrays_are_refused(tmp_path):
    path = tmp_path / "set.npz"
    np.savez(path, features=np.array([{"a": 1}], object))
    with pytest.raises(InputError, match="holds Python objects"):
        read_feature_file(path)
    np.save(tmp_path / "set.npy", np.array([{"a": 1}], object))
    with pytest.raises(InputError, match="holds Python objects"):
        read_feature_file(tmp_path / "set.npy")


def test_an_archive_under_the_name_of_an_array_is_refused(tmp_path):
    path = save(tmp_path, features=VALUES).rename(tmp_path / "set.npy")
    with pytest.raises(InputError, match=r"^set\.npy is damaged; save it again\.$"):
        read_feature_file(path)


def test_damaged_archives_are_refused(tmp_path):
    path = save(tmp_path, features=np.random.default_rng(0).random((100, 50)))
    sound = path.read_bytes()
    flipped = bytearray(sound)
    flipped[len(sound) // 2] ^= 0xFF
    for damaged in (b"", b"no zip at all", sound[:-100], sound[: len(sound) // 2], bytes(flipped)):
        path.write_bytes(damaged)
        with pytest.raises(InputError, match=r"^set\.npz is damaged; save it again\.$"):
            read_feature_file(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("features.npy", b"no array")
    with pytest.raises(InputError, match=r"set\.npz"):
        read_feature_file(path)


def test_missing_and_foreign_files(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        read_feature_file(tmp_path / "gone.npz")
    for name in ("set.mat", "set.h5", "set.txt"):
        with pytest.raises(InputError, match=r"give one of \.npz, \.npy, \.safetensors"):
            read_feature_file(tmp_path / name)


def test_npy_with_a_table_beside_it(tmp_path):
    path = tmp_path / "set.npy"
    np.save(path, VALUES)
    assert read_feature_file(path).names == ["0", "1", "2", "3"]
    (tmp_path / "set.csv").write_text(
        "name,label,split,colour\na,x;y,train,red\nb,x,test,\nc,,test,blue\nd,y,test,red\n"
    )
    content = read_feature_file(path)
    assert content.names == list("abcd")
    assert content.labels == [("x", "y"), ("x",), (), ("y",)]
    assert content.metadata == {"colour": ["red", "", "blue", "red"]}
    (tmp_path / "set.csv").write_text("name\na\n")
    with pytest.raises(InputError, match=r"set\.csv has 1 rows but set\.npy has 4"):
        read_feature_file(path)


def test_safetensors(tmp_path):
    path = tmp_path / "set.safetensors"
    save_file({"features": VALUES, "labels": np.array([1, 2, 3, 4])}, path)
    assert read_feature_file(path).labels == [("1",), ("2",), ("3",), ("4",)]
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(InputError, match="is damaged"):
        read_feature_file(path)


def test_rows_are_joined_to_pictures(photos, tmp_path):
    names = np.array(["b/c/1.jpg", "a/1.jpg", "a/99.jpg", "top.png"])
    path = save(tmp_path, features=VALUES, names=names, labels=np.arange(4))
    files = list(open_source(path, images_root=photos).files())
    assert [file.path for file in files] == names.tolist()
    assert [file.status for file in files] == ["present", "present", "missing", "present"]
    assert files[0].size == (photos / "b/c/1.jpg").stat().st_size
    assert [file.size for file in open_source(path).files()] == [-1] * 4
    with pytest.raises(InputError, match="There is nothing at"):
        open_source(path, images_root=tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["../secret.jpg", "/etc/passwd", "a/../../x"])
def test_names_may_not_leave_the_images_root(photos, tmp_path, name):
    path = save(tmp_path, features=VALUES, names=np.array([name, "b", "c", "d"]))
    with pytest.raises(InputError, match="leads out of the folder"):
        list(open_source(path, images_root=photos).files())


def test_real_feature_files(data):
    corel = read_feature_file(data / "corel1k" / "corel1k.npz")
    assert corel.features.shape == (1000, 190)
    wikipedia = read_feature_file(data / "wikipedia" / "wikipedia.npz")
    assert wikipedia.text_features is not None
    assert wikipedia.text_features.shape == (2866, 10)
    assert set(wikipedia.split or []) == {"train", "test"} or set(wikipedia.split or []) == {"train", "query"}
