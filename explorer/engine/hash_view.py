"""What the hash view shows: codes bit by bit, how many images lie in each ring around the query, how full buckets are.

A ring holds the images whose codes differ from the query's in equally many bits; the rings up to a radius are the
Hamming ball, whose images are those of `Hashing.ball` as far as a list may hold them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.engine.answering import Payload
from explorer.engine.session import Session
from explorer.errors import InputError
from explorer.methods.hashing.base import Hashing
from explorer.methods.hashing.codes import Codes, hamming
from explorer.methods.pipeline import Pipeline
from explorer.protocol.ids import pack_ids, unpack_ids
from explorer.protocol.query import Query

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Rings:
    """The images that a list can hold, by the distance of their codes from the query's.

    Attributes:
        code: [bytes] of the query.
        rows: [m] int64, ascending; images whose vector is zero have no code that says something, and are left out.
        distances: [m] int32.
        counts: [bits + 1] how many there are at each distance.
        relevant: [bits + 1] how many of them share a label with the query; None where its labels are not known.
    """

    code: Codes
    rows: NDArray[np.int64]
    distances: NDArray[np.int32]
    counts: Counts
    relevant: Counts | None


def code_view(session: Session, query: Query, payload: Payload) -> Payload:
    """The codes of the query and of the images `ids`, and all rings around it.

    Payload: `pipeline`, `ids`; optional: `within` (packed ids), `edits`, `label_column`. The answer's `codes` are
    hexadecimal digits, the first bit highest; `occupancy` pairs a number of images with how many codes exactly so many
    share.

    Raises:
        InputError: the method makes no codes, or the query only searches away from images.
    """
    pipeline = session.pipeline_at_once(payload["pipeline"])
    ranker, found = _rings(session, query, pipeline, payload)
    codes = ranker.codes[session.gallery.rows_of(np.array(payload["ids"], np.int64))]
    buckets = ranker.index.buckets
    sizes, numbers = np.unique(buckets, return_counts=True)
    relevant = found.relevant
    return {
        "bits": ranker.bits,
        "query": found.code.tobytes().hex(),
        "codes": [one.tobytes().hex() for one in codes],
        "distances": hamming(found.code[np.newaxis], codes)[0].tolist(),
        "rings": found.counts.tolist(),
        "relevant_rings": None if relevant is None else relevant.tolist(),
        "images": int(buckets.sum()),
        "distinct": len(buckets),
        "occupancy": list(zip(sizes.tolist(), numbers.tolist(), strict=True)),
        "balance": ranker.index.balance[: ranker.bits].round(4).tolist(),
        "bytes_per_item": pipeline.bytes_per_item(),
    }


def ball(session: Session, query: Query, payload: Payload) -> Payload:
    """The packed ids of all images whose codes differ from the query's in at most `radius` bits; else as `code_view`.

    Raises:
        InputError: as `code_view`.
    """
    pipeline = session.pipeline_at_once(payload["pipeline"])
    _, found = _rings(session, query, pipeline, payload)
    inside = found.rows[found.distances <= int(payload["radius"])]
    return {"ids": pack_ids(np.sort(session.features.ids[inside]))}


def _rings(session: Session, query: Query, pipeline: Pipeline, payload: Payload) -> tuple[Hashing, Rings]:
    """What lies at each distance from the query."""
    ranker = pipeline.ranker
    if not isinstance(ranker, Hashing):
        raise InputError(f"{pipeline.name} makes no binary codes; choose a method that does, such as itq-64.")
    code = ranker.query_codes(pipeline.as_asked(session.queries.encode(query).placed(pipeline).wanted()))[0]
    within = payload.get("within")
    listed = session.eligible(query, pipeline, within=None if within is None else unpack_ids(within))
    taken_out = (payload.get("edits") or {}).get("nodes", ())
    listed &= ~np.isin(session.features.ids, np.array(taken_out, np.int64))
    rows = ranker.filled[listed[ranker.filled]]
    distances = hamming(code[np.newaxis], ranker.codes[rows])[0]
    counts = np.bincount(distances, minlength=ranker.bits + 1)
    judged = session.relevant(query, payload.get("label_column"))
    relevant = None if judged is None else np.bincount(distances[judged[rows]], minlength=ranker.bits + 1)
    return ranker, Rings(code, rows, distances, counts, relevant)
