"""Making the codes of vectors, and searching in them, by torch; `explorer.graph.codes` tells what they are for."""

import math

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.graph.codes import CodedRows
from explorer.graph.unit import NO_ROW, Rows, finite_unit_rows
from explorer.protocol.features import BLOCK_ROWS, Features
from explorer.protocol.ids import tie_order
from explorer.protocol.progress import IsCancelled, Progress, check
from explorer.protocol.ranking import Scores

_LARGEST = 127
_WIDEST = 6.0
"""A rotated value is rarely more than this many times its expected size; where it is, its code is cut off."""

_ROUNDING = 1e-5
"""Bound of what float32 products and norms are wrong by."""

_FIRST = 4
"""The best images by code that give the first bound, as a multiple of the list's length."""

_CHUNK = 256

_NOWHERE = torch.iinfo(torch.int32).min


def coded(features: Features, progress: Progress, cancelled: IsCancelled) -> CodedRows:
    """The codes of some features; see `explorer.graph.codes.coded_rows_of`."""
    n, d = len(features), features.dim
    rotation = _rotation(d)
    step = _WIDEST / (_LARGEST * math.sqrt(d))
    codes = np.empty((n, d), np.int8)
    filled = np.empty(n, np.bool_)
    error = 0.0
    for start in range(0, n, BLOCK_ROWS):
        check(cancelled)
        block = slice(start, min(start + BLOCK_ROWS, n))
        unit = torch.from_numpy(finite_unit_rows(features, block))
        codes[block], block_error = _encoded(unit @ rotation, step)
        filled[block] = unit.any(dim=1).numpy()
        error = max(error, block_error)
        progress(block.stop, n, "codes")
    return CodedRows(codes, rotation.numpy(), step, error, filled)


def _rotation(d: int) -> torch.Tensor:
    """A random rotation: [d, d] float32, always the same."""
    random = torch.Generator().manual_seed(0)
    orthogonal: torch.Tensor = torch.linalg.qr(torch.randn(d, d, generator=random, dtype=torch.float64)).Q
    return orthogonal.float()


def _encoded(rotated: torch.Tensor, step: float) -> tuple[NDArray[np.int8], float]:
    """Codes of some rows, and the largest error among them."""
    codes = (rotated / step).round_().clamp_(-_LARGEST, _LARGEST)
    error = torch.linalg.vector_norm(rotated - codes * step, dim=1).max()
    return codes.to(torch.int8).numpy(), float(error) + _ROUNDING


def nearest_by_codes(
    query: Scores, features: Features, coded: CodedRows, k: int, excluded: NDArray[np.bool_] | None = None
) -> tuple[Rows, Scores]:
    """The k rows most similar to one query, exactly; see `CodedQuery.nearest`."""
    return CodedQuery(query, features, coded, excluded).nearest(k)


class CodedQuery:
    """One query, compared with all codes once; what is asked of it is then exact."""

    def __init__(
        self, query: Scores, features: Features, coded: CodedRows, excluded: NDArray[np.bool_] | None = None
    ) -> None:
        """Compare.

        Args:
            query: [d] float32 unit vector, or zero.
            features: n rows.
            coded: theirs.
            excluded: [n] bool, True for rows that may not appear.
        """
        self._query, self._features = query, features
        rotated = torch.from_numpy(query[None]) @ torch.from_numpy(coded.rotation)
        step = float(rotated.abs().max()) / _LARGEST
        self._products: _Products | None = None
        if step > 0:
            code, query_error = _encoded(rotated, step)
            self._products = _Products(coded, code, excluded)
            # Rows that lie further below than all the roundings together cannot reach a cosine.
            self._bound = coded.error + (1 + coded.error) * query_error + _ROUNDING
            self._step = step * coded.step

    def nearest(self, k: int) -> tuple[Rows, Scores]:
        """The k most similar rows, equal cosines in the order of the ids' keys; a zero query has none.

        Args:
            k: 1 or more.

        Returns:
            Rows [k] int64 padded with -1, and cosines [k] float32 padded with 0.
        """
        rows, values = np.full(k, NO_ROW, np.int64), np.zeros(k, np.float32)
        if self._products is None:
            return rows, values
        first = self._products.largest(_FIRST * k)
        reached = -math.inf
        if len(first) >= k:
            reached = float(np.partition(self._exact(first), -k)[-k])
        candidates = self._products.above((reached - self._bound) / self._step)
        exact = self._exact(candidates)
        order = np.lexsort((tie_order(self._features.ids[candidates]), -exact))[:k]
        rows[: len(order)], values[: len(order)] = candidates[order], exact[order]
        return rows, values

    def at_least(self, thresholds: Scores) -> Rows:
        """Rows whose cosine is at least their threshold, ascending; none for a zero query.

        Args:
            thresholds: [n] float32, which may be infinite.
        """
        if self._products is None:
            return np.empty(0, np.int64)
        candidates = self._products.at_least(thresholds, self._step, self._bound)
        reached: Rows = candidates[self._exact(candidates) >= thresholds[candidates]]
        return reached

    def _exact(self, rows: Rows) -> Scores:
        """Cosines with some rows, summed in float64 so that they depend on nothing else: [m] float32."""
        products: Scores = (self._features.unit(rows) * self._query).sum(axis=1, dtype=np.float64).astype(np.float32)
        return products


class _Products:
    """The products of one code with all codes, and the maxima of short chunks of them, which make finding quick."""

    def __init__(self, coded: CodedRows, code: NDArray[np.int8], excluded: NDArray[np.bool_] | None) -> None:
        n = len(coded.codes)
        self._scores = torch.full((-(-n // _CHUNK), _CHUNK), _NOWHERE, dtype=torch.int32)
        scores = self._scores.view(-1)[:n]
        torch._int_mm(torch.from_numpy(coded.codes), torch.from_numpy(code).T, out=scores[:, None])
        if not coded.filled.all():
            scores[torch.from_numpy(~coded.filled)] = _NOWHERE
        if excluded is not None:
            scores[torch.from_numpy(excluded)] = _NOWHERE
        self._maxima = self._scores.amax(dim=1)

    def largest(self, m: int) -> Rows:
        """Rows of the m largest products, or of all that may appear."""
        chunks = torch.topk(self._maxima, min(m, len(self._maxima))).indices
        inside = self._scores[chunks].view(-1)
        values, places = torch.topk(inside, min(m, len(inside)))
        return self._rows(chunks, places[values > _NOWHERE])

    def above(self, threshold: float) -> Rows:
        """Rows with at least some product, which may be -inf."""
        least = max(math.floor(threshold), _NOWHERE + 1) if math.isfinite(threshold) else _NOWHERE + 1
        chunks = torch.nonzero(self._maxima >= least)[:, 0]
        return self._rows(chunks, torch.nonzero(self._scores[chunks].view(-1) >= least)[:, 0])

    def at_least(self, thresholds: Scores, step: float, bound: float) -> Rows:
        """Rows whose product times step, and a bound more, is at least their threshold; ascending."""
        products = self._scores.view(-1)[: len(thresholds)].numpy()
        cosines = products.astype(np.float32)  # on one thread: six short steps on all of them wait for each other
        cosines *= step
        cosines += bound
        rows = np.flatnonzero(cosines >= thresholds)
        return rows[products[rows] > _NOWHERE]

    def _rows(self, chunks: torch.Tensor, places: torch.Tensor) -> Rows:
        rows: Rows = (chunks[places // _CHUNK] * _CHUNK + places % _CHUNK).numpy()
        return rows
