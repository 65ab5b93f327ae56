"""What the released form of LAGNH does: how its graph mixes, what its codes depend on, how many are distinct.

A short training (four passes of batches of 256) is enough to see it; the robust form stands below for comparison.
"""

from typing import Any

import numpy as np

from explorer.bench.hash_quality import Judged, Learned, learned
from explorer.methods.base import Ranker
from explorer.methods.hashing.base import Hashing
from explorer.methods.hashing.codes import Codes
from explorer.methods.hashing.lagnh import Lagnh
from explorer.methods.hashing.lagnh_paper import ENCODED_TOGETHER, PaperForm
from explorer.protocol.features import Vectors
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.progress import Progress

_SHORT = "mode=paper,epochs=4,hidden=256,batch=256,rate=0.001"
FORMS = {
    "published, standardised": f"lagnh-32[{_SHORT},scaling=standardised]",
    "published, length 1": f"lagnh-32[{_SHORT},scaling=unit]",
    "published, standardised, tags in the graph": f"lagnh-32[{_SHORT},scaling=standardised,fusion=10]",
    "published, length 1, tags in the graph": f"lagnh-32[{_SHORT},scaling=unit,fusion=10]",
    "robust": "lagnh-32",
}
NOTE = (
    "own_weight and effective: what an image of a batch receives from itself, and from how many it receives (1 / sum "
    "of squared weights); shuffled and alone: share of bits that change when images are encoded in another order, and "
    "each by itself. A short training; the robust form in full."
)

_ALONE = 200
_Row = dict[str, Any]


def forms_learned(before: str, judged: list[Judged], seeds: list[int], progress: Progress) -> list[Learned]:
    """The released form with each scaling, without and with tags in its graph, and the robust form."""
    result = []
    for number, (told, name) in enumerate(FORMS.items()):
        progress(number, len(FORMS), told)
        each = learned(parse_pipeline(before + name), judged, seeds, more=_dependence)
        each.row["method"] = told
        result.append(each)
    return result


def _dependence(ranker: Ranker) -> _Row:
    assert isinstance(ranker, Lagnh)
    unit = ranker.gallery.features.unit()
    return {**_mixing(ranker.published, unit), **_changes(ranker, unit)}


def _mixing(published: PaperForm | None, unit: Vectors) -> _Row:
    if published is None:
        return {"own_weight": None, "effective": None}
    weights = published.graph(unit[:ENCODED_TOGETHER])
    effective = 1 / np.square(weights).sum(axis=1)
    return {"own_weight": float(weights.diagonal().mean()), "effective": float(effective.mean())}


def _changes(ranker: Hashing, unit: Vectors) -> _Row:
    usual = ranker.encode(unit)
    order = np.random.default_rng(0).permutation(len(unit))
    alone = np.concatenate([ranker.encode(row) for row in unit[:_ALONE]])
    return {
        "shuffled": _differing(ranker.encode(unit[order]), usual[order]),
        "alone": _differing(alone, usual[:_ALONE]),
    }


def _differing(one: Codes, other: Codes) -> float:
    return float(np.unpackbits(one ^ other, axis=1).mean())
