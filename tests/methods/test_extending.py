"""The programs in the guide for those who add a method or an encoder run as they stand there."""

import importlib.util
import re
import sys

import numpy as np
import pytest
from PIL import Image

from explorer.embedding.base import encode_image
from explorer.methods.base import QueryBatch
from explorer.protocol import resources

PROGRAMS = re.findall(
    r"```python\n(.*?)```", resources.find("help/extending.md").read_text(encoding="utf-8"), re.DOTALL
)


@pytest.fixture
def made(request, tmp_path, monkeypatch):
    """One of the programs, imported from a file."""
    path = tmp_path / "example.py"
    path.write_text(PROGRAMS[request.param], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("example", path)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "example", module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("made", [0], indirect=True)
def test_the_method_ranks_is_kept_and_explains(made, gallery, tmp_path):
    ranker = made.Typical(advantage=0.5).fit(gallery)
    query = QueryBatch.members(gallery.features, np.array([3]))
    ids = ranker.search(query, 10).ids
    ranker.save(tmp_path)
    again = made.Typical(advantage=0.5).load(tmp_path, gallery)
    np.testing.assert_array_equal(again.search(query, 10).ids, ids)
    told = ranker.explain(query, int(ids[0, 0]))
    assert sum(told.shares.values()) == pytest.approx(told.score)


@pytest.mark.parametrize("made", [1], indirect=True)
def test_the_encoder_gives_each_image_its_vector(made):
    encoder = made.create()
    red, blue = (Image.new("RGB", (90, 60), colour) for colour in ("red", "blue"))
    both = encoder.encode(np.stack([encoder.prepare(red), encoder.prepare(blue)])).features
    np.testing.assert_array_equal(both[1], encode_image(encoder, blue))
    assert both.shape == (2, encoder.spec.dim)
    assert (both.argmax(axis=1) == [48, 3]).all()
