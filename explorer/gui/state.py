"""The comparison as plain data, without Qt: what is asked, of which methods, and what they answered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from explorer.gui.graph_edits import NO_EDITS, GraphEdits
from explorer.gui.language import tr
from explorer.protocol.ids import Ids, pack_ids
from explorer.protocol.naming import PipelineName, StageName, parse_pipeline
from explorer.protocol.query import Query, Term
from explorer.protocol.specs import MethodSpec

DEFAULT_COLUMNS = ("cosine", "gnn-rerank")
WORDS_BY = "words"
"""The method by whose shared space words find images in columns of methods that know images alone: it tries what there
is on pairs held out from the collection and goes on with what finds most partners."""
BY_WORDS = StageName(WORDS_BY, (("own", 1.0),))
"""That method as the window asks it: what a person wrote of an image counts as much as how it looks."""
LIST_LENGTH = 100
"""How many results a column holds. A list is continued where someone scrolls to its end."""
FIRST = 20
"""What people look at first: overlap with the reference and dropped images are told of so many."""

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
        total: how many images are ranked, of which these are the first.
        nearest: the method was fitted on so many images nearest to the query alone; 0 where on all.
        distances: in how many bits each image's code differs from the query's; None where the method makes no codes.
        bits: length of the codes; 0 where it makes none.
        foreign: another program made the list, so that nothing is known of what it cost.
        later: images that came after the fit, and were placed without learning anew.
        changed: images that have other captions than were learned from.
        shortlist: so many images nearest to the query are ranked by the method, the others follow by cosine; 0 where
            all are.
        fetched: so many images that a vector store found nearest are ranked, and no others; 0 where all are.
        notes: what the method says of its fit.
    """

    pipeline: str
    ids: tuple[int, ...]
    scores: tuple[float, ...]
    milliseconds: float
    bytes_per_item: float
    relevant: tuple[bool, ...] | None = None
    average_precision: float | None = None
    total: int = 0
    nearest: int = 0
    distances: tuple[int, ...] | None = None
    bits: int = 0
    foreign: bool = False
    later: int = 0
    changed: int = 0
    shortlist: int = 0
    fetched: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing follows the last image."""
        return self.nearest > 0 or len(self.ids) >= self.total

    @property
    def is_behind(self) -> bool:
        """Whether there is more to learn from than the method has learned from."""
        return self.later > 0 or self.changed > 0

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each image of the list stands, from 0."""
        return {image: place for place, image in enumerate(self.ids)}

    def overlap(self, reference: "ColumnResult", k: int = FIRST) -> float | None:
        """The share of the reference's first k images that are among the first k here; None without any."""
        first = reference.ids[:k]
        return len(set(first) & set(self.ids[:k])) / len(first) if first else None

    def dropped(self, reference: "ColumnResult", k: int = FIRST) -> list[int]:
        """The reference's first k images that are not among the first k here, in the reference's order."""
        return [image for image in reference.ids[:k] if self.places.get(image, k) >= k]

    def continued(self, following: "ColumnResult") -> "ColumnResult":
        """The list with what follows it."""
        relevant = self.relevant + following.relevant if self.relevant and following.relevant else self.relevant
        distances = None if self.distances is None else self.distances + (following.distances or ())
        longer = {"ids": self.ids + following.ids, "scores": self.scores + following.scores, "relevant": relevant}
        return replace(self, distances=distances, **longer)

    def above(self, least: float) -> "ColumnResult":
        """The list as far as its scores are at least so high; the same where that is all of it."""
        kept = sum(score >= least for score in self.scores)
        if kept == len(self.ids):
            return self
        first = {name: value and value[:kept] for name, value in vars(self).items() if isinstance(value, tuple)}
        return replace(self, total=kept, **first)

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
            int(message.get("total", len(message["ids"]))),
            int(message.get("nearest", 0)),
            None if message.get("distances") is None else tuple(message["distances"]),
            int(message.get("bits", 0)),
            later=int(message.get("later", 0)),
            changed=int(message.get("changed", 0)),
            shortlist=int(message.get("shortlist", 0)),
            fetched=int(message.get("fetched", 0)),
            notes=tuple(message.get("notes", ())),
        )


@dataclass(frozen=True)
class ColumnSetup:
    """What makes a column, as far as it is remembered.

    Attributes:
        pipeline: the method with its preprocessing and parameters.
        encoder: whose vectors are searched; None = those of the collection's own encoder.
        reference: whether the other columns are compared with this one.
        feedback: whether the marks of the query move it.
    """

    pipeline: PipelineName
    encoder: str | None = None
    reference: bool = False
    feedback: bool = False

    @property
    def line(self) -> str:
        """As kept in the settings."""
        flags = ["reference" if self.reference else "", "marks" if self.feedback else ""]
        return "\t".join([str(self.pipeline), self.encoder or "", *flags]).rstrip("\t")

    @classmethod
    def read(cls, line: str) -> "ColumnSetup":
        """The inverse of `line`.

        Raises:
            ParameterError: it names no method.
        """
        pipeline, encoder, reference, marks = [*line.split("\t"), "", "", ""][:4]
        return cls(parse_pipeline(pipeline), encoder or None, bool(reference), bool(marks))


@dataclass(frozen=True)
class EncoderChoice:
    """An encoder whose vectors the collection has.

    Attributes:
        name: by which it is asked for; None for vectors that came from a file.
        title: for people.
        images: how many have a vector of it.
        key: of these vectors.
    """

    name: str | None
    title: str
    images: int
    key: str = ""

    @classmethod
    def from_message(cls, message: dict[str, Any]) -> "EncoderChoice":
        """Read one of the engine's answer to `open`."""
        return cls(message["encoder"], str(message["title"]), int(message["images"]), str(message["key"]))


@dataclass
class Column:
    """One method beside the others.

    Attributes:
        key: names the column as long as it exists; never used again.
        pipeline: what it is asked for.
        encoder: whose vectors are searched; None = those of the collection's own encoder.
        draft: what it would be asked for if the slider in the hand were let go; None where none moves.
        result: the last answer, shown until the next arrives.
        status: what happens now.
        message: one sentence where it failed or waits.
        request: id of the request on its way, so that any other answer is stale.
        asked: the question on its way, or answered last.
        following: id of the request that continues the list.
        feedback: whether the marks of the query move it.
        least: the list is cut below this score; None where it is not.
        uncut: the last answer as it came.
        lookup: gives the list for a query where another program made it; None where the engine is asked.
        locked: the question whose answer is kept whatever is searched for; None where the list follows.
    """

    key: int
    pipeline: PipelineName
    encoder: str | None = None
    draft: PipelineName | None = None
    result: ColumnResult | None = None
    status: Status = "idle"
    message: str = ""
    request: int | None = None
    asked: "Question | None" = None
    following: int | None = None
    feedback: bool = False
    least: float | None = None
    uncut: ColumnResult | None = None
    lookup: "Lookup | None" = None
    locked: "Question | None" = None

    @property
    def is_approximate(self) -> bool:
        """Whether the list is of a fit on a part of the collection."""
        return self.result is not None and self.result.nearest > 0

    @property
    def route(self) -> PipelineName:
        """The stages that the query goes through: those of the column, words by a shared space before them."""
        asked = None if self.asked is None else self.asked.pipeline
        same = asked is not None and asked.stages[-len(self.pipeline.stages) :] == self.pipeline.stages
        return asked if asked is not None and same else self.pipeline

    def take(self, result: ColumnResult) -> None:
        """Show this answer, as far as it is not cut off."""
        self.uncut = result
        self.result = result if self.least is None else result.above(self.least)

    def forget(self) -> None:
        """Be as before the first question."""
        self.draft = self.result = self.uncut = self.request = self.asked = self.following = None
        self.status, self.message = "idle", ""


Lookup = Callable[[Query, "Within | None"], ColumnResult]
"""Gives the list for a query within a filter, or raises `InputError`."""


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
    encoder: str | None = None
    preview: bool = False
    edits: GraphEdits = NO_EDITS

    def payload(self) -> dict[str, Any]:
        """As the engine is asked."""
        return {
            "query": self.query.to_json(),
            "pipeline": str(self.pipeline),
            "encoder": self.encoder,
            "label_column": self.label_column,
            "within": None if self.within is None else self.within.packed,
            "edits": self.edits.payload() if self.edits else None,
        }


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
            return tr("new")
        if self.moved == 0:
            return ""
        return f"{'▲' if self.moved > 0 else '▼'}{abs(self.moved)}"

    @property
    def spoken(self) -> str:
        """As read aloud by a screen reader."""
        if self.moved is None:
            return tr("not in the reference list")
        if self.moved == 0:
            return tr("same rank as in the reference list")
        if self.moved > 0:
            return tr("{n} up from the reference list", n=self.moved)
        return tr("{n} down from the reference list", n=-self.moved)


def rank_changes(ids: tuple[int, ...], reference: tuple[int, ...]) -> list[Change | None]:
    """The change of rank of each id against the reference list; None beyond its end, where it is unknown."""
    ranks = {image: rank for rank, image in enumerate(reference)}
    return [
        Change(ranks[image] - rank) if image in ranks else Change(None) if rank < len(reference) else None
        for rank, image in enumerate(ids)
    ]


def in_words(pipeline: PipelineName, query: Query, methods: dict[str, MethodSpec]) -> PipelineName:
    """What answers a query that may hold words: a method that knows captions, or one of images behind such a space."""
    known = (methods.get(stage.name) for stage in pipeline.stages)
    crosses = any(spec is not None and spec.modality == "image-text" for spec in known)
    if crosses or WORDS_BY not in methods or all(term.kind != "text" for term in query.terms):
        return pipeline
    return PipelineName((BY_WORDS, *pipeline.stages))


def column_setups(lines: list[str]) -> list[ColumnSetup]:
    """The columns as remembered, or the default ones."""
    return [ColumnSetup.read(line) for line in lines or DEFAULT_COLUMNS]


def member_query(*images: int) -> Query:
    """The query for images of the collection."""
    return Query(tuple(Term("member", image) for image in images))
