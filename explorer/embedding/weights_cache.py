"""Converted weights kept in the user's cache, so that later starts need not import torch to read the published file."""

from collections.abc import Callable, Mapping

import numpy as np
from safetensors.numpy import load, save

from explorer.errors import WorkspaceError
from explorer.protocol.features import Vectors
from explorer.workspace import durable
from explorer.workspace.places import cache_dir

VERSION = 1
"""Raised when conversions change."""


def cached(name: str, make: Callable[[], Mapping[str, Vectors]]) -> Mapping[str, Vectors]:
    """What `make` returns, from the cache where it is there and sound.

    A file's own checksum is part of its name, so that a damaged one is never used.

    Args:
        name: says what is cached, hash of the source included.
        make: gives the arrays, float32, by name.
    """
    folder = cache_dir() / "weights"
    prefix = f"{name}-v{VERSION}-"
    for path in sorted(folder.glob(f"{prefix}*.safetensors")):
        data = path.read_bytes()
        if path.stem == prefix + durable.checksum_of(data):
            return load(data)
    arrays = {key: np.ascontiguousarray(array) for key, array in make().items()}
    data = save(arrays)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        durable.write_file(folder / f"{prefix}{durable.checksum_of(data)}.safetensors", data)
    except (OSError, WorkspaceError):
        pass  # a full or read-only cache costs the next start a second, nothing else
    return arrays
