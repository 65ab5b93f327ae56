"""RaBitQ (Gao and Long: SIGMOD 2024) by FAISS: one bit a value after a random rotation, and two factors an image."""

from typing import Any

from explorer.methods.base import Job
from explorer.methods.hashing.base import FAMILY
from explorer.methods.hashing.quantiser import Quantiser
from explorer.protocol.features import Vectors
from explorer.protocol.specs import MethodSpec, Parameter


class RaBitQ(Quantiser):
    """One bit for each of some values."""

    spec = MethodSpec(
        name="rabitq",
        title="RaBitQ",
        family=FAMILY,
        summary="Compresses vectors to one bit a value after a random rotation, with eight bytes of correction.",
        paper="Gao and Long, RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical Error Bound, SIGMOD 2024",
        parameters=(
            Parameter(
                "d", "int", 64, 8, 65536, unit="values", help="Main directions that are kept, one bit each; 8 a byte."
            ),
        ),
    )

    def _trained(self, rows: Vectors, job: Job) -> Any:
        d = self._at_most("d", min(rows.shape[1], max(len(rows) - 1, 1)), f"{len(rows)} fit rows determine no more")
        import faiss

        index = faiss.IndexPreTransform(faiss.PCAMatrix(rows.shape[1], d, 0, True), faiss.IndexRaBitQ(d))
        del job
        index.train(rows)
        return index
