"""The shared space that suits a collection: whichever of several finds the partners of held-out pairs best.

Which space serves words best depends on the captions: how many there are, and how closely they are tied to the images.
So each is learned without some of the pairs, of which it sees neither image nor caption elsewhere, and then has to find
the partners of these, captions of images and images of captions, among them all. CCA is taken unless another finds
more among the first ten by more than the standard error of the difference, where pairs that share an image or a caption
count as one draw: whole classes under one description say little, however many images they have. What is taken learns
from all pairs; no label is asked. Of GPLDAN one network is tried, and all are trained if it is taken.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.methods.base import Gallery, Job, QueryBatch
from explorer.methods.crossmodal.cca import Cca
from explorer.methods.crossmodal.gpldan import Gpldan
from explorer.methods.crossmodal.pls import Pls
from explorer.methods.crossmodal.seeds import Seeds
from explorer.methods.crossmodal.space import CENTRE, DIRECT, NEIGHBOURS, SEEDS, Pairs, SharedSpace
from explorer.methods.crossmodal.trained import groups, held_out
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import no_losses
from explorer.protocol.query import Modality
from explorer.protocol.specs import MethodSpec, Value
from explorer.protocol.texts import Texts

_SHARE = 1 / 8
"""Of the pairs, on which the spaces are compared."""

_FIRST = 10
"""Places at which a partner counts as found; a tenth of the pairs where there are fewer than a hundred."""


@dataclass(frozen=True)
class _Candidate:
    """A space, and what differs where it is only tried."""

    space: type[SharedSpace]
    tried: dict[str, Value]


_CANDIDATES = (_Candidate(Cca, {}), _Candidate(Pls, {}), _Candidate(Gpldan, {"networks": 1}))
"""The first is taken where nothing can be compared, and where no other is clearly better."""


class Words(SharedSpace):
    """CCA, PLS or GPLDAN, by what finds the partners of held-out pairs."""

    spec = MethodSpec(
        name="words",
        title="Words",
        family="cross-modal",
        summary="Tries CCA, PLS and GPLDAN on pairs of images and captions held out from the collection, and goes on "
        "with what finds most partners.",
        modality="image-text",
        moves_queries=True,
        parameters=(CENTRE, NEIGHBOURS, DIRECT, SEEDS),
    )

    _chosen = 0
    _space: SharedSpace

    def _fit(self, job: Job) -> None:
        images, texts = self._training_pairs()
        self._take(self._best_of(Pairs(images, texts), job))
        super()._fit(job)
        self._lend()

    def _best_of(self, pairs: Pairs, job: Job) -> int:
        """The number of the candidate that finds most partners."""
        aside = held_out(pairs, job.seed, _SHARE)
        if not aside.any():
            self.notes.append(f"words: {len(pairs)} pairs are too few to choose by; CCA compares images and words.")
            return 0
        trial = replace(job, losses=no_losses, checkpoint=None)
        found = [self._found(candidate, pairs[~aside], pairs[aside], trial) for candidate in _CANDIDATES]
        best = _clearly_best(found, groups(pairs[aside]))
        told = ", ".join(f"{c.space.spec.title} {hits.mean():.0%}" for c, hits in zip(_CANDIDATES, found, strict=True))
        self.notes.append(
            f"words: by {_CANDIDATES[best].space.spec.title}, chosen by the partners found among the first "
            f"{_cut(int(aside.sum()))} of {aside.sum():,} held-out pairs ({told})."
        )
        return best

    def _found(self, candidate: _Candidate, kept: Pairs, held: Pairs, job: Job) -> NDArray[np.float64]:
        """[h] the share of both directions in which a candidate finds the partner of a pair."""
        job.progress(0, 0, f"trying {candidate.space.spec.title} on held-out pairs")
        gallery = Gallery(_features(held))
        gallery.training = _features(kept)
        space = candidate.space(**self._common(), **candidate.tried)
        space.fit(gallery, seed=job.seed, progress=job.progress, cancelled=job.cancelled)
        words = QueryBatch(held.texts, np.full(len(held), -1, np.int64), modality="text")
        partners = _same(held.images) | _same(held.texts)
        hits = []
        for queries in (QueryBatch.unseen(held.images), words):
            scores = space.scores(queries)
            best = np.where(partners, scores, -np.inf).max(axis=1, keepdims=True)
            before = (scores > best).sum(axis=1) + ((scores == best) & ~partners).sum(axis=1) / 2
            hits.append(before < _cut(len(held)))
        shares: NDArray[np.float64] = np.mean(hits, axis=0)
        return shares

    def _common(self) -> dict[str, Value]:
        """The parameters that the person gave and that every space has."""
        return {name: self.parameters[name] for name in self._given}

    def _take(self, chosen: int) -> None:
        self._chosen, self._space = chosen, _CANDIDATES[chosen].space(**self._common())

    def _lend(self) -> None:
        """Give the chosen space what it needs to tell of its heads."""
        self._space._gallery, self._space._standards = self._gallery, self._standards

    def _standardises(self) -> tuple[bool, bool]:
        return self._space._standardises()

    def _learn(self, pairs: Pairs, job: Job) -> None:
        self._space._learn(pairs, job)
        self.notes += self._space.notes

    def _project(self, medium: Modality, rows: Vectors) -> Vectors:
        return self._space._project(medium, rows)

    def heads(self, query: QueryBatch, row: int) -> tuple[tuple[float, ...], ...]:
        """See `SharedSpace.heads`."""
        return self._space.heads(query, row)

    def _learned(self) -> State:
        return {"chosen": np.array([self._chosen]), **self._space._learned()}

    def _relearn(self, state: dict[str, Any]) -> None:
        learned = dict(state)
        self._take(int(learned.pop("chosen")[0]))
        self._space._relearn(learned)
        self._lend()


def _clearly_best(found: list[NDArray[np.float64]], group: NDArray[np.int32]) -> int:
    """Which finds most, of those that find more than the first by more than the standard error; else the first.

    Args:
        found: [h] a candidate, by pair.
        group: [h] pairs that are one draw.
    """
    draws = np.unique(group).size
    if draws < 2:
        return 0
    few = np.sqrt(draws / (draws - 1))
    best, most = 0, 0.0
    for number, hits in enumerate(found[1:], 1):
        gain = hits - found[0]
        error = few * np.linalg.norm(np.bincount(group, gain - gain.mean())) / len(gain)
        if gain.mean() > max(most, error):
            best, most = number, gain.mean()
    return best


def _features(pairs: Pairs) -> Features:
    return Features(pairs.images, texts=Texts(pairs.texts, np.arange(len(pairs))))


def _same(rows: Vectors) -> NDArray[np.bool_]:
    """[N, N] which rows are equal."""
    number = np.unique(rows, axis=0, return_inverse=True)[1].ravel()
    same: NDArray[np.bool_] = number[:, None] == number
    return same


def _cut(pairs: int) -> int:
    return min(_FIRST, max(pairs // 10, 1))


class WordsSeeds(Seeds):
    """The chosen space before another ranker."""

    spec, ranker = Words.spec, Words
