"""Spaces that are reached by one matrix a medium."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.methods.crossmodal.space import SharedSpace
from explorer.methods.state import State
from explorer.protocol.features import Vectors
from explorer.protocol.query import Modality
from explorer.protocol.specs import Parameter

DIMENSIONS = Parameter(
    "dimensions",
    "int",
    64,
    1,
    4096,
    help="Axes of the shared space, those that agree best; fewer drop detail that only the training pairs have.",
)


class LinearSpace(SharedSpace):
    """Projections are matrices, which `_learn` sets."""

    standardises_words = True
    _matrices: dict[Modality, Vectors]

    def _axes(self, pairs: int, image_dim: int, text_dim: int) -> int:
        """How many axes there are."""
        most = max(min(image_dim, text_dim, pairs - 1), 1)
        return self._at_most("dimensions", most, f"{pairs} pairs of {image_dim} and {text_dim} values have no more")

    def _set(self, images: NDArray[np.floating], texts: NDArray[np.floating]) -> None:
        """Keep both matrices, the sign of each axis such that the largest entry of the image's side is above 0."""
        signs = np.sign(images[np.abs(images).argmax(axis=0), np.arange(images.shape[1])])
        self._matrices = {"image": (images * signs).astype(np.float32), "text": (texts * signs).astype(np.float32)}

    def _project(self, medium: Modality, rows: Vectors) -> Vectors:
        projected: Vectors = rows @ self._matrices[medium]
        return projected

    def _learned(self) -> State:
        return {"image": self._matrices["image"], "text": self._matrices["text"]}

    def _relearn(self, state: dict[str, Any]) -> None:
        self._matrices = {"image": state["image"], "text": state["text"]}
