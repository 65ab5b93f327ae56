"""What is searched for."""

from dataclasses import dataclass
from typing import Any, Literal

from explorer.errors import InputError

Modality = Literal["image", "text"]
TermKind = Literal["member", "file", "text", "vector"]
Region = tuple[float, float, float, float]

_HEAVIEST = 1_000_000


@dataclass(frozen=True)
class Term:
    """One part of a query.

    Attributes:
        kind: what `value` is: `member` an image id, `file` a path, `text` words, `vector` the name of an array file.
        value: see kind.
        region: left, top, right, bottom as fractions of the image (0 to 1), for members and files.
        weight: above 0, at most 1,000,000; how much it counts beside the other terms.
        sign: +1 to search for it, -1 to search away from it.
        feedback: whether it came from a mark on a result: it moves the query, but does not say what is relevant.
    """

    kind: TermKind
    value: int | str
    region: Region | None = None
    weight: float = 1.0
    sign: Literal[1, -1] = 1
    feedback: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.weight <= _HEAVIEST:
            raise InputError(
                f"The weight {self.weight:g} of a query term must be above 0 and at most {_HEAVIEST:,}; "
                "use the sign to subtract."
            )
        if self.region is not None:
            left, top, right, bottom = self.region
            if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
                raise InputError(f"The query region {self.region} must lie inside the image, as fractions from 0 to 1.")

    @property
    def modality(self) -> Modality:
        """Words, or something seen."""
        return "text" if self.kind == "text" else "image"


@dataclass(frozen=True)
class Query:
    """Terms that are searched for together. Members, and images of which a part is a term, are left out of the list."""

    terms: tuple[Term, ...]

    def __post_init__(self) -> None:
        if not self.terms:
            raise InputError("The query is empty; give an image, an id or words.")

    @property
    def member(self) -> int | None:
        """The image id where the query is one whole image of the collection, else None."""
        first = self.terms[0]
        whole = len(self.terms) == 1 and first.kind == "member" and first.region is None and first.sign == 1
        return int(first.value) if whole else None

    def to_json(self) -> list[dict[str, Any]]:
        """A JSON-ready list."""
        return [
            {"kind": t.kind, "value": t.value, "region": t.region, "weight": t.weight, "sign": t.sign}
            | ({"feedback": True} if t.feedback else {})
            for t in self.terms
        ]

    @classmethod
    def from_json(cls, data: list[dict[str, Any]]) -> "Query":
        """The inverse of `to_json`."""
        return cls(
            tuple(Term(**{**term, "region": tuple(term["region"]) if term["region"] else None}) for term in data)
        )
