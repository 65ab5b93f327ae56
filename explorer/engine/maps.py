"""The maps of the vectors of a collection."""

from typing import TYPE_CHECKING, Literal

from explorer.engine.stored import Stored
from explorer.projection.needs import check_umap
from explorer.protocol.progress import IsCancelled, Progress

if TYPE_CHECKING:
    from explorer.methods.gallery import Gallery


def make_map(
    stored: Stored, gallery: "Gallery", kind: Literal["pca", "umap"], progress: Progress, cancelled: IsCancelled
) -> None:
    """Make one map of a collection and keep it.

    Args:
        stored: where it is kept.
        gallery: the collection.
        kind: which map.
        progress: told of the stages.
        cancelled: asked often.

    Raises:
        UmapMissing: the map needs a package that is not installed.
        Cancelled: the person asked to stop.
    """
    if kind == "pca":
        from explorer.projection.pca import pca_map

        positions = pca_map(gallery.features, progress=progress, cancelled=cancelled)
    else:
        check_umap()
        from explorer.projection.umap import NEIGHBOURS, umap_map

        graph = gallery.graph(min(NEIGHBOURS, len(gallery) - 1), progress, cancelled)
        positions = umap_map(gallery.features, graph, progress=progress, cancelled=cancelled)
    stored.save_map(kind, positions, gallery.features)
