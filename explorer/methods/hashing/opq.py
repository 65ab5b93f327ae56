"""Optimised product quantisation (Ge, He, Ke, Sun: TPAMI 2014) by FAISS: rotate, cut into parts, one byte a part."""

from typing import Any

import numpy as np

from explorer.methods.base import Job
from explorer.methods.hashing.base import FAMILY
from explorer.methods.hashing.quantiser import Quantiser
from explorer.protocol.features import Vectors
from explorer.protocol.specs import MethodSpec, Parameter

_ROUNDS = 20
_CENTRES = 256
_WIDTH = 4
"""Values for each byte after the rotation; wider parts learn no better from a few thousand rows."""


class Opq(Quantiser):
    """Codes of k-means centres in rotated parts of the vector."""

    spec = MethodSpec(
        name="opq",
        title="OPQ",
        family=FAMILY,
        summary="Compresses vectors: rotates them, cuts them into parts and keeps the nearest of 256 centres of each.",
        paper="Ge et al., Optimized Product Quantization, TPAMI 2014",
        parameters=(
            Parameter("bytes", "int", 16, 1, 256, unit="bytes", help="Length of the code; more keep more detail."),
        ),
    )

    def _trained(self, rows: Vectors, job: Job) -> Any:
        parts = self._at_most("bytes", rows.shape[1], f"vectors have {rows.shape[1]} values")
        width = max(1, min(_WIDTH, rows.shape[1] // parts)) * parts
        rows = rows if len(rows) >= _CENTRES else np.resize(rows, (_CENTRES, rows.shape[1]))  # a few, repeated
        bits = 8
        import faiss

        matrix, quantiser = faiss.OPQMatrix(rows.shape[1], parts, width), faiss.IndexPQ(width, parts, bits)
        trial = faiss.ProductQuantizer(width, parts, bits)  # learned anew for each rotation that is tried
        for learned in (trial, quantiser.pq):
            learned.cp.seed, learned.cp.min_points_per_centroid = job.seed + 1, 1
        matrix.pq, matrix.niter = trial, _ROUNDS
        index = faiss.IndexPreTransform(matrix, quantiser)
        index.train(rows)
        matrix.pq = None
        return index
