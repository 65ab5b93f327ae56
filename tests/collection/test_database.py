"""Damaged databases are told apart from whole ones, and can be set aside."""

import sqlite3

import pytest

from explorer.collection.database import connect, is_damaged, set_aside
from explorer.errors import WorkspaceError


@pytest.fixture
def path(tmp_path):
    """A database of some pages."""
    path = tmp_path / "catalogue.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE images (id INTEGER PRIMARY KEY, path TEXT UNIQUE)")
    connection.executemany("INSERT INTO images (path) VALUES (?)", [(f"picture {n} " * 20,) for n in range(500)])
    connection.commit()
    connection.close()
    return path


def test_a_whole_and_a_missing_database_are_not_damaged(path, tmp_path):
    assert not is_damaged(path)
    assert not is_damaged(tmp_path / "nowhere.sqlite")


def test_a_strangers_view_is_not_asked(path):
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE images")
    connection.execute(
        "CREATE VIEW images AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n"
    )
    connection.commit()
    connection.close()
    with pytest.raises(WorkspaceError, match=r"is damaged \(it holds views"):
        connect(path, write=False)


@pytest.mark.parametrize("first", [0, 4096 * 3], ids=["its head", "a page amid"])
def test_a_database_with_other_bytes_is_damaged(path, first):
    data = bytearray(path.read_bytes())
    data[first : first + 4096] = b"\x07" * 4096
    path.write_bytes(data)
    assert is_damaged(path)


def test_what_is_set_aside_leaves_its_place_and_its_log_behind(path):
    path.with_name("catalogue.sqlite-wal").write_bytes(b"log")
    before = path.read_bytes()
    assert set_aside(path).read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["catalogue.damaged.sqlite"]
    with pytest.raises(WorkspaceError):
        set_aside(path)
