"""Queries of words and images at once, where words are compared with captions and images with images."""

from dataclasses import dataclass

import numpy as np

from explorer.engine.encoded_query import EncodedQuery, encoded
from explorer.errors import InputError
from explorer.graph.unit import NO_ROW, Rows
from explorer.methods.crossmodal.seeds import Seeds, weighted
from explorer.methods.crossmodal.space import SharedSpace
from explorer.methods.pipeline import Pipeline
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
        if not isinstance(first, Seeds | SharedSpace):
            raise InputError("Words are no image; put a method that knows captions first, as in words>cosine.")
        placed = []
        for term, vector, row in zip(self.terms, self.vectors, self.rows, strict=True):
            if term.modality == medium:
                placed.append(vector)
            elif isinstance(first, Seeds):
                words = QueryBatch(vector[np.newaxis], np.array([NO_ROW]), modality="text")
                placed.append(first.apply_queries(words, first.space.gallery).vectors[0])
            else:
                placed.append(_in_words(first, vector, int(row) if term.region is None else NO_ROW))
        return encoded(self.terms, np.stack(placed), self.rows, medium)


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
