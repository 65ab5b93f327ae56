"""The map of what a network learned of a collection, beside those of its vectors."""

import numpy as np

from explorer.engine.stored import LEARNED, Stored
from explorer.projection.needs import check_umap
from explorer.protocol.features import Features
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress

_LEAST = 3


def make_learned_map(
    stored: Stored,
    features: Features | None,
    device: str = "cpu",
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> bool:
    """Lay out the vectors that a method learned, by UMAP, and keep the map in place of an earlier one.

    Args:
        stored: where it is kept.
        features: the vectors, None where the method learns none of the images.
        device: cpu or cuda, where their neighbours are found.
        progress: told of the stages.
        cancelled: asked often.

    Returns:
        False where there are no vectors, or too few.

    Raises:
        UmapMissing: the map needs a package that is not installed.
        Cancelled: the person asked to stop.
    """
    if features is None or len(features) < _LEAST:
        return False
    from explorer.methods.gallery import Gallery
    from explorer.projection.umap import NEIGHBOURS, umap_map

    check_umap()
    graph = Gallery(features, device=device).graph(min(NEIGHBOURS, len(features) - 1), progress, cancelled)
    positions = umap_map(features, graph, progress=progress, cancelled=cancelled)
    stored.save_map(LEARNED, np.ascontiguousarray(positions), features)
    return True
