import pytest

from explorer.collection.manifest import read_manifest
from explorer.collection.source import open_source
from explorer.errors import InputError


def write(root, text, encoding="utf-8"):
    (root / "images.csv").write_bytes(text.encode(encoding))
    return root / "images.csv"


def rows(root, text, encoding="utf-8"):
    return list(read_manifest(write(root, text, encoding)))


def test_all_columns(place):
    text = 'path,split,label,caption,box,Marke\na/1.jpg,Query,cat; dog ;cat,"Two, of them",1 2 30 40,Ja!\n'
    (row,) = rows(place, text)
    assert row.path == "a/1.jpg"
    assert row.split == "query"
    assert row.labels == ("cat", "dog")
    assert row.caption == "Two, of them"
    assert row.box == (1, 2, 30, 40)
    assert row.metadata == {"Marke": "Ja!"}
    assert row.line == 2


def test_labels_are_unknown_without_the_column_and_none_when_empty(place):
    assert rows(place, "path\na.jpg\n")[0].labels is None
    assert rows(place, "path,label\na.jpg,\n")[0].labels == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_write_is_read(place, encoding, end):
    text = end.join([" Path , LABEL", "ä/🍓.jpg,Erdbeere", "", "./b//2.jpg,Ü"])
    assert [row.path for row in rows(place, text, encoding)] == ["ä/🍓.jpg", "b/2.jpg"]


def test_long_and_many_lined_captions(place):
    caption = "word\n" * 100_000
    (row,) = rows(place, f'path,caption\na.jpg,"{caption}"\n')
    assert row.caption == caption.strip()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "has no column 'path' in its first line"),
        ("file;label\na;b\n", "has no column 'path'"),
        ("path,label,label\n", "line 1: the column 'label' stands twice"),
        ("path,,x\n", "line 1: the column name '' is unusable"),
        ('path,"a""b"\n', "line 1: the column name"),
        ("path,label\na.jpg\n", "line 2: 1 fields instead of 2"),
        ("path\na.jpg\n../b.jpg\n", "line 3, column 'path': '../b.jpg' leads out of the folder"),
        ("path\n/etc/passwd\n", "leads out of the folder"),
        ("path\nC:\\b.jpg\n", "leads out of the folder"),
        ("path\na\\..\\..\\b.jpg\n", "leads out of the folder"),
        ("path\n\\\\server\\b.jpg\n", "leads out of the folder"),
        ("path,label\n,x\n", "line 2, column 'path': there is no file name"),
        ("path\na.jpg\na.jpg\n", "line 3: a.jpg was named in line 2 already"),
        ('path\n"a.jpg\n', "line 2: unexpected end of data"),
        ("path,box\na.jpg,1 2 3\n", "line 2, column 'box': '1 2 3' must be four numbers"),
        ("path,box\na.jpg,5 0 1 9\n", "column 'box'"),
        ("path,box\na.jpg,0 0 nan 9\n", "column 'box'"),
    ],
)
def test_errors_name_line_and_column(place, text, reason):
    with pytest.raises(InputError) as caught:
        rows(place, text)
    assert reason in str(caught.value)
    assert str(caught.value).startswith("images.csv")


def test_another_encoding_is_named(place):
    with pytest.raises(InputError, match=r"images\.csv is not UTF-8 at or soon after line \d; save it as UTF-8"):
        rows(place, "path,label\na.jpg,größer\n", "latin-1")


def test_a_manifest_restricts_and_annotates(photos):
    write(photos, "path,split,fine\nb/c/1.jpg,test,7\na/1.jpg,train,8\n")
    files = list(open_source(photos).files())
    assert [file.path for file in files] == ["a/1.jpg", "b/c/1.jpg"]
    assert [file.annotation.labels for file in files] == [("a",), ("c",)]
    assert [file.annotation.metadata for file in files] == [{"fine": "8"}, {"fine": "7"}]


def test_files_named_in_vain_are_missing(photos):
    write(photos, "path\na/1.jpg\na/9.jpg\nb\n")
    missing = [file for file in open_source(photos).files() if file.status == "missing"]
    assert [file.path for file in missing] == ["a/9.jpg", "b"]
    assert missing[0].reason.startswith("a/9.jpg is named in line 3 of images.csv but is not ")


def test_a_manifest_written_on_windows_finds_its_files(photos):
    write(photos, "path\nb\\c\\1.jpg\n")
    (file,) = open_source(photos).files()
    assert (file.path, file.status) == ("b/c/1.jpg", "present")


def test_the_manifest_itself_names_the_collection(photos):
    path = write(photos, "path\na/1.jpg\n")
    source = open_source(path)
    assert source.kind == "folder"
    assert source.root == photos
