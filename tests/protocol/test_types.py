import json

import numpy as np
import pytest

from explorer.errors import Cancelled, EngineError, InputError
from explorer.protocol import resources
from explorer.protocol.features import Features, unit_rows
from explorer.protocol.progress import check, never_cancelled, no_progress
from explorer.protocol.query import Query, Term


def test_a_query_travels_as_json():
    query = Query(
        (Term("member", 5, (0.1, 0.2, 0.5, 1.0), 2.0, -1), Term("text", "a red apple"), Term("file", "x.jpg"))
    )
    assert Query.from_json(json.loads(json.dumps(query.to_json()))) == query
    assert [term.modality for term in query.terms] == ["image", "text", "image"]


def test_only_a_single_whole_member_is_a_member():
    assert Query((Term("member", 5),)).member == 5
    for terms in (
        (Term("member", 5), Term("member", 6)),
        (Term("member", 5, (0, 0, 0.5, 0.5)),),
        (Term("member", 5, sign=-1),),
        (Term("text", "5"),),
    ):
        assert Query(terms).member is None


@pytest.mark.parametrize("region", [(0, 0, 1.1, 1), (-0.1, 0, 1, 1), (0.5, 0, 0.5, 1), (0, 0.7, 1, 0.2)])
def test_a_region_lies_inside_the_image(region):
    with pytest.raises(InputError, match="must lie inside the image"):
        Term("member", 1, region)


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf"), 1e39])
def test_a_weight_is_above_zero_and_a_number_that_can_be_counted_with(weight):
    with pytest.raises(InputError, match="must be above 0"):
        Term("member", 1, weight=weight)


def test_an_empty_query_is_refused():
    with pytest.raises(InputError, match="The query is empty"):
        Query(())


def test_unit_rows_leave_zero_rows_zero():
    values = np.array([[3, 4], [0, 0], [1e-15, 0]], np.float32)
    assert np.allclose(unit_rows(values), [[0.6, 0.8], [0, 0], [1, 0]])


@pytest.mark.parametrize("size", [3e38, 1e20, 1e-22, 1e-37])
def test_unit_rows_have_a_direction_also_where_their_squares_are_beyond_float32(size):
    values = np.array([[size, -size], [0, 0], [0, size]], np.float32)
    assert np.allclose(unit_rows(values), [[0.5**0.5, -(0.5**0.5)], [0, 0], [0, 1]])


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_features_give_rows_blocks_and_subsets(dtype):
    values = np.arange(1, 31, dtype=dtype).reshape(10, 3)
    features = Features(values, np.arange(10) * 7, key="k")
    assert (len(features), features.dim) == (10, 3)
    assert features.rows(slice(2, 4)).dtype == np.float32
    assert features.rows(np.array([4, 1])).tolist() == values[[4, 1]].tolist()
    assert np.allclose(np.linalg.norm(features.unit(), axis=1), 1)
    blocks = list(features.blocks(4))
    assert [(block.start, block.stop) for block, _ in blocks] == [(0, 4), (4, 8), (8, 10)]
    assert np.array_equal(np.concatenate([rows for _, rows in blocks]), features.unit())
    part = features.subset(np.array([9, 0]))
    assert part.ids.tolist() == [63, 0]
    assert part.key == "k/subset"


def test_features_of_another_form_are_refused():
    with pytest.raises(InputError, match=r"must be \[n, d\] float16 or float32, not float64"):
        Features(np.zeros((2, 2)))  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"not float32 \[3\]"):
        Features(np.zeros(3, np.float32))
    with pytest.raises(InputError, match="There are 3 ids for 2 feature rows"):
        Features(np.zeros((2, 2), np.float32), np.arange(3))


def test_cancel_raises_only_when_asked():
    check(never_cancelled)
    no_progress(1, 2, "x")
    with pytest.raises(Cancelled):
        check(lambda: True)


def test_resources_are_found_in_checkout_and_frozen_build(tmp_path, monkeypatch):
    assert resources.root().name == "resources"
    with pytest.raises(EngineError, match=r"The resource no/such\.file is missing"):
        resources.find("no/such.file")
    frozen = tmp_path / "explorer" / "resources" / "demo"
    frozen.mkdir(parents=True)
    monkeypatch.setattr(resources.sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.find("demo") == frozen
