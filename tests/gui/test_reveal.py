"""The file manager of each system is asked in its own way."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from explorer.gui import reveal as module
from explorer.gui.reveal import reveal


@pytest.fixture
def started(monkeypatch):
    """What would have been started."""
    calls = []
    monkeypatch.setattr(module, "_started", lambda program, arguments: bool(calls.append((program, arguments))) or True)
    monkeypatch.setattr(module, "_shown_by_file_manager", lambda _: False)
    monkeypatch.setattr(module.QDesktopServices, "openUrl", lambda url: bool(calls.append(url)) or True)
    return calls


def test_each_system_has_its_way(started, monkeypatch, tmp_path):
    file = tmp_path / "an image.jpg"
    file.touch()
    for platform, expected in (
        ("win32", ("explorer", ["/select,", str(file)])),
        ("darwin", ("open", ["-R", str(file)])),
        ("linux", QUrl.fromLocalFile(str(tmp_path))),
    ):
        monkeypatch.setattr(sys, "platform", platform)
        assert reveal(file)
        assert started[-1] == expected


def test_a_folder_that_is_gone_is_told(started):
    assert not reveal(Path("/no/such/folder/image.jpg"))
    assert started == []
