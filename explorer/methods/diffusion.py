"""Diffusion on the kNN graph (Iscen, Tolias, Avrithis, Furon, Chum: CVPR 2017, arXiv 1611.05113).

    W[i, j] = max(cosine, 0)^gamma where i and j are among each other's k nearest, else 0     S = D^-1/2 W D^-1/2
    y[i]    = max(cosine(query, i), 0)^gamma for the kq images nearest to the query, else 0
    (I - alpha S) f = (1 - alpha) y,   score = f

S belongs to the gallery alone, so an unseen query changes nothing. The system is solved by conjugate gradients, many
queries at once. Its condition number is at most (1 + alpha) / (1 - alpha): 31 iterations suffice at alpha 0.9, about
100 at 0.99. The diagonal is 1, so Jacobi preconditioning would do nothing.

The defaults (k 20, alpha 0.9) suit photographs, where an object has tens of pictures rather than hundreds; the
published ones (k 50, alpha 0.99, 20 iterations) are the preset `published`.
"""

from typing import Any

import numpy as np
from scipy.sparse import csr_array, diags_array

from explorer.graph.knn import Csr, KnnGraph
from explorer.methods.base import Job, QueryBatch, Ranker, below_reached
from explorer.methods.explanation import DIRECT, LONGER, ONE_HOP, TWO_HOPS, Explanation, explained, unreached
from explorer.methods.sparse import list_matrix
from explorer.methods.state import State
from explorer.methods.tracing import trace
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter, Value

_TOLERANCE = 1e-6
"""Length of the residual relative to that of the right side at which a query is done; float32 reaches no less."""

_COLUMNS = 128
"""Queries solved together: their five [n, q] blocks stay small, and the sparse product is read once for all."""

_PUBLISHED: dict[str, Value] = {"k": 50, "kq": 10, "gamma": 3.0, "alpha": 0.99, "iterations": 20}


class Diffusion(Ranker):
    """Similarity that flows from the query's neighbours along the graph."""

    spec = MethodSpec(
        name="diffusion",
        title="Diffusion",
        family="diffusion",
        summary="Lets the similarity of the nearest images flow on along the graph, as far as alpha allows.",
        paper="Iscen et al., Efficient Diffusion on Region Manifolds, CVPR 2017, arXiv 1611.05113",
        parameters=(
            Parameter(
                "k",
                "int",
                20,
                1,
                1000,
                unit="images",
                help="Neighbours in the graph, of which the mutual ones "
                "are kept; about the number of pictures of one object. Too many join what does not belong together.",
            ),
            Parameter(
                "kq",
                "int",
                10,
                1,
                1000,
                unit="images",
                stage="query",
                help="Images from which the query's similarity starts to flow.",
            ),
            Parameter(
                "gamma",
                "float",
                3.0,
                0.1,
                20.0,
                help="How much a strong edge counts more than a weak one: its weight is cosine to this power.",
            ),
            Parameter(
                "alpha",
                "float",
                0.9,
                0.0,
                0.999,
                stage="query",
                help="How far similarity flows: 0 stays with "
                "the nearest images, near 1 the whole connected part of the graph is filled.",
            ),
            Parameter(
                "iterations",
                "int",
                200,
                1,
                10000,
                stage="query",
                help="Limit for the solver, which stops by itself at a relative residual of 1e-6.",
            ),
            Parameter(
                "preset",
                "choice",
                "default",
                choices=("default", "published"),
                help="published takes the paper's k 50, alpha 0.99 and 20 iterations where no other value is given.",
            ),
        ),
    )

    def __init__(self, **parameters: Value) -> None:
        super().__init__(**parameters)
        if self.parameters["preset"] == "published":
            self.parameters |= {name: value for name, value in _PUBLISHED.items() if name not in self._given}

    def _fit(self, job: Job) -> None:
        n = len(self.gallery)
        k = self._at_most("k", n - 1, f"the gallery has {n} images")
        self._kq()
        weights = self.gallery.graph(k, job.progress, job.cancelled).mutual()
        weights.data **= np.float32(self.parameters["gamma"])
        degrees = weights.sum(axis=1)
        scale = np.divide(1, np.sqrt(degrees), out=np.zeros(n), where=degrees > 0).astype(np.float32)
        self._smoothing = csr_array(diags_array(scale) @ weights @ diags_array(scale))
        self._k = k

    def _kq(self) -> int:
        n = len(self.gallery)
        return self._at_most("kq", max(n - 1, 1), f"the gallery has {n} images")

    def _scores(self, queries: QueryBatch) -> Scores:
        cosines = self.gallery.cosines(queries)
        sources = self._sources(self.gallery.neighbours(queries, self._kq(), cosines))
        parts = [self._solved(sources[start : start + _COLUMNS]) for start in range(0, len(queries), _COLUMNS)]
        return below_reached(np.concatenate(parts), cosines)

    def _sources(self, lists: KnnGraph) -> Csr:
        """(1 - alpha) y of each query: [q, n]."""
        flow = np.maximum(lists.similarities, 0) ** np.float32(self.parameters["gamma"])
        return list_matrix(lists, flow * np.float32(1 - self.parameters["alpha"]), len(self.gallery))

    def _solved(self, sources: Csr) -> Scores:
        """F for each row of right sides [q, n]: conjugate gradients (Hestenes and Stiefel 1952), all rows in step."""
        alpha = np.float32(self.parameters["alpha"])
        f = np.zeros(sources.shape[::-1], np.float32)
        residual = np.ascontiguousarray(sources.toarray().T)
        direction = residual.copy()
        squared = np.einsum("nq,nq->q", residual, residual)
        goal = squared * _TOLERANCE**2
        for _ in range(self.parameters["iterations"]):
            open_ = squared > goal
            if not open_.any():
                break
            image = direction - alpha * (self._smoothing @ direction)
            curvature = np.einsum("nq,nq->q", direction, image)
            step = np.divide(squared, curvature, out=np.zeros_like(squared), where=open_)
            f += step * direction
            residual -= step * image
            before, squared = squared, np.einsum("nq,nq->q", residual, residual)
            direction *= np.divide(squared, before, out=np.zeros_like(squared), where=open_)
            direction += residual
        return f.T

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """F = sum of (alpha S)^t (1 - alpha) y over all t: the image after t edges beyond the query's neighbours."""
        if score <= 0:
            return unreached(int(self.gallery.ids[row]), score)
        alpha = self.parameters["alpha"]
        lists = self.gallery.neighbours(query, self._kq(), self.gallery.cosines(query))
        flow = self._sources(lists).toarray()[0]
        shares = {}
        for name in (DIRECT, ONE_HOP, TWO_HOPS):
            shares[name] = float(flow[row])
            flow = alpha * (self._smoothing @ flow)
        shares[LONGER] = score - sum(shares.values())
        unit = csr_array((np.ones(1, np.float32), ([0], [row])), shape=(1, len(self.gallery)))
        # S is symmetric: the flow from each source to the image is the flow from the image to each source.
        parts = self._sources(lists).multiply(self._solved(unit)).tocoo()
        supporters = zip(parts.col, parts.data, strict=True)
        paths = trace(self.gallery, query, lists, row, self._k, mutual=True)
        return explained(self.gallery, row, score, shares=shares, parts=supporters, paths=paths)

    def _state(self) -> State:
        return {"smoothing": self._smoothing, "k": np.array([self._k])}

    def _restore(self, state: dict[str, Any]) -> None:
        self._smoothing, self._k = state["smoothing"], int(state["k"][0])
