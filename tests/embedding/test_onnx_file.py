import json

import numpy as np
import pytest

from explorer.embedding import onnx_file, registry
from explorer.errors import InputError

from .conftest import smooth

onnx = pytest.importorskip("onnx")


def save(path, side=32, output="vector"):
    """The mean of each channel, twice and negated: [b, 3, s, s] -> [b, 6]; or the image itself."""
    helper, types = onnx.helper, onnx.TensorProto
    nodes = [
        helper.make_node("GlobalAveragePool", ["images"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["flat"]),
        helper.make_node("Neg", ["flat"], ["negative"]),
        helper.make_node("Concat", ["flat", "negative"], ["vector"], axis=1),
    ]
    sides = [side, side]
    shape = ["b", 6] if output == "vector" else ["b", 3, *sides]
    if output != "vector":
        nodes = [helper.make_node("Neg", ["images"], [output])]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("images", types.FLOAT, ["b", 3, *sides])],
        [helper.make_tensor_value_info(output, types.FLOAT, shape)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
    return str(path)


def expected(batch, mean, deviation):
    means = ((batch / 255 - mean) / deviation).mean((1, 2))
    return np.concatenate([means, -means], 1)


@pytest.fixture
def batch():
    return np.stack([smooth(seed, 32) for seed in range(6)])


def test_an_onnx_file_is_an_encoder(tmp_path, batch):
    encoder = registry.get(save(tmp_path / "tiny.onnx"))
    assert (encoder.spec.dim, encoder.spec.input_size, encoder.spec.runtime) == (6, 32, "openvino-f32")
    encoded = encoder.encode(batch)
    wanted = expected(batch, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    np.testing.assert_allclose(encoded.features, wanted, atol=1e-5)
    assert encoded.tags is None
    assert encoder.encode(batch[5:]).features.tobytes() == encoded.features[5:].tobytes()


def test_onnx_runtime_gives_the_same(tmp_path, batch, monkeypatch):
    pytest.importorskip("onnxruntime")
    path = save(tmp_path / "tiny.onnx")
    mine = registry.get(path)
    monkeypatch.setattr(onnx_file, "has_package", lambda name: name != "openvino")
    other = registry.get(path)
    assert other.spec.runtime == "onnxruntime-f32"
    np.testing.assert_allclose(other.encode(batch).features, mine.encode(batch).features, atol=1e-5)


def test_a_file_beside_it_tells_size_and_normalisation(tmp_path, batch):
    path = save(tmp_path / "any.onnx", side="s")
    (tmp_path / "any.json").write_text(json.dumps({"size": 32, "mean": [0, 0, 0], "std": [1, 1, 1]}))
    encoder = registry.get(path)
    assert encoder.spec.input_size == 32
    np.testing.assert_allclose(encoder.encode(batch).features, expected(batch, 0, 1), atol=1e-5)
    before = encoder.spec.hash
    (tmp_path / "any.json").write_text(json.dumps({"size": 32}))
    assert registry.get(path).spec.hash != before


def test_without_a_size_anywhere_it_is_224(tmp_path):
    assert registry.get(save(tmp_path / "any.onnx", side="s")).spec.input_size == 224


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "is unusable"),
        ("[]", "is unusable"),
        ('{"mean": [1, 2]}', "is unusable"),
        ('{"std": [0, 1, 1]}', "out of range"),
        ('{"size": 5}', "out of range"),
        ('{"resize": 3}', "names resize"),
    ],
)
def test_an_unusable_file_beside_it_is_refused(tmp_path, content, reason):
    path = save(tmp_path / "tiny.onnx")
    (tmp_path / "tiny.json").write_text(content)
    with pytest.raises(InputError, match=reason):
        registry.get(path)


def test_a_damaged_file_is_refused(tmp_path):
    path = tmp_path / "bad.onnx"
    path.write_bytes(b"no network")
    with pytest.raises(InputError, match="cannot be run as a network") as caught:
        registry.get(str(path))
    assert "\n" not in str(caught.value)


def test_a_network_that_gives_no_vector_is_refused(tmp_path):
    with pytest.raises(InputError, match="one vector an image"):
        registry.get(save(tmp_path / "image.onnx", output="image"))


def test_without_any_runtime_it_says_what_to_install(tmp_path, monkeypatch):
    path = save(tmp_path / "tiny.onnx")
    monkeypatch.setattr(onnx_file, "has_package", lambda name: False)
    with pytest.raises(InputError, match="pip install openvino"):
        registry.get(path)
