"""Risky image files, read by a process of its own: whatever they do to their reader costs one picture.

TIFF, WebP, AVIF and HEIC are read by large libraries of C, in which files that take a program over were found before.
So a child reads them (`apart_child`), which may take so much memory and time and write nothing; where it dies or hangs,
the file is named and the next one gets a new child. Children are kept for the next picture and end with this process.
"""

import atexit
import io
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO, cast

from PIL import Image

from explorer.engine.process import child_command, child_environment, creation_flags
from explorer.errors import EngineError, ImageError
from explorer.protocol.messages import Message, read_message, write_message
from explorer.protocol.query import Region

SECONDS = 60.0
"""A file that takes longer is refused; the largest that are read take a few seconds."""

_PIPE_BYTES = 2**20
"""Room in the pipes to and from a child: sixteen times less to and fro than with what Linux gives by itself."""

_idle: list["_Reader"] = []


def decode_sized(
    source: Path | bytes, size: int | None, region: Region | None, name: str
) -> tuple[Image.Image, tuple[int, int]]:
    """As `decode.decode_sized`, by the readers that are kept apart.

    Raises:
        ImageError: as `decode.decode`, or the file ended its reader.
    """
    answer, pixels = _asked(source, {"size": size, "region": region, "name": name}, name)
    width, height = answer["original"]
    return Image.frombytes("RGB", tuple(answer["pixels"]), pixels), (width, height)


def embedded_caption(source: Path | bytes) -> str:
    """As `embedded.embedded_caption`, by the readers that are kept apart."""
    try:
        return str(_asked(source, {}, "The image")[0]["caption"])
    except ImageError:
        return ""


def _asked(source: Path | bytes, message: Message, name: str) -> tuple[Message, bytearray]:
    """What a reader says of a file; several threads have one each."""
    reader = _free_reader()
    try:
        answer, pixels = reader.ask(source, message)
    except (OSError, EngineError, ValueError) as error:
        reader.kill()
        raise ImageError(f"{name} {reader.ending}; remove it, or save it as JPEG or PNG.") from error
    _idle.append(reader)
    if "error" in answer:
        raise ImageError(answer["error"])
    return answer, pixels


def _free_reader() -> "_Reader":
    """One that waits, or a new one; those that the system ended meanwhile are no fault of the next file."""
    while True:
        try:
            reader = _idle.pop()
        except IndexError:
            return _Reader()
        if reader.lives():
            return reader
        reader.kill()


@atexit.register
def end_readers() -> None:
    """End the children that wait for the next file; another is started where one comes all the same."""
    while _idle:
        _idle.pop().kill()


class _Reader:
    """One child.

    Attributes:
        ending: what became of the file that it ended by.
    """

    def __init__(self) -> None:
        self.ending = "ended the process that reads such files"
        self._process = subprocess.Popen(
            child_command("reader"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            creationflags=creation_flags(),
        )
        if sys.platform == "linux":
            import fcntl

            for stream in (self._process.stdin, self._process.stdout):
                fcntl.fcntl(cast(BinaryIO, stream), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)

    def ask(self, source: Path | bytes, message: Message) -> tuple[Message, bytearray]:
        """Its answer and the bytes that follow it.

        Raises:
            OSError: it is gone.
            EngineError: it died inside its answer.
        """
        about: Message = {"bytes": len(source)} if isinstance(source, bytes) else {"path": str(source.absolute())}
        sink, stream = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        watch = threading.Timer(SECONDS, self._give_up)
        watch.daemon = True
        watch.start()
        try:
            write_message(sink, {**message, **about})
            if isinstance(source, bytes):
                sink.write(source)
                sink.flush()
            answer = read_message(stream)
            if answer is None:
                raise EngineError("The reader closed the stream.")
            pixels = bytearray(answer.get("bytes", 0))
            if cast(io.BufferedReader, stream).readinto(pixels) < len(pixels):
                raise EngineError("The reader closed the stream inside a picture.")
        finally:
            watch.cancel()
        return answer, pixels

    def lives(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            try:
                stream.close()
            except OSError:  # what could not be sent any more
                continue
        self._process.wait()

    def _give_up(self) -> None:
        self.ending = f"takes longer than {SECONDS:g} s to read"
        self._process.kill()
