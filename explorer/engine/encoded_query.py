"""One query as methods are asked: its terms as vectors, and how the scores for each become one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError
from explorer.graph.unit import NO_ROW, Rows
from explorer.methods.pipeline import Pipeline
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.query import Modality, Term
from explorer.protocol.ranking import Scores


@dataclass(frozen=True)
class EncodedQuery:
    """What a method is asked for one query, and how its answers become one score.

    The terms that are searched for are one point: the sum of their unit vectors u, each times its weight w (Rocchio's
    query, "Relevance feedback in information retrieval", 1971). Each term that is searched away from is asked for by
    itself, and what the method scores it is a penalty. With P and N for the terms of either sign, W the sum of the
    weights in P, s(v, x) for the method's score of image x for the vector v, and u_j for that of a negative term:

        score(x) = s(sum over i in P of w_i u_i, x) - sum over j in N of w_j / W * max(0, s(u_j, x))

    So a negative term changes nothing for images that are unlike it, whereas a subtracted vector would move the query
    to where no image is, and a graph method would begin there. Scores of 0 and below mean that it found no tie.
    Without positive terms, the images least like the negative ones come first, with W the sum of the weights in N:

        score(x) = - sum over j in N of w_j / W * s(u_j, x)

    A method whose score adds up over what flows from the query (`Ranker.adds_terms`) is asked for each positive term
    by itself, as diffusion was published for the regions of a query (Iscen et al., CVPR 2017, section 3.3), and the
    first part of the score is

        sum over i in P of w_i / W * max(0, s(u_i, x))              or without max where that is 0 or less for all i

    Attributes:
        batch: q queries: the positive terms, as one or each by itself, then each negative term.
        factors: [q] float32, by which the scores of each are multiplied: 1 or w_i / W, then -w_j / W.
        positives: how many of them are searched for; 0 where nothing is.
        members: [m] int64 rows of images that are terms, or parts of which are; they are left out of the list.
        judged: [j] int64 rows of the positive terms, those of feedback left out, where all of them are whole members,
            else empty.
        apart: the same with each positive term by itself; None where there is one at most.
    """

    batch: QueryBatch
    factors: NDArray[np.float32]
    positives: int
    members: Rows
    judged: Rows
    apart: "EncodedQuery | None" = None

    @property
    def positive(self) -> bool:
        """Whether something is searched for."""
        return self.positives > 0

    def placed(self, pipeline: Pipeline) -> "EncodedQuery":
        """The query in the medium that a method compares, be it fitted as far as that needs."""
        del pipeline
        return self

    def asked(self, pipeline: Pipeline) -> "EncodedQuery":
        """The query as a method wants it."""
        return self.placed(pipeline)._by_terms(pipeline)

    def _by_terms(self, pipeline: Pipeline) -> "EncodedQuery":
        return self.apart if self.apart is not None and pipeline.ranker.adds_terms else self

    def wanted(self) -> QueryBatch:
        """What is searched for: one query, unless each term is asked for by itself.

        Raises:
            InputError: there is nothing, as all terms are negative.
        """
        if not self.positive:
            raise InputError("The query only searches away from images; add one to search for.")
        return self.batch[: self.positives]

    def combined(self, scores: Scores) -> Scores:
        """One score of each image, from those for each query of the batch.

        Args:
            scores: [q, n] float32; an image that was taken out has -inf.

        Returns:
            [n] float32, -inf where the image was taken out.
        """
        if len(scores) == 1 and self.positive:
            alone: Scores = scores[0]
            return alone
        floored, wanted = scores.copy(), self.positives
        if self.positive:
            np.maximum(floored[wanted:], 0, out=floored[wanted:])
            reached = (scores[:wanted] > 0).any(axis=0)
            np.maximum(floored[:wanted], 0, out=floored[:wanted], where=reached)
        else:
            floored[np.isneginf(scores)] = 0
        total: Scores = np.asarray(self.factors @ floored, np.float32)
        total[np.isneginf(scores).any(axis=0)] = -np.inf
        return total


def encoded(terms: tuple[Term, ...], vectors: Vectors, rows: Rows, modality: Modality = "image") -> EncodedQuery:
    """The query of some terms.

    Args:
        terms: t of them.
        vectors: [t, d] float32, one a term, of any length.
        rows: [t] of the image of the collection that a term is, or is a part of; -1 where there is none.
        modality: text where the vectors are to be compared with those of captions.

    Raises:
        InputError: the terms cancel each other out.
    """
    weights = np.array([term.weight for term in terms], np.float32)
    signs = np.array([term.sign for term in terms])
    whole = np.array([term.region is None for term in terms]) & (rows != NO_ROW)
    units = unit_rows(vectors)
    if not ((signs * weights) @ units).any():
        raise InputError("The terms of the query cancel each other out; change a weight or leave one out.")
    wanted, unwanted = np.flatnonzero(signs > 0), np.flatnonzero(signs < 0)
    own = np.where(whole, rows, NO_ROW)  # a whole image of the collection is the very row of its features
    total = weights[wanted if len(wanted) else unwanted].sum()
    members = np.unique(rows[rows != NO_ROW])
    asked = wanted[[not terms[place].feedback for place in wanted]]
    judged = rows[asked] if whole[asked].all() else np.empty(0, np.int64)

    def query(
        points: Vectors, places: Rows, shares: NDArray[np.float32], apart: EncodedQuery | None = None
    ) -> EncodedQuery:
        """The query that searches for these points, each with its share."""
        batch = QueryBatch(
            np.concatenate([points, vectors[unwanted]]),
            np.concatenate([places, own[unwanted]]).astype(np.int64),
            modality=modality,
        )
        factors = np.concatenate([shares, -weights[unwanted] / total]).astype(np.float32)
        return EncodedQuery(batch, factors, len(points), members, judged, apart)

    each = query(vectors[wanted], own[wanted], weights[wanted] / total)
    if len(wanted) < 2:
        return each
    point = (weights[wanted] @ units[wanted])[np.newaxis]
    return query(point, np.array([NO_ROW]), np.ones(1, np.float32), each)
