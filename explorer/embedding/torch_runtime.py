"""torch as a runtime: for CUDA, and where OpenVINO has no build."""

import logging
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from explorer.embedding.base import TAGS, Pixels
from explorer.embedding.lite0 import MEAN, SCALE, Convolution, Weights, apply

BATCH = {"cpu": 4, "cuda": 64}
"""Images of one inference; the last batch is padded, so that an image's result does not depend on its neighbours."""

log = logging.getLogger(__name__)


class TorchNetwork:
    """A function of torch that is run on fixed batches, halved for good where the memory of the GPU is too small."""

    def __init__(
        self,
        forward: Callable[[torch.Tensor], tuple[torch.Tensor, ...]],
        device: str,
        *,
        mean: list[float],
        deviation: list[float],
    ) -> None:
        """Describe the run.

        Args:
            forward: from [b, 3, s, s] float32 to one or more tensors of b rows, on `device`.
            device: "cpu" or "cuda".
            mean: of the three channels, for values from 0 to 255.
            deviation: likewise.
        """
        self._forward = forward
        self._device = device
        self._size = BATCH[device]
        self._mean = torch.tensor(mean, device=device).reshape(3, 1, 1)
        self._deviation = torch.tensor(deviation, device=device).reshape(3, 1, 1)
        self._lock = threading.Lock()

    def __call__(self, batch: Pixels) -> list[NDArray[Any]]:
        """All outputs for [b, s, s, 3] uint8 with any b: arrays with b rows.

        Raises:
            torch.OutOfMemoryError: the memory of the GPU is too small for a single image.
        """
        parts: list[list[NDArray[Any]]] = []
        done = 0
        exact = torch.backends.cudnn.flags(enabled=True, allow_tf32=False)  # else convolutions would keep ten bits
        with self._lock, torch.inference_mode(), exact:
            while done < len(batch):
                try:
                    parts.append(self._padded(batch[done : done + self._size]))
                except torch.OutOfMemoryError:
                    if self._size == 1:
                        raise
                    self._halve()
                else:
                    done += self._size
        return [np.concatenate(outputs) for outputs in zip(*parts, strict=True)]

    def _padded(self, images: Pixels) -> list[NDArray[Any]]:
        """All outputs for as many images as one batch holds at most."""
        part = np.zeros((self._size, *images.shape[1:]), np.uint8)
        part[: len(images)] = images
        return [output[: len(images)].cpu().numpy() for output in self._run(torch.from_numpy(part))]

    def _halve(self) -> None:
        """Go on with half as many images at once; results of other batches differ in their last bits at most."""
        self._size //= 2
        torch.cuda.empty_cache()
        log.warning("The memory of the GPU is too small for that many images: %d at once from now on.", self._size)

    def _run(self, part: torch.Tensor) -> tuple[torch.Tensor, ...]:
        images = part.to(self._device).permute(0, 3, 1, 2).to(torch.float32, memory_format=torch.channels_last)
        return self._forward((images - self._mean) / self._deviation)


def lite0_network(weights: Weights, device: str) -> TorchNetwork:
    """EfficientNet-Lite0; outputs as those of `openvino_runtime.lite0_model`."""
    return TorchNetwork(lite0_forward(weights, device), device, mean=[MEAN] * 3, deviation=[SCALE] * 3)


def lite0_forward(
    weights: Weights, device: str, memory_format: torch.memory_format = torch.channels_last
) -> Callable[[torch.Tensor], tuple[torch.Tensor, ...]]:
    """EfficientNet-Lite0 as a function of normalised images [b, 3, 224, 224].

    Args:
        weights: see `lite0.load_weights`.
        device: "cpu" or "cuda".
        memory_format: of the convolutions' weights; that of the images should be the same.
    """
    tensors = {}
    for name, weight in weights.items():
        tensor = torch.tensor(weight, device=device)
        tensors[name] = tensor.contiguous(memory_format=memory_format) if tensor.ndim == 4 else tensor

    def convolve(x: torch.Tensor, convolution: Convolution) -> torch.Tensor:
        weight, bias = tensors[f"{convolution.name}.weight"], tensors[f"{convolution.name}.bias"]
        groups = len(weight) if convolution.depthwise else 1
        x = functional.pad(x, _same(x.shape[-1], convolution))
        x = functional.conv2d(x, weight, bias, convolution.stride, groups=groups)
        return functional.relu6(x) if convolution.clipped else x

    def forward(images: torch.Tensor) -> tuple[torch.Tensor, ...]:
        features = apply(images, convolve, torch.add).mean((2, 3))
        classes = functional.linear(features, tensors["classes.weight"], tensors["classes.bias"])
        best = classes.softmax(1).topk(TAGS, dim=1)
        return features, best.values, best.indices.to(torch.int32)

    return forward


def _same(side: int, convolution: Convolution) -> tuple[int, int, int, int]:
    """Padding left, right, top, bottom such that a side becomes ceil(side / stride); the odd pixel comes last."""
    outputs = -(-side // convolution.stride)
    total = max((outputs - 1) * convolution.stride + convolution.kernel - side, 0)
    return total // 2, total - total // 2, total // 2, total - total // 2
