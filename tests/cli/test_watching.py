"""A watched source is read again when it changed, with real files, until Ctrl-C."""

import pytest

from explorer.cli import watching
from explorer.cli.terminal import Ended
from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.errors import WorkspaceError


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.jpg").write_bytes(name.encode())
    return folder


@pytest.fixture
def watched(photos, tmp_path, monkeypatch):
    """Do one thing before each look, then end by Ctrl-C: how often the source was read."""
    catalogue = tmp_path / "catalogue.sqlite"
    reads = []

    def read() -> None:
        with Catalogue(catalogue, write=True) as opened:
            reads.append(opened.update(open_source(photos)).summary())

    def watch(*actions, read=read, end=KeyboardInterrupt) -> list[str]:
        left = iter(actions)

        def sleep(_seconds) -> None:
            action = next(left, end)
            if action is end:
                raise end() if end is KeyboardInterrupt else end(15)
            if action is not None:
                action()

        monkeypatch.setattr(watching.time, "sleep", sleep)
        watching.read_when_changed(photos, catalogue, read)
        return reads

    read()
    reads.clear()
    return watch


def test_changes_are_read_once_they_have_come_to_rest(watched, photos, capsys):
    reads = watched(
        None,
        lambda: (photos / "c.jpg").write_bytes(b"c"),
        lambda: (photos / "a.jpg").rename(photos / "z.jpg"),
        None,
        None,
        None,
    )
    assert reads == ["2 added, 1 unchanged, 1 missing"], "nobody has read the files, so that none is known by content"
    assert "photos has changed: 1 new, 1 renamed." in capsys.readouterr().err


def test_a_source_that_goes_away_is_not_read(watched, photos, capsys):
    elsewhere = photos.with_name("elsewhere")
    reads = watched(None, lambda: photos.rename(elsewhere), None, lambda: elsewhere.rename(photos), None, None)
    assert reads == []
    said = capsys.readouterr().err
    assert said.count("is not there; connect its drive") == 1
    assert said.count("is there again") == 1


def test_a_workspace_that_is_open_elsewhere_is_tried_again(watched, photos, capsys):
    tries = []

    def read() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise WorkspaceError("It is open in another program.")

    watched(None, (photos / "a.jpg").unlink, *[None] * 6, read=read)
    assert len(tries) == 3, "and no more once it went well"
    assert capsys.readouterr().err.count("It is open in another program.") == 1


def test_a_request_to_end_is_no_ctrl_c(watched):
    with pytest.raises(Ended):
        watched(end=Ended)
