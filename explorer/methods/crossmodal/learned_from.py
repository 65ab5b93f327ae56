"""What a space of words and images was learned from, so that it can tell how much has changed since."""

import hashlib
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from explorer.methods.state import State
from explorer.protocol.features import Features
from explorer.protocol.ids import Ids
from explorer.protocol.texts import Texts


@dataclass(frozen=True)
class LearnedFrom:
    """The captions of a fit.

    Attributes:
        space: what encoded them; see `Texts.space`.
        ids: [N] int64 of their images.
        digests: [N] uint64, equal where an image and the vector of its caption are.
    """

    space: str
    ids: Ids
    digests: NDArray[np.uint64]

    @classmethod
    def of(cls, features: Features, texts: Texts) -> Self:
        """The captions of some images."""
        ids = features.ids[texts.rows]
        packed = (image.tobytes() + vector.tobytes() for image, vector in zip(ids, texts.values, strict=True))
        digests = b"".join(hashlib.blake2b(one, digest_size=8).digest() for one in packed)
        return cls(texts.space, ids, np.frombuffer(digests, np.uint64))

    def changed(self, now: "LearnedFrom") -> int:
        """How many images have other captions now."""
        gone, fresh = ~np.isin(self.digests, now.digests), ~np.isin(now.digests, self.digests)
        return len(np.union1d(self.ids[gone], now.ids[fresh]))

    def state(self) -> State:
        """As arrays."""
        space = np.frombuffer(self.space.encode(), np.uint8)
        return {"learned_space": space, "learned_ids": self.ids, "learned_digests": self.digests.view(np.int64)}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """The inverse of `state`."""
        space, digests = state["learned_space"].tobytes().decode(), state["learned_digests"]
        return cls(space, state["learned_ids"], np.ascontiguousarray(digests).view(np.uint64))
