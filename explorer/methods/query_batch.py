"""What methods are asked with: a batch of queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError
from explorer.graph.unit import NO_ROW, Rows
from explorer.protocol.features import Features, Vectors, unit_rows
from explorer.protocol.query import Modality

if TYPE_CHECKING:
    from explorer.methods.prior import Prior


@dataclass(frozen=True)
class QueryBatch:
    """Queries of one kind of vector.

    Attributes:
        vectors: [q, d] float32, of any length.
        rows: [q] int64, the gallery row that a query is, or -1 for an unseen one.
        moved_from: [q] int64, the gallery row from which preprocessing moved a query away, or -1; None where it moved
            none. Such a query is no longer that row, but it is still left out of the list.
        modality: image where the vectors are comparable with the gallery's, text where with those of its captions.
        prior: what a search by words, which found these queries, says of the whole gallery; it stays in the scores.
    """

    vectors: Vectors
    rows: Rows
    moved_from: Rows | None = None
    modality: Modality = "image"
    prior: Prior | None = None

    def __post_init__(self) -> None:
        if self.vectors.ndim != 2 or self.rows.shape != (len(self.vectors),):
            raise InputError(f"Queries must be [q, d] with [q] rows, not {list(self.vectors.shape)}.")
        if not np.isfinite(self.vectors).all():
            raise InputError("A query vector holds NaN or infinity; compute it again.")

    @classmethod
    def unseen(cls, vectors: Vectors) -> QueryBatch:
        """Queries that are not in the gallery: [q, d] or a single [d], numbers of any type.

        Raises:
            InputError: they are no such numbers, or NaN or infinite in float32.
        """
        given = np.asarray(vectors)
        if given.dtype.kind not in "fiu":
            raise InputError(f"Query vectors must be real numbers, not {given.dtype}; convert them to float32.")
        with np.errstate(over="ignore"):  # told below as infinite
            values = np.atleast_2d(given.astype(np.float32, copy=False))
        return cls(values, np.full(len(values), NO_ROW, np.int64))

    @classmethod
    def of(cls, queries: QueryBatch | Vectors) -> QueryBatch:
        """A batch as it is, or unseen queries from [q, d] floats."""
        return queries if isinstance(queries, QueryBatch) else cls.unseen(queries)

    @classmethod
    def members(cls, features: Features, rows: Rows) -> QueryBatch:
        """Rows of the gallery as queries."""
        return cls(features.rows(rows), np.asarray(rows, np.int64))

    def __len__(self) -> int:
        return len(self.vectors)

    def __getitem__(self, part: slice | NDArray[np.bool_]) -> QueryBatch:
        moved_from = None if self.moved_from is None else self.moved_from[part]
        prior = None if self.prior is None else self.prior[part]
        return replace(self, vectors=self.vectors[part], rows=self.rows[part], moved_from=moved_from, prior=prior)

    @property
    def left_out(self) -> Rows:
        """[q] int64: the gallery row that is left out of a query's list, or -1."""
        return self.rows if self.moved_from is None else self.moved_from

    def filled(self) -> NDArray[np.bool_]:
        """[q] bool: False where the vector is zero."""
        filled: NDArray[np.bool_] = np.any(self.vectors, axis=1)
        return filled

    def unit(self) -> Vectors:
        """[q, d] float32, scaled to length 1; a zero query stays zero."""
        return unit_rows(np.ascontiguousarray(self.vectors, dtype=np.float32))
