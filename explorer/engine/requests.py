"""The requests that the server answers, each in less than 0.2 s, from one opened collection."""

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from explorer.collection.names import printable
from explorer.embedding.registry import encoders
from explorer.engine.answering import Payload
from explorer.engine.network import network
from explorer.engine.sentence import sentence
from explorer.engine.session import Session
from explorer.errors import ExplorerError, InputError
from explorer.methods.gallery import Edits
from explorer.methods.registry import specs
from explorer.protocol.ids import Ids, unpack_ids
from explorer.protocol.query import Query
from explorer.workspace.store import Workspace


class Requests:
    """Answers requests; holds at most one opened collection."""

    def __init__(self) -> None:
        self._session: Session | None = None
        self._warmed = threading.Event()

    def handlers(self) -> Mapping[str, Callable[[Payload], Payload]]:
        """The requests by name."""
        return {
            "open": self.open,
            "methods": self.methods,
            "search": self.search,
            "ranks": self.ranks,
            "explain": self.explain,
            "ego": self.ego,
        }

    def open(self, payload: Payload) -> Payload:
        """Open the collection of `workspace` as it is now; `features_key` is None where it has no vectors yet."""
        workspace = Workspace.open(Path(payload["workspace"]))
        before, self._session = self._session, None
        if before is not None:
            before.close()
        answer: Payload = {"methods": _specs(), "images": 0, "features_key": None, "columns": [], "maps": []}
        if not workspace.config.get("features"):
            return answer
        session = self._session = Session(workspace, before=before)
        if before is None or session.features is not before.features:
            self._warmed.clear()
            threading.Thread(target=self._warm, args=(session,), name="warm", daemon=True).start()
        return answer | {
            "images": len(session.features),
            "features_key": session.features.key,
            "dim": session.features.dim,
            "encoder": workspace.config["encoder"],
            "graph_k": session.graph.k if session.graph else 0,
            "maps": session.stored.maps(),
            "columns": session.catalogue.columns(),
        }

    def methods(self, _payload: Payload) -> Payload:
        """All methods and encoders."""
        return {"methods": _specs(), "encoders": [spec.to_json() for spec in encoders()]}

    def search(self, payload: Payload) -> Payload:
        """The first `k` of `pipeline` for `query`; optional: `within` (packed ids), `edits`, `label_column` to judge by."""
        session = self._opened()
        # A search beside the warming would take as long, and be told as slower than it is.
        self._warmed.wait()
        pipeline = session.pipeline_at_once(payload["pipeline"])
        within = payload.get("within")
        result = session.search(
            Query.from_json(payload["query"]),
            pipeline,
            int(payload["k"]),
            within=None if within is None else unpack_ids(within),
            edits=_edits(payload),
            label_column=payload.get("label_column"),
        )
        return {"pipeline": payload["pipeline"], "head": pipeline.head, **result.to_json()}

    def ranks(self, payload: Payload) -> Payload:
        """The places of `ids` in the list of `pipeline` for `query`; 0 = not in it."""
        session = self._opened()
        pipeline = session.pipeline_at_once(payload["pipeline"])
        query, ids = Query.from_json(payload["query"]), _ids(payload["ids"])
        return {"ranks": session.ranks(query, pipeline, ids, edits=_edits(payload)).tolist()}

    def explain(self, payload: Payload) -> Payload:
        """Why `image` has its score with `pipeline` for `query`."""
        session = self._opened()
        pipeline = session.pipeline_at_once(payload["pipeline"])
        query, image = Query.from_json(payload["query"]), int(payload["image"])
        explanation = session.explain(query, pipeline, image, edits=_edits(payload))

        def name(helper: int) -> str:
            return printable(Path(session.catalogue.paths([helper])[0]).name)

        return {**explanation.to_json(), "sentence": sentence(explanation, name)}

    def ego(self, payload: Payload) -> Payload:
        """The graph around `query` and the results `ids`, `hops` edges far, at most `limit` images."""
        query, ids = Query.from_json(payload["query"]), _ids(payload["ids"])
        found = network(self._opened(), query, ids, hops=int(payload["hops"]), limit=int(payload["limit"]))
        return found.to_json()

    def _warm(self, session: Session) -> None:
        """Load, on a thread of its own, what the first query would wait for."""
        try:
            session.warm()
            self._warmed.set()
            session.queries.warm()
        except ExplorerError as error:  # it shows again, and is answered, where it is needed
            logging.getLogger(__name__).warning("Not everything could be loaded in advance: %s", error)
        finally:
            self._warmed.set()

    def _opened(self) -> Session:
        if self._session is None:
            raise InputError("No searchable collection is open; wait for the first vectors, or open one.")
        return self._session


def _specs() -> list[dict[str, Any]]:
    return [spec.to_json() for spec in specs()]


def _ids(values: list[int]) -> Ids:
    return np.array(values, np.int64)


def _edits(payload: Payload) -> Edits | None:
    edits = payload.get("edits")
    if edits is None:
        return None
    return Edits(frozenset((int(a), int(b)) for a, b in edits["edges"]), frozenset(map(int, edits["nodes"])))
