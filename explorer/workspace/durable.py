"""Writing files so that neither a kill nor a power cut leaves a half-written one under its final name."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from explorer.errors import WorkspaceError

TEMPORARY = ".tmp-"
"""Names that begin so are unfinished; whoever finds one without holding it may delete it."""

_CHECKSUM_BYTES = 16
_BLOCK = 2**22


def write_file(path: Path, data: bytes) -> None:
    """Put a file in place, whole or not at all.

    Raises:
        WorkspaceError: the disk is full or the folder may not be written.
    """
    temporary = temporary_name(path)
    with explained(path):
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name to write a file under that takes its place when it is whole; what was there before stays until then.

    Raises:
        OSError: it cannot be written.
    """
    temporary = temporary_name(path)
    try:
        yield temporary
        sync_file(temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def temporary_name(path: Path) -> Path:
    """A fresh name beside a path, marked as unfinished; short enough where each letter takes four bytes."""
    return path.with_name(f"{TEMPORARY}{secrets.token_hex(6)}-{path.name[-48:]}")


def checksum(path: Path) -> str:
    """BLAKE2b of a file, 16 bytes in hexadecimal.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.blake2b(digest_size=_CHECKSUM_BYTES)
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def checksum_of(data: bytes) -> str:
    """The same of bytes in memory."""
    return hashlib.blake2b(data, digest_size=_CHECKSUM_BYTES).hexdigest()


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk; Windows does so by itself and cannot open folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it where they are missing, and wait until their names are on the disk.

    Raises:
        OSError: they cannot be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sweep(folder: Path) -> None:
    """Delete what earlier processes left unfinished in a folder; only the holder of the writer's lock may do so."""
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            if path.name.startswith(TEMPORARY):
                remove(path)


def remove(path: Path) -> None:
    """Delete a file or folder; what another program holds open stays for the next sweep."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn a system error into one sentence about the path.

    Raises:
        WorkspaceError: instead of `OSError`.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkspaceError(f"{path} cannot be written ({reason}); check the disk and its permissions.") from error
