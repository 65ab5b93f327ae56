"""What methods are fitted on: the gallery with its graph, and edits of that."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from explorer.errors import InputError
from explorer.graph.codes import coded_rows_of, worth_coding
from explorer.graph.knn import Csr, KnnGraph, knn_graph, nearest, nearest_by
from explorer.graph.threads import Threads
from explorer.graph.unit import NEAR, NO_ROW, Rows, cosines, finite
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ids import Ids
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.protocol.ranking import Scores
from explorer.protocol.workers import Workers

if TYPE_CHECKING:
    from explorer.methods.base import Transform

GRAPH_K = 50
"""Neighbours kept of each image: as many as the most demanding default (the published diffusion preset) asks for."""

_DERIVED_KEPT = 8
"""Galleries after preprocessing that one gallery keeps: as many as columns usually differ by."""

_WORTH_SENDING = 20_000
"""Images from which machines help in a fit; of fewer the threads of this process make seconds."""


@dataclass(frozen=True)
class Edits:
    """What a person took out of the graph.

    Attributes:
        edges: pairs of image ids whose edge is gone, in both directions.
        nodes: images that are gone, with all their edges.
    """

    edges: frozenset[tuple[int, int]] = frozenset()
    nodes: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.edges or self.nodes)


@dataclass(frozen=True)
class _Cuts:
    """Edits in terms of rows."""

    edges: tuple[tuple[int, int], ...] = ()
    nodes: Rows = field(default_factory=lambda: np.empty(0, np.int64))


class Gallery:
    """The images that are ranked, with the one kNN graph that all methods on it share.

    Attributes:
        features: n vectors and their ids.
        device: cpu or cuda, where dense products are computed.
        cluster: machines that build the graph and help to fit; None = this process.
        derived: galleries after preprocessing, with the fitted transform, by the transform's label; see `derive`.
        shared: what fits take from earlier ones, by what it is.
        intact: the gallery before edits; itself where there are none.
        edits: what was taken out.
        removed: [r] int64 rows that edits took out.
    """

    def __init__(
        self,
        features: Features,
        *,
        device: str = "cpu",
        cluster: Workers | None = None,
        graph: KnnGraph | None = None,
    ) -> None:
        """Take the vectors.

        Args:
            features: n vectors.
            device: cpu or cuda.
            cluster: machines that build the graph and help to fit; None = this process.
            graph: their kNN graph where it is known already.

        Raises:
            InputError: there are no images, or the graph is of other images.
        """
        if not len(features):
            raise InputError("The gallery holds no images; add some, or choose another split.")
        self.features = features
        self.device = device
        self.cluster = cluster
        self.intact, self.edits = self, Edits()
        self.derived: dict[str, tuple[Transform, Gallery]] = {}
        self.shared: dict[Hashable, Any] = {}
        self._training = features
        self._graph: KnnGraph | None = None
        self._cuts = _Cuts()
        if graph is not None:
            self.known_graph = graph

    @classmethod
    def of(cls, value: Gallery | Features | Vectors) -> Gallery:
        """A gallery as it is, or made of features or of an [n, d] float array.

        Raises:
            InputError: a value is NaN or infinite, or the array is no such array.
        """
        if isinstance(value, Gallery):
            return value
        return cls(finite(value if isinstance(value, Features) else Features(np.asarray(value))))

    def __len__(self) -> int:
        return len(self.features)

    @property
    def ids(self) -> Ids:
        """[n] image ids."""
        return self.features.ids

    def of_others(self, features: Features) -> Gallery:
        """A gallery of other vectors, computed where this one is."""
        return Gallery(features, device=self.device, cluster=self.cluster)

    @property
    def machines(self) -> Workers | None:
        """The cluster, if there is enough to do for it in a fit."""
        return self.cluster if len(self) >= _WORTH_SENDING else None

    @property
    def workers(self) -> Workers:
        """Who computes shards of a fit: the machines of the cluster, or the threads of this process."""
        return self.machines or Threads()

    @property
    def training(self) -> Features:
        """Vectors that serve fitting: the gallery's own, unless set to others."""
        return self._training

    @training.setter
    def training(self, features: Features) -> None:
        self._training = features
        self.derived.clear()

    def derive(self, label: str, make: Callable[[], tuple[Transform, Gallery]]) -> tuple[Transform, Gallery]:
        """The gallery after a transform, with that transform, made where it is not kept; the latest few are kept.

        Args:
            label: of the transform.
            make: fits or reads it.
        """
        known = self.derived.pop(label, None) or make()
        self.derived[label] = known  # the last used stands last
        while len(self.derived) > _DERIVED_KEPT:
            del self.derived[next(iter(self.derived))]
        return known

    @property
    def known_graph(self) -> KnnGraph | None:
        """The graph as far as it has been computed or given; settable, for graphs that come from disk."""
        return self._graph

    @known_graph.setter
    def known_graph(self, graph: KnnGraph) -> None:
        if len(graph) != len(self):
            raise InputError(f"The graph is of {len(graph)} images, the gallery of {len(self)}; build it again.")
        self._graph = graph

    @property
    def notes(self) -> list[str]:
        """What the person should know of the graph: what it lacks, and where it was built against their wish."""
        graph = self._graph
        if graph is None:
            return []
        notes = []
        if graph.sample:
            notes.append(f"The kNN graph holds {graph.recall:.2%} of the exact neighbours of {graph.sample:,} images.")
        if graph.device == "cpu" and self.device == "cuda" and self.cluster is None:
            notes.append("The kNN graph was built on the processor: the memory of the GPU was too small for it.")
        return notes

    @property
    def removed(self) -> Rows:
        """[r] rows that edits took out."""
        return self._cuts.nodes

    @cached_property
    def _by_id(self) -> Rows:
        """[n] rows in the order of their ids."""
        return np.argsort(self.ids)

    def rows_of(self, ids: Ids) -> Rows:
        """Rows of image ids, same shape.

        Raises:
            InputError: an id is not in the gallery.
        """
        place = np.minimum(np.searchsorted(self.ids, ids, sorter=self._by_id), len(self) - 1)
        rows: Rows = self._by_id[place]
        unknown = np.asarray(ids)[self.ids[rows] != ids]
        if unknown.size:
            raise InputError(f"Image {int(unknown.flat[0])} is not in the gallery; choose one that is.")
        return rows

    def graph(self, k: int, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled) -> KnnGraph:
        """The k best neighbours of each image, computed once for all methods, less what edits took out.

        Raises:
            ParameterError: k is not in 0 .. n - 1.
        """
        if self.intact is not self:
            graph = self.intact.graph(k, progress, cancelled)
            return graph.without(self._cuts.edges, self._cuts.nodes)
        if self._graph is None or self._graph.k < k:
            enough = max(k, min(GRAPH_K, len(self) - 1))
            self._graph = knn_graph(
                self.features, enough, device=self.device, workers=self.cluster, progress=progress, cancelled=cancelled
            )
        self._graph = self._graph.here()
        return self._graph.first(k)

    def cosines(self, queries: QueryBatch) -> Scores:
        """Cosine of each query with each image: [q, n] float32.

        Raises:
            InputError: see `check`.
        """
        self._check_images(queries)
        return cosines(queries.unit(), self.features)

    def nearest(self, queries: QueryBatch, k: int, excluded: NDArray[np.bool_] | None = None) -> tuple[Rows, Scores]:
        """The k images nearest to each query, whatever the graph is.

        Args:
            queries: q of them.
            k: any number.
            excluded: [q, n] or [n] bool, True for images that may not appear.

        Returns:
            Rows [q, k] int64 padded with -1, and cosines [q, k] float32 padded with 0.

        Raises:
            InputError: see `check`.
        """
        self._check_images(queries)
        return nearest(queries.unit(), self.features, k, excluded=excluded)

    def neighbours(self, queries: QueryBatch, k: int, cosines: Scores | None = None) -> KnnGraph:
        """The k images nearest to each query, without the query itself, less what edits took out.

        Args:
            queries: q of them.
            k: any number.
            cosines: of the queries, as `cosines` gives them; where None, only what is needed of them is computed.

        Returns:
            Lists as those of a graph, one a query; nothing moves up where an edit left a gap.
        """
        if cosines is None:
            self._check_images(queries)
        known = self.intact.known_graph
        if cosines is None and known is not None and k <= known.k and len(queries) and (queries.rows >= 0).all():
            lists = known.first(k) if self.intact is self else self.graph(k)
            return KnnGraph(lists.indices[queries.rows], lists.similarities[queries.rows])
        excluded = None
        inside = np.flatnonzero(queries.rows >= 0)
        if inside.size:
            excluded = np.zeros((len(queries), len(self)), np.bool_)
            excluded[inside, queries.rows[inside]] = True
        if cosines is None:
            return self._uncut(queries, *nearest(queries.unit(), self.features, k, excluded=excluded))
        return self._uncut(queries, *nearest_by(cosines, queries.unit(), self.features, k, excluded=excluded))

    def entered(self, queries: QueryBatch, k: int, thresholds: Scores) -> tuple[KnnGraph, Csr]:
        """The k images nearest to each unseen query, and those whose lists it enters.

        A few queries of a large collection are compared with its codes, once for both.

        Args:
            queries: q of them, none a row of the gallery.
            k: 1 or more.
            thresholds: as `entry_thresholds` gives them.

        Returns:
            Lists as from `neighbours`, and 1 where a query enters an image's list, [q, n].
        """
        self._check_images(queries)
        if not worth_coding(self.features, len(queries)):
            cosines = self.cosines(queries)
            inside = (cosines >= thresholds) & queries.filled()[:, None]
            return self.neighbours(queries, k, cosines), csr_array(inside.astype(np.float32))
        from explorer.graph.coding import CodedQuery  # loads torch

        coded = coded_rows_of(self.features)
        compared = [CodedQuery(unit, self.features, coded) for unit in queries.unit()]
        near = [query.nearest(k) for query in compared]
        lists = self._uncut(queries, np.stack([rows for rows, _ in near]), np.stack([values for _, values in near]))
        images = [query.at_least(thresholds) for query in compared]
        starts = np.concatenate([[0], np.cumsum([len(rows) for rows in images])])
        columns = np.concatenate(images).astype(np.int32)
        return lists, csr_array(
            (np.ones(len(columns), np.float32), columns, starts), shape=(len(queries), len(self.features))
        )

    def _uncut(self, queries: QueryBatch, rows: Rows, values: Scores) -> KnnGraph:
        """Lists [q, k] of some queries less what edits took out."""
        for a, b in self._cuts.edges:
            for row, other in ((a, b), (b, a)):
                rows[(queries.rows == row)[:, None] & (rows == other)] = NO_ROW
        if self._cuts.nodes.size:
            rows[np.isin(rows, self._cuts.nodes) | np.isin(queries.rows, self._cuts.nodes)[:, None]] = NO_ROW
        return KnnGraph(rows.astype(np.int32), np.where(rows < 0, np.float32(0), values))

    def entry_thresholds(self, k: int) -> Scores:
        """The cosine from which a new image would be among the k nearest of each image: [n] float32.

        It is that of the k-th neighbour before any edit, less what rounding may make of the same cosine elsewhere; -inf
        where the list has room, and infinite for images that have no neighbours because their vector is zero or they
        were removed.
        """
        graph = self.intact.graph(k)
        if k == 0:
            return np.full(len(self), np.inf, np.float32)
        full = graph.indices[:, -1] >= 0
        thresholds: Scores = np.where(full, graph.similarities[:, -1] - np.float32(NEAR), np.float32(-np.inf))
        short = np.flatnonzero(~full)  # an image without a direction has no list
        thresholds[short[~self.features.rows(short).any(axis=1)]] = np.inf
        thresholds[self.removed] = np.inf
        return thresholds

    def edited(self, edits: Edits) -> Gallery:
        """The same images with a graph that lacks some edges and nodes.

        Raises:
            InputError: an image of the edits is not in the gallery.
        """
        other = self.of_others(self.features)
        other.intact, other.edits, other.training = self.intact, edits, self.training
        pairs = np.array(sorted(edits.edges), np.int64).reshape(-1, 2)
        edges = tuple((int(a), int(b)) for a, b in self.rows_of(pairs))
        other._cuts = _Cuts(edges, self.rows_of(np.array(sorted(edits.nodes), np.int64)))
        return other

    def moved(self, vectors: Vectors, key: str, *, unit_length: bool = False) -> Gallery:
        """The same images with other vectors [n, d], whose graph lacks what edits took out.

        Args:
            vectors: one row an image.
            key: names them; equal keys mean equal numbers.
            unit_length: see `Features`.
        """
        moved = self.of_others(self.features.moved(vectors, key, unit_length=unit_length))
        if self.intact is self:
            return moved
        edited = self.of_others(moved.features)
        edited.intact, edited.edits, edited._cuts = moved, self.edits, self._cuts
        return edited

    def check(self, queries: QueryBatch) -> None:
        """Make sure that queries can be compared with the images.

        Raises:
            InputError: they have another dimension, or rows that there are not.
        """
        if queries.modality == "text":
            self._check_words(queries)
            return
        dim = queries.vectors.shape[1]
        if dim != self.features.dim:
            raise InputError(
                f"The query has {dim} values and the gallery's vectors {self.features.dim}; use the same encoder."
            )
        if len(queries) and queries.rows.max() >= len(self):
            raise InputError(
                f"Row {queries.rows.max()} is beyond the gallery's {len(self)} images; give another query."
            )

    def _check_images(self, queries: QueryBatch) -> None:
        """`check`, and that the vectors are those of images."""
        self.check(queries)
        if queries.modality == "text":
            raise InputError("Words are no image; put a method that knows captions first, as in gpldan>cosine.")

    def _check_words(self, queries: QueryBatch) -> None:
        """`check` for queries in words."""
        texts, dim = self.features.texts, queries.vectors.shape[1]
        if texts is None:
            raise InputError("The collection has no captions to compare words with; give some, and index it again.")
        if dim != texts.dim:
            raise InputError(f"The query has {dim} values and the captions {texts.dim}; use the same text encoder.")
