"""Representations of several learners side by side, in the shares that held-out pairs choose.

A network that learns from few captions tells little of others, where correlations of the same pairs still hold; where
there are many captions, it tells more. So neither is left out. Each part is centred and brought to unit length, and
weighted such that the cosine of the whole is a mean of the cosines of the parts,

    cosine = sum over parts of w_p^2 cosine_p,     w_p^2 ~ share_p / spread_p, of sum 1

with the spread of the cosines of one query among the training pairs: shares compare what parts have to say, not how
loudly. Shares are tried on pairs that no part has seen, compared as items are in the end: by the average precision with
which the tenth of them whose captions are nearest to that of the query comes first, both ways; partners alone are too
few to tell. As the network has to earn its place, its share is the smallest within a standard error of the best.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.methods.crossmodal.cca import correlated_axes
from explorer.methods.crossmodal.linear import DIMENSIONS
from explorer.methods.crossmodal.space import Pairs
from explorer.methods.crossmodal.standard import Standard
from explorer.methods.crossmodal.trained import partners, standard_error
from explorer.methods.crossmodal.unified import spread
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.query import Modality
from explorer.protocol.ranking import Scores

Learner = Callable[[Modality, Vectors], Vectors]
"""Makes [m, c] of standardised rows [m, d] of one medium."""

_SHARES = np.linspace(0, 1, 6)
"""Those that are tried, as finely as some hundred pairs can tell them apart."""

_NEAREST = 1 / 10
"""Of the captions, which count as what a query asks for."""

_SAMPLE = 512
"""Of the pairs, on which the spread of the cosines is measured."""

_BLOCK = 4096


@dataclass(frozen=True)
class Correlated:
    """CCA of pairs whose words are unit rows, with the ridge that their numbers ask for (`cca.counted_ridge`).

    Attributes:
        image: [v, a] float32.
        text: [t, a] float32.
        offset: [a] float32, taken from the words.
    """

    image: Vectors
    text: Vectors
    offset: Vectors

    @classmethod
    def of(cls, pairs: Pairs) -> "Correlated":
        """Learn from pairs, of which the images are standardised."""
        words = Standard.of(pairs.texts)
        axes = min(int(DIMENSIONS.default), pairs.images.shape[1], pairs.texts.shape[1], len(pairs) - 1)
        image, text = correlated_axes(Pairs(pairs.images, words(pairs.texts)), max(axes, 1))
        scaled = text / words.deviation[:, None]
        return cls(*(side.astype(np.float32) for side in (image, scaled, words.mean @ scaled)))

    def __call__(self, medium: Modality, rows: Vectors) -> Vectors:
        """[m, a] of rows of one medium."""
        projected: Vectors = rows @ self.image if medium == "image" else rows @ self.text - self.offset
        return projected


@dataclass(frozen=True)
class Part:
    """What one learner says, about the means of its pairs.

    Attributes:
        learner: whose it is.
        means: [c] float32 of each medium, of unit rows.
        spread: of the cosines of an image with all words, above 0.
    """

    learner: Learner
    means: dict[Modality, Vectors]
    spread: float = 1.0

    @classmethod
    def of(cls, learner: Learner, pairs: Pairs, *, centre: bool) -> "Part":
        """Measure a learner on the pairs that it learned from; the means stay 0 where they are not to be taken away."""
        images, texts = (_all(learner, medium, rows) for medium, rows in pairs.media.items())
        zero = np.zeros(images.shape[1], np.float32)
        means = (images.mean(axis=0), texts.mean(axis=0)) if centre else (zero, zero)
        some = slice(None, None, math.ceil(len(images) / _SAMPLE))
        cosines = unit_rows(images[some] - means[0]) @ unit_rows(texts[some] - means[1]).T
        return cls(learner, {"image": means[0], "text": means[1]}, spread(cosines))

    def __call__(self, medium: Modality, rows: Vectors) -> Vectors:
        """[m, c] unit rows."""
        return unit_rows(unit_rows(self.learner(medium, rows)) - self.means[medium])

    def embedded(self, pairs: Pairs) -> Pairs:
        """Both media of some pairs."""
        return Pairs(self("image", pairs.images), self("text", pairs.texts))


Compare = Callable[[Pairs, Pairs], tuple[Scores, Scores]]
"""Compares embedded pairs, by way of those that were learned from, both ways: [h, h] each, queries in rows."""


@dataclass(frozen=True)
class Trial:
    """What a network and CCA say of pairs that neither has seen.

    Attributes:
        network: learned from the pairs that were kept.
        linear: CCA, likewise.
        kept: these pairs.
        held: [h] the others.
    """

    network: Part
    linear: Part
    kept: Pairs
    held: Pairs

    def found(self, compare: Compare) -> NDArray[np.float64]:
        """[shares, h] average precision with which the nearest of each held pair are found, mean of both ways."""
        parts, near = [self.network, self.linear], self._near()
        kept, held = ([part.embedded(side) for part in parts] for side in (self.kept, self.held))
        found = []
        for share in _SHARES:
            each = weights(parts, [share, 1 - share])
            both = compare(_beside(kept, each), _beside(held, each))
            found.append(np.mean([average_precision(scores, near) for scores in both], axis=0))
        return np.array(found)

    def _near(self) -> NDArray[np.bool_]:
        """[h, h] the pairs whose captions are nearest to that of each, itself and its partners among them."""
        texts = unit_rows(self.held.texts)
        cosines = texts @ texts.T
        near: NDArray[np.bool_] = cosines > np.quantile(cosines, 1 - _NEAREST, axis=1, keepdims=True)
        return near | partners(self.held)


def best_share(found: Sequence[NDArray[np.float64]], group: NDArray[np.integer]) -> float:
    """The share of the networks; a half where nothing was tried.

    Args:
        found: [shares, h] of each trial.
        group: of all held pairs, one trial after the other; see `trained.standard_error`.
    """
    if not found:
        return 0.5
    values = np.concatenate(found, axis=1)
    loss = values[values.mean(axis=1).argmax()] - values
    good = [one.mean() <= standard_error(one, group) for one in loss]
    return float(_SHARES[int(np.argmax(good))])


def average_precision(scores: Scores, right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """[q] of what is right [q, m] for each query, which is something for each, by its scores [q, m]."""
    order = np.argsort(-scores, axis=1, kind="stable")
    right = np.take_along_axis(right, order, axis=1)
    precision = np.cumsum(right, axis=1) / np.arange(1, right.shape[1] + 1)
    result: NDArray[np.float64] = (precision * right).sum(axis=1) / right.sum(axis=1)
    return result


def weights(parts: Sequence[Part], shares: Sequence[float]) -> NDArray[np.float32]:
    """The weight of each part for its share: its square over all is 1."""
    squares = np.array([share / part.spread for part, share in zip(parts, shares, strict=True)])
    result: NDArray[np.float32] = np.sqrt(squares / squares.sum()).astype(np.float32)
    return result


def laid(rows: Sequence[Vectors], each: NDArray[np.float32]) -> Vectors:
    """What the parts make of some items, side by side with their weights; parts without weight are left out."""
    return np.concatenate([weight * part for weight, part in zip(each, rows, strict=True) if weight], axis=1)


def _beside(parts: Sequence[Pairs], each: NDArray[np.float32]) -> Pairs:
    return Pairs(laid([one.images for one in parts], each), laid([one.texts for one in parts], each))


def _all(learner: Learner, medium: Modality, rows: Vectors) -> Vectors:
    """Unit rows of many."""
    blocks = [learner(medium, rows[start : start + _BLOCK]) for start in range(0, len(rows), _BLOCK)]
    return unit_rows(np.concatenate(blocks))
