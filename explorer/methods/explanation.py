"""Why an image stands where it stands."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from explorer.methods.gallery import Gallery

DIRECT = "direct"
ONE_HOP = "1 hop"
TWO_HOPS = "2 hops"
LONGER = "longer"
NOT_REACHED = "not reached"

_SUPPORTERS = 10
"""Images named in an explanation."""


@dataclass(frozen=True)
class Path:
    """A way through the graph from the query to the image.

    Attributes:
        images: ids after the query, the explained image last.
        weights: cosine of each edge, in the same order.
        mutual: for each edge whether both ends count each other among their nearest.
    """

    images: tuple[int, ...]
    weights: tuple[float, ...]
    mutual: tuple[bool, ...]

    @property
    def strength(self) -> float:
        """Product of the weights, 0 to 1."""
        return math.prod(self.weights)


@dataclass(frozen=True)
class CodeComparison:
    """Two codes side by side.

    Attributes:
        bits: their length.
        query: that of the query as hexadecimal digits, two a byte, the first bit highest.
        image: that of the image, likewise.
        differing: places of the bits that differ, from 0, ascending: as many as the Hamming distance.
    """

    bits: int
    query: str
    image: str
    differing: tuple[int, ...]


@dataclass(frozen=True)
class Atom:
    """A landmark of a sparse code, and how much it describes the query and the explained image.

    Attributes:
        image: id of the landmark, which is an image of the collection.
        query: its weight in the query's code, 0 to 1.
        answer: its weight in the code of the explained image, 0 to 1.
    """

    image: int
    query: float
    answer: float


@dataclass(frozen=True)
class WordMatch:
    """What ties an image to words, or words to an image.

    Attributes:
        query: the words that were asked for, each with what the score would lose without it.
        captions: those of the image, each with its similarity to the query, -1 to 1.
        heads: cosine of each representation of the query (rows) with each of the image; empty where a method makes one.
    """

    query: tuple[tuple[str, float], ...] = ()
    captions: tuple[tuple[str, float], ...] = ()
    heads: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True)
class Explanation:
    """The parts of one score.

    Attributes:
        image: id of the explained image.
        score: what the method gave it.
        shares: parts of the score by the length of the way from the query: `direct` (the query and the image alone),
            `1 hop` (through one image between), `2 hops`, `longer`; or all of it `not reached`, where the graph does
            not lead to the image and the cosine orders it below all others. Of images that words found, `words` is what
            these say of the image itself. They sum to the score.
        paths: the strongest ways, best first.
        supporters: images and their parts of the score, largest first.
        rest: score less the parts of the supporters shown.
        code: the codes that were compared; None where the method makes none.
        atoms: the query's strongest landmarks, strongest first; empty where the method compares no sparse codes.
        words: what the words have to do with it; None where none were asked for and the method knows none.
    """

    image: int
    score: float
    shares: dict[str, float]
    paths: tuple[Path, ...] = ()
    supporters: tuple[tuple[int, float], ...] = ()
    rest: float = 0.0
    code: CodeComparison | None = None
    atoms: tuple[Atom, ...] = ()
    words: WordMatch | None = None

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary."""
        paths = [{**asdict(path), "strength": path.strength} for path in self.paths]
        return {**asdict(self), "paths": paths}


def explained(
    gallery: Gallery,
    row: int,
    score: float,
    *,
    shares: dict[str, float],
    parts: Iterable[tuple[int, float]],
    paths: tuple[Path, ...],
) -> Explanation:
    """An explanation whose supporters are the largest of some parts.

    Args:
        gallery: of the rows.
        row: the explained image.
        score: its score.
        shares: by length of the way; they sum to the score.
        parts: pairs of a row and what came through it.
        paths: the strongest ones.
    """
    largest = sorted(((float(part), int(other)) for other, part in parts if part > 0), key=lambda pair: -pair[0])
    supporters = tuple((int(gallery.ids[other]), part) for part, other in largest[:_SUPPORTERS])
    rest = score - sum(part for _, part in supporters)
    return Explanation(int(gallery.ids[row]), score, shares, paths, supporters, rest)


def unreached(image: int, score: float) -> Explanation:
    """The explanation of a score that `below_reached` gave."""
    return Explanation(image, score, {NOT_REACHED: score}, rest=score)


def added_up(explanations: Sequence[Explanation], factors: Sequence[float]) -> Explanation:
    """Why an image has a score that is the sum of its scores for several terms of one query.

    Args:
        explanations: of the same image, one a term; those that do not reach it give nothing where others do.
        factors: what the score of each is multiplied by.
    """
    reached = [NOT_REACHED not in one.shares for one in explanations]
    pairs = [
        (one, factor)
        for one, factor, there in zip(explanations, factors, reached, strict=True)
        if there or not any(reached)
    ]
    shares: dict[str, float] = {}
    parts: dict[int, float] = {}
    for one, factor in pairs:
        for name, share in one.shares.items():
            shares[name] = shares.get(name, 0.0) + factor * share
        for image, part in one.supporters:
            parts[image] = parts.get(image, 0.0) + factor * part
    score = sum(factor * one.score for one, factor in pairs)
    paths = sorted((path for one, _ in pairs for path in one.paths), key=lambda path: -path.strength)
    supporters = tuple(sorted(parts.items(), key=lambda pair: -pair[1])[:_SUPPORTERS])
    rest = score - sum(part for _, part in supporters)
    longest = max(len(one.paths) for one, _ in pairs)
    return Explanation(explanations[0].image, score, shares, tuple(paths[:longest]), supporters, rest)
