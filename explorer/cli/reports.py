"""A report of an evaluation as a person reads it."""

from typing import Any

from explorer.cli.tables import text_table
from explorer.evaluation import report as parts


def report_text(report: dict[str, Any]) -> str:
    """What was evaluated, the three tables, the queries that methods harm, and what to mind."""
    if report.get("kind") == "cross-modal":
        return parts.cross_modal_text(report, text_table)
    sections = [
        parts.heading(report),
        text_table(parts.QUALITY, parts.quality_rows(report), left=(0, 1)),
        text_table(parts.benchmark_head(report), parts.benchmark_rows(report)) if parts.benchmark_head(report) else "",
        text_table(parts.recall_head(report), parts.recall_rows(report)),
        text_table(parts.COSTS, parts.cost_rows(report)),
        *("\n".join(lines) for lines in parts.harmed_lists(report)),
        "\n".join(report["notes"]),
    ]
    return "\n\n".join(filter(None, sections))
