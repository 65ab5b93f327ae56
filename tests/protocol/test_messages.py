import io
import os
import struct
import threading

import pytest

from explorer.errors import EngineError
from explorer.protocol import messages
from explorer.protocol.messages import read_message, write_message


def test_messages_come_back_in_order():
    sent = [{"id": 1}, {"text": "ü 🍓 \udcff", "list": [1, 2.5, None, True]}, {}]
    stream = io.BytesIO()
    for message in sent:
        write_message(stream, message)
    stream.seek(0)
    assert [read_message(stream) for _ in range(4)] == [*sent, None]


def test_a_message_in_small_pieces_is_put_together():
    read_end, write_end = os.pipe()
    message = {"text": "x" * 200_000}
    with os.fdopen(read_end, "rb", buffering=0) as reader, os.fdopen(write_end, "wb") as writer:
        sender = threading.Thread(target=write_message, args=(writer, message))
        sender.start()
        assert read_message(reader) == message
        sender.join()


@pytest.mark.parametrize("cut", [1, 3, 4, 7])
def test_a_stream_that_ends_inside_a_message_is_a_fault(cut):
    stream = io.BytesIO()
    write_message(stream, {"id": 1})
    with pytest.raises(EngineError, match="inside a message"):
        read_message(io.BytesIO(stream.getvalue()[:cut]))


def test_what_is_no_message_is_a_fault():
    with pytest.raises(EngineError, match="does not speak our protocol"):
        read_message(io.BytesIO(b"Traceback (most recent call last)"))
    with pytest.raises(EngineError, match="not a message"):
        read_message(io.BytesIO(struct.pack("<I", 2) + b"[]"))


def test_too_long_a_message_is_not_sent(monkeypatch):
    monkeypatch.setattr(messages, "MAX_BYTES", 100)
    stream = io.BytesIO()
    with pytest.raises(EngineError, match="pass the data as a file"):
        write_message(stream, {"x": "y" * 100})
    assert stream.getvalue() == b""


def test_numbers_that_json_lacks_are_not_sent():
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_message(io.BytesIO(), {"x": float("nan")})
