"""The lists of GNN re-ranking after propagation, held as the few sparse factors that they are products of.

    B0 = A0 + A0^T        A_l = N_l^-1 P B_(l-1)        B_l = A_l + A_l^T        (l = 1 .. layers)

A0 holds k1 entries a row and P k2, but A_2 has hundreds to thousands, so it is never formed for all images at once.
Only the lengths N_l of its rows are: they are summed up in blocks of rows. The rest of the way is linear, so that the
scores of a row h against all images are products with the factors alone:

    A_l h = N_l^-1 P (B_(l-1) h)        B_l h = A_l h + B_(l-1) P^T N_l^-1 h

These are the published numbers, not an approximation: for a million images the factors take 0.4 GB, where A_2 would
take 10 GB and the dense formulation 4 TB.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import reverse_cuthill_mckee

from explorer.graph.knn import Csr
from explorer.graph.unit import Rows
from explorer.methods.sparse import divide_rows, in_threads, product, row_norms
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores

_SUPERBLOCK = 2**16
"""Images whose rows are propagated together: what they need of the layer before is computed once for all of them."""

_BLOCK = 1024
"""Rows a thread multiplies at once; they are gone again when their lengths are known."""

_SINGLE = 8
"""Up to so many rows are scored one by one, following only what they hold; more together, reading all factors."""

_FULL = 4
"""A column of which more than this part is filled is multiplied as a whole."""

_WIDTH = 64
"""Rows a thread scores at once as columns of a dense matrix."""


Mask = NDArray[np.bool_]

Report = Callable[[int, int], None]
"""Told of rows done and rows in all."""


def _as_layer(progress: Progress, layer: int) -> Report:
    return lambda done, total: progress(done, total, f"GNN re-ranking, layer {layer}")


def _unreported(done: int, total: int) -> None:
    del done, total


class SoftLists:
    """Lists of n images, softened by a number of layers.

    Attributes:
        edges: P, [n, n] float32, each image with weight 1 in its own row.
        lists: B0, [n, n] float32, symmetric; A0 where there are no layers.
        norms: lengths N_l of the rows before they are scaled, one array [n] float32 a layer.
    """

    def __init__(self, edges: Csr, lists: Csr, norms: list[Scores]) -> None:
        self.edges, self.lists, self.norms = edges, lists, norms
        self.back = edges.T.tocsr()
        self._listed_by = lists if norms else lists.T.tocsr()

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
        inputs = near.lists
        for layer in range(layers):
            report = _as_layer(progress, layer + 1)
            if len(order) > _SUPERBLOCK:
                near.norms.append(near.lengths(layer + 1, np.arange(len(order)), report, cancelled))
            elif layer == layers - 1:
                near.norms.append(_lengths(near.edges, inputs, report, cancelled))
            else:
                rows = product(near.edges, inputs)
                near.norms.append(row_norms(rows))
                inputs = _with_transposed(divide_rows(rows, near.norms[-1]))
        norms = []
        for lengths in near.norms:
            norms.append(np.empty_like(lengths))
            norms[-1][order] = lengths
        return cls(edges, both, norms)

    def inserted(self, edges: Csr, lists: Csr) -> "SoftLists":
        """These lists with one more image, the last one; lengths are computed anew only where they change.

        Args:
            edges: P of the larger graph, [n + 1, n + 1].
            lists: A0 of the larger graph.
        """
        layers = len(self.norms)
        if not layers:
            return SoftLists(edges, lists, [])
        larger = SoftLists(edges, (lists + lists.T).tocsr(), [np.append(norms, np.float32(0)) for norms in self.norms])
        before = SoftLists(_enlarged(self.edges), _enlarged(self.lists), [norms.copy() for norms in larger.norms])
        other_edges = _differing(edges, before.edges)
        changed = _differing(larger.lists, before.lists)
        for layer in range(1, layers + 1):
            anew = other_edges | (edges @ changed.astype(np.float32) > 0)
            rows = np.flatnonzero(anew)
            larger.norms[layer - 1][rows] = larger.lengths(layer, rows)
            if layer < layers:
                changed = anew | larger._listed(layer, anew) | before._listed(layer, anew)
        return larger

    def _listed(self, layer: int, rows: Mask) -> Mask:
        """Where rows of A_layer that are marked hold something: [n] bool."""
        columns = _times(self.back, self.edges, rows.astype(np.float32))
        listed: Mask = self._symmetric(layer - 1, columns) > 0
        return listed

    def lengths(
        self, layer: int, rows: Rows, report: Report = _unreported, cancelled: IsCancelled = never_cancelled
    ) -> Scores:
        """N_layer of some rows, from the layers before: [m] float32."""
        result = np.empty(len(rows), np.float32)
        for start in range(0, len(rows), _SUPERBLOCK):
            block = slice(start, min(start + _SUPERBLOCK, len(rows)))
            left, needed = _local(self.edges[rows[block]])
            result[block] = _lengths(left, self.inputs(layer - 1, needed), cancelled=cancelled)
            report(block.stop, len(rows))
        return result

    def rows(self, layer: int, rows: Rows) -> Csr:
        """Some rows of A_layer, from 1 on: [m, n], scaled to length 1."""
        left, needed = _local(self.edges[rows])
        return divide_rows(product(left, self.inputs(layer - 1, needed)), self.norms[layer - 1][rows])

    def inputs(self, layer: int, rows: Rows) -> Csr:
        """Some rows of B_layer: [m, n]."""
        if not layer:
            return self.lists[rows]
        listing = product(self.inputs(layer - 1, rows), self.back)
        listing.data /= _safe(self.norms[layer - 1])[listing.indices]
        return self.rows(layer, rows) + listing

    def spread(self, layer: int, edges: Csr) -> Csr:
        """The product of some edges [m, n] and B_layer: [m, n]."""
        left, needed = _local(edges)
        return left @ self.inputs(layer, needed)

    def final(self, rows: Rows) -> Csr:
        """Some rows after all layers: [m, n]."""
        return self.rows(len(self.norms), rows) if self.norms else self.lists[rows]

    def scores(self, rows: Csr) -> Scores:
        """The product of each of some rows [q, n] with the final row of each image: [q, n] float32."""
        if not self.norms:
            counts: Scores = (rows @ self._listed_by).toarray()
            return counts
        scores = np.empty(rows.shape, np.float32)
        if rows.shape[0] <= _SINGLE:
            for query in range(rows.shape[0]):
                scores[query] = self._onward(len(self.norms), rows[[query]].toarray()[0])
            return scores

        def part(block: slice) -> None:
            scores[block] = self._onward(len(self.norms), np.ascontiguousarray(rows[block].toarray().T)).T

        for _ in in_threads(part, rows.shape[0], _WIDTH):
            pass
        return scores

    def _onward(self, layer: int, columns: Scores) -> Scores:
        """A_layer times one column [n] or several [n, m]."""
        result = _times(self.edges, self.back, self._symmetric(layer - 1, columns))
        return _divided(result, self.norms[layer - 1])

    def _symmetric(self, layer: int, columns: Scores) -> Scores:
        """B_layer times one column [n] or several [n, m]."""
        if not layer:
            return _times(self.lists, self.lists, columns)
        listing = _times(self.back, self.edges, _divided(columns.copy(), self.norms[layer - 1]))
        result = self._symmetric(layer - 1, listing)
        result += self._onward(layer, columns)
        return result


def _times(matrix: Csr, transposed: Csr, columns: Scores) -> Scores:
    """Matrix times one column [n] or several [n, m]; of one column only the entries that are not 0 are followed."""
    product_: Scores
    if columns.ndim == 1:
        rows = np.flatnonzero(columns)
        if _FULL * len(rows) < len(columns):
            product_ = transposed[rows].T @ columns[rows]
            return product_
    product_ = matrix @ columns
    return product_


def _divided(columns: Scores, norms: Scores) -> Scores:
    """Each row divided by its number, in place; rows whose number is 0 stay as they are."""
    columns /= _safe(norms) if columns.ndim == 1 else _safe(norms)[:, None]
    return columns


def _lengths(left: Csr, right: Csr, report: Report = _unreported, cancelled: IsCancelled = never_cancelled) -> Scores:
    """Lengths of the rows of left @ right, which are gone again when they are measured: [m] float32."""
    lengths = np.empty(left.shape[0], np.float32)

    def part(block: slice) -> Scores:
        check(cancelled)
        return row_norms(left[block] @ right)

    for block, measured in in_threads(part, len(lengths), _BLOCK):
        lengths[block] = measured
        report(block.stop, len(lengths))
    return lengths


def _with_transposed(rows: Csr) -> Csr:
    """A + A^T."""
    columns = rows.T.tocsr()
    parts = in_threads(lambda block: rows[block] + columns[block], rows.shape[0], _BLOCK)
    return vstack([part for _, part in parts], format="csr")


def _safe(norms: Scores) -> Scores:
    return np.where(norms > 0, norms, np.float32(1))


def _reordered(matrix: Csr, order: Rows) -> Csr:
    """The matrix with rows and columns in another order."""
    return matrix[order][:, order].tocsr()


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


def _local(rows: Csr) -> tuple[Csr, Rows]:
    """Some rows restricted to the columns that they hold, and these columns, ascending."""
    held = np.zeros(rows.shape[1], np.bool_)
    held[rows.indices] = True
    needed = np.flatnonzero(held)
    place = np.empty(rows.shape[1], np.int32)
    place[needed] = np.arange(len(needed), dtype=np.int32)
    return csr_array((rows.data, place[rows.indices], rows.indptr), shape=(rows.shape[0], len(needed))), needed
