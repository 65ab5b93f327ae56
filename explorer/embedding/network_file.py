"""What the files and folders of other people's networks have in common."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from explorer.embedding.image_encoder import ImageEncoder, Network
from explorer.embedding.pixels import centre_crop
from explorer.errors import InputError
from explorer.protocol.specs import EncoderSpec

IMAGENET_MEAN, IMAGENET_DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
DEFAULT_SIZE = 224
_KEYS = {"size", "mean", "std"}


@dataclass(frozen=True)
class Input:
    """What a network takes.

    Attributes:
        size: side of the square in pixels; None = what the network itself says.
        mean: of the three channels, for values from 0 to 1.
        deviation: likewise, above 0.
    """

    size: int | None = None
    mean: tuple[float, ...] = IMAGENET_MEAN
    deviation: tuple[float, ...] = IMAGENET_DEVIATION

    def mean_255(self) -> list[float]:
        """The mean for values from 0 to 255."""
        return [255 * value for value in self.mean]

    def deviation_255(self) -> list[float]:
        """The deviation for values from 0 to 255."""
        return [255 * value for value in self.deviation]


def read_input(network: Path) -> Input:
    """What the JSON file beside a network (`net.onnx` -> `net.json`) says of its input; the usual where there is none.

    Raises:
        InputError: it says something unusable.
    """
    path = network.with_suffix(".json")
    if not path.is_file():
        return Input()
    try:
        said: dict[str, Any] = json.loads(path.read_bytes())
        unknown = sorted(set(said) - _KEYS)
        size = None if said.get("size") is None else int(said["size"])
        mean = _three(said.get("mean", IMAGENET_MEAN))
        deviation = _three(said.get("std", IMAGENET_DEVIATION))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        form = '{"size": 224, "mean": [r, g, b], "std": [r, g, b]}'
        raise InputError(f"{path} is unusable; write it like {form}.") from error
    if unknown:
        raise InputError(f"{path} names {', '.join(unknown)}, which is not known; it may name size, mean and std.")
    if min(deviation) <= 0 or (size is not None and not 16 <= size <= 2048):
        raise InputError(f"{path} is out of range; std must be above 0, and size from 16 to 2048.")
    return Input(size, mean, deviation)


def _three(values: Sequence[float]) -> tuple[float, ...]:
    numbers = tuple(float(value) for value in values)
    if len(numbers) != 3 or not np.isfinite(numbers).all():
        raise ValueError("three finite numbers are needed")
    return numbers


def file_encoder(path: Path, network: Network, size: int, *, runtime: str, kind: str) -> ImageEncoder:
    """The encoder that a loaded network is; what it gives is found out with one black image.

    Args:
        path: the network's file.
        network: see `image_encoder.Network`.
        size: side of its input.
        runtime: see `EncoderSpec`.
        kind: what to call the file, e.g. "ONNX file".

    Raises:
        InputError: it does not give one vector for an image.
    """
    output = network(np.zeros((1, size, size, 3), np.uint8))[0]
    if output.ndim != 2 or output.shape[0] != 1:
        raise InputError(
            f"{path} gives {list(output.shape)} for one image; export it with one vector an image, [b, d]."
        )
    spec = EncoderSpec(
        name=str(path),
        title=path.stem,
        summary=f"Network of your own, from an {kind}."
        if kind[0] in "AEIO"
        else f"Network of your own, from a {kind}.",
        dim=output.shape[1],
        input_size=size,
        hash=hash_files([path, path.with_suffix(".json")]),
        runtime=runtime,
        source=str(path),
    )
    return ImageEncoder(spec, lambda: network, centre_crop)


def hash_files(paths: Sequence[Path]) -> str:
    """sha256 of the contents of those files that are there, hexadecimal."""
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
