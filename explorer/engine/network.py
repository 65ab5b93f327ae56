"""The neighbourhood graph of a query and its results, ready to be drawn."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.engine.session import Session
from explorer.errors import InputError
from explorer.graph.ego import EgoNetwork, ego_network
from explorer.graph.knn import KnnGraph, nearest
from explorer.graph.unit import NO_ROW, Rows
from explorer.projection.ego import ego_layout
from explorer.protocol.ids import NO_IMAGE, Ids
from explorer.protocol.query import Query
from explorer.protocol.ranking import Scores

MOST_NODES = 400
"""Larger networks cannot be read, and their layout would hold other answers up."""

_EDGES = 10
"""Edges drawn from each node, to its nearest images; more would hide the picture."""


@dataclass(frozen=True)
class Network:
    """Nodes, places and edges.

    Attributes:
        ids: [m] int64; `NO_IMAGE` stands for a query that is no member.
        positions: [m, 2] float32 in -1..1.
        edges: [e, 2] int, places in `ids`.
        weights: [e] float32 cosines.
        mutual: [e] bool, whether both ends count each other among their nearest.
        query: place of the query in `ids`.
    """

    ids: Ids
    positions: NDArray[np.float32]
    edges: NDArray[np.integer[Any]]
    weights: NDArray[np.float32]
    mutual: NDArray[np.bool_]
    query: int

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary; an edge is [from, to, weight, mutual]."""
        edges = zip(self.edges.tolist(), self.weights.tolist(), self.mutual.tolist(), strict=True)
        return {
            "ids": self.ids.tolist(),
            "positions": self.positions.round(4).tolist(),
            "edges": [[i, j, round(weight, 4), mutual] for (i, j), weight, mutual in edges],
            "query_index": self.query,
        }


def network(session: Session, query: Query, ids: Ids, *, hops: int, limit: int) -> Network:
    """The part of the graph around a query and some of its results.

    Args:
        session: with a graph.
        query: a member, or anything else: then it is a node of its own, tied to its nearest images.
        ids: [c] results, all of which are shown; where there are none, the nearest images of the query.
        hops: edges to follow from them.
        limit: images shown, at most `MOST_NODES`.

    Raises:
        InputError: the graph has not been built yet, an image is unknown, or the limit is too high.
    """
    if limit > MOST_NODES:
        raise InputError(f"limit={limit} images are too many to draw; give at most {MOST_NODES}.")
    if session.graph is None:
        raise InputError("The graph of this collection has not been built yet; wait for the index job, or start it.")
    graph = session.graph.first(min(_EDGES, session.graph.k))
    batch = session.queries.encode(query).wanted()
    near, cosines = nearest(batch.unit(), session.features, _EDGES)
    results = np.array([session.queries.row(int(image)) for image in ids], np.int64)
    results = results if len(results) else near[near >= 0]
    own = batch.rows[batch.rows >= 0]
    centres = np.concatenate([own, results[~np.isin(results, own)]])
    _, first = np.unique(centres, return_index=True)
    ego = ego_network(graph, centres[np.sort(first)], hops, limit)
    if len(own):
        return _drawn(ego, session.features.ids[ego.rows], 0)
    ids = np.append(session.features.ids[ego.rows], NO_IMAGE)
    return _drawn(_with_query(ego, graph, near[0], cosines[0]), ids, len(ego.rows))


def _with_query(ego: EgoNetwork, graph: KnnGraph, near: Rows, cosines: Scores) -> EgoNetwork:
    """The network and, last, a query that is none of its images."""
    place = {row: i for i, row in enumerate(ego.rows.tolist())}
    tied = [i for i, row in enumerate(near.tolist()) if row in place]
    edges = np.array([(place[row], len(ego.rows)) for row in near[tied].tolist()], np.int64).reshape(-1, 2)
    last = graph.similarities[near[tied], -1] if graph.k else np.zeros(len(tied), np.float32)
    return EgoNetwork(
        np.append(ego.rows, NO_ROW),
        np.append(ego.hops, 0),
        np.concatenate([ego.edges, edges]),
        np.concatenate([ego.weights, cosines[tied]]),
        np.concatenate([ego.mutual, cosines[tied] >= last]),
    )


def _drawn(ego: EgoNetwork, ids: Ids, query: int) -> Network:
    return Network(ids, ego_layout(ego), ego.edges, ego.weights, ego.mutual, query)
