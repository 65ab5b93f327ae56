"""From what a person searches for to the vectors that methods are asked with."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from explorer.collection.catalogue import Catalogue
from explorer.collection.decode import decode
from explorer.collection.vector_file import read_vector
from explorer.embedding import registry
from explorer.embedding.base import Encoder, decode_size, encode_image
from explorer.embedding.captions import TextEncoder
from explorer.embedding.reduction import Reduction
from explorer.engine.encoded_query import EncodedQuery, encoded
from explorer.engine.mixed_query import mixed
from explorer.engine.regions import crop_for
from explorer.errors import InputError
from explorer.graph.unit import NO_ROW, Rows
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.query import Query, Term
from explorer.protocol.texts import without_captions

_KEPT = 32
"""Encoded pictures and words that are remembered: each column and each move of a slider asks for the same ones."""


_ENCODERS = 4
"""Networks that are kept: columns of several encoders stand side by side and are asked in turn."""


class QueryEncoder:
    """Encodes queries with the encoder of the collection, which is loaded when first needed and kept.

    Attributes:
        reduction: how vectors of the encoder become those of the collection; None where they are the same.
    """

    def __init__(
        self,
        features: Features,
        catalogue: Catalogue,
        encoder: str | None,
        captions: TextEncoder | None = None,
        reduction: Reduction | None = None,
    ) -> None:
        """Take what queries refer to.

        Args:
            features: of the collection; members are looked up there.
            catalogue: of the collection.
            encoder: name of its encoder; None where the features came from a file.
            captions: what encoded the captions, where there are some: words are compared with these, unless the
                encoder of the images knows words itself.
            reduction: how vectors of the encoder become those of the collection, where they are not the same.
        """
        self._captions = captions
        self.reduction = reduction
        self._features = features
        self._catalogue = catalogue
        self._name = encoder
        self._kept: dict[tuple[object, ...], Vectors] = {}
        order = np.argsort(features.ids, kind="stable")
        self._order, self._sorted = order, features.ids[order]

    def warm(self) -> None:
        """Load the encoder, so that the first picture that is dropped need not wait for it."""
        if self._name is not None:
            size = self._encoder.spec.input_size
            self._encoder.encode(np.zeros((1, size, size, 3), np.uint8))

    def row(self, image: int) -> int:
        """The row of a member.

        Raises:
            InputError: the image has no vector.
        """
        place = int(np.searchsorted(self._sorted, image))
        if place == len(self._sorted) or self._sorted[place] != image:
            raise InputError(f"The image {image} has no vector in this collection; choose another, or index again.")
        return int(self._order[place])

    def encode(self, query: Query) -> EncodedQuery:
        """The query as methods are asked.

        Raises:
            InputError: a term cannot be encoded, or the terms cancel each other out; the message says why.
        """
        if self._captions is not None and any(term.kind == "text" for term in query.terms) and not self._knows_words:
            return self.in_words(query)
        rows = self._rows_of(query)
        vectors = np.stack([self._vector(term, int(row)) for term, row in zip(query.terms, rows, strict=True)])
        return encoded(query.terms, vectors, rows)

    @property
    def knows_captions(self) -> bool:
        """Whether words can be compared with captions."""
        return self._captions is not None

    def caption_vectors(self, lines: list[str]) -> Vectors:
        """Captions as those of the collection were encoded: [m, t] float32.

        Raises:
            InputError: the collection has no captions that were encoded here.
        """
        if self._captions is None:
            raise without_captions()
        return self._captions.encode_text(lines)

    @property
    def _knows_words(self) -> bool:
        return self._name is not None and "text" in self._encoder.spec.modalities

    @property
    def shares_captions(self) -> bool:
        """Whether one encoder gave images and captions their vectors, so that these can be compared."""
        spec = getattr(self._captions, "spec", None)
        return self._knows_words and spec is not None and spec.hash == self._encoder.spec.hash

    def in_words(self, query: Query) -> EncodedQuery:
        """A query with words that are to be compared with captions.

        Raises:
            InputError: no caption holds any of the words, or there are no captions.
        """
        texts = [str(term.value) for term in query.terms if term.kind == "text"]
        vectors = self.caption_vectors(texts)
        for text, vector in zip(texts, vectors, strict=True):
            if not vector.any():
                raise InputError(
                    f"No caption of the collection holds any word of {text!r}; use words that stand there."
                )
        rows = self._rows_of(query)
        if len(texts) == len(query.terms):
            return encoded(query.terms, vectors, rows, "text")
        words = iter(vectors)
        each = [
            next(words) if term.kind == "text" else self._vector(term, int(row))
            for term, row in zip(query.terms, rows, strict=True)
        ]
        return mixed(query.terms, each, rows)

    def needs_network(self, query: Query) -> bool:
        """Whether a term has to go through the encoder, and is no image of the collection whose vector is known."""
        return any(
            (term.kind == "text" and (self._captions is None or self._knows_words))
            or (term.kind in {"member", "file"} and term.region is not None)
            or (term.kind == "file" and self._member_at(Path(str(term.value))) is None)
            for term in query.terms
        )

    def _rows_of(self, query: Query) -> Rows:
        return np.array([self._row_of(term) for term in query.terms], np.int64)

    def _row_of(self, term: Term) -> int:
        """The row of the image that a term is, or is a part of; -1 where it is none of the collection."""
        if term.kind == "member":
            return self.row(int(term.value))
        image = self._member_at(Path(str(term.value))) if term.kind == "file" else None
        return NO_ROW if image is None else self.row(image)

    @property
    def _encoder(self) -> Encoder:
        if self._name is None:
            raise InputError(
                "This collection was made from a feature file, so no encoder fits it; search for one of its images or"
                " for a vector (.npy)."
            )
        return _encoder(self._name)

    def _member_at(self, path: Path) -> int | None:
        """The image whose file this is, if it has a vector."""
        source = self._catalogue.source
        if source is None:
            return None
        try:
            relative = path.resolve().relative_to(Path(source.root).resolve())
        except ValueError:
            return None
        image = int(self._catalogue.ids_of([relative.as_posix()])[0])
        return image if image != NO_IMAGE and image in self._sorted else None

    def _vector(self, term: Term, row: int) -> Vectors:
        """The vector of one term: [d] float32."""
        if row != NO_ROW and term.region is None:
            vector: Vectors = self._features.rows(np.array([row]))[0]
            return vector
        if term.kind == "vector":
            return self._read(Path(str(term.value)))
        path = None if term.kind == "text" else self._path(term)
        key = (term.kind, term.value, term.region, None if path is None else _mtime(path))
        known = self._kept.pop(key, None)
        if known is None:
            known = self._short(self._words(str(term.value)) if path is None else self._picture(path, term))
        self._kept[key] = known  # the last used stands last
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return known

    def _path(self, term: Term) -> Path:
        """The picture of a file or of a member."""
        if term.kind == "file":
            return Path(str(term.value))
        record = self._catalogue.record(int(term.value))
        if not record.has_file:
            raise InputError(f"The image {record.id} has no picture, so no region of it can be searched; search all.")
        return self._catalogue.absolute(record)

    def _picture(self, path: Path, term: Term) -> Vectors:
        # As the embedding job decodes, so that a file has the same vector here and there.
        spec = self._encoder.spec
        part = None if term.region is None else crop_for(term.region, spec.share)
        return encode_image(self._encoder, decode(path, size=decode_size(spec), region=part))

    def _read(self, path: Path) -> Vectors:
        """A vector from a file: one of the collection, or one of its encoder."""
        own = self._features.dim
        vector = read_vector(path, own, own if self.reduction is None else len(self.reduction.matrix))
        return vector if len(vector) == own else self._short(vector)

    def _short(self, vector: Vectors) -> Vectors:
        """A vector of the encoder as those of the collection are."""
        return vector if self.reduction is None else self.reduction(vector)

    def _words(self, text: str) -> Vectors:
        if self._captions is None and not self._knows_words:
            raise without_captions()
        vector: Vectors = self._encoder.encode_text([text])[0]
        return vector


@lru_cache(maxsize=_ENCODERS)
def _encoder(name: str) -> Encoder:
    """The encoder, kept when a collection is opened again; its network is loaded when first used."""
    return registry.get(name)


def _mtime(path: Path) -> int:
    """Time of the last change; 0 where there is no such file, which the decoder will say better."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
