"""Is one method better than another, and for whom not?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.evaluation.tied import Values

DRAWS = 2000
LEVEL = 0.95
FEWEST_CLUSTERS = 6
"""With fewer, not even all clusters agreeing would be significant at 5 % (sign test: 2 / 2^5 = 0.06)."""

LOSS = 0.05
"""A query that loses more average precision than this is harmed."""

HIT_DROP = 0.01
"""A drop of hit@1 beyond this deserves a warning, whatever mAP says."""


def bootstrap_interval(values: Values, clusters: NDArray[np.int64], *, seed: int = 0) -> tuple[float, float] | None:
    """Interval of the mean, from draws of whole clusters with replacement (paired where `values` are differences).

    Queries of one label resemble each other, so they are not independent: drawing labels instead of queries gives the
    honest, wider interval (Field and Welsh, Bootstrapping Clustered Data, JRSS B 2007). Percentile interval of 2,000
    draws at 95 %.

    Args:
        values: [q] float64, a figure a query, no NaN.
        clusters: [q] int64, cluster of each query.
        seed: of the draws.

    Returns:
        Lower and upper end, or None where there are fewer than two clusters.
    """
    _, cluster = np.unique(clusters, return_inverse=True)
    count = int(cluster.max(initial=-1)) + 1
    if count < 2:
        return None
    sums = np.bincount(cluster, weights=values, minlength=count)
    sizes = np.bincount(cluster, minlength=count)
    draws = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=DRAWS)
    means = (draws @ sums) / (draws @ sizes)
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def verdict(interval: tuple[float, float] | None, clusters: int) -> str:
    """What an interval of a difference allows to say.

    Args:
        interval: of the difference, None where unknown.
        clusters: how many the interval was drawn from.

    Returns:
        `better` or `worse` where the interval excludes 0, `no clear difference` where it does not, and
        `too few labels` below `FEWEST_CLUSTERS`.
    """
    if interval is None or clusters < FEWEST_CLUSTERS:
        return "too few labels"
    if interval[0] > 0:
        return "better"
    return "worse" if interval[1] < 0 else "no clear difference"


@dataclass(frozen=True)
class Harm:
    """Queries for which a method is worse than the first one.

    Attributes:
        share: share of queries that lose more than `LOSS` average precision.
        count: their number.
        worst: places in the list of queries of the most harmed ones, worst first.
    """

    share: float
    count: int
    worst: NDArray[np.int64]


def harmed(values: Values, baseline: Values, *, limit: int = 20) -> Harm:
    """Find the queries that a method harms.

    Args:
        values: [q] float64 average precision of the method.
        baseline: [q] the same of the first method; NaN in both where a query does not count.
        limit: how many to list.

    Returns:
        Share, number and the worst.
    """
    counted = ~np.isnan(values)
    change = np.where(counted, values - baseline, 0.0)
    losing = change < -LOSS
    worst = np.argsort(change, kind="stable")[:limit]
    share = float(losing.sum() / max(counted.sum(), 1))
    return Harm(share, int(losing.sum()), worst[losing[worst]].astype(np.int64))
