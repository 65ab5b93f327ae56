"""Who queries what: from the splits of a collection to query, gallery and fit rows.

Inductive: nothing about the queries is used in fitting. Transductive: all queries enter the graph at once, as some
papers do, which alone is worth points. Members: a collection without a split, where every image queries all the others
and so is part of the graph it queries. The three are never compared unlabelled.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError

Rows = NDArray[np.int64]
ProtocolLabel = Literal["inductive", "transductive", "members", "as given"]

QUERY, GALLERY, TRAIN, VALIDATION, TEST = "query", "gallery", "train", "val", "test"
_KNOWN = (QUERY, GALLERY, TRAIN, VALIDATION, TEST)
_SYNONYMS = {"validation": VALIDATION, "valid": VALIDATION, "dev": VALIDATION, "training": TRAIN, "database": GALLERY}
VALIDATION_NAMES = frozenset({VALIDATION, *(name for name, split in _SYNONYMS.items() if split == VALIDATION)})
"""What a row may say that serves validation."""


@dataclass(frozen=True)
class Plan:
    """Rows of a collection by their part in an evaluation.

    Attributes:
        query: [q] rows that query, ascending.
        gallery: [n] rows that are ranked, ascending.
        fit: [f] rows that serve fitting, ascending.
        members: whether every image queries all the others.
        sentence: how the rows were chosen, for people.
    """

    query: Rows
    gallery: Rows
    fit: Rows
    members: bool
    sentence: str

    def counts(self) -> dict[str, int]:
        """Sizes and overlaps, for the report."""
        return {
            "queries": len(self.query),
            "gallery": len(self.gallery),
            "fit": len(self.fit),
            "queries_in_gallery": _overlap(self.query, self.gallery),
            "queries_in_fit": _overlap(self.query, self.fit),
            "fit_in_gallery": _overlap(self.fit, self.gallery),
        }


def plan_from_splits(
    splits: Sequence[str],
    *,
    gallery_splits: Sequence[str] = (),
    fit_splits: Sequence[str] = (),
    names: str = "the split column",
) -> Plan:
    """Choose the rows by what the split column says.

    `query` rows are the queries. If any row says `gallery`, only those are the gallery, and `train` rows, where there
    are any, serve fitting alone. With only train, val and test, the test rows query train and val. Otherwise the
    gallery is all that does not query, and what is ranked is also what is fitted on.

    Args:
        splits: one a row; empty where a row has none.
        gallery_splits: overrides which splits are the gallery; the word `all` means every row.
        fit_splits: overrides which splits serve fitting; the word `all` means every row.
        names: how to call the column in messages.

    Returns:
        The plan; `members` where no row has a split.

    Raises:
        InputError: no row is a query, the gallery or the fit rows are empty, or a split is not known.
    """
    normal = np.array([_SYNONYMS.get(split.strip().lower(), split.strip().lower()) for split in splits], dtype=np.str_)
    counts = Counter(normal.tolist())
    if set(counts) <= {""}:
        if gallery_splits or fit_splits:
            raise InputError(f"--gallery-splits and --fit-splits need {names}; no image says query, gallery or test.")
        return members(len(splits))
    unknown = sorted(set(counts) - {*_KNOWN, ""})
    if unknown:
        raise InputError(
            f"{names[0].upper()}{names[1:]} holds {unknown[0]!r}; it may hold query, gallery, train, val and test."
        )
    asking = QUERY if counts[QUERY] else TEST
    if not counts[asking]:
        raise InputError(f"No image says query or test in {names}, only {', '.join(filter(None, counts))}; mark some.")
    gallery, reason = _gallery(normal, asking, counts, gallery_splits)
    fit, fit_reason = _fit(normal, gallery, counts, fit_splits)
    query = normal == asking
    for flags, part in ((gallery, "gallery"), (fit, "set to fit on")):
        if not flags.any():
            raise InputError(
                f"The {part} is empty; choose other splits ({names} has {', '.join(filter(None, counts))})."
            )
    sentence = f"{query.sum():,} {asking} images query {gallery.sum():,} images ({reason}); {fit_reason}."
    return Plan(_rows(query), _rows(gallery), _rows(fit), members=False, sentence=sentence)


def members(count: int) -> Plan:
    """Every one of `count` images queries all the others.

    Raises:
        InputError: there are fewer than two.
    """
    if count < 2:
        raise InputError("One image cannot be compared with others; evaluate needs at least two.")
    rows = np.arange(count, dtype=np.int64)
    sentence = f"No split is given, so each of the {count:,} images queries all the others (members)."
    return Plan(rows, rows, rows, members=True, sentence=sentence)


def plan_from_queries(query: Rows, count: int) -> Plan:
    """The named rows query all the others.

    Args:
        query: rows of the queries.
        count: number of all rows.

    Raises:
        InputError: no row is left to be the gallery.
    """
    asking = np.zeros(count, np.bool_)
    asking[query] = True
    if asking.all():
        raise InputError("The list of queries names every image, so that no gallery is left; name fewer.")
    sentence = f"The {asking.sum():,} listed images query the {(~asking).sum():,} others."
    rest = _rows(~asking)
    return Plan(_rows(asking), rest, rest, members=False, sentence=sentence)


def plan_at_random(groups: Rows, fraction: float, seed: int) -> Plan:
    """A random share of the images queries the others; images of one group stay on one side.

    Args:
        groups: [n] group of each image; near-duplicates share one, so that no query meets its own copy.
        fraction: share of images that query, above 0 and below 1.
        seed: chooses the draw.

    Raises:
        InputError: the fraction leaves one side empty.
    """
    values, group = np.unique(groups, return_inverse=True)
    sizes = np.bincount(group)
    order = np.random.default_rng(seed).permutation(len(values))
    wanted = round(fraction * len(groups))
    chosen = np.zeros(len(values), np.bool_)
    chosen[order[np.cumsum(sizes[order]) <= wanted]] = True
    asking: NDArray[np.bool_] = chosen[group]
    if asking.all() or not asking.any():
        raise InputError(f"--test-fraction {fraction:g} leaves one side of the split empty; choose another fraction.")
    sentence = (
        f"{asking.sum():,} images drawn at random query the {(~asking).sum():,} others, near-duplicates on one side."
    )
    rest = _rows(~asking)
    return Plan(_rows(asking), rest, rest, members=False, sentence=sentence)


def _gallery(
    splits: NDArray[np.str_], asking: str, counts: Counter[str], wanted: Sequence[str]
) -> tuple[NDArray[np.bool_], str]:
    if wanted:
        return _in_splits(splits, wanted, "--gallery-splits"), f"splits {', '.join(wanted)}, as asked"
    if counts[GALLERY]:
        return splits == GALLERY, "split gallery"
    if asking == TEST:
        kept = [name for name in (TRAIN, VALIDATION) if counts[name]]
        return np.isin(splits, kept), " and ".join(kept) or "no train or val"
    return splits != asking, "all that do not query"


def _fit(
    splits: NDArray[np.str_], gallery: NDArray[np.bool_], counts: Counter[str], wanted: Sequence[str]
) -> tuple[NDArray[np.bool_], str]:
    if wanted:
        flags = _in_splits(splits, wanted, "--fit-splits")
        return flags, f"fitted on the {flags.sum():,} images of {', '.join(wanted)}, as asked"
    if counts[GALLERY] and counts[TRAIN]:
        flags = splits == TRAIN
        return flags, f"fitted on the {flags.sum():,} train images alone"
    return gallery, "fitted on the gallery"


def _in_splits(splits: NDArray[np.str_], wanted: Sequence[str], option: str) -> NDArray[np.bool_]:
    names = [_SYNONYMS.get(name.strip().lower(), name.strip().lower()) for name in wanted]
    if names == ["all"]:
        return np.ones(len(splits), np.bool_)
    for name in names:
        if name not in splits:
            present = ", ".join(sorted(set(splits.tolist()) - {""}))
            raise InputError(f"{option}: no image has the split {name!r}; there are: {present}.")
    return np.isin(splits, names)


def _rows(flags: NDArray[np.bool_]) -> Rows:
    return np.flatnonzero(flags).astype(np.int64)


def _overlap(first: Rows, second: Rows) -> int:
    return int(np.isin(first, second).sum())
