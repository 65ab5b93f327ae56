"""Rankings that another program made, as lists of a column, without Qt: a run as TREC has them, or a matrix."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.collection.manifest import parse_labels
from explorer.errors import InputError
from explorer.gui.language import tr
from explorer.gui.state import ColumnResult, Within
from explorer.protocol.ids import Ids
from explorer.protocol.query import Query

_FIELDS = 6
"""Of each line: query Q0 image rank score tag."""


@dataclass(frozen=True, eq=False)
class ForeignRun:
    """The lists of a run.

    Attributes:
        name: of the file, without its ending.
        lists: ids and scores, best first, by the image that queries.
        labels_of: the labels of images, several in one text.
    """

    name: str
    lists: Mapping[int, tuple[Ids, list[float]]]
    labels_of: Callable[[Ids], list[str]]

    def result(self, query: Query, within: Within | None) -> ColumnResult:
        """The list of a query.

        Raises:
            InputError: the run has none.
        """
        found = self.lists.get(query.member) if query.member is not None else None
        if found is None:
            raise InputError(
                tr("{name} has no list for this query; it ranks for {n:,} images.", name=self.name, n=len(self.lists))
            )
        ids, scores = found
        if within is not None:
            kept = np.flatnonzero(np.isin(ids, within.ids))
            ids, scores = ids[kept], [scores[place] for place in kept.tolist()]
        own, *others = (set(parse_labels(text)) for text in self.labels_of(np.array([query.member, *ids.tolist()])))
        relevant = tuple(bool(own & other) for other in others) if own else None
        return ColumnResult(
            self.name, tuple(ids.tolist()), tuple(scores), 0.0, 0.0, relevant, total=len(ids), foreign=True
        )


class MatrixLists(Mapping[int, tuple[Ids, list[float]]]):
    """The lists of a matrix, of which a row is read and sorted when it is asked for.

    Args:
        matrix: float scores [n, n] of every image for every image; or [n, m] integers, the rows of the m best images,
            -1 behind the last.
        ids: [n] of the images, in the order of the rows and columns.
    """

    def __init__(self, matrix: NDArray[Any], ids: Ids) -> None:
        self._matrix, self._ids = matrix, ids
        self._rows = {image: row for row, image in enumerate(ids.tolist())}

    def __getitem__(self, image: int) -> tuple[Ids, list[float]]:
        own = self._rows[image]
        line = np.asarray(self._matrix[own])
        if line.dtype.kind == "f":
            best = np.argsort(-line, kind="stable")
            scores = line[best]
        else:
            best = line[line >= 0]
            scores = 1.0 / np.arange(1, len(best) + 1)
        others = best != own
        return self._ids[best[others]], scores[others].tolist()

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def read_ranking(path: Path, names: Sequence[str], ids: Ids, labels_of: Callable[[Ids], list[str]]) -> ForeignRun:
    """Read what another program ranked: a matrix where the file is one of NumPy's, else a run.

    Args:
        path: of the file.
        names: path of each image.
        ids: of the same images.
        labels_of: as in `ForeignRun`.

    Raises:
        InputError: it is neither, or not of this collection.
    """
    lists = _matrix(path, ids) if path.suffix.lower() == ".npy" else _run(path, names, ids)
    return ForeignRun(path.stem, lists, labels_of)


def _matrix(path: Path, ids: Ids) -> MatrixLists:
    try:
        matrix = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise InputError(
            tr("{name} is no matrix of scores or places; save it with numpy.save.", name=path.name)
        ) from error
    n = len(ids)
    scored = matrix.shape == (n, n) and matrix.dtype.kind == "f"
    placed = matrix.ndim == 2 and len(matrix) == n and matrix.dtype.kind in "iu"
    if not scored and not placed:
        raise InputError(
            tr(
                "{name} holds {kind} {shape}; give float scores [{n}, {n}], or the rows of the best images as integers"
                " [{n}, any], in the order of the collection.",
                name=path.name, kind=matrix.dtype, shape=list(matrix.shape), n=n,
            )
        )  # fmt: skip
    if placed and matrix.size and not (matrix.min() >= -1 and matrix.max() < n):
        raise InputError(
            tr("{name} names rows that the collection does not have; its {n:,} images are 0 to {last}.",
               name=path.name, n=n, last=n - 1)
        )  # fmt: skip
    if scored and np.isnan(matrix).any():
        raise InputError(tr("{name} holds NaN; give every image a score.", name=path.name))
    return MatrixLists(matrix, ids)


def _run(path: Path, names: Sequence[str], ids: Ids) -> dict[int, tuple[Ids, list[float]]]:
    """Images are told by their path in the collection, or by their file's name where that is enough.

    A run counts by its scores; what has equal scores stays in the order of the file.
    """
    try:
        lines = [line.split() for line in path.read_text("utf-8").splitlines() if line.strip()]
        entries = [(one[0], one[2], float(one[4])) for one in lines if len(one) == _FIELDS]
    except (OSError, ValueError) as error:
        raise InputError(
            tr("{name} cannot be read as a TREC run; each line holds: query Q0 image rank score tag.", name=path.name)
        ) from error
    if not lines or len(entries) < len(lines):
        raise InputError(tr("{name} is no TREC run; each line holds: query Q0 image rank score tag.", name=path.name))
    known = _by_name(names, ids.tolist())
    found: dict[int, list[tuple[int, float]]] = {}
    for query, image, score in entries:
        for name in (query, image):
            if name not in known:
                raise InputError(
                    tr(
                        "{name} names {image!r}, which is no image of this collection, or several.",
                        name=path.name,
                        image=name,
                    )
                )
        found.setdefault(known[query], []).append((known[image], score))
    lists = {}
    for query, listed in found.items():
        listed.sort(key=lambda one: -one[1])
        lists[query] = np.array([image for image, _ in listed], np.int64), [score for _, score in listed]
    return lists


def _by_name(names: Sequence[str], ids: Sequence[int]) -> dict[str, int]:
    """Image by path, and by file name without folder and ending where only one has it."""
    known: dict[str, int] = {}
    several: set[str] = set()
    for name, image in zip(names, ids, strict=True):
        short = {name.rpartition("/")[2], name.rpartition("/")[2].rpartition(".")[0]} - {name, ""}
        for one in short:
            several |= {one} if one in known else set()
            known[one] = image
    for one in several:
        del known[one]
    return known | dict(zip(names, ids, strict=True))
