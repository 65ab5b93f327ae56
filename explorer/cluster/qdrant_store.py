"""A collection of vectors in Qdrant, searched where it lies.

The store finds the points nearest to a query; their vectors alone are fetched, and each method is fitted on these few,
with their own exact graph. What a method would find beyond them it does not see, so the number is told with each list.
"""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import UUID

import numpy as np

from explorer.collection.vector_file import read_vector
from explorer.embedding import registry
from explorer.embedding.base import decode_size, encode_image
from explorer.embedding.hardware import has_package
from explorer.errors import InputError
from explorer.methods.gallery import Gallery
from explorer.methods.pipeline import Pipeline
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.naming import parse_pipelines
from explorer.protocol.query import Query

_SCHEME = "qdrant://"
NEAREST = 2000
"""Points that are fetched for a query: as many as the window fits previews on, where almost every list ends."""

PointId = int | str
"""A whole number or a UUID, as the store has them."""

_PAGE = 1000
"""Points that are asked for at once."""

_KEY = "QDRANT_API_KEY"
NAMES = ("path", "name", "file", "filename", "title")
"""Entries of a payload that name a point, the first that is there."""


@dataclass(frozen=True)
class _Near:
    """What the store found nearest to a query.

    Attributes:
        gallery: the points, best first.
        names: what the store calls them.
        queries: the query: a point by its row, anything else as unseen.
    """

    gallery: Gallery
    names: list[str]
    queries: QueryBatch


class QdrantStore:
    """An open Qdrant collection; a context manager. Nothing in it is ever changed.

    Attributes:
        title: what to call it.
        total: points in it.
    """

    def __init__(self, address: str, *, encoder: str | None = None, nearest: int = NEAREST) -> None:
        """Connect.

        Args:
            address: `qdrant://host[:port]/collection`, or `qdrant:///folder/collection` for the client's local mode;
                `#name` behind it chooses one of several vectors. The key comes from the variable QDRANT_API_KEY.
            encoder: of images that are searched for; by default that of new collections.
            nearest: points that methods are fitted on.

        Raises:
            InputError: the client is not installed, nothing answers, or there is no such collection or vector.
        """
        if not has_package("qdrant_client"):
            raise InputError("A Qdrant collection needs its client; install retrieval-explorer[cluster].")
        parts = urlsplit(address)
        place, _, self.title = parts.path.rpartition("/")
        if not self.title or "@" in parts.netloc:
            raise InputError(f"Give {_SCHEME}host:port/collection, and the key in {_KEY}; this address is none.")
        self._encoder, self._nearest = encoder, nearest
        where = parts.netloc or place
        try:
            self._client = _client(parts.netloc, place)
            about = self._client.get_collection(self.title)
            self.total = int(self._client.count(self.title).count)
        except Exception as error:  # the client has errors of its own, and those of two transports
            reason = f"there is no Qdrant collection {self.title!r} at {where} ({type(error).__name__})"
            raise InputError(f"{reason[0].upper()}{reason[1:]}; check the address, or start the server.") from error
        self._using, self._dim = _chosen_vector(about.config.params.vectors, parts.fragment, address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def compare(self, query: Query, methods: str, *, k: int = 10) -> dict[str, Any]:
        """Several methods side by side, as `Collection.compare`, each on the points nearest to the query.

        Args:
            query: one point by its id, one image or one vector.
            methods: names separated by commas; changes of rank are against the first.
            k: length of the lists.

        Raises:
            InputError: the query or a method is unusable.
        """
        near = self._near(query)
        row_of = {int(image): row for row, image in enumerate(near.gallery.ids)}
        lists: dict[str, Any] = {}
        first: dict[int, int] = {}
        for name in parse_pipelines(methods):
            pipeline = Pipeline(name).fit(near.gallery)
            began = time.perf_counter()
            ranking = pipeline.search(near.queries, len(near.gallery))
            milliseconds = 1000 * (time.perf_counter() - began)
            found = ranking.ids[0][ranking.ids[0] != NO_IMAGE].tolist()
            first = first or {image: rank for rank, image in enumerate(found, start=1)}
            lists[name.key] = {
                "name": f"{pipeline.name} on the {len(near.gallery):,} nearest in Qdrant",
                "names": [near.names[row_of[image]] for image in found[:k]],
                "rank_change": [first[x] - rank if x in first else None for rank, x in enumerate(found[:k], start=1)],
                "ids": found[:k],
                "scores": ranking.scores[0, : min(k, len(found))].tolist(),
                "ms": round(milliseconds, 3),
                "total": len(found),
                "nearest": len(near.gallery),
                "relevant": None,
            }
        text = " + ".join(str(term.value) for term in query.terms)
        return {"query": query.to_json(), "query_text": text, "images": self.total, "k": k, "methods": lists}

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._dim

    def points(self) -> Iterator[tuple[PointId, str, dict[str, Any]]]:
        """All points without their vectors, in the order of the store: id, name and payload."""
        offset = None
        while True:
            page, offset = self._client.scroll(self.title, limit=_PAGE, offset=offset, with_vectors=False)
            for point in page:
                yield point.id, _name(point), dict(point.payload or {})
            if offset is None:
                return

    def near(self, vector: Vectors, limit: int) -> tuple[list[PointId], Vectors]:
        """The points nearest to a vector, best first, and their vectors [m, d] float32."""
        points = self._client.query_points(
            self.title, query=vector.tolist(), using=self._using, limit=limit, with_vectors=True, with_payload=False
        ).points
        values = np.array([self._of(point) for point in points], np.float32).reshape(len(points), self._dim)
        return [point.id for point in points], values

    def vectors(self, points: Sequence[PointId]) -> Vectors:
        """The vectors of some points, in the order asked for: [m, d] float32.

        Raises:
            InputError: a point is not there any more.
        """
        found: dict[PointId, list[float]] = {}
        for start in range(0, len(points), _PAGE):
            part = self._client.retrieve(self.title, ids=list(points[start : start + _PAGE]), with_vectors=True)
            found |= {point.id: self._of(point) for point in part}
        try:
            listed = [found[point] for point in points]
        except KeyError as error:
            raise InputError(f"The point {error.args[0]} is no longer in {self.title}; index it again.") from None
        values: Vectors = np.array(listed, np.float32).reshape(len(points), self._dim)
        return values

    def close(self) -> None:
        """Let the client go."""
        self._client.close()

    def _near(self, query: Query) -> _Near:
        """Ask the store, and fetch the vectors of what it found.

        Raises:
            InputError: the query is unusable.
        """
        (term, *others) = query.terms
        if others or term.sign < 0 or term.region is not None:
            raise InputError("A Qdrant collection is searched for one whole image, point or vector; give one.")
        if term.kind == "text":
            raise InputError("Words are not searched for in a Qdrant collection; give an image, a point or a vector.")
        vector = self._point(int(term.value)) if term.kind == "member" else self._vector(Path(str(term.value)))
        if vector.shape != (self._dim,):
            raise InputError(f"The query has {vector.size} values, the points of {self.title} {self._dim}; use theirs.")
        points = self._client.query_points(
            self.title,
            query=vector.tolist(),
            using=self._using,
            limit=min(self._nearest, self.total),
            with_vectors=True,
            with_payload=True,
        ).points
        ids = np.array([_id(point.id) for point in points], np.int64)
        values = np.array([self._of(point) for point in points], np.float32)
        row = np.flatnonzero(ids == int(term.value)) if term.kind == "member" else np.empty(0, np.int64)
        gallery = Gallery(Features(values, ids, key=f"qdrant-{self.title}"))
        queries = QueryBatch.members(gallery.features, row) if len(row) else QueryBatch.unseen(vector)
        return _Near(gallery, [_name(point) for point in points], queries)

    def _point(self, number: int) -> Vectors:
        try:
            (vector,) = self.vectors([number])
        except InputError as error:
            raise InputError(f"There is no point {number} in {self.title}; give the id of one.") from error
        return np.asarray(vector)

    def _of(self, point: Any) -> list[float]:
        """The vector of a point, the chosen one where it has several."""
        vector: list[float] = point.vector[self._using] if self._using else point.vector
        return vector

    def _vector(self, path: Path) -> Vectors:
        if path.suffix.lower() == ".npy":
            return read_vector(path, self._dim)
        from explorer.collection.decode import decode

        encoder = registry.get(self._encoder or registry.DEFAULT)
        return encode_image(encoder, decode(path, size=decode_size(encoder.spec)))


def _client(server: str, folder: str) -> Any:
    from qdrant_client import QdrantClient

    if not server:
        if not Path(folder).is_dir():
            raise FileNotFoundError(folder)  # the client would make the folder
        return QdrantClient(path=folder)
    key = os.environ.get(_KEY)
    scheme = "https" if key else "http"  # a key is never sent in the clear
    return QdrantClient(url=f"{scheme}://{server if ':' in server else f'{server}:6333'}", api_key=key)


def _chosen_vector(vectors: Any, name: str, address: str) -> tuple[str | None, int]:
    """Name (None where it has none) and length of the vector to search by."""
    if not isinstance(vectors, dict):
        return None, int(vectors.size)
    if not name and len(vectors) == 1:
        (name,) = vectors
    if name not in vectors:
        known = ", ".join(sorted(vectors))
        raise InputError(f"The points have several vectors ({known}); write {address.partition('#')[0]}#NAME.")
    return name, int(vectors[name].size)


def _id(point: int | str) -> int:
    """A number as it is; of a UUID the upper 63 bits."""
    return point if isinstance(point, int) else UUID(point).int >> 65


def _name(point: Any) -> str:
    payload = point.payload or {}
    return str(next((payload[key] for key in NAMES if payload.get(key)), point.id))
