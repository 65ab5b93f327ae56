"""The largest entries of each column of a sparse matrix that comes some rows at a time, compiled.

What is kept is [n, t], whatever the rows hold together: of a million images that is a hundredth of them. Importing this
module loads numba, so it is imported where it is needed.
"""

import numpy as np
from numpy.typing import NDArray

from explorer.graph.compiled import Parts
from explorer.graph.compiling import njit


@njit(nogil=True, cache=True)
def take_best(rows: Parts, first: int, places: NDArray[np.int32], values: NDArray[np.float32]) -> None:
    """Put the entries of some rows among the largest of each column so far.

    Args:
        rows: [m, n] some rows of the matrix, which follow those before.
        first: number of the first of them.
        places: [n, t] rows of the largest entries of each column, largest first, equal ones in the order of the rows;
            changed in place.
        values: [n, t] these entries, 0 behind the last; changed in place.
    """
    starts, columns, entries = rows
    last = values.shape[1] - 1
    for row in range(len(starts) - 1):
        for entry in range(starts[row], starts[row + 1]):
            column, value = columns[entry], entries[entry]
            if value <= values[column, last]:
                continue
            at = last
            while at > 0 and values[column, at - 1] < value:
                values[column, at], places[column, at] = values[column, at - 1], places[column, at - 1]
                at -= 1
            values[column, at], places[column, at] = value, first + row
