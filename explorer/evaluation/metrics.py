"""Retrieval metrics: lists in, one figure a query out.

Ties: every metric but `hashing_average_precision_at` is the exact expectation over all orders of images with equal
scores (see `explorer.evaluation.tied`); that one is a ratio whose denominator is random too, and is taken in the stable
label-blind order. Queries with nothing relevant get NaN: the caller leaves them out and counts them.
"""

from typing import Literal

import numpy as np
from scipy.special import gammaln

from explorer.evaluation.tied import Counts, TiedRanking, Values

ApKind = Literal["plain", "trapezoid"]

_ROUNDING = 1e-9
"""Sums of shares miss a whole number by less."""


def average_precision(lists: TiedRanking, kind: ApKind = "plain") -> Values:
    """Average precision over the whole list.

    `plain` is the non-interpolated form: the mean, over relevant images, of the precision at their positions.
    `trapezoid` is the form of the Oxford and Paris benchmarks (Philbin et al., CVPR 2007): each relevant image counts
    the mean of the precision just before and at its position.

    Returns:
        [q] float64 in 0..1, NaN where nothing is relevant.
    """
    share, above = lists.expectation
    position = np.arange(1, lists.length + 1)
    precision = (above + 1) / position
    if kind == "trapezoid":
        earlier = np.ones_like(above)  # the published code takes precision 1 before the first position
        np.divide(above, position - 1, out=earlier, where=position > 1)
        precision = (precision + earlier) / 2
    return _ratio((share * precision).sum(axis=1), lists.relevant)


def average_precision_at(lists: TiedRanking, cuts: tuple[int, ...]) -> dict[int, Values]:
    """Average precision of the first k positions, divided by min(k, relevant), for each cut k: [q] float64."""
    share, above = lists.expectation
    gained = np.cumsum(share * (above + 1) / np.arange(1, lists.length + 1), axis=1)
    return {k: _ratio(gained[:, _last(lists, k)], np.minimum(k, lists.relevant)) for k in cuts}


def hashing_average_precision_at(lists: TiedRanking, cuts: tuple[int, ...]) -> dict[int, Values]:
    """Average precision of the first k positions divided by the relevant images found there: [q] float64.

    The convention of most hashing papers. It rewards a list that finds less (one hit at the top and nothing after is
    1.0) and can reverse conclusions, so it is reported under its own name and never plotted by default.
    """
    found = lists.cumulative[:, 1:]
    gained = np.cumsum(lists.hits * found / np.arange(1, lists.length + 1), axis=1)
    result = {}
    for k in cuts:
        last = _last(lists, k)
        value = np.divide(gained[:, last], found[:, last], out=np.zeros(len(found)), where=found[:, last] > 0)
        result[k] = np.where(lists.relevant > 0, value, np.nan)
    return result


def found_at(lists: TiedRanking, cuts: tuple[int, ...]) -> dict[int, Values]:
    """Expected number of relevant images among the first k positions, for each cut k: [q] float64."""
    cumulative = np.cumsum(lists.expectation[0], axis=1)
    return {k: cumulative[:, _last(lists, k)] for k in cuts}


def precision_at(lists: TiedRanking, cuts: tuple[int, ...]) -> dict[int, Values]:
    """Relevant images among the first k positions divided by k: [q] float64, NaN where nothing is relevant."""
    return {k: _ratio(found, np.where(lists.relevant > 0, k, 0)) for k, found in found_at(lists, cuts).items()}


def recall_at(lists: TiedRanking, cuts: tuple[int, ...]) -> dict[int, Values]:
    """Relevant images among the first k positions divided by all relevant ones: [q] float64."""
    return {k: _ratio(found, lists.relevant) for k, found in found_at(lists, cuts).items()}


def hit_at(lists: TiedRanking, cuts: tuple[int, ...]) -> dict[int, Values]:
    """Probability that any relevant image is among the first k positions, for each cut k: [q] float64.

    Where the cut falls inside a tied group of n images, r of them relevant, and m of its positions count, nothing is
    found with the hypergeometric probability C(n - r, m) / C(n, m).
    """
    cumulative = lists.cumulative
    rows = np.arange(len(cumulative))
    result = {}
    for k in cuts:
        last = _last(lists, k)
        start, size = lists.start[:, last], lists.size[:, last]
        earlier = cumulative[rows, start]
        inside = cumulative[rows, start + size] - earlier
        hit = np.where(earlier > 0, 1.0, 1 - _none_drawn(size, inside, last + 1 - start))
        result[k] = np.where(lists.relevant > 0, hit, np.nan)
    return result


def interpolated_precision(lists: TiedRanking, levels: Values) -> Values:
    """The best precision at each recall or beyond it (Manning, Raghavan and Schütze 2008, section 8.4).

    Where images are tied, precision and recall at a position are those that are expected there.

    Args:
        lists: q of them.
        levels: [l] recalls, ascending, 0 to 1.

    Returns:
        [q, l] float64, NaN where nothing is relevant.
    """
    found = np.cumsum(lists.expectation[0], axis=1)
    precision = found / np.arange(1, lists.length + 1)
    best = np.maximum.accumulate(precision[:, ::-1], axis=1)[:, ::-1]
    result = np.full((len(found), len(levels)), np.nan)
    for query in np.flatnonzero(lists.relevant > 0):
        wanted = levels * lists.relevant[query] - _ROUNDING
        result[query] = best[query, np.searchsorted(found[query], wanted).clip(max=lists.length - 1)]
    return result


def inverse_negative_penalty(lists: TiedRanking) -> Values:
    """Relevant images divided by the position of the last of them (INP; Ye et al., TPAMI 2022): [q] float64.

    Of a tied group of n images, r of them relevant, the last relevant one stands at place p of the group with
    probability C(p - 1, r - 1) / C(n, r).
    """
    result = np.full(len(lists.hits), np.nan)
    for query in np.flatnonzero(lists.relevant > 0):
        last = int(np.flatnonzero(lists.hits[query])[-1])
        start, size = int(lists.start[query, last]), int(lists.size[query, last])
        before, after = lists.cumulative[query, start], lists.cumulative[query, start + size]
        inside = int(after - before)
        place = np.arange(inside, size + 1)
        logarithm = gammaln(place) - gammaln(inside) - gammaln(place - inside + 1)
        logarithm -= gammaln(size + 1) - gammaln(inside + 1) - gammaln(size - inside + 1)
        result[query] = lists.relevant[query] * (np.exp(logarithm) / (start + place)).sum()
    return result


def chance_average_precision(relevant: Counts, length: Counts) -> Values:
    """Expected average precision of a list in random order (all images tied).

    With b = (r - 1)/(n - 1) it is b + (1 - b) H(n)/n, H(n) the n-th harmonic number.

    Args:
        relevant: [q] relevant images r of each query.
        length: [q] images n that its list holds.

    Returns:
        [q] float64, NaN where nothing is relevant.
    """
    longest = int(length.max(initial=1))
    harmonic = np.concatenate([[0.0], np.cumsum(1 / np.arange(1, longest + 1))])
    slope = (relevant - 1) / np.maximum(length - 1, 1)
    chance = slope + (1 - slope) * harmonic[length] / np.maximum(length, 1)
    return np.where(relevant > 0, chance, np.nan)


def _none_drawn(size: Counts, inside: Counts, drawn: Counts) -> Values:
    """Probability that `drawn` of `size` images hold none of the `inside` relevant ones: [q] float64."""
    possible = size - inside >= drawn
    rest = np.where(possible, size - inside - drawn, 0)
    logarithm = gammaln(size - inside + 1) + gammaln(size - drawn + 1) - gammaln(rest + 1) - gammaln(size + 1)
    return np.where(possible, np.where(inside > 0, np.exp(logarithm), 1.0), 0.0)


def _last(lists: TiedRanking, k: int) -> int:
    """Column of the k-th position; beyond the end, the last one (a longer list holds nothing more)."""
    return min(k, lists.length) - 1


def _ratio(numerator: Values, denominator: Counts) -> Values:
    result = np.full(len(numerator), np.nan)
    np.divide(numerator, denominator, out=result, where=denominator > 0)
    return result
