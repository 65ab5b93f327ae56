"""Alpha query expansion (Radenović, Tolias, Chum: TPAMI 2018, arXiv 1711.02512, section 3.3).

The query becomes q' = q + sum over its k nearest images g of max(q . g, 0)^alpha g, and images are ranked by the
cosine with q'. It is the first step of every method that walks the graph. Few images are added by default: on four
labelled collections k 3 to 10 gain about the same, while every image more costs hits at the first place.

Before another ranker, as in `alpha-qe>gnn-rerank`, the expansion moves the query and leaves the gallery as it is. An
image of the gallery that is moved is a new query from then on, no longer the image itself.
"""

from typing import Self

import numpy as np

from explorer.graph.knn import KnnGraph
from explorer.graph.unit import NO_ROW, cosines, unit_rows_of
from explorer.methods.base import Gallery, Job, QueryBatch, Ranker, Transform
from explorer.methods.explanation import DIRECT, ONE_HOP, Explanation, explained
from explorer.methods.sparse import list_matrix
from explorer.methods.tracing import trace
from explorer.protocol.features import Features, Vectors, unit_rows
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter, Value


class AlphaQueryExpansion(Ranker):
    """The query moved towards its nearest images."""

    spec = MethodSpec(
        name="alpha-qe",
        title="Alpha query expansion",
        family="query expansion",
        summary="Adds the vectors of the nearest images to the query's, near ones most, and searches again.",
        paper="Radenović et al., Fine-tuning CNN Image Retrieval with No Human Annotation, TPAMI 2018, "
        "arXiv 1711.02512",
        moves_queries=True,
        parameters=(
            Parameter(
                "k",
                "int",
                5,
                1,
                1000,
                unit="images",
                stage="query",
                help="Images added to the query; too many wrong ones among them lead it astray.",
            ),
            Parameter(
                "alpha",
                "float",
                3.0,
                0.0,
                20.0,
                stage="query",
                help="How much a near image counts more than a far one: its weight is cosine to this power.",
            ),
        ),
    )

    def _fit(self, job: Job) -> None:
        del job
        self._k()

    def _k(self) -> int:
        n = len(self.gallery)
        return self._at_most("k", n - 1, f"the gallery has {n} images")

    def _scores(self, queries: QueryBatch) -> Scores:
        return cosines(self.expanded(queries), self.gallery.features)

    def expanded(self, queries: QueryBatch) -> Vectors:
        """The expanded queries: [q, d] unit or zero rows."""
        lists = self.gallery.neighbours(queries, self._k(), self.gallery.cosines(queries))
        return unit_rows(self._expanded(queries, lists))

    def _weights(self, lists: KnnGraph) -> Scores:
        weights: Scores = np.maximum(lists.similarities, 0) ** np.float32(self.parameters["alpha"])
        return weights

    def _expanded(self, queries: QueryBatch, lists: KnnGraph) -> Vectors:
        """The expanded queries: [q, d], not scaled."""
        weights = list_matrix(lists, self._weights(lists), len(self.gallery))
        expansion: Vectors = queries.unit() + weights @ unit_rows_of(self.gallery.features).matrix
        return expansion

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """The score is a sum over the query itself and the images added to it."""
        own = self.gallery.cosines(query)
        lists = self.gallery.neighbours(query, self._k(), own)
        length = float(np.linalg.norm(self._expanded(query, lists))) or 1.0
        present = lists.indices[0] >= 0
        rows = lists.indices[0][present].astype(np.int64)
        unit = unit_rows_of(self.gallery.features).matrix
        parts = self._weights(lists)[0][present] * (unit[rows] @ unit[row]) / length
        direct = float(own[0, row]) / length
        return explained(
            self.gallery,
            row,
            score,
            shares={DIRECT: direct, ONE_HOP: score - direct},
            parts=zip(rows, parts, strict=True),
            paths=trace(self.gallery, query, lists, row, self._k()),
        )


class MovedQueries(Transform):
    """The expansion before another ranker."""

    spec = AlphaQueryExpansion.spec

    def __init__(self, **parameters: Value) -> None:
        super().__init__(**parameters)
        self._expansion = AlphaQueryExpansion(**parameters)

    def twin(self, **parameters: Value) -> Transform:
        """The expansion with other parameters; nothing was fitted."""
        return MovedQueries(**parameters)

    def fit(self, training: Features, job: Job) -> Self:
        """Nothing is learned."""
        del training, job
        return self

    def apply(self, vectors: Vectors) -> Vectors:
        """Vectors that are no queries stay."""
        return vectors

    def apply_gallery(self, gallery: Gallery, job: Job) -> Gallery:
        """The gallery stays, though it may be too small for k."""
        self._expansion.fit(gallery, device=job.device)
        self.notes = self._expansion.notes
        return gallery

    def apply_queries(self, queries: QueryBatch, gallery: Gallery) -> QueryBatch:
        """The expanded queries; those that are rows of the gallery are none of them any more."""
        vectors = self._expansion.fit(gallery).expanded(queries)
        return QueryBatch(vectors, np.full(len(queries), NO_ROW, np.int64), queries.left_out)
