"""From an indexed workspace to what an evaluation needs."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from explorer.collection.catalogue import Catalogue
from explorer.collection.decode import decode, decode_sized
from explorer.collection.manifest import read_table
from explorer.collection.names import printable
from explorer.collection.user_store import UserStore, corrected
from explorer.embedding import registry
from explorer.embedding.base import Encoder, decode_size, encode_image
from explorer.embedding.features import load_features
from explorer.engine.regions import crop_for
from explorer.errors import InputError
from explorer.evaluation.labels import Labels
from explorer.evaluation.protocols import VALIDATION_NAMES, Plan, Rows, plan_at_random, plan_from_splits
from explorer.evaluation.revisited import Box, read_ground_truth, rows_of_names, truth_of
from explorer.evaluation.table import EvaluationTable
from explorer.graph.knn import knn_graph
from explorer.protocol.features import Features
from explorer.protocol.ids import Ids
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.protocol.specs import EncoderSpec
from explorer.workspace.store import Workspace

DUPLICATE_SHARE = 0.1
"""Two images are near-duplicates where their cosine distance is below this share of the usual (median) distance of an
image to its nearest one. Relative, because some features put everything within a cosine of 0.98 and others nothing."""

DEVELOPMENT_SHARE = 0.2
"""Of the gallery's images query the others where values of parameters are compared."""

_NEIGHBOURS = 10
_ROUNDING = 1e-6


def table_from_workspace(
    workspace: Workspace,
    *,
    features_key: str | None = None,
    label_column: str | None = None,
    split_column: str | None = None,
) -> EvaluationTable:
    """The images that have features, with labels, splits and cameras from the catalogue.

    Args:
        workspace: indexed.
        features_key: which features; by default those that the workspace uses.
        label_column: column of the labels, several separated by `;`; by default `label`.
        split_column: column of the splits; by default `split`.

    Raises:
        InputError: a column does not exist, or no image has a label.

    Labels that a person corrected count as corrected.
    """
    features = load_features(workspace, features_key)
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        columns, ids = catalogue.columns(), features.ids
        labels, corrected = _corrected(workspace, ids, label_column or "label", catalogue.labels(ids, label_column))
        if not any(labels):
            others = ", ".join(column for column in columns if column not in {"split", "caption", "camera"})
            mend = f"name a column with --label-column (there are: {others})" if others else "add a column of labels"
            raise InputError(f"No image has anything in the column {label_column or 'label'!r}; {mend}.")
        return EvaluationTable(
            source=_title(catalogue, workspace),
            features=features,
            labels=Labels(labels),
            names=[printable(path) for path in catalogue.paths(ids)],
            splits=catalogue.column(split_column or "split", ids),
            cameras=catalogue.column("camera", ids) if "camera" in columns else None,
            corrected=corrected,
        )


def revisited_table(
    workspace: Workspace, ground_truth: Path, features_key: str | None = None
) -> tuple[EvaluationTable, Plan]:
    """The images of a revisited benchmark, by the names in its ground truth, and who queries what.

    Where the collection has pictures, a query is the part of its image inside the ground truth's box, encoded anew;
    the vectors of a feature file are taken as they are.

    Args:
        workspace: indexed; it may hold further images, which take no part.
        ground_truth: a `gnd_*.json`.
        features_key: which features; by default those that the workspace uses.

    Raises:
        InputError: the file is no ground truth, or an image of it has no features.
    """
    features = load_features(workspace, features_key)
    read = read_ground_truth(ground_truth)
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        paths = catalogue.paths(features.ids)
        truth, plan, labels = truth_of(read, paths)
        if (name := workspace.config["encoder"]) is not None:
            rows = rows_of_names(paths, read.queries, "queries")
            features = _with_crops(features, catalogue, registry.get(name), rows, read.boxes)
        names = [printable(path) for path in paths]
        return EvaluationTable(str(ground_truth), features, labels, names, [""] * len(names), truth=truth), plan


def _with_crops(
    features: Features, catalogue: Catalogue, encoder: Encoder, rows: Rows, boxes: Sequence[Box | None]
) -> Features:
    """The features with those of the queries made from their boxes."""
    values = np.array(features.values, np.float32)
    for row, box in zip(rows.tolist(), boxes, strict=True):
        if box is not None:
            record = catalogue.record(int(features.ids[row]))
            values[row] = encode_image(encoder, _boxed(catalogue.absolute(record), box, encoder.spec))
    return features.moved(values, f"{features.key}/boxes")


def _boxed(path: Path, box: Box, spec: EncoderSpec) -> Image.Image:
    """The part of an image that shows the network what lies inside the box."""
    _, (width, height) = decode_sized(path, size=1)
    part = (max(box.left / width, 0), max(box.top / height, 0), min(box.right / width, 1), min(box.bottom / height, 1))
    if not (part[0] < part[2] and part[1] < part[3]):
        raise InputError(f"The box of the query {path.name} lies outside its {width} x {height} pixels; mend bbx.")
    return decode(path, size=decode_size(spec), region=crop_for(part, spec.share))


def rows_of_queries(path: Path, names: Sequence[str]) -> Rows:
    """Rows of the images that a CSV lists in a column `path` or `name`: ascending.

    Args:
        path: the file.
        names: name of each image of the collection.

    Raises:
        InputError: the file has no such column, names an image that is not there, or names none.
    """
    row_of = {name: row for row, name in enumerate(names)}
    rows = []
    for line, fields in read_table(path):
        name = fields.get("path", fields.get("name"))
        if name is None:
            raise InputError(f"{path.name} has neither a column path nor name; list the queries in one of them.")
        if name not in row_of:
            raise InputError(f"{path.name}, line {line}: {name!r} is not among the images with features.")
        rows.append(row_of[name])
    if not rows:
        raise InputError(f"{path.name} lists no query; name at least one image.")
    return np.unique(np.array(rows, np.int64))


def near_duplicate_groups(
    features: Features, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> Rows:
    """[n] a number for each image, equal for near-duplicates (see `DUPLICATE_SHARE`) and theirs in turn.

    Args:
        features: n vectors.
        progress: told how far the search for neighbours is.
        cancelled: asked during it.
    """
    n = len(features)
    graph = knn_graph(features, min(_NEIGHBOURS, n - 1), progress=progress, cancelled=cancelled)
    distances = 1 - graph.similarities
    limit = max(DUPLICATE_SHARE * float(np.median(distances[:, 0])), _ROUNDING)
    rows, places = np.nonzero((distances <= limit) & (graph.indices >= 0))
    pairs = coo_matrix((np.ones(len(rows), np.int8), (rows, graph.indices[rows, places])), shape=(n, n))
    return np.asarray(connected_components(pairs, directed=False)[1], np.int64)


def development_plans(
    table: EvaluationTable,
    seeds: Sequence[int] = (0,),
    *,
    validation: bool = True,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> list[Plan]:
    """Plans for comparing values of parameters: queries of the collection's own split take no part in them.

    Args:
        table: the collection.
        seeds: one draw each.
        validation: where images are marked `val`, these query the rest of the gallery, and nothing is drawn.
        progress: told how far the search for near-duplicates is.
        cancelled: asked during it.

    Returns:
        Plans within the gallery: its images marked `val` query the others, or a share drawn at random does, with
        near-duplicates on one side.
    """
    whole = plan_from_splits(table.splits)
    gallery = whole.gallery
    marked = np.isin(gallery, np.flatnonzero([split.strip().lower() in VALIDATION_NAMES for split in table.splits]))
    locked = "" if whole.members else f" The {len(whole.query):,} test queries take no part."
    if validation and marked.any() and not marked.all():
        query, rest = gallery[marked], gallery[~marked]
        sentence = f"{len(query):,} val images query {len(rest):,} images of the gallery.{locked}"
        return [Plan(query, rest, np.intersect1d(whole.fit, rest), members=False, sentence=sentence)]
    groups = near_duplicate_groups(table.features.subset(gallery), progress=progress, cancelled=cancelled)
    plans = [plan_at_random(groups, DEVELOPMENT_SHARE, seed) for seed in seeds]
    return [Plan(gallery[p.query], gallery[p.gallery], gallery[p.fit], False, p.sentence + locked) for p in plans]


def _corrected(
    workspace: Workspace, ids: Ids, column: str, labels: list[tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], int]:
    """Labels with what a person corrected of them, and of how many images that is."""
    with UserStore(workspace.user_path) as store:
        known = corrected(labels, ids.tolist(), store.of_name("label", column))
    return known, sum(now != read for now, read in zip(known, labels, strict=True))


def _title(catalogue: Catalogue, workspace: Workspace) -> str:
    source = catalogue.source
    return str(workspace.path) if source is None else printable(source.path)
