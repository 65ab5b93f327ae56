"""What words have to do with an image, and the captions that are nearest to a query."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.collection.caption_lines import NAMES, caption_lines
from explorer.collection.user_store import UserStore
from explorer.embedding.texts import KIND, caption_texts
from explorer.engine.session import Session
from explorer.errors import InputError
from explorer.methods.base import QueryBatch
from explorer.methods.crossmodal.seeds import Seeds
from explorer.methods.crossmodal.space import SharedSpace
from explorer.methods.explanation import Explanation, WordMatch
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import unit_rows
from explorer.protocol.query import Query, Term

MOST_WORDS = 12
"""So many words are left out in turn; of longer queries the first."""

_CAPTIONS = 8
_LOOKED_AT = 400


@dataclass(frozen=True)
class NearCaption:
    """A caption that is near to a query.

    Attributes:
        text: the caption.
        score: its similarity to the query.
        images: ids of images that have it, ascending; the first few.
    """

    text: str
    score: float
    images: tuple[int, ...]


def with_words(session: Session, query: Query, pipeline: Pipeline, told: Explanation) -> Explanation:
    """The explanation with what the words of the query, or the captions of the image, have to do with it."""
    space = space_of(pipeline)
    terms = [term for term in query.terms if term.kind == "text" and term.sign > 0]
    if not terms and space is None:
        return told
    row = session.queries.row(told.image)
    batch = session.queries.encode(query).placed(pipeline).wanted()[:1]
    match = WordMatch(
        _words(session, pipeline, query, terms[0], row) if len(terms) == 1 else (),
        _captions(session, space, batch, told.image),
        () if space is None else space.heads(batch, row),
    )
    return replace(told, words=match)


def near_captions(session: Session, query: Query, pipeline: Pipeline, k: int) -> list[NearCaption]:
    """The captions of the collection that are nearest to a query, each once.

    Args:
        session: of a collection with captions.
        query: an image, by the shared space of the method; or words, by what encoded the captions.
        pipeline: knows a shared space.
        k: how many, at least 1.

    Raises:
        InputError: there are no captions, or the method knows no words.
    """
    texts, space = session.features.texts, space_of(pipeline)
    if texts is None or space is None:
        raise InputError("Captions are found by methods that know words; give the collection some, and use gpldan.")
    encoded = session.queries.encode(query)
    if all(term.kind == "text" for term in query.terms):
        encoded = session.queries.in_words(query)  # also where the encoder of the images knows words
    batch = encoded.placed(pipeline).wanted()[:1]
    numbers, scores = _nearest(space, batch, texts.values)
    found: dict[str, NearCaption] = {}
    lines = caption_texts(session.workspace, session.features.ids, numbers)
    for text, number, score in zip(lines, numbers.tolist(), scores.tolist(), strict=True):
        image = int(session.features.ids[texts.rows[number]])
        if texts.rows[number] in encoded.members:
            continue  # its own caption tells nothing of what it resembles
        known = found.get(text)
        if known is not None:
            found[text] = replace(known, images=tuple(sorted({*known.images, image}))[:_CAPTIONS])
        elif len(found) < k:
            found[text] = NearCaption(text, score, (image,))
    return list(found.values())


def space_of(pipeline: Pipeline) -> SharedSpace | None:
    """The space of words and images that a method knows; None where it knows images alone."""
    first = pipeline.transforms[0] if pipeline.transforms else None
    if isinstance(first, Seeds):
        return first.space
    return pipeline.ranker if isinstance(pipeline.ranker, SharedSpace) else None


def captions_of(session: Session, image: int) -> list[str]:
    """The captions of an image as they are now, also where they have changed since they were read."""
    workspace = session.workspace
    column = workspace.config.get("caption_column")
    key = workspace.config.get(KIND)
    if column is None and key is not None and workspace.meta(KIND, key).get("origin") == "names":
        column = NAMES
    with UserStore(workspace.user_path) as store:
        mine = store.value("caption", image)
    if mine is not None:
        return [str(line) for line in mine]
    return [line for _, line in caption_lines(session.catalogue, np.array([image], np.int64), column).lines]


def _words(session: Session, pipeline: Pipeline, query: Query, term: Term, row: int) -> tuple[tuple[str, float], ...]:
    """Each word of a term with what the score of an image loses where it is left out of the query."""
    words = _split(str(term.value))
    wholes = [words, *([*words[:place], *words[place + 1 :]] for place in range(len(words)))]
    place = query.terms.index(term)
    before, after = query.terms[:place], query.terms[place + 1 :]
    asked = [(*before, *([replace(term, value=" ".join(whole))] if whole else []), *after) for whole in wholes]
    whole, *scores = [_score(session, pipeline, terms, row) for terms in asked]
    return tuple((word, round(whole - score, 5)) for word, score in zip(words, scores, strict=True))


def _split(text: str) -> list[str]:
    words = text.split()
    if len(words) == 1 and not text.isascii() and len(text) <= MOST_WORDS and not any(map(str.islower, text)):
        return list(text)  # of a script without blanks, or without small letters, whose signs are words
    return words[:MOST_WORDS]


def _score(session: Session, pipeline: Pipeline, terms: tuple[Term, ...], row: int) -> float:
    """The score of an image for some terms; 0 for none, and for words that nothing knows."""
    if not terms:
        return 0.0
    try:
        asked = session.queries.encode(Query(terms)).asked(pipeline)
    except InputError:
        return 0.0
    return float(asked.combined(pipeline.scores(asked.batch))[row])


def _captions(
    session: Session, space: SharedSpace | None, batch: QueryBatch, image: int
) -> tuple[tuple[str, float], ...]:
    """The captions of an image with their similarities to a query."""
    lines = captions_of(session, image)[:_CAPTIONS]
    if not lines or not session.queries.knows_captions:
        return ()
    vectors = session.queries.caption_vectors(lines)
    if batch.modality == "text" or (space is None and session.queries.shares_captions):
        similarities = unit_rows(vectors) @ unit_rows(batch.vectors)[0]
    elif space is not None:
        similarities = space.embed("text", vectors) @ space.embed("image", batch.vectors)[0]
    else:
        return ()
    return tuple(zip(lines, similarities.round(4).tolist(), strict=True))


def _nearest(
    space: SharedSpace, batch: QueryBatch, captions: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Numbers of captions, best first, and their similarities."""
    if batch.modality == "image":
        numbers, scores = space.captions(batch, _LOOKED_AT)
        return numbers[0], scores[0]
    alike = unit_rows(captions) @ unit_rows(batch.vectors)[0]
    order = np.argsort(-alike, kind="stable")[:_LOOKED_AT]
    return order, alike[order]
