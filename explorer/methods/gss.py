"""Guided similarity separation (Liu, Yu, Volkovs et al.: NeurIPS 2019), the learned competitor of GRAD-Net.

A residual graph convolution learns from the gallery alone, without labels, to push similarities away from a border:

    z1 = A X W1 + b1,   z2 = A elu(z1) W2 + b2,   h = z1 + delta elu(z2), scaled to length 1
    loss = mean over pairs of  -1/2 (relu(h_i h_j) - border)^2,   border: 98th percentile of h_i h_j before training

A = D^-1/2 (K + I) D^-1/2 with the similarities K of the kNN graph, joined with its transpose; W start as the identity.
An unseen query receives from its nearest images and gives to nobody. The number of epochs is fixed beforehand and the
last one counts; the authors' script reports the best one on test data. Beyond 4,096 images the loss is taken over
random blocks of pairs.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import torch
from scipy.sparse import csr_array, diags_array
from torch import Tensor, nn
from torch.nn import functional

from explorer.graph.knn import Csr, KnnGraph
from explorer.methods.base import Edits, Job, QueryBatch, Ranker, below_reached
from explorer.methods.explanation import DIRECT, Explanation, explained, unreached
from explorer.methods.sparse import identity, list_matrix
from explorer.methods.state import State, state_bytes
from explorer.methods.tracing import trace
from explorer.methods.training import in_order, seeded, train
from explorer.protocol.features import Features
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter

_BLOCK = 4096
_QUANTILE = 0.98
_RATE, _DECAY = 1e-4, 1e-5
_JITTER = 1e-5


class GuidedSeparation(Ranker):
    """Vectors from a graph convolution that separates similar from dissimilar pairs."""

    fits_vectors: ClassVar[bool] = True

    spec = MethodSpec(
        name="gss",
        title="Similarity separation (GSS)",
        family="diffusion",
        summary="A graph convolution learns, without labels, to pull similar images together and others apart.",
        paper="Liu et al., Guided Similarity Separation for Image Retrieval, NeurIPS 2019",
        learned=True,
        parameters=(
            Parameter("k", "int", 5, 1, 1000, unit="images", help="Neighbours in the graph."),
            Parameter("kq", "int", 5, 1, 1000, unit="images", stage="query", help="Images that an unseen query hears."),
            Parameter("delta", "float", 0.3, 0.0, 2.0, help="Weight of the second layer."),
            Parameter("epochs", "int", 200, 0, 10000, help="Passes over the images, fixed beforehand."),
        ),
    )

    def _fit(self, job: Job) -> None:
        n = len(self.gallery)
        self._k = self._at_most("k", n - 1, f"the gallery has {n} images")
        self._at_most("kq", max(n - 1, 1), f"the gallery has {n} images")
        self._order = np.argsort(self.gallery.ids)
        self._inner = in_order(self.gallery, self._order)
        mixing = self._mixing(job)
        self._network = self._trained(mixing, job)
        self._place(mixing)

    def _mixing(self, job: Job) -> Csr:
        """A of the gallery, [n, n]; keeps the degrees, which queries need."""
        lists = self._inner.graph(self._k, job.progress, job.cancelled)
        directed = list_matrix(lists, np.maximum(lists.similarities, 0), len(self._inner))
        weights = directed.maximum(directed.T) + identity(len(self._inner))
        self._degrees = np.asarray(weights.sum(axis=1), np.float32)
        scale = diags_array(1 / np.sqrt(self._degrees))
        return csr_array(scale @ weights @ scale, dtype=np.float32)

    def _trained(self, mixing: Csr, job: Job) -> _Network:
        inputs = torch.from_numpy(self._inner.features.unit())
        mixed = torch.from_numpy(mixing @ inputs.numpy()).to(job.device)
        n = len(inputs)
        with seeded(job.seed) as generator:
            network = _Network(inputs.shape[1], float(self.parameters["delta"])).to(job.device)
            optimiser = torch.optim.Adam(network.parameters(), _RATE, weight_decay=_DECAY)

            def outputs(rows: np.ndarray[Any, np.dtype[np.int64]]) -> Tensor:
                part = mixing[rows]
                needed = np.unique(np.concatenate([part.indices, rows]))
                first = network.first(mixed[needed])
                near = _sparse(part[:, needed]).to(job.device)
                second = network.second(torch.sparse.mm(near, functional.elu(first)))
                return network.joined(first[np.searchsorted(needed, rows)], second)

            def drawn() -> np.ndarray[Any, np.dtype[np.int64]]:
                return np.sort(torch.randperm(n, generator=generator)[:_BLOCK].numpy())

            with torch.no_grad():
                before = outputs(drawn())
                products = (before @ before.T).flatten()
                place = max(1, round(_QUANTILE * len(products)))
                border = products.kthvalue(place).values

            def step(number: int) -> dict[str, float]:
                del number
                found = outputs(drawn())
                loss = -((functional.relu(found @ found.T) - border) ** 2).mean() / 2
                optimiser.zero_grad()
                torch.autograd.backward(loss)
                optimiser.step()
                return {"separation": loss.item()}

            steps = int(self.parameters["epochs"]) * -(-n // _BLOCK)
            train(step, job, steps=steps, module=network, optimiser=optimiser, generator=generator, text="training GSS")
        return network.cpu().eval()

    @torch.no_grad()
    def _place(self, mixing: Csr) -> None:
        """What the network makes of the gallery, and what a query needs of it."""
        first = self._network.first(torch.from_numpy(mixing @ self._inner.features.unit()))
        self._hidden = functional.elu(first)
        second = self._network.second(torch.from_numpy(mixing @ self._hidden.numpy()))
        self._outputs = self._network.joined(first, second)
        self._inverse = np.argsort(self._order)

    def _scores(self, queries: QueryBatch) -> Scores:
        inner = self._query(queries)
        cosines = self._inner.cosines(inner)
        outputs = self._represented(inner, self._lists(inner, cosines))
        scores = (outputs @ self._outputs.T).numpy()
        found = below_reached(np.where(cosines > 0, (scores + 1) / 2, 0), cosines)
        return np.ascontiguousarray(found[:, self._inverse], np.float32)

    def _query(self, queries: QueryBatch) -> QueryBatch:
        """Queries whose rows are those of the ordered gallery."""
        self.gallery.check(queries)
        rows = np.where(queries.rows >= 0, self._inverse[queries.rows], queries.rows)
        return QueryBatch(queries.vectors, rows, modality=queries.modality)

    def _lists(self, inner: QueryBatch, cosines: Scores) -> KnnGraph:
        kq = self._at_most("kq", max(len(self._inner) - 1, 1), f"the gallery has {len(self._inner)} images")
        return self._inner.neighbours(inner, kq, cosines)

    @torch.no_grad()
    def _represented(self, inner: QueryBatch, lists: KnnGraph) -> Tensor:
        """The learned vectors of queries: [q, d] unit rows. Images of the gallery keep those that they have."""
        weights = np.maximum(lists.similarities, 0)
        own = weights.sum(axis=1) + 1
        degrees = self._degrees[np.maximum(lists.indices, 0)]
        near = list_matrix(lists, (weights / np.sqrt(own[:, None] * degrees)).astype(np.float32), len(self._inner))
        alone = (1 / own).astype(np.float32)[:, None]
        vectors = inner.unit()
        first = self._network.first(torch.from_numpy(alone * vectors + near @ self._inner.features.unit()))
        heard = torch.from_numpy(near @ self._hidden.numpy()) + torch.from_numpy(alone) * functional.elu(first)
        outputs = self._network.joined(first, self._network.second(heard))
        inside = inner.rows >= 0
        outputs[inside] = self._outputs[inner.rows[inside]]
        return outputs

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """One product of learned vectors; the paths are those along which these were mixed."""
        if score <= 0:
            return unreached(int(self.gallery.ids[row]), score)
        inner, place = self._query(query), int(self._inverse[row])
        paths = trace(self._inner, inner, self._lists(inner, self._inner.cosines(inner)), place, self._k)
        return explained(self._inner, place, score, shares={DIRECT: score}, parts=(), paths=paths)

    def _with(self, edits: Edits | None) -> Ranker:
        """The same network on the edited graph."""
        if not edits:
            return self
        given = {name: self.parameters[name] for name in self._given}
        if edits not in self._edited:
            other = type(self)(**given)
            other._gallery, other._inner = self.gallery.edited(edits), self._inner.edited(edits)
            other._k, other._order, other._network = self._k, self._order, self._network
            other._place(other._mixing(Job()))
            self._edited[edits] = other
        return self._edited[edits].twin(**given)

    def learned(self) -> Features | None:
        """The learned vectors [n, d], unit rows."""
        outputs = self._outputs.numpy()[self._inverse]
        return Features(outputs, self.gallery.ids, key=f"{self._inner.features.key}/learned")

    def bytes_per_item(self) -> float:
        """All that a query reads: the vectors, activations, representations and the network."""
        return 4.0 * self.gallery.features.dim + state_bytes(self._state()) / len(self.gallery)

    def _state(self) -> State:
        weights = {f"network.{name}": value.numpy() for name, value in self._network.state_dict().items()}
        learned = {"hidden": self._hidden.numpy(), "outputs": self._outputs.numpy(), "degrees": self._degrees}
        return {**weights, **learned, "k": np.array([self._k])}

    def _restore(self, state: dict[str, Any]) -> None:
        self._k, self._order = int(state["k"][0]), np.argsort(self.gallery.ids)
        self._inner, self._inverse = in_order(self.gallery, self._order), np.argsort(self._order)
        self._degrees = state["degrees"]
        self._hidden, self._outputs = torch.from_numpy(state["hidden"]), torch.from_numpy(state["outputs"])
        self._network = _Network(self._inner.features.dim, float(self.parameters["delta"])).eval()
        prefix = "network."
        self._network.load_state_dict(
            {name.removeprefix(prefix): torch.from_numpy(state[name]) for name in state if name.startswith(prefix)}
        )


class _Network(nn.Module):
    """Two linear layers that start as the identity."""

    def __init__(self, dim: int, delta: float) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(dim, dim), nn.Linear(dim, dim)
        self._delta = delta
        for layer in (self.first, self.second):
            nn.init.zeros_(layer.bias)
            off_diagonal = _JITTER * torch.randn(dim, dim)
            with torch.no_grad():
                layer.weight.copy_(off_diagonal.fill_diagonal_(1.0))

    def joined(self, first: Tensor, second: Tensor) -> Tensor:
        """The representation: [b, d] unit rows."""
        return functional.normalize(first + self._delta * functional.elu(second), dim=1)


def _sparse(matrix: Csr) -> Tensor:
    """A torch tensor of a sparse matrix."""
    entries = matrix.tocoo()
    places = torch.from_numpy(np.stack([entries.row, entries.col]).astype(np.int64))
    return torch.sparse_coo_tensor(places, torch.from_numpy(entries.data), entries.shape, check_invariants=False)
