"""Which methods there are is remembered from process to process, and looked up anew where anything changed."""

import pytest

from explorer.methods import registry
from explorer.methods.registry import _Index


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "cache_dir", lambda: tmp_path)
    registry._index.cache_clear()
    yield tmp_path / "methods.json"
    registry._index.cache_clear()


def test_what_is_remembered_is_what_was_found(path):
    names = [spec.name for spec in registry.specs()]
    assert {"cosine", "gnn-rerank", "grad-net", "gpldan", "whiten"} <= set(names)
    remembered = _Index.read(path, registry._stamp())
    assert remembered == _Index.found()
    assert all(
        place.load().spec == spec for place, spec in zip(remembered.methods.values(), registry.specs(), strict=True)
    )
    assert all(place.load().spec.name == name for name, place in remembered.stages.items())


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b'{"stamp": "of another program"}', b'{"stamp": "%s"}'])
def test_what_was_remembered_of_others_or_is_damaged_is_looked_up_again(path, damage):
    expected = registry.specs()
    path.write_bytes(damage.replace(b"%s", registry._stamp().encode()))
    registry._index.cache_clear()
    assert registry.specs() == expected
    assert _Index.read(path, registry._stamp()).specs == expected


def test_nothing_is_remembered_where_nothing_can_be_written(path, monkeypatch):
    def refused(file, data):
        raise registry.WorkspaceError(f"{file} cannot be written.")

    monkeypatch.setattr(registry, "write_file", refused)
    assert registry.specs()
    assert not path.exists()


def test_what_is_remembered_names_methods_alone(tmp_path):
    path = tmp_path / "methods.json"
    _Index.found().write(path, "now")
    assert _Index.read(path, "now").methods
    path.write_text(path.read_text().replace("explorer.methods.cosine", "antigravity"))
    with pytest.raises(ValueError, match="no methods"):
        _Index.read(path, "now")
