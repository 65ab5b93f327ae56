"""Vectors of one medium brought to a common scale before anything is learned."""

from dataclasses import dataclass

import numpy as np

from explorer.protocol.features import Vectors, unit_rows

_CONSTANT = 1e-6
"""A dimension whose deviation is below this share of the largest one is rounding alone and is not blown up."""


@dataclass(frozen=True)
class Standard:
    """Unit rows with mean 0 and deviation 1 in each dimension over the fit rows.

    Attributes:
        mean: [d] float32.
        deviation: [d] float32, above 0.
    """

    mean: Vectors
    deviation: Vectors

    @classmethod
    def none(cls, dim: int) -> "Standard":
        """Unit rows as they are."""
        return cls(np.zeros(dim, np.float32), np.ones(dim, np.float32))

    @classmethod
    def of(cls, rows: Vectors) -> "Standard":
        """Learn from [m, d] rows of any length."""
        unit = unit_rows(rows).astype(np.float64)
        deviation = unit.std(axis=0)
        floor = max(float(deviation.max(initial=0)) * _CONSTANT, np.finfo(np.float32).tiny)
        deviation = np.where(deviation > floor, deviation, 1)
        return cls(unit.mean(axis=0).astype(np.float32), deviation.astype(np.float32))

    def __call__(self, rows: Vectors) -> Vectors:
        """[m, d] rows of any length, standardised."""
        standardised: Vectors = (unit_rows(rows) - self.mean) / self.deviation
        return standardised
