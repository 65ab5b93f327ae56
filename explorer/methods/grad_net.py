"""GRAD-Net (Dou, Cui, Zhang, Wang: arXiv 2001.01284), reconstructed: codes of the manifold for images never seen.

The paper's words are: a graph neural network learns, without labels, representations that keep local and global
consistency of the manifold; sparse coding carries the global part and makes training and querying scale; and unseen
images are placed by the network, which diffusion cannot. Its formulas were not available to us. Everything else here
is ours:

1. A linear map under which neighbours on the graph come together (`explorer.methods.local_metric`); all that follows
   happens on the graph of the mapped vectors.
2. Sparse codes over m atoms, from GNN re-ranking or diffusion as teacher (`explorer.methods.sparse_codes`).
3. Two layers of neighbour means and attention (`explorer.methods.grad_network`), trained on batches of sampled
   neighbours to say the code (global) and to know the neighbour of an image among others (local):

       L = - sum_c P_ic log p_ic  -  weight * log exp(h_i h_j / 0.1) / sum_b exp(h_i h_b / 0.1),   j a neighbour of i

4. An unseen query hears its nearest images, whose activations are stored, and the network gives its vector h and its
   code p. Nothing of the graph is touched. The score is a product of codes: sum_c sqrt(p_qc p_gc).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_array
from torch import Tensor
from torch.nn import functional

from explorer.graph.knn import Csr, KnnGraph
from explorer.methods.base import Edits, Gallery, Job, QueryBatch, Ranker, below_reached
from explorer.methods.explanation import DIRECT, LONGER, Atom, Explanation, explained, unreached
from explorer.methods.grad_network import GradNetwork, Neighbourhood
from explorer.methods.local_metric import LocalMetric
from explorer.methods.sparse_codes import SparseCodes, diffusion_teacher, drawn_atoms, gnn_teacher, sparse_codes
from explorer.methods.state import State, state_bytes
from explorer.methods.tracing import trace
from explorer.methods.training import in_order, seeded, train
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter

_K = 20
_NEIGHBOURS = 10
_SAMPLED = 5
_GAMMA = 3.0
_ALPHA = 0.9
_BATCH = 256
"""Edges a step; twice as many images."""

_TEMPERATURE = 0.1
_BLOCK = 4096
_RATE, _DECAY = 2e-3, 1e-5
_HELD_OUT_SHARE, _HELD_OUT_MOST, _HELD_OUT_LEAST = 0.05, 512, 8
_EVERY = 25
_ATOMS_TOLD = 12
"""Landmarks of a query that an explanation names."""


class GradNet(Ranker):
    """A learned, inductive stand-in for diffusion."""

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
                "gnn-rerank",
                choices=("gnn-rerank", "diffusion"),
                help="What the sparse codes come from: the affinity of GNN re-ranking, or diffusion.",
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
                20,
                1,
                1000,
                unit="atoms",
                help="Atoms kept in the code of an image; about as many as there are atoms among the relevant images.",
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
                help="Passes over the images at most; training ends when the loss on images held out falls no more.",
            ),
            Parameter(
                "score",
                "choice",
                "code",
                choices=("code", "asym", "dense", "analytic"),
                stage="query",
                help="What is compared: the predicted code of the query with predicted ones (code) or with those of "
                "the teacher (asym), the learned vectors (dense), or, without the network, the mean code of the "
                "query's neighbours with those of the teacher (analytic).",
            ),
        ),
    )

    def _fit(self, job: Job) -> None:
        self._order = np.argsort(self.gallery.ids)  # the order of the rows shall not decide what is drawn
        given = in_order(self.gallery, self._order)
        self._metric = self._learned_metric(given, job)
        self._inner = self._mapped(given)
        self._connected = _with_neighbours(given)
        n = len(self._inner)
        count = self._at_most("atoms", n, f"the gallery has {n} images")
        self._atoms = drawn_atoms(n, count, job.seed)
        self._neighbours = self._inner_lists(job)
        self._codes = self._taught(job)
        self._inputs = self._inner.features.unit()
        self._network = self._trained(job)
        self._place()

    def _learned_metric(self, given: Gallery, job: Job) -> LocalMetric | None:
        if not self.parameters["metric"] or len(given) < 2:
            return None
        weights = given.graph(min(_K, len(given) - 1), job.progress, job.cancelled).mutual()
        return LocalMetric.learned(given.features.unit(), weights, job.cancelled)

    def _mapped(self, given: Gallery) -> Gallery:
        """The gallery of the mapped vectors."""
        if self._metric is None:
            return given
        vectors = self._metric.apply(given.features.unit())
        return given.moved(vectors, self._inner_key(given))

    def _inner_key(self, given: Gallery) -> str:
        return f"{given.features.key}/{self.spec.name}"

    def _inner_k(self) -> int:
        return min(_NEIGHBOURS, len(self._inner) - 1)

    def _inner_lists(self, job: Job) -> Neighbourhood:
        return Neighbourhood.of(self._inner.graph(self._inner_k(), job.progress, job.cancelled), _GAMMA)

    def _taught(self, job: Job) -> SparseCodes:
        n, t = len(self._inner), min(int(self.parameters["t"]), len(self._atoms))
        if self.parameters["teacher"] == "diffusion":
            teacher = diffusion_teacher(self._inner, min(_K, n - 1), job, gamma=_GAMMA, alpha=_ALPHA)
        else:
            teacher = gnn_teacher(self._inner, job)
        return sparse_codes(teacher, self._atoms, n, t, job)

    def _trained(self, job: Job) -> GradNetwork:
        n = len(self._inner)
        with seeded(job.seed) as generator:
            network = GradNetwork(self._inputs.shape[1], len(self._atoms), self.parameters["encoder"])
            network.set_atoms(torch.from_numpy(self._inputs), self._neighbours, torch.from_numpy(self._atoms))
            steps = -(-n * int(self.parameters["epochs"]) // (2 * _BATCH))
            if steps and n > 2:
                network.to(job.device)
                lesson = _Lesson(self, network, job, generator)
                train(
                    lesson.step,
                    job,
                    steps=steps,
                    module=network,
                    optimiser=lesson.optimiser,
                    generator=generator,
                    held_out=lesson.held_out if len(lesson.hidden_rows) else None,
                    every=_EVERY,
                    text="training GRAD-Net",
                )
        return network.cpu().eval()

    def _place(self) -> None:
        """What the network makes of the gallery, and what a query needs of it."""
        inputs = torch.from_numpy(self._inputs)
        self._hidden = self._network.activations(inputs, self._neighbours)
        self._outputs = self._network.representations(self._hidden, self._hidden, self._neighbours)
        self._exact = self._codes.roots(len(self._atoms))
        self._said = self._said_codes().roots(len(self._atoms))
        self._inverse = np.argsort(self._order)

    @torch.no_grad()
    def _said_codes(self) -> SparseCodes:
        """The codes that the network predicts for the gallery, cut to as many atoms as the exact ones."""
        t = self._codes.atoms.shape[1]
        parts = [torch.topk(self._network.log_codes(part), t, dim=1) for part in torch.split(self._outputs, _BLOCK)]
        places = torch.cat([part.indices for part in parts]).numpy()
        return SparseCodes.of(places, torch.cat([part.values for part in parts]).exp().numpy())

    # Queries ------------------------------------------------------------------------------------------------------

    def _scores(self, queries: QueryBatch) -> Scores:
        self.gallery.check(queries)
        inner = self._query(queries)
        cosines = self._inner.cosines(inner)
        lists = self._inner.neighbours(inner, _NEIGHBOURS, cosines)
        scores = below_reached(self._compared(inner, lists) * self._connected, cosines)
        return np.ascontiguousarray(scores[:, self._inverse])

    def _query(self, queries: QueryBatch) -> QueryBatch:
        """Queries as the network sees them."""
        rows = np.where(queries.rows >= 0, self._inverse[queries.rows], queries.rows)
        vectors = queries.unit()
        vectors = vectors if self._metric is None else self._metric.apply(vectors)
        return QueryBatch(vectors, rows, modality=queries.modality)

    def _compared(self, inner: QueryBatch, lists: KnnGraph) -> Scores:
        """Scores [q, n], above 0 where query and image have anything in common."""
        if self.parameters["score"] == "dense":
            cosines: Scores = (self.represented(inner, lists) @ self._outputs.T).numpy()
            return (cosines + np.float32(1)) * np.float32(0.5)
        products: Scores = (self._gallery_roots() @ self._query_roots(inner, lists).T).T
        return np.ascontiguousarray(products)

    def _query_roots(self, inner: QueryBatch, lists: KnnGraph) -> Scores:
        """Square roots of the codes of queries: [q, atoms]."""
        if self.parameters["score"] == "analytic":
            return np.asarray(self._analytic(lists).toarray(), np.float32)
        return self._predicted(self.represented(inner, lists))

    def _gallery_roots(self) -> Csr:
        """Square roots of the codes of images that queries are compared with: [n, atoms]."""
        return self._said if self.parameters["score"] == "code" else self._exact

    @torch.no_grad()
    def represented(self, inner: QueryBatch, lists: KnnGraph) -> Tensor:
        """The learned vectors of queries in mapped form, from their nearest images: [q, 128] unit rows."""
        edges = Neighbourhood.of(lists, _GAMMA)
        vectors = torch.from_numpy(inner.vectors)
        hidden = self._network.hidden(vectors, torch.from_numpy(self._inputs)[edges.rows], edges.weights)
        return self._network.representations(hidden, self._hidden, edges)

    @torch.no_grad()
    def _predicted(self, outputs: Tensor) -> Scores:
        """Square roots of predicted codes: [q, atoms]."""
        roots: Scores = (self._network.log_codes(outputs) / 2).exp().numpy()
        return roots

    def _analytic(self, lists: KnnGraph) -> Csr:
        """Square roots of the mean code of each list's images: [q, atoms]."""
        edges = Neighbourhood.of(lists, _GAMMA)
        q, s = edges.rows.shape
        parts = (edges.weights.numpy().ravel(), edges.rows.numpy().ravel(), np.arange(q + 1) * s)
        mean = csr_array(parts, shape=(q, len(self._inner))) @ self._codes.matrix(len(self._atoms))
        mean.data = np.sqrt(mean.data)
        return mean

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """What query and image have in common, atom by atom: the supporters are the atoms, as images."""
        image = int(self.gallery.ids[row])
        if score <= 0:
            return unreached(image, score)
        inner = self._query(query)
        place = int(self._inverse[row])
        lists = self._inner.neighbours(inner, _NEIGHBOURS, self._inner.cosines(inner))
        paths = trace(self._inner, inner, lists, place, self._inner_k())
        if self.parameters["score"] == "dense":
            return explained(self._inner, place, score, shares={DIRECT: score}, parts=(), paths=paths)
        asked, answered = self._query_roots(inner, lists)[0], self._gallery_roots()[[place]].toarray()[0]
        parts = zip(self._atoms.tolist(), (asked * answered).tolist(), strict=True)
        found = explained(self._inner, place, score, shares={LONGER: score}, parts=parts, paths=paths)
        return replace(found, atoms=self._strongest(asked**2, answered**2))

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
            other._metric, other._network, other._atoms = self._metric, self._network, self._atoms
            other._inner = self._inner.edited(edits)
            other._inputs, other._connected = self._inputs, self._connected
            other._neighbours = other._inner_lists(Job())
            other._codes = other._taught(Job())
            other._place()
            self._edited[edits] = other
        return self._edited[edits].twin(**{name: self.parameters[name] for name in self._given})

    def bytes_per_item(self) -> float:
        """All that a query reads: the mapped vectors, activations, representations and codes, and the network."""
        return state_bytes(self._read()) / len(self.gallery)

    def _read(self) -> State:
        weights = {f"network.{name}": value.numpy() for name, value in self._network.state_dict().items()}
        metric = {} if self._metric is None else {"mean": self._metric.mean, "projection": self._metric.projection}
        codes = {"atoms": self._atoms, "code_atoms": self._codes.atoms, "code_weights": self._codes.weights}
        learned = {"hidden": self._hidden.numpy(), "outputs": self._outputs.numpy(), "inputs": self._inputs}
        return {**weights, **metric, **codes, **learned, "reached": self._connected}

    def _state(self) -> State:
        edges = {"edges": self._neighbours.rows.numpy(), "edge_weights": self._neighbours.weights.numpy()}
        return {**self._read(), **edges}

    def _restore(self, state: dict[str, Any]) -> None:
        self._order = np.argsort(self.gallery.ids)
        self._metric = LocalMetric(state["mean"], state["projection"]) if "mean" in state else None
        given = in_order(self.gallery, self._order)
        self._inputs, self._connected = state["inputs"], state["reached"]
        self._inner = given if self._metric is None else given.moved(self._inputs, self._inner_key(given))
        self._atoms = state["atoms"]
        self._codes = SparseCodes(state["code_atoms"], state["code_weights"])
        self._neighbours = Neighbourhood(torch.from_numpy(state["edges"]), torch.from_numpy(state["edge_weights"]))
        self._network = GradNetwork(self._inputs.shape[1], len(self._atoms), self.parameters["encoder"]).eval()
        weights = {
            name.removeprefix("network."): torch.from_numpy(value)
            for name, value in state.items()
            if name.startswith("network.")
        }
        self._network.load_state_dict(weights)
        self._place()


def _with_neighbours(gallery: Gallery) -> NDArray[np.bool_]:
    """Images that have anything in common with another: [n] bool. The others stand below all of them."""
    lists = gallery.graph(min(_NEIGHBOURS, len(gallery) - 1))
    return np.asarray((lists.similarities > 0).any(axis=1), np.bool_)


class _Lesson:
    """One training: what its steps draw, and what is held out."""

    def __init__(self, method: GradNet, network: GradNetwork, job: Job, generator: torch.Generator) -> None:
        self._network, self._generator = network, generator
        self._inputs = torch.from_numpy(method._inputs).to(job.device)
        self._edges = method._neighbours
        self._weights = {"global": method.parameters["global"], "local": method.parameters["local"]}
        self._atoms = torch.from_numpy(method._codes.atoms.astype(np.int64))
        self._codes = torch.from_numpy(method._codes.weights)
        order = torch.randperm(len(self._inputs), generator=generator)
        held = min(int(len(order) * _HELD_OUT_SHARE), _HELD_OUT_MOST)
        held = held if held >= _HELD_OUT_LEAST else 0
        self.hidden_rows, self._rows = order[:held], order[held:]
        self.optimiser = torch.optim.Adam(network.parameters(), _RATE, weight_decay=_DECAY)

    def step(self, number: int) -> dict[str, float]:
        del number
        place = torch.randint(len(self._rows), (min(_BATCH, len(self._rows)),), generator=self._generator)
        losses = self._losses(self._rows[place], self._generator)
        total = sum(self._weights[name] * loss for name, loss in losses.items())
        self.optimiser.zero_grad()
        assert isinstance(total, Tensor)
        torch.autograd.backward(total)
        self.optimiser.step()
        return {name: loss.item() for name, loss in losses.items()}

    @torch.no_grad()
    def held_out(self) -> float:
        """The weighted loss of images that no step asks about, always with the same draws."""
        losses = self._losses(self.hidden_rows, torch.Generator().manual_seed(0))
        return float(sum(self._weights[name] * loss.item() for name, loss in losses.items()))

    def _losses(self, rows: Tensor, generator: torch.Generator) -> dict[str, Tensor]:
        """Both losses of some images, each with one of its neighbours."""
        near = self._edges[rows]
        drawn = torch.multinomial(near.weights + 1e-9, 1, generator=generator)
        partners = near.rows.gather(1, drawn)[:, 0]
        alone = near.weights.sum(dim=1) == 0
        partners = torch.where(alone, rows, partners)
        both = self._network.sampled(self._inputs, self._edges, torch.cat([rows, partners]), _SAMPLED, generator)
        own, other = both.chunk(2)
        predicted = self._network.log_codes(own)
        device = own.device
        codes = self._codes[rows].to(device)
        global_ = -(codes * predicted.gather(1, self._atoms[rows].to(device))).sum(dim=1).mean()
        similar = own @ other.T / _TEMPERATURE
        neighbours = (partners[None, :, None] == near.rows[:, None, :]) & (near.weights[:, None, :] > 0)
        masked = (neighbours.any(dim=2) | (partners[None] == rows[:, None])).fill_diagonal_(False).to(device)
        local = functional.cross_entropy(similar.masked_fill(masked, -1e9), torch.arange(len(rows), device=device))
        return {"global": global_, "local": local}
