"""From arrays of one figure a query to the figures of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.evaluation import compare, revisited
from explorer.evaluation.measure import CMC_CUTS, RECALLS, Measurement
from explorer.evaluation.protocols import ProtocolLabel, Rows
from explorer.evaluation.table import EvaluationTable, Material
from explorer.evaluation.tied import Values

Figures = dict[str, Any]
_BLOCK = 256


@dataclass(frozen=True)
class Entry:
    """One line of the report: a method under a protocol.

    Attributes:
        key: under which it stands.
        name: as people write it; the file of a ranking that was given.
        title: as shown.
        protocol: how queries and gallery met.
    """

    key: str
    name: str
    title: str
    protocol: ProtocolLabel


@dataclass(frozen=True)
class Asked:
    """The queries of all plans, one after the other.

    Attributes:
        rows: [q] rows of the table.
        relevant: [q] how many images are relevant.
        length: [q] how many images are ranked.
        clusters: [q] equal where the labels of the queries are equal.
    """

    rows: Rows
    relevant: NDArray[np.int64]
    length: NDArray[np.int64]
    clusters: NDArray[np.int64]

    @property
    def counted(self) -> NDArray[np.bool_]:
        """[q] whether anything is relevant, so that the query counts."""
        return self.relevant > 0


def count_queries(materials: Sequence[Material]) -> Asked:
    """Count, for each query of each plan, what is relevant and what is ranked."""
    relevant, length = [], []
    for material in materials:
        gallery = material.plan.gallery
        for start in range(0, len(material.plan.query), _BLOCK):
            queries = material.plan.query[start : start + _BLOCK]
            shared, excluded = material.judged(queries, gallery)
            relevant.append((shared & ~excluded).sum(axis=1))
            length.append((~excluded).sum(axis=1))
    rows = np.concatenate([material.plan.query for material in materials])
    return Asked(rows, np.concatenate(relevant), np.concatenate(length), materials[0].labels.sets(rows))


class Comparison:
    """Turns measurements into report entries, each compared with the first."""

    def __init__(self, table: EvaluationTable, asked: Asked, cuts: Sequence[int], first: Sequence[Measurement]) -> None:
        """Prepare.

        Args:
            table: the collection.
            asked: its queries.
            cuts: the k of recall@k and the like.
            first: of the first method, one a plan.
        """
        self._table = table
        self._asked = asked
        self._cuts = cuts
        self._first = _pooled(first)["map"]

    def figures(self, entry: Entry, measurements: Sequence[Measurement]) -> Figures:
        """The JSON-ready entry of one method, from its measurements, one a plan."""
        values = _pooled(measurements)
        stages = measurements[0].stages
        return {
            "title": entry.title,
            "name": entry.name,
            "protocol": entry.protocol,
            "preprocessing": stages[:-1],
            "stages": stages,
            **self._quality(values),
            **_costs(measurements),
            **({"hubness": measurements[0].hubness} if measurements[0].hubness else {}),
            "parameters": measurements[0].parameters,
            "notes": measurements[0].notes,
            **self._harm(values["map"]),
            "ap": _told(values["map"]),
            **(_spread(measurements) if len(measurements) > 1 else {}),
        }

    def _quality(self, values: dict[str, Values]) -> Figures:
        counted = self._asked.counted
        clusters = self._asked.clusters[counted]
        difference = (values["map"] - self._first)[counted]
        interval = compare.bootstrap_interval(difference, clusters)
        quality: Figures = {
            "map": float(values["map"][counted].mean()),
            "map_interval": compare.bootstrap_interval(values["map"][counted], clusters),
            "macro_map": self._table.labels.macro_mean(values["map"], self._asked.rows),
            "difference": float(difference.mean()),
            "confidence": interval,
            "verdict": compare.verdict(interval, len(np.unique(clusters))),
        }
        for name in ("map@k", "recall@k", "hit@k", "precision@k", "map@k-hashing"):
            means = values[name][counted].mean(axis=0).tolist()
            quality[name] = {str(k): mean for k, mean in zip(self._cuts, means, strict=True)}
        curve = values["precision@recall"][counted].mean(axis=0).tolist()
        quality["precision@recall"] = {f"{level:.2f}": mean for level, mean in zip(RECALLS, curve, strict=True)}
        if "inp" in values:
            cmc = values["cmc"][counted].mean(axis=0).tolist()
            quality["cmc"] = {str(k): mean for k, mean in zip(CMC_CUTS, cmc, strict=True)}
            quality["minp"] = float(values["inp"][counted].mean())
        if "medium" in values:
            quality["revisited"] = {level: _level(values, level) for level in revisited.LEVELS}
        return quality

    def _harm(self, values: Values) -> Figures:
        harm = compare.harmed(values, self._first)
        worst = [self._harmed_query(place, values) for place in harm.worst.tolist()]
        return {"losing": harm.share, "harmed_count": harm.count, "harmed": worst}

    def _harmed_query(self, place: int, values: Values) -> Figures:
        row = int(self._asked.rows[place])
        return {
            "id": int(self._table.features.ids[row]),
            "name": self._table.names[row],
            "ap": float(values[place]),
            "first_ap": float(self._first[place]),
            "change": float(values[place] - self._first[place]),
        }


def _told(values: Values) -> list[float | None]:
    """One figure a query, to the sixth digit; None where nothing is relevant."""
    return [None if np.isnan(value) else round(value, 6) for value in values.tolist()]


def _pooled(measurements: Sequence[Measurement]) -> dict[str, Values]:
    """The figures of all plans' queries, one after the other."""
    return {name: np.concatenate([m.values[name] for m in measurements]) for name in measurements[0].values}


def _level(values: dict[str, Values], level: revisited.Level) -> Figures:
    """The figures of one level of the revisited benchmarks, over the queries that have something relevant there."""
    counted = ~np.isnan(values[level])
    if not counted.any():
        return {"queries": 0, "map": None, "mp@k": {}}
    precision = values[f"{level} precision"][counted].mean(axis=0).tolist()
    return {
        "queries": int(counted.sum()),
        "map": float(values[level][counted].mean()),
        "mp@k": {str(k): mean for k, mean in zip(revisited.CUTS, precision, strict=True)},
    }


def _costs(measurements: Sequence[Measurement]) -> Figures:
    """Mean over the runs; the peak is the largest."""
    costs: Figures = {}
    for name in measurements[0].costs:
        known = [cost for m in measurements if (cost := m.costs[name]) is not None]
        costs[name] = None if not known else max(known) if name == "peak_rss_mb" else sum(known) / len(known)
    return costs


def _spread(measurements: Sequence[Measurement]) -> Figures:
    """The mAP of each run, their mean and sample standard deviation."""
    runs = [{"map": float(np.nanmean(m.values["map"]))} for m in measurements]
    figures = np.array([run["map"] for run in runs])
    return {"runs": runs, "mean": {"map": float(figures.mean())}, "std": {"map": float(figures.std(ddof=1))}}
