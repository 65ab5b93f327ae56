"""The map of what a network learned of a collection, beside those of its vectors."""

from typing import TYPE_CHECKING

import numpy as np

from explorer.engine.stored import LEARNED, Stored
from explorer.projection.needs import check_umap
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress

if TYPE_CHECKING:
    from explorer.methods.pipeline import Pipeline

_LEAST = 3


def make_learned_map(
    stored: Stored, fitted: "Pipeline", progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> bool:
    """Lay out the vectors that a method learned, by UMAP, and keep the map in place of an earlier one.

    Args:
        stored: where it is kept.
        fitted: the method.
        progress: told of the stages.
        cancelled: asked often.

    Returns:
        False where the method learns no vectors of the images.

    Raises:
        UmapMissing: the map needs a package that is not installed.
        Cancelled: the person asked to stop.
    """
    features = fitted.ranker.learned()
    if features is None or len(features) < _LEAST:
        return False
    from explorer.methods.gallery import Gallery
    from explorer.projection.umap import NEIGHBOURS, umap_map

    check_umap()
    graph = Gallery(features).graph(min(NEIGHBOURS, len(features) - 1), progress, cancelled)
    positions = umap_map(features, graph, progress=progress, cancelled=cancelled)
    stored.save_map(LEARNED, np.ascontiguousarray(positions), features)
    return True
