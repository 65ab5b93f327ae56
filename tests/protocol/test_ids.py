"""Sets of ids on their way between processes."""

import json

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.protocol.ids import pack_ids, unpack_ids


@pytest.mark.parametrize("ids", [[], [7], [0, 1, 2], [3, 9, 10, 4711], list(range(5, 900, 3))])
def test_packed_ids_come_back(ids):
    packed = json.loads(json.dumps(pack_ids(np.array(ids, np.int64))))
    assert unpack_ids(packed).tolist() == ids
    assert unpack_ids(packed).dtype == np.int64


@pytest.mark.parametrize("packed", [{}, {"first": 1, "bits": "?"}, {"first": None, "bits": ""}, [1, 2]])
def test_something_else_is_refused_in_one_sentence(packed):
    with pytest.raises(InputError, match="filter"):
        unpack_ids(packed)
