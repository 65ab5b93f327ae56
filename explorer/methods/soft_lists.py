"""The lists of GNN re-ranking after propagation, held as the few sparse factors that they are products of.

    B0 = A0 + A0^T        A_l = N_l^-1 P B_(l-1)        B_l = A_l + A_l^T        (l = 1 .. layers)

A0 holds k1 entries a row and P k2, but A_2 has hundreds to thousands, so it is never formed for all images at once.
Only the lengths N_l of its rows are: they are summed up in blocks of rows. Everything else is asked of some rows x,
and the sums fall apart into products with the factors alone:

    x B_l = (x N_l^-1 P) B_(l-1)  +  (x B_(l-1)) P^T N_l^-1        scores of h: (h B_(l-1)) P^T N_l^-1

These are the published numbers, not an approximation: for a million images the factors take 0.6 GB, where A_2 would
take 10 GB and the dense formulation 4 TB. Scores are sparse like their factors: they hold what is reached, no more.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import reverse_cuthill_mckee

from explorer.graph.knn import Csr
from explorer.graph.unit import Rows
from explorer.methods.reaching import Wanted
from explorer.methods.sparse import (
    Sums,
    Terms,
    add_product,
    best_of_block,
    block_width,
    compiled_pays,
    dense_block,
    divide_rows,
    in_threads,
    length_of_rows,
    sum_of_products,
    unit_columns,
)
from explorer.methods.state import State
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores

_BLOCK = 2048
"""Rows a thread multiplies at once."""

_QUERIES = 64
"""Rows a thread scores at once."""

_RENAMED = 2**20
"""Entries whose columns are named anew at once."""

Mask = NDArray[np.bool_]


class SoftLists:
    """Lists of n images, softened by a number of layers.

    Attributes:
        edges: P, [n, n] float32, each image with weight 1 in its own row.
        lists: B0, [n, n] float32, symmetric; A0 where there are no layers.
        norms: lengths N_l of the rows before they are scaled, one array [n] float32 a layer.
        back: P^T.
    """

    def __init__(self, edges: Csr, lists: Csr, norms: list[Scores]) -> None:
        self.edges, self.lists, self.norms = edges, lists, norms
        self.back = edges.T.tocsr()
        self._inverse: list[Scores] = []
        self._returning: list[Csr] = []
        for lengths in norms:
            self._take(lengths)
        self._final: Sums | None = None

    @cached_property
    def _listed_by(self) -> Csr:
        """The transposed lists, which are asked for where there are no layers."""
        return self.lists.T.tocsr()

    @classmethod
    def propagated(
        cls,
        edges: Csr,
        lists: Csr,
        layers: int,
        progress: Progress = no_progress,
        cancelled: IsCancelled = never_cancelled,
    ) -> "SoftLists":
        """The lists after some layers.

        Args:
            edges: P.
            lists: A0, [n, n] of 0 and 1.
            layers: 0 or more.
            progress: counts rows.
            cancelled: asked between blocks of rows.

        Raises:
            Cancelled: the person asked to stop.
        """
        if not layers:
            return cls(edges, lists, [])
        both = (lists + lists.T).tocsr()
        # Rows that share neighbours next to each other: the products stay in the processor's cache.
        order = reverse_cuthill_mckee(edges)
        near = cls(_reordered(edges, order), _reordered(both, order), [])
        del both  # of a million images it takes 0.4 GB
        for _ in range(layers):
            near._soften(progress, cancelled)
        place = np.argsort(order)
        both, norms = _reordered(near.lists, place), [lengths[place] for lengths in near.norms]
        del near
        return cls(edges, both, norms)

    def _soften(self, progress: Progress, cancelled: IsCancelled) -> None:
        """Measure the rows of one layer more."""
        layer, n = len(self.norms) + 1, self.edges.shape[0]
        lengths = np.empty(n, np.float32)

        def part(block: slice) -> Scores:
            check(cancelled)
            return self.lengths(layer, np.arange(block.start, block.stop))

        for block, measured in in_threads(part, n, _BLOCK):
            lengths[block] = measured
            progress(block.stop, n, f"GNN re-ranking, layer {layer}")
        self._append(lengths)

    def _append(self, lengths: Scores) -> None:
        """Take the lengths of the next layer."""
        self.norms.append(lengths)
        self._take(lengths)
        self._final = None

    def _take(self, lengths: Scores) -> None:
        """Prepare N^-1, and P^T N^-1, which shares its structure with P^T."""
        inverse = np.reciprocal(_safe(lengths))
        self._inverse.append(inverse)
        values = self.back.data / _safe(lengths[self.back.indices])
        self._returning.append(csr_array((values, self.back.indices, self.back.indptr), shape=self.back.shape))

    def derived(self) -> State:
        """What is held beside the factors, computed from them."""
        scaled = {f"back-{layer}": matrix.data for layer, matrix in enumerate(self._returning, 1)}
        inverse = {f"inverse-{layer}": lengths for layer, lengths in enumerate(self._inverse, 1)}
        return {"back": self.back, **scaled, **inverse}

    def inserted(self, edges: Csr, lists: Csr) -> "SoftLists":
        """These lists with one more image, the last one; lengths are computed anew only where they change.

        Args:
            edges: P of the larger graph, [n + 1, n + 1].
            lists: A0 of the larger graph.
        """
        layers = len(self.norms)
        if not layers:
            return SoftLists(edges, lists, [])
        both = (lists + lists.T).tocsr()
        before = SoftLists(
            _enlarged(self.edges), _enlarged(self.lists), [np.append(norms, np.float32(0)) for norms in self.norms]
        )
        larger = SoftLists(edges, both, [])
        other_edges = _differing(edges, before.edges)
        changed = _differing(both, before.lists)
        for layer in range(1, layers + 1):
            anew = other_edges | (edges @ changed.astype(np.float32) > 0)
            rows = np.flatnonzero(anew)
            lengths = before.norms[layer - 1].copy()
            lengths[rows] = larger.lengths(layer, rows)
            larger._append(lengths)
            if layer < layers:
                changed = anew | larger._listed(layer, anew) | before._listed(layer, anew)
        return larger

    def _listed(self, layer: int, rows: Mask) -> Mask:
        """Where rows of A_layer that are marked hold something: [n] bool."""
        listed = np.zeros(len(rows), np.bool_)
        columns = csr_array((self.back @ rows.astype(np.float32))[None])
        listed[self.spread(layer - 1, columns).indices] = True
        return listed

    def lengths(self, layer: int, rows: Rows) -> Scores:
        """N_layer of some rows, from the layers before: [m] float32."""
        return length_of_rows(self._terms(layer - 1, self.edges[rows]))

    def rows(self, layer: int, rows: Rows) -> Csr:
        """Some rows of A_layer, from 1 on: [m, n], scaled to length 1."""
        return divide_rows(self.spread(layer - 1, self.edges[rows]), self.norms[layer - 1][rows])

    def inputs(self, layer: int, rows: Rows) -> Csr:
        """Some rows of B_layer: [m, n]."""
        return self.spread(layer, unit_columns(rows, self.edges.shape[0])) if layer else self.lists[rows]

    def spread(self, layer: int, rows: Csr) -> Csr:
        """The product of some rows [m, n] and B_layer: [m, n], in no particular order of columns."""
        return sum_of_products(self._terms(layer, rows))

    def _terms(self, layer: int, rows: Csr) -> Terms:
        """Products whose sum is that of some rows and B_layer."""
        if not layer:
            return ((rows, self.lists),)
        values = rows.data / _safe(self.norms[layer - 1][rows.indices])
        scaled = csr_array((values, rows.indices, rows.indptr), shape=rows.shape)
        onward = self._terms(layer - 1, sum_of_products(((scaled, self.edges),)))
        return (*onward, (self.spread(layer - 1, rows), self._returning[layer - 1]))

    def final(self, rows: Rows) -> Csr:
        """Some rows after all layers: [m, n]."""
        return self.rows(len(self.norms), rows) if self.norms else self.lists[rows]

    def affinities(self, rows: Rows) -> Csr:
        """The cosines above 0 of some rows after all layers with those of all images: [m, n]."""
        return self.scores(self.final(rows))

    def scores(self, rows: Csr) -> Csr:
        """The product of each of some rows [q, n] with the final row of each image: [q, n], what is not 0."""
        if not rows.shape[0]:
            return rows
        parts = in_threads(lambda block: sum_of_products(self._last(rows[block])), rows.shape[0], _QUERIES)
        return _stacked(parts)

    def best_scores(self, rows: Csr, wanted: Wanted) -> Csr:
        """Of `scores` at least the best ones that are wanted."""
        q, n = rows.shape
        if not self.norms or not compiled_pays(n) or not q:
            return self.scores(rows)
        width = block_width(n)
        if 0 < width <= q:
            return _stacked(in_threads(lambda block: self._best_of_block(rows, wanted, block), q, width))
        return _stacked(in_threads(lambda block: self._best_of_few(rows, wanted, block), q, _QUERIES))

    def _best_of_few(self, rows: Csr, wanted: Wanted, block: slice) -> Csr:
        """`best_scores` of some queries, one after the other."""
        if self._final is None:
            self._final = Sums.of(self.edges, self.back, self._inverse[-1])
        inputs = self.spread(len(self.norms) - 1, rows[block])
        return self._final.best(inputs, wanted.own[block], wanted.outside, wanted.k)

    def _best_of_block(self, rows: Csr, wanted: Wanted, block: slice) -> Csr:
        """`best_scores` of some queries, by products of the factors with a dense block that has a column for each."""
        columns = dense_block(rows[block])
        scores = self._add_final(len(self.norms), columns, np.zeros_like(columns))
        return best_of_block(scores, wanted.own[block], wanted.outside, wanted.k)

    def _add_final(self, layer: int, columns: Scores, result: Scores) -> Scores:
        """The result and A_layer times some columns."""
        return add_product(self.edges, self._inputs_times(layer - 1, columns), result, self._inverse[layer - 1])

    def _inputs_times(self, layer: int, columns: Scores) -> Scores:
        """B_layer times some columns."""
        if not layer:
            return add_product(self.lists, columns, np.zeros_like(columns))
        scaled = add_product(self._returning[layer - 1], columns, np.zeros_like(columns))
        return self._add_final(layer, columns, self._inputs_times(layer - 1, scaled))

    def _last(self, rows: Csr) -> Terms:
        """Products whose sum is `scores`."""
        if not self.norms:
            return ((rows, self._listed_by),)
        return ((self.spread(len(self.norms) - 1, rows), self._returning[-1]),)


def _stacked(parts: Iterator[tuple[slice, Csr]]) -> Csr:
    """Blocks of rows, of which there is at least one, as one matrix."""
    found = [part for _, part in parts]
    return found[0] if len(found) == 1 else vstack(found, format="csr")


def _safe(norms: Scores) -> Scores:
    safe: Scores = np.where(norms > 0, norms, np.float32(1))
    return safe


def _reordered(matrix: Csr, order: Rows) -> Csr:
    """The matrix with rows and columns in another order; the entries of a row keep theirs."""
    rows = matrix[order]
    place = np.empty(len(order), rows.indices.dtype)
    place[order] = np.arange(len(order))
    for start in range(0, len(rows.indices), _RENAMED):
        part = rows.indices[start : start + _RENAMED]
        part[:] = place[part]
    return csr_array((rows.data, rows.indices, rows.indptr), shape=rows.shape)


def _enlarged(matrix: Csr) -> Csr:
    """The matrix with an empty row and column more."""
    n = matrix.shape[0] + 1
    return csr_array((matrix.data, matrix.indices, np.append(matrix.indptr, matrix.indptr[-1])), shape=(n, n))


def _differing(one: Csr, other: Csr) -> Mask:
    """Rows in which two matrices differ: [n] bool."""
    difference = one - other
    difference.eliminate_zeros()
    differing: Mask = np.diff(difference.indptr) > 0
    return differing
