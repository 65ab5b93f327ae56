"""What it would cost to hold only the largest entries of the soft lists of GNN re-ranking, which the program does not.

The factors of the lists are held instead (`explorer.methods.soft_lists`), so nothing has to be cut. Who writes the
lists out has to: those of a million images would take 10 GB.
"""

import numpy as np
from scipy.sparse import csr_array

from explorer.graph.knn import Csr
from explorer.graph.unit import Rows
from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.query_batch import QueryBatch

_SAMPLE = 100
"""Images that query."""

_RIVALS = 4
"""Images that are scored again, as a multiple of the list's length. Cutting makes no score larger."""


def capped_lists(ranker: GnnRerank, k: int, cap: int) -> tuple[float, float]:
    """Lists by rows of at most `cap` entries beside the exact ones, for some images of the collection as queries.

    Args:
        ranker: fitted, with a lambda of 0.
        k: length of the lists.
        cap: largest entries kept of each row, of query and image.

    Returns:
        The share of the images that both lists hold, and the share of the exact score that the images of the capped
        list lack.
    """
    gallery = ranker.gallery
    sample = np.sort(np.random.default_rng(0).choice(len(gallery), min(_SAMPLE, len(gallery)), replace=False))
    found = ranker.search(QueryBatch.members(gallery.features, sample), _RIVALS * k)
    overlaps, losses = [], []
    for row, ids, scores in zip(sample, found.ids, found.scores, strict=True):
        reached = scores > 0
        images, exact = gallery.rows_of(ids[reached]), scores[reached]
        if not len(images):
            continue
        best = _best(_capped(ranker.soft_rows(row[None]), cap), _capped(ranker.soft_rows(images), cap), k)
        overlaps.append(float((best < k).mean()))
        losses.append(1 - float(exact[best].sum() / exact[:k].sum()))
    return float(np.mean(overlaps)) if overlaps else 1.0, float(np.mean(losses)) if losses else 0.0


def _best(query: Csr, images: Csr, k: int) -> Rows:
    """Places of the k images with the largest products with a query, equal ones in the order given."""
    products = (images @ query.T).toarray()[:, 0]
    best: Rows = np.argsort(-products, kind="stable")[:k]
    return best


def _capped(rows: Csr, cap: int) -> Csr:
    """The largest entries of each row, and all that are as large as the last of these."""
    kept = np.ones(rows.nnz, np.bool_)
    for start, stop in zip(rows.indptr[:-1], rows.indptr[1:], strict=True):
        if stop - start > cap:
            values = rows.data[start:stop]
            kept[start:stop] = values >= np.partition(values, -cap)[-cap]
    starts = np.concatenate([[0], np.cumsum(kept)])[rows.indptr]
    return csr_array((rows.data[kept], rows.indices[kept], starts), shape=rows.shape)
