"""Rankings that another program made, as lists of a column: a run as TREC has them, without Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

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
    lists: dict[int, tuple[Ids, list[float]]]
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


def read_run(path: Path, names: Sequence[str], ids: Ids, labels_of: Callable[[Ids], list[str]]) -> ForeignRun:
    """Read a run; images are told by their path in the collection, or by their file's name where that is enough.

    A run counts by its scores; what has equal scores stays in the order of the file.

    Args:
        path: of the run.
        names: path of each image.
        ids: of the same images.
        labels_of: as in `ForeignRun`.

    Raises:
        InputError: it is no run, or names images that are not in the collection.
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
    return ForeignRun(path.stem, lists, labels_of)


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
