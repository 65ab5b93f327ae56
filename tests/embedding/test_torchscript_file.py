import numpy as np
import pytest
import torch

from explorer.embedding import registry
from explorer.errors import InputError

from .conftest import smooth

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:torch")


class Means(torch.nn.Module):
    def forward(self, images):
        return images.mean((2, 3))


class Nothing(torch.nn.Module):
    def forward(self, images):
        return images


def save(module, path):
    torch.jit.script(module).save(str(path))
    return str(path)


def test_a_torchscript_file_is_an_encoder(tmp_path):
    encoder = registry.get(save(Means(), tmp_path / "means.pt"))
    assert (encoder.spec.dim, encoder.spec.input_size, encoder.spec.runtime) == (3, 224, "torch-cpu-f32")
    batch = np.stack([smooth(seed) for seed in range(5)])
    features = encoder.encode(batch).features
    wanted = ((batch / 255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]).mean((1, 2))
    np.testing.assert_allclose(features, wanted, atol=1e-4)
    assert encoder.encode(batch[3:4]).features.tobytes() == features[3:4].tobytes()


def test_a_file_beside_it_tells_the_size(tmp_path):
    path = save(Means(), tmp_path / "means.ts")
    (tmp_path / "means.json").write_text('{"size": 64}')
    assert registry.get(path).spec.input_size == 64


def test_other_files_are_refused(tmp_path):
    (tmp_path / "text.pt").write_text("no archive")
    torch.save({"weights": torch.zeros(2)}, tmp_path / "state.pt")
    for name in ("text.pt", "state.pt"):
        with pytest.raises(InputError, match="cannot be run as TorchScript") as caught:
            registry.get(str(tmp_path / name))
        assert "\n" not in str(caught.value)


def test_a_network_that_gives_no_vector_is_refused(tmp_path):
    with pytest.raises(InputError, match="one vector an image"):
        registry.get(save(Nothing(), tmp_path / "nothing.pt"))
