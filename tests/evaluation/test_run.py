"""Evaluations of small collections whose figures are known, in this process and in processes of their own."""

import json

import numpy as np
import pytest

from explorer.cli.reports import report_text
from explorer.errors import Cancelled, InputError, ParameterError
from explorer.evaluation.apart import Apart
from explorer.evaluation.device import device_sentence, usable_device
from explorer.evaluation.labels import Labels
from explorer.evaluation.measure import Task, measure
from explorer.evaluation.protocols import members, plan_from_splits
from explorer.evaluation.run import Settings, evaluate, report_entries
from explorer.evaluation.table import EvaluationTable, Material
from explorer.evaluation.workspace import Choice, drawn_where_trained, make_plans, method_names
from explorer.protocol.features import Features
from explorer.protocol.naming import parse_pipelines
from explorer.protocol.progress import no_progress

CUTS = (1, 3, 10)


def clusters(per_cluster=12, count=5, *, noise=0.25, splits=True, cameras=None):
    """A labelled collection of loose clusters; a third of each queries the rest."""
    random = np.random.default_rng(0)
    n = per_cluster * count
    vectors = np.repeat(np.eye(count, 16), per_cluster, axis=0) + random.normal(0, noise, (n, 16))
    return EvaluationTable(
        source="clusters",
        features=Features(vectors.astype(np.float32), np.arange(n) * 10 + 7),
        labels=Labels([[f"c{i // per_cluster}"] for i in range(n)]),
        names=[f"{i}.jpg" for i in range(n)],
        splits=["query" if splits and i % 3 == 0 else "" for i in range(n)],
        cameras=cameras,
    )


def run(table, methods="cosine,alpha-qe,gnn-rerank", *, protocol="inductive", apart=False, **settings):
    plans = [plan_from_splits(table.splits)]
    chosen = Settings(protocol=protocol, cuts=CUTS, **settings)
    if apart:
        with Apart() as processes:
            return evaluate(table, plans, parse_pipelines(methods), chosen, measure=processes.measure)
    return evaluate(table, plans, parse_pipelines(methods), chosen, measure=measure)


def test_cosine_equals_a_loop_over_queries():
    table = clusters()
    report = run(table, "cosine")
    unit, labels = table.features.unit(), table.labels.incidence.indices
    query = np.array([split == "query" for split in table.splits])
    precisions, hits = [], []
    for i in np.flatnonzero(query):
        order = np.argsort(-(unit[~query] @ unit[i]))
        relevant = labels[~query][order] == labels[i]
        precisions.append(np.mean([relevant[: r + 1].mean() for r in np.flatnonzero(relevant)]))
        hits.append(relevant[0])
    figures = report["methods"]["cosine"]
    assert figures["map"] == pytest.approx(np.mean(precisions))
    assert figures["hit@k"]["1"] == pytest.approx(np.mean(hits))
    assert (report["queries"], report["gallery"], report["dim"]) == (20, 40, 16)


def test_report_has_what_the_contract_names():
    report = run(clusters())
    assert {"source", "queries", "gallery", "dim", "chance", "environment", "methods"} <= set(report)
    json.dumps(report)
    figures = report["methods"]["gnn-rerank"]
    contract = {
        "protocol", "map", "confidence", "map@k", "recall@k", "hit@k", "precision@k", "map@k-hashing", "fit_seconds",
        "query_ms", "batch_query_ms", "bytes_per_item", "peak_rss_mb", "parameters", "macro_map", "losing", "harmed",
    }  # fmt: skip
    assert contract <= set(figures)
    assert list(figures["recall@k"]) == ["1", "3", "10"]
    assert report["methods"]["cosine"]["confidence"] == (0.0, 0.0)
    assert figures["bytes_per_item"] > report["methods"]["cosine"]["bytes_per_item"]
    assert "gnn-rerank" in report_text(report)


def test_both_protocols_are_labelled():
    report = run(clusters(), "cosine,gnn-rerank", protocol="both")
    protocols = {key: figures["protocol"] for key, figures in report["methods"].items()}
    assert protocols == {
        "cosine": "inductive",
        "gnn-rerank": "inductive",
        "gnn-rerank (transductive)": "transductive",
    }
    assert any("has seen all queries" in note for note in report["notes"])


def test_where_it_was_computed_is_told(monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    assert usable_device("auto") == "cpu"
    assert "Computed on the processor; torch finds no CUDA device." in run(clusters(), "cosine")["notes"]
    with pytest.raises(InputError, match="finds no CUDA device"):
        usable_device("cuda")
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.get_device_name", lambda: "Big Card")
    assert usable_device("auto") == "cuda"
    assert device_sentence("cuda") == "Computed on Big Card (cuda)."
    assert "Big Card is there" in device_sentence("cpu")


def test_one_protocol_keeps_plain_names():
    (cosine, gnn) = report_entries(parse_pipelines("cosine,gnn-rerank"), "transductive", members=False)
    assert (cosine.key, cosine.protocol) == ("cosine", "inductive")
    assert (gnn.key, gnn.protocol) == ("gnn-rerank", "transductive")


def test_a_query_that_was_moved_is_unseen_whatever_the_ranker():
    entries = report_entries(parse_pipelines("alpha-qe>gnn-rerank"), "both", members=False)
    assert [(entry.key, entry.protocol) for entry in entries] == [("alpha-qe>gnn-rerank", "inductive")]


def test_members_leave_themselves_out():
    table = clusters(splits=False)
    report = run(table, "cosine")
    assert report["methods"]["cosine"]["protocol"] == "members"
    assert report["queries"] == report["gallery"] == 60
    # With themselves in the list every query would hit at once.
    assert run(clusters(splits=False, noise=3.0), "cosine")["methods"]["cosine"]["hit@k"]["1"] < 1


def test_same_camera_images_are_junk():
    cameras = [str(i % 2) for i in range(60)]
    table = clusters(splits=False, cameras=cameras)
    material = Material(table.features, table.labels, members(60), table.camera_codes())
    queries, gallery = np.array([0]), np.arange(60)
    relevant = table.labels.relevant(queries, gallery)
    excluded = material.excluded(queries, gallery, relevant)[0]
    assert np.flatnonzero(excluded).tolist() == [0, 2, 4, 6, 8, 10]


def test_queries_without_relevant_images_are_left_out_and_counted():
    table = clusters()
    labels = Labels([["alone"] if i == 0 else [f"c{i // 12}"] for i in range(60)])
    table = EvaluationTable("x", table.features, labels, table.names, table.splits)
    report = run(table, "cosine")
    assert report["queries_left_out"] == 1
    assert report["methods"]["cosine"]["map"] == pytest.approx(report["methods"]["cosine"]["map"])
    assert any("left out" in note for note in report["notes"])


def test_own_process_gives_the_same_figures_and_a_peak():
    table = clusters()
    here = run(table, "gnn-rerank")["methods"]["gnn-rerank"]
    there = run(table, "gnn-rerank", apart=True)["methods"]["gnn-rerank"]
    assert here["map"] == pytest.approx(there["map"], abs=1e-6)
    assert here["recall@k"] == pytest.approx(there["recall@k"], abs=1e-6)
    assert here["parameters"] == there["parameters"]
    assert here["peak_rss_mb"] is None
    assert there["peak_rss_mb"] > 10


def test_refusals_of_a_process_come_back_as_one_sentence():
    with pytest.raises(InputError, match="k1"):
        run(clusters(), "gnn-rerank[k1=49]", apart=True)


def test_cancelling_ends_the_process():
    table = clusters()
    material, task = Material(table.features, table.labels, members(60), None), Task("cosine", "members")
    with Apart() as processes, pytest.raises(Cancelled):
        processes.measure(material, task, progress=no_progress, cancelled=lambda: True)


def test_random_draws_add_mean_and_spread():
    table = clusters(splits=False)
    seeds = (0, 1, 2)
    plans = make_plans(table, Choice(test_fraction=0.3), seeds)
    report = evaluate(table, plans, parse_pipelines("cosine"), Settings(cuts=CUTS, seeds=seeds), measure=measure)
    figures = report["methods"]["cosine"]
    runs = [run["map"] for run in figures["runs"]]
    assert figures["mean"]["map"] == pytest.approx(np.mean(runs))
    assert figures["std"]["map"] == pytest.approx(np.std(runs, ddof=1))
    assert figures["protocol"] == "inductive"


def test_different_preprocessing_is_told():
    report = run(clusters(), "cosine,centre>cosine")
    assert any("differ in preprocessing" in note for note in report["notes"])
    assert report["methods"]["centre>cosine"]["stages"] == ["centre", "cosine"]


def test_wrong_choices_are_one_sentence():
    with pytest.raises(InputError, match="each say who queries what"):
        Choice(test_fraction=0.2, split_column="split")
    table, unlabelled = clusters(), Labels([[]] * 60)
    with pytest.raises(InputError, match="no labels"):
        EvaluationTable("x", table.features, unlabelled, table.names, table.splits)
    with pytest.raises(ParameterError, match="no method"):
        method_names("nearest")
    with pytest.raises(ParameterError, match="no parameter"):
        method_names("cosine[k=3]")
    every = [str(name) for name in method_names("")]
    assert every[0] == "cosine"
    assert "gnn-rerank" in every
    assert "grad-net" not in every  # what trains a network takes minutes, and is named by whoever wants it


def test_what_trains_a_network_is_judged_by_queries_it_has_not_seen():
    def drawn(methods, table, **choice):
        chosen, settings = drawn_where_trained(table, parse_pipelines(methods), Choice(**choice), Settings())
        return chosen.test_fraction, settings.seeds

    whole = clusters(splits=False)
    assert drawn("cosine,gnn-rerank", whole) == (None, (0,))
    assert drawn("cosine,whiten>grad-net", whole) == (0.2, (0, 1, 2, 3, 4))
    assert drawn("grad-net", whole, test_fraction=0.5) == (0.5, (0,))
    assert drawn("grad-net", clusters()) == (None, (0,))


def test_re_identification_ignores_same_cameras_and_unlabelled_detections():
    cameras = [str(i % 2) for i in range(60)]
    table = clusters(cameras=cameras)
    labels = Labels([["-1"] if i in (1, 2, 30) else [f"c{i // 12}"] for i in range(60)])
    table = EvaluationTable("x", table.features, labels, table.names, table.splits, cameras)
    figures = run(table, "cosine", metrics="reid")["methods"]["cosine"]
    unit, codes = table.features.unit(), np.array([int(row[0].removeprefix("c")) for row in labels.of_rows()])
    query = np.array([split == "query" for split in table.splits])
    found, penalties = [], []
    for i in np.flatnonzero(query & (codes >= 0)):
        junk = (codes == -1) | ((codes == codes[i]) & (np.array(cameras) == cameras[i]))
        listed = np.flatnonzero(~query & ~junk)
        ranked = codes[listed][np.argsort(-(unit[listed] @ unit[i]))] == codes[i]
        found.append([ranked[:k].any() for k in (1, 5, 10)])
        penalties.append(ranked.sum() / (np.flatnonzero(ranked)[-1] + 1))
    np.testing.assert_allclose(list(figures["cmc"].values()), np.mean(found, axis=0))
    assert figures["minp"] == pytest.approx(np.mean(penalties))
    with pytest.raises(InputError, match="column camera"):
        run(clusters(), "cosine", metrics="reid")
