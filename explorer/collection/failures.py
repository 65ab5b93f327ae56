"""Why an image could not be read, in one sentence that a person can act on."""

import errno
import os
from pathlib import Path

from PIL import UnidentifiedImageError

from explorer.collection.stores import StoreError

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_LINE_ENDS = bytes.maketrans(b"\r\n\t", b"   ")


def failure(error: BaseException, source: Path | bytes, name: str) -> str:
    """The sentence for what a reader raised.

    Args:
        error: what it raised.
        source: the file or its bytes; the beginning tells what an unknown file is.
        name: what to call it.
    """
    if isinstance(error, StoreError):
        return f"{name} could not be fetched: {error}; index the collection again to ask for it once more."
    if isinstance(error, UnidentifiedImageError):
        return _unidentified(head(source), name)
    if isinstance(error, MemoryError):
        return f"{name} needs more memory than there is; save a smaller copy of it."
    if "truncated" in str(error).lower():
        return f"{name} is cut off before its end; copy it again from where it came."
    # Of a head that points beyond all files the system says EINVAL, which is no fault of the place.
    told = isinstance(error, OSError) and error.errno not in (None, 0, errno.EINVAL)
    if isinstance(error, FileNotFoundError | PermissionError) or (isinstance(error, OSError) and told):
        return _system_failure(error, name)
    return f"{name} is damaged; copy it again from where it came."


def too_large(name: str, limit: int) -> str:
    """The sentence for an image of more than `limit` pixels."""
    return f"{name} has more than {limit // 10**6} megapixels; save a smaller copy of it."


def _system_failure(error: OSError, name: str) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{name} is not there any more; scan the folder again."
    if isinstance(error, PermissionError):
        return f"{name} may not be read; ask for permission to read it."
    return f"{name} cannot be read ({os.strerror(error.errno or 0)}); copy it again from where it came."


def head(source: Path | bytes, size: int = 512) -> bytes:
    """The first bytes of a file; none where it cannot be read, or is no file."""
    if isinstance(source, bytes):
        return source[:size]
    if not source.is_file():
        return b""
    try:
        with source.open("rb") as file:
            return file.read(size)
    except OSError:
        return b""


def _unidentified(begin: bytes, name: str) -> str:
    if not begin:
        return f"{name} is empty; copy it again from where it came."
    if begin[4:8] == b"ftyp" and begin[8:12] in _HEIF_BRANDS:
        return f"{name} is a HEIC image; install retrieval-explorer[heic] to read such files."
    if begin.isascii() and begin.translate(_LINE_ENDS).decode("ascii").isprintable():
        return f"{name} holds text, not an image; give it its proper ending or remove it."
    return f"{name} is no image that can be read, or its beginning is damaged; save it as JPEG or PNG."
