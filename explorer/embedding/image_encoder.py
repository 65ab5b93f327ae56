"""The encoder of images that all kinds of networks share."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.embedding.base import Encoded, Pixels
from explorer.errors import InputError
from explorer.protocol.features import Vectors
from explorer.protocol.specs import EncoderSpec

Network = Callable[[Pixels], list[NDArray[Any]]]
"""From [b, s, s, 3] uint8, any b, to arrays of b rows: features first, then class probabilities and classes if any."""

Prepare = Callable[[Image.Image, int], Pixels]
"""From an image and s to [s, s, 3] uint8."""


class ImageEncoder:
    """An encoder whose network is loaded when it is first needed; see `base.Encoder`."""

    def __init__(self, spec: EncoderSpec, load: Callable[[], Network], prepare: Prepare) -> None:
        """Describe it.

        Args:
            spec: what it is. With an output "tags", the network gives probabilities and classes after the features.
            load: gives the network; called once.
            prepare: makes an image square.
        """
        self._spec = spec
        self._load = load
        self._prepare = prepare
        self._network: Network | None = None
        self._lock = threading.Lock()

    @property
    def spec(self) -> EncoderSpec:
        """What it is."""
        return self._spec

    def prepare(self, image: Image.Image) -> Pixels:
        """See `base.Encoder.prepare`."""
        return self._prepare(image, self._spec.input_size)

    def load(self) -> Network:
        """The network, loaded by the first call; `encode` does so by itself.

        Raises:
            InputError: it cannot be loaded.
        """
        with self._lock:
            if self._network is None:
                self._network = self._load()
            return self._network

    def encode(self, batch: Pixels) -> Encoded:
        """See `base.Encoder.encode`."""
        features, *others = self.load()(batch)
        # An overflow to infinity would spoil every comparison later, far from its cause.
        if not np.isfinite(features).all():
            raise InputError(f"The encoder {self._spec.name} gave numbers that are not finite; use another one.")
        if "tags" not in self._spec.outputs:
            return Encoded(features)
        probabilities, classes = others
        return Encoded(features, classes.astype(np.int16), probabilities.astype(np.float16))

    def encode_text(self, texts: Sequence[str]) -> Vectors:  # noqa: ARG002 - the interface of all encoders
        """See `base.Encoder.encode_text`; this one has no text side."""
        raise InputError(f"The encoder {self._spec.name} knows no words; choose one with text, such as a CLIP folder.")
