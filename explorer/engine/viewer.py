"""What the viewer can do: the build without torch, scipy, FAISS and numba, which shows what was indexed elsewhere.

It opens workspaces and feature files, draws the PCA map and ranks by the cosine, with numpy alone. What needs a graph,
an encoder or a learned method is refused in one sentence.
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from explorer.collection.catalogue import Catalogue
from explorer.collection.source import FeatureSource, open_source
from explorer.embedding.features import import_feature_file, load_features
from explorer.engine.answering import Payload
from explorer.engine.index_report import IndexReport
from explorer.engine.reporting import Reporter
from explorer.engine.stored import MAPS, Stored, feature_sets, features_key
from explorer.errors import InputError
from explorer.projection.pca import pca_map
from explorer.protocol.features import Features, unit_rows
from explorer.protocol.ids import unpack_ids
from explorer.protocol.progress import IsCancelled
from explorer.protocol.query import Query
from explorer.protocol.ranking import Scores, places, rank_scores
from explorer.protocol.specs import MethodSpec
from explorer.workspace.listing import update_listing
from explorer.workspace.store import Workspace

COSINE = MethodSpec(
    name="cosine",
    title="Cosine",
    family="baseline",
    summary="Ranks images by the angle between their vector and the query's; no graph, no parameters.",
)
"""The one method here, as `explorer.methods.cosine` describes it."""

_BEYOND = "This is the viewer, which {}; open the collection in the full program for that."


class ViewerRequests:
    """Answers requests from one opened collection; the same messages as `explorer.engine.requests.Requests`."""

    def __init__(self) -> None:
        self._workspace: Workspace | None = None
        self._features: dict[str | None, Features] = {}
        self._columns: list[str] = []

    def handlers(self) -> Mapping[str, Callable[[Payload], Payload]]:
        """The requests by name."""
        return {
            "open": self.open,
            "methods": self.methods,
            "check": self.check,
            "search": self.search,
            "ranks": self.ranks,
        }

    def open(self, payload: Payload) -> Payload:
        """Open the collection of `workspace` as it is now; `features_key` is None where it has no vectors."""
        self._workspace, self._features = Workspace.open(Path(payload["workspace"])), {}
        answer: Payload = {"methods": [COSINE.to_json()], "images": 0, "features_key": None, "columns": [], "maps": []}
        if not self._workspace.config.get("features"):
            return {**answer, "encoders": []}
        features = self._of(None)
        sets = feature_sets(self._workspace)
        with Catalogue(self._workspace.catalogue_path, write=False) as catalogue:
            columns = catalogue.columns()
        return {
            **answer,
            "images": len(features),
            "features_key": features.key,
            "dim": features.dim,
            "columns": columns,
            "encoder": sets[0].encoder,
            "encoders": [one.to_json() for one in sets],
            "graph_k": 0,
            "graph_recall": None,
            "graph_sample": 0,
            "maps": Stored(self._workspace, features.key).maps(),
        }

    def methods(self, _payload: Payload) -> Payload:
        """The one method, and no encoder."""
        return {"methods": [COSINE.to_json()], "encoders": []}

    def check(self, payload: Payload) -> Payload:
        """Nothing where `query` can be answered; else the error says why."""
        self._scores(payload)
        return {}

    def search(self, payload: Payload) -> Payload:
        """The list of `cosine` for `query`; see `Requests.search`."""
        began = time.perf_counter()
        features, scores, excluded = self._scores(payload)
        k, offset = int(payload["k"]), int(payload.get("offset", 0))
        ranking = rank_scores(scores[np.newaxis], features.ids, k, excluded=excluded)
        total = int((~excluded).sum())
        return {
            "pipeline": payload["pipeline"],
            "head": COSINE.title,
            "total": total,
            "nearest": 0,
            "ids": ranking.ids[0, offset:total].tolist(),
            "scores": ranking.scores[0, offset:total].tolist(),
            "ms": round(1000 * (time.perf_counter() - began), 3),
            "bytes_per_item": float(features.values.dtype.itemsize * features.dim),
            "relevant": None,
            "average_precision": None,
            "precision_at_k": None,
        }

    def ranks(self, payload: Payload) -> Payload:
        """The places of `ids` in the list of `cosine` for `query`; 0 = not in it."""
        features, scores, excluded = self._scores(payload)
        asked = np.array(payload["ids"], np.int64)
        rows = {int(features.ids[row]): row for row in np.flatnonzero(np.isin(features.ids, asked))}
        wanted = np.array([rows.get(image, -1) for image in asked.tolist()], np.int64)
        found = places(np.where(excluded, np.float32(-np.inf), scores), features.ids, np.maximum(wanted, 0))
        return {"ranks": np.where(wanted < 0, 0, found).tolist()}

    def _scores(self, payload: Payload) -> tuple[Features, Scores, np.ndarray[Any, np.dtype[np.bool_]]]:
        """Cosines to the query, as in `explorer.engine.encoded_query`, and the images that may not appear.

        Raises:
            InputError: it asks for more than the cosine to whole images of the collection.
        """
        if payload.get("pipeline", "cosine").rpartition("=")[2] != COSINE.name or payload.get("edits"):
            raise InputError(_BEYOND.format("ranks by the cosine alone"))
        query, features = Query.from_json(payload["query"]), self._of(payload.get("encoder"))
        if any(term.kind != "member" or term.region is not None for term in query.terms):
            raise InputError(_BEYOND.format("has no encoder and searches for images of the collection only"))
        rows = np.searchsorted(features.ids, members := np.array([int(term.value) for term in query.terms]))
        if (rows >= len(features)).any() or (features.ids[rows % len(features)] != members).any():
            raise InputError(f"The collection has no vector of image {members[0]}; choose another.")
        weights = np.array([term.weight for term in query.terms], np.float32)
        wanted = np.array([term.sign > 0 for term in query.terms])
        units = features.unit(rows)
        cosines = np.empty((len(rows) + 1, len(features)), np.float32)
        point = unit_rows((weights[wanted] @ units[wanted])[np.newaxis])
        for block, values in features.blocks():
            cosines[:, block] = np.concatenate([point, units]) @ values.T
        shares = weights / weights[wanted if wanted.any() else ~wanted].sum()
        penalties = shares[~wanted] @ np.maximum(cosines[1:][~wanted], 0 if wanted.any() else -1)
        excluded = np.zeros(len(features), bool)
        excluded[rows] = True
        if payload.get("within") is not None:
            excluded |= ~np.isin(features.ids, unpack_ids(payload["within"]))
        return features, np.asarray(cosines[0] - penalties, np.float32), excluded

    def _of(self, encoder: str | None) -> Features:
        key = None if self._workspace is None else features_key(self._workspace, encoder)
        if self._workspace is None or key is None:
            raise InputError("No searchable collection is open; open one that the full program has indexed.")
        if encoder not in self._features:
            self._features[encoder] = load_features(self._workspace, key)
        return self._features[encoder]


def viewer_index_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Read a feature file into `workspace`: names, vectors, the PCA map. What was indexed elsewhere is left as it is.

    Raises:
        InputError: the source needs an encoder.
    """
    workspace = Workspace.open(Path(payload["workspace"]), lent=True)
    source = open_source(Path(payload["source"]), images_root=workspace.images_root)
    if not isinstance(source, FeatureSource):
        if workspace.config.get("features"):
            return {"images": 0, "summary": "The collection is shown as it was indexed."}
        raise InputError(_BEYOND.format("has no encoder and cannot read a folder of images"))
    reporter.stage("scan")
    with Catalogue(workspace.catalogue_path, write=True) as catalogue:
        scan = catalogue.update(source, progress=reporter.progress, cancelled=cancelled)
        key = import_feature_file(workspace, catalogue, source.feature_file)
        update_listing(workspace, catalogue, progress=reporter.progress, cancelled=cancelled)
    reporter.partial("catalogue")
    reporter.partial("features")
    stored, features = Stored(workspace, key), load_features(workspace, key)
    if not stored.fresh(MAPS, stored.map_name("pca")):
        reporter.stage("map")
        stored.save_map("pca", pca_map(features, progress=reporter.progress, cancelled=cancelled), features)
    reporter.partial("map")
    return IndexReport(scan, images=len(features), features=key, made=["embed", "map"]).to_json()
