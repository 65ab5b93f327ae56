"""What an image's own captions say to words, beside its looks.

A person who writes a caption means to find the image by it, whatever it shows. With s the scores of the images by their
looks and c the cosine of the words with the caption of an image that is nearest to them, the captions add

    own * max(0, c - mean of c) * deviation of s / deviation of c

so that both speak equally loud at own = 1, and an image loses nothing by captions that speak of something else.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from explorer.methods.gallery import Gallery
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.ranking import Scores
from explorer.protocol.texts import Texts


@dataclass(frozen=True)
class OwnCaptions:
    """The captions of a gallery, ready to be compared.

    Attributes:
        unit: [m, t] float32 unit rows.
        starts: [i] where those of each image begin that has some.
        rows: [i] of these images, ascending.
    """

    unit: Vectors
    starts: NDArray[np.int64]
    rows: NDArray[np.int64]

    @classmethod
    def of(cls, gallery: Gallery, texts: Texts) -> Self:
        """Those of a gallery, made once."""
        key = (cls, texts.key)
        if key not in gallery.shared:
            starts = np.flatnonzero(np.diff(texts.rows, prepend=-1))
            gallery.shared[key] = cls(unit_rows(np.asarray(texts.values, np.float32)), starts, texts.rows[starts])
        made: Self = gallery.shared[key]
        return made

    def said(self, words: Vectors, scores: Scores) -> Scores:
        """What they add to the scores of images at own = 1: [q, n] float32.

        Args:
            words: [q, t] float32, of any length.
            scores: [q, n] by the looks.
        """
        best = np.maximum.reduceat(unit_rows(words) @ self.unit.T, self.starts, axis=1)
        beyond = np.maximum(best - best.mean(axis=1, keepdims=True), 0)
        spread = best.std(axis=1, keepdims=True)
        loudness = np.divide(scores.std(axis=1, keepdims=True), spread, out=np.zeros_like(spread), where=spread > 0)
        added = np.zeros_like(scores)
        added[:, self.rows] = beyond * loudness
        return added
