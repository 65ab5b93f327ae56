import argparse

import pytest

from explorer.bench import cluster
from explorer.errors import InputError
from explorer.protocol.progress import no_progress

COSTS = cluster.Costs(read=0.01, product=1e-10, pair=1e-10, unite=1e-6, settle=1e-6)


def parsed(*argv):
    parser = argparse.ArgumentParser()
    cluster.configure(parser)
    return parser.parse_args(argv)


def test_shards_wait_for_the_processor_that_is_free_first():
    assert cluster.simulated(10, 3.0, 4) == pytest.approx(9)
    assert cluster.simulated(1, 3.0, 4) == pytest.approx(3)
    assert cluster.simulated(10**7, 1.0, 100) == pytest.approx(10**5, rel=0.01)


def test_a_plan_adds_up_and_names_what_it_waits_for():
    small, large = (cluster.plan(COSTS, n, places=64, dim=256, file_bytes=10**6) for n in (10**7, 10**9))
    assert small["read_hours"] == pytest.approx(10**7 * 0.01 / 64 / 3600, abs=0.01)
    assert (small["read_tb"], small["waits_for"]) == (10, "read")
    merged = cluster.plan(COSTS, 10**9, places=10**5, dim=256, file_bytes=10**6)
    assert (large["waits_for"], merged["waits_for"]) == ("read", "merge")
    assert large["hours"] > 90 * small["hours"]


def test_one_number_of_processors_a_size(monkeypatch):
    monkeypatch.setattr(cluster, "measure", lambda dim, progress: COSTS)
    result = cluster.run(parsed("--images", "1e6,1e7", "--processors", "8,64"), no_progress)
    assert [row["images"] for row in result.rows] == [10**6, 10**7]
    with pytest.raises(InputError, match="different lengths"):
        cluster.run(parsed("--images", "1e6"), no_progress)
