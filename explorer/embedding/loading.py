"""From files to network input: what the decoding threads of the embedding job do."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from explorer.collection.content import content_hash, hash_file
from explorer.collection.decode import decode_sized
from explorer.collection.embedded import embedded_caption
from explorer.collection.failures import failure
from explorer.collection.names import printable
from explorer.collection.stores import in_store, read_bytes
from explorer.collection.thumbnails import make_thumbnail
from explorer.embedding.base import Encoder, Pixels, decode_size
from explorer.errors import ImageError

READ_AT_ONCE = 64 * 2**20
"""Files up to so many bytes are read once, for hash and pixels; larger ones twice, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read.

    Attributes:
        image: its id.
        path: the file.
        bytes: its size.
        signature: of the thumbnail to make; None = make none.
    """

    image: int
    path: Path
    bytes: int
    signature: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a file.

    Attributes:
        image: its id.
        content: hash of its bytes; None where they could not be read.
        size: width and height of the upright image; None where it could not be decoded.
        pixels: the network's input; None where it could not be decoded or is not needed.
        thumbnail: signature and JPEG bytes, if asked for.
        caption: the captions inside the file, one a line.
        reason: why it could not be decoded.
    """

    image: int
    content: bytes | None = None
    size: tuple[int, int] | None = None
    pixels: Pixels | None = None
    thumbnail: tuple[str, bytes] | None = None
    caption: str = ""
    reason: str = ""


def load(task: Task, encoder: Encoder, known: set[bytes]) -> Loaded:
    """Read, hash, decode and prepare one file; its own faults become its outcome.

    Args:
        task: what to read.
        encoder: gives the network's input.
        known: hashes of contents that have vectors already; they need no network input.
    """
    name, content = printable(task.path.name), None
    try:
        source = task.path if task.bytes > READ_AT_ONCE and not in_store(task.path) else read_bytes(task.path)
        content = content_hash(source) if isinstance(source, bytes) else hash_file(source)
        image, size = decode_sized(source, size=decode_size(encoder.spec), name=name)
        thumbnail = None if task.signature is None else (task.signature, make_thumbnail(image))
        pixels = None if content in known else np.ascontiguousarray(encoder.prepare(image))
    except ImageError as error:
        return Loaded(task.image, content, reason=str(error))
    except OSError as error:
        return Loaded(task.image, reason=failure(error, task.path, name))
    return Loaded(task.image, content, size, pixels, thumbnail, embedded_caption(source))
