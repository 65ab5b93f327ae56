"""The neighbourhood graph of a query and its results, ready to be drawn."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.engine.answering import NeedsFit
from explorer.engine.session import Session
from explorer.engine.stored import MAPS, Stored
from explorer.engine.words import stand_in
from explorer.errors import InputError
from explorer.graph.ego import EgoNetwork, ego_network, strongest_tree
from explorer.graph.knn import KnnGraph, nearest
from explorer.graph.unit import NO_ROW, Rows
from explorer.methods.gallery import Edits
from explorer.methods.query_batch import QueryBatch
from explorer.projection.layouts import LAYOUTS, laid_out
from explorer.protocol.features import Vectors
from explorer.protocol.ids import NO_IMAGE, Ids
from explorer.protocol.query import Query
from explorer.protocol.ranking import Scores

MOST_NODES = 400
"""Larger networks cannot be read, and their layout would hold other answers up."""

NEIGHBOURS = 10
"""Edges drawn from each node, to its nearest images, where nobody asks for another number."""

NOBODY: Ids = np.empty(0, np.int64)

_QUICKLY_FITTED = 20_000
"""Diffusion is fitted to so many images in less than a tenth of a second."""

_LAYOUTS_KEPT = 64
"""Layouts remembered: going back to a query shows the picture that one knows, at once."""

_HUB_DEVIATIONS = 3.0
"""An image is a hub if it stands in more lists than the mean by so many standard deviations (Radovanovic, Nanopoulos
and Ivanovic 2010, who count N_k, the k-occurrences)."""


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
        previous: [m] the place before each node on the strongest path from the query, -1 where there is none.
        listed: [m] how many images of the collection count each among their nearest; 0 for a query from outside.
        hub: from so many on an image is a hub.
        recall: share of the exact neighbours that the graph holds; None where it is exact.
        mass: [m] score by diffusion with default parameters, 1 for the query; None where it was not asked for
            or has to be fitted first.
    """

    ids: Ids
    positions: NDArray[np.float32]
    edges: NDArray[np.integer[Any]]
    weights: NDArray[np.float32]
    mutual: NDArray[np.bool_]
    query: int
    previous: Rows
    listed: Rows
    hub: float
    recall: float | None = None
    mass: Scores | None = None

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary; an edge is [from, to, weight, mutual]."""
        edges = zip(self.edges.tolist(), self.weights.tolist(), self.mutual.tolist(), strict=True)
        return {
            "ids": self.ids.tolist(),
            "positions": self.positions.round(4).tolist(),
            "edges": [[i, j, round(weight, 4), mutual] for (i, j), weight, mutual in edges],
            "query_index": self.query,
            "previous": self.previous.tolist(),
            "listed": self.listed.tolist(),
            "hub": round(self.hub, 1),
            "recall": self.recall,
            "mass": None if self.mass is None else self.mass.round(5).tolist(),
        }


def network(
    session: Session,
    query: Query,
    ids: Ids,
    *,
    hops: int,
    limit: int,
    neighbours: int = NEIGHBOURS,
    layout: str = "force",
    around: Ids = NOBODY,
    edits: Edits | None = None,
    mass: bool = False,
) -> Network:
    """The part of the graph around a query and some of its results.

    Args:
        session: with a graph.
        query: a member, or anything else: then it is a node of its own, tied to its nearest images; words that are
            compared with captions stand amid the first results.
        ids: [c] results, all of which are shown; where there are none, the nearest images of the query.
        hops: edges to follow from them.
        limit: images shown, at most `MOST_NODES`.
        neighbours: edges from each image, to its nearest; at most as many as the graph has.
        layout: one of `projection.layouts.LAYOUTS`.
        around: ids of images whose neighbours are shown as well.
        edits: edges and images that the graph lacks.
        mass: whether to tell how much of the query's similarity diffusion brings to each image.

    Raises:
        InputError: the graph has not been built yet, an image is unknown, or a number or name is not allowed.
    """
    if limit > MOST_NODES:
        raise InputError(f"limit={limit} images are too many to draw; give at most {MOST_NODES}.")
    if neighbours < 1:
        raise InputError(f"neighbours={neighbours} gives no edges; give at least 1.")
    if layout not in LAYOUTS:
        raise InputError(f"There is no layout {layout!r}; choose one of {', '.join(LAYOUTS)}.")
    if session.graph is None:
        raise InputError(session.no_graph)
    graph, removed = _without(session, session.graph.first(min(neighbours, session.graph.k)), edits)
    batch = stand_in(session.queries.encode(query).wanted(), session.features, ids)
    own = batch.rows[batch.rows >= 0]
    results = np.array([session.queries.row(int(image)) for image in ids], np.int64)
    near, cosines = np.empty((1, 0), np.int64), np.empty((1, 0), np.float32)
    if not len(own) or not len(results):
        near, cosines = nearest(batch.unit(), session.features, neighbours)
        near = np.where(np.isin(near, removed), NO_ROW, near)
    results = results if len(results) else near[near >= 0]
    centres = np.concatenate([own, results[~np.isin(results, own)]])
    _, first = np.unique(centres, return_index=True)
    centres = centres[np.sort(first)]
    ego = ego_network(graph, centres[~np.isin(centres, removed) | np.isin(centres, own)], hops, limit)
    ego = _wider(ego, graph, np.array([session.queries.row(int(image)) for image in around], np.int64), MOST_NODES)
    place = 0
    if not len(own):
        place = len(ego.rows)
        ego = _with_query(ego, graph, near[0], cosines[0])
    drawn = _drawn(session, ego, place, graph.k, layout)
    return replace(drawn, mass=_mass(session, batch, edits, ego.rows) if mass else None)


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


def _drawn(session: Session, ego: EgoNetwork, query: int, k: int, layout: str) -> Network:
    member = ego.rows != NO_ROW
    ids = np.where(member, session.features.ids[ego.rows], NO_IMAGE)
    start = _map_places(session.stored, ego, ids)
    positions = _layout(ego.edges.tobytes(), ego.weights.tobytes(), start.tobytes(), layout, query)
    listed, hub = _occurrences(session.stored, k)
    return Network(
        ids,
        positions,
        ego.edges,
        ego.weights,
        ego.mutual,
        query,
        strongest_tree(ego, query),
        np.where(member, listed[ego.rows], 0),
        hub,
        session.graph.recall if session.graph is not None and session.graph.sample else None,
    )


@lru_cache(maxsize=_LAYOUTS_KEPT)
def _layout(edges: bytes, weights: bytes, start: bytes, name: str, query: int) -> Vectors:
    pairs = np.frombuffer(edges, np.int64).reshape(-1, 2)
    places = np.frombuffer(start, np.float32).reshape(-1, 2)
    return laid_out(name, pairs, np.frombuffer(weights, np.float32), places, query)


def _without(session: Session, graph: KnnGraph, edits: Edits | None) -> tuple[KnnGraph, Rows]:
    """The graph less what was taken out, and the rows of the images that were."""
    if not edits:
        return graph, np.empty(0, np.int64)
    row = session.queries.row
    removed = np.array([row(image) for image in sorted(edits.nodes)], np.int64)
    return graph.without([(row(a), row(b)) for a, b in sorted(edits.edges)], removed.tolist()), removed


def _wider(ego: EgoNetwork, graph: KnnGraph, around: Rows, most: int) -> EgoNetwork:
    """The network with the neighbours of some images, as far as there is room for them."""
    if not len(around):
        return ego
    listed = graph.indices[around].ravel()
    rows = np.array(list(dict.fromkeys([*ego.rows.tolist(), *around.tolist(), *listed[listed >= 0].tolist()])))
    return ego_network(graph, rows[:most], 0, most)


def _mass(session: Session, batch: QueryBatch, edits: Edits | None, rows: Rows) -> Scores | None:
    """What diffusion brings to some rows; None where it has to be fitted first, which takes long for many images."""
    try:
        quick = len(session.features) <= _QUICKLY_FITTED
        pipeline = session.pipeline("diffusion") if quick else session.pipeline_at_once("diffusion")
    except NeedsFit:
        return None
    if edits:
        session.editing.wait(pipeline, edits)
    scores = np.maximum(pipeline.scores(batch, edits=edits).mean(axis=0), 0)
    scores[batch.rows[batch.rows >= 0]] = 0
    whole = float(scores.max()) or 1.0
    own = (rows == NO_ROW) | np.isin(rows, batch.rows)
    return np.where(own, 1, scores[rows] / whole).astype(np.float32)


def _map_places(stored: Stored, ego: EgoNetwork, ids: Ids) -> Vectors:
    """Where the nodes lie on the best map: [m, 2]. Those that are not on it lie amid their neighbours."""
    places = np.zeros((len(ids), 2), np.float32)
    known = np.zeros(len(ids), np.bool_)
    name = next(iter(stored.maps()), None)
    if name is not None:
        on_map, positions = (stored.workspace.array(MAPS, name, array) for array in ("ids", "positions"))
        rows = np.searchsorted(on_map, ids).clip(max=len(on_map) - 1)
        known = on_map[rows] == ids
        places[known] = positions[rows[known]]
    for place in np.flatnonzero(~known):
        around = ego.edges[(ego.edges == place).any(axis=1)].ravel()
        around = around[known[around]]
        centre = places[around] if len(around) else places[known]
        places[place] = centre.mean(axis=0) if len(centre) else 0.0
    return places


@lru_cache(maxsize=8)
def _occurrences(stored: Stored, k: int) -> tuple[Rows, float]:
    """In how many lists each image stands: [n]; and from how many on it is a hub, none while not all lists are here."""
    graph = stored.graph()
    assert graph is not None
    if not graph.is_here:
        return np.zeros(len(graph), np.int64), len(graph) + 1.0
    listed = graph.indices[:, :k].ravel()
    counts = np.bincount(listed[listed >= 0], minlength=len(graph))
    return counts, float(counts.mean() + _HUB_DEVIATIONS * counts.std())
