"""What the workspace keeps of a collection, and whether it is of the features as they are now.

Everything is made from one set of features, whose rows it refers to. The features are written again when images come
or go; what was made before is then out of date until it has been made again.

Nothing heavy is imported before it is needed: finding that there is nothing to do must be quick.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from explorer.protocol.features import Features, Vectors
from explorer.workspace.artefacts import Arrays
from explorer.workspace.points import STORE
from explorer.workspace.remote import Wanted
from explorer.workspace.store import Workspace

if TYPE_CHECKING:
    from explorer.graph.knn import KnnGraph
    from explorer.graph.update import KeptGraph
    from explorer.methods.base import Transform
    from explorer.methods.pipeline import Pipeline

FEATURES, GRAPH, CODES, MAPS, MODELS = "features", "graph", "codes", "maps", "models"

LEARNED = "learned"
"""The kind of the map of vectors that a network learned."""

TRAINING = "training"
"""Folder of what interrupted trainings leave behind."""


@dataclass(frozen=True)
class FeatureSet:
    """The vectors that one encoder gave a collection.

    Attributes:
        key: of the features.
        encoder: its name, as it is asked for; None where the vectors came from a file.
        title: for people.
        dim: length of a vector.
        images: how many have one.
        text: whether words can be searched for.
    """

    key: str
    encoder: str | None
    title: str
    dim: int
    images: int
    text: bool

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary."""
        return asdict(self)


def feature_sets(workspace: Workspace) -> list[FeatureSet]:
    """What the collection can be searched by, one an encoder; first what it is searched by where none is named."""
    chosen = workspace.config.get("features")
    sets = [_feature_set(workspace, key) for key in workspace.names(FEATURES)]
    sets.sort(key=lambda one: one.key != chosen)
    return sets


def features_key(workspace: Workspace, encoder: str | None) -> str | None:
    """The key of the vectors of an encoder, of those that the collection is searched by where it is None.

    Returns:
        None where the collection has no such vectors.
    """
    if encoder is None:
        key: str | None = workspace.config.get("features")
        return key
    names = {encoder, str(Path(encoder).expanduser().resolve())}
    return next((one.key for one in feature_sets(workspace) if one.encoder in names), None)


def _feature_set(workspace: Workspace, key: str) -> FeatureSet:
    spec = workspace.meta(FEATURES, key).get("encoder") or {}
    about, ids = workspace.meta(FEATURES, key), workspace.array(FEATURES, key, "ids")
    title, text = spec.get("title", "Given vectors"), "text" in spec.get("modalities", ())
    dim = int(about["dim"] if about.get(STORE) else workspace.read(FEATURES, key)[0].rows("values").shape[1])
    if about.get("reduction"):
        title += f", {dim} of {spec['dim']:,} dimensions"
    return FeatureSet(key, spec.get("name"), title, dim, len(ids), text)


def vectors_needed(workspace: Workspace) -> list[Wanted]:
    """What every search of a workspace in a store reads, by kind, name and arrays."""
    key = features_key(workspace, None)
    return [] if key is None else [(FEATURES, key, ("values",))]


def graph_needed(workspace: Workspace) -> list[Wanted]:
    """The same of what most methods read besides."""
    key = features_key(workspace, None)
    return [] if key is None else [(GRAPH, key, ("indices", "similarities"))]


class Stored:
    """The results in a workspace that were made from one set of features, as these were at one moment.

    Attributes:
        workspace: where they lie.
        key: of the features.
        stamp: names the features as they were then; they get another when they are written again.
    """

    def __init__(self, workspace: Workspace, key: str) -> None:
        self.workspace = workspace
        self.key = key
        self.stamp = workspace.generation(FEATURES, key)

    def same(self, other: "Stored") -> bool:
        """Whether the other speaks of the same features, as they were at the same moment."""
        return (self.workspace.path, self.key, self.stamp) == (other.workspace.path, other.key, other.stamp)

    def fresh(self, kind: str, name: str) -> bool:
        """Whether there is such a result, made from these features."""
        return self.workspace.has(kind, name) and self.workspace.meta(kind, name).get("stamp") == self.stamp

    def graph(self) -> "KnnGraph | None":
        """The kNN graph, memory-mapped or in a store (see `KnnGraph.here`); None where it has not been made yet."""
        if not self.fresh(GRAPH, self.key):
            return None
        return _graph(*self.workspace.read(GRAPH, self.key))

    def kept_graph(self) -> "KeptGraph | None":
        """The graph that is there, of whatever vectors it is; None where there is none that knows its vectors."""
        if not self.workspace.has(GRAPH, self.key):
            return None
        from explorer.graph.update import KeptGraph

        arrays, meta = self.workspace.read(GRAPH, self.key)
        if "signatures" not in arrays:
            return None
        return KeptGraph(_graph(arrays, meta), arrays["ids"], arrays["signatures"])

    def save_graph(self, graph: "KnnGraph", features: Features) -> None:
        """Keep the graph of these features, and what tells later which of their vectors are the same."""
        from explorer.graph.unit import unit_rows_of

        arrays: dict[str, NDArray[Any]] = {
            "indices": graph.indices,
            "similarities": graph.similarities,
            "ids": features.ids,
            "signatures": unit_rows_of(features).signatures,
        }
        meta = {"stamp": self.stamp, "k": graph.k, "recall": graph.recall, "sample": graph.sample}
        self.workspace.write(GRAPH, self.key, arrays, meta)

    def save_codes(self, features: Features) -> None:
        """Keep the codes by which single queries are answered, where the collection is large enough for them."""
        from explorer.graph.codes import coded_rows_of, worth_coding

        if not worth_coding(features):
            return
        coded = coded_rows_of(features)
        arrays: dict[str, NDArray[Any]] = {"codes": coded.codes, "rotation": coded.rotation, "filled": coded.filled}
        meta = {"stamp": self.stamp, "step": coded.step, "error": coded.error}
        self.workspace.write(CODES, self.key, arrays, meta)

    def use_codes(self, features: Features) -> None:
        """Search these features by the codes that were kept, memory-mapped, where there are some."""
        if not self.fresh(CODES, self.key):
            return
        from explorer.graph.codes import CodedRows, keep_codes

        arrays, meta = self.workspace.read(CODES, self.key)
        given = arrays.rows("codes")
        if not isinstance(given, np.memmap):  # in a store, and made sooner than fetched
            return
        # torch takes only what could be written to; nothing is, and it would stay in this process.
        codes = np.memmap(str(given.filename), np.int8, "c", given.offset, given.shape)
        rotation, filled = np.array(arrays["rotation"]), np.array(arrays["filled"])
        keep_codes(features, CodedRows(codes, rotation, meta["step"], meta["error"], filled))

    def map_name(self, kind: str) -> str:
        """Name of a map: `pca`, `umap` or `learned`."""
        return f"{self.key}-{kind}"

    def maps(self) -> list[str]:
        """Names of the maps that there are, also those that lack the newest images."""
        kinds = ("umap", "pca", LEARNED)
        return [self.map_name(kind) for kind in kinds if self.workspace.has(MAPS, self.map_name(kind))]

    def save_map(self, kind: str, positions: Vectors, features: Features) -> None:
        """Keep a map, with the ids of its points."""
        arrays: dict[str, NDArray[Any]] = {"positions": positions, "ids": features.ids}
        self.workspace.write(MAPS, self.map_name(kind), arrays, {"stamp": self.stamp})

    def has_model(self, pipeline: str) -> bool:
        """Whether the method of that name is there, fitted on these features."""
        metas = [self.workspace.meta(MODELS, name) for name in self.workspace.names(MODELS)]
        return any(meta.get("pipeline") == pipeline and meta.get("stamp") == self.stamp for meta in metas)

    def beginning_with(self, stage: "Transform") -> str | None:
        """The name of a method that is there, fitted on these features, and begins with this very stage."""
        from explorer.methods.pipeline import Pipeline

        for name in self.workspace.names(MODELS):
            meta = self.workspace.meta(MODELS, name)
            if meta.get("stamp") == self.stamp and ">" in meta["pipeline"]:
                first = Pipeline(meta["pipeline"]).transforms[0]
                if first.label == stage.label:
                    return name
        return None

    def later(self, model: str) -> int | None:
        """How many images came after the fit of a model that is there and knows all; None where it is not there."""
        if not self.fresh(MODELS, model):
            return None
        return int(self.workspace.meta(MODELS, model).get("later", 0))

    def checkpoint(self, model: str) -> Path:
        """Where the training of a model leaves its state when it is interrupted."""
        return self.workspace.path / TRAINING / f"{model}-{self.stamp}.safetensors"

    def save_model(self, pipeline: "Pipeline") -> None:
        """Keep a fitted method."""
        key = pipeline.model_key(self.key)
        meta = {"stamp": self.stamp, "pipeline": pipeline.key, "later": pipeline.ranker.later}
        with self.workspace.writing(MODELS, key, meta) as folder:
            pipeline.save(folder)


def _graph(arrays: Arrays, meta: dict[str, Any]) -> "KnnGraph":
    from explorer.graph.knn import KnnGraph

    return KnnGraph(arrays.rows("indices"), arrays.rows("similarities"), meta.get("recall", 1.0), meta.get("sample", 0))
