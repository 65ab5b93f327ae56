"""A collection whose vectors lie in a vector store: what is nearest is found there, methods rank these.

The store finds the points nearest to a query. Their vectors are fetched, and each method is fitted on these few with
their own exact graph, as its column says; what lies beyond them it does not rank.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from explorer.cluster.qdrant_store import NEAREST, PointId, QdrantStore
from explorer.engine.preview import in_part
from explorer.engine.search_result import SearchResult
from explorer.engine.session import Session
from explorer.engine.stored import FEATURES
from explorer.errors import InputError, ParameterError
from explorer.graph.unit import Rows
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.explanation import Explanation
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ids import Ids
from explorer.protocol.naming import PipelineName
from explorer.protocol.progress import IsCancelled, Losses, Progress, never_cancelled, no_losses, no_progress
from explorer.protocol.query import Query
from explorer.protocol.ranking import Scores

_KEPT = 6
"""Queries whose nearest points are remembered: all columns ask about the same one."""


class _StoredVectors:
    """The vectors of a collection as `Features` asks for them, fetched when they are.

    Attributes:
        shape: n and d.
        ndim, dtype: of an array.
    """

    ndim, dtype = 2, np.dtype(np.float32)

    def __init__(self, store: QdrantStore, points: list[PointId]) -> None:
        self._store, self._points = store, points
        self.shape = (len(points), store.dim)

    def __len__(self) -> int:
        return len(self._points)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        """All of them, for who exports them."""
        del copy
        return np.asarray(self[:], dtype)

    def __getitem__(self, rows: slice | NDArray[np.integer[Any]]) -> Vectors:
        wanted = range(*rows.indices(len(self))) if isinstance(rows, slice) else rows.tolist()
        return self._store.vectors([self._points[row] for row in wanted])


@dataclass(frozen=True)
class _Near:
    """The points nearest to one query.

    Attributes:
        rows: [m] int64, ascending, their rows in the collection.
        gallery: they alone.
        fitted: methods that were fitted on them, by name.
    """

    rows: Rows
    gallery: Gallery
    fitted: dict[str, Pipeline] = field(default_factory=dict)


class _Points:
    """Finds what is nearest to a query, and remembers it for the next column."""

    def __init__(self, store: QdrantStore, points: list[PointId], features: Features) -> None:
        self._store, self._features = store, features
        self._row_of = {point: row for row, point in enumerate(points)}
        self._near: OrderedDict[bytes | int, _Near] = OrderedDict()

    def near(self, query: QueryBatch) -> _Near:
        """What is nearest to a single query."""
        own = int(query.rows[0])  # what a member's vector is scaled to depends on who asks
        key = query.unit().tobytes() if own < 0 else own
        if key not in self._near:
            self._near[key] = self._fetched(query)
            while len(self._near) > _KEPT:
                self._near.popitem(last=False)
        self._near.move_to_end(key)
        return self._near[key]

    def _fetched(self, query: QueryBatch) -> _Near:
        found, values = self._store.near(query.vectors[0], min(NEAREST, self._store.total))
        of_row = {self._row_of[point]: place for place, point in enumerate(found) if point in self._row_of}
        own = int(query.rows[0])
        if own >= 0 and own not in of_row:  # among many copies of itself
            of_row[own], values = len(values), np.concatenate([values, query.vectors])
        rows = np.array(sorted(of_row), np.int64)
        features = Features(values[[of_row[row] for row in rows.tolist()]], self._features.ids[rows], key="nearest")
        return _Near(rows, Gallery(features))


class NearPipeline(Pipeline):
    """A method that is fitted, for each query, on what the store finds nearest to it."""

    def __init__(self, name: PipelineName | str, points: _Points, total: int) -> None:
        """Take a name, and where to look.

        Args:
            name: of the method.
            points: of the collection.
            total: how many there are.
        """
        super().__init__(name)
        self._points, self._total = points, total

    @property
    def fetched(self) -> int:
        """How many are ranked."""
        return min(NEAREST, self._total)

    @property
    def notes(self) -> list[str]:
        """What the person should know: what is searched where."""
        return [f"Qdrant finds the {self.fetched:,} points nearest to the query, and each method ranks these alone."]

    def twin(self, name: PipelineName) -> Self:
        """The method by another name; nothing is fitted before a query is asked."""
        return type(self)(name, self._points, self._total)

    def scores(self, queries: QueryBatch | Vectors, *, edits: Edits | None = None) -> Scores:
        """[q, n] float32; -inf for what is not among the nearest."""
        batch = QueryBatch.of(queries)
        scores = np.full((len(batch), self._total), -np.inf, np.float32)
        for place in range(len(batch)):
            fitted, asked, near = self._fitted(batch[place : place + 1])
            scores[place, near.rows] = fitted.scores(asked, edits=edits)[0]
        return scores

    def explain(self, queries: QueryBatch | Vectors, image: int, *, edits: Edits | None = None) -> Explanation:
        """See `Ranker.explain`; among the nearest points alone."""
        fitted, asked, near = self._fitted(QueryBatch.of(queries))
        if image not in near.gallery.features.ids:
            raise InputError(f"The image {image} is not among the {len(near.rows):,} nearest; choose one of the list.")
        return fitted.explain(asked, image, edits=edits)

    def bytes_per_item(self) -> float:
        """None is kept here for images that nobody asks for."""
        return 0.0

    def is_edited(self, edits: Edits) -> bool:
        """Refuse edits, as there is no graph of the whole collection that they could change."""
        del edits
        raise InputError("The graph of a Qdrant collection is made for each query, so nothing can be cut from it.")

    def _fitted(self, query: QueryBatch) -> tuple[Pipeline, QueryBatch, _Near]:
        near = self._points.near(query)
        name = str(self.name)
        if name not in near.fitted:
            near.fitted[name] = Pipeline(self.name).fit(near.gallery)
        return near.fitted[name], in_part(query, near.rows), near


class PointSession(Session):
    """A session of a workspace that lists a Qdrant collection; see `cluster.qdrant_index`."""

    no_graph = "Qdrant keeps no graph; methods build that of the nearest points for each query."

    def _load(self) -> Features:
        arrays, meta = self.workspace.read(FEATURES, self.stored.key)
        points = [_point(text) for text in arrays["points"].tolist()]
        self._store = QdrantStore(meta["store"])
        values = cast(NDArray[np.float32], _StoredVectors(self._store, points))
        features = Features(values, np.array(arrays["ids"]), key=self.stored.key)
        self._points = _Points(self._store, points, features)
        return features

    def close(self) -> None:
        """Close the catalogue and the client."""
        super().close()
        self._store.close()

    def warm(self) -> None:
        """Nothing is fetched before somebody asks."""

    def pipeline(
        self,
        name: str,
        *,
        progress: Progress = no_progress,
        cancelled: IsCancelled = never_cancelled,
        losses: Losses = no_losses,
        resume: bool = False,
        anew: bool = False,
    ) -> Pipeline:
        """The method of that name; it is fitted when a query is asked.

        Raises:
            ParameterError: it learns, which takes all vectors.
        """
        del progress, cancelled, losses, resume, anew
        asked = NearPipeline(name, self._points, len(self.features))
        stages = [stage.spec for stage in (*asked.transforms, asked.ranker)]
        learned = next((spec for spec in stages if spec.learned or spec.modality == "image-text"), None)
        if learned is not None:
            raise ParameterError(f"{learned.title} learns from all vectors, but these lie in Qdrant; choose another.")
        return asked

    def pipeline_at_once(self, name: str) -> Pipeline:
        """The same."""
        return self.pipeline(name)

    def preview(
        self, query: Query, name: str, k: int, *, within: Ids | None = None, label_column: str | None = None
    ) -> SearchResult:
        """The list itself, which is as soon there."""
        return self.search(query, self.pipeline(name), k, within=within, label_column=label_column)

    def is_slow(self, query: Query, pipeline: Pipeline) -> bool:
        """Never: a few points are ranked, of however many."""
        del query, pipeline
        return False


def _point(text: bytes) -> PointId:
    """A point's id as the store has it."""
    told = text.decode()
    return int(told) if told.isdecimal() else told
