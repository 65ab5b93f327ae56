"""What an encoder is, whatever it runs on."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.collection.thumbnails import SIZE as THUMBNAIL_SIZE
from explorer.protocol.features import Vectors
from explorer.protocol.specs import EncoderSpec

Pixels = NDArray[np.uint8]

VERSION = 2
"""Raised by hand when the numbers that any encoder gives for the same file change: decoding, preparing, networks."""

TAGS = 20
"""Classes kept of each image by encoders that have a class head."""


@dataclass(frozen=True)
class Encoded:
    """What an encoder makes of a batch.

    Attributes:
        features: [b, d] float32, not scaled to unit length.
        tags: [b, 20] int16 class numbers, most probable first; None where the encoder has no class head.
        tag_probabilities: [b, 20] float16, 0 to 1, descending; None likewise.
    """

    features: Vectors
    tags: NDArray[np.int16] | None = None
    tag_probabilities: NDArray[np.float16] | None = None

    def rows(self, rows: Sequence[int]) -> "Encoded":
        """Some of them."""
        tags, probabilities = self.tags, self.tag_probabilities
        return Encoded(
            self.features[rows],
            None if tags is None else tags[rows],
            None if probabilities is None else probabilities[rows],
        )


class Encoder(Protocol):
    """Images, and for some also words, to vectors.

    What comes out for an image depends neither on the images beside it nor on their number, to the last bit, so that
    a job may be cut into batches anywhere. Methods may be called from several threads.
    """

    @property
    def spec(self) -> EncoderSpec:
        """What it is; known without loading the network where that takes long."""
        ...

    def prepare(self, image: Image.Image) -> Pixels:
        """The network's input for one RGB image of any size: [s, s, 3] uint8 with s = `spec.input_size`."""
        ...

    def encode(self, batch: Pixels) -> Encoded:
        """Vectors of prepared images, [b, s, s, 3] uint8 with any b, loading the network first where needed.

        Raises:
            InputError: the network cannot be loaded; the message says what to install or mend.
        """
        ...

    def encode_text(self, texts: Sequence[str]) -> Vectors:
        """Vectors of words in the same space: [len(texts), d] float32.

        Raises:
            InputError: the encoder has no text side (`"text"` is not in `spec.modalities`).
        """
        ...


def encode_image(encoder: Encoder, image: Image.Image) -> Vectors:
    """The vector of one image, such as a query: [d] float32, equal to what a batch gives it."""
    vector: Vectors = encoder.encode(encoder.prepare(image)[np.newaxis]).features[0]
    return vector


def decode_size(spec: EncoderSpec) -> int:
    """The short side in pixels that images are decoded to for an encoder (and for their thumbnails).

    A third more than the network's input, as encoders may use the middle of an image only. Whoever decodes for an
    encoder asks for this size, so that a file has the same vector as query and as member.
    """
    return max(-(-spec.input_size * 4 // 3), THUMBNAIL_SIZE)


def encoder_key(spec: EncoderSpec) -> str:
    """The name of all vectors this encoder gives: equal keys mean equal numbers.

    It covers the weights, the runtime with its precision, the input and the version of this stage, and is fit to name
    a folder: the readable name first, then 12 hexadecimal digits.
    """
    decisive = [spec.hash, spec.runtime, spec.input_size, spec.dim, VERSION]
    digest = hashlib.blake2b(json.dumps(decisive).encode(), digest_size=6).hexdigest()
    last = re.split(r"[/\\]", spec.name.rstrip("/\\"))[-1]
    readable = re.sub(r"[^A-Za-z0-9]+", "-", last).strip("-").lower()[:40] or "encoder"
    return f"{readable}-{digest}"
