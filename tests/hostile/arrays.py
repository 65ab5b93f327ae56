"""Feature files whose heads lie."""

import io
import json
import struct
import zipfile

import numpy as np

from .case import Case, cases

ROWS = np.arange(12, dtype=np.float32).reshape(4, 3)
DAMAGED = "is damaged"
OBJECTS = "holds Python objects"


def all_arrays() -> list[Case]:
    """Every feature file."""
    return [*_npy(), *_npz(), *_safetensors()]


def _array(head: str, body: bytes = ROWS.tobytes(), version: bytes = b"\1\0") -> bytes:
    text = head.encode().ljust(118) + b"\n"
    return b"\x93NUMPY" + version + struct.pack("<H" if version == b"\1\0" else "<I", len(text)) + text + body


def _head(kind: str = "<f4", shape: str = "(4, 3)") -> str:
    return f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}}}"


def _saved(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)
    return buffer.getvalue()


def _npy() -> list[Case]:
    table = {
        "sound": (_array(_head()), ""),
        "by columns": (_saved(np.asfortranarray(ROWS)), ""),
        "big-endian": (_saved(ROWS.astype(">f4")), ""),
        "second version": (_array(_head(), version=b"\2\0"), ""),
        "empty": (b"", DAMAGED),
        "sign alone": (b"\x93NUMPY", DAMAGED),
        "version 9": (_array(_head(), version=b"\x09\0"), DAMAGED),
        "more rows than bytes": (_array(_head(shape="(5, 3)")), DAMAGED),
        "petabytes": (_array(_head(shape="(1099511627776, 256)")), DAMAGED),
        "shape below nothing": (_array(_head(shape="(-4, 3)")), DAMAGED),
        "shape of 70 bits": (_array(_head(shape="(1180591620717411303424, 3)")), DAMAGED),
        "shape of words": (_array(_head(shape="'all'")), DAMAGED),
        "head that is a call": (_array("__import__('os').system('true')"), DAMAGED),
        "head of 60,000 brackets": (b"\x93NUMPY\1\0" + struct.pack("<H", 60_000) + b"(" * 60_000, DAMAGED),
        "objects": (_saved(np.array([{}], object)), OBJECTS),
        "objects by name": (_array(_head(kind="|O", shape="(1,)"), b"cos\nsystem\n(S'true'\ntR."), OBJECTS),
        "records": (_saved(np.zeros(3, [("a", "f4"), ("b", "f4")])), "give numbers of shape"),
        "dates": (_saved(np.zeros((2, 2), "M8[s]")), "give numbers of shape"),
        "complex": (_saved(ROWS.astype(complex)), "give numbers of shape"),
        "words": (_saved(ROWS.astype(str)), "give numbers of shape"),
        "one row": (_saved(ROWS[0]), "give numbers of shape"),
        "no rows": (_saved(ROWS[:0]), "is empty"),
        "no columns": (_saved(ROWS[:, :0]), "is empty"),
        "one number missing": (_saved(np.where(ROWS == 7, np.nan, ROWS)), "no finite number in row 2"),
        "without bounds": (_saved(np.where(ROWS == 7, np.inf, ROWS)), "no finite number in row 2"),
        "beyond float32": (_saved(np.full((2, 2), 1e300)), "no finite number in row 0"),
    }
    return cases("features", ".npy", table)


def _zip(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _npz() -> list[Case]:
    features, rows = {"features.npy": _saved(ROWS)}, np.arange(4)
    sound = _zip(features)
    flipped = bytearray(sound)
    flipped[len(sound) // 3] ^= 0xFF
    directory = sound.rindex(b"PK\1\2")

    def said(place: int, value: bytes) -> bytes:
        """The archive, whose directory says something else of its member."""
        return sound[: directory + place] + value + sound[directory + place + len(value) :]

    bomb = said(24, struct.pack("<I", 2**31))
    table = {
        "sound": (sound, ""),
        "stored": (_zip(features, zipfile.ZIP_STORED), ""),
        "paths out of the archive": (_zip({**features, "../../evil.npy": _saved(rows)}), ""),
        "names of nobody": (_zip({**features, "\n.npy": _saved(rows)}), ""),
        "arrays that fit nothing": (_zip({**features, "x.npy": _saved(np.zeros((9, 9)))}), ""),
        "empty": (b"", DAMAGED),
        "no archive": (b"PK\3\4 and no more", DAMAGED),
        "cut": (sound[:-30], DAMAGED),
        "flipped": (bytes(flipped), DAMAGED),
        "archive of nothing": (_zip({}), "has no array 'features' but nothing"),
        "behind a password": (said(8, b"\1\0"), DAMAGED),
        "packed by nobody": (said(10, b"\x63\0"), DAMAGED),
        "packed otherwise": (said(10, b"\x0c\0"), DAMAGED),
        "packed yet otherwise": (said(10, b"\x0e\0"), DAMAGED),
        "no array within": (_zip({"features.npy": b"no array"}), DAMAGED),
        "text within": (_zip({**features, "readme.txt": b"hello"}), DAMAGED),
        "terabytes announced": (
            _zip({"features.npy": _array(_head(shape="(68719476736, 64)"))}),
            f"{DAMAGED}|needs more memory",
        ),
        "two gigabytes in a few bytes": (bomb, "would unpack to 2.1 GB"),
        "objects within": (_zip({"features.npy": _saved(np.array([{}], object))}), OBJECTS),
        "objects as labels": (_zip({**features, "labels.npy": _saved(np.array([{}] * 4, object))}), OBJECTS),
        "labels for others": (_zip({**features, "labels.npy": _saved(np.arange(5))}), "'labels' has shape"),
        "labels and a half": (_zip({**features, "labels.npy": _saved(np.full(4, 0.5))}), "'labels' is float64"),
        "words for others": (_zip({**features, "text_features.npy": _saved(ROWS[:3])}), "'text_features' has 3 rows"),
        "names in a square": (_zip({**features, "names.npy": _saved(np.zeros((4, 4)))}), "'names' has shape"),
    }
    return cases("features", ".npz", table)


def _safetensors() -> list[Case]:
    def tensors(head: object, body: bytes = ROWS.tobytes()) -> bytes:
        text = head if isinstance(head, bytes) else json.dumps(head).encode()
        return struct.pack("<Q", len(text)) + text + body

    def one(kind: str = "F32", shape: tuple[int, ...] = (4, 3), at: tuple[int, int] = (0, 48)) -> bytes:
        return tensors({"features": {"dtype": kind, "shape": shape, "data_offsets": at}})

    both = {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}
    table = {
        "sound": (one(), ""),
        "empty": (b"", DAMAGED),
        "head of exabytes": (struct.pack("<Q", 2**62) + b"{}", DAMAGED),
        "head beyond the end": (struct.pack("<Q", 99) + b"{}", DAMAGED),
        "no JSON": (tensors(b"features"), DAMAGED),
        "deep": (tensors(b"[" * 100_000), DAMAGED),
        "list": (tensors([1]), DAMAGED),
        "shape of more": (one(shape=(5, 3)), DAMAGED),
        "shape below nothing": (one(shape=(-4, 3)), DAMAGED),
        "shape without end": (one(shape=(2**62, 2**62)), DAMAGED),
        "beyond the end": (one(at=(0, 480)), DAMAGED),
        "end before its begin": (one(at=(48, 0)), DAMAGED),
        "one over the other": (tensors({"features": both, "labels": both}), DAMAGED),
        "half precision of brains": (one("BF16", (8, 3)), "bfloat16"),
        "kind of nobody": (one("F7"), DAMAGED),
        "no features": (
            tensors({"x": {"dtype": "F32", "shape": [4, 3], "data_offsets": [0, 48]}}),
            "no array 'features' but x",
        ),
    }
    return cases("features", ".safetensors", table)
