import warnings
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image


@pytest.fixture(scope="session")
def machines():
    """Two machines of one Ray cluster, each a group of processes here; this process belongs to the first."""
    pytest.importorskip("ray", reason="needs Ray: pip install retrieval-explorer[cluster]")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import ray
        from ray.cluster_utils import Cluster

        memory = {"object_store_memory": 200 * 2**20, "include_dashboard": False}
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, **memory})
        ray.init(address=cluster.address, logging_level="ERROR", log_to_driver=False)
        second = cluster.add_node(num_cpus=1, object_store_memory=memory["object_store_memory"])
        cluster.wait_for_nodes()
        yield SimpleNamespace(cluster=cluster, second=second)
        ray.shutdown()
        cluster.shutdown()


@pytest.fixture
def photos(tmp_path):
    """A folder of 40 small pictures, two of them equal, and one that is none."""
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for number in range(40):
        values = rng.integers(0, 256, (9, 9, 3), np.uint8)
        Image.fromarray(values).resize((64, 64), Image.Resampling.BICUBIC).save(folder / f"{number:02d}.png")
    (folder / "39.png").write_bytes((folder / "03.png").read_bytes())
    (folder / "broken.jpg").write_bytes(b"no picture")
    return folder
