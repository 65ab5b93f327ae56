"""The rows with the largest products of each row among all rows, each pair of rows multiplied once.

The product of two rows is the same from both sides, so blocks of rows are multiplied with the blocks after them only,
and each product is offered to two lists. A list is a heap that knows its least, and compiled loops pass over products
that are below both. So the time is that of half a matrix product, whatever is searched for.
"""

import threading
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.graph.threads import threads_restored
from explorer.graph.unit import NO_ROW, Rows
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores

BLOCK = 1024
"""Rows multiplied with as many others at once; the products (4 MiB) are read again before they leave the cache."""

_LOOKS = 0.05
"""Seconds between looks at whether the person wants to stop."""

LOWER_HALF = 2**32 - 1
_MAGNITUDE = 2**31 - 1

_NO_PRODUCT = {torch.int8: np.array(-(2**31) + 1, np.int32), torch.float32: np.array(-3e38, np.float32)}
"""Below all others: the least of a list that is not full."""


@dataclass(frozen=True)
class Candidates:
    """The best of each row.

    Attributes:
        keys: [n, m] int64 in no order: the order of the product in the upper half, the complement of the other row in
            the lower one, which is 0 where there is no other row.
    """

    keys: NDArray[np.int64]

    def rows(self, block: slice) -> Rows:
        """Those of a block of rows, largest product first, equal ones in the order of the rows: [b, m], -1 pads."""
        return _rows(self._best_first(block))

    def lists(self, block: slice) -> tuple[Rows, Scores]:
        """`rows`, and their products where these are float32: [b, m], -inf for pads."""
        keys = self._best_first(block)
        rows = _rows(keys)
        return rows, np.where(rows == NO_ROW, np.float32(-np.inf), _products(keys, torch.float32))

    def _best_first(self, block: slice) -> NDArray[np.int64]:
        return -np.sort(-self.keys[block], axis=1)


def no_key(dtype: torch.dtype) -> int:
    """What stands in a list that is not full."""
    bits = int(_NO_PRODUCT[dtype].view(np.int32))
    return (bits ^ (_MAGNITUDE if dtype.is_floating_point else 0)) << 32


def _products(keys: NDArray[np.int64], dtype: torch.dtype) -> NDArray[Any]:
    """The products that keys hold, of rows of that type."""
    order = (keys >> 32).astype(np.int32)
    if not dtype.is_floating_point:
        return order
    # The bits of negative numbers are in reverse order; see `explorer.graph.kernels`.
    return np.where(order < 0, order ^ np.int32(_MAGNITUDE), order).view(np.float32)


def _rows(keys: NDArray[np.int64]) -> Rows:
    others = keys & LOWER_HALF
    return np.where(others == 0, NO_ROW, LOWER_HALF - others)


def best_candidates(
    matrix: torch.Tensor,
    count: int,
    *,
    border: int = 0,
    least: NDArray[np.int64] | None = None,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Candidates:
    """For each row the others with the largest products, of equal ones those that come first.

    Args:
        matrix: [n, d] int8 or float32, on the CPU, best in an order that has nothing to do with what is alike: then a
            list is complete early and few products are looked at.
        count: candidates a row, 1 or more.
        border: where not 0, rows before it are compared with those from it on alone; a multiple of `BLOCK`.
        least: [n] the least key of each row that is worth finding; lists that lack such are filled up with pads.
        progress: counts rows.
        cancelled: asked often.

    Raises:
        Cancelled: the person asked to stop.
    """
    n, _ = matrix.shape
    work = _Work(matrix, count, border, least)
    threads = torch.get_num_threads()
    with threads_restored(), ThreadPoolExecutor(threads) as pool:
        futures = [pool.submit(work.run) for _ in range(threads)]
        try:
            while wait(futures, _LOOKS, FIRST_EXCEPTION).not_done:
                check(cancelled)
                progress(work.done * n // work.total, n, "neighbours")
            for future in futures:
                future.result()
        finally:
            work.stop()
    progress(n, n, "neighbours")
    return Candidates(work.heaps)


class _Work:
    """The pairs of blocks, shared among threads.

    Attributes:
        heaps: [n, m] the candidates so far.
        done: pairs of blocks.
        total: pairs of blocks there are.
    """

    def __init__(self, matrix: torch.Tensor, count: int, border: int, least: NDArray[np.int64] | None) -> None:
        n, d = matrix.shape
        blocks = -(-n // BLOCK)
        self._matrix, self._filled_up = matrix, torch.zeros((BLOCK, d), dtype=matrix.dtype)
        start = max(blocks - 1, 0) * BLOCK
        self._filled_up[: n - start] = matrix[start:]
        lowest = _NO_PRODUCT[matrix.dtype]
        # Rows that fill up the last block shall enter no list: nothing reaches their thresholds.
        self._thresholds = np.full(blocks * BLOCK, -lowest)
        self._thresholds[:n] = lowest
        self.heaps = np.full((n, count), no_key(matrix.dtype), np.int64)
        if least is not None:
            self.heaps[:] = (least & ~np.int64(LOWER_HALF))[:, None]
            self._thresholds[:n] = _products(least, matrix.dtype)
        self._locks = [threading.Lock() for _ in range(blocks)]
        self._border = border // BLOCK
        self._left = iter(range(self._border or blocks))
        self._stopped = False
        self.done, self.total = 0, self._border * (blocks - self._border) or blocks * (blocks + 1) // 2

    def _rows(self, block: int) -> torch.Tensor:
        """The rows of a block; the last one is filled up with zero rows."""
        last = block == len(self._locks) - 1
        return self._filled_up if last else self._matrix[block * BLOCK : (block + 1) * BLOCK]

    def stop(self) -> None:
        """Let the threads end soon."""
        self._stopped = True

    def run(self) -> None:
        """Multiply one block after the other with itself and all that come after it, as long as there are some."""
        from explorer.graph.kernels import CHUNK, offer

        torch.set_num_threads(1)
        exact = self._matrix.is_floating_point()
        products = torch.empty((BLOCK, BLOCK), dtype=torch.float32 if exact else torch.int32)
        seen = products.numpy().reshape(BLOCK, BLOCK // CHUNK, CHUNK)
        multiply = torch.mm if exact else torch._int_mm
        for left in self._left:
            for right in range(max(left, self._border), len(self._locks)):
                if self._stopped:
                    return
                multiply(self._rows(left), self._rows(right).T, out=products)
                # In ascending order, so that two threads never wait for each other.
                with self._locks[left], nullcontext() if left == right else self._locks[right]:
                    offer(seen, left * BLOCK, right * BLOCK, self._thresholds, self.heaps, exact)
                self.done += 1
