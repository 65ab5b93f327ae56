"""One query as methods are asked: its terms as vectors, and how the scores for each become one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError
from explorer.graph.unit import NO_ROW, Rows
from explorer.methods.gallery import QueryBatch
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

    Attributes:
        batch: q queries: the positive terms as one, if there are any, then each negative term.
        factors: [q] float32, by which the scores of each are multiplied: 1, then -w_j / W.
        positive: whether the first of them is searched for.
        members: [m] int64 rows of images that are terms, or parts of which are; they are left out of the list.
        judged: [j] int64 rows of the positive terms where all of them are whole members, else empty.
    """

    batch: QueryBatch
    factors: NDArray[np.float32]
    positive: bool
    members: Rows
    judged: Rows

    def wanted(self) -> QueryBatch:
        """What is searched for, as one query.

        Raises:
            InputError: there is nothing, as all terms are negative.
        """
        if not self.positive:
            raise InputError("The query only searches away from images; add one to search for.")
        return self.batch[:1]

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
        floored = scores.copy()
        if self.positive:
            np.maximum(floored[1:], 0, out=floored[1:])
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
    asked, own = vectors[unwanted], np.where(whole, rows, NO_ROW)[unwanted]
    if len(wanted) == 1:  # a single image of the collection is the very row of its features
        asked = np.concatenate([vectors[wanted], asked])
        own = np.concatenate([np.where(whole, rows, NO_ROW)[wanted], own])
    elif len(wanted):
        asked = np.concatenate([(weights[wanted] @ units[wanted])[np.newaxis], asked])
        own = np.concatenate([[NO_ROW], own])
    total = weights[wanted if len(wanted) else unwanted].sum()
    factors = np.concatenate([np.ones(min(1, len(wanted))), -weights[unwanted] / total])
    return EncodedQuery(
        QueryBatch(asked, own.astype(np.int64), modality=modality),
        factors.astype(np.float32),
        bool(len(wanted)),
        np.unique(rows[rows != NO_ROW]),
        rows[wanted] if whole[wanted].all() else np.empty(0, np.int64),
    )
