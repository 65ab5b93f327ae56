"""What is on the screen, as a file that can be opened again: versioned JSON, without Qt."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np

from explorer.collection.stores import Place, place_of
from explorer.errors import ExplorerError, InputError
from explorer.gui.filters import Between, ColumnWords, Condition, Filter, OneOf, Selection, Sorting
from explorer.gui.graph_edits import GraphEdits
from explorer.gui.language import tr
from explorer.gui.state import Question, Within
from explorer.protocol.ids import pack_ids, unpack_ids
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.query import Query
from explorer.workspace.durable import write_file

FORMAT = "retrieval-explorer session"
VERSION = 1
"""Raised when what is written can no longer be read by older programs; `_MIGRATIONS` then brings old files up to it."""

ENDING = ".rexsession"

_MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From the version of a file to the next one."""

_CONDITIONS: dict[str, type[Condition]] = {"words": ColumnWords, "one of": OneOf, "between": Between}


@dataclass(frozen=True)
class SavedSession:
    """Everything that is needed to show the same again.

    Attributes:
        collection: the folder or file that was open.
        workspace: where it is kept, which is enough to look at it when the images are gone.
        title: of the collection.
        columns: as `ColumnSetup.line`, from left to right.
        queries: those before the current one, it, and those after it, in order.
        current: place of the current one; -1 where nothing is searched for.
        label_column: by which relevance is judged; None for none.
        filter: see `filter_json`.
        sorting: fields of `Sorting`.
        edits: see `GraphEdits.payload`.
        page: that is shown.
        map: kind of the map, and the key of its vectors.
        layout: where the docks stand, as Qt writes it, in base64.
        evaluation: title, view, methods and report of what is measured.
        locked: place of each column that keeps its list, and the question that this answers, see `question_json`.
    """

    collection: str
    workspace: str
    title: str = ""
    columns: list[str] = field(default_factory=list)
    queries: list[list[dict[str, Any]]] = field(default_factory=list)
    current: int = -1
    label_column: str | None = None
    filter: dict[str, Any] = field(default_factory=dict)
    sorting: dict[str, Any] = field(default_factory=dict)
    edits: dict[str, Any] | None = None
    page: str = "collection"
    map: dict[str, str] = field(default_factory=dict)
    layout: str = ""
    evaluation: dict[str, Any] = field(default_factory=dict)
    locked: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """What to open: the collection, or what was read of it where it is gone."""
        collection = place_of(self.collection)
        return collection if isinstance(collection, str) or collection.exists() else Path(self.workspace)

    def read_queries(self) -> list[Query]:
        """The queries in order.

        Raises:
            InputError: one is no query.
        """
        try:
            return [Query.from_json(terms) for terms in self.queries]
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                tr("The session holds a query that cannot be read ({error}); save it anew.", error=error)
            ) from error


def write_session(saved: SavedSession, path: Path) -> None:
    """Write a file.

    Raises:
        WorkspaceError: it cannot be written.
    """
    data = {"format": FORMAT, "version": VERSION, **asdict(saved)}
    write_file(path, (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "surrogateescape"))


def read_session(path: Path) -> SavedSession:
    """Read a file of this version or an older one; what is not known in it is left out.

    Raises:
        InputError: it cannot be read, is something else, or of a newer version.
    """
    try:
        data = json.loads(path.read_text("utf-8", "surrogateescape"))
    except OSError as error:
        raise InputError(
            tr("{path} cannot be read ({strerror}); choose another file.", path=path, strerror=error.strerror)
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(tr("{name} is no session; open one that this program has saved.", name=path.name)) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("version"), int):
        raise InputError(tr("{name} is no session; open one that this program has saved.", name=path.name))
    if data["version"] > VERSION:
        raise InputError(tr("{name} was saved by a newer version of the program; update this one.", name=path.name))
    if data["version"] < min([*_MIGRATIONS, VERSION]):
        raise InputError(
            tr(
                "{name} is damaged: there never was a version {version}; save it anew.",
                name=path.name,
                version=data["version"],
            )
        )
    for version in range(data["version"], VERSION):
        data = _MIGRATIONS[version](data)
    return _checked(data, path.name)


def _checked(data: dict[str, Any], name: str) -> SavedSession:
    known = {one.name: one for one in fields(SavedSession)}
    values = {key: value for key, value in data.items() if key in known}
    usual = SavedSession("", "")
    for key, value in values.items():
        wanted = type(getattr(usual, key))
        if wanted is not type(None) and not isinstance(value, wanted):
            raise InputError(
                tr("{name} is damaged: {key} is no {kind}; save it anew.", name=name, key=key, kind=wanted.__name__)
            )
    if not values.get("collection") and not values.get("workspace"):
        raise InputError(tr("{name} names no collection; save it anew.", name=name))
    return SavedSession(**{"collection": "", "workspace": "", **values})


def filter_json(shown: Filter) -> dict[str, Any]:
    """A filter as it is kept."""
    names = {kind: name for name, kind in _CONDITIONS.items()}
    selection = shown.selection
    return {
        "words": shown.words,
        "conditions": [{"kind": names[type(one)], **asdict(one)} for one in shown.conditions],
        "selection": None if selection is None else {"title": selection.title, "ids": pack_ids(selection.ids)},
    }


def read_filter(data: dict[str, Any]) -> Filter:
    """The inverse of `filter_json`; what cannot be read is left out.

    Raises:
        InputError: it is no filter.
    """
    try:
        conditions = []
        for one in data.get("conditions", ()):
            values = {key: tuple(value) if isinstance(value, list) else value for key, value in one.items()}
            conditions.append(_CONDITIONS[values.pop("kind")](**values))
        chosen = data.get("selection")
        selection = None if chosen is None else Selection(np.array(unpack_ids(chosen["ids"])), str(chosen["title"]))
        return Filter(str(data.get("words", "")), tuple(conditions), selection)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            tr("The filter of the session cannot be read ({error}); save it anew.", error=error)
        ) from error


def question_json(question: Question) -> dict[str, Any]:
    """A question as it is kept."""
    within = question.within
    return {
        "query": question.query.to_json(),
        "pipeline": str(question.pipeline),
        "label_column": question.label_column,
        "within": None if within is None else {"title": within.title, "ids": within.packed},
        "encoder": question.encoder,
        "edits": question.edits.payload(),
    }


def read_question(data: dict[str, Any]) -> Question:
    """The inverse of `question_json`.

    Raises:
        InputError: it is no question.
    """
    try:
        within = data["within"]
        kept = None if within is None else Within(unpack_ids(within["ids"]), str(within["title"]))
        query, pipeline = Query.from_json(data["query"]), parse_pipeline(data["pipeline"])
        edits = GraphEdits.read(data["edits"])
    except (KeyError, TypeError, ValueError, AttributeError, ExplorerError) as error:
        raise InputError(
            tr("A locked column of the session cannot be read ({error}); save it anew.", error=error)
        ) from error
    return Question(query, pipeline, data.get("label_column"), kept, data.get("encoder"), edits=edits)


def read_sorting(data: dict[str, Any]) -> Sorting:
    """The inverse of `asdict`; the usual order where it cannot be read."""
    try:
        return Sorting(**data)
    except TypeError:
        return Sorting()
