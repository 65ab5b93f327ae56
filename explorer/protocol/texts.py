"""The words of a collection as vectors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError

FEWEST_PAIRS = 8
"""With fewer captions there is nothing to learn where words belong among images."""


@dataclass(frozen=True)
class Texts:
    """Captions as vectors; an image may have several or none.

    Attributes:
        values: [m, t] float32, of any length.
        rows: [m] int64, ascending: the row of the features whose image each of them describes.
        key: names the captions and what encoded them; equal keys mean equal numbers.
        space: names what encoded them; vectors of equal spaces can be compared.
    """

    values: NDArray[np.float32]
    rows: NDArray[np.int64]
    key: str = "memory"
    space: str = "memory"

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or self.rows.shape != (len(self.values),):
            raise InputError(f"Captions must be [m, t] with [m] rows, not {list(self.values.shape)}.")
        if (np.diff(self.rows) < 0).any():
            raise InputError("The rows of captions must ascend; sort them.")

    def __len__(self) -> int:
        return len(self.values)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self.values.shape[1])

    def of(self, rows: NDArray[np.integer]) -> "Texts":
        """The captions of some images, whose rows are from then on their places in `rows`.

        Args:
            rows: [r] distinct rows of the features.
        """
        starts = np.searchsorted(self.rows, rows, "left")
        counts = np.searchsorted(self.rows, rows, "right") - starts
        places = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        picked = np.repeat(starts, counts) + within
        return Texts(self.values[picked], places.astype(np.int64), self.key, self.space)


def without_captions() -> InputError:
    """What to say where words are asked for, and nothing of the collection knows them."""
    return InputError(
        "Words find nothing, since the images have no captions: write some in the dock Captions or in text files "
        "beside the images and index again, or index with the --encoder of a CLIP folder."
    )
