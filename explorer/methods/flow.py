"""What the methods that let similarity flow along the graph have in common (Iscen et al., arXiv 1611.05113).

W[i, j] = max(cosine, 0)^gamma where i and j are among each other's k nearest, else 0     S = D^-1/2 W D^-1/2
y[i]    = max(cosine(query, i), 0)^gamma for the kq images nearest to the query, else 0
f       = (1 - alpha) (I - alpha S)^-1 y

They differ in how they come to f.
"""

from abc import abstractmethod
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from explorer.graph.knn import Csr, KnnGraph
from explorer.graph.unit import passing_cosines
from explorer.methods.base import Job, QueryBatch, Ranker, below_reached
from explorer.methods.explanation import DIRECT, LONGER, ONE_HOP, TWO_HOPS, Explanation, explained, unreached
from explorer.methods.reaching import Wanted
from explorer.methods.smoothing import TOLERANCE, normalised, solved
from explorer.methods.sparse import list_matrix
from explorer.methods.state import State
from explorer.methods.tracing import trace
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Parameter, Stage, Value

_COLUMNS = 128
"""Right sides solved together: their [n, q] blocks stay small, and the sparse product is read once for all."""

_SAMPLE = 50
"""Images that query when a method that cuts something off is compared with the exact form."""

_SAMPLED_SCORES = 2**23
"""Scores of these images that are held at once, several times over."""

_COMPARED = 100
"""Length of the lists in that comparison."""

K = Parameter(
    "k",
    "int",
    20,
    1,
    1000,
    unit="images",
    help="Neighbours in the graph, of which the mutual ones are kept; about the number of pictures of one object. "
    "Too many join what does not belong together.",
)
KQ = Parameter(
    "kq", "int", 10, 1, 1000, unit="images", stage="query", help="Images from which the query's similarity starts."
)
GAMMA = Parameter(
    "gamma",
    "float",
    3.0,
    0.1,
    20.0,
    help="How much a strong edge counts more than a weak one: its weight is cosine to this power.",
)


def alpha_parameter(stage: Stage) -> Parameter:
    """How far similarity flows."""
    return Parameter(
        "alpha",
        "float",
        0.9,
        0.0,
        0.999,
        stage=stage,
        help="How far similarity flows: 0 stays with "
        "the nearest images, near 1 the whole connected part of the graph is filled.",
    )


def preset_parameter(help_: str) -> Parameter:
    """Our own defaults or the paper's."""
    return Parameter("preset", "choice", "default", choices=("default", "published"), help=help_)


class Flow(Ranker):
    """Similarity that flows from the query's neighbours along the graph; what flows from several terms adds up."""

    adds_terms = True
    unreached_by_cosine = True

    published: ClassVar[dict[str, Value]] = {}
    """What the preset `published` sets."""

    def __init__(self, **parameters: Value) -> None:
        super().__init__(**parameters)
        if self.parameters["preset"] == "published":
            given = self._given
            self.parameters |= {name: value for name, value in self.published.items() if name not in given}

    def _fit(self, job: Job) -> None:
        n = len(self.gallery)
        self._k = self._at_most("k", n - 1, f"the gallery has {n} images")
        self._kq()
        self._precise: Csr | None = None
        weights = self.gallery.graph(self._k, job.progress, job.cancelled).mutual()
        weights.data **= np.float32(self.parameters["gamma"])
        degrees = weights.sum(axis=1, dtype=np.float64)
        self._smoothing = normalised(weights, degrees)
        self._prepare(job, degrees)

    def _smoothing_for(self, tolerance: float) -> Csr:
        """S, in float64 where a residual is asked for that the rounding of float32 would not be worth."""
        if tolerance >= TOLERANCE:
            return self._smoothing
        if self._precise is None:
            weights = self.gallery.graph(self._k).mutual().astype(np.float64)
            weights.data **= self.parameters["gamma"]
            self._precise = normalised(weights, weights.sum(axis=1))
        return self._precise

    def _prepare(self, job: Job, degrees: NDArray[np.float64]) -> None:
        """What is computed before any query, from `_smoothing` and the degrees [n] of its graph."""

    def _kq(self) -> int:
        n = len(self.gallery)
        return self._at_most("kq", max(n - 1, 1), f"the gallery has {n} images")

    def _scores(self, queries: QueryBatch) -> Scores:
        cosines = self.gallery.cosines(queries)
        return below_reached(self._flow(self._sources(self.gallery.neighbours(queries, self._kq(), cosines))), cosines)

    def _reached(self, queries: QueryBatch, wanted: Wanted) -> Csr | None:
        del wanted
        return self._sparse_flow(self._sources(self.gallery.neighbours(queries, self._kq())))

    def _sources(self, lists: KnnGraph) -> Csr:
        """(1 - alpha) y of each query: [q, n]."""
        flow = np.maximum(lists.similarities, 0) ** np.float32(self.parameters["gamma"])
        return list_matrix(lists, flow * np.float32(1 - self.parameters["alpha"]), len(self.gallery))

    @abstractmethod
    def _flow(self, sources: Csr) -> Scores:
        """(I - alpha S)^-1 times each row of `sources` [q, n]: [q, n] float32."""

    def _sparse_flow(self, sources: Csr) -> Csr:
        """`_flow` without what is 0."""
        return csr_array(self._flow(sources))

    @abstractmethod
    def _towards(self, rows: NDArray[np.integer], row: int) -> Scores:
        """What reaches the image `row` of one unit at each of some images: [m] float32."""

    def _exact(self, sources: Csr, iterations: int = 10000, tolerance: float = TOLERANCE) -> Scores:
        """`_flow` by conjugate gradients."""
        alpha, smoothing = self.parameters["alpha"], self._smoothing_for(tolerance)
        result = np.empty(sources.shape, np.float32)
        for start in range(0, len(result), _COLUMNS):
            part = slice(start, start + _COLUMNS)
            right = np.ascontiguousarray(sources[part].toarray().T)
            result[part] = solved(smoothing, right, alpha, iterations, tolerance).T
        return result

    def _report_loss(self, job: Job, what: str) -> None:
        """Note how the lists differ from those of the exact diffusion, for some images as queries."""
        n = len(self.gallery)
        rows = np.random.default_rng(job.seed).choice(n, min(_SAMPLE, n, max(_SAMPLED_SCORES // n, 1)), replace=False)
        batch = QueryBatch.members(self.gallery.features, np.sort(rows))
        cosines = passing_cosines(batch.unit(), self.gallery.features)
        sources = self._sources(self.gallery.neighbours(batch, self._kq()))
        exact, ours = self._exact(sources), below_reached(self._flow(sources), cosines)
        exact[np.arange(len(batch)), batch.rows] = ours[np.arange(len(batch)), batch.rows] = -np.inf
        overlap, lost = [], []
        for true, found in zip(below_reached(exact, cosines), ours, strict=True):
            length = min(_COMPARED, n - 1)
            best, kept = (np.argsort(-scores, kind="stable")[:length] for scores in (true, found))
            overlap.append(len(np.intersect1d(best, kept)) / max(length, 1))
            whole = np.maximum(true[best], 0).sum()
            lost.append(1 - np.maximum(true[kept], 0).sum() / whole if whole > 0 else 0.0)
        self.notes.append(
            f"{self.spec.name}: {what}; for {len(batch)} images as queries the first {_COMPARED} agree with those of "
            f"the exact diffusion to {np.mean(overlap):.1%} and hold {np.mean(lost):.2%} less of its score."
        )

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """F = sum of (alpha S)^t (1 - alpha) y over all t: the image after t edges beyond the query's neighbours."""
        if score <= 0:
            return unreached(int(self.gallery.ids[row]), score)
        lists = self.gallery.neighbours(query, self._kq(), self.gallery.cosines(query))
        sources = self._sources(lists)
        parts = sources.data * self._towards(sources.indices, row)
        flow = sources.toarray()[0]
        flow[sources.indices[parts == 0]] = 0
        shares = {}
        for name in (DIRECT, ONE_HOP, TWO_HOPS):
            shares[name] = float(flow[row])
            flow = np.float32(self.parameters["alpha"]) * (self._smoothing @ flow)
        shares[LONGER] = score - sum(shares.values())
        paths = trace(self.gallery, query, lists, row, self._k, mutual=True)
        pairs = zip(sources.indices.tolist(), parts.tolist(), strict=True)
        return explained(self.gallery, row, score, shares=shares, parts=pairs, paths=paths)

    def _state(self) -> State:
        return {"smoothing": self._smoothing, "k": np.array([self._k])}

    def _restore(self, state: dict[str, Any]) -> None:
        self._smoothing, self._k, self._precise = state["smoothing"], int(state["k"][0]), None
