"""How long a person waits for results: the first query, a drop, a step of a slider."""

from collections.abc import Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

from explorer.bench.gui_busy import Heart
from explorer.bench.gui_child import Report
from explorer.bench.gui_probe import Hand, Probe, Shown
from explorer.gui.state import Column, member_query
from explorer.gui.tile_view import TileView

FIVE = ("cosine", "alpha-qe", "k-reciprocal", "diffusion", "gnn-rerank")
TWO = ("cosine", "gnn-rerank")
SLIDER = ("gnn-rerank", "lambda")
SAMPLES = 50
WARMING = 5
PAUSE = 0.15
"""Seconds between two samples, so that what follows later (map, graph) falls into none."""

STEP_PIXELS = 5
BUILDING = 2.0
"""Seconds in which a panel that is shown for the first time is built."""
STEPS_A_PANEL = 8


def first(options: dict[str, Any], report: Report) -> None:
    """A picture dropped on a program that was started just now, as soon as the collection's images are shown."""
    probe = Probe(TWO)
    window = probe.window
    window.session.open(Path(options["collection"]))
    probe.until(lambda: len(window.session.catalogue) > 0, "the catalogue")
    probe.clock.watch(*(view.viewport() for view in probe.views()))
    picture = Path(options["queries"][0])
    shown = Shown(probe, probe.views(), partial(_answers, probe, picture))
    began = probe.drop(picture)
    told = _told(probe)
    shown.wait("the first answer")
    report.add("first-query", 1000 * (shown.whole - began))
    report.add("first-progress", 1000 * (told - began))
    report.notes.append(
        f"first-query: a picture dropped as soon as the images are shown, in a new process each; {' and '.join(TWO)}."
    )
    probe.close()


def _told(probe: Probe) -> float:
    """When it was painted that an answer is on its way, or the answer itself where that came first."""
    window = probe.window
    blanks = [window.workbench.columns.widget_of(column.key).blank for column in window.comparison.columns]
    probe.clock.watch(*blanks)
    probe.until(lambda: probe.answered() or any(blank.shows_progress for blank in blanks), "progress")
    moving = perf_counter()
    probe.until(lambda: probe.answered() or probe.clock.last(blanks) > moving, "a picture of the progress")
    return perf_counter()


def search(options: dict[str, Any], report: Report) -> None:
    """Drops of unseen pictures, then a slider, on a collection of pictures that is open and quiet."""
    probe = _opened(options, FIVE)
    queries = [Path(path) for path in options["queries"]]
    listed = []
    for number in range(-WARMING, SAMPLES):
        picture = queries[number % len(queries)]
        shown = Shown(probe, probe.views(), partial(_answers, probe, picture))
        began = probe.drop(picture)
        shown.wait("the answers to a drop")
        if number >= 0:
            report.add("drop", 1000 * (shown.whole - began))
            listed.append(1000 * (shown.first - began))
        probe.rest(PAUSE)
    listed.sort()
    count = len(probe.window.session.catalogue)
    report.notes.append(
        f"drop: {', '.join(FIVE)} on {count:,} images; all lists stood after {listed[len(listed) // 2]:.0f} ms "
        "(median), with some pictures still to come."
    )
    _slide(probe, "slider", report)
    report.notes.append(f"Window system: {probe.platform}.")
    probe.close()


def vectors(options: dict[str, Any], report: Report) -> None:
    """The slider alone, on vectors without pictures."""
    probe = _opened(options, TWO)
    _slide(probe, "slider-100k", report)
    probe.close()


def panels(options: dict[str, Any], report: Report) -> None:
    """The slider while one panel after the other is in front, from the first time that it is shown."""
    probe, heart = _opened(options, TWO), Heart()
    slider = _HeldSlider(probe)
    shown = []
    for dock in probe.window.panels.docks:
        heart.start()
        dock.show()
        dock.raise_()
        probe.rest(BUILDING)
        for _ in range(STEPS_A_PANEL):
            report.add("slider-panels", slider.step())
        gaps = heart.stop()
        report.add("stall-panels", *gaps)
        shown.append(f"{dock.windowTitle()} {max(gaps):.0f} ms")
    slider.release()
    report.notes.append(f"stall-panels: the longest gap with each panel: {', '.join(shown)}.")
    probe.close()


def _opened(options: dict[str, Any], columns: tuple[str, ...]) -> Probe:
    """A window on the collection, with a first answer in every column and nothing running."""
    probe = Probe(columns)
    window = probe.window
    window.session.open(Path(options["collection"]))
    probe.until(lambda: bool(window.comparison.methods) and len(window.session.catalogue) > 0, "the collection")
    probe.settle()
    window.ask(member_query(int(window.session.catalogue.ids[0])))
    probe.until(probe.answered, "the fits of the columns")
    probe.clock.watch(*(view.viewport() for view in probe.views()))
    probe.settle()
    return probe


class _HeldSlider:
    """A slider of the query stage in the hand, which drags it to and fro."""

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self._column = _column(probe, SLIDER[0])
        self._widget = probe.window.workbench.columns.widget_of(self._column.key)
        self._widget.head.sliders.setChecked(True)
        probe.settle()
        slider = self._widget.parameters.row(SLIDER[1]).slider
        assert slider is not None
        self._hand, self._places = Hand(slider), _places(slider)
        self._hand.press(next(self._places))

    def step(self) -> float:
        """Move it a little; tells the milliseconds until the answer was painted."""
        assert self._column.result is not None
        before = self._column.result.pipeline
        shown = Shown(self._probe, [self._widget.view], partial(_moved, self._probe, before))
        began = self._hand.move(next(self._places))
        shown.wait("the answer to a step of the slider")
        elapsed = 1000 * (shown.whole - began)
        self._probe.rest(PAUSE)
        return elapsed

    def release(self) -> None:
        """Let it go."""
        self._hand.release(next(self._places))


def _slide(probe: Probe, figure: str, report: Report) -> None:
    """Drag the slider, and tell how long its steps take."""
    slider = _HeldSlider(probe)
    for number in range(-WARMING, SAMPLES):
        elapsed = slider.step()
        if number >= 0:
            report.add(figure, elapsed)
    slider.release()
    count = len(probe.window.session.catalogue)
    report.notes.append(f"{figure}: {SLIDER[1]} of {SLIDER[0]} beside {len(probe.views()) - 1} more, {count:,} images.")


def _answers(probe: Probe, picture: Path, view: TileView) -> bool:
    """Whether the list is the answer for this picture, and not still that for the one before."""
    column = probe.column(view)
    asked = column.asked
    return column.status == "idle" and asked is not None and str(asked.query.terms[0].value) == str(picture)


def _moved(probe: Probe, before: str, view: TileView) -> bool:
    """Whether the list is the answer for another value of a parameter than before."""
    result = probe.column(view).result
    return result is not None and result.pipeline != before


def _column(probe: Probe, method: str) -> Column:
    return next(c for c in probe.window.comparison.columns if c.pipeline.ranker.name == method)


def _places(slider: QSlider) -> Iterator[QPoint]:
    """Where the hand goes: from the handle to the right and back, in small steps."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    part = QStyle.SubControl.SC_SliderHandle
    handle = slider.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, slider).center()
    yield handle
    ways = range(handle.x() + STEP_PIXELS, slider.width() - STEP_PIXELS, STEP_PIXELS)
    for x in cycle([*ways, *reversed(ways[1:-1])]):
        yield QPoint(x, handle.y())
