"""Words in front of a method that knows images alone, as in `gpldan>diffusion`.

A space that images and words share finds the images nearest to the words; these are the seeds. What follows searches
for them: their unit vectors x, each weighted by its score s relative to the best one,

    q = sum over the seeds of (s / s_1)^4 x

so that the graph of the images decides what else belongs to them. What the words say of each image itself stays in the
scores (`explorer.methods.prior`): how images resemble one another tells of words only as far as these are about looks.
Image queries pass through unchanged.
"""

from typing import Any, ClassVar, Self

import numpy as np

from explorer.graph.unit import NO_ROW, unit_rows_of
from explorer.methods.base import Gallery, Job, QueryBatch, Transform
from explorer.methods.crossmodal.space import SharedSpace
from explorer.methods.prior import Prior
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors, unit_rows
from explorer.protocol.ranking import Scores, rank_scores
from explorer.protocol.specs import Value

_POWER = 4


class Seeds(Transform):
    """A shared space before another ranker."""

    version = SharedSpace.version

    ranker: ClassVar[type[SharedSpace]]

    def __init__(self, **parameters: Value) -> None:
        super().__init__(**parameters)
        self._space = self.ranker(**parameters)
        self._restored: dict[str, Any] | None = None

    def twin(self, **parameters: Value) -> Transform:
        """The same fit with another number of seeds."""
        other = type(self)(**parameters)
        other._space = self._space.twin(**parameters)
        return other

    def fit(self, training: Features, job: Job) -> Self:
        """Fitted with the gallery, which it ranks."""
        del training, job
        return self

    @property
    def space(self) -> SharedSpace:
        """What finds the seeds; fitted once the gallery has gone through."""
        return self._space

    @property
    def changed(self) -> int:
        """See `Method.changed`."""
        return self._space.changed

    def apply(self, vectors: Vectors) -> Vectors:
        """Images stay as they are."""
        return vectors

    def apply_gallery(self, gallery: Gallery, job: Job) -> Gallery:
        """Fit the space; the gallery stays."""
        if self._restored is None:
            self._space.fit(gallery, seed=job.seed, device=job.device, progress=job.progress, cancelled=job.cancelled)
        else:
            state, self._restored = self._restored, None
            self._space.adopt(gallery, state)
        self.notes = self._space.notes
        return gallery

    def apply_queries(self, queries: QueryBatch, gallery: Gallery) -> QueryBatch:
        """Words become the images that they find, as one query."""
        if queries.modality == "image":
            return queries
        scores = self._space.scores(queries)
        prior = Prior(scores.copy(), float(self.parameters["kept"])) if self.parameters["kept"] else None
        scores[:, gallery.removed] = -np.inf
        found = rank_scores(scores, gallery.ids, min(self.parameters["seeds"], len(gallery)))
        vectors = np.zeros((len(queries), gallery.features.dim), np.float32)
        unit = unit_rows_of(gallery.features).matrix
        for query, (ids, values) in enumerate(zip(found.ids, found.scores, strict=True)):
            seeds = ids >= 0
            vectors[query] = weighted(values[seeds], unit[gallery.rows_of(ids[seeds])])
        return QueryBatch(vectors, np.full(len(queries), NO_ROW, np.int64), prior=prior)

    def bytes_per_item(self) -> float:
        """See `Transform.bytes_per_item`: that of the space."""
        return self._space.bytes_per_item()

    def state(self) -> State:
        """That of the space."""
        return self._space.state()

    def restore(self, state: dict[str, Any]) -> None:
        """Taken back when the gallery is known."""
        self._restored = state


def weighted(scores: Scores, vectors: Vectors) -> Vectors:
    """The sum of what was found, each weighted by its score relative to the best: [d] float32.

    Args:
        scores: [s] best first.
        vectors: [s, d] of any length; they count as unit vectors.
    """
    weights = (np.maximum(scores, 0) / max(float(scores[0]), 1e-12)) ** _POWER
    return np.asarray(weights @ unit_rows(vectors), np.float32)
