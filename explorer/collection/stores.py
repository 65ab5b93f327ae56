"""Files in object stores and on other servers, by their address: `s3://bucket/photos`, `gs://…`, `memory://…`.

fsspec speaks with the stores and takes the person's credentials from where the tools of each store keep them (files and
variables of their own environment). Ours are none: an address that holds some is refused, so that none is ever stored,
and messages tell the kind of an error, never its text, in which a store may repeat an address that it signed.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar, cast

from explorer.errors import InputError

Answer = TypeVar("Answer")

AT_ONCE = 16
"""Small files that are asked for at the same time: a store takes its time for each, but not of the others."""

_TRIES = 3
_PAUSE = 0.25
"""Seconds before the second try, four times as many before the third: stores that throttle ask for patience."""


Place = Path | str
"""A path on the disk; a text is an address in a store, of which nothing is asked or loaded yet."""


class StoreError(OSError):
    """A store did not give a file; the message is the end of a sentence that says why."""


def is_address(text: str) -> bool:
    """Whether a text names something in a store rather than on the disk; `file://` is the disk."""
    scheme, separator, rest = text.partition("://")
    return bool(separator and rest) and scheme.isalnum() and scheme != "file"


def place_of(text: str) -> Place:
    """What the text of a path or an address names."""
    return text if is_address(text) else Path(text.removeprefix("file://"))


def located(place: str | Path) -> Path:
    """What a path or an address names: a path, or an object with the same methods.

    Raises:
        InputError: what reads stores is not installed, or the address is of an unknown kind or holds credentials.
    """
    text = str(place)
    if not is_address(text):
        return Path(text.removeprefix("file://"))
    scheme, _, rest = text.partition("://")
    if "@" in rest.partition("/")[0] or (scheme in ("http", "https") and "?" in rest):  # signed addresses do, too
        raise InputError(f"The {scheme} address holds credentials; leave them out and set them where its tools look.")
    try:
        from upath import UPath
    except ImportError as error:
        raise InputError(f"{text} is in a store; install retrieval-explorer[cluster] to read it.") from error
    try:
        path = UPath(text.rstrip("/"))
        path.fs  # noqa: B018 - loads what speaks with the store
    except (ImportError, ValueError) as error:
        raise InputError(f"{text} cannot be read; install the fsspec package for {scheme}:// addresses.") from error
    return cast(Path, path)


def settled(path: Path) -> Path:
    """The absolute path without links; of a place in a store the place, as a server might be asked for it otherwise."""
    return path if in_store(path) else path.resolve()


def in_store(path: Path) -> bool:
    """Whether `located` gave a place in a store."""
    return not isinstance(path, Path)


def read_bytes(path: Path) -> bytes:
    """A whole file, from a store in several tries.

    Raises:
        OSError: it is not there, may not be read or cannot be fetched now; `StoreError` where it is worth trying again.
    """
    return patiently(path.read_bytes) if in_store(path) else path.read_bytes()


def read_many(paths: Sequence[Path]) -> Iterator[bytes | OSError]:
    """Small files from a store, several at once, in the order asked for: of each its bytes, or why there are none."""

    def read(path: Path) -> bytes | OSError:
        try:
            return read_bytes(path)
        except OSError as error:
            return error

    with ThreadPoolExecutor(AT_ONCE) as threads:
        yield from threads.map(read, paths)


def patiently(ask: Callable[[], Answer]) -> Answer:
    """What a store answers, asked again where another try may help.

    Raises:
        OSError: as `read_bytes`.
    """
    for left in reversed(range(_TRIES)):
        try:
            return ask()
        except (FileNotFoundError, PermissionError, IsADirectoryError):
            raise
        except Exception as error:  # each store has errors of its own
            if not left:
                raise StoreError(_reason(error)) from error
            time.sleep(_PAUSE * 4 ** (_TRIES - 1 - left))
    raise AssertionError("unreachable")


def listing(path: Path) -> dict[str, dict[str, Any]]:
    """All files below a place in a store: what the store says of each, by its path from there with `/` between.

    Raises:
        InputError: the place is not there or cannot be listed.
    """
    fs, top = cast(Any, path).fs, str(cast(Any, path).path).rstrip("/")
    try:
        found: dict[str, dict[str, Any]] = fs.find(top, detail=True)
    except PermissionError as error:
        raise InputError(f"{path} may not be listed; set credentials where the store's tools look for them.") from error
    except Exception as error:  # each store has errors of its own
        raise InputError(f"{path} cannot be listed: {_reason(error)}; check address and credentials.") from error
    if not found:
        raise InputError(f"There is nothing at {path}; check the address.")
    return {name.removeprefix(top).lstrip("/"): about for name, about in found.items()}


def sizes_known(path: Path, there: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A listing with the size of each file; servers of web pages tell these of single files alone.

    Raises:
        InputError: a file of the listing cannot be asked for.
    """
    fs, unknown = cast(Any, path).fs, [name for name, about in there.items() if about.get("size") is None]
    try:
        with ThreadPoolExecutor(AT_ONCE) as threads:
            told = list(threads.map(lambda name: patiently(lambda: fs.info(cast(Any, path / name).path)), unknown))
    except OSError as error:
        raise InputError(f"{path} cannot be listed: {_reason(error)}; try again later.") from error
    return {**there, **dict(zip(unknown, told, strict=True))}


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the store did not answer in time"
    if isinstance(error, ConnectionError):
        return "the connection to the store broke"
    return f"the store refused ({type(error).__name__})"
