"""Fitted state on disk: arrays and sparse matrices in safetensors, large ones mapped, the rest in JSON."""

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_array

from explorer.errors import WorkspaceError
from explorer.graph.knn import Csr

State = Mapping[str, NDArray[Any] | Csr]
"""Arrays and CSR matrices by name; names hold no colon."""

STATE = "state.safetensors"
"""The file that the state of a ranker is kept in."""

_PARTS = ("data", "indices", "indptr", "shape")


def save_state(path: Path, state: State) -> None:
    """Write a state to a safetensors file.

    Raises:
        OSError: the disk is full or may not be written.
    """
    arrays: dict[str, NDArray[Any]] = {}
    for name, value in state.items():
        if isinstance(value, np.ndarray):
            arrays[name] = np.ascontiguousarray(value)
        else:
            parts = (value.data, value.indices, value.indptr, np.array(value.shape, np.int64))
            arrays |= {f"{name}:{part}": array for part, array in zip(_PARTS, parts, strict=True)}
    try:
        save_file(arrays, path)
    except SafetensorError as error:
        raise OSError(str(error)) from error  # the system's error, which it gives as text alone


def load_state(path: Path) -> dict[str, Any]:
    """Read what `save_state` wrote.

    Raises:
        WorkspaceError: the file is missing or damaged.
    """
    try:
        arrays = load_file(path)
    except (OSError, SafetensorError) as error:
        raise WorkspaceError(f"The fitted model {path} cannot be read ({error}); fit the method again.") from error
    state: dict[str, Any] = {name: array for name, array in arrays.items() if ":" not in name}
    for name in {name.partition(":")[0] for name in arrays if ":" in name}:
        data, indices, indptr, shape = (arrays[f"{name}:{part}"] for part in _PARTS)
        state[name] = csr_array((data, indices, indptr), shape=tuple(shape.tolist()))
    return state


def state_bytes(state: State) -> int:
    """Memory that a state takes."""
    total = 0
    for value in state.values():
        parts = (value,) if isinstance(value, np.ndarray) else (value.data, value.indices, value.indptr)
        total += sum(part.nbytes for part in parts)
    return total


def save_arrays(folder: Path, arrays: State) -> None:
    """Write each array to a file of its own, which `map_arrays` maps into memory."""
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def map_arrays(folder: Path, names: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Memory maps of what `save_arrays` wrote; what is written to them stays in memory.

    Raises:
        WorkspaceError: a file is missing or damaged.
    """
    arrays: dict[str, NDArray[Any]] = {}
    for name in names:
        path = folder / f"{name}.npy"
        try:
            arrays[name] = np.load(path, mmap_mode="c", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise WorkspaceError(f"The fitted model {path} cannot be read ({error}); fit the method again.") from error
    return arrays


def write_parts(folder: Path, state: State, mapped: Collection[str]) -> None:
    """Write a state into a folder, the arrays named in `mapped` to files of their own.

    Raises:
        OSError: the disk is full or may not be written.
    """
    save_state(folder / STATE, {name: value for name, value in state.items() if name not in mapped})
    save_arrays(folder, {name: state[name] for name in mapped})


def read_parts(folder: Path, mapped: Iterable[str]) -> dict[str, Any]:
    """Read what `write_parts` wrote; what is named in `mapped` as memory maps.

    Raises:
        WorkspaceError: a file is missing or damaged.
    """
    return load_state(folder / STATE) | map_arrays(folder, mapped)


def save_json(path: Path, values: dict[str, Any]) -> None:
    """Write a JSON file."""
    path.write_text(json.dumps(values, indent=1), encoding="utf-8")


def load_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        WorkspaceError: the file is missing or damaged.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WorkspaceError(f"The fitted model {path} cannot be read ({error}); fit the method again.") from error
    if not isinstance(values, dict):
        raise WorkspaceError(f"The fitted model {path} is damaged; fit the method again.")
    return values
