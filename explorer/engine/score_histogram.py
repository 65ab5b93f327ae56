"""How the scores of one list are spread over the whole collection."""

import numpy as np

from explorer.engine.answering import Payload
from explorer.engine.session import Session
from explorer.methods.gallery import Edits
from explorer.methods.pipeline import Pipeline
from explorer.protocol.ids import Ids
from explorer.protocol.query import Query

BINS = 60


def histogram(
    session: Session,
    query: Query,
    pipeline: Pipeline,
    *,
    within: Ids | None = None,
    edits: Edits | None = None,
    label_column: str | None = None,
) -> Payload:
    """Counts of scores in `BINS` equal steps from the lowest to the highest.

    Returns:
        `edges` [b + 1] ascending, `counts` [b] of all ranked images and `relevant` [b] of those that share a label with
        the query, None where there are no labels; the last bin holds its upper edge.
    """
    result = session.search(
        query, pipeline, len(session.features), within=within, edits=edits, label_column=label_column
    )
    scores = result.scores.astype(np.float64)
    if not len(scores):
        return {"edges": [], "counts": [], "relevant": None}
    edges = np.linspace(scores.min(), max(scores.max(), scores.min() + 1e-9), BINS + 1)
    counts, _ = np.histogram(scores, edges)
    judgement = result.judgement
    relevant = None if judgement is None else np.histogram(scores[judgement.relevant], edges)[0].tolist()
    return {"edges": edges.tolist(), "counts": counts.tolist(), "relevant": relevant}
