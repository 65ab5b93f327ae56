"""The sparse descriptions of cluster-aware similarity (CAS: Luo, Yao, Xu: ICML 2024, arXiv 2406.02343).

Written from the steps of the authors' released code, which may differ from the paper; see `explorer.methods.cas`.
"""

from dataclasses import dataclass
from math import comb

import numpy as np
from scipy.sparse import csr_array, vstack

from explorer.graph.knn import Csr, KnnGraph
from explorer.methods.reciprocal import expanded, reciprocal
from explorer.methods.smoothing import normalised
from explorer.methods.sparse import divide_rows, in_threads, list_matrix, product
from explorer.protocol.progress import IsCancelled, check, never_cancelled
from explorer.protocol.ranking import Scores

_ROUNDS = 10
_BOOST = 2.0
"""How much more confident edges and confident images count."""

_WIDTH = 64
_ROWS = 256


@dataclass(frozen=True)
class Clusters:
    """Whom each image may share a cluster with.

    Attributes:
        confident: [n, n] of 0 and 1, images among each other's first few; each in its own set.
        candidates: [n, n] of 0 and 1, a larger set that holds the confident one.
    """

    confident: Csr
    candidates: Csr

    @classmethod
    def of(cls, lists: KnnGraph, k1: int, k2: int) -> "Clusters":
        """The sets from lists that leave the image itself out; k1 counts it, k2 does not."""
        candidates = expanded(reciprocal(lists.first(k2)), reciprocal(lists.first(k2 // 2)))
        return cls(reciprocal(lists.first(k1 - 1)), candidates)


def diffused(weights: Csr, clusters: Clusters, alpha: float, cancelled: IsCancelled = never_cancelled) -> Csr:
    """Bidirectional diffusion, kept on the candidates: [n, n].

    F_0 = W, F <- alpha (F S + S F) / 2 + (1 - alpha) I, ten times, is

        (1 - alpha) sum over t < 10 of (alpha S)^t  +  (alpha / 2)^10 sum over r of binomial(10, r) S^r W S^(10 - r)

    so that each column can be computed for itself.

    Args:
        weights: W, symmetric.
        clusters: whose candidates are kept.
        alpha: share of the flow.
        cancelled: asked between blocks of columns.
    """
    smoothing = normalised(weights, weights.sum(axis=1, dtype=np.float64))
    n = weights.shape[0]

    def part(block: slice) -> Csr:
        check(cancelled)
        width = block.stop - block.start
        flow = np.zeros((n, width), np.float32)
        flow[np.arange(block.start, block.stop), np.arange(width)] = 1
        total, start = np.zeros_like(flow), weights @ flow
        for step in range(_ROUNDS):
            total += np.float32((1 - alpha) * alpha**step) * flow
            flow = smoothing @ flow
            start = smoothing @ start + np.float32(comb(_ROUNDS, step + 1)) * (weights @ flow)
        total += np.float32((alpha / 2) ** _ROUNDS) * start
        kept = clusters.candidates[block]
        kept.data = total[kept.indices, np.repeat(np.arange(width), np.diff(kept.indptr))]
        return kept

    return vstack([kept for _, kept in in_threads(part, n, _WIDTH)], format="csr")


def smoothed(flow: Csr, similarities: Csr, clusters: Clusters, cancelled: IsCancelled = never_cancelled) -> Csr:
    """Neighbour-guided smoothing: what is far from the confident images gives its weight to all candidates.

    With T the square of the row-scaled similarities, a_i the mean of T[c, c] over the confident c of i, and t_ij = a_i
    for confident j, else the mean of T[j, c], at most a_i:

        F_ij <- F_ij t_ij / a_i  +  (sum of F_i - sum of F_i t_i / a_i) / number of candidates,  rows scaled to sum 1

    Args:
        flow: F on the candidates.
        similarities: of each image and its nearest, [n, n].
        clusters: the sets.
        cancelled: asked between blocks of rows.
    """
    step = divide_rows(similarities.copy(), similarities.sum(axis=1))
    back = step.T.tocsr()
    own = step.multiply(back).sum(axis=1)
    sizes = np.diff(clusters.confident.indptr)
    means = divide_rows(clusters.confident.copy(), sizes)
    anchors = means @ own
    plain = (sizes <= 1) | (np.diff(clusters.candidates.indptr) - sizes <= 1) | (anchors <= 0)

    def part(block: slice) -> Csr:
        check(cancelled)
        here = flow[block]
        rows = np.repeat(np.arange(block.start, block.stop), np.diff(here.indptr))
        towards = _values_at((means[block] @ back) @ back, here)
        near = _values_at(clusters.confident[block], here) > 0
        share = np.divide(towards, anchors[rows], out=np.ones_like(towards), where=~plain[rows])
        share = np.where(near | plain[rows], 1, np.minimum(share, 1))
        lost = csr_array((here.data * (1 - share), here.indices, here.indptr), shape=here.shape).sum(axis=1)
        counts = np.maximum(np.diff(here.indptr), 1)
        here.data = here.data * share + np.repeat(lost / counts, np.diff(here.indptr))
        return divide_rows(here, here.sum(axis=1))

    return vstack([rows for _, rows in in_threads(part, flow.shape[0], _ROWS)], format="csr")


def mixed(features: Csr, near: Csr, confident: Csr) -> Csr:
    """Rows of features averaged over near images and, with double weight, over confident ones: rows sum to 1.

    Args:
        features: [n, n].
        near: [m, n] of 0 and 1.
        confident: [m, n] of 0 and 1; where a row is empty the near ones stand alone.
    """
    around = divide_rows(near.copy(), near.sum(axis=1)) + _BOOST * divide_rows(confident.copy(), confident.sum(axis=1))
    rows = product(around.tocsr(), features)
    return divide_rows(rows, rows.sum(axis=1))


def squared(rows: Csr, features: Csr, kept: int) -> Csr:
    """Rows times features, the largest entries kept, rows scaled to sum 1: [m, n]."""
    parts = [part for _, part in in_threads(lambda block: largest(rows[block] @ features, kept), rows.shape[0], _ROWS)]
    result = vstack(parts, format="csr")
    return divide_rows(result, result.sum(axis=1))


def largest(matrix: Csr, kept: int) -> Csr:
    """The largest entries of each row; all where there are no more."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, rows))
    place = np.arange(len(order)) - np.repeat(matrix.indptr[:-1], np.diff(matrix.indptr))
    chosen = order[place < kept]
    counts = np.minimum(np.diff(matrix.indptr), kept)
    starts = np.concatenate([[0], np.cumsum(counts)])
    return csr_array((matrix.data[chosen], matrix.indices[chosen], starts), shape=matrix.shape)


def _values_at(matrix: Csr, pattern: Csr) -> Scores:
    """Values of a matrix where a pattern has entries, 0 where the matrix has none: [nnz of the pattern]."""
    matrix = matrix.tocsr()
    matrix.sort_indices()
    n = matrix.shape[1]
    keys = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr)) * n + matrix.indices
    wanted = np.repeat(np.arange(pattern.shape[0], dtype=np.int64), np.diff(pattern.indptr)) * n + pattern.indices
    if not len(keys):
        return np.zeros(len(wanted), np.float32)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    values: Scores = np.where(keys[place] == wanted, matrix.data[place], np.float32(0))
    return values


def symmetric_weights(lists: KnnGraph, similarities: Scores, confident: Csr) -> Csr:
    """W: similarities [n, k] of the lists, confident ones doubled, averaged over both directions: [n, n]."""
    directed = list_matrix(lists, similarities, len(lists))
    boosted = directed + (_BOOST - 1) * directed.multiply(confident)
    return ((boosted + boosted.T) / 2).tocsr()
