"""From a source of images to a collection that can be searched, in stages each of which is left out when it is done.

The order is that of use: vectors let one search by cosine, the PCA map shows the collection at once, the graph and the
first model let one re-rank, and UMAP, which takes longest, comes last.

Torch, FAISS, OpenVINO and UMAP are imported by the stages that need them, when they have something to do.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from explorer.collection.catalogue import Catalogue
from explorer.collection.records import ScanReport
from explorer.collection.source import FeatureSource, Source, open_source
from explorer.engine.captions import find_captions, renew_captions
from explorer.engine.index_report import IndexReport
from explorer.engine.maps import make_map
from explorer.engine.stored import FEATURES, GRAPH, MAPS, FeatureSet, Stored, feature_sets
from explorer.errors import InputError, ParameterError
from explorer.projection.needs import UmapMissing, check_umap
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.version import VERSION
from explorer.protocol.workers import Workers
from explorer.workspace.listing import update_listing
from explorer.workspace.store import COMPLETE, Workspace

if TYPE_CHECKING:
    from explorer.methods.gallery import Gallery

DEFAULT_MODELS = ("gnn-rerank",)
"""Fitted at once, as the window shows them first."""

Part = Literal["catalogue", "features", "graph", "map", "model"]


def _no_stage(stage: str) -> None:
    """Tell nobody."""


def _no_part(part: Part) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Listener:
    """Who is told what happens, and may stop it.

    Attributes:
        progress: within a stage.
        cancelled: asked often.
        stage: called when a stage begins: scan, embed, captions, map, graph, fit, umap.
        part: called when something has become usable.
        said: told, before much of the disk is used, how much.
    """

    progress: Progress = no_progress
    cancelled: IsCancelled = never_cancelled
    stage: Callable[[str], None] = _no_stage
    part: Callable[[Part], None] = _no_part
    said: Callable[[str], None] = _no_stage


def index(
    source: Source | Path,
    workspace: Workspace,
    encoder: str | None = None,
    *,
    umap: bool = True,
    models: Sequence[str] = DEFAULT_MODELS,
    device: str = "auto",
    workers: Workers | None = None,
    listener: Listener | None = None,
) -> IndexReport:
    """Bring a workspace up to date with its source; whatever is up to date already is left as it is.

    A stop at any moment loses at most one shard of 512 images; the next run goes on from there. Vectors of further
    encoders (`add_encoder`) are brought up to date too.

    Args:
        source: the images, or where they are.
        workspace: open for writing.
        encoder: its name; by default the one that the workspace has, or the default one. Not for feature files.
        umap: whether to make the UMAP map too, which takes longer than all else.
        models: methods to fit.
        device: where graphs are built and networks trained: cpu, cuda, or auto for cuda where there is one.
        workers: machines that read the files and find the neighbours; None = this process.
        listener: see there.

    Raises:
        InputError: the source, the encoder or a file of features is unusable.
        WorkspaceError: nothing may be written.
        Cancelled: the person asked to stop; what was finished stays.
    """
    workspace.require_write()
    opened = source if isinstance(source, Source) else open_source(source, images_root=workspace.images_root)
    return _Run(workspace, device, workers, listener or Listener()).run(opened, encoder, umap, models)


def add_encoder(
    workspace: Workspace,
    encoder: str,
    *,
    models: Sequence[str] = DEFAULT_MODELS,
    device: str = "auto",
    workers: Workers | None = None,
    listener: Listener | None = None,
) -> IndexReport:
    """Give every image of an indexed collection a vector of one more encoder, with the graph and methods of these.

    The collection is searched by the encoder that it had, unless the other is named.

    Args:
        workspace: indexed, open for writing.
        encoder: its name, file or folder.
        models: methods to fit.
        device: where graphs are built and networks trained: cpu, cuda, or auto for cuda where there is one.
        workers: machines that read the files and find the neighbours; None = this process.
        listener: see there.

    Raises:
        InputError: the encoder is unusable, or the collection has no pictures to read.
        WorkspaceError: nothing may be written.
        Cancelled: the person asked to stop; what was finished stays.
    """
    workspace.require_write()
    return _Run(workspace, device, workers, listener or Listener()).add(encoder, models)


class _Run:
    """One indexing of a workspace."""

    def __init__(self, workspace: Workspace, device: str, workers: Workers | None, listener: Listener) -> None:
        self._workspace = workspace
        self._device = device
        self._workers = workers
        self._listener = listener
        self._progress, self._cancelled = listener.progress, listener.cancelled
        self._held: tuple[Stored, Gallery] | None = None

    def run(self, source: Source, encoder: str | None, umap: bool, models: Sequence[str]) -> IndexReport:
        """All stages."""
        self._report = IndexReport(ScanReport())
        if self._workspace.config.get(COMPLETE):
            self._workspace.configure(**{COMPLETE: None})
        with Catalogue(self._workspace.catalogue_path, write=True) as catalogue:
            with self._stage("scan"):
                self._list(catalogue)  # what an earlier run found can be shown while this one looks for more
                self._report.scan = catalogue.update(source, progress=self._progress, cancelled=self._cancelled)
                self._list(catalogue)
            with self._stage("embed"):
                self._features(source, catalogue, encoder)
                self._list(catalogue)
            self._captions(catalogue)
            self._listener.part("features")
        chosen = self._stored = Stored(self._workspace, self._report.features)
        self._map("pca", "map")
        self._derive(chosen, models)
        for other in feature_sets(self._workspace):
            if other.encoder is not None and other.key != chosen.key:
                self._renew(other, models)
        if umap:
            self._stored = chosen
            if self._umap():
                self._workspace.configure(**{COMPLETE: VERSION})
        return self._report

    def add(self, encoder: str, models: Sequence[str]) -> IndexReport:
        """Vectors, graph and methods of one more encoder."""
        self._report = IndexReport(ScanReport())
        source = self._workspace.config["source"] or {}
        if source.get("kind") == "features" and not source.get("images_root"):
            raise InputError("This collection was made from a feature file, so there are no pictures for an encoder.")
        self._beside(encoder, models)
        self._umap()
        return self._report

    def _beside(self, encoder: str, models: Sequence[str]) -> None:
        """The same, in the course of another run too; the vectors by which the collection is searched stay."""
        with self._stage("embed"):
            from explorer.embedding import registry
            from explorer.embedding.index import embed

            with Catalogue(self._workspace.catalogue_path, write=True) as catalogue:
                done = embed(
                    self._workspace,
                    catalogue,
                    registry.get(_placed(encoder)),
                    chosen=False,
                    on_room=self._listener.said,
                    workers=self._workers,
                    progress=self._progress,
                    cancelled=self._cancelled,
                )
            self._forget_outdated(done.key)
        self._made("embed", "features")
        report = self._report
        report.images, report.read, report.encoded = done.images, report.read + done.read, report.encoded + done.encoded
        report.features = report.features or done.key
        self._derive(Stored(self._workspace, done.key), models)

    def _forget_outdated(self, key: str) -> None:
        """Remove vectors that the same encoder gave before its file was replaced: no query fits them any more."""
        sets = feature_sets(self._workspace)
        encoder = next(one.encoder for one in sets if one.key == key)
        for one in sets[1:]:
            if one.encoder == encoder and one.key != key:
                self._workspace.remove(FEATURES, one.key)

    def _renew(self, other: FeatureSet, models: Sequence[str]) -> None:
        """Bring the vectors of a further encoder up to date; where it is gone, the others are as good as before."""
        from explorer.embedding.features import is_current

        with Catalogue(self._workspace.catalogue_path, write=False) as catalogue:
            current = is_current(self._workspace, catalogue, other.key)
        images = self._report.images
        try:
            if current:
                self._derive(Stored(self._workspace, other.key), models)
            else:
                self._beside(str(other.encoder), models)
        except (InputError, ParameterError) as error:
            self._report.unusable.append((str(other.encoder), str(error)))
        self._report.images = images

    def _derive(self, stored: Stored, models: Sequence[str]) -> None:
        """The graph of some vectors and the methods fitted on them, as far as they are missing."""
        self._stored = stored
        if not stored.fresh(GRAPH, stored.key):
            self._graph()
        for model in models:
            if not stored.has_model(model):
                self._fit(model)
        self._map("pca", "map")

    def _list(self, catalogue: Catalogue) -> None:
        """Bring the listing up to date, by which a window shows the images."""
        if len(catalogue) and update_listing(
            self._workspace, catalogue, progress=self._progress, cancelled=self._cancelled
        ):
            self._listener.part("catalogue")

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        check(self._cancelled)
        self._listener.stage(name)
        began = time.perf_counter()
        yield
        self._report.seconds[name] = self._report.seconds.get(name, 0.0) + time.perf_counter() - began

    def _features(self, source: Source, catalogue: Catalogue, encoder: str | None) -> None:
        """Give every image its vector."""
        before = self._workspace.config.get("features")
        if isinstance(source, FeatureSource):
            if encoder is not None:
                raise InputError(f"{source.title} holds features already; leave out the encoder {encoder!r}.")
            self._import(source, catalogue)
        else:
            self._embed(catalogue, encoder)
        if self._report.read or self._report.features != before:
            self._report.made.append("embed")

    def _captions(self, catalogue: Catalogue) -> None:
        """Give every caption its vector; collections without captions import nothing for it."""
        found = find_captions(self._workspace, catalogue)
        self._report.captions, self._report.captions_from = len(found.lines), found.origin
        if not found.lines and not self._workspace.config.get("texts"):
            return
        with self._stage("captions"):
            made = renew_captions(self._workspace, found, progress=self._progress, cancelled=self._cancelled)
        if made:
            self._report.made.append("captions")

    def _import(self, source: FeatureSource, catalogue: Catalogue) -> None:
        from explorer.embedding.features import import_feature_file

        self._report.features = import_feature_file(self._workspace, catalogue, source.feature_file)
        self._report.images = len(source.feature_file)

    def _embed(self, catalogue: Catalogue, encoder: str | None) -> None:
        from explorer.embedding import registry
        from explorer.embedding.index import embed

        name = encoder or self._workspace.config["encoder"] or registry.DEFAULT
        chosen = registry.get(name)
        done = embed(
            self._workspace,
            catalogue,
            chosen,
            workers=self._workers,
            progress=self._progress,
            cancelled=self._cancelled,
            on_shard=lambda _: self._listener.part("catalogue"),
            on_room=self._listener.said,
        )
        config = {"features": done.key, "encoder": chosen.spec.name}
        if any(self._workspace.config.get(key) != value for key, value in config.items()):
            self._workspace.configure(**config)
        paths = catalogue.paths([image for image, _ in done.broken])
        self._report.features, self._report.images = done.key, done.images
        self._report.read, self._report.encoded, self._report.reduced = done.read, done.encoded, done.reduced
        self._report.broken = [(path, reason) for path, (_, reason) in zip(paths, done.broken, strict=True)]

    @property
    def _gallery(self) -> "Gallery":
        """The vectors at hand, as methods see them; one at a time is kept."""
        from explorer.embedding.features import load_features
        from explorer.evaluation.device import usable_device
        from explorer.methods.gallery import Gallery

        if self._held is None or self._held[0] is not self._stored:
            features = load_features(self._workspace, self._stored.key)
            device, graph = usable_device(self._device), self._stored.graph()
            self._held = self._stored, Gallery(features, device=device, cluster=self._workers, graph=graph)
        return self._held[1]

    def _graph(self) -> None:
        """Find the neighbours of each image."""
        with self._stage("graph"):
            from explorer.graph.update import updated_graph
            from explorer.methods.gallery import GRAPH_K

            gallery, before = self._gallery, self._stored.kept_graph()
            k = min(GRAPH_K, len(gallery) - 1)
            graph = None
            if before is not None and before.graph.k == k:
                graph = updated_graph(before, gallery.features, progress=self._progress, cancelled=self._cancelled)
            report = self._report
            report.graph_updated = graph is not None
            if graph is None:
                graph = gallery.graph(k, self._progress, self._cancelled)
                report.graph_device = graph.device or "cpu"
                report.graph_wanted = "cpu" if gallery.cluster else gallery.device
            gallery.known_graph = graph
            self._stored.save_graph(graph, gallery.features)
            self._stored.save_codes(gallery.features)
            report.graph_recall, report.graph_sample = graph.recall, graph.sample
        self._made("graph", "graph")

    def _map(self, kind: Literal["pca", "umap"], stage: str) -> None:
        """Lay the images out."""
        if self._stored.fresh(MAPS, self._stored.map_name(kind)):
            return
        with self._stage(stage):
            make_map(self._stored, self._gallery, kind, self._progress, self._cancelled)
        self._made(stage, "map")

    def _umap(self) -> bool:
        """The map by UMAP; False where its package is missing, which all else does without."""
        try:
            check_umap()
        except UmapMissing as error:
            self._report.unusable.append(("UMAP", str(error)))
            return False
        self._map("umap", "umap")
        return True

    def _fit(self, model: str) -> None:
        """Fit a method, so that it answers at once."""
        with self._stage("fit"):
            from explorer.methods.pipeline import Pipeline

            gallery = self._gallery
            fitted = Pipeline(model).fit(
                gallery, device=gallery.device, progress=self._progress, cancelled=self._cancelled
            )
            self._stored.save_model(fitted)
        self._made("fit", "model")

    def _made(self, stage: str, part: Part) -> None:
        self._report.made.append(stage)
        self._listener.part(part)


def _placed(encoder: str) -> str:
    """The encoder's name as it is kept: that of a file or folder whole, so that it is found from anywhere."""
    path = Path(encoder).expanduser()
    return str(path.resolve()) if path.exists() else encoder
