"""Preprocessing stages and a ranker under one name, such as `whiten[d=256,power=0.5]>dba>gnn-rerank[k1=40]`."""

from __future__ import annotations

import hashlib
import json
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from explorer.errors import EngineError, WorkspaceError
from explorer.graph.knn import KnnGraph
from explorer.methods.base import Edits, Gallery, Job, Method, QueryBatch, Transform
from explorer.methods.explanation import Explanation
from explorer.methods.registry import ranker, transform
from explorer.methods.state import State, load_state, save_state
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ids import Ids
from explorer.protocol.naming import PipelineName, parse_pipeline
from explorer.protocol.progress import IsCancelled, Losses, Progress, never_cancelled, no_losses, no_progress
from explorer.protocol.ranking import Ranking, Scores
from explorer.protocol.specs import Value


class Pipeline:
    """Stages that are fitted and asked as one method.

    Pipelines on one gallery that begin with the same stages share the transformed gallery and its graph.

    Attributes:
        name: as parsed.
        transforms: the stages before the ranker.
        ranker: the last stage.
    """

    def __init__(self, name: PipelineName | str) -> None:
        """Look the stages up.

        Raises:
            ParameterError: a stage or parameter is unknown, a value out of range, or a stage stands in the wrong place.
        """
        self.name = parse_pipeline(name) if isinstance(name, str) else name
        self.transforms = [transform(stage.name, **stage.given()) for stage in self.name.stages[:-1]]
        self.ranker = ranker(self.name.ranker.name, **self.name.ranker.given())
        self._galleries: list[Gallery] = []

    @property
    def key(self) -> str:
        """What results are reported under: the alias or the whole name."""
        return self.name.key

    @property
    def head(self) -> str:
        """The stages with what was set, for column heads: `Whiten d=256 → GNN re-ranking`."""
        titles = [stage.title for stage in self._stages()]
        given = [" ".join(f"{key}={value}" for key, value in stage.parameters) for stage in self.name.stages]
        return " → ".join(f"{title} {values}".strip() for title, values in zip(titles, given, strict=True))

    @property
    def knows_words(self) -> bool:
        """Whether it was fitted on captions and can be asked in words."""
        return any(stage.spec.modality == "image-text" for stage in self._stages())

    @property
    def parameters(self) -> dict[str, Any]:
        """All values of the ranker, and those of each transform under its name."""
        return {**self.ranker.parameters, **{stage.spec.name: stage.parameters for stage in self.transforms}}

    @property
    def notes(self) -> list[str]:
        """What the person should know of the fit."""
        of_graphs = [note for gallery in self._galleries for note in gallery.notes]
        of_stages = [note for stage in self._stages() for note in stage.notes]
        other = "1 image has" if self.changed == 1 else f"{self.changed:,} images have"
        of_captions = [f"{other} other captions than were learned from; learn anew to learn from these too."]
        return list(dict.fromkeys([*of_graphs, *of_stages, *(of_captions if self.changed else [])]))

    @property
    def fetched(self) -> int:
        """So many images that a vector store finds nearest are ranked, and no others; 0 where all are."""
        return 0

    @property
    def changed(self) -> int:
        """How many images have other captions than a stage learned from; see `Method.changed`."""
        return max(stage.changed for stage in self._stages())

    def model_key(self, features_key: str, *, seed: int = 0) -> str:
        """Names the fitted model: equal where features, stages, versions, fit parameters and seed are equal."""
        stages = [[stage.spec.name, stage.version, stage.fit_parameters()] for stage in self._stages()]
        text = json.dumps([features_key, stages, seed], sort_keys=True)
        digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        return "-".join([*(stage.spec.name for stage in self._stages()), digest])

    def set(self, name: str, value: Value) -> None:
        """Change a query-stage parameter of the ranker; see `Ranker.set`."""
        self.ranker.set(name, value)
        self.name = self.name.with_parameter(name, value)

    def twin(self, name: PipelineName) -> Self:
        """The same fit under a name that differs in parameters of the query stage; nothing is fitted again.

        Raises:
            ParameterError: a value is out of range, or the name needs a new fit.
        """
        result = copy(self)
        result.name = name
        pairs = zip(self.transforms, name.stages[:-1], strict=True)
        result.transforms = [stage.twin(**wanted.given()) for stage, wanted in pairs]
        result.ranker = self.ranker.twin(**name.ranker.given())
        return result

    def fit(
        self,
        gallery: Gallery | Features | Vectors,
        *,
        seed: int = 0,
        device: str = "cpu",
        progress: Progress = no_progress,
        cancelled: IsCancelled = never_cancelled,
        losses: Losses = no_losses,
        checkpoint: Path | None = None,
    ) -> Self:
        """Fit the stages one after the other; see `Ranker.fit`."""
        job = Job(seed, device, progress, cancelled, losses)
        current = Gallery.of(gallery)
        self._galleries = [current]
        for position, stage in enumerate(self.transforms):
            self.transforms[position], current = current.derive(stage.label, partial(_fitted, stage, current, job))
            self._galleries.append(current)
        self.ranker.fit(
            current,
            seed=seed,
            device=device,
            progress=progress,
            cancelled=cancelled,
            losses=losses,
            checkpoint=checkpoint,
        )
        return self

    def scores(self, queries: QueryBatch | Vectors, *, edits: Edits | None = None) -> Scores:
        """See `Ranker.scores`."""
        return self.ranker.scores(self._through(queries, edits), edits=edits)

    def search(
        self, queries: QueryBatch | Vectors, k: int, *, within: Ids | None = None, edits: Edits | None = None
    ) -> Ranking:
        """See `Ranker.search`."""
        return self.ranker.search(self._through(queries, edits), k, within=within, edits=edits)

    def ranks(self, queries: QueryBatch | Vectors, ids: Ids, *, edits: Edits | None = None) -> NDArray[np.int64]:
        """See `Ranker.ranks`."""
        return self.ranker.ranks(self._through(queries, edits), ids, edits=edits)

    def explain(self, queries: QueryBatch | Vectors, image: int, *, edits: Edits | None = None) -> Explanation:
        """See `Ranker.explain`."""
        return self.ranker.explain(self._through(queries, edits), image, edits=edits)

    def update(self, added: Ids, removed: Ids) -> bool:
        """See `Ranker.update`; preprocessing always needs a new fit."""
        return not self.transforms and self.ranker.update(added, removed)

    def bytes_per_item(self) -> float:
        """Memory that a search needs, for each image: that of the ranker, and of a space that words go through."""
        return self.ranker.bytes_per_item() + sum(stage.bytes_per_item() for stage in self.transforms)

    def save(self, folder: Path) -> None:
        """Write all fitted state into an existing folder, with the graphs of the transformed galleries."""
        self.ranker.save(folder)
        for position, (stage, current) in enumerate(zip(self.transforms, self._galleries[1:], strict=True)):
            save_state(folder / f"stage{position}.safetensors", stage.state())
            if current.known_graph is not None:
                save_state(folder / f"graph{position}.safetensors", _graph_state(current.known_graph))

    def load(self, folder: Path, gallery: Gallery) -> Self:
        """Take back what `save` wrote; the gallery must be that of the fit.

        Raises:
            WorkspaceError: the files are damaged, or of another method, version, parameters or gallery.
        """
        current = gallery
        self._galleries = [current]
        for position, stage in enumerate(self.transforms):
            file = folder / f"stage{position}.safetensors"
            self.transforms[position], current = current.derive(stage.label, partial(_restored, stage, current, file))
            self._galleries.append(current)
            graph_file = folder / f"graph{position}.safetensors"
            if current.known_graph is None and graph_file.exists():
                current.known_graph = _graph_of(load_state(graph_file))
        self.ranker.load(folder, current)
        return self

    def load_earlier(self, folder: Path, gallery: Gallery) -> Self:
        """Take back a fit of before some images came; see `Ranker.load_earlier`.

        Raises:
            WorkspaceError: as there, or there is preprocessing, which is fitted on all images.
        """
        if self.transforms:
            raise WorkspaceError(f"The preprocessing of {self.name} does not know the newest images; fit again.")
        self.ranker, self._galleries = self.ranker.load_earlier(folder, gallery), [gallery]
        return self

    def as_asked(self, queries: QueryBatch | Vectors) -> QueryBatch:
        """Queries as they reach the ranker: after the preprocessing."""
        return self._through(queries)

    def _stages(self) -> list[Method]:
        return [*self.transforms, self.ranker]

    def _fitted_on(self) -> Gallery:
        if not self._galleries:
            raise EngineError(f"{self.name} is not fitted yet; call fit first.")
        return self._galleries[0]

    def edit(self, edits: Edits) -> None:
        """See `Ranker.edit`."""
        self.ranker.edit(edits)

    def is_edited(self, edits: Edits) -> bool:
        """See `Ranker.is_edited`."""
        return self.ranker.is_edited(edits)

    def _through(self, queries: QueryBatch | Vectors, edits: Edits | None = None) -> QueryBatch:
        """Queries after preprocessing; those that are rows of the gallery become its transformed rows."""
        batch = QueryBatch.of(queries)
        if not self.transforms:
            return batch
        self._fitted_on().check(batch)
        for stage, gallery in zip(self.transforms, self._galleries[1:], strict=True):
            batch = stage.apply_queries(batch, gallery.edited(edits) if edits else gallery)
        return batch


def _fitted(stage: Transform, gallery: Gallery, job: Job) -> tuple[Transform, Gallery]:
    """A transform fitted on a gallery, and what it makes of that."""
    stage.fit(gallery.training, job)
    return stage, stage.apply_gallery(gallery, job)


def _restored(stage: Transform, gallery: Gallery, file: Path) -> tuple[Transform, Gallery]:
    """The same from what was saved."""
    stage.restore(load_state(file))
    return stage, stage.apply_gallery(gallery, Job())


def _graph_state(graph: KnnGraph) -> State:
    """A graph as arrays, with what is known of its recall."""
    recall = {"recall": np.array([graph.recall]), "sample": np.array([graph.sample])}
    return {"indices": graph.indices, "similarities": graph.similarities, **recall}


def _graph_of(state: dict[str, Any]) -> KnnGraph:
    """The inverse of `_graph_state`, which once kept the lists alone."""
    lists = state["indices"], state["similarities"]
    return (
        KnnGraph(*lists, float(state["recall"][0]), int(state["sample"][0])) if "recall" in state else KnnGraph(*lists)
    )
