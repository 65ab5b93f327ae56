"""The figures of a column: how good its list is, how fast it came and what it costs."""

from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.gui.language import tr, tr_count
from explorer.gui.sentences import tr_said
from explorer.gui.state import FIRST, Column, ColumnResult
from explorer.protocol.specs import MethodSpec

PRECISION_K = 10
_BETWEEN = " · "


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes:
        text: as shown.
        weight: the heavier stay where there is no room for all.
    """

    text: str
    weight: int


def figures(result: ColumnResult | None, reference: ColumnResult | None, least: float | None = None) -> list[Figure]:
    """Quality, time and size, in the order in which they are shown.

    Args:
        result: the list.
        reference: the list that it is compared with; None where there is none.
        least: the score below which it is cut; None where it is not.
    """
    if result is None:
        return []
    shown = [] if least is None else [Figure(tr("cut below {least:.3f}", least=least), 6)]
    if result.bits:
        shown.append(Figure(tr("{bits} bits", bits=result.bits), 4))
    if result.average_precision is not None:
        shown.append(Figure(tr("AP {average_precision:.3f}", average_precision=result.average_precision), 5))
    precision = result.precision(PRECISION_K)
    if precision is not None:
        shown.append(Figure(f"P@{PRECISION_K} {precision:.2f}", 2 if result.bits else 4))
    overlap = result.overlap(reference) if reference is not None else None
    if overlap is not None:
        shown.append(
            Figure(tr("overlap@{first} {overlap:.0%}", first=FIRST, overlap=overlap), 4 if precision is None else 1)
        )
    if result.foreign:
        return [*shown, Figure(tr("from a file"), 3)]
    if result.fetched:
        shown.append(Figure(tr("{fetched:,} nearest in Qdrant", fetched=result.fetched), 5))
    if result.shortlist:
        shown.append(Figure(tr("first {shortlist:,} re-ranked", shortlist=result.shortlist), 5))
    if result.later:
        shown.append(Figure(tr("{later:,} placed later", later=result.later), 4))
    if result.changed:
        shown.append(Figure(tr_count("{n:,} caption changed", "{n:,} captions changed", result.changed), 4))
    shown.append(Figure(f"{result.milliseconds:.1f} ms", 3))
    shown.append(Figure(tr("{size}/image", size=bytes_text(result.bytes_per_item)), 3 if result.bits else 0))
    return shown


def explained(column: Column, methods: dict[str, MethodSpec], reference: ColumnResult | None) -> str:
    """What the figures mean and what they are of, as a tooltip."""
    result = column.result
    if result is None:
        return ""
    parts = [_limits(result), _judged(result, reference), _costs(result)]
    return "\n".join([result.pipeline, _protocol(column, methods), *map(tr_said, result.notes), *chain(*parts)])


def _limits(result: ColumnResult) -> list[str]:
    """What was left out of the fit, or of the list."""
    lines = []
    if result.nearest:
        lines.append(
            tr(
                "Approximate: fitted on the {nearest:,} images nearest to the query, which alone are ranked",
                nearest=result.nearest,
            )
        )
    if result.shortlist:
        lines.append(
            tr(
                "The {shortlist:,} images nearest to the query are re-ranked by themselves; the others follow by "
                "cosine",
                shortlist=result.shortlist,
            )
        )
    if result.later:
        lines.append(
            tr(
                "{later:,} of the images came after the fit and are placed without learning anew; "
                "Columns > Learn anew fits it on all of them",
                later=result.later,
            )
        )
    if result.changed:
        lines.append(tr("Columns > Learn anew learns from the captions that changed, too"))
    return lines


def _judged(result: ColumnResult, reference: ColumnResult | None) -> list[str]:
    """How good the list is, where that is known, and how like that of the reference."""
    lines = []
    if result.average_precision is not None:
        lines.append(
            tr(
                "AP {average_precision:.4f}: average precision over the whole ranking",
                average_precision=result.average_precision,
            )
        )
    precision = result.precision(PRECISION_K)
    if precision is not None:
        lines.append(
            tr(
                "P@{precision_k} {precision:.2f}: share of relevant images in the first {precision_k}",
                precision_k=PRECISION_K,
                precision=precision,
            )
        )
    overlap = result.overlap(reference) if reference is not None else None
    if overlap is not None:
        lines.append(
            tr(
                "overlap@{first} {overlap:.0%}: share of the reference's first {first} that are in these {first}",
                first=FIRST,
                overlap=overlap,
            )
        )
    return lines


def _costs(result: ColumnResult) -> list[str]:
    """Time, memory and lengths."""
    lines = []
    lines.append(
        tr("Search: {milliseconds:.2f} ms in the engine, the query's vector given", milliseconds=result.milliseconds)
    )
    if result.bits:
        lines.append(
            tr(
                "Codes of {bits} bits: {bytes:,.0f} bytes; tiles tell how many bits differ",
                bits=result.bits,
                bytes=result.bits / 8,
            )
        )
    lines.append(
        tr(
            "Memory: {bytes_per_item:,.0f} bytes for each image, everything that a search needs",
            bytes_per_item=result.bytes_per_item,
        )
    )
    lines.append(tr("{total:,} images are ranked; {n:,} of them are listed", total=result.total, n=len(result.ids)))
    return lines


def _protocol(column: Column, methods: dict[str, MethodSpec]) -> str:
    """What the query has to do with the fit, and what stands before the ranking."""
    member = column.asked is not None and column.asked.query.member is not None
    kind = tr("Members: the query is an image of the collection, and was there when the method was fitted")
    if not member:
        kind = tr("Inductive: the query was unknown when the method was fitted")
    stages = [methods[s.name].title if s.name in methods else s.name for s in column.route.stages[:-1]]
    return tr("{kind}\nPreprocessing: {stages}", kind=kind, stages=tr(", then ").join(stages) or tr("none"))


def bytes_text(number: float) -> str:
    """A size as people write it."""
    if number < 1000:
        return f"{number:.0f} B"
    return f"{number / 1000:.1f} kB" if number < 1e6 else f"{number / 1e6:.1f} MB"


class FiguresLabel(QLabel):
    """One line of figures; where there is no room for all, the least telling are left out whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self._figures: list[Figure] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def whole(self) -> str:
        """All figures."""
        return _BETWEEN.join(figure.text for figure in self._figures)

    def show_figures(self, shown: list[Figure]) -> None:
        """Show others."""
        if shown != self._figures:
            self._figures = shown
            self.setAccessibleName(self.whole)
            self._fit()

    def sizeHint(self) -> QSize:
        """Room for one line; as wide as there is room."""
        return QSize(self.fontMetrics().averageCharWidth() * 10, self.fontMetrics().height() + 2)

    minimumSizeHint = sizeHint  # noqa: N815 - Qt's name

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        kept = list(self._figures)
        while kept and self.fontMetrics().horizontalAdvance(_joined(kept)) > self.width():
            kept.remove(min(kept, key=lambda figure: figure.weight))
        text = _joined(kept) or " "
        if text != self.text():
            self.setText(text)


def _joined(shown: list[Figure]) -> str:
    return _BETWEEN.join(figure.text for figure in shown)
