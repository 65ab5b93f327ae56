"""Nearest neighbours by cosine: what every other method is compared with."""

import numpy as np

from explorer.graph.codes import worth_coding
from explorer.graph.knn import Csr, KnnGraph
from explorer.methods.base import Job, QueryBatch, Ranker
from explorer.methods.explanation import DIRECT, Explanation, Path
from explorer.methods.reaching import Wanted
from explorer.methods.sparse import list_matrix
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec


class Cosine(Ranker):
    """The angle between the vectors of query and image."""

    spec = MethodSpec(
        name="cosine",
        title="Cosine",
        family="baseline",
        summary="Ranks images by the angle between their vector and the query's; no graph, no parameters.",
    )

    def _fit(self, job: Job) -> None:
        """Nothing is learned."""

    def _scores(self, queries: QueryBatch) -> Scores:
        return self.gallery.cosines(queries)

    def _reached(self, queries: QueryBatch, wanted: Wanted) -> Csr | None:
        """The best of few queries by codes, if their cosines are above 0."""
        if not worth_coding(self.gallery.features, len(queries)) or queries.modality == "text":
            return None
        excluded = np.stack([wanted.excluded(query, len(self.gallery)) for query in range(len(queries))])
        rows, cosines = self.gallery.nearest(queries, wanted.k, excluded)
        lists = KnnGraph(rows.astype(np.int32), cosines)
        return list_matrix(lists, cosines, len(self.gallery), ordered=False)

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        del query
        image = int(self.gallery.ids[row])
        return Explanation(image, score, {DIRECT: score}, (Path((image,), (score,), (False,)),), ((image, score),))
