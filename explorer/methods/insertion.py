"""One unseen query as a further image of the graph."""

import numpy as np
from numpy.typing import NDArray

from explorer.graph.knn import KnnGraph
from explorer.protocol.ranking import Scores


def with_query(
    lists: KnnGraph, intact: KnnGraph, own: KnnGraph, cosines: Scores, entered: NDArray[np.bool_]
) -> KnnGraph:
    """The lists of n images and a query, which is the last one; an image that it enters loses the last of its list.

    Args:
        lists: of the images, less what edits took out.
        intact: of the images before any edit.
        own: the list of the query, as long as the others.
        cosines: of the query and each image, [n].
        entered: whether the query enters the list of an image, [n]; it stands before those that are equally near.
    """
    n, k = lists.indices.shape
    rows = np.flatnonzero(entered)
    nearer = (intact.indices[rows] >= 0) & (intact.similarities[rows] > cosines[rows, None])
    place, here = np.arange(k), nearer.sum(axis=1)[:, None]
    source = np.where(place <= here, place, place - 1)
    indices, similarities = lists.indices.copy(), lists.similarities.copy()
    indices[rows] = np.where(place == here, n, lists.indices[rows[:, None], source])
    similarities[rows] = np.where(place == here, cosines[rows, None], lists.similarities[rows[:, None], source])
    return KnnGraph(np.concatenate([indices, own.indices]), np.concatenate([similarities, own.similarities]))
