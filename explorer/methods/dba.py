"""Database augmentation (Turcot and Lowe 2009; weights as in alpha query expansion: Gordo et al., IJCV 2017).

Each image of the gallery becomes g' = g + sum over its k nearest images h of max(g . h, 0)^alpha h. Queries stay.
"""

from typing import Self

import numpy as np

from explorer.graph.unit import unit_rows_of
from explorer.methods.base import Gallery, Job, Transform
from explorer.methods.sparse import list_matrix
from explorer.protocol.features import Features, Vectors
from explorer.protocol.specs import MethodSpec, Parameter


class DatabaseAugmentation(Transform):
    """Images moved towards their neighbours, once, before any query."""

    spec = MethodSpec(
        name="dba",
        title="Database augmentation",
        family="preprocessing",
        summary="Adds to every image's vector those of its nearest images, near ones with more weight.",
        paper="Gordo et al., End-to-end Learning of Deep Visual Representations for Image Retrieval, IJCV 2017, "
        "arXiv 1610.07940",
        kind="transform",
        parameters=(
            Parameter("k", "int", 10, 1, 1000, unit="images", help="Images added to each image."),
            Parameter(
                "alpha",
                "float",
                3.0,
                0.0,
                20.0,
                help="How much a near image counts more than a far one: its weight is cosine to this power.",
            ),
        ),
    )

    def fit(self, training: Features, job: Job) -> Self:
        """Nothing is learned from other rows."""
        del training, job
        return self

    def apply(self, vectors: Vectors) -> Vectors:
        """Queries and training rows stay as they are."""
        return vectors

    def apply_gallery(self, gallery: Gallery, job: Job) -> Gallery:
        """The gallery with augmented vectors."""
        n = len(gallery)
        k = self._at_most("k", n - 1, f"the gallery has {n} images")
        lists = gallery.graph(k, job.progress, job.cancelled)
        weights = np.maximum(lists.similarities, 0) ** np.float32(self.parameters["alpha"])
        unit = unit_rows_of(gallery.features).matrix
        augmented = unit + list_matrix(lists, weights, n) @ unit
        key = f"{gallery.features.key}/{self.label}"
        after = gallery.of_others(gallery.features.moved(augmented, key))
        if gallery.training is not gallery.features:
            after.training = gallery.training
        return after
