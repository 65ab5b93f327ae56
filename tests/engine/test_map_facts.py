"""What is kept of a map equals what is measured of it."""

import csv

import numpy as np
import pytest

from explorer.cli.main import run_command
from explorer.engine.indexing import index
from explorer.engine.map_facts import FACTS, make_map_facts
from explorer.engine.session import Session
from explorer.errors import InputError
from explorer.graph.clusters import clusters
from explorer.projection.faithfulness import faithfulness

from .collections import make_workspace, write_features


def test_facts_of_a_map_are_kept_beside_it(tmp_path):
    file = write_features(tmp_path / "some.npz", groups=6, each=20)
    with make_workspace(tmp_path, file) as workspace:
        index(file, workspace, umap=False)
        with Session(workspace) as session:
            told = make_map_facts(session, "pca")
            name = session.stored.map_name("pca")
            positions = np.array(workspace.array("maps", name, "positions"))
            expected = faithfulness(session.features, session.graph, positions)
            arrays, meta = workspace.read(FACTS, name)
            np.testing.assert_array_equal(arrays["trustworthiness"], expected.trustworthiness)
            np.testing.assert_array_equal(arrays["continuity"], expected.continuity)
            np.testing.assert_array_equal(arrays["clusters"], clusters(session.graph))
            np.testing.assert_array_equal(arrays["jumps"], session.features.ids[expected.jumps])
            unit = session.features.unit()
            cosines = (unit[expected.jumps[:, 0]] * unit[expected.jumps[:, 1]]).sum(axis=1)
            np.testing.assert_allclose(arrays["cosines"], cosines, atol=1e-5)
            assert meta["map"] == workspace.folder("maps", name).name
            assert told["trustworthiness"] == pytest.approx(float(expected.trustworthiness.mean()))
            assert told["clusters"] == len(set(arrays["clusters"].tolist()) - {-1})
            with pytest.raises(InputError, match="no umap map"):
                make_map_facts(session, "umap")
        path = str(workspace.path)
    table = tmp_path / "map.csv"
    assert run_command(["export", path, "--what", "map", "--to", str(table)], open_window=lambda *_: 0) == 0
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert [float(row["trustworthiness"]) for row in rows] == expected.trustworthiness.tolist()
    np.testing.assert_allclose([(float(row["x"]), float(row["y"])) for row in rows], positions, rtol=1e-6)
