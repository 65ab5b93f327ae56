"""What makes two files the same: a hash of their bytes."""

import hashlib
from pathlib import Path

HASH_BYTES = 16
"""128 bits: among a billion files, a chance of 1e-21 that two different ones agree."""


def content_hash(data: bytes) -> bytes:
    """BLAKE2b of a file's bytes, 16 bytes long; vectors are stored under it."""
    return hashlib.blake2b(data, digest_size=HASH_BYTES).digest()


def hash_file(path: Path) -> bytes:
    """`content_hash` of a file, read in blocks.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.blake2b(digest_size=HASH_BYTES)
    with path.open("rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.digest()
