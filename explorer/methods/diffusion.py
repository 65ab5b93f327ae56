"""Diffusion on the kNN graph (Iscen, Tolias, Avrithis, Furon, Chum: CVPR 2017, arXiv 1611.05113).

    (I - alpha S) f = (1 - alpha) y,   score = f          S and y as in `explorer.methods.flow`

S belongs to the gallery alone, so an unseen query changes nothing. The system is solved by conjugate gradients, many
queries at once: 31 iterations suffice at alpha 0.9, about 100 at 0.99.

The defaults (k 20, alpha 0.9) suit photographs, where an object has tens of pictures rather than hundreds; the
published ones (k 50, alpha 0.99, 20 iterations) are the preset `published`.
"""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from explorer.graph.knn import Csr
from explorer.methods.flow import GAMMA, KQ, Flow, K, alpha_parameter, preset_parameter
from explorer.methods.sparse import unit_columns
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter, Value


class Diffusion(Flow):
    """The flow solved for each query."""

    spec = MethodSpec(
        name="diffusion",
        title="Diffusion",
        family="diffusion",
        summary="Lets the similarity of the nearest images flow on along the graph, as far as alpha allows.",
        paper="Iscen et al., Efficient Diffusion on Region Manifolds, CVPR 2017, arXiv 1611.05113",
        parameters=(
            K,
            KQ,
            GAMMA,
            alpha_parameter("query"),
            Parameter(
                "iterations",
                "int",
                200,
                1,
                10000,
                stage="query",
                help="Limit for the solver, which stops by itself at the tolerance.",
            ),
            Parameter(
                "tolerance",
                "float",
                1e-6,
                1e-12,
                0.1,
                stage="query",
                help="Relative residual at which the solver stops; below 1e-6 it computes in double precision.",
            ),
            preset_parameter(
                "published takes the paper's k 50, alpha 0.99 and 20 iterations where no other value is given."
            ),
        ),
    )
    published: ClassVar[dict[str, Value]] = {"k": 50, "kq": 10, "gamma": 3.0, "alpha": 0.99, "iterations": 20}

    def _flow(self, sources: Csr) -> Scores:
        return self._exact(sources, self.parameters["iterations"], self.parameters["tolerance"])

    def _towards(self, rows: NDArray[np.integer], row: int) -> Scores:
        # S is symmetric: the flow from each source to the image is the flow from the image to each source.
        towards: Scores = self._flow(unit_columns(np.array([row]), len(self.gallery)))[0, rows]
        return towards
