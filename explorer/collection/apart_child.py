"""The child that reads risky image files; see `apart`.

Limits hold where the system has them (not on Windows, where the parent's clock alone ends it): it can take no more than
`MEMORY` bytes, write no file and compute no longer than the parent waits.
"""

import sys
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from explorer.collection.apart import SECONDS
from explorer.collection.decode import decode_here
from explorer.collection.embedded import caption_here
from explorer.collection.formats import readable
from explorer.errors import ImageError
from explorer.protocol.messages import Message, read_message, write_message

MEMORY = 3 * 2**30
"""Bytes of address space: the largest picture that is read, with transparency and turned, needs two thirds of it."""


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer until the parent closes the pipe."""
    formats = readable(risky=True)  # loads the libraries, before the memory is limited
    _limit_memory()
    while (message := read_message(source)) is not None:
        _limit_time()
        file = source.read(message["bytes"]) if "bytes" in message else Path(message["path"])
        if "size" not in message:
            write_message(sink, {"caption": caption_here(file, formats=formats)})
            continue
        answer, picture = _decoded(file, message, formats)
        pixels = b"" if picture is None else picture.tobytes()
        write_message(sink, {**answer, "bytes": len(pixels)})
        sink.write(pixels)
        sink.flush()


def _decoded(file: Path | bytes, message: Message, formats: tuple[str, ...]) -> tuple[Message, Image.Image | None]:
    region = tuple(message["region"]) if message["region"] else None
    try:
        picture, original = decode_here(
            file, size=message["size"], region=region, name=message["name"], formats=formats
        )
    except ImageError as error:
        return {"error": str(error)}, None
    return {"pixels": picture.size, "original": original}, picture


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """Die where one file computes too long, also if the parent is gone and cannot look at its clock."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + SECONDS) + 1, resource.RLIM_INFINITY))
