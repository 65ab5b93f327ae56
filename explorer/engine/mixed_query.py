"""Queries of words and images at once, where words are compared with captions and images with images."""

from dataclasses import dataclass, replace

import numpy as np

from explorer.engine.encoded_query import EncodedQuery, encoded
from explorer.errors import InputError
from explorer.graph.unit import NO_ROW, Rows
from explorer.methods.crossmodal.seeds import Seeds, weighted
from explorer.methods.crossmodal.space import SharedSpace
from explorer.methods.pipeline import Pipeline
from explorer.methods.prior import Prior
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.query import Modality, Term

_CAPTIONS = 10
"""So many captions stand for an image that has none of its own."""


@dataclass(frozen=True)
class MixedQuery(EncodedQuery):
    """Terms of both media, which become terms of one as soon as the method is known.

    A method of images behind a space of words, as in `words>cosine`, knows where words lie among the images: its seeds
    stand for them. A space by itself compares words: its own captions stand for an image, or the captions nearest to
    it where it has none. From there on a term counts by its weight, whatever it was.

    What words say of each image itself stays in the scores of a method behind them (`explorer.methods.prior`), as far
    as words are what the query asks for; the terms are one point then. Where something is searched away from, whose
    penalty is measured as the method measures, only what the words find counts.

    Attributes:
        terms: t of them.
        vectors: of each, in its medium.
        rows: [t] of the image of the collection that a term is, or is a part of; -1 where there is none.
    """

    terms: tuple[Term, ...] = ()
    vectors: tuple[Vectors, ...] = ()
    rows: Rows | None = None

    def placed(self, pipeline: Pipeline) -> EncodedQuery:
        """See `EncodedQuery.placed`.

        Raises:
            InputError: the method knows no words.
        """
        assert self.rows is not None
        first = pipeline.transforms[0] if pipeline.transforms else pipeline.ranker
        medium: Modality = "image" if isinstance(first, Seeds) else "text"
        said: list[tuple[float, Prior]] = []
        if not isinstance(first, Seeds | SharedSpace):
            raise InputError("Words are no image; put a method that knows captions first, as in words>cosine.")
        placed = []
        for term, vector, row in zip(self.terms, self.vectors, self.rows, strict=True):
            if term.modality == medium:
                placed.append(vector)
            elif isinstance(first, Seeds):
                words = QueryBatch(vector[np.newaxis], np.array([NO_ROW]), modality="text")
                found = first.apply_queries(words, first.space.gallery)
                placed.append(found.vectors[0])
                if found.prior is not None:
                    said.append((term.weight, found.prior))
            else:
                placed.append(_in_words(first, vector, int(row) if term.region is None else NO_ROW))
        whole = encoded(self.terms, np.stack(placed), self.rows, medium)
        if not said or any(term.sign < 0 for term in self.terms):
            return whole
        prior = _together(said, sum(term.weight for term in self.terms))
        return replace(whole, batch=replace(whole.batch, prior=prior), apart=None)


def mixed(terms: tuple[Term, ...], vectors: list[Vectors], rows: Rows) -> MixedQuery:
    """The query of terms of both media.

    Args:
        terms: t of them.
        vectors: of each, in its medium.
        rows: see `MixedQuery`.
    """
    words = np.stack([vector for term, vector in zip(terms, vectors, strict=True) if term.modality == "text"])
    batch = QueryBatch(words, np.full(len(words), NO_ROW, np.int64), modality="text")
    wanted = len(words) if any(term.sign > 0 for term in terms) else 0
    factors, members = np.ones(len(words), np.float32), np.unique(rows[rows != NO_ROW])
    return MixedQuery(
        batch, factors, wanted, members, np.empty(0, np.int64), terms=terms, vectors=tuple(vectors), rows=rows
    )


def _together(said: list[tuple[float, Prior]], total: float) -> Prior:
    """What all words say, each by its weight, kept as far as they are of the total weight of a query."""
    words = sum(weight for weight, _ in said)
    scores = sum((np.float32(weight / words) * prior.scores for weight, prior in said), np.float32(0))
    return Prior(np.asarray(scores, np.float32), said[0][1].kept * words / total)


def _in_words(space: SharedSpace, vector: Vectors, row: int) -> Vectors:
    """An image as words: [t] float32, of no particular length."""
    texts = space.gallery.features.texts
    assert texts is not None  # the space was learned from them
    own = texts.values[texts.rows == row]
    if row != NO_ROW and len(own):
        said: Vectors = unit_rows(np.asarray(own, np.float32)).sum(axis=0)
        return said
    numbers, scores = space.captions(QueryBatch.unseen(vector), _CAPTIONS)
    return weighted(scores[0], np.asarray(texts.values[numbers[0]], np.float32))
