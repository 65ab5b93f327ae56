"""LAGNH that learns from the kNN graph, beyond the paper: smoothed vectors in, the affinity of GNN re-ranking out.

Images of the collection enter smoothed along their exact neighbours, as they do in database augmentation, and codes
reconstruct how similar GNN re-ranking finds two images. Half of the time the network sees them as they are, so that an
unseen query gets the code of those it resembles from its vector, the network and the bank; the graph is not read then.
"""

import numpy as np
from torch import Tensor

from explorer.graph.knn import KnnGraph
from explorer.graph.unit import unit_rows_of
from explorer.methods.base import Gallery, Job
from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.hashing.base import hashing_spec
from explorer.methods.hashing.lagnh import PAPER, PARAMETERS, Affinity, Lagnh
from explorer.methods.hashing.semantics import Semantics
from explorer.methods.hashing.smoothed import smoothed
from explorer.protocol.features import BLOCK_ROWS, Features, Vectors
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Parameter

_GRAPH_PARAMETERS = (
    Parameter("k", "int", 10, 1, 1000, unit="images", help="Neighbours along which vectors are smoothed."),
    Parameter("k1", "int", 26, 2, 1000, unit="images", help="Length of the lists that GNN re-ranking compares."),
)


class LagnhGraph(Lagnh):
    """LAGNH with smoothed inputs and the affinity of the kNN graph as target."""

    spec = hashing_spec(
        "lagnh-graph",
        "LAGNH on the graph",
        "Learns codes that agree with GNN re-ranking, from vectors smoothed along the graph; goes beyond the paper.",
        PAPER,
        *(parameter for parameter in PARAMETERS if parameter.name != "similar"),
        *_GRAPH_PARAMETERS,
        learned=True,
    )

    version = 4

    def _views(self, sample: Features, unit: Vectors, job: Job) -> list[Vectors]:
        return [unit, self._smoothed(self._graph_of(sample), job)]

    def _target(self, sample: Features, inputs: Tensor, said: Semantics, job: Job) -> Affinity:
        del inputs, said
        gallery = self._graph_of(sample)
        k1 = self._at_most("k1", len(gallery), f"there are {len(gallery)} images to learn from")
        ranker = GnnRerank(**({"k1": k1} if k1 > 1 else {}))
        ranker.fit(gallery, progress=job.progress, cancelled=job.cancelled)
        return Affinity(ranker.soft_rows(np.arange(len(gallery))))

    def _gallery_values(self, job: Job) -> Scores:
        smooth = self._smoothed(self.gallery, job)
        return self._encoded((smooth[start : start + BLOCK_ROWS] for start in range(0, len(smooth), BLOCK_ROWS)), job)

    def _graph_of(self, sample: Features) -> Gallery:
        """The gallery where it is what is learned from, so that its graph is not built twice."""
        same = len(sample) == len(self.gallery) and np.array_equal(sample.ids, self.gallery.ids)
        if same:
            return self.gallery
        if self._sampled is None or self._sampled.features is not sample:
            self._sampled = self.gallery.of_others(sample)
        return self._sampled

    _sampled: Gallery | None = None

    def _smoothed(self, gallery: Gallery, job: Job) -> Vectors:
        k = self._at_most("k", len(gallery) - 1, f"there are {len(gallery)} images to smooth along")
        lists: KnnGraph = gallery.graph(k, job.progress, job.cancelled)
        return smoothed(unit_rows_of(gallery.features).matrix, lists)
