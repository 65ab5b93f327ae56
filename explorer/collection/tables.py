"""Parquet, Arrow and Lance tables of paths, captions and embeddings, read a batch of rows at a time."""

import os
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from explorer.collection.stores import in_store
from explorer.errors import InputError

LANCE = ".lance"
"""Of folders, which the package of Lance reads and gives as Arrow batches."""

TABLE_SUFFIXES = (".parquet", ".arrow", ".feather", LANCE)
_BATCH_ROWS = 8192
_VECTORS = ("features", "image_features", "embedding", "embeddings", "vector")


def is_table(path: Path) -> bool:
    """Whether a table of images is at a path."""
    suffix = path.suffix.lower()
    if suffix == LANCE:
        return not in_store(path) and os.path.isdir(path)  # noqa: PTH112 - no error without permission
    return suffix in TABLE_SUFFIXES and path.is_file()


def vector_column(path: Path) -> str | None:
    """The column that holds vectors; None where none does, so that the table says which images there are.

    Raises:
        InputError: the file is damaged, or pyarrow is not installed.
    """
    import_arrow(path)
    from pyarrow import types

    with closing(_Table(path)) as table:
        lists = [
            field.name for field in table.schema if _is_list(field.type) and types.is_floating(field.type.value_type)
        ]
    return next((name for name in _VECTORS if name in lists), lists[0] if len(lists) == 1 else None)


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Pairs of row number (from 1) and fields as text, columns of vectors left out; lists of text joined by `;`.

    Raises:
        InputError: the file is damaged, or pyarrow is not installed.
    """
    import_arrow(path)
    from pyarrow import types

    with closing(_Table(path)) as table:
        columns = [
            field.name
            for field in table.schema
            if not (_is_list(field.type) and not types.is_string(field.type.value_type))
        ]
        number = 0
        for batch in table.batches(columns):
            for fields in batch.to_pylist():
                number += 1
                yield number, {name: _text(value) for name, value in fields.items()}


def read_columns(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a table with vectors: `features` [n, d] float16 or float32, every other column as n texts.

    Raises:
        InputError: the file is damaged, a vector is missing or has another length, or pyarrow is not installed.
    """
    name = vector_column(path)
    if name is None:
        raise InputError(f"{path.name} has no column of vectors; give one of type list<float> named features.")
    with closing(_Table(path)) as table:
        features: NDArray[Any] | None = None
        for start, batch in table.numbered([name]):
            vectors = _vectors(path.name, batch.column(0))
            if features is None:
                features = np.empty((table.rows, vectors.shape[1]), vectors.dtype)
            if vectors.shape[1] != features.shape[1]:
                raise InputError(f"{path.name}: the vectors of {name!r} have different lengths; give equal ones.")
            features[start : start + len(vectors)] = vectors
    if features is None:
        raise InputError(f"{path.name} is empty; give at least one vector.")
    rows = [fields for _, fields in read_rows(path)]
    others = {column: np.array([row[column] for row in rows]) for column in rows[0]}
    return {"features": features, **others}


def import_arrow(path: Path) -> None:
    """Load what reads tables.

    Raises:
        InputError: it is not installed.
    """
    try:
        import pyarrow as pa  # noqa: F401
    except ImportError as error:
        raise InputError(f"{path.name} is a table; install retrieval-explorer[cluster] to read it.") from error
    if path.suffix.lower() == LANCE and find_spec("lance") is None:
        raise InputError(f"{path.name} is a Lance table; install pylance to read it.")


class _Table:
    """An open table.

    Attributes:
        schema: names and types of the columns.
        rows: how many there are.
    """

    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        from pyarrow import ipc, parquet

        self._path = path
        self._reader: Any
        self._file: BinaryIO
        if path.suffix.lower() == LANCE:
            self._open_lance()
            return
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise InputError(f"{path.name} cannot be read; check the path and its permissions.") from error
        try:
            if path.suffix.lower() == ".parquet":
                self._reader = parquet.ParquetFile(self._file)
                self.schema, self.rows = self._reader.schema_arrow, self._reader.metadata.num_rows
            else:
                self._reader = ipc.open_file(self._file)
                batches = range(self._reader.num_record_batches)
                self.schema = self._reader.schema
                self.rows = sum(self._reader.get_batch(number).num_rows for number in batches)
        except (OSError, pa.ArrowException) as error:
            self._file.close()
            raise InputError(f"{path.name} is damaged or no such table; save it again.") from error

    def _open_lance(self) -> None:
        if in_store(self._path):
            raise InputError(
                f"{self._path.name} is a Lance table in a store; copy it to the disk, or save it as Parquet."
            )
        import lance

        try:
            self._reader, self._file = lance.dataset(str(self._path)), BytesIO()
            self.schema, self.rows = self._reader.schema, self._reader.count_rows()
        except (OSError, ValueError) as error:
            raise InputError(f"{self._path.name} is damaged or no such table; save it again.") from error

    def batches(self, columns: list[str]) -> Iterator[Any]:
        """Record batches of some columns.

        Raises:
            InputError: the file is damaged.
        """
        import pyarrow as pa

        try:
            if self._path.suffix.lower() == ".parquet":
                yield from self._reader.iter_batches(_BATCH_ROWS, columns=columns)
            elif self._path.suffix.lower() == LANCE:
                yield from self._reader.to_batches(columns=columns, batch_size=_BATCH_ROWS)
            else:
                for number in range(self._reader.num_record_batches):
                    yield self._reader.get_batch(number).select(columns)
        except (OSError, pa.ArrowException) as error:
            raise InputError(f"{self._path.name} is damaged or cut off; save it again.") from error

    def numbered(self, columns: list[str]) -> Iterator[tuple[int, Any]]:
        """The same with the number of the first row of each, from 0."""
        start = 0
        for batch in self.batches(columns):
            yield start, batch
            start += batch.num_rows

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def _is_list(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind))


def _vectors(file: str, column: Any) -> NDArray[Any]:
    """A column of lists as [m, d]."""
    from pyarrow import types

    values = column.flatten().to_numpy(zero_copy_only=False)
    if column.null_count or not len(column) or len(values) % len(column):
        raise InputError(f"{file} has rows without a vector or of another length; give each row one of equal length.")
    if not types.is_fixed_size_list(column.type) and len({len(row) for row in column}) > 1:
        raise InputError(f"{file} has vectors of different lengths; give equal ones.")
    vectors: NDArray[Any] = values.reshape(len(column), -1)
    return vectors if vectors.dtype in (np.float16, np.float32) else vectors.astype(np.float32)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)
