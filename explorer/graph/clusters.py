"""Groups of images that the kNN graph holds together, found without any map: what looks like one there may be none."""

import numpy as np
from numpy.typing import NDArray

from explorer.graph.knn import KnnGraph

NEIGHBOURS = 10
"""Edges of each image that count, where they are mutual."""
MOST = 50_000
"""Images up to which groups are looked for; NetworkX needs about a second for three thousand."""


def clusters(graph: KnnGraph, *, seed: int = 0) -> NDArray[np.int32] | None:
    """Communities of the mutual graph by Louvain's method (Blondel et al. 2008, arXiv 0803.0476), weighted by cosines.

    Args:
        graph: of n images.
        seed: of the order in which images are looked at; equal seeds give equal groups.

    Returns:
        [n] int32, 0 for the largest group; -1 for images alone in theirs. None where there are too many images.
    """
    if len(graph) > MOST:
        return None
    import networkx as nx

    mutual = graph.mutual(min(NEIGHBOURS, graph.k))
    found = nx.community.louvain_communities(nx.from_scipy_sparse_array(mutual), weight="weight", seed=seed)
    result = np.full(len(graph), -1, np.int32)
    groups = sorted((sorted(group) for group in found if len(group) > 1), key=lambda group: (-len(group), group[0]))
    for number, group in enumerate(groups):
        result[group] = number
    return result
