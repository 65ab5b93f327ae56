"""Arrays as `.npy` files: written in pieces, read as memory maps."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray

from explorer.errors import WorkspaceError
from explorer.protocol.closing import Closing


class ArrayWriter(Closing):
    """Writes an array row by row block into a `.npy` file, without ever holding it whole; a context manager.

    The bytes are those that `numpy.save` would write. Use it inside `Workspace.writing`.

    Attributes:
        path: the file.
        dtype: of the elements.
        row_shape: shape of one row; () for a one-dimensional array.
        rows: how many were appended.
    """

    def __init__(self, path: Path, dtype: DTypeLike, row_shape: tuple[int, ...] = ()) -> None:
        self.path = path
        self.dtype = np.dtype(dtype)
        self.row_shape = row_shape
        self.rows = 0
        self._file = path.open("xb")
        self._write_header()

    def append(self, block: NDArray[Any]) -> None:
        """Append [m, *row_shape] of exactly this type.

        Raises:
            ValueError: the block has another type or shape.
        """
        if block.dtype != self.dtype or block.shape[1:] != self.row_shape:
            raise ValueError(f"{block.dtype} {block.shape} does not fit {self.dtype} rows of {self.row_shape}")
        self._file.write(np.ascontiguousarray(block).data)
        self.rows += len(block)

    def close(self) -> None:
        """Complete the file."""
        if not self._file.closed:
            self._file.seek(0)
            self._write_header()
            self._file.close()

    def _write_header(self) -> None:
        # numpy pads the header for the longest possible first axis, so that it can be written again in place.
        description = {"descr": npy.dtype_to_descr(self.dtype), "fortran_order": False}
        npy.write_array_header_1_0(self._file, {**description, "shape": (self.rows, *self.row_shape)})


def open_array(path: Path, expected_bytes: int) -> np.memmap[Any, np.dtype[Any]]:
    """A read-only memory map of a `.npy` file.

    Args:
        path: the file.
        expected_bytes: its size when it was written; the one check that costs nothing.

    Raises:
        WorkspaceError: the file is missing, cut off or no array.
    """
    mend = "index the collection again"
    try:
        size = path.stat().st_size
        if size == expected_bytes:
            mapped: np.memmap[Any, np.dtype[Any]] = np.load(path, mmap_mode="r", allow_pickle=False)
            return mapped
    except (OSError, ValueError, EOFError) as error:
        raise WorkspaceError(f"{path} is damaged or missing; {mend}.") from error
    raise WorkspaceError(f"{path} has {size:,} bytes instead of {expected_bytes:,}; {mend}.")
