"""Queries in words among images: whether they can be asked, and where they stand among the images."""

from typing import Literal

import numpy as np

from explorer.embedding.texts import KIND as TEXTS
from explorer.engine.stored import feature_sets
from explorer.graph.unit import unit_rows_of
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Features, unit_rows
from explorer.protocol.ids import Ids
from explorer.workspace.store import Workspace

WordsBy = Literal["encoder", "captions", "names", ""]

NEAREST = 10
"""So many images that words find say where the words stand."""


def words_by(workspace: Workspace, *, captions: bool) -> WordsBy:
    """What makes a collection searchable by words.

    Its encoder, which knows them; its captions; for want of these the names of its files; or nothing.

    Args:
        workspace: of the collection.
        captions: whether there are captions, and an encoder of texts.
    """
    sets = feature_sets(workspace)
    if sets and sets[0].text:
        return "encoder"
    if not captions:
        return ""
    return "names" if workspace.meta(TEXTS, workspace.config[TEXTS]).get("origin") == "names" else "captions"


def stand_in(batch: QueryBatch, features: Features, ids: Ids) -> QueryBatch:
    """A query that can be drawn among images: words as the centre of the first images that they find.

    Args:
        batch: one query; that of an image stays as it is.
        features: of the collection.
        ids: what the query finds, best first; of words with none there is nothing to draw, and the vector is zero.
    """
    if batch.modality == "image":
        return batch
    rows = np.flatnonzero(np.isin(features.ids, ids[:NEAREST]))
    unit = unit_rows_of(features).matrix[rows]
    return QueryBatch.unseen(unit_rows(unit.sum(axis=0, keepdims=True, dtype=np.float32)))
