"""The Python interface, which the command line uses too: open a collection, search it, measure methods on it."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from explorer.cluster import workers_of
from explorer.collection.names import printable
from explorer.collection.source import is_workspace, open_source
from explorer.collection.stores import located
from explorer.engine.index_report import IndexReport
from explorer.engine.indexing import DEFAULT_MODELS, Listener, add_encoder, index
from explorer.engine.search_terms import as_query
from explorer.engine.stored import features_key
from explorer.errors import InputError
from explorer.protocol.closing import Closing
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ids import Ids
from explorer.protocol.naming import parse_pipelines
from explorer.protocol.overlap import rank_biased_overlap
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.protocol.query import Query
from explorer.protocol.ranking import Ranking
from explorer.workspace.places import workspace_for
from explorer.workspace.points import SCHEME, STORE, open_points
from explorer.workspace.store import Workspace

if TYPE_CHECKING:
    from explorer.engine.session import Session
    from explorer.evaluation.run import Report, Settings
    from explorer.evaluation.workspace import Choice
    from explorer.methods.base import Edits
    from explorer.methods.pipeline import Pipeline

Searched = Query | int | str | os.PathLike[str] | Vectors
"""An image id, the path of an image or of a vector (.npy), a vector [d], or a query of several terms."""


def open(  # noqa: A001 - explorer.open is the name that people expect
    path: str | os.PathLike[str],
    *,
    workspace: str | os.PathLike[str] | None = None,
    encoder: str | None = None,
    images_root: str | os.PathLike[str] | None = None,
    device: str = "auto",
    cluster: str | None = None,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> "Collection":
    """Open a collection; it is indexed when first used, or by `Collection.index`.

    Args:
        path: a folder of images, a feature file, a workspace, or `qdrant://host/collection`.
        workspace: the folder that keeps what is computed; by default one of the person's data folder.
        encoder: name or path of the encoder, for images; by default what the workspace has, or the default one.
        images_root: folder in which the names of a feature file are found as images.
        device: where graphs are built and networks trained: cpu, cuda, or auto for cuda where there is one.
        cluster: Ray machines that index and evaluate: `local`, `auto` or `ray://host:port`; None = this process.
        progress: told how far long work is.
        cancelled: asked during long work.

    Raises:
        InputError: there is nothing at the path that can be opened, or no CUDA device where one is asked for.
        WorkspaceError: the workspace is damaged, of a newer version, or cannot be made.
    """
    if device == "cuda":
        from explorer.evaluation.device import usable_device

        usable_device(device)  # better refused now than after an hour of reading
    how: dict[str, Any] = {"encoder": encoder, "device": device, "cluster": cluster}
    how["listener"] = Listener(progress, cancelled)
    if str(path).startswith(SCHEME):
        return Collection(open_points(str(path), None if workspace is None else Path(workspace).expanduser()), **how)
    place = located(str(path)).expanduser()
    if is_workspace(place):
        if workspace is not None or images_root is not None:
            raise InputError(f"{place} is a workspace itself; leave out the other workspace and the images' folder.")
        return Collection(Workspace.open(place, write=True), **how)
    source = open_source(place, images_root=None if images_root is None else located(str(images_root)).expanduser())
    kept = workspace_for(place) if workspace is None else Path(workspace).expanduser()
    opened = Workspace.open(kept, write=True) if is_workspace(kept) else Workspace.create(kept, source=source)
    return Collection(opened, **how)


class Collection(Closing):
    """An open collection of images; a context manager.

    Attributes:
        workspace_path: the folder that keeps what is computed.
        read_only_reason: why nothing can be written, None where it can; an indexed collection can be searched anyway.
    """

    def __init__(
        self, workspace: Workspace, *, encoder: str | None, device: str, cluster: str | None, listener: Listener
    ) -> None:
        """Use `open`."""
        self.workspace_path = workspace.path
        self.read_only_reason = workspace.read_only_reason
        self._workspace = workspace
        self._encoder = encoder
        self._device = device
        self._cluster = cluster
        self._listener = listener
        self._session: Session | None = None

    def close(self) -> None:
        """Let the workspace go; harmless when done already."""
        self._close_session()
        self._workspace.close()

    # What is in it ----------------------------------------------------------------------------------------------

    @property
    def session(self) -> "Session":
        """The opened workspace as the engine sees it; indexed first where it has no vectors yet."""
        if self._session is None:
            from explorer.engine.session import open_session
            from explorer.evaluation.device import usable_device

            if not self.is_indexed:
                self.index(umap=False, models=())
            self._session = open_session(self._workspace, encoder=self._encoder, device=usable_device(self._device))
        return self._session

    @property
    def is_indexed(self) -> bool:
        """Whether images have vectors, of the encoder that was asked for."""
        return features_key(self._workspace, self._encoder) is not None

    @property
    def features(self) -> Features:
        """The vectors and ids of the images."""
        return self.session.features

    @property
    def names(self) -> list[str]:
        """Path or name of each image, in the order of `features`."""
        return [printable(path) for path in self.session.catalogue.paths(self.features.ids)]

    def __len__(self) -> int:
        return len(self.features)

    # What can be done with it -----------------------------------------------------------------------------------

    def index(
        self,
        *,
        umap: bool = True,
        models: tuple[str, ...] = DEFAULT_MODELS,
        text_encoder: str | None = None,
        listener: Listener | None = None,
    ) -> IndexReport:
        """Bring the workspace up to date with its source: scan, vectors, PCA map, graph, models, UMAP map.

        The first encoder of a collection stays the one that it is searched by where none is named; the vectors of
        another that was given to `open` are made beside those.

        Args:
            umap: whether to make the UMAP map, which takes longer than all else.
            models: methods to fit at once.
            text_encoder: of the captions, from now on: `minilm-l6-v2`, `tf-idf` or a folder with a CLIP model.
            listener: told of stages; by default the progress given to `open`.

        Raises:
            InputError: the source is unusable.
            WorkspaceError: the workspace is open in another program, or belongs to another source.
            Cancelled: the person asked to stop; what was finished is kept.
        """
        path = self._workspace.source_path
        if self._workspace.config.get(STORE):
            return self._index_points(listener or self._listener)
        if path is None:
            raise InputError(f"{self.workspace_path} does not say where its images come from; open their folder.")
        self._close_session()
        if text_encoder is not None:
            from explorer.embedding.captions import usable

            self._workspace.configure(text_encoder=usable(text_encoder))
        listener = listener or self._listener
        beside = bool(self._workspace.config.get("features")) and not self._is_first(self._encoder)
        first = None if beside else self._encoder
        how: dict[str, Any] = {"models": models, "device": self._device, "listener": listener}
        with workers_of(self._cluster) as how["workers"]:
            report = index(path, self._workspace, first, umap=umap, **how)
            if beside and self._encoder is not None:
                report = add_encoder(self._workspace, self._encoder, **how).after(report)
        return report

    def _index_points(self, listener: Listener) -> IndexReport:
        from explorer.engine.point_index import index_points

        self._close_session()
        self._workspace.require_write()
        return index_points(self._workspace, self._encoder, progress=listener.progress, cancelled=listener.cancelled)

    def use_captions(self, column: str) -> None:
        """Take captions from another place, from the next index on.

        Args:
            column: of the manifest, several separated by commas; `name` for the words of the file names.

        Raises:
            WorkspaceError: the workspace is open in another program.
        """
        self._workspace.configure(caption_column=column)

    def _is_first(self, encoder: str | None) -> bool:
        """Whether the collection is searched by that encoder where none is named."""
        return encoder in {None, self._workspace.config["encoder"]} or (
            features_key(self._workspace, encoder) == self._workspace.config["features"]
        )

    def refresh(self) -> str | None:
        """Take in what is new in the source as far as searching and measuring need it.

        Returns:
            Why that was not possible, where an indexed collection can be used as it is; else None.

        Raises:
            InputError: the source is missing or unusable, and nothing is indexed yet.
            WorkspaceError: nothing may be written, and nothing is indexed yet.
            Cancelled: the person asked to stop; what was finished is kept.
        """
        path = self._workspace.source_path
        reason = self.read_only_reason
        if reason is None and (path is None or not path.exists()):
            reason = f"Its source {path or ''} is not there any more."
        if reason is None or not self.is_indexed:
            self.index(umap=False, models=())
            return None
        return reason

    def pipeline(self, method: str) -> "Pipeline":
        """The fitted method of that name, for example `whiten[d=256]>gnn-rerank[k1=40]`.

        What was learned from captions is kept in the workspace, since it takes long.

        Raises:
            ParameterError: there is no such method or parameter.
        """
        progress, cancelled = self._listener.progress, self._listener.cancelled
        fitted = self.session.pipeline(method, progress=progress, cancelled=cancelled)
        if fitted.knows_words and self.read_only_reason is None and not self.session.stored.has_model(fitted.key):
            self.session.keep(fitted)
        return fitted

    def search(
        self,
        query: Searched,
        *,
        method: str = "gnn-rerank",
        k: int = 100,
        within: Sequence[int] | Ids | None = None,
        edits: "Edits | None" = None,
    ) -> Ranking:
        """The best images for one query; an image of the collection is left out of its own list.

        Args:
            query: see `Searched`.
            method: its name, parameters in brackets.
            k: length of the list; shorter where the collection is smaller.
            within: ids that may appear; all where None.
            edits: edges and nodes that the graph shall lack.

        Returns:
            ids and scores, [1, <= k].

        Raises:
            InputError: the query, the method or an edit is unusable.
        """
        pipeline = self.pipeline(method)
        kept = None if within is None else np.asarray(within, np.int64)
        if isinstance(query, np.ndarray):
            length = min(k, len(self) if kept is None else len(kept))
            ranking = pipeline.search(query, length, within=kept, edits=edits)
            return Ranking(ranking.ids, ranking.scores)
        result = self.session.search(as_query(query), pipeline, k, within=kept, edits=edits)
        return Ranking(result.ids[np.newaxis], result.scores[np.newaxis])

    def compare(
        self,
        query: Searched,
        methods: str,
        *,
        k: int = 10,
        within: Ids | None = None,
        label_column: str | None = None,
        edits: "Edits | None" = None,
    ) -> dict[str, Any]:
        """Several methods side by side for one query.

        Args:
            query: see `Searched`, no vector.
            methods: names separated by commas; changes of rank are against the first.
            k: length of the lists.
            within: ids that may appear; all where None.
            label_column: column that says what is relevant; by default `label`.
            edits: edges and nodes that the graph shall lack.

        Returns:
            What `search --json` writes: under `methods`, by name, ids, names, scores, rank_change (positive = risen,
            null where the first method does not rank the image), relevant, average_precision, rank_biased_overlap
            with the first list, ms, notes and more.

        Raises:
            InputError: the query, a method or an edit is unusable.
        """
        if isinstance(query, np.ndarray):
            raise InputError("Give compare an image or an id; a vector can be given to search.")
        wanted, session = as_query(query), self.session
        pipelines = {name.key: self.pipeline(str(name)) for name in parse_pipelines(methods)}
        first = next(iter(pipelines.values()))
        lists: dict[str, Any] = {}
        for key, pipeline in pipelines.items():
            session.search(wanted, pipeline, 1, edits=edits)  # warms caches: the time shown is that of the next query
            result = session.search(
                wanted, pipeline, k, within=within, label_column=label_column, edits=edits, anew=True
            )
            before = session.ranks(wanted, first, result.ids, within=within, edits=edits)
            change = [int(rank) - place if rank else None for place, rank in enumerate(before, start=1)]
            names = [printable(path) for path in session.catalogue.paths(result.ids)]
            told = {"name": str(pipeline.name), "names": names, "rank_change": change, "notes": pipeline.notes}
            lists[key] = {**told, **result.to_json()}
            reference = next(iter(lists.values()))["ids"]
            lists[key]["rank_biased_overlap"] = rank_biased_overlap(lists[key]["ids"], reference)
        described = {"query": wanted.to_json(), "query_text": self._described(wanted), "images": len(self), "k": k}
        without = {"edges": sorted(edits.edges), "nodes": sorted(edits.nodes)} if edits else None
        return {**described, "without": without, "methods": lists}

    def evaluate(
        self, methods: str = "", *, choice: "Choice | None" = None, settings: "Settings | None" = None
    ) -> "Report":
        """Measure methods on the collection, each in a process of its own.

        Args:
            methods: names separated by commas; the first is what the others are compared with. Empty = every ranker for
                images that trains no network, cosine first.
            choice: labels, splits, queries; see `explorer.evaluation.workspace.Choice`.
            settings: protocol, metrics, device; see `explorer.evaluation.run.Settings`.

        Returns:
            What `evaluate --json` writes.

        Raises:
            InputError: a name, a column or a split does not exist, or there are no labels.
            Cancelled: the person asked to stop.
        """
        from explorer.evaluation.run import Settings
        from explorer.evaluation.workspace import Choice, evaluate_workspace

        if not self.is_indexed:
            self.index(umap=False, models=())
        choice = choice or Choice()
        if choice.features_key is None:
            choice = replace(choice, features_key=features_key(self._workspace, self._encoder))
        with workers_of(self._cluster) as workers:
            return evaluate_workspace(
                self._workspace,
                methods,
                choice,
                settings or Settings(),
                workers=workers,
                progress=self._listener.progress,
                cancelled=self._listener.cancelled,
            )

    def _described(self, query: Query) -> str:
        """The query as text: names of members and files."""
        texts = []
        for term in query.terms:
            text = str(term.value)
            if term.kind == "member":
                text = f"{self.session.catalogue.record(int(term.value)).path} (id {term.value})"
            texts.append(printable(text))
        return " + ".join(texts)

    def _close_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
