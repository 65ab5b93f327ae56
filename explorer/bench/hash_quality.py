"""How good hash codes are: on made-up clusters, and on labelled collections with the difference to the best rival."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.bench.defaults import judgement, labelled_table
from explorer.bench.synthetic import LONER, synthetic
from explorer.evaluation import compare
from explorer.evaluation.memory import forget_peak, peak_rss_mb
from explorer.evaluation.metrics import average_precision
from explorer.evaluation.tied import Values, tied_ranking
from explorer.methods.base import Ranker
from explorer.methods.gallery import GRAPH_K, Gallery
from explorer.methods.hashing.base import Hashing
from explorer.methods.hashing.lagnh import Lagnh
from explorer.methods.pipeline import Pipeline
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Features, Vectors
from explorer.protocol.naming import PipelineName

MOST_UNBALANCED, FEWEST_DISTINCT = 0.7, 0.1
"""A bit whose mean (as -1 and 1) is beyond tells hardly any images apart; codes that few are of have collapsed."""

_ENCODED, _ENCODINGS = 5_120, 3
_BATCH = 256


@dataclass(frozen=True)
class Judged:
    """Unseen queries of a gallery, and what is relevant to each.

    Attributes:
        gallery: of n images, with its graph.
        queries: [q, d].
        relevant: [q, n].
        clusters: [q] int64, equal where queries are of one kind, for the intervals.
    """

    gallery: Gallery
    queries: Vectors
    relevant: NDArray[np.bool_]
    clusters: NDArray[np.int64]


def judged_clusters(rows: int, dim: int) -> tuple[Judged, str]:
    """Made-up clusters, queried by further rows of the draw; and the checksum of the vectors."""
    data = synthetic(rows, dim)
    nearest = Pipeline("cosine").fit(data.features).search(data.queries, 1).ids[:, 0]
    clusters = data.clusters[nearest]
    inside = clusters != LONER
    relevant = clusters[inside, None] == data.clusters[None]
    return Judged(_with_graph(data.features), data.queries[inside], relevant, clusters[inside]), data.checksum


def judged_collection(source: str) -> tuple[list[Judged], str, str]:
    """A labelled collection by its own split, or by draws where it has none; its name, and who queries what.

    Raises:
        InputError: it is not labelled.
    """
    table, title = labelled_table(source)
    plans = judgement(table)
    judged = [
        Judged(
            _with_graph(table.features.subset(plan.gallery)),
            table.features.rows(plan.query),
            table.labels.relevant(plan.query, plan.gallery),
            table.labels.sets(plan.query),
        )
        for plan in plans
    ]
    return judged, title, plans[0].sentence + (f" {len(plans)} such draws." if len(plans) > 1 else "")


def _with_graph(features: Features) -> Gallery:
    """The graph belongs to the collection and is no part of the time that a method takes to learn."""
    gallery = Gallery(features)
    gallery.graph(min(GRAPH_K, len(gallery) - 1))
    return gallery


@dataclass(frozen=True)
class Learned:
    """One method with several seeds.

    Attributes:
        row: of the table.
        ap: average precision of all queries with the first seed.
        rival: whether it is a way of hashing that LAGNH is compared with.
    """

    row: dict[str, Any]
    ap: Values
    rival: bool


def learned(
    name: PipelineName,
    judged: list[Judged],
    seeds: list[int],
    more: Callable[[Ranker], dict[str, Any]] | None = None,
) -> Learned:
    """Quality, time and memory to learn, images encoded a second, bytes, and what else is asked of the first fit."""
    runs = [[_Run(name, each, seed) for each in judged] for seed in seeds]
    flat = [run for same_seed in runs for run in same_seed]
    maps = [float(np.nanmean(np.concatenate([run.ap for run in same_seed]))) for same_seed in runs]
    encoded = [run.encoded for run in flat if run.encoded]
    peaks = [run.peak_mb for run in flat if run.peak_mb is not None]
    ranker = flat[0].pipeline.ranker
    row = {
        "method": flat[0].pipeline.key,
        "map": float(np.mean(maps)),
        "map_std": float(np.std(maps, ddof=1)) if len(maps) > 1 else None,
        "fit_s": float(np.median([run.wall for run in flat])),
        "fit_cpu_s": float(np.median([run.cpu for run in flat])),
        "fit_peak_mb": max(peaks) if peaks else None,
        "encoded_per_s": float(np.median(encoded)) if encoded else None,
        "bytes_per_item": flat[0].pipeline.bytes_per_item(),
        **_health([run.pipeline.ranker for run in flat]),
        **(more(ranker) if more else {}),
    }
    rival = isinstance(ranker, Hashing) and not isinstance(ranker, Lagnh)
    return Learned(row, np.concatenate([run.ap for run in runs[0]]), rival)


class _Run:
    """One method fitted once with one seed, and judged."""

    def __init__(self, name: PipelineName, judged: Judged, seed: int) -> None:
        known = forget_peak()
        began, used = time.perf_counter(), time.process_time()
        self.pipeline = Pipeline(name).fit(judged.gallery, seed=seed)
        self.wall, self.cpu = time.perf_counter() - began, time.process_time() - used
        self.peak_mb = peak_rss_mb() if known else None
        batches = [
            QueryBatch.unseen(part) for part in np.split(judged.queries, range(_BATCH, len(judged.queries), _BATCH))
        ]
        parts = np.split(judged.relevant, range(_BATCH, len(judged.queries), _BATCH))
        ids = judged.gallery.ids
        lists = [
            tied_ranking(self.pipeline.scores(batch), part, ids) for batch, part in zip(batches, parts, strict=True)
        ]
        self.ap = np.concatenate([average_precision(part, "plain") for part in lists])
        self.encoded = _encoded_per_second(self.pipeline)


def _health(rankers: list[Ranker]) -> dict[str, Any]:
    """How far the least balanced bit of any fit is from halving the images, and the least share of distinct codes."""
    indices = [ranker.index for ranker in rankers if isinstance(ranker, Hashing)]
    return {
        "largest_bit_mean": max((float(np.abs(index.balance).max()) for index in indices), default=None),
        "distinct": min((len(index.buckets) / int(index.buckets.sum()) for index in indices), default=None),
    }


def health_sentence(rows: list[dict[str, Any]]) -> str:
    """Whose codes have a bit that says nothing or are too much alike; empty where nothing was hashed."""
    coded = [row for row in rows if row.get("distinct") is not None]
    if not coded:
        return ""
    ill = [
        f"{row['method']} ({row['largest_bit_mean']:.2f}, {row['distinct']:.0%})"
        for row in coded
        if row["largest_bit_mean"] > MOST_UNBALANCED or row["distinct"] < FEWEST_DISTINCT
    ]
    bounds = f"a bit whose mean is beyond {MOST_UNBALANCED}, or less than {FEWEST_DISTINCT:.0%} distinct codes"
    return f"With {bounds}: {', '.join(ill) or 'none'}."


def _encoded_per_second(pipeline: Pipeline) -> float | None:
    """Of vectors as they come to the method, after preprocessing; None where it makes no codes."""
    ranker = pipeline.ranker
    if not isinstance(ranker, Hashing):
        return None
    many = np.resize(ranker.gallery.features.unit(slice(0, _ENCODED)), (_ENCODED, ranker.gallery.features.dim))
    seconds = []
    for _ in range(_ENCODINGS):
        began = time.perf_counter()
        ranker.encode(many)
        seconds.append(time.perf_counter() - began)
    return _ENCODED / min(seconds)


def add_differences(all_learned: list[Learned], judged: list[Judged], *, to_first: bool) -> str:
    """Give each row the paired difference to the first row, or to the best rival, in points; gives that one's name."""
    rivals = all_learned[:1] if to_first else [each for each in all_learned if each.rival]
    if not rivals:
        return ""
    best = max(rivals, key=lambda each: float(each.row["map"]))
    clusters = np.concatenate([each.clusters for each in judged])
    for each in all_learned:
        change = each.ap - best.ap
        counted = ~np.isnan(change)
        interval = compare.bootstrap_interval(change[counted], clusters[counted])
        each.row["points"] = 100 * float(change[counted].mean())
        each.row["from"], each.row["to"] = (None, None) if interval is None else (100 * interval[0], 100 * interval[1])
    return str(best.row["method"])
