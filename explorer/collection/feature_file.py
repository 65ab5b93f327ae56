"""Files of ready-made features: `.npz`, `.npy` with a `.csv` beside it, `.safetensors`."""

import lzma
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tokenize import TokenError
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.collection.manifest import is_column_name, parse_labels, read_table
from explorer.collection.tables import TABLE_SUFFIXES, read_columns
from explorer.errors import InputError

Array = NDArray[Any]
FeatureValues = NDArray[np.float16] | NDArray[np.float32]

FEATURE_SUFFIXES = (".npz", ".npy", ".safetensors", *TABLE_SUFFIXES)
_KNOWN = ("features", "image_features", "text_features", "labels", "label", "split", "names", "name", "path", "camera")
_BLOCK_ROWS = 4096
_UNPACKED_BYTES, _PACKED_AT_MOST = 2**30, 50
"""An archive that unpacks to more than so many bytes may be packed so tightly; vectors are packed to a half or so."""


@dataclass(frozen=True)
class FeatureFile:
    """What a feature file holds, checked.

    Attributes:
        path: the file.
        features: [n, d] float16 or float32, finite, as given (float64 and whole numbers become float32).
        text_features: [n, t] likewise, or None.
        names: n distinct names; the row number where the file gives none.
        labels: n tuples of labels, or None.
        split: n splits in lower case, or None.
        camera: n camera names, or None.
        metadata: n values for each other column.
        unused: names of arrays that fit no row and were left aside.
    """

    path: Path
    features: FeatureValues
    text_features: FeatureValues | None
    names: list[str]
    labels: list[tuple[str, ...]] | None = None
    split: list[str] | None = None
    camera: list[str] | None = None
    metadata: dict[str, list[str]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.features)


_DAMAGES = (
    OSError,
    EOFError,
    SyntaxError,
    TokenError,
    KeyError,
    TypeError,
    OverflowError,
    RuntimeError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
)
"""What the readers raise on bytes that are none of theirs, beside `ValueError`."""


def read_feature_file(path: Path) -> FeatureFile:
    """Read and check a feature file.

    Arrays: `features` [n, d] (or `image_features`), optional `text_features` [n, t], `labels` [n] or multi-hot [n, c],
    `split`, `names`, `camera` [n]; any other array of n text or whole numbers is a metadata column. A `.npy` file holds
    the features alone; a `.csv` of the same name gives the columns `label`, `split`, `name` or `path`, `camera`, ….

    Raises:
        InputError: the file is missing, damaged or of another kind, or an array has the wrong type, length or
            values; the message names the array.
    """
    readers: dict[str, Callable[[Path], Mapping[str, Array]]] = {
        ".npz": _read_npz,
        ".npy": _read_npy,
        ".safetensors": _read_safetensors,
        **dict.fromkeys(TABLE_SUFFIXES, read_columns),
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path.name} is no feature file that is read; give one of {', '.join(FEATURE_SUFFIXES)}.")
    return _checked(path, _read(path, reader))


def _read(path: Path, reader: Callable[[Path], Mapping[str, Array]]) -> Mapping[str, Array]:
    try:
        return reader(path)
    except InputError:
        raise
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}; check the path.") from error
    except PermissionError as error:
        raise InputError(f"{path} may not be read; ask for permission to read it.") from error
    except MemoryError as error:
        raise InputError(f"{path.name} needs more memory than there is; save it as float16 or as .npy.") from error
    except ValueError as error:
        if "Python objects" in str(error) or "Object arrays" in str(error):
            reason = "holds Python objects, which are not read for safety; save plain number and text arrays"
        else:
            reason = "is damaged; save it again"
        raise InputError(f"{path.name} {reason}.") from error
    except _DAMAGES as error:
        raise InputError(f"{path.name} is damaged; save it again.") from error


def _read_npz(path: Path) -> dict[str, Array]:
    if not zipfile.is_zipfile(path):
        path.stat()  # a missing or forbidden file is told apart from a damaged one
        raise zipfile.BadZipFile
    _check_packing(path)
    with np.load(path, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    if not all(isinstance(array, np.ndarray) for array in arrays.values()):
        raise zipfile.BadZipFile  # numpy gives the bare bytes of members that are no arrays
    return arrays


def _check_packing(path: Path) -> None:
    """Refuse an archive that would fill the memory from next to nothing; no more is unpacked than it announces.

    Raises:
        InputError: it would.
    """
    with zipfile.ZipFile(path) as archive:
        size = sum(member.file_size for member in archive.infolist())
    if size > _UNPACKED_BYTES and size > _PACKED_AT_MOST * path.stat().st_size:
        raise InputError(
            f"{path.name} would unpack to {size / 1e9:.1f} GB, far more than arrays of its size do; "
            f"save it again with numpy.savez."
        )


def _read_npy(path: Path) -> dict[str, Array]:
    arrays: dict[str, Array] = {"features": np.lib.format.open_memmap(path, mode="r")}
    table = path.with_suffix(".csv")
    if table.is_file():
        rows = [fields for _, fields in read_table(table)]
        if len(rows) != len(arrays["features"]):
            raise InputError(f"{table.name} has {len(rows)} rows but {path.name} has {len(arrays['features'])}.")
        arrays.update({column: np.array([row[column] for row in rows]) for column in (rows[0] if rows else {})})
    return arrays


def _read_safetensors(path: Path) -> dict[str, Array]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        return dict(load_file(path))
    except (SafetensorError, AttributeError, TypeError) as error:
        raise InputError(f"{path.name} is damaged or holds bfloat16; save it again as float32.") from error


def _checked(path: Path, arrays: Mapping[str, Array]) -> FeatureFile:
    name = "features" if "features" in arrays else "image_features"
    if name not in arrays:
        raise InputError(f"{path.name} has no array 'features' but {', '.join(arrays) or 'nothing'}; name one so.")
    features = _vectors(path.name, name, arrays[name])
    n = len(features)
    text = _vectors(path.name, "text_features", arrays["text_features"]) if "text_features" in arrays else None
    if text is not None and len(text) != n:
        raise InputError(f"{path.name}: 'text_features' has {len(text)} rows but '{name}' has {n}; give one an image.")
    labels, names = _first(arrays, "labels", "label"), _first(arrays, "names", "name", "path")
    unknown = {key: array for key, array in arrays.items() if key not in _KNOWN}
    others = {key: array for key, array in unknown.items() if is_column_name(key) and _is_column(array, n)}
    return FeatureFile(
        path=path,
        features=features,
        text_features=text,
        names=[str(row) for row in range(n)] if names is None else _distinct(_column(path.name, *names, n)),
        labels=None if labels is None else _labels(path.name, *labels, n),
        split=_lower(_column(path.name, "split", arrays["split"], n)) if "split" in arrays else None,
        camera=_column(path.name, "camera", arrays["camera"], n) if "camera" in arrays else None,
        metadata={key: _column(path.name, key, array, n) for key, array in others.items()},
        unused=tuple(key for key in unknown if key not in others),
    )


def _vectors(file: str, name: str, array: Array) -> FeatureValues:
    """The array as [n, d] float16 or float32, after a look at every value."""
    if array.ndim != 2 or array.dtype.kind not in "fiu":
        raise InputError(f"{file}: '{name}' is {array.dtype} {list(array.shape)}; give numbers of shape [n, d].")
    if 0 in array.shape:
        raise InputError(f"{file}: '{name}' is empty ({list(array.shape)}); give at least one vector.")
    native = array.dtype in (np.float16, np.float32) and array.dtype.isnative
    with np.errstate(over="ignore"):  # what overflows float32 is found as infinite below
        values: FeatureValues = array if native else array.astype(np.float32)
    for start in range(0, len(values), _BLOCK_ROWS):
        bad = ~np.isfinite(values[start : start + _BLOCK_ROWS]).all(axis=1)
        if bad.any():
            row = start + int(np.flatnonzero(bad)[0])
            raise InputError(f"{file}: '{name}' has a value that is no finite number in row {row}; mend that row.")
    return values


def _column(file: str, name: str, array: Array, n: int) -> list[str]:
    """A column of n texts; whole numbers are written without a decimal point."""
    if array.shape != (n,):
        raise InputError(f"{file}: '{name}' has shape {list(array.shape)} for {n} feature rows; give one value a row.")
    if not _is_column(array, n):
        raise InputError(f"{file}: '{name}' is {array.dtype}; give text or whole numbers.")
    if array.dtype.kind == "S":
        return [value.decode("utf-8", "backslashreplace") for value in array.tolist()]
    if array.dtype.kind == "f":
        return [str(int(value)) for value in array.tolist()]
    return [str(value).encode("utf-8", "backslashreplace").decode() for value in array.tolist()]


def _is_column(array: Array, n: int) -> bool:
    if array.shape != (n,):
        return False
    whole = array.dtype.kind == "f" and bool(np.isfinite(array).all() and (array == np.floor(array)).all())
    return whole or array.dtype.kind in "biuUS"


def _labels(file: str, name: str, array: Array, n: int) -> list[tuple[str, ...]]:
    """Labels of each row: text separated by `;`, whole numbers, or the columns set in a multi-hot array."""
    if array.ndim != 2:
        return [parse_labels(value) for value in _column(file, name, array, n)]
    if len(array) != n:
        raise InputError(f"{file}: '{name}' has {len(array)} rows for {n} feature rows; give one row an image.")
    if array.dtype.kind not in "biuf" or not np.isin(array, (0, 1)).all():
        raise InputError(f"{file}: '{name}' is [n, c] but holds other values than 0 and 1; give it as multi-hot.")
    return [tuple(map(str, np.flatnonzero(row).tolist())) for row in array]


def _first(arrays: Mapping[str, Array], *names: str) -> tuple[str, Array] | None:
    return next(((name, arrays[name]) for name in names if name in arrays), None)


def _lower(values: list[str]) -> list[str]:
    return [value.strip().lower() for value in values]


def _distinct(names: list[str]) -> list[str]:
    """The names, with `#row` behind those that stood before."""
    seen: dict[str, int] = {}
    for row, name in enumerate(names):
        unique = name
        while unique in seen:
            unique += f"#{row}"
        seen[unique] = row
    return list(seen)
