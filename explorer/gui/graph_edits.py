"""What a person took out of the graph, as plain data: it goes with every question until it is put back."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class GraphEdits:
    """Edges that are cut and images that are taken out.

    Attributes:
        edges: pairs of image ids, the smaller one first.
        nodes: image ids.
    """

    edges: frozenset[tuple[int, int]] = frozenset()
    nodes: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.edges or self.nodes)

    def __len__(self) -> int:
        return len(self.edges) + len(self.nodes)

    def cuts(self, a: int, b: int) -> bool:
        """Whether the edge between two images is cut by itself."""
        return (min(a, b), max(a, b)) in self.edges

    def with_edge(self, a: int, b: int, *, cut: bool) -> "GraphEdits":
        """The same with an edge cut, or not."""
        edge = frozenset({(min(a, b), max(a, b))})
        return replace(self, edges=self.edges | edge if cut else self.edges - edge)

    def with_node(self, image: int, *, out: bool) -> "GraphEdits":
        """The same with an image taken out, or not."""
        return replace(self, nodes=self.nodes | {image} if out else self.nodes - {image})

    def payload(self) -> dict[str, Any]:
        """As the engine is asked, and as it is kept."""
        return {"edges": [list(edge) for edge in sorted(self.edges)], "nodes": sorted(self.nodes)}

    @classmethod
    def read(cls, value: dict[str, Any] | None) -> "GraphEdits":
        """The inverse of `payload`; nothing where there is None."""
        if value is None:
            return NO_EDITS
        edges = frozenset((min(a, b), max(a, b)) for a, b in value.get("edges", ()))
        return cls(edges, frozenset(map(int, value.get("nodes", ()))))


NO_EDITS = GraphEdits()
