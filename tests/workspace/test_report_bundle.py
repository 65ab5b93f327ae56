"""The archive for a report holds what helps, and nothing that tells who sent it."""

import os
import platform
import zipfile
from pathlib import Path

import pytest

import explorer
from explorer.collection.source import open_source
from explorer.errors import WorkspaceError
from explorer.workspace.places import log_dir, workspace_for
from explorer.workspace.report_bundle import Hiding, write_bundle
from explorer.workspace.store import Workspace

HIDE = Hiding(
    {"/opt/program": "<program>", "/usr/lib/python3": "<python>"}, ["/home/ada", "/mnt/My Photos"], {"ada": "<user>"}
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('File "/opt/program/explorer/gui/map.py", line 3', 'File "<program>/explorer/gui/map.py", line 3'),
        ('File "/usr/lib/python3/json/decoder.py", line 3', 'File "<python>/json/decoder.py", line 3'),
        ("/home/ada/Bilder/Oma 1.jpg is damaged; copy it again.", "<file>.jpg is damaged; copy it again."),
        ("/mnt/My Photos/a b/c d.tiff and more", "<file>.tiff and more"),
        ("Workspace '/mnt/My Photos/it' of ada.", "Workspace '<file>' of <user>."),
        ("in /srv/secret/party.png: no", "in <path>: no"),
        (r"C:\Users\ada\a.png and \\server\share\b.png", "<path> and <path>"),
        ("100 images/s, and/or 3/4 of it", "100 images/s, and/or 3/4 of it"),
        ("canada has adages", "canada has adages"),
    ],
)
def test_paths_and_names_are_hidden(text, wanted):
    assert HIDE(text) == wanted


def test_the_archive_holds_logs_and_facts_without_the_person(tmp_path, explorer_home):
    photos = tmp_path / "Hochzeit von Ada" / "fotos"
    photos.mkdir(parents=True)
    Workspace.create(workspace_for(photos), source=open_source(photos)).close()
    code = Path(explorer.__file__).parent / "api.py"
    log = f'WARNING explorer.collection: {photos}/die Braut.jpg is damaged\n  File "{code}", line 3\n'
    (log_dir() / "worker.log").write_text(log + f"at home {explorer_home}/x on {platform.node()}\n")
    (log_dir() / "crash-1.txt").write_text("Fatal Python error: Segmentation fault")
    names = write_bundle(tmp_path / "report.zip")
    assert names == ["about.txt", "worker.log", "crash-1.txt"]
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "Retrieval Explorer" in texts["about.txt"]
    assert "numpy" in texts["about.txt"]
    assert "<file>.jpg is damaged" in texts["worker.log"]
    assert f"{os.sep}explorer{os.sep}api.py" in texts["worker.log"]
    assert "Segmentation fault" in texts["crash-1.txt"]
    for private in ("Hochzeit", "Braut", str(tmp_path), str(explorer_home)):
        assert not any(private in text for text in texts.values()), private


def test_what_cannot_be_written_is_one_sentence(tmp_path):
    with pytest.raises(WorkspaceError, match="cannot be written"):
        write_bundle(tmp_path / "nowhere" / "report.zip")
