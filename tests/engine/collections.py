"""Small collections of which everything is known."""

import time

import numpy as np

from explorer.collection.source import open_source
from explorer.engine.answering import Preparing
from explorer.workspace.store import Workspace

GROUPS, EACH, DIM = 6, 12, 16


def vectors(*, groups=GROUPS, each=EACH, dim=DIM, seed=0):
    """Clusters that touch: values [groups * each, dim] float32 and a label for each row."""
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(groups), each)
    values = rng.normal(size=(groups, dim))[labels] + 0.9 * rng.normal(size=(groups * each, dim))
    return values.astype(np.float32), np.array([f"class {label}" for label in labels])


def write_features(path, *, labelled=True, **options):
    """A feature file of such clusters."""
    values, labels = vectors(**options)
    arrays = {"features": values, "names": np.array([f"{row:03d}.jpg" for row in range(len(values))])}
    np.savez(path, **arrays, **({"labels": labels} if labelled else {}))
    return path


def make_workspace(folder, file):
    """An empty workspace of that feature file, open for writing."""
    return Workspace.create(folder / "collection.rexws", source=open_source(file))


def patiently(ask, payload):
    """The answer of the server to a request, also where what it needs is still being loaded."""
    while True:
        try:
            return ask(payload)
        except Preparing:
            time.sleep(0.01)
