"""Nearest neighbours by cosine: what every other method is compared with."""

from explorer.methods.base import Job, QueryBatch, Ranker
from explorer.methods.explanation import DIRECT, Explanation, Path
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

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        del query
        image = int(self.gallery.ids[row])
        return Explanation(image, score, {DIRECT: score}, (Path((image,), (score,), (False,)),), ((image, score),))
