"""Rankings of other programs, measured like our own."""

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.evaluation.labels import Labels
from explorer.evaluation.measure import measure
from explorer.evaluation.protocols import plan_from_splits
from explorer.evaluation.run import Settings, evaluate
from explorer.evaluation.table import EvaluationTable
from explorer.protocol.features import Features
from explorer.protocol.naming import parse_pipelines


@pytest.fixture
def table():
    """Twelve images of three labels, four of them queries."""
    vectors = np.random.default_rng(0).standard_normal((12, 8)).astype(np.float32)
    splits = ["query" if i % 3 == 0 else "gallery" for i in range(12)]
    names = [f"folder/{i}.jpg" for i in range(12)]
    return EvaluationTable(
        "x", Features(vectors, np.arange(12)), Labels([[str(i % 2)] for i in range(12)]), names, splits
    )


def run(table, **foreign):
    plan = plan_from_splits(table.splits)
    settings = Settings(cuts=(1, 5))
    return evaluate(table, [plan], parse_pipelines("cosine"), settings, measure=measure, foreign=foreign)["methods"]


def cosines(table):
    plan, unit = plan_from_splits(table.splits), table.features.unit()
    return plan, unit[plan.query] @ unit[plan.gallery].T


def test_scores_of_cosine_have_the_figures_of_cosine(table, tmp_path):
    np.save(tmp_path / "theirs.npy", cosines(table)[1])
    methods = run(table, theirs=tmp_path / "theirs.npy")
    assert methods["theirs"]["map"] == pytest.approx(methods["cosine"]["map"])
    assert methods["theirs"]["recall@k"] == pytest.approx(methods["cosine"]["recall@k"])
    assert methods["theirs"]["protocol"] == "as given"
    assert methods["theirs"]["query_ms"] is None


def test_a_whole_run_has_the_figures_of_its_scores(table, tmp_path):
    plan, scores = cosines(table)
    lines = [
        f"{table.names[q]} Q0 {i}.jpg 1 {scores[a, b]:.9g} tag"
        for a, q in enumerate(plan.query)
        for b, i in enumerate(plan.gallery)
    ]
    (tmp_path / "run.txt").write_text("\n".join(lines))
    methods = run(table, run=tmp_path / "run.txt")
    assert methods["run"]["map"] == pytest.approx(methods["cosine"]["map"])


def test_images_that_a_run_does_not_list_are_tied_below(table, tmp_path):
    (tmp_path / "run.txt").write_text("0 Q0 2 1 0.5 tag\n")
    plan = plan_from_splits(table.splits)
    scores = np.zeros((len(plan.query), len(plan.gallery)), np.float32)
    scores[0, plan.gallery.tolist().index(2)] = 1
    np.save(tmp_path / "same.npy", scores)
    methods = run(table, run=tmp_path / "run.txt", same=tmp_path / "same.npy")
    assert methods["run"]["map"] == pytest.approx(methods["same"]["map"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("run.txt", "0 Q0 2 1 0.5", "no TREC run"),
        ("run.txt", "0 Q0 2 1 high tag", "no number"),
        ("run.txt", "0 Q0 2 1 nan tag", "NaN"),
        ("run.txt", "0 Q0 99 1 0.5 tag", "'99'"),
        ("run.txt", "1 Q0 2 1 0.5 tag", "takes no such part"),
        ("scores.npy", np.zeros((2, 2)), "4 queries x 8 images"),
        ("scores.npy", np.full((4, 8), np.nan), "NaN"),
        ("scores.npy", "text", "no matrix"),
        ("scores.npy", "PK\x03\x04", "no matrix"),
    ],
)
def test_bad_files_are_told_in_a_sentence(table, tmp_path, name, content, words):
    path = tmp_path / name
    np.save(path, content) if isinstance(content, np.ndarray) else path.write_text(content)
    with pytest.raises(InputError, match=words):
        run(table, theirs=path)


def test_a_name_is_given_once(table, tmp_path):
    np.save(tmp_path / "theirs.npy", cosines(table)[1])
    with pytest.raises(InputError, match="another name"):
        run(table, cosine=tmp_path / "theirs.npy")
