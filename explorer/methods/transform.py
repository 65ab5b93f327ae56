"""What stands in front of a ranker: vectors to vectors."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Any, Self

import numpy as np

from explorer.methods.gallery import Gallery
from explorer.methods.method import Job, Method
from explorer.methods.query_batch import QueryBatch
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.specs import Value


class Transform(Method):
    """Vectors to vectors: preprocessing in front of a ranker."""

    @abstractmethod
    def fit(self, training: Features, job: Job) -> Self:
        """Learn from the fit rows; labels and queries are unknown here.

        Args:
            training: the vectors that may serve.
            job: seed, device, progress, cancelled.

        Raises:
            ParameterError: a parameter does not fit the data.
        """

    @abstractmethod
    def apply(self, vectors: Vectors) -> Vectors:
        """Transform unit or zero rows [m, d] float32 into rows [m, e] float32; zero rows stay zero."""

    def apply_gallery(self, gallery: Gallery, job: Job) -> Gallery:
        """The gallery after the transform; its training rows pass through it too."""
        del job
        after = gallery.of_others(self._applied(gallery.features))
        if gallery.training is not gallery.features:
            after.training = self._applied(gallery.training)
        return after

    def apply_queries(self, queries: QueryBatch, gallery: Gallery) -> QueryBatch:
        """Queries after the transform; those that are rows of the gallery become its transformed rows.

        Args:
            queries: before it; words stay as they are.
            gallery: after it, less what edits took out of its graph.
        """
        if queries.modality == "text":
            return queries
        vectors = self.apply(queries.unit())
        inside = queries.rows >= 0
        if inside.any():
            vectors = vectors.copy()
            vectors[inside] = gallery.features.rows(queries.rows[inside])
        return replace(queries, vectors=vectors)

    def twin(self, **parameters: Value) -> Transform:
        """The same fit with other parameters of the query stage, of which most transforms have none."""
        del parameters
        return self

    def bytes_per_item(self) -> float:
        """Memory that a search needs for each image beside the transformed gallery, which the ranker counts."""
        return 0.0

    def _applied(self, features: Features) -> Features:
        blocks = [self.apply(rows) for _, rows in features.blocks()]
        return features.moved(np.concatenate(blocks), f"{features.key}/{self.label}")

    def state(self) -> State:
        """What was learned."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Take back what `state` gave."""
        del state
