"""A method as somebody else would add it: this one file, put into `explorer/methods`."""

from explorer.methods.base import Job, QueryBatch, Ranker
from explorer.methods.explanation import DIRECT, Explanation, Path
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter


class Tilted(Ranker):
    """The cosine, and a little for small row numbers."""

    spec = MethodSpec(
        name="tilted",
        title="Tilted cosine",
        family="experiment",
        summary="Ranks by the cosine, with an advantage for the first images of the collection.",
        parameters=(
            Parameter(
                "tilt", "float", 0.0, 0.0, 4.0, help="Advantage of the first image over the last.", stage="query"
            ),
        ),
    )

    def _fit(self, job: Job) -> None:
        """Nothing is learned."""

    def _scores(self, queries: QueryBatch) -> Scores:
        scores = self.gallery.cosines(queries)
        rows = scores.shape[1]
        for row in range(rows):
            scores[:, row] += float(self.parameters["tilt"]) * (1 - row / rows)
        return scores

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        image = int(self.gallery.ids[row])
        return Explanation(image, score, {DIRECT: score}, (Path((image,), (score,), (False,)),), ((image, score),))
