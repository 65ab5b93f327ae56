"""The shared space that suits a collection: whichever of several finds the partners of held-out pairs best.

Which space serves words best depends on the captions: how many there are, and how closely they are tied to the images.
So each is learned without some of the pairs, of which it sees neither image nor caption elsewhere, and then has to find
the partners of these, captions of images and images of captions, among them all. CCA is taken unless another finds
more among the first ten by more than the standard error of the difference, where pairs that share an image or a caption
count as one draw: whole classes under one description say little, however many images they have. What is taken learns
from all pairs; no label is asked. Of GPLDAN one network is tried, and all are trained if it is taken.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.methods.base import Gallery, Job, QueryBatch
from explorer.methods.crossmodal.cca import Cca
from explorer.methods.crossmodal.gpldan import Gpldan
from explorer.methods.crossmodal.own_captions import OwnCaptions
from explorer.methods.crossmodal.pls import Pls
from explorer.methods.crossmodal.seeds import Seeds
from explorer.methods.crossmodal.space import CENTRE, DIRECT, KEPT, NEIGHBOURS, SEEDS, Pairs, SharedSpace
from explorer.methods.crossmodal.trained import groups, held_out, partners, standard_error
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import no_losses
from explorer.protocol.query import Modality
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter, Value
from explorer.protocol.texts import Texts

_SHARE = 1 / 8
"""Of the pairs, on which the spaces are compared."""

_FIRST = 10
"""Places at which a partner counts as found; a tenth of the pairs where there are fewer than a hundred."""


@dataclass(frozen=True)
class _Candidate:
    """A space, what it is given, and what differs where it is only tried."""

    space: type[SharedSpace]
    tried: dict[str, Value]
    given: dict[str, Value] = field(default_factory=dict)


_CANDIDATES = (
    _Candidate(Cca, {}, {"counted": True}),
    _Candidate(Pls, {}),
    _Candidate(Gpldan, {"networks": 1}),
)
_LINEAR = 2
"""The first is taken where nothing can be compared, and where no other is clearly better; the first two learn in a
second or two, so that a corrected caption counts at once."""


class Words(SharedSpace):
    """CCA, PLS or GPLDAN, whichever finds the partners of held-out pairs."""

    spec = MethodSpec(
        name="words",
        title="Words",
        family="cross-modal",
        summary="Tries CCA and PLS, and GPLDAN if asked to, on pairs of images and captions held out from the "
        "collection, and goes on with what finds most partners.",
        modality="image-text",
        moves_queries=True,
        parameters=(
            Parameter(
                "among",
                "choice",
                "linear",
                choices=("linear", "all"),
                help="What is tried: CCA and PLS, in seconds, or GPLDAN too, which has to be trained for it.",
            ),
            Parameter(
                "own",
                "float",
                0.0,
                0.0,
                10.0,
                stage="query",
                help="How much an image's own captions count beside its looks; 0 not at all, as in measurements, where "
                "these captions are the queries. The window searches with 1.",
            ),
            CENTRE,
            NEIGHBOURS,
            DIRECT,
            SEEDS,
            KEPT,
        ),
    )

    _chosen = 0
    _space: SharedSpace
    _held: int
    _shares: NDArray[np.float64]

    def _fit(self, job: Job) -> None:
        images, texts = self._training_pairs()
        self._take(self._best_of(Pairs(images, texts), job))
        self._tell()
        super()._fit(job)
        self._lend()

    def _best_of(self, pairs: Pairs, job: Job) -> int:
        """The number of the candidate that finds most partners."""
        aside = held_out(pairs, job.seed, _SHARE)
        tried = _CANDIDATES[: _LINEAR if self.parameters["among"] == "linear" else None]
        self._held, self._shares = int(aside.sum()), np.zeros(len(tried))
        if not self._held:
            return 0
        trial = replace(job, losses=no_losses, checkpoint=None)
        found = [self._found(candidate, pairs[~aside], pairs[aside], trial) for candidate in tried]
        self._shares = np.array([hits.mean() for hits in found])
        return _clearly_best(found, groups(pairs[aside]))

    def _tell(self) -> None:
        """Note what was taken, and why."""
        title = self._space.spec.title
        if not self._held:
            self.notes.append(f"words: by {title}, since there are too few pairs to hold some out and choose by them.")
            return
        told = ", ".join(
            f"{c.space.spec.title} {share:.0%}" for c, share in zip(_CANDIDATES, self._shares, strict=False)
        )
        self.notes.append(
            f"words: by {title}, chosen by the partners found among the first {_cut(self._held)} of {self._held:,} "
            f"held-out pairs ({told})."
        )

    def _scores(self, queries: QueryBatch) -> Scores:
        scores = super()._scores(queries)
        texts = self.gallery.features.texts
        if queries.modality == "text" and self.parameters["own"] and texts is not None:
            said = OwnCaptions.of(self.gallery, texts).said(queries.vectors, scores)
            scores += np.float32(self.parameters["own"]) * said
        return scores

    def _found(self, candidate: _Candidate, kept: Pairs, held: Pairs, job: Job) -> NDArray[np.float64]:
        """[h] the share of both directions in which a candidate finds the partner of a pair."""
        job.progress(0, 0, f"trying {candidate.space.spec.title} on held-out pairs")
        gallery = Gallery(_features(held))
        gallery.training = _features(kept)
        space = candidate.space(**self._common(), **candidate.given, **candidate.tried)
        space.fit(gallery, seed=job.seed, progress=job.progress, cancelled=job.cancelled)
        words = QueryBatch(held.texts, np.full(len(held), -1, np.int64), modality="text")
        belonging = partners(held)
        hits = []
        for queries in (QueryBatch.unseen(held.images), words):
            scores = space.scores(queries)
            best = np.where(belonging, scores, -np.inf).max(axis=1, keepdims=True)
            before = (scores > best).sum(axis=1) + ((scores == best) & ~belonging).sum(axis=1) / 2
            hits.append(before < _cut(len(held)))
        shares: NDArray[np.float64] = np.mean(hits, axis=0)
        return shares

    def _common(self) -> dict[str, Value]:
        """The parameters that the person gave and that every space has."""
        return {name: self.parameters[name] for name in self._given - {"among", "own"}}

    def _take(self, chosen: int) -> None:
        candidate = _CANDIDATES[chosen]
        self._chosen, self._space = chosen, candidate.space(**self._common(), **candidate.given)

    def _restore(self, state: dict[str, Any]) -> None:
        super()._restore(state)
        self._lend()
        if not self.notes:  # behind it another method is kept, whose notes are others
            self._tell()

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
        choice = {"chosen": np.array([self._chosen]), "held": np.array([self._held]), "shares": self._shares}
        return {**choice, **self._space._learned()}

    def _relearn(self, state: dict[str, Any]) -> None:
        learned = dict(state)
        self._take(int(learned.pop("chosen")[0]))
        self._held, self._shares = int(learned.pop("held")[0]), learned.pop("shares")
        self._space._relearn(learned)


def _clearly_best(found: list[NDArray[np.float64]], group: NDArray[np.int32]) -> int:
    """Which finds most, of those that find more than the first by more than the standard error; else the first.

    Args:
        found: [h] a candidate, by pair.
        group: [h] pairs that are one draw.
    """
    best, most = 0, 0.0
    for number, hits in enumerate(found[1:], 1):
        gain = hits - found[0]
        if gain.mean() > max(most, standard_error(gain, group)):
            best, most = number, gain.mean()
    return best


def _features(pairs: Pairs) -> Features:
    return Features(pairs.images, texts=Texts(pairs.texts, np.arange(len(pairs))))


def _cut(pairs: int) -> int:
    return min(_FIRST, max(pairs // 10, 1))


class WordsSeeds(Seeds):
    """The chosen space before another ranker."""

    spec, ranker = Words.spec, Words
