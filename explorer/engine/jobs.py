"""The jobs that a worker does, each given its payload, a reporter and the wish to stop.

What a job needs is imported by the job: indexing a collection that is up to date must not wait for torch.
"""

import gc
import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cluster import workers_of
from explorer.collection.stores import located
from explorer.engine.answering import Payload
from explorer.engine.reporting import Reporter
from explorer.protocol.progress import IsCancelled
from explorer.protocol.workers import CLUSTER_VARIABLE, Workers
from explorer.workspace.points import STORE
from explorer.workspace.store import Workspace

if TYPE_CHECKING:
    from explorer.engine.stored import Stored
    from explorer.protocol.features import Features


def index_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Bring `workspace` up to date with `source`, by `encoder` (None: the one it has); optional: `umap` false."""
    from explorer.engine.indexing import Listener, index

    with _lent(payload) as workspace, _chosen_machines() as workers:
        if workspace.config.get(STORE):
            return _index_points(workspace, reporter, cancelled)
        listener = Listener(reporter.progress, cancelled, reporter.stage, reporter.partial)
        how = {"umap": payload.get("umap", True), "workers": workers, "listener": listener}
        report = index(located(payload["source"]), workspace, payload.get("encoder"), **how)
    return report.to_json()


def _index_points(workspace: Workspace, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    reporter.stage("scan")
    from explorer.engine.point_index import index_points

    report = index_points(workspace, progress=reporter.progress, cancelled=cancelled)
    reporter.partial("features")
    return report.to_json()


def fetch_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Bring here what searches need of `workspace`, which lies in a store, the graph after what cosine needs."""
    from explorer.engine.stored import graph_needed, vectors_needed

    reporter.stage("fetch")
    with _lent(payload) as workspace:
        workspace.fetch(vectors_needed(workspace), reporter.progress, cancelled)
        reporter.partial("features")
        workspace.fetch(graph_needed(workspace), reporter.progress, cancelled)
    return {"summary": "All that searches need is here."}


def encoder_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Give the images of `workspace` vectors of one more `encoder`; the result names it as searches do."""
    from explorer.engine.indexing import Listener, add_encoder
    from explorer.engine.stored import feature_sets

    with _lent(payload) as workspace, _chosen_machines() as workers:
        listener = Listener(reporter.progress, cancelled, reporter.stage, reporter.partial)
        report = add_encoder(workspace, payload["encoder"], workers=workers, listener=listener)
        added = next(one for one in feature_sets(workspace) if one.key == report.features)
    summary = f"{report.images:,} images can be searched by {added.title}."
    return {**report.to_json(), "encoder": added.encoder, "title": added.title, "summary": summary}


def fit_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Fit `pipeline` on `workspace` and keep it, with the graph where it was missing.

    Optional: `encoder`; `anew`, to learn again what could place the newest images, or take other captions, without;
    `umap` false, to make no map of the vectors that the method learned.
    """
    from explorer.engine.captions import read_captions
    from explorer.engine.learned_map import make_learned_map
    from explorer.evaluation.device import usable_device
    from explorer.methods.pipeline import Pipeline
    from explorer.projection.needs import UmapMissing

    if payload.get("anew") and Pipeline(payload["pipeline"]).knows_words:
        with _lent(payload) as workspace:
            read_captions(workspace, anew=True, progress=reporter.progress, cancelled=cancelled, stage=reporter.stage)
        reporter.partial("features")
    reporter.stage("fit")
    device = usable_device("auto")
    with _lent(payload) as workspace:
        summary, stored, learned = _fitted(workspace, payload, device, reporter, cancelled)
        reporter.partial("model")
        gc.collect()  # a gallery knows itself; of many images the map needs the memory of the model, and long
        try:
            if payload.get("umap", True) and make_learned_map(stored, learned, device, reporter.progress, cancelled):
                reporter.partial("map")
        except UmapMissing as error:
            summary += f" {error}"
    return {"pipeline": payload["pipeline"], "summary": summary}


def _fitted(
    workspace: Workspace, payload: Payload, device: str, reporter: Reporter, cancelled: IsCancelled
) -> "tuple[str, Stored, Features | None]":
    """Fit and keep the method of a `fit_job`: what is said of it, where it is kept, and the vectors that it learned."""
    from explorer.engine.session import Session

    with (
        _chosen_machines() as workers,
        Session(workspace, encoder=payload.get("encoder"), device=device) as session,
    ):
        session.gallery.cluster = workers
        fitted = session.pipeline(
            payload["pipeline"],
            progress=reporter.progress,
            cancelled=cancelled,
            losses=reporter.losses,
            resume=True,
            anew=bool(payload.get("anew")),
        )
        reporter.last_losses()
        session.keep(fitted)
        later = fitted.ranker.later
        summary = f"{fitted.head} is fitted."
        if later:
            summary = f"{fitted.head}: {later:,} images that came later are placed without learning anew."
        return summary, session.stored, fitted.ranker.learned()


def captions_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Read the captions of `workspace` again, those that the person wrote among them."""
    from explorer.engine.captions import read_captions

    with _lent(payload) as workspace:
        count = read_captions(workspace, progress=reporter.progress, cancelled=cancelled, stage=reporter.stage)
    reporter.partial("features")
    return {"summary": f"{count:,} captions are read."}


def map_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Make the map of `kind` (`pca` or `umap`) of `workspace`."""
    from explorer.engine.maps import make_map
    from explorer.engine.session import Session

    reporter.stage("map")
    with _lent(payload) as workspace, Session(workspace) as session:
        make_map(session.stored, session.gallery, payload["kind"], reporter.progress, cancelled)
        name = session.stored.map_name(payload["kind"])
    reporter.partial("map")
    return {"map": name, "summary": f"The {payload['kind'].upper()} map is ready."}


def map_facts_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Tell how faithful the map of kind `map` of `workspace` is, and the groups of its graph; optional: `encoder`."""
    from explorer.engine.map_facts import make_map_facts
    from explorer.engine.session import Session

    reporter.stage("measure")
    with _lent(payload) as workspace, Session(workspace, encoder=payload.get("encoder")) as session:
        told = make_map_facts(session, payload["map"], progress=reporter.progress, cancelled=cancelled)
    figures = f"trustworthiness {told['trustworthiness']:.3f}, continuity {told['continuity']:.3f}"
    return {**told, "summary": f"The {payload['map'].upper()} map is measured: {figures}."}


def evaluate_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Evaluate `methods` on `workspace`; `choice` and `settings` are fields of the classes of the same name.

    What is known after each method is sent as an event `report`.
    """
    from explorer.evaluation.run import Settings
    from explorer.evaluation.workspace import Choice, evaluate_workspace

    reporter.stage("evaluate")
    chosen = payload.get("choice", {})
    foreign = {name: Path(path) for name, path in chosen.get("foreign", {}).items()}
    choice, settings = Choice(**{**chosen, "foreign": foreign}), Settings(**payload.get("settings", {}))
    with _lent(payload) as workspace, _chosen_machines() as workers:
        report = evaluate_workspace(
            workspace,
            payload["methods"],
            choice,
            settings,
            workers=workers,
            listener=reporter.report,
            progress=reporter.progress,
            cancelled=cancelled,
        )
    return {"report": report, "summary": f"{len(report['methods'])} methods are evaluated."}


def measure_job(payload: Payload, reporter: Reporter, cancelled: IsCancelled) -> Payload:
    """Measure one method of an evaluation in this process of its own."""
    from explorer.evaluation import apart

    reporter.stage("measure")
    return apart.measure_job(payload, reporter.progress, cancelled)


def _chosen_machines() -> AbstractContextManager[Workers | None]:
    """The machines that do the heavy part, as the settings of the window say."""
    return workers_of(os.environ.get(CLUSTER_VARIABLE))


def _lent(payload: Payload) -> Workspace:
    """The workspace, whose writer's lock the parent holds for us."""
    return Workspace.open(Path(payload["workspace"]), lent=True)


JOBS = {
    "index": index_job,
    "fetch": fetch_job,
    "encoder": encoder_job,
    "fit": fit_job,
    "captions": captions_job,
    "map": map_job,
    "map_facts": map_facts_job,
    "evaluate": evaluate_job,
    "measure": measure_job,
}
