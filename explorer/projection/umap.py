"""The map that shows groups: UMAP (McInnes, Healy, Melville 2018, arXiv 1802.03426) on the graph that we have."""

import warnings

import numpy as np
from numpy.typing import NDArray

from explorer.graph.knn import KnnGraph
from explorer.projection.needs import check_umap
from explorer.projection.pca import pca_map
from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress

NEIGHBOURS = 15
"""Including the image itself, as UMAP counts; its default."""

_MIN_DISTANCE = 0.1
_SMALLEST = 5
"""With fewer images, or without a single edge, there are no groups to show; the PCA map is exact."""


def umap_map(
    features: Features,
    graph: KnnGraph,
    *,
    seed: int = 0,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Vectors:
    """Lay the images out so that neighbours by cosine stay together.

    UMAP's own neighbour search is left out (26-33 s of compilation in each process): the exact graph is there already.
    It starts from the PCA map, so that both maps have the same orientation. UMAP itself can neither report nor be
    stopped: a job is cancelled by ending its process.

    Args:
        features: n vectors.
        graph: neighbours of each row, best first, without the row itself; -1 pads.
        seed: equal seeds give equal maps on one machine.
        progress: called before and after.
        cancelled: asked before.

    Returns:
        [n, 2] float32.

    Raises:
        UmapMissing: see there.
        Cancelled: the person asked to stop.
    """
    check_umap()
    start = pca_map(features, cancelled=cancelled)
    if len(features) < _SMALLEST or not (graph.indices >= 0).any():
        return start
    check(cancelled)
    progress(0, 0, "UMAP map")
    positions = _embed(*_with_itself(graph), _spread(start, seed), seed)
    progress(len(features), len(features), "UMAP map")
    return positions


def _with_itself(graph: KnnGraph) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Indices and cosine distances [n, <= NEIGHBOURS] in UMAP's form: the row itself first, pads as the row itself."""
    indices = graph.indices[:, : NEIGHBOURS - 1]
    own = np.arange(len(indices), dtype=np.int32)[:, None]
    distances = np.where(indices < 0, 0.0, np.maximum(1.0 - graph.similarities[:, : NEIGHBOURS - 1], 0.0))
    return (
        np.hstack([own, np.where(indices < 0, own, indices)]),
        np.hstack([np.zeros_like(own, np.float32), distances.astype(np.float32)]),
    )


def _spread(start: Vectors, seed: int) -> Vectors:
    """The start in UMAP's usual range, with a little noise: equal images must not start at one point."""
    scale = 10.0 / max(float(np.abs(start).max()), 1e-9)
    noise = np.random.default_rng(seed).normal(scale=1e-4, size=start.shape)
    return (start * scale + noise).astype(np.float32)


def _embed(indices: NDArray[np.int32], distances: NDArray[np.float32], start: Vectors, seed: int) -> Vectors:
    """The two stages of UMAP after its neighbour search: fuzzy graph and layout."""
    import explorer.graph.compiling  # noqa: F401 - says where numba, which UMAP imports, keeps what it compiles

    with warnings.catch_warnings():
        # Its optional parts (parametric UMAP, ...) warn at import that TensorFlow is missing; we use none of them.
        warnings.simplefilter("ignore")
        from umap import umap_

    random = np.random.RandomState(seed)  # the type that UMAP asks for
    graph, _, _ = umap_.fuzzy_simplicial_set(
        start, indices.shape[1], random, "cosine", knn_indices=indices, knn_dists=distances
    )
    a, b = umap_.find_ab_params(1.0, _MIN_DISTANCE)
    positions, _ = umap_.simplicial_set_embedding(
        start,
        graph,
        n_components=2,
        initial_alpha=1.0,
        a=a,
        b=b,
        gamma=1.0,
        negative_sample_rate=5,
        n_epochs=None,
        init=start,
        random_state=random,
        metric="cosine",
        metric_kwds={},
        densmap=False,
        densmap_kwds={},
        output_dens=False,
    )
    return np.ascontiguousarray(positions, dtype=np.float32)
