"""What a benchmark hands back."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class BenchResult:
    """Figures of one benchmark.

    Attributes:
        title: one line above the table: what was measured, on what.
        rows: one dictionary a measured thing; the keys become the columns, with their units, e.g. `median_ms`.
        notes: sentences below the table: checksum of the data, what is and is not included.
        details: anything else for the JSON file.
    """

    title: str
    rows: list[dict[str, Any]]
    notes: list[str] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
