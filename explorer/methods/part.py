"""The images near to a query as a collection of their own."""

from explorer.graph.unit import Rows
from explorer.methods.gallery import GRAPH_K, Edits, Gallery


def part_of(gallery: Gallery, rows: Rows) -> Gallery:
    """Some images as if there were no others, with their exact graph, which lacks what edits took out.

    Args:
        gallery: of all images.
        rows: [m] int64, ascending.
    """
    features = gallery.features.subset(rows, key=f"{gallery.features.key}/nearest")
    part = Gallery(features, device=gallery.device)
    part.graph(min(GRAPH_K, len(part) - 1))
    held = frozenset(features.ids.tolist())
    edges = frozenset(edge for edge in gallery.edits.edges if held >= set(edge))
    edits = Edits(edges, gallery.edits.nodes & held)
    return part.edited(edits) if edits else part
