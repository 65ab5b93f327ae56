"""One file under `explorer/methods` is a new method everywhere: in commands, benchmark, columns and sliders."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import explorer
from explorer.protocol import resources

HERE = Path(__file__).parent
SECONDS = 180


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the program with one file more."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(
        Path(explorer.__file__).parent, root / "explorer", ignore=shutil.ignore_patterns("__pycache__", "resources")
    )
    (root / "resources").symlink_to(resources.root(), target_is_directory=True)
    shutil.copy(HERE / "added_method.py", root / "explorer" / "methods" / "tilted.py")
    return root


@pytest.fixture(scope="module")
def features(tmp_path_factory):
    random = np.random.default_rng(0)
    path = tmp_path_factory.mktemp("features") / "features.npz"
    labels = np.repeat(np.arange(6), 10)
    values = random.normal(size=(6, 24))[labels] + 0.7 * random.normal(size=(60, 24))
    np.savez(path, features=values.astype(np.float32), labels=labels)
    return path


def run(checkout, script, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    done = subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_commands_and_benchmark_have_it(checkout, features, tmp_path):
    run(checkout, "use_in_commands.py", features, tmp_path)
    told = {name: json.loads((tmp_path / f"{name}.json").read_text()) for name in ("methods", "evaluate", "bench")}
    assert "tilted" in json.dumps(told["methods"])
    scores = told["evaluate"]["methods"]
    assert scores["tilted[tilt=0.5]"]["map"] < scores["cosine"]["map"], "rows in front win, whatever they show"
    assert [row["method"] for row in told["bench"]["rows"]] == ["tilted"]


def test_columns_and_sliders_have_it(checkout, features):
    said = run(checkout, "use_in_window.py", features)
    assert "CHOSEN Tilted cosine" in said
    assert "RANKED tilted[tilt=4] True" in said
