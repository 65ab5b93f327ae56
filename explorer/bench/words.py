"""Words against images: what GPLDAN and each of its parts are worth, and how long a typed query takes."""

import argparse
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from explorer import api
from explorer.bench.query import measured, size_of
from explorer.bench.result import BenchResult
from explorer.bench.stages import Stages
from explorer.bench.synthetic import synthetic
from explorer.embedding import minilm
from explorer.embedding.captions import TextEncoder
from explorer.embedding.tfidf import TfIdf
from explorer.errors import InputError
from explorer.evaluation.run import Settings
from explorer.evaluation.workspace import Choice
from explorer.methods.gallery import Gallery
from explorer.methods.pipeline import Pipeline
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Features
from explorer.protocol.naming import parse_pipelines
from explorer.protocol.progress import Progress
from explorer.protocol.texts import Texts

RIVALS = {
    "cca": "cca",
    "pls": "pls",
    "cdpae": "cdpae",
    "gpldan": "gpldan",
    "cca with a counted ridge": "cca[counted=true]",
    "words": "words",
    "words among all": "words[among=all]",
}
FORMS = {
    "": "",
    "without centring": "centre=false",
    "by cosine alone": "neighbours=0",
    "by cosine, without centring": "neighbours=0,centre=false",
    "by the pairs alone": "direct=0",
}
"""How embeddings are compared, whatever they are."""

_ONE = "networks=1,linear=false"
PARTS = {
    "one network": _ONE,
    "and CCA": "networks=1",
    "three networks": "linear=false",
    "and CCA, as by default": "",
    "mean-only graph": f"{_ONE},edges=mean",
    "one head": f"{_ONE},heads=1",
    "no interaction": f"{_ONE},interaction=false",
    "no classifier": f"{_ONE},modality=0",
    "adversarial": f"{_ONE},classifier=adversarial",
    "no diversity": f"{_ONE},diversity=0",
    "no graph pattern": f"{_ONE},graph=0",
    "no centring": f"{_ONE},centre=false",
    "by cosine alone": f"{_ONE},neighbours=0",
    "by the pairs alone": f"{_ONE},direct=0",
}
"""GPLDAN; one network alone is what the others are compared with."""

METHODS = "cca,cca>cosine"
_WORDS = 384
_PAIRS = 20_000
_TYPED = tuple(
    f"{colour} {thing} number {n}" for n in range(5) for colour in ("a red", "two old") for thing in ("bus", "owl")
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument("source", metavar="SOURCE", nargs="?", help="a labelled collection with captions")
    parser.add_argument("--ablation", action="store_true", help="measure GPLDAN with each of its parts changed")
    parser.add_argument(
        "--forms", action="store_true", help="measure each with and without centring and comparison by training pairs"
    )
    parser.add_argument("--seeds", default="0,1,2", metavar="S", help="seeds of training and of draws (0,1,2)")
    parser.add_argument("--label-column", metavar="COLUMN", help="labels, where not in the column label")
    parser.add_argument(
        "--test-fraction", type=float, metavar="F", help="share of images drawn as queries, a draw a seed"
    )
    parser.add_argument(
        "--test-labels", type=float, metavar="F", help="share of labels that no fit sees, a draw a seed"
    )
    parser.add_argument("--synthetic", type=size_of, metavar="N,D", help="time of a typed query, instead of quality")
    parser.add_argument(
        "--methods", help=f"what is measured, the first being what others are compared with, or timed ({METHODS})"
    )


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Measure quality on a collection, or time on made-up vectors.

    Args:
        arguments: see `configure`.
        progress: told of methods and stages.

    Raises:
        InputError: neither source nor size is given, or the source has no captions or labels.
    """
    if arguments.synthetic:
        return _timed(arguments, progress)
    if arguments.source is None:
        raise InputError("bench words needs a labelled collection with captions, or --synthetic N,D for time.")
    names = _chosen(arguments)
    seeds = tuple(int(seed) for seed in arguments.seeds.split(","))
    choice = Choice(
        label_column=arguments.label_column,
        test_fraction=arguments.test_fraction,
        test_labels=arguments.test_labels,
    )
    aliased = ",".join(f"m{place}={name}" for place, name in enumerate(names.values()))
    with api.open(Path(arguments.source), progress=progress) as collection:
        report = collection.evaluate(aliased, choice=choice, settings=Settings(seeds=seeds))
    rows = [_row(name, report["methods"][f"m{place}"]) for place, name in enumerate(names)]
    notes = [
        report["split"],
        f"Seeds {arguments.seeds}; chance {report['chance']:.3f}. Points are the mean of both directions to "
        f"{next(iter(names))}, paired, with 95 % intervals over labels; partners are found among the first ten.",
        *report["notes"],
    ]
    return BenchResult("Words and images, both directions", rows, notes, {"report": report})


def _chosen(arguments: argparse.Namespace) -> dict[str, str]:
    """What is measured, by the name that the table gives it."""
    if arguments.ablation:
        return {f"gpldan: {part}": _given("gpldan", values) for part, values in PARTS.items()}
    if arguments.methods:
        return {str(name): str(name) for name in parse_pipelines(arguments.methods)}
    if arguments.forms:
        spaces = list(RIVALS)[:4]
        return {f"{space} {form}".strip(): _given(space, values) for space in spaces for form, values in FORMS.items()}
    return RIVALS


def _given(space: str, values: str) -> str:
    return f"{space}[{values}]" if values else space


def _row(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Of one method; figures of a direction that it does not have are NaN."""
    ways = {"to_words": entry["image_to_text"], "to_images": entry["text_to_image"]}
    there = {way: one for way, one in ways.items() if one is not None}
    low, high = entry.get("confidence") or (float("nan"), float("nan"))
    runs = [np.mean(list(one.values())) for one in entry.get("runs", [])]
    return {
        "method": name,
        **{way: there[way]["map"] if way in there else float("nan") for way in ways},
        "spread": float(np.std(runs)) if runs else 0.0,
        "points": 100 * entry.get("difference", float("nan")),
        "from": 100 * low,
        "to": 100 * high,
        **{f"partner_{way}": there[way]["partner_recall@k"]["10"] if way in there else float("nan") for way in ways},
        "fit_seconds": entry["fit_seconds"],
    }


def _timed(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Each method on made-up images of which some have captions; the encoders of text apart."""
    n, d = arguments.synthetic
    data = synthetic(n, d)
    random = np.random.default_rng(0)
    mixing = (random.normal(size=(d, _WORDS)) / np.sqrt(d)).astype(np.float32)
    described = np.arange(min(n, _PAIRS))
    captions = data.features.rows(described) @ mixing + 0.1 * random.normal(size=(len(described), _WORDS))
    texts = Texts(captions.astype(np.float32), described)
    gallery = Gallery(Features(data.features.values, data.features.ids, texts=texts))
    queries = [QueryBatch(row[None], np.array([-1]), modality="text") for row in data.queries @ mixing]
    stages, rows = Stages("words", progress), []
    for name in parse_pipelines(arguments.methods or METHODS):
        pipeline = Pipeline(name)
        stages.timed(pipeline.key, partial(pipeline.fit, gallery))
        rows.append(measured(pipeline, queries, 100, stages.rows[-1]))
    encoders: dict[str, TextEncoder] = {"tf-idf": TfIdf.of(_TYPED)}
    if minilm.is_installed():
        encoders[minilm.NAME] = minilm.MiniLm()
    rows += [{"method": f"text encoder {name}", **_encoding(encoder)} for name, encoder in encoders.items()]
    notes = [
        f"{len(described):,} of the images have a caption of {_WORDS} values. One query of words at a time, its vector "
        "given; what the encoder of the text takes, warm, is to be added.",
        f"Checksum of the first 1,000 rows: {data.checksum}.",
    ]
    return BenchResult(f"A typed query against {n:,} x {d}, best 100", rows, notes, {"checksum": data.checksum})


def _encoding(encoder: TextEncoder) -> dict[str, float]:
    times, worked = [], []
    for text in (*_TYPED[:3], *_TYPED):
        began, before = time.perf_counter(), time.process_time()
        encoder.encode_text([text])
        times.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - before))
    warm = times[3:]
    return {
        "query_ms": float(np.median(warm)),
        "p99_ms": float(np.percentile(warm, 99)),
        "best_ms": float(np.min(warm)),
        "cpu_ms": float(np.median(worked[3:])),
    }
