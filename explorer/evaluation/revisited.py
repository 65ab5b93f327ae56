"""Revisited Oxford and Paris (Radenović et al., CVPR 2018): ground truth in three levels, with images to be ignored.

Of each query some images are *easy*, some *hard*, some *junk*; all others are negative:

    level    relevant        ignored (taken out of the list before it is measured)
    easy     easy            hard and junk
    medium   easy and hard   junk
    hard     hard            easy and junk

Average precision is the trapezoid of these benchmarks; precision at k is that at k or at the last relevant image,
whichever comes first. Queries without a relevant image at a level are left out there.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from explorer.errors import InputError
from explorer.evaluation.labels import Labels
from explorer.evaluation.protocols import Plan, Rows
from explorer.evaluation.tied import TiedRanking, Values

Level = Literal["easy", "medium", "hard"]
LEVELS: tuple[Level, ...] = ("easy", "medium", "hard")
CUTS = (1, 5, 10)
KINDS = ("easy", "hard", "junk")

_WANTED: dict[Level, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "easy": (("easy",), ("hard", "junk")),
    "medium": (("easy", "hard"), ("junk",)),
    "hard": (("hard",), ("easy", "junk")),
}


@dataclass(frozen=True)
class Box:
    """The object of a query, in pixels of its image: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class GroundTruth:
    """A `gnd_*.json` as it stands.

    Attributes:
        images: names of the gallery, without folder and suffix in the published files.
        queries: names of the queries.
        kinds: for easy, hard and junk, one array of places in `images` a query.
        boxes: of the queries; None where a query is a whole image.
    """

    images: list[str]
    queries: list[str]
    kinds: dict[str, list[Rows]]
    boxes: list[Box | None]


@dataclass(frozen=True)
class RevisitedTruth:
    """Who is what to whom, by rows of a collection.

    Attributes:
        kinds: for easy, hard and junk, a sparse [n, n] matrix that is 1 where an image (column) is that to a query.
    """

    kinds: dict[str, Any]

    def judged(self, level: Level, queries: Rows, gallery: Rows) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """[q, n] each: what is relevant, and what is taken out of the list."""
        wanted, ignored = _WANTED[level]
        return self._any(wanted, queries, gallery), self._any(ignored, queries, gallery)

    def _any(self, kinds: tuple[str, ...], queries: Rows, gallery: Rows) -> NDArray[np.bool_]:
        return np.asarray(sum(self.kinds[kind][queries][:, gallery] for kind in kinds).toarray() > 0)

    def arrays(self) -> dict[str, NDArray[np.int64]]:
        """Plain arrays that `from_arrays` takes back."""
        parts = {}
        for kind, matrix in self.kinds.items():
            parts[f"{kind}_starts"], parts[f"{kind}_columns"] = matrix.indptr, matrix.indices
        return {name: array.astype(np.int64) for name, array in parts.items()}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[np.int64]]) -> "RevisitedTruth":
        """The inverse of `arrays`."""
        return cls({kind: _matrix(arrays[f"{kind}_starts"], arrays[f"{kind}_columns"]) for kind in KINDS})


def read_ground_truth(path: Path) -> GroundTruth:
    """Read a `gnd_*.json`: `images` (or `imlist`), `queries` (or `qimlist`), `gnd` with easy, hard, junk and bbx.

    Raises:
        InputError: the file is none, or what it says does not fit together.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        images = [str(name) for name in data.get("images", data.get("imlist"))]
        queries = [str(name) for name in data.get("queries", data.get("qimlist"))]
        entries = list(data["gnd"])
        kinds = {kind: [np.unique(np.array(entry[kind], np.int64)) for entry in entries] for kind in KINDS}
        boxes = [Box(*map(float, entry["bbx"])) if entry.get("bbx") else None for entry in entries]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise InputError(
            f"{path.name} is no ground truth in the revisited form (images, queries, gnd with easy, hard, junk)."
        ) from error
    if len(entries) != len(queries):
        raise InputError(f"{path.name} has {len(queries)} queries but {len(entries)} entries in gnd.")
    for kind, lists in kinds.items():
        for query, places in zip(queries, lists, strict=True):
            if len(places) and not 0 <= places[0] <= places[-1] < len(images):
                raise InputError(f"{path.name}: {kind} of query {query!r} names an image beyond the {len(images)}.")
    return GroundTruth(images, queries, kinds, boxes)


def rows_of_names(names: Sequence[str], wanted: Sequence[str], what: str) -> Rows:
    """Rows of some images, found by path, file name, or file name without suffix: [m].

    Raises:
        InputError: an image is missing, or its name fits several.
    """
    found: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        path = PurePosixPath(name)
        for form in {name, path.name, path.stem}:
            found.setdefault(form, []).append(row)
    missing = [name for name in wanted if name not in found]
    if missing:
        raise InputError(f"{len(missing)} of {len(wanted)} {what} have no features, for example {missing[0]!r}.")
    for name in wanted:
        if len(found[name]) > 1:
            raise InputError(f"The name {name!r} of the ground truth fits {len(found[name])} images; rename them.")
    return np.array([found[name][0] for name in wanted], np.int64)


def truth_of(truth: GroundTruth, names: Sequence[str]) -> tuple[RevisitedTruth, Plan, Labels]:
    """The ground truth by rows of a collection, the plan it means, and a label for the queries of each landmark.

    The labels serve the intervals alone, which draw landmarks: queries of one are not independent.

    Args:
        truth: as read.
        names: of the collection's images.

    Raises:
        InputError: an image of the ground truth is not among the names.
    """
    n = len(names)
    gallery = rows_of_names(names, truth.images, "images of the gallery")
    queries = rows_of_names(names, truth.queries, "queries")
    kinds = {}
    for kind, lists in truth.kinds.items():
        lengths = np.zeros(n, np.int64)
        lengths[queries] = [len(places) for places in lists]
        order = np.argsort(queries)
        columns = np.concatenate([gallery[lists[place]] for place in order]) if len(lists) else np.empty(0, np.int64)
        kinds[kind] = _matrix(np.concatenate([[0], np.cumsum(lengths)]), columns)
    labels: list[tuple[str, ...]] = [()] * n
    for row, name in zip(queries.tolist(), truth.queries, strict=True):
        labels[row] = (_landmark(name),)
    sentence = f"{len(queries):,} queries of the ground truth query {len(gallery):,} images; fitted on the gallery."
    rows = np.sort(gallery)
    return RevisitedTruth(kinds), Plan(np.sort(queries), rows, rows, members=False, sentence=sentence), Labels(labels)


def precision_at(lists: TiedRanking, cuts: tuple[int, ...] = CUTS) -> dict[int, Values]:
    """Precision at k or at the last relevant image, whichever comes first, ties in the stable order: [q] a cut."""
    positions = np.arange(1, lists.length + 1)
    last = (lists.hits * positions).max(axis=1, initial=0)
    result = {}
    for k in cuts:
        depth = np.minimum(last, k)
        found = np.take_along_axis(lists.cumulative, depth[:, None], axis=1)[:, 0]
        result[k] = np.where(lists.relevant > 0, found / np.maximum(depth, 1), np.nan)
    return result


def _matrix(starts: NDArray[np.int64], columns: NDArray[np.int64]) -> csr_matrix:
    n = len(starts) - 1
    return csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(n, n))


def _landmark(name: str) -> str:
    """`all_souls_000013` is of `all_souls`."""
    head, _, tail = name.rpartition("_")
    return head if head and tail.isdigit() else name
