"""Which images are relevant to which: any shared label."""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from explorer.evaluation.protocols import Rows


class Labels:
    """Labels of a collection, several an image where need be.

    Attributes:
        names: the distinct labels, sorted.
        incidence: [n, l] sparse; entry (i, j) is 1 where image i has label j.
    """

    def __init__(self, labels: Sequence[Sequence[str]]) -> None:
        """Count them.

        Args:
            labels: one sequence of labels an image; empty where it has none.
        """
        self.names = sorted({label for row in labels for label in row})
        column = {name: j for j, name in enumerate(self.names)}
        rows = [sorted({column[label] for label in row}) for row in labels]
        lengths = np.array([len(row) for row in rows], np.int64)
        self._set(
            np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            np.array([j for row in rows for j in row], np.int64),
        )

    def _set(self, starts: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
        shape = (len(starts) - 1, max(len(self.names), 1))
        self.incidence = csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=shape)

    @classmethod
    def from_arrays(cls, starts: NDArray[np.int64], columns: NDArray[np.int64], names: Sequence[str]) -> "Labels":
        """From the arrays of `arrays()`."""
        labels = cls([])
        labels.names = list(names)
        labels._set(starts, columns)
        return labels

    def arrays(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row starts [n + 1] and label columns, as arrays that can be written."""
        return self.incidence.indptr.astype(np.int64), self.incidence.indices.astype(np.int64)

    def __len__(self) -> int:
        return int(self.incidence.shape[0])

    @property
    def any(self) -> bool:
        """Whether any image has a label."""
        return bool(self.incidence.nnz > 0)

    def of_rows(self) -> list[tuple[str, ...]]:
        """The labels of each row, sorted."""
        starts, columns = self.incidence.indptr.tolist(), self.incidence.indices.tolist()
        return [tuple(self.names[j] for j in columns[a:b]) for a, b in itertools.pairwise(starts)]

    def relevant(self, queries: Rows, gallery: Rows) -> NDArray[np.bool_]:
        """[q, n] whether a query and an image share a label."""
        shared = self.incidence[queries] @ self.incidence[gallery].T
        return np.asarray(shared.toarray() > 0)

    def sets(self, rows: Rows) -> NDArray[np.int64]:
        """[m] a number for each row, equal where the sets of labels are equal."""
        numbers: dict[tuple[int, ...], int] = {}
        picked = self.incidence[rows]
        keys = [tuple(columns.tolist()) for columns in np.split(picked.indices, picked.indptr[1:-1])]
        return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)

    def macro_mean(self, values: NDArray[np.float64], rows: Rows) -> float:
        """Mean over labels of the mean over the rows that have the label; NaN values are left out."""
        kept = ~np.isnan(values)
        incidence = self.incidence[rows[kept]]
        counts = np.asarray(incidence.sum(axis=0)).ravel()
        sums = incidence.T.astype(np.float64) @ values[kept]
        present = counts > 0
        return float((sums[present] / counts[present]).mean()) if present.any() else float("nan")
