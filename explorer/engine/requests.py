"""The requests that the server answers, each in less than 0.2 s, from one opened collection."""

import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from explorer.collection.names import printable
from explorer.embedding.registry import encoders
from explorer.engine.answering import NeedsFit, Payload, Preparing
from explorer.engine.duplicates import duplicate_pairs
from explorer.engine.hash_view import ball, code_view
from explorer.engine.network import network
from explorer.engine.score_histogram import histogram
from explorer.engine.search_result import SearchResult
from explorer.engine.sentence import sentence
from explorer.engine.session import Session, open_session
from explorer.engine.stored import feature_sets, graph_needed, vectors_needed
from explorer.engine.word_match import near_captions, with_words
from explorer.engine.words import words_by
from explorer.errors import ExplorerError, InputError
from explorer.methods.gallery import Edits
from explorer.methods.pipeline import Pipeline
from explorer.methods.registry import specs
from explorer.protocol.ids import Ids, unpack_ids
from explorer.protocol.query import Query
from explorer.workspace.store import Workspace

NEAR = 5
"""So many nearest images of an explained image are told."""

PATIENCE_SECONDS = 0.15
"""A query waits so long for what is being loaded; then it is told to come again."""


class Opened:
    """A session, and whether what its first queries would wait for has been loaded; a thread of its own does it.

    Attributes:
        session: what is loaded for.
    """

    def __init__(self, session: Session, before: "Opened | None") -> None:
        """Begin to load.

        Args:
            session: opened.
            before: what was opened before for the same vectors; it ends its loading first.
        """
        self.session = session
        self._searches = threading.Event()
        self._encodes = threading.Event()
        # Beside each other: the network is compiled without the interpreter, which the rest needs.
        self._threads = [
            threading.Thread(target=self._load, args=(load, loaded, before), name="warm", daemon=True)
            for load, loaded in ((session.warm, self._searches), (session.queries.warm, self._encodes))
        ]
        for thread in self._threads:
            thread.start()

    def wait(self, query: Query) -> None:
        """Wait a moment for what this query needs.

        A search beside the loading would take as long, and be told as slower than it is.

        Raises:
            Preparing: it is not there yet.
        """
        needed = [self._searches, self._encodes] if self.session.queries.needs_network(query) else [self._searches]
        if not all(event.wait(PATIENCE_SECONDS / len(needed)) for event in needed):
            raise Preparing

    @staticmethod
    def _load(load: Callable[[], None], loaded: threading.Event, before: "Opened | None") -> None:
        try:
            for thread in before._threads if before is not None else ():
                thread.join()
            load()
        except ExplorerError as error:  # it shows again, and is answered, where it is needed
            logging.getLogger(__name__).warning("Not everything could be loaded in advance: %s", error)
        finally:
            loaded.set()


class Requests:
    """Answers requests; holds at most one opened collection, with a session for each encoder that is asked for."""

    def __init__(self) -> None:
        self._workspace: Workspace | None = None
        self._opened: dict[str | None, Opened] = {}
        self._before: dict[str | None, Opened] = {}

    def handlers(self) -> Mapping[str, Callable[[Payload], Payload]]:
        """The requests by name."""
        return {
            "open": self.open,
            "methods": self.methods,
            "check": self.check,
            "search": self.search,
            "preview": self.preview,
            "ranks": self.ranks,
            "explain": self.explain,
            "histogram": self.histogram,
            "near_captions": self.near_captions,
            "ego": self.ego,
            "codes": lambda payload: code_view(*self._asked(payload), payload),
            "ball": lambda payload: ball(*self._asked(payload), payload),
            "duplicates": lambda payload: duplicate_pairs(self._open(payload.get("encoder")).session, payload),
        }

    def open(self, payload: Payload) -> Payload:
        """Open the collection of `workspace` as it is now; `features_key` is None where it has no vectors yet."""
        workspace = Workspace.open(Path(payload["workspace"]))
        workspace.fetch_only_on_wish(vectors_needed(workspace) + graph_needed(workspace))
        for opened in self._opened.values():
            opened.session.close()
        same = self._workspace is not None and self._workspace.path == workspace.path
        self._before = {**self._before, **self._opened} if same else {}
        self._workspace, self._opened = workspace, {}
        answer: Payload = {
            "methods": _specs(),
            "images": 0,
            "features_key": None,
            "columns": [],
            "maps": [],
            "words": "",
        }
        if not workspace.config.get("features"):
            return {**answer, "encoders": []}
        session = self._open(None).session
        return {
            **answer,
            "images": len(session.features),
            "features_key": session.features.key,
            "dim": session.features.dim,
            "encoder": session.encoder,
            "encoders": [one.to_json() for one in feature_sets(workspace)],
            "graph_k": session.graph.k if session.graph else 0,
            "graph_recall": session.graph.recall if session.graph else None,
            "graph_sample": session.graph.sample if session.graph else 0,
            "maps": session.stored.maps(),
            "columns": session.catalogue.columns(),
            "words": words_by(workspace, captions=session.queries.knows_captions),
        }

    def methods(self, _payload: Payload) -> Payload:
        """All methods and encoders."""
        return {"methods": _specs(), "encoders": [spec.to_json() for spec in encoders()]}

    def check(self, payload: Payload) -> Payload:
        """Nothing where `query` can be encoded, and what was read of it is kept; else the error says why."""
        session, query = self._asked(payload)
        session.queries.encode(query)
        return {}

    def search(self, payload: Payload) -> Payload:
        """The list of `pipeline` for `query`, its first `k` less the first `offset` (0).

        Optional: `encoder` (None = that of the collection), `within` (packed ids), `edits`, `label_column`; `soon`,
        that the answer may be a `preview` where the list takes long, with `unfinished` to say so. Else the answer
        says in `later` how many images came after the fit and were placed without learning anew, in `changed` how many
        have other captions than it learned from, in `shortlist` how many are ranked by the method where the others
        follow by cosine, and in `fetched` how many a vector store found, where no others are ranked.
        """
        session, query = self._asked(payload)
        pipeline, edits = _method(session, payload)
        if payload.get("soon") and not edits and session.is_slow(query, pipeline):
            with suppress(NeedsFit):  # it is no sooner there
                return {**self.preview(payload), "unfinished": True}
        result = session.search(query, pipeline, int(payload["k"]), edits=edits, **_judged(payload))
        ranker = pipeline.ranker
        told = {"later": ranker.later, "changed": pipeline.changed, "shortlist": ranker.shortlist}
        said = {"fetched": pipeline.fetched, "notes": pipeline.notes}
        return {**_listed(payload, pipeline.head, result), **told, **said}

    def preview(self, payload: Payload) -> Payload:
        """As `search`, but of a method that is fitted on the `nearest` images of the query alone (0: on all)."""
        session, query = self._asked(payload)
        result = session.preview(query, payload["pipeline"], int(payload["k"]), **_judged(payload))
        return _listed(payload, "", result)

    def ranks(self, payload: Payload) -> Payload:
        """The places of `ids` in the list of `pipeline` for `query`; 0 = not in it. Optional: as `search`."""
        session, query = self._asked(payload)
        pipeline, edits = _method(session, payload)
        ids, within = _ids(payload["ids"]), _judged(payload)["within"]
        return {"ranks": session.ranks(query, pipeline, ids, within=within, edits=edits).tolist()}

    def explain(self, payload: Payload) -> Payload:
        """Why `image` has its score with `pipeline` for `query`; `near`, its nearest. Optional: `encoder`, `edits`."""
        session, query = self._asked(payload)
        pipeline, edits = _method(session, payload)
        explanation = session.explain(query, pipeline, int(payload["image"]), edits=edits)

        explanation = with_words(session, query, pipeline, explanation)

        def name(helper: int) -> str:
            return printable(Path(session.catalogue.paths([helper])[0]).name)

        near = session.nearest(int(payload["image"]), NEAR)
        return {**explanation.to_json(), "sentence": sentence(explanation, name), "near": near.tolist()}

    def near_captions(self, payload: Payload) -> Payload:
        """The `k` captions nearest to `query` by the space of `pipeline`, and images that have them."""
        session, query = self._asked(payload)
        pipeline = session.pipeline_at_once(payload["pipeline"])
        near = near_captions(session, query, pipeline, int(payload["k"]))
        return {"captions": [asdict(one) for one in near]}

    def histogram(self, payload: Payload) -> Payload:
        """How the scores of `pipeline` for `query` are spread over the collection. Optional: as `search`."""
        session, query = self._asked(payload)
        pipeline, edits = _method(session, payload)
        return histogram(session, query, pipeline, edits=edits, **_judged(payload))

    def ego(self, payload: Payload) -> Payload:
        """The graph around `query` and the results `ids`, `hops` edges far, at most `limit` images.

        Optional: `neighbours`, the edges from each image; `layout`; `around`, ids whose neighbours are shown as well;
        `edits`; `mass`, whether to tell what diffusion brings to each image.
        """
        session, query = self._asked(payload)
        options = {name: int(payload[name]) for name in ("hops", "limit", "neighbours") if name in payload}
        drawn = network(
            session,
            query,
            _ids(payload["ids"]),
            layout=payload.get("layout", "force"),
            around=_ids(payload.get("around", [])),
            edits=_edits(payload),
            mass=bool(payload.get("mass")),
            **options,
        )
        return drawn.to_json()

    def _asked(self, payload: Payload) -> tuple[Session, Query]:
        """The session that a payload asks, ready for its query."""
        query = Query.from_json(payload["query"])
        opened = self._open(payload.get("encoder"))
        opened.wait(query)
        return opened.session, query

    def _open(self, encoder: str | None) -> Opened:
        """What is open for an encoder; opened when it is first asked for.

        Raises:
            InputError: nothing is open, or the collection has no vectors of that encoder.
        """
        if self._workspace is None or not self._workspace.config.get("features"):
            raise InputError("No searchable collection is open; wait for the first vectors, or open one.")
        if encoder not in self._opened:
            before = self._before.pop(encoder, None)
            session = open_session(self._workspace, encoder=encoder, before=before.session if before else None)
            self._opened[encoder] = Opened(session, before)
        return self._opened[encoder]


def _specs() -> list[dict[str, Any]]:
    return [spec.to_json() for spec in specs()]


def _listed(payload: Payload, head: str, result: SearchResult) -> Payload:
    """The answer to a search: its list without the first `offset`."""
    answer = result.to_json()
    offset = int(payload.get("offset", 0))
    for name in ("ids", "scores", "relevant", "distances"):
        answer[name] = answer[name] and answer[name][offset:]
    return {"pipeline": payload["pipeline"], "head": head, **answer}


def _method(session: Session, payload: Payload) -> tuple[Pipeline, Edits | None]:
    """The method that is asked, and what the graph lacks for it; both are ready."""
    pipeline, edits = session.pipeline_at_once(payload["pipeline"]), _edits(payload)
    if edits:
        session.editing.wait(pipeline, edits)
    return pipeline, edits


def _judged(payload: Payload) -> dict[str, Any]:
    """What restricts and judges a list."""
    within = payload.get("within")
    return {
        "within": None if within is None else unpack_ids(within),
        "label_column": payload.get("label_column"),
    }


def _ids(values: list[int]) -> Ids:
    return np.array(values, np.int64)


def _edits(payload: Payload) -> Edits | None:
    edits = payload.get("edits")
    if edits is None:
        return None
    return Edits(frozenset((int(a), int(b)) for a, b in edits["edges"]), frozenset(map(int, edits["nodes"])))
