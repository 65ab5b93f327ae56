"""What another program ranked stands beside our own lists, as long as its collection is open."""

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.gui.foreign import read_ranking
from explorer.gui.state import Within, member_query

from .panel import full

NAMES = ["a/1.jpg", "a/2.jpg", "b/3.jpg", "b/2.jpg"]
IDS = np.array([10, 20, 30, 40])
LABELS = {10: "red", 20: "red; blue", 30: "green", 40: ""}


def labels_of(ids):
    return [LABELS[image] for image in ids.tolist()]


def write(path, *lines):
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_run_is_read_by_its_scores_and_images_by_path_or_by_a_name_that_only_one_has(tmp_path):
    path = write(tmp_path / "theirs.run", "1 Q0 3 1 0.2 t", "a/1.jpg Q0 a/2.jpg 2 0.9 t", "1.jpg Q0 b/2.jpg 3 0.9 t")
    run = read_ranking(path, NAMES, IDS, labels_of)
    found = run.result(member_query(10), None)
    assert (found.pipeline, found.ids, found.scores, found.foreign) == ("theirs", (20, 40, 30), (0.9, 0.9, 0.2), True)
    assert found.relevant == (True, False, False)
    assert run.result(member_query(10), Within(np.array([30, 40]), "some")).ids == (40, 30)
    with pytest.raises(InputError, match="no list for this query; it ranks for 1 images"):
        run.result(member_query(20), None)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("1 Q0 2 1 0.5 t", "'2', which is no image of this collection, or several"),
        ("1 Q0 3 1 much t", "cannot be read as a TREC run"),
        ("1 3 0.5", "is no TREC run"),
        ("", "is no TREC run"),
    ],
)
def test_what_is_no_run_of_this_collection_is_told(tmp_path, line, sentence):
    with pytest.raises(InputError, match=sentence):
        read_ranking(write(tmp_path / "x.run", line), NAMES, IDS, labels_of)


def test_a_matrix_is_read_as_scores_or_as_rows_of_the_best(tmp_path):
    np.save(tmp_path / "scores.npy", np.array([[1, 0.2, 0.9, 0.5], *[[0, 0, 0, 0]] * 3], np.float16))
    scored = read_ranking(tmp_path / "scores.npy", NAMES, IDS, labels_of)
    found = scored.result(member_query(10), None)
    assert found.ids == (30, 40, 20)
    assert found.scores == pytest.approx((0.9, 0.5, 0.2), abs=1e-3)
    assert read_ranking(tmp_path / "scores.npy", NAMES, IDS, labels_of).result(member_query(40), None).ids == (
        10,
        20,
        30,
    )
    np.save(tmp_path / "best.npy", np.array([[0, 3, 1], [2, -1, -1], [0, 1, 3], [-1, -1, -1]]))
    run = read_ranking(tmp_path / "best.npy", NAMES, IDS, labels_of)
    assert [run.result(member_query(image), None).ids for image in IDS] == [(40, 20), (30,), (10, 20, 40), ()]


@pytest.mark.parametrize(
    ("matrix", "sentence"),
    [
        (np.zeros((4, 3)), "float64 .4, 3.; give float scores"),
        (np.full((4, 4), np.nan), "holds NaN"),
        (np.full((4, 2), 4), "rows that the collection does not have"),
        (np.zeros(4, int), "give float scores"),
    ],
)
def test_a_matrix_of_something_else_is_refused(tmp_path, matrix, sentence):
    np.save(tmp_path / "x.npy", matrix)
    with pytest.raises(InputError, match=sentence):
        read_ranking(tmp_path / "x.npy", NAMES, IDS, labels_of)


def test_a_run_is_a_column_until_the_collection_is_closed(qtbot, window, engines, pictures, tmp_path):
    full(qtbot, window, engines, pictures)
    catalogue, comparison = window.session.catalogue, window.comparison
    first, second, third = (catalogue.relative_path(int(image)) for image in catalogue.ids[:3])
    path = write(tmp_path / "theirs.run", f"{first} Q0 {third} 1 2.0 t", f"{first} Q0 {second} 2 1.0 t")
    asked = len(engines[-1].requests)
    window.column_commands.add_run(path)
    column = comparison.columns[-1]
    assert column.result.ids == tuple(catalogue.ids[[2, 1]].tolist())
    assert comparison.complete()
    assert "search" not in [kind for kind, _ in engines[-1].requests[asked:]], "the engine knows nothing of it"
    assert all("theirs" not in setup.line for setup in comparison.setups())
    window.ask(member_query(int(catalogue.ids[1])))
    assert column.status == "failed"
    assert "theirs has no list for this query" in column.message
    with qtbot.waitSignal(window.session.closed):
        window.commands["close_collection"].trigger()
    assert [str(column.pipeline) for column in comparison.columns] == ["cosine", "gnn-rerank"]
    window.column_commands.add_run(tmp_path / "nowhere.run")
    assert "cannot be read as a TREC run" in window.workbench.messages.text
