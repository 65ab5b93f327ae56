"""Messages between processes: length-prefixed JSON. Arrays travel as files named in the message, never as pickle."""

import json
import struct
from typing import Any, BinaryIO

from explorer.errors import EngineError

Message = dict[str, Any]

_LENGTH = struct.Struct("<I")
MAX_BYTES = 64 * 2**20
"""A longer message is a fault: large data belongs in a file."""


def write_message(stream: BinaryIO, message: Message) -> None:
    """Write one message and flush.

    Raises:
        EngineError: the message is too long.
        OSError: the other end is gone.
    """
    body = json.dumps(message, separators=(",", ":"), allow_nan=False).encode()
    if len(body) > MAX_BYTES:
        raise EngineError(f"A message of {len(body)} bytes is too long; pass the data as a file.")
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_message(stream: BinaryIO) -> Message | None:
    """Read one message; None when the other end closed the stream.

    Raises:
        EngineError: the stream ends inside a message or holds something else.
    """
    head = _read_exactly(stream, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_BYTES:
        raise EngineError(f"The other process announced a message of {length} bytes; it does not speak our protocol.")
    body = _read_exactly(stream, length)
    if body is None:
        raise EngineError("The other process closed the stream inside a message.")
    message = json.loads(body)
    if not isinstance(message, dict):
        raise EngineError("The other process sent something that is not a message.")
    return message


def _read_exactly(stream: BinaryIO, size: int) -> bytes | None:
    data = b""
    while len(data) < size:
        piece = stream.read(size - len(data))
        if not piece:
            if data:
                raise EngineError("The other process closed the stream inside a message.")
            return None
        data += piece
    return data
