"""Diffusion in the spectrum of the graph (Iscen, Avrithis, Tolias, Furon, Chum: CVPR 2018, arXiv 1703.06935).

With S = U L U^T, diffusion is a function of the eigenvalues, h(l) = (1 - alpha) / (1 - alpha l), and f = U h(L) U^T y.
Only the largest eigenvalues are computed. What the others would have added is walked instead: T steps along the graph
(T = `steps`), after which the patterns take over,

    f  =  (1 - alpha) sum over t < T of (alpha S)^t y  +  U (alpha L)^T h(L) U^T y        S, y: `explorer.methods.flow`

so that a pattern that is left out with the eigenvalue l is missed to |alpha l|^T h(l) only. The paper's form with its
residual is T = 1.

Every connected part of the graph has the eigenvalue 1 once, with a vector that is known: the square roots of the
degrees on that part, scaled to length 1. These vectors do not overlap, so all of them together are one number an
image. They are taken out before the solver is asked for the `rank` next ones: however many parts there are, none
scores zero, and no rank is spent on them. Where the rank reaches the number of images f is exact.
"""

from typing import Any, ClassVar

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import LinearOperator, eigsh

from explorer.graph.knn import Csr
from explorer.methods.base import Job
from explorer.methods.flow import GAMMA, KQ, Flow, K, alpha_parameter, preset_parameter
from explorer.methods.smoothing import solved
from explorer.methods.sparse import unit_columns
from explorer.methods.state import State
from explorer.protocol.progress import check
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter, Value

_SHIFT = 3.0
"""Taken from the eigenvalue 1 of the known patterns: -2 lies below all others, where nobody looks for them."""

_OVERSAMPLED = 32
_ROUNDS = 4
_FILTER_ALPHA, _FILTER_ITERATIONS = 0.99, 30
"""Patterns of the randomised solver beyond those wanted, its rounds, and the diffusion that each of them applies."""

_TEXT = "patterns of the graph"


class SpectralDiffusion(Flow):
    """The flow in terms of the smoothest patterns on the graph."""

    spec = MethodSpec(
        name="diffusion-spectral",
        title="Diffusion, spectral",
        family="diffusion",
        summary="Writes the flow along the graph as a product of short vectors, one for each image and query.",
        paper="Iscen et al., Fast Spectral Ranking for Similarity Search, CVPR 2018, arXiv 1703.06935",
        parameters=(
            K,
            KQ,
            GAMMA,
            alpha_parameter("query"),
            Parameter(
                "rank",
                "int",
                64,
                1,
                20000,
                help="Patterns kept beside one for each connected part of the graph; all of them make it exact.",
            ),
            Parameter(
                "steps",
                "int",
                10,
                1,
                200,
                stage="query",
                help="Steps along the graph before the patterns take over: more are slower and closer to diffusion.",
            ),
            Parameter(
                "solver",
                "choice",
                "randomised",
                choices=("eigsh", "randomised"),
                help="eigsh finds the patterns to the last digit; randomised, many times quicker, those that matter.",
            ),
            preset_parameter(
                "published takes the paper's k 50, alpha 0.99, rank 2000 and steps 1 where no other value is given."
            ),
        ),
    )
    fits_vectors: ClassVar[bool] = True

    published: ClassVar[dict[str, Value]] = {"k": 50, "kq": 10, "gamma": 3.0, "alpha": 0.99, "rank": 2000, "steps": 1}

    def _prepare(self, job: Job, degrees: NDArray[np.float64]) -> None:
        n = len(self.gallery)
        rank = self._at_most("rank", n, f"the gallery has {n} images")
        _, part = connected_components(self._smoothing, directed=False)
        whole = np.bincount(part, degrees)[part]
        self._keep_known(part, np.sqrt(degrees / np.where(whole > 0, whole, 1)).astype(np.float32))
        parts = int(np.count_nonzero(np.bincount(part) > 1))
        check(job.cancelled)
        job.progress(0, rank, _TEXT)
        self._values, self._vectors = self._patterns(min(rank, n - parts), job)
        job.progress(rank, rank, _TEXT)
        if rank < n - parts:
            self._report_loss(job, f"{rank} of {n} patterns are kept, and one for each of {parts} parts of the graph")

    def _keep_known(self, part: NDArray[np.int32], smoothest: Scores) -> None:
        """Keep the known patterns: [parts, n], one row each."""
        n = len(part)
        entries = (smoothest, (part, np.arange(n)))
        self._part, self._smoothest = part, smoothest
        self._known = csr_array(entries, shape=(int(part.max()) + 1, n))

    def _patterns(self, rank: int, job: Job) -> tuple[Scores, Scores]:
        """The largest eigenvalues of S but the known ones [r], and their vectors [n, r]."""
        n = len(self.gallery)
        if 2 * rank >= n - 1:  # from a half on, all at once are found sooner than these one by one
            known = self._known.toarray().astype(np.float64)
            values, vectors = eigh(self._smoothing.toarray().astype(np.float64) - _SHIFT * (known.T @ known))
        elif self.parameters["solver"] == "eigsh":
            operator = LinearOperator((n, n), matvec=self._shifted, dtype=np.float32)
            start = np.random.default_rng(job.seed).standard_normal(n).astype(np.float32)
            values, vectors = eigsh(operator, rank, which="LA", v0=start)
        else:
            values, vectors = self._randomised(rank, job)
        best = np.argsort(-values)[:rank]
        return values[best].astype(np.float32), np.ascontiguousarray(vectors[:, best], dtype=np.float32)

    def _shifted(self, vector: Scores) -> Scores:
        product: Scores = self._smoothing @ vector - np.float32(_SHIFT) * (self._known.T @ (self._known @ vector))
        return product

    def _randomised(self, rank: int, job: Job) -> tuple[Scores, Scores]:
        """Subspace iteration from a random start; diffusion itself is the filter that favours what it needs."""
        n = len(self.gallery)
        width = min(rank + _OVERSAMPLED, n)
        vectors = np.random.default_rng(job.seed).standard_normal((n, width)).astype(np.float32)
        for number in range(_ROUNDS):
            check(job.cancelled)
            vectors = solved(self._smoothing, self._without_known(vectors), _FILTER_ALPHA, _FILTER_ITERATIONS)
            vectors = torch.linalg.qr(torch.from_numpy(self._without_known(vectors))).Q.numpy()
            job.progress(rank * number // _ROUNDS, rank, _TEXT)
        values, turned = np.linalg.eigh(vectors.T @ (self._smoothing @ vectors))
        return values, vectors @ turned

    def _without_known(self, vectors: Scores) -> Scores:
        rest: Scores = vectors - self._known.T @ (self._known @ vectors)
        return rest

    def _flow(self, sources: Csr) -> Scores:
        alpha, steps = np.float32(self.parameters["alpha"]), self.parameters["steps"]
        gain = (alpha * self._values) ** steps / (1 - alpha * self._values)
        known = self._known @ sources.T
        known *= alpha**steps / (1 - alpha)
        weights = torch.from_numpy((sources @ self._vectors) * gain)
        spread = weights @ torch.from_numpy(self._vectors).T if len(gain) else torch.zeros(sources.shape)
        reached = (known.T != 0).toarray()[:, self._part]
        flow: Scores = np.where(reached, spread.numpy() + (known.T @ self._known).toarray(), 0)
        flow += self._walked(sources, alpha, steps)
        return flow

    def _walked(self, sources: Csr, alpha: np.float32, steps: int) -> Scores:
        """The sum over t < `steps` of (alpha S)^t for each row of `sources`."""
        arrived = np.ascontiguousarray(sources.toarray().T)
        total = arrived.copy()
        for _ in range(steps - 1):
            arrived = self._smoothing @ arrived
            arrived *= alpha
            total += arrived
        return total.T

    def _towards(self, rows: NDArray[np.integer], row: int) -> Scores:
        towards: Scores = self._flow(unit_columns(np.array([row]), len(self.gallery)))[0, rows]
        return towards

    def _state(self) -> State:
        patterns = {"values": self._values, "vectors": self._vectors}
        return {**super()._state(), **patterns, "part": self._part, "smoothest": self._smoothest}

    def _restore(self, state: dict[str, Any]) -> None:
        super()._restore(state)
        self._values, self._vectors = state["values"], state["vectors"]
        self._keep_known(state["part"], state["smoothest"])
