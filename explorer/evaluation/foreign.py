"""Rankings that another program made, measured like our own.

Two forms: a `.npy` of scores [q, n], rows in the order of the queries and columns in that of the gallery, or a run as
TREC has them, with lines `query Q0 image rank score tag`. A run counts by its scores; images that it does not list
stand below those that it does, all tied, so that their order is nobody's merit.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from explorer.errors import InputError
from explorer.evaluation.measure import Measurement, Task, measured_scores
from explorer.evaluation.protocols import Rows
from explorer.evaluation.revisited import rows_of_names
from explorer.evaluation.table import Material
from explorer.protocol.ranking import Scores

COSTS = ("fit_seconds", "query_ms", "batch_query_ms", "bytes_per_item", "peak_rss_mb")
_TREC_FIELDS = 6


def measure_foreign(material: Material, task: Task, path: Path, names: Sequence[str]) -> Measurement:
    """The figures of a ranking from a file; what it cost is not known.

    Args:
        material: the collection and the plan.
        task: the metrics.
        path: `.npy` or a TREC run.
        names: of the collection's images, for a run.

    Raises:
        InputError: the file cannot be read, or does not fit queries and gallery.
    """
    scores = _matrix(path, material) if path.suffix.lower() == ".npy" else _run(path, material, names)
    values = measured_scores(material, task, scores)
    return Measurement(values, dict.fromkeys(COSTS), stages=[path.name])


def _matrix(path: Path, material: Material) -> Scores:
    try:
        scores: Scores = np.lib.format.open_memmap(path, mode="r")
    except (OSError, ValueError, EOFError) as error:
        raise InputError(f"{path.name} is no matrix of scores; save it with numpy.save.") from error
    wanted = (len(material.plan.query), len(material.plan.gallery))
    if scores.shape != wanted or scores.dtype.kind != "f":
        raise InputError(
            f"{path.name} holds {scores.dtype} {list(scores.shape)}; give float scores of"
            f" {wanted[0]} queries x {wanted[1]} images, in the order of the collection."
        )
    if np.isnan(scores).any():
        raise InputError(f"{path.name} holds NaN; give every image a score.")
    return scores


def _run(path: Path, material: Material, names: Sequence[str]) -> Scores:
    try:
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read as a TREC run; check path and encoding.") from error
    if not lines or any(len(fields) != _TREC_FIELDS for fields in lines):
        raise InputError(f"{path.name} is no TREC run; each line holds: query Q0 image rank score tag.")
    try:
        values = np.array([float(fields[4]) for fields in lines], np.float32)
    except ValueError as error:
        raise InputError(f"{path.name} has a score that is no number; mend the fifth field of its lines.") from error
    if not np.isfinite(values).all():
        raise InputError(f"{path.name} holds NaN or infinity; give every listed image a finite score.")
    scores = np.full((len(material.plan.query), len(material.plan.gallery)), values.min() - 1, np.float32)
    queries = _places(material.plan.query, names, [fields[0] for fields in lines], f"queries of {path.name}")
    images = _places(material.plan.gallery, names, [fields[2] for fields in lines], f"images of {path.name}")
    scores[queries, images] = values
    return scores


def _places(rows: Rows, names: Sequence[str], wanted: Sequence[str], what: str) -> Rows:
    """Where some images stand among the rows of the plan."""
    places = {row: place for place, row in enumerate(rows.tolist())}
    found = rows_of_names(names, wanted, what).tolist()
    for name, row in zip(wanted, found, strict=True):
        if row not in places:
            raise InputError(
                f"{name!r}, one of the {what}, takes no such part in this split; mend the run or the split."
            )
    return np.array([places[row] for row in found], np.int64)
