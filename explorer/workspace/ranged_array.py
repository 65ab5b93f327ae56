"""Arrays in stores, of which only the rows are fetched that somebody reads."""

import io
from collections.abc import Callable
from copy import copy
from math import prod
from typing import Any, Self

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray

from explorer.collection.blocks import Blocks
from explorer.errors import WorkspaceError

BLOCK = 2**14
"""Bytes that are fetched at least: rows that are alike lie anywhere, so that little of a longer block would be read."""

_SMALL = 2**18
"""Bytes of a file that is fetched at once, and kept, whatever is read of it."""


class RangedArray:
    """Stands for a memory map where rows are read by their numbers; for all else the whole array is fetched.

    Attributes:
        shape: of the array.
        dtype: of its elements.
    """

    def __init__(
        self, blocks: Blocks, shape: tuple[int, ...], dtype: DTypeLike, whole: Callable[[], NDArray[Any]]
    ) -> None:
        """Take the array; nothing is fetched yet.

        Args:
            blocks: its `.npy` file.
            shape: one axis or more.
            dtype: of its elements.
            whole: fetches it; its memory map.
        """
        self.shape, self.dtype = shape, np.dtype(dtype)
        self._blocks, self._whole = blocks, whole
        self._row_shape, self._offset = shape[1:], -1  # not known yet
        self._columns = slice(None)

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of elements."""
        return prod(self.shape)

    def __len__(self) -> int:
        return self.shape[0]

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:
        """The whole array."""
        return np.array(self._all(), dtype, copy=copy)

    def __getitem__(self, key: Any) -> Any:
        """As of any array; `[:, a:b]` is again one of which rows are fetched when they are read.

        Raises:
            StoreError: the store does not give what is asked for.
            WorkspaceError: what lies there is no such array.
        """
        rows, *rest = key if isinstance(key, tuple) else (key,)
        if isinstance(rows, slice) and rows == slice(None) and len(rest) == 1 and isinstance(rest[0], slice):
            return self._narrowed(rest[0])
        numbers = np.asarray(rows)
        if isinstance(rows, slice) or numbers.dtype.kind not in "iu" or self._blocks.size <= _SMALL:
            return self._all()[key]
        wanted, places = np.unique(np.where(numbers < 0, numbers + len(self), numbers), return_inverse=True)
        if len(wanted) and not 0 <= wanted[0] <= wanted[-1] < len(self):
            raise IndexError(f"rows {wanted[0]} to {wanted[-1]} are not all among {len(self)}")
        return self._read(wanted)[(places.reshape(numbers.shape), *rest)]

    def _all(self) -> NDArray[Any]:
        whole: NDArray[Any] = self._whole()
        return whole[:, self._columns] if self._columns != slice(None) else whole

    def _narrowed(self, columns: slice) -> Self:
        """The same of some columns."""
        narrowed = copy(self)
        left = range(self._row_shape[0])[self._columns][columns]
        narrowed._columns = slice(left.start, left.stop, left.step)
        narrowed.shape = (len(self), len(left))
        return narrowed

    def _read(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        """Rows that there are, ascending."""
        if self._offset < 0:
            self._offset = _rows_begin(self._blocks, self._row_shape, self.dtype)
        if not self._offset:
            return np.asarray(self._all()[rows])
        size, block = prod(self._row_shape) * self.dtype.itemsize, self._blocks.block
        starts = self._offset + rows * size
        spans = [range(start // block, -(-(start + size) // block)) for start in starts.tolist()]
        found = self._blocks.read_blocks(sorted(set().union(*spans)))
        data = bytearray()
        for start, span in zip(starts.tolist(), spans, strict=True):
            held = b"".join(found[number] for number in span)
            data += held[start % block : start % block + size]
        part = np.frombuffer(data, self.dtype).reshape(len(rows), *self._row_shape)
        return part if self._columns == slice(None) else part[:, self._columns]


def _rows_begin(blocks: Blocks, row_shape: tuple[int, ...], dtype: np.dtype[Any]) -> int:
    """Where the first row of a `.npy` file begins; 0 where its columns follow each other.

    Raises:
        WorkspaceError: the file is not of such rows, as what describes it says.
    """
    head = io.BytesIO(blocks.read_blocks([0])[0])
    try:
        version = npy.read_magic(head)
        read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, by_columns, kind = read(head)
    except ValueError:
        shape, by_columns, kind = (), False, None
    if (shape[1:], kind) != (row_shape, dtype) or head.tell() + prod(shape) * dtype.itemsize != blocks.size:
        raise WorkspaceError("An array in the store is not as it is described there; copy the workspace again.")
    return 0 if by_columns else head.tell()
