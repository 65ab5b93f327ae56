"""One vector in a file of its own."""

from pathlib import Path

import numpy as np

from explorer.errors import InputError
from explorer.protocol.features import Vectors


def read_vector(path: Path, *sizes: int) -> Vectors:
    """A vector that somebody saved with `numpy.save`.

    Args:
        path: the file.
        sizes: how many values it may have, what is asked for first.

    Returns:
        [d] float32, finite, d one of `sizes`.

    Raises:
        InputError: the file is missing or no array, or it does not hold so many finite numbers.
    """
    try:
        given = np.lib.format.open_memmap(path, mode="r")  # nothing is read of what turns out to be too long
    except (OSError, ValueError, EOFError) as error:
        raise InputError(f"{path} is no vector that can be read; save it with numpy.save.") from error
    if given.dtype.kind in "fiu" and given.size in sizes:
        vector: Vectors = np.array(given, np.float32).ravel()
        if np.isfinite(vector).all():
            return vector
    raise InputError(
        f"{path} holds {given.size} values; give {sizes[0]} finite ones, as the collection's vectors have."
    )
