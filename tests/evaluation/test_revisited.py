"""Oxford and Paris revisited: against hand-computed lists, the published evaluation's steps, and the real files."""

import json

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.evaluation.measure import measure
from explorer.evaluation.revisited import precision_at, read_ground_truth, truth_of
from explorer.evaluation.run import Settings, evaluate
from explorer.evaluation.table import EvaluationTable
from explorer.evaluation.tied import tied_ranking
from explorer.protocol.features import Features
from explorer.protocol.naming import parse_pipelines

SMALL = {
    "images": ["a", "b", "c", "d", "e"],
    "queries": ["church_000001", "church_000002"],
    "gnd": [
        {"bbx": [0, 0, 10, 10], "easy": [0], "hard": [2], "junk": [1]},
        {"bbx": [0, 0, 10, 10], "easy": [], "hard": [4], "junk": []},
    ],
}


def written(tmp_path, data):
    path = tmp_path / "gnd_test.json"
    path.write_text(json.dumps(data))
    return path


def published(order, positive, junk, cuts=(1, 5, 10)):
    """The steps of the benchmark's own program: positions of the positives, junk before them counted off, trapezoid."""
    positions = np.flatnonzero(np.isin(order, positive))
    positions = positions - np.searchsorted(np.flatnonzero(np.isin(order, junk)), positions)
    precision, share = 0.0, 1 / len(positive)
    for found, rank in enumerate(positions.tolist()):
        before = 1.0 if rank == 0 else found / rank
        precision += share * (before + (found + 1) / (rank + 1)) / 2
    depths = [min(positions.max() + 1, k) for k in cuts]
    return precision, [np.sum(positions + 1 <= depth) / depth for depth in depths]


def table_of(truth, vectors):
    names = [f"images/{name}.jpg" for name in (*truth.images, *truth.queries)]
    judged, plan, labels = truth_of(truth, names)
    features = Features(vectors.astype(np.float32), np.arange(len(names)))
    return EvaluationTable("test", features, labels, names, [""] * len(names), truth=judged), plan


def figures(truth, vectors, methods="cosine"):
    table, plan = table_of(truth, vectors)
    settings = Settings(metrics="revisited", cuts=(1, 5))
    return evaluate(table, [plan], parse_pipelines(methods), settings, measure=measure)


def test_levels_of_a_hand_made_list(tmp_path):
    truth = read_ground_truth(written(tmp_path, SMALL))
    # Cosines fall with the angle, so the first query lists b (junk), a (easy), d, c (hard), e, the second e first.
    angles = np.radians([20, 10, 40, 30, 50, 0, 60])
    report = figures(truth, np.stack([np.cos(angles), np.sin(angles)], axis=1))
    levels = report["methods"]["cosine"]["revisited"]
    # Easy: b and c are taken out, a is first. Nothing is easy for the second query, which is left out there.
    assert levels["easy"] == {"queries": 1, "map": 1.0, "mp@k": {"1": 1.0, "5": 1.0, "10": 1.0}}
    # Hard: b and a are taken out, then d, c: trapezoid of rank 2 is (0/1 + 1/2) / 2. The second query finds e first.
    assert levels["hard"]["map"] == pytest.approx((0.25 + 1) / 2)
    # Medium: a, d, c: (1 + (1/2 + 2/3) / 2) / 2.
    assert levels["medium"]["map"] == pytest.approx(((1 + (1 / 2 + 2 / 3) / 2) / 2 + 1) / 2)
    assert levels["medium"]["mp@k"]["5"] == pytest.approx((2 / 3 + 1) / 2)
    assert report["methods"]["cosine"]["map"] == pytest.approx(levels["medium"]["map"])


@pytest.mark.parametrize("name", ["gnd_roxford5k.json", "gnd_rparis6k.json"])
def test_equals_the_published_steps_on_the_real_ground_truth(name, real_data):
    truth = read_ground_truth(real_data("revisitop") / name)
    random = np.random.default_rng(0)
    vectors = random.standard_normal((len(truth.images) + len(truth.queries), 16))
    for query, (easy, hard) in enumerate(zip(truth.kinds["easy"], truth.kinds["hard"], strict=True)):
        vectors[np.concatenate([easy, hard])] += vectors[len(truth.images) + query]
    levels = figures(truth, vectors)["methods"]["cosine"]["revisited"]
    unit = vectors.astype(np.float32) / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = unit[len(truth.images) :] @ unit[: len(truth.images)].T
    for level, kinds, ignored in (("easy", ["easy"], ["hard", "junk"]), ("medium", ["easy", "hard"], ["junk"])):
        results = []
        for query, row in enumerate(cosines):
            positive = np.concatenate([truth.kinds[kind][query] for kind in kinds])
            junk = np.concatenate([truth.kinds[kind][query] for kind in ignored])
            if len(positive):
                results.append(published(np.argsort(-row), positive, junk))
        assert levels[level]["queries"] == len(results)
        assert levels[level]["map"] == pytest.approx(np.mean([ap for ap, _ in results]), abs=1e-6)
        wanted = np.mean([precision for _, precision in results], axis=0)
        np.testing.assert_allclose(list(levels[level]["mp@k"].values()), wanted, atol=1e-6)


def test_precision_stops_at_the_last_relevant_image():
    lists = tied_ranking(np.array([[5, 4, 3, 2]], np.float32), np.array([[1, 0, 1, 0]], bool), np.arange(4))
    assert {k: float(v[0]) for k, v in precision_at(lists, (1, 2, 10)).items()} == {
        1: 1.0,
        2: 0.5,
        10: pytest.approx(2 / 3),
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"gnd": []}, "2 queries but 0"),
        ({"images": None}, "no ground truth"),
        ({"gnd": [{"easy": [9], "hard": [], "junk": []}] * 2}, "beyond the 5"),
    ],
)
def test_a_damaged_file_is_told_in_a_sentence(tmp_path, change, words):
    with pytest.raises(InputError, match=words):
        read_ground_truth(written(tmp_path, {**SMALL, **change}))


def test_an_image_without_features_is_named(tmp_path):
    truth = read_ground_truth(written(tmp_path, SMALL))
    with pytest.raises(InputError, match=r"1 of 5 images of the gallery have no features, for example 'e'"):
        truth_of(truth, ["a", "b", "c", "d", *truth.queries])
    with pytest.raises(InputError, match="fits 2 images"):
        truth_of(truth, ["a", "x/a.jpg", "b", "c", "d", "e", *truth.queries])
