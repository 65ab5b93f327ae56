"""Scores that a search began with, beside those of the method that goes on from what it found.

    score = kept a + (1 - kept) (mean(a) + (b - mean(b)) deviation(a) / deviation(b))

with a the first scores of all images for one query and b those of the method: both have the same say about each image
whatever they are made of, and the result is measured as a is. What the words say of an image itself still counts where
the graph of the images knows nothing better.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.methods.explanation import Explanation
from explorer.protocol.ranking import Scores

WORDS = "words"
"""The part of an explained score that the first search gave."""


class _Level(NamedTuple):
    """The second scores as they are added: [q, 1] each."""

    factor: Scores
    offset: Scores


@dataclass(frozen=True)
class Prior:
    """What came before.

    Attributes:
        scores: [q, n] float32, finite.
        kept: their share, 0 to 1.
    """

    scores: Scores
    kept: float

    def __getitem__(self, part: slice | NDArray[np.bool_]) -> Prior:
        return replace(self, scores=self.scores[part])

    def mixed(self, scores: Scores) -> Scores:
        """The score above: [q, n] float32.

        Args:
            scores: [q, n] of the method, finite.
        """
        level = self._level(scores)
        result: Scores = np.float32(self.kept) * self.scores + level.factor * scores + level.offset
        return result

    def told(self, explanation: Explanation, scores: Scores, row: int) -> Explanation:
        """The explanation of a mixed score.

        Args:
            explanation: of what the method alone gave the image.
            scores: [1, n] of the method.
            row: the image.
        """
        level = self._level(scores)
        factor, offset = float(level.factor[0, 0]), float(level.offset[0, 0])
        own = self.kept * float(self.scores[0, row]) + offset
        return replace(
            explanation,
            score=own + factor * explanation.score,
            shares={WORDS: own} | {name: factor * share for name, share in explanation.shares.items()},
            supporters=tuple((image, factor * part) for image, part in explanation.supporters),
            rest=own + factor * explanation.rest,
        )

    def _level(self, scores: Scores) -> _Level:
        spread = scores.std(axis=1, keepdims=True)
        scale = np.divide(self.scores.std(axis=1, keepdims=True), spread, out=np.zeros_like(spread), where=spread > 0)
        means = self.scores.mean(axis=1, keepdims=True) - scale * scores.mean(axis=1, keepdims=True)
        return _Level(np.float32(1 - self.kept) * scale, np.float32(1 - self.kept) * means)
