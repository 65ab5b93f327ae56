"""Who needs no cluster loads none of what it needs."""

import json
import subprocess
import sys

import numpy as np
import pytest

from explorer import cluster
from explorer.cluster import workers_of
from explorer.errors import InputError

SESSION = """
import json, sys
import explorer, explorer.cli.main, explorer.gui.main_window, explorer.engine.requests, explorer.engine.jobs
with explorer.open(sys.argv[1], workspace=sys.argv[2]) as collection:
    collection.index(umap=False)
    collection.search(1)
engines = ["explorer.cluster.ray_workers", "ray", "upath", "fsspec", "pyarrow", "apsw", "qdrant_client"]
print(json.dumps([name for name in engines if name in sys.modules]))
"""


def test_a_collection_of_ones_own_loads_no_engine_of_clusters(tmp_path):
    np.savez(tmp_path / "few.npz", features=np.random.default_rng(0).normal(size=(60, 8)).astype(np.float32))
    command = [sys.executable, "-W", "ignore", "-c", SESSION, str(tmp_path / "few.npz"), str(tmp_path / "few.rexws")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_machines_are_looked_for_when_there_is_work(monkeypatch):
    monkeypatch.setattr(cluster, "has_package", lambda _: True)
    with workers_of("local") as workers:
        assert workers is not None
    monkeypatch.setattr(cluster, "has_package", lambda _: False)
    with pytest.raises(InputError, match="give local, auto or ray://host:port"), workers_of("nowhere"):
        pass
    with pytest.raises(InputError, match=r"install retrieval-explorer\[cluster\]"), workers_of("auto"):
        pass
