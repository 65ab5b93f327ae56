"""Each hostile file does what its generator says: it is read, or refused in one sentence that says why."""

import os
import re
import sys

import pytest

from explorer.collection.captions import read_sidecar
from explorer.collection.decode import decode
from explorer.collection.feature_file import read_feature_file
from explorer.collection.folder import FolderSource
from explorer.collection.manifest import read_manifest
from explorer.errors import ExplorerError
from explorer.evaluation.revisited import read_ground_truth
from explorer.gui.saved_session import read_filter, read_session, read_sorting

from .__main__ import all_cases
from .places import all_names, make_links

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")
CASES = all_cases()


def read_whole_session(path):
    session = read_session(path)
    session.read_queries()
    read_filter(session.filter)
    read_sorting(session.sorting)


def said(reader):
    """Reads; what it was refused with."""

    def read(path):
        try:
            reader(path)
        except ExplorerError as error:
            return str(error)
        return ""

    return read


READERS = {
    "image": said(decode),
    "manifest": said(lambda path: list(read_manifest(path))),
    "features": said(read_feature_file),
    "sidecar": read_sidecar,
    "session": said(read_whole_session),
    "ground truth": said(read_ground_truth),
}


def test_there_are_many_and_no_two_of_a_name():
    assert len(CASES) >= 370
    assert len({(case.kind, case.name) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("kind", READERS)
def test_each_is_read_or_refused_as_it_should_be(kind, tmp_path, capfd):
    wrong = []
    for case in CASES:
        if case.kind != kind:
            continue
        path = tmp_path / case.name
        try:
            path.write_bytes(case.make())
        except (OSError, ValueError):
            continue  # this file system refuses the name
        sentence = READERS[kind](path)
        fits = re.search(case.reason, sentence) if case.reason else not sentence
        one = kind == "sidecar" or ("\n" not in sentence and len(sentence) < 2000)
        if not (fits and one):
            wrong.append(f"{case.name!a}: {sentence!r} is not {case.reason!r}")
    assert not wrong, "\n".join(wrong)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="names and links as Linux allows them")
def test_odd_names_and_links_are_found_or_passed_over(tmp_path):
    folder = tmp_path / "names"
    folder.mkdir()
    wanted = {}
    for case in all_names():
        try:
            (folder / case.name).write_bytes(case.make())
        except (OSError, ValueError):
            continue  # this file system refuses the name
        wanted[case.name] = case.reason
    wanted |= make_links(folder)
    found = {file.path: file for file in FolderSource(folder).files()}
    told = {name: found[name].status if name in found else "" for name in wanted}
    told = {name: "" if status == "ignored" else status for name, status in told.items()}
    wrong = {name: told[name] for name, reason in wanted.items() if not re.search(reason, told[name])}
    assert not wrong
    entered = {os.path.dirname(path) for path in found if found[path].status == "present"}  # noqa: PTH120
    assert not any(part.count("loop") > 1 or part.count("up") > 1 for part in entered), "no ring is walked twice"
    assert all(decode(folder / name).size == (64, 48) for name, status in told.items() if status == "present")
