"""GRAD-Net (Dou, Cui, Zhang, Wang: arXiv 2001.01284), reconstructed: codes of the manifold for images never seen.

The paper's words are: a graph neural network learns, without labels, representations that keep local and global
consistency of the manifold; sparse coding carries the global part and makes training and querying scale; and unseen
images are placed by the network, which diffusion cannot. Its formulas were not available to us. Everything else here
is ours:

1. A linear map under which neighbours on the graph come together (`explorer.methods.local_metric`); all that follows
   happens on the graph of the mapped vectors.
2. Sparse codes over m atoms, from GNN re-ranking and diffusion as teachers (`explorer.methods.sparse_codes`); both are
   kept for further fits (`explorer.methods.grad_ground`).
3. Two layers of neighbour means and attention (`explorer.methods.grad_network`), trained on batches of sampled
   neighbours to say the code (global) and to know the neighbour of an image among others (local;
   `explorer.methods.grad_lesson`).
4. An unseen query hears its nearest images, whose activations are stored, and the network gives its vector h and its
   code p. Nothing of the graph is touched. The score is a product of codes, sum_c sqrt(p_qc p_gc), each the mean of
   what the network and what the teacher says of an image; of a query the teacher says the mean code of its nearest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from explorer.errors import WorkspaceError
from explorer.graph.knn import Csr, KnnGraph
from explorer.graph.unit import signatures_of
from explorer.methods.base import Edits, Gallery, Job, QueryBatch, Ranker, below_reached
from explorer.methods.explanation import DIRECT, LONGER, Atom, Explanation, explained, unreached
from explorer.methods.grad_ground import Ground, mapped_key, taught_codes
from explorer.methods.grad_lesson import Lesson
from explorer.methods.grad_network import Neighbourhood
from explorer.methods.grad_place import Placed
from explorer.methods.local_metric import LocalMetric
from explorer.methods.reaching import Wanted
from explorer.methods.sparse_codes import SparseCodes, drawn_atoms
from explorer.methods.state import STATE, State, load_state, state_bytes
from explorer.methods.tracing import trace
from explorer.methods.training import in_order
from explorer.protocol.features import Features
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter, Value

_NEIGHBOURS = 10
_GAMMA = 3.0
_REACH, _FEWEST = 60, 20
"""A code shall reach some tens of images, however few of them are atoms, and hold some atoms, however few are near."""

MOST_LATER = 0.1
"""Images that are placed without learning anew, as a share of those of the fit: of so many it is known to do little."""

_ATOMS_TOLD = 12
"""Landmarks of a query that an explanation names."""

_NETWORK = "network."


class GradNet(Ranker):
    """A learned, inductive stand-in for diffusion.

    Attributes:
        heard: changes the lists of nearest images that queries hear, for trials of what they are worth.
    """

    fits_vectors: ClassVar[bool] = True

    spec = MethodSpec(
        name="grad-net",
        title="GRAD-Net (our reconstruction)",
        family="diffusion",
        summary="A network learns, without labels, to place any image where re-ranking on the graph would put it.",
        paper="Dou, Cui, Zhang, Wang, Unsupervised Image Retrieval via Graph Diffusion Networks, arXiv 2001.01284; "
        "reconstructed from its abstract",
        learned=True,
        parameters=(
            Parameter(
                "teacher",
                "choice",
                "both",
                choices=("both", "gnn-rerank", "diffusion"),
                help="What the sparse codes come from: the affinity of GNN re-ranking, diffusion, or the mean of both.",
            ),
            Parameter(
                "atoms",
                "int",
                1024,
                1,
                65536,
                unit="images",
                help="Landmarks that all images are described by; at most all images.",
            ),
            Parameter(
                "t",
                "int",
                0,
                0,
                1000,
                unit="atoms",
                help="Atoms kept in the code of an image; about as many as there are atoms among the relevant images. "
                f"0 takes as many as there are among {_REACH} images, at least {_FEWEST}.",
            ),
            Parameter("metric", "bool", True, help="Whether neighbours are first brought together by a linear map."),
            Parameter(
                "encoder",
                "choice",
                "both",
                choices=("both", "mean", "attention", "none"),
                help="How an image hears its neighbours: by their mean, by attention, by both, or not at all.",
            ),
            Parameter("global", "float", 1.0, 0.0, 10.0, help="Weight of the loss that asks for the sparse code."),
            Parameter("local", "float", 0.1, 0.0, 10.0, help="Weight of the loss that asks for the neighbour."),
            Parameter(
                "epochs",
                "int",
                20,
                0,
                10000,
                help="Passes over the images at most, in small collections some more; training ends when the loss on "
                "images held out falls no more.",
            ),
            Parameter(
                "score",
                "choice",
                "mixed",
                choices=("mixed", "code", "asym", "dense", "analytic"),
                stage="query",
                help="What is compared: the predicted code of the query with predicted ones (code) or with those of "
                "the teacher (asym), the learned vectors (dense), without the network the mean code of the query's "
                "neighbours with those of the teacher (analytic), or the means of code and analytic (mixed).",
            ),
        ),
    )

    version = 4

    mapped = (
        *("inputs", "hidden", "outputs", "lists.indices", "lists.similarities"),
        *("codes.atoms", "codes.weights", "said.atoms", "said.weights"),
    )

    def __init__(self, **parameters: Value) -> None:
        super().__init__(**parameters)
        self.heard: Callable[[KnnGraph], KnnGraph] = lambda lists: lists

    @property
    def title(self) -> str:
        """Says also whether it distils GNN re-ranking."""
        return super().title if self.parameters["teacher"] == "diffusion" else f"{super().title} + GNN teacher"

    def _fit(self, job: Job) -> None:
        self._order = np.argsort(self.gallery.ids)  # the order of the rows shall not decide what is drawn
        ground = Ground.of(self.gallery, bool(self.parameters["metric"]), job)
        given, self._metric, self._inner = ground.given, ground.metric, ground.mapped
        self._connected = _with_neighbours(given)
        self._signatures = signatures_of(self.gallery.features)
        n = len(self._inner)
        count = self._at_most("atoms", n, f"the gallery has {n} images")
        self._atoms = drawn_atoms(n, count, job.seed)
        inputs = given.features.unit() if self._metric is None else self._inner.features.rows(slice(None))
        codes, heard = self._taught(job), self._heard(job)
        weights = {"global": self.parameters["global"], "local": self.parameters["local"]}
        encoder, epochs = self.parameters["encoder"], int(self.parameters["epochs"])
        network = Lesson(inputs, heard, self._atoms, codes, encoder, weights, epochs).taught(job)
        self._ready(Placed.by(network, inputs, heard, codes, job.device))

    def _inner_k(self) -> int:
        return min(_NEIGHBOURS, len(self._inner) - 1)

    def _heard(self, job: Job) -> Neighbourhood:
        """Whom the images of the gallery hear."""
        return Neighbourhood.of(self._inner.graph(self._inner_k(), job.progress, job.cancelled), _GAMMA)

    def _taught(self, job: Job) -> SparseCodes:
        n, m = len(self._inner), len(self._atoms)
        t = min(int(self.parameters["t"]) or max(round(_REACH * m / n), _FEWEST), m)
        return taught_codes(self.parameters["teacher"], self._inner, self._atoms, t, job)

    def _ready(self, placed: Placed) -> None:
        self._placed, self._inverse = placed, np.argsort(self._order)
        self._tables: dict[str, Csr] = {}

    # Queries ------------------------------------------------------------------------------------------------------

    def _scores(self, queries: QueryBatch) -> Scores:
        self.gallery.check(queries)
        inner = self._query(queries)
        cosines, heard = self._inner.cosines(inner)[:, self._inverse], self._hears(inner)
        if self.parameters["score"] == "dense":
            products = self._placed.represented(inner.vectors, heard) @ self._placed.outputs.numpy().T
            compared = ((products + np.float32(1)) * np.float32(0.5) * self._connected)[:, self._inverse]
        else:
            compared = self._products(inner, heard).toarray()
        return below_reached(compared, cosines)

    def _reached(self, queries: QueryBatch, wanted: Wanted) -> Csr | None:
        del wanted
        if self.parameters["score"] == "dense":
            return None
        self.gallery.check(queries)
        inner = self._query(queries)
        return self._products(inner, self._hears(inner))

    def _query(self, queries: QueryBatch) -> QueryBatch:
        """Queries as the network sees them."""
        rows = np.where(queries.rows >= 0, self._inverse[queries.rows], queries.rows)
        vectors = queries.unit()
        vectors = vectors if self._metric is None else self._metric.apply(vectors)
        return QueryBatch(vectors, rows, modality=queries.modality)

    def _lists(self, inner: QueryBatch) -> KnnGraph:
        """The images that queries hear."""
        return self.heard(self._inner.neighbours(inner, _NEIGHBOURS))

    def _hears(self, inner: QueryBatch) -> Neighbourhood:
        return Neighbourhood.of(self._lists(inner), _GAMMA)

    def _products(self, inner: QueryBatch, heard: Neighbourhood) -> Csr:
        """Products of the codes of queries with those of images that have a neighbour: [q, n]."""
        products: Csr = csr_array(np.sqrt(self._query_codes(inner, heard))) @ self._table()
        return products

    def _query_codes(self, inner: QueryBatch, heard: Neighbourhood) -> Scores:
        """Codes of queries: [q, atoms]."""
        score = self.parameters["score"]
        if score == "analytic":
            return self._placed.analytic(heard)
        return (self._placed.both if score == "mixed" else self._placed.predicted)(inner.vectors, heard)

    def _table(self) -> Csr:
        """Square roots of the codes that queries are compared with: [atoms, n], in the order of the gallery."""
        score, placed = self.parameters["score"], self._placed
        if score not in self._tables:
            codes = placed.mixed() if score == "mixed" else placed.said if score == "code" else placed.codes
            connected = diags_array(self._connected.astype(np.float32))
            roots = csr_array(connected @ codes.roots(len(self._atoms)))
            self._tables[score] = csr_array(roots[self._inverse].T)
        return self._tables[score]

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """What query and image have in common, atom by atom: the supporters are the atoms, as images."""
        image = int(self.gallery.ids[row])
        if score <= 0:
            return unreached(image, score)
        inner = self._query(query)
        place = int(self._inverse[row])
        lists = self._lists(inner)
        paths = trace(self._inner, inner, lists, place, self._inner_k())
        if self.parameters["score"] == "dense":
            return explained(self._inner, place, score, shares={DIRECT: score}, parts=(), paths=paths)
        asked = self._query_codes(inner, Neighbourhood.of(lists, _GAMMA))[0]
        answered = self._table()[:, [row]].toarray()[:, 0] ** 2
        parts = zip(self._atoms.tolist(), np.sqrt(asked * answered).tolist(), strict=True)
        found = explained(self._inner, place, score, shares={LONGER: score}, parts=parts, paths=paths)
        return replace(found, atoms=self._strongest(asked, answered))

    def _strongest(self, asked: Scores, answered: Scores) -> tuple[Atom, ...]:
        """The atoms that a query's code [atoms] says most, with their weights in that of an image."""
        places = np.argsort(-asked, kind="stable")[:_ATOMS_TOLD]
        ids = self._inner.ids[self._atoms[places]].tolist()
        both = zip(ids, asked[places].tolist(), answered[places].tolist(), strict=True)
        return tuple(Atom(*told) for told in both if told[1] > 0)

    # What is kept -------------------------------------------------------------------------------------------------

    def _with(self, edits: Edits | None) -> Ranker:
        """The same network and atoms on the edited graph; what it was taught is not taught anew."""
        if not edits:
            return self
        if edits not in self._edited:
            other = type(self)(**{name: self.parameters[name] for name in self._given})
            other._gallery, other._order = self.gallery.edited(edits), self._order
            other._metric, other._atoms = self._metric, self._atoms
            other._inner = self._inner.edited(edits)
            other._connected, other._signatures = self._connected, self._signatures
            network = self._placed.network
            other._ready(Placed.by(network, self._placed.inputs, other._heard(Job()), other._taught(Job())))
            self._edited[edits] = other
        return self._edited[edits].twin(**{name: self.parameters[name] for name in self._given})

    def grown(self, gallery: Gallery) -> GradNet:
        """This fit on a gallery with further images, which it places like queries; nothing is learned anew.

        Args:
            gallery: all images of the fit, with the vectors that they had, and others.

        Raises:
            InputError: an image of the fit is not in it.
        """
        before = gallery.rows_of(self.gallery.ids[self._order])
        further = np.setdiff1d(np.arange(len(gallery)), before)
        result = type(self)(**{name: self.parameters[name] for name in self._given})
        result._gallery, result._metric, result._atoms = gallery, self._metric, self._atoms
        result._order = np.concatenate([before, further[np.argsort(gallery.ids[further])]])
        result._signatures = signatures_of(gallery.features)
        ordered = in_order(gallery, result._order)
        vectors = ordered.features.unit(slice(len(before), None))
        arrived = QueryBatch.unseen(vectors if self._metric is None else self._metric.apply(vectors))
        lists = self._lists(arrived)
        result._connected = np.concatenate([self._connected, (lists.similarities > 0).any(axis=1)])
        result._ready(self._placed.with_more(arrived.vectors, Neighbourhood.of(lists, _GAMMA)))
        result._inner = ordered.moved(result._placed.inputs, mapped_key(ordered), unit_length=True)
        result.later = self.later + len(further)
        result.notes = [note for note in self.notes if note not in self._said_of_later()] + result._said_of_later()
        return result

    def _said_of_later(self) -> list[str]:
        """What the person should know of images that came later."""
        came = "1 image" if self.later == 1 else f"{self.later:,} images"
        return [f"{self.spec.name}: {came} came after the fit and are placed without learning anew."] * bool(self.later)

    def load_earlier(self, folder: Path, gallery: Gallery) -> GradNet:
        """See `Ranker.load_earlier`."""
        state = load_state(folder / STATE)
        if not np.isin(state["ids"], gallery.ids).all():
            raise WorkspaceError(f"Images that the model in {folder} was fitted on are gone; fit again.")
        rows = gallery.rows_of(state["ids"])
        if not np.array_equal(state["signatures"], signatures_of(gallery.features)[rows]):
            raise WorkspaceError(f"Images that the model in {folder} was fitted on have other vectors now; fit again.")
        before = Gallery(gallery.features.subset(rows, key=gallery.features.key))
        if len(gallery) > (1 + MOST_LATER) * (len(before) - int(state["later"][0])):
            raise WorkspaceError(f"The model in {folder} was fitted on too few of the images; fit again.")
        fitted = type(self)(**{name: self.parameters[name] for name in self._given})
        grown = fitted.load(folder, before).grown(gallery)
        grown.training_log = fitted.training_log
        return grown

    def learned(self) -> Features | None:
        """The representations [n, OUTPUT], unit rows."""
        outputs = self._placed.outputs.numpy()[self._inverse]
        return Features(outputs, self.gallery.ids, key=f"{self._inner.features.key}/learned")

    def bytes_per_item(self) -> float:
        """All that a query reads for what is compared: vectors, activations, codes or representations, the network."""
        return state_bytes(self._read()) / len(self.gallery)

    def _read(self) -> State:
        score, state = self.parameters["score"], self._state()
        unread = {"lists", "said", "atoms", "order", "ids", "signatures", "later"}
        unread |= {"network", "hidden"} if score == "analytic" else set()
        unread |= set() if score == "dense" else {"outputs"}
        unread |= set() if score in {"mixed", "analytic"} else {"codes"}
        read = {name: value for name, value in state.items() if name.partition(".")[0] not in unread}
        return read if score == "dense" else {**read, "table": self._table()}

    def _state(self) -> State:
        metric = {} if self._metric is None else {"mean": self._metric.mean, "projection": self._metric.projection}
        rows = {"atoms": self._atoms, "order": self._order, "reached": self._connected}
        known = {"ids": self.gallery.ids, "signatures": self._signatures, "later": np.array([self.later])}
        return {**self._placed.state(), **metric, **rows, **known, **self._lists_kept()}

    def _lists_kept(self) -> State:
        """Whom the images hear, for queries that are among them; without rows where some came later."""
        graph, k = self._inner.intact.known_graph, self._inner_k()
        lists = KnnGraph(np.empty((0, k), np.int32), np.empty((0, k), np.float32)) if graph is None else graph.first(k)
        return {"lists.indices": lists.indices, "lists.similarities": lists.similarities}

    def _restore(self, state: dict[str, Any]) -> None:
        if not np.array_equal(state["ids"], self.gallery.ids):
            raise WorkspaceError(f"The fitted model of {self.spec.name} is of other images; fit again.")
        if {len(state[name]) for name in self.mapped if not name.startswith("lists")} != {len(self.gallery)}:
            raise WorkspaceError(f"The arrays of the fitted model of {self.spec.name} are damaged; fit again.")
        self._order, self._signatures, self.later = state["order"], state["signatures"], int(state["later"][0])
        self._metric = LocalMetric(state["mean"], state["projection"]) if "mean" in state else None
        given = in_order(self.gallery, self._order)
        self._connected, self._atoms = state["reached"], state["atoms"]
        self._inner = (
            given if self._metric is None else given.moved(state["inputs"], mapped_key(given), unit_length=True)
        )
        if len(state["lists.indices"]) and self._inner.known_graph is None:
            self._inner.known_graph = KnnGraph(state["lists.indices"], state["lists.similarities"])
        self._ready(Placed.restored(state, self.parameters["encoder"]))


def _with_neighbours(gallery: Gallery) -> NDArray[np.bool_]:
    """Images that have anything in common with another: [n] bool. The others stand below all of them."""
    lists = gallery.graph(min(_NEIGHBOURS, len(gallery) - 1))
    return np.asarray((lists.similarities > 0).any(axis=1), np.bool_)
