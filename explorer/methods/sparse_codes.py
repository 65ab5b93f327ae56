"""Sparse codes of images over atoms: for each image the few landmarks that are best reached from it on the graph.

The atoms are images of the collection, drawn at random. A teacher says how strongly each atom and each image belong
together along the whole graph; of each image the t strongest atoms are kept, scaled to sum 1:

    diffusion     T = (1 - alpha) (I - alpha S)^-1 E,  E the columns of the atoms      (arXiv 1611.05113)
    gnn-rerank    T = A A_atoms^T, the affinity of GNN re-ranking                      (arXiv 2012.07620)

GNN re-ranking tells near from nearer, diffusion reaches further; the mean of both codes says more than either.
Columns are computed some at a time, and only the best t of each row are remembered: nothing is ever [n, n].
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_array

from explorer.graph.knn import Csr
from explorer.graph.unit import Rows
from explorer.methods.base import Gallery, Job, QueryBatch
from explorer.methods.flow_columns import Flowing, push_bounds, pushed
from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.smoothing import normalised, solved
from explorer.methods.soft_lists import SoftLists
from explorer.protocol.progress import check
from explorer.protocol.ranking import Scores

_BLOCK_VALUES = 2**24
"""Values of T held at once: 64 MiB."""

_K, _GAMMA, _ALPHA = 20, 3.0, 0.9

_MANY = 50_000
"""Images from which only what atoms reach is looked at; among fewer, diffusion reaches nearly all."""

_ROWS = 65_536
"""Codes whose mean is taken at once; sorting them takes a kilobyte each."""

_COLUMNS = 16
"""Atoms of which a thread is asked at once; what each reaches among a million images takes megabytes."""

_KEPT = 4096
"""Images that an atom reaches at most, where they are found by pushes."""

Reach = Callable[[Rows], Csr]
"""What some images reach, as rows [b, n]."""


@dataclass(frozen=True)
class SparseCodes:
    """Codes of n images.

    Attributes:
        atoms: [n, t] int32 atoms of each image, strongest first; they are numbered from 0, and without meaning where
            the weight is 0.
        weights: [n, t] float32, at least 0; rows sum to 1, or to 0 where no atom is reached.
    """

    atoms: NDArray[np.int32]
    weights: Scores

    def __getitem__(self, rows: slice) -> "SparseCodes":
        return SparseCodes(self.atoms[rows], self.weights[rows])

    def matrix(self, count: int) -> Csr:
        """The weights over all `count` atoms: [n, count] float32."""
        kept = self.weights > 0
        starts = np.concatenate([[0], np.cumsum(kept.sum(axis=1))])
        matrix = csr_array((self.weights[kept], self.atoms[kept], starts), shape=(len(self.weights), count))
        matrix.sort_indices()
        return matrix

    def roots(self, count: int) -> Csr:
        """Their square roots, whose products are Hellinger's affinity."""
        matrix = self.matrix(count)
        np.sqrt(matrix.data, out=matrix.data)
        return matrix

    @classmethod
    def joined(cls, parts: "Sequence[SparseCodes]") -> "SparseCodes":
        """The codes of several groups of images over the same atoms, equally many of each, one after the other."""
        return cls(np.concatenate([part.atoms for part in parts]), np.concatenate([part.weights for part in parts]))

    @classmethod
    def filled(cls, n: int, t: int, parts: "Iterable[SparseCodes]") -> "SparseCodes":
        """The same of n images with t atoms each, from groups that are made one after the other and not kept."""
        codes, start = cls(np.empty((n, t), np.int32), np.empty((n, t), np.float32)), 0
        for part in parts:
            rows = slice(start, start + len(part.atoms))
            codes.atoms[rows], codes.weights[rows] = part.atoms, part.weights
            start = rows.stop
        return codes

    @classmethod
    def of(cls, atoms: NDArray[np.integer], values: Scores) -> "SparseCodes":
        """Codes of weights of any sum; what is not above 0 counts nothing."""
        weights = np.maximum(values, 0)
        sums = weights.sum(axis=1, keepdims=True)
        np.divide(weights, sums, out=weights, where=sums > 0)  # else they are all 0
        return cls(atoms.astype(np.int32, copy=False), weights)


def mean_codes(parts: Sequence[SparseCodes], count: int) -> SparseCodes:
    """The strongest atoms of the mean of several codes of the same images, as many as the longest of these has.

    Args:
        parts: codes of the same n images over the same atoms.
        count: number of atoms.
    """
    n, t = len(parts[0].atoms), max(part.atoms.shape[1] for part in parts)
    blocks = (slice(start, start + _ROWS) for start in range(0, n, _ROWS))
    return SparseCodes.filled(n, t, (_mean([part[block] for part in parts], count, t) for block in blocks))


def _mean(parts: Sequence[SparseCodes], count: int, t: int) -> SparseCodes:
    """`mean_codes` of some images, t atoms of each."""
    weights = np.concatenate([part.weights for part in parts], axis=1)
    without = count + np.arange(weights.shape[1])  # numbers of their own for what counts nothing
    atoms = np.where(weights > 0, np.concatenate([part.atoms for part in parts], axis=1), without)
    order = np.argsort(atoms, axis=1, kind="stable")
    atoms, weights = np.take_along_axis(atoms, order, 1), np.take_along_axis(weights, order, 1)
    total = weights.copy()
    for step in range(1, len(parts)):  # equal atoms stand next to each other: the first takes the weights of all
        total[:, :-step] += np.where(atoms[:, step:] == atoms[:, :-step], weights[:, step:], 0)
    total[:, 1:][atoms[:, 1:] == atoms[:, :-1]] = 0
    best = np.argsort(-total, axis=1, kind="stable")[:, :t]
    weights = np.take_along_axis(total, best, 1)
    return SparseCodes.of(np.where(weights > 0, np.take_along_axis(atoms, best, 1), 0), weights)


def strongest(matrix: Csr, t: int) -> SparseCodes:
    """Codes of the t largest entries of each row; equal ones in the order of their columns.

    Args:
        matrix: [n, atoms] weights, at least 0.
        t: entries kept.
    """
    n = matrix.shape[0]
    rows = np.repeat(np.arange(n), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, rows))
    place = np.arange(len(order)) - matrix.indptr[rows]
    inside = place < t
    atoms, weights = np.zeros((n, t), np.int64), np.zeros((n, t), np.float32)
    atoms[rows[inside], place[inside]] = matrix.indices[order[inside]]
    weights[rows[inside], place[inside]] = matrix.data[order[inside]]
    return SparseCodes.of(atoms, weights)


def drawn_atoms(n: int, m: int, seed: int) -> Rows:
    """Rows of m different images: [m] int64, ascending."""
    return np.sort(np.random.default_rng(seed).choice(n, m, replace=False)).astype(np.int64)


def diffusion_teacher(
    gallery: Gallery, k: int, job: Job, *, gamma: float, alpha: float, iterations: int = 200
) -> Callable[[Rows], Scores]:
    """What says how strongly some images (as columns) reach all images by diffusion: rows [b] to [n, b]."""
    weights = gallery.graph(k, job.progress, job.cancelled).mutual()
    weights.data **= np.float32(gamma)
    smoothing = normalised(weights, weights.sum(axis=1, dtype=np.float64))

    def reached(rows: Rows) -> Scores:
        sources = np.zeros((len(gallery), len(rows)), np.float32)
        sources[rows, np.arange(len(rows))] = 1 - alpha
        return solved(smoothing, sources, alpha, iterations)

    return reached


def gnn_teacher(gallery: Gallery, job: Job) -> Callable[[Rows], Scores]:
    """The same by GNN re-ranking at its defaults."""
    ranker = GnnRerank().fit(gallery, seed=job.seed, progress=job.progress, cancelled=job.cancelled)

    def affinities(rows: Rows) -> Scores:
        found: Scores = np.maximum(ranker.scores(QueryBatch.members(gallery.features, rows)), 0).T
        return found

    return affinities


def diffusion_reach(gallery: Gallery, k: int, job: Job, *, gamma: float, alpha: float) -> Reach:
    """As `diffusion_teacher`, by local pushes: only the images that the flow reaches."""
    weights = gallery.graph(k, job.progress, job.cancelled).mutual()
    weights.data **= np.float32(gamma)
    degrees = weights.sum(axis=1, dtype=np.float64)
    smoothing = normalised(weights, degrees)
    shared = gallery.workers.share(((smoothing.indptr, smoothing.indices, smoothing.data), push_bounds(degrees)))
    return partial(_flow, shared, alpha)


def _flow(flowing: Flowing, alpha: float, rows: Rows) -> Csr:
    starts, places, values = pushed(flowing, alpha, _KEPT, rows)
    return csr_array((values, places, starts), shape=(len(rows), len(flowing()[1])))


def gnn_reach(gallery: Gallery, job: Job) -> Reach:
    """As `gnn_teacher`: only the images that share anything with each."""
    ranker = GnnRerank().fit(gallery, seed=job.seed, progress=job.progress, cancelled=job.cancelled)
    return partial(_affinities, gallery.workers.share(ranker.soft))


def _affinities(shared: Callable[[], SoftLists], rows: Rows) -> Csr:
    return shared().affinities(rows)


def reached_codes(reach: Reach, atoms: Rows, gallery: Gallery, t: int, job: Job) -> SparseCodes:
    """As `sparse_codes`, from a teacher that names the images that each atom reaches; quick where these are few.

    Args:
        reach: the teacher.
        atoms: [m] rows.
        gallery: the n images, whose workers ask the teacher.
        t: atoms kept, at most m.
        job: progress, cancelled.

    Raises:
        Cancelled: the person asked to stop.
    """
    from explorer.graph.best_entries import take_best  # loads numba

    places, values = np.zeros((len(gallery), t), np.int32), np.zeros((len(gallery), t), np.float32)
    blocks = [atoms[start : start + _COLUMNS] for start in range(0, len(atoms), _COLUMNS)]
    done = 0
    for found in gallery.workers.map(reach, blocks, job.cancelled):
        take_best((found.indptr, found.indices, found.data), done, places, values)
        done += found.shape[0]
        job.progress(done, len(atoms), "sparse codes")
    return SparseCodes.of(places, values)


def gnn_codes(gallery: Gallery, atoms: Rows, t: int, job: Job) -> SparseCodes:
    """The t strongest atoms of each image by GNN re-ranking at its defaults."""
    if len(gallery) >= _MANY:
        return reached_codes(gnn_reach(gallery, job), atoms, gallery, t, job)
    return sparse_codes(gnn_teacher(gallery, job), atoms, len(gallery), t, job)


def diffusion_codes(gallery: Gallery, atoms: Rows, t: int, job: Job) -> SparseCodes:
    """The t strongest atoms of each image by diffusion, its weights cosine^3, alpha 0.9."""
    k = min(_K, len(gallery) - 1)
    if len(gallery) >= _MANY:
        reach = diffusion_reach(gallery, k, job, gamma=_GAMMA, alpha=_ALPHA)
        return reached_codes(reach, atoms, gallery, t, job)
    return sparse_codes(diffusion_teacher(gallery, k, job, gamma=_GAMMA, alpha=_ALPHA), atoms, len(gallery), t, job)


def sparse_codes(teacher: Callable[[Rows], Scores], atoms: Rows, n: int, t: int, job: Job) -> SparseCodes:
    """The t strongest atoms of each of n images.

    Args:
        teacher: see `diffusion_teacher`.
        atoms: [m] rows.
        n: number of images.
        t: atoms kept, at most m.
        job: progress, cancelled.

    Raises:
        Cancelled: the person asked to stop.
    """
    best, which = torch.empty((n, 0)), torch.empty((n, 0), dtype=torch.int64)
    for part in _parts(len(atoms), n):
        check(job.cancelled)
        values = torch.from_numpy(np.ascontiguousarray(teacher(atoms[part])))
        numbers = torch.arange(part.start, part.stop).expand(n, -1)
        both = torch.cat([best, values], dim=1)
        best, place = torch.topk(both, min(t, both.shape[1]), dim=1)
        which = torch.cat([which, numbers], dim=1).gather(1, place)
        job.progress(part.stop, len(atoms), "sparse codes")
    return SparseCodes.of(which.numpy(), best.numpy())


def _parts(m: int, n: int) -> Iterator[slice]:
    size = int(np.clip(_BLOCK_VALUES // n, 1, 256))
    for start in range(0, m, size):
        yield slice(start, min(start + size, m))
