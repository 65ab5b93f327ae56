"""The comparison as plain data, without Qt: what is asked, of which methods, and what they answered."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from explorer.protocol.ids import Ids, pack_ids
from explorer.protocol.naming import PipelineName, parse_pipeline
from explorer.protocol.query import Query, Term

DEFAULT_COLUMNS = ("cosine", "gnn-rerank")
LIST_LENGTH = 100
"""How many results a column holds. Longer lists are no use to the eye and cost transfer and painting."""

Status = Literal["idle", "searching", "fitting", "failed"]


@dataclass(frozen=True)
class ColumnResult:
    """One method's answer.

    Attributes:
        pipeline: canonical name of the method that answered.
        ids: image ids, best first.
        scores: one score an id, higher is better.
        milliseconds: time of the search in the engine.
        bytes_per_item: what the method stores for each image.
        relevant: whether each image shares a label with the query; None where there are no labels to say.
        average_precision: of the whole ranking; None without labels.
    """

    pipeline: str
    ids: tuple[int, ...]
    scores: tuple[float, ...]
    milliseconds: float
    bytes_per_item: float
    relevant: tuple[bool, ...] | None = None
    average_precision: float | None = None

    def precision(self, k: int) -> float | None:
        """The share of relevant images among the first k; None without labels or results."""
        first = (self.relevant or ())[:k]
        return sum(first) / len(first) if first else None

    @classmethod
    def from_message(cls, message: dict[str, Any]) -> "ColumnResult":
        """Read the engine's answer to `search`."""
        relevant = message.get("relevant")
        return cls(
            str(message["pipeline"]),
            tuple(message["ids"]),
            tuple(message["scores"]),
            float(message["ms"]),
            float(message["bytes_per_item"]),
            tuple(relevant) if relevant is not None else None,
            message.get("average_precision"),
        )


@dataclass
class Column:
    """One method beside the others.

    Attributes:
        key: names the column as long as it exists; never used again.
        pipeline: what it is asked for.
        result: the last answer, shown until the next arrives.
        status: what happens now.
        message: one sentence where it failed or waits.
        request: id of the request on its way, so that any other answer is stale.
        asked: the question on its way.
    """

    key: int
    pipeline: PipelineName
    result: ColumnResult | None = None
    status: Status = "idle"
    message: str = ""
    request: int | None = None
    asked: "Question | None" = None


@dataclass(frozen=True, eq=False)
class Within:
    """A filter: only these images are ranked.

    Attributes:
        ids: [m] int64, ascending.
        title: what was filtered by, as in "label: apple".
    """

    ids: Ids
    title: str

    @cached_property
    def packed(self) -> dict[str, Any]:
        """As it goes with a search."""
        return pack_ids(self.ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Within) and (self.title, self.packed) == (other.title, other.packed)

    def __hash__(self) -> int:
        return hash((self.title, len(self.ids)))


@dataclass(frozen=True)
class Question:
    """What a column is asked; equal questions have equal answers."""

    query: Query
    pipeline: PipelineName
    label_column: str | None
    within: Within | None = None


@dataclass
class History:
    """Queries asked before and after the current one."""

    past: list[Query] = field(default_factory=list)
    future: list[Query] = field(default_factory=list)
    current: Query | None = None

    def visit(self, query: Query) -> None:
        """Go to a new query; what lay ahead is forgotten."""
        if query == self.current:
            return
        if self.current is not None:
            self.past.append(self.current)
        self.current = query
        self.future.clear()

    def back(self) -> Query | None:
        """Return to the query before; None where there is none."""
        if not self.past or self.current is None:
            return None
        self.future.append(self.current)
        self.current = self.past.pop()
        return self.current

    def forward(self) -> Query | None:
        """Undo `back`; None where there is nothing to undo."""
        if not self.future or self.current is None:
            return None
        self.past.append(self.current)
        self.current = self.future.pop()
        return self.current

    def clear(self) -> None:
        """Forget everything, because another collection is open."""
        self.past.clear()
        self.future.clear()
        self.current = None


@dataclass(frozen=True)
class Change:
    """How an image's place differs from the reference column's.

    Attributes:
        moved: places gained (positive) or lost (negative); None where the reference's list does not hold the image.
    """

    moved: int | None

    @property
    def text(self) -> str:
        """As drawn on a tile; empty where nothing changed."""
        if self.moved is None:
            return "new"
        if self.moved == 0:
            return ""
        return f"{'▲' if self.moved > 0 else '▼'}{abs(self.moved)}"

    @property
    def spoken(self) -> str:
        """As read aloud by a screen reader."""
        if self.moved is None:
            return "not in the reference list"
        if self.moved == 0:
            return "same rank as in the reference list"
        return f"{abs(self.moved)} {'up' if self.moved > 0 else 'down'} from the reference list"


def rank_changes(ids: tuple[int, ...], reference: tuple[int, ...]) -> list[Change]:
    """The change of rank of each id against the reference list."""
    ranks = {image: rank for rank, image in enumerate(reference)}
    return [Change(ranks[image] - rank if image in ranks else None) for rank, image in enumerate(ids)]


def column_pipelines(names: list[str]) -> list[PipelineName]:
    """The pipelines of remembered names, or those of the default columns."""
    return [parse_pipeline(name) for name in names or DEFAULT_COLUMNS]


def member_query(*images: int) -> Query:
    """The query for images of the collection."""
    return Query(tuple(Term("member", image) for image in images))
