import numpy as np
import pytest

from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.collection.user_store import Change, UserStore
from explorer.embedding.features import import_feature_file, load_features
from explorer.errors import InputError, WorkspaceError
from explorer.workspace.store import Workspace


@pytest.fixture
def given(tmp_path):
    """A feature file of 5 rows, its source, catalogue and workspace."""
    rng = np.random.default_rng(0)
    path = tmp_path / "given.npz"
    names = ["e", "d", "c", "b", "a"]
    np.savez(path, features=rng.normal(size=(5, 3)).astype(np.float32), text_features=np.ones((5, 2)), names=names)
    source = open_source(path)
    with (
        Workspace.create(tmp_path / "w.rexws", source=source) as workspace,
        Catalogue(workspace.catalogue_path, write=True) as catalogue,
    ):
        catalogue.update(source)
        yield source.feature_file, catalogue, workspace


def test_given_features_are_kept_as_they_are(given):
    feature_file, catalogue, workspace = given
    key = import_feature_file(workspace, catalogue, feature_file)
    features = load_features(workspace)
    assert key == features.key
    assert key.startswith("given-")
    assert features.values.dtype == np.float32
    assert (np.diff(features.ids) > 0).all()
    names = [catalogue.record(int(image)).path for image in features.ids]
    for row, name in enumerate(names):
        np.testing.assert_array_equal(features.values[row], feature_file.features[feature_file.names.index(name)])
    assert workspace.array("features", key, "text_values").shape == (5, 2)
    assert import_feature_file(workspace, catalogue, feature_file) == key


def test_what_a_person_has_tagged_comes_with_the_features(given):
    feature_file, catalogue, workspace = given
    import_feature_file(workspace, catalogue, feature_file)
    ids = load_features(workspace).ids
    assert load_features(workspace).own is None
    with UserStore(workspace.user_path, write=True) as store:
        store.change("Tag", [Change("tag", int(ids[1]), name, value=True) for name in ("red", "big")])
        store.change("Tag", [Change("tag", int(ids[3]), "red", value=True), Change("note", int(ids[0]), "", "text")])
    own = load_features(workspace).own
    np.testing.assert_array_equal(own.classes, [[-1, -1], [0, 1], [-1, -1], [1, -1], [-1, -1]])
    assert own.weights.sum() == 3
    workspace.user_path.write_bytes(b"no database")
    assert load_features(workspace).own is None


def test_a_row_that_the_catalogue_lacks_is_an_error(given):
    feature_file, catalogue, workspace = given
    feature_file.names[2] = "unknown"
    with pytest.raises(InputError, match="'unknown'"):
        import_feature_file(workspace, catalogue, feature_file)


def test_without_features_it_says_so(tmp_path):
    with Workspace.create(tmp_path / "w.rexws") as workspace, pytest.raises(WorkspaceError, match="index"):
        load_features(workspace)
