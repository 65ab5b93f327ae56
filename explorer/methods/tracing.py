"""The strongest paths from a query to an image, in terms of image ids."""

import numpy as np

from explorer.graph.knn import KnnGraph
from explorer.graph.paths import strongest_paths
from explorer.methods.explanation import Path
from explorer.methods.gallery import Gallery
from explorer.methods.query_batch import QueryBatch


def trace(
    gallery: Gallery, query: QueryBatch, lists: KnnGraph, row: int, k: int, *, mutual: bool = False
) -> tuple[Path, ...]:
    """The strongest paths to a row.

    Args:
        gallery: with the graph to walk.
        query: one query.
        lists: its nearest images, one list.
        row: where the paths lead.
        k: length of the lists of the graph.
        mutual: whether only edges that both ends list may be walked.
    """
    graph = gallery.graph(k)
    listed, own = lists.indices[0], int(query.rows[0])
    if own >= 0:
        entered = (graph.indices[listed] == own).any(axis=1)
    else:
        # A new image enters a list where it is nearer than the last one there, or where the list is not full.
        room = graph.indices[listed, -1] < 0 if k else np.zeros(len(listed), np.bool_)
        entered = room | (lists.similarities[0] >= graph.similarities[listed, -1]) if k else room
    ways = strongest_paths(graph, lists, entered, row, query=own, mutual=mutual)
    return tuple(
        Path(tuple(int(image) for image in gallery.ids[list(way.rows)]), way.weights, way.mutual) for way in ways
    )
