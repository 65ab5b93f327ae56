"""What product and bit quantisers have in common: FAISS encodes, and reconstructions are compared with the query.

They compress; they do not learn what belongs together. At equal bytes they tell how much of a hashing method's ranking
a plain compressor gives.
"""

from abc import abstractmethod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.graph.unit import unit_rows_of
from explorer.methods.base import Job, QueryBatch, Ranker
from explorer.methods.explanation import DIRECT, Explanation, Path
from explorer.methods.hashing.base import SAYS_NOTHING
from explorer.methods.state import State
from explorer.protocol.features import Vectors
from explorer.protocol.ranking import Scores

_BLOCK = 16384


class Quantiser(Ranker):
    """Cosines of the query and what the code keeps of each image.

    Attributes:
        code: bytes of an image.
    """

    code: int

    def _fit(self, job: Job) -> None:
        training = self.gallery.training
        order = np.argsort(training.ids, kind="stable")
        self._index = self._trained(training.unit()[order], job)
        self.code = int(self._index.sa_code_size())
        blocks = [self._index.sa_encode(rows) for _, rows in self.gallery.features.blocks()]
        self._codes: NDArray[np.uint8] = np.concatenate(blocks)

    def bytes_per_item(self) -> float:
        """Codes and what decodes them; no vector of the gallery."""
        import faiss

        return self.code + len(faiss.serialize_index(self._index)) / len(self.gallery)

    def _scores(self, queries: QueryBatch) -> Scores:
        self.gallery.check(queries)
        unit = queries.unit()
        scores = np.empty((len(queries), len(self.gallery)), np.float32)
        for start in range(0, len(self.gallery), _BLOCK):
            part = slice(start, start + _BLOCK)
            scores[:, part] = unit @ self._decoded(part).T
        scores[:, ~unit_rows_of(self.gallery.features).filled] = SAYS_NOTHING
        return scores

    def _decoded(self, part: slice) -> Vectors:
        rows: Vectors = self._index.sa_decode(np.ascontiguousarray(self._codes[part]))
        return rows

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        del query
        image = int(self.gallery.ids[row])
        return Explanation(image, score, {DIRECT: score}, (Path((image,), (score,), (False,)),), ((image, score),))

    def _state(self) -> State:
        import faiss

        return {"codes": self._codes, "index": faiss.serialize_index(self._index)}

    def _restore(self, state: dict[str, Any]) -> None:
        import faiss

        self._index = faiss.deserialize_index(state["index"])
        self._codes, self.code = state["codes"], int(self._index.sa_code_size())

    @abstractmethod
    def _trained(self, rows: Vectors, job: Job) -> Any:
        """A FAISS index that encodes, trained on unit or zero rows [n, d] but holding none."""
