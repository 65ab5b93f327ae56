"""The process that is measured: `python -m explorer.bench.gui_child OPTIONS`, one scenario, one line of JSON."""

import importlib
import json
import sys
from dataclasses import dataclass, field
from typing import Any

SCENARIOS = {
    "start": "gui_start",
    "bare": "gui_start",
    "first": "gui_search",
    "search": "gui_search",
    "vectors": "gui_search",
    "panels": "gui_search",
    "million": "gui_million",
    "map": "gui_planes",
    "graph": "gui_planes",
    "busy": "gui_busy",
}
"""The module that has the function of the scenario's name; imported alone, because `start` counts imports."""


@dataclass
class Report:
    """What a process says at its end.

    Attributes:
        samples: by figure.
        notes: sentences for below the table.
    """

    samples: dict[str, list[float]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, figure: str, *values: float) -> None:
        """Note samples of a figure."""
        self.samples.setdefault(figure, []).extend(values)

    def print(self) -> None:
        """Hand everything to the parent process."""
        print(json.dumps({"samples": self.samples, "notes": self.notes}), flush=True)


def main() -> int:
    """Measure one scenario."""
    options: dict[str, Any] = json.loads(sys.argv[1])
    scenario = options["scenario"]
    module = importlib.import_module(f"explorer.bench.{SCENARIOS[scenario]}")
    report = Report()
    getattr(module, scenario)(options, report)
    report.print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
