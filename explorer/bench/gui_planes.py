"""The map at a million points and the graph at two thousand edges: panning, hovering, encircling."""

from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QWidget

from explorer.bench.gui_child import Report
from explorer.bench.gui_probe import Hand, Probe
from explorer.evaluation.memory import peak_rss_mb
from explorer.gui.canvas.plot import PlotPane
from explorer.gui.session import MapPoints

SAMPLES = 50
WARMING = 3
NODES, EDGES = 500, 2000
WIDTH = 700
"""Of the dock, in pixels."""

PAN_PIXELS = 6


def map(options: dict[str, Any], report: Report) -> None:  # noqa: A001 - the scenario's name
    """All of the collection on the map."""
    probe = _opened(options)
    window = probe.window
    view = window.panels.map
    assert view is not None
    ids = window.session.catalogue.ids
    window.session.points = MapPoints(ids, np.load(options["positions"])[: len(ids)], "made up")
    window.session.map_changed.emit(window.session.points)
    surface = _prepare(probe, view)
    probe.until(lambda: len(view.ids) == len(ids), "the points")
    probe.settle()
    _pan(probe, surface, "map-pan", report)
    _hover(probe, view, surface, report)
    _lasso(probe, view, surface, report)
    report.add("memory", peak_rss_mb())
    report.notes.append(f"map: {len(view.ids):,} points; hover is over pictures that are loaded already.")
    probe.close()


def graph(options: dict[str, Any], report: Report) -> None:
    """A network of pictures."""
    probe = _opened(options)
    view = probe.window.panels.graph
    assert view is not None
    random = np.random.default_rng(0)
    ids = np.sort(random.choice(probe.window.session.catalogue.ids, NODES, replace=False))
    edges = [(a, b, float(random.random()), bool(random.random() < 0.5)) for a, b in _edges(random)]
    positions = random.normal(size=(NODES, 2))
    view.set_network(ids, positions, edges, 0, {int(image): rank for rank, image in enumerate(ids[:100])})
    surface = _prepare(probe, view)
    probe.settle()
    _pan(probe, surface, "graph-pan", report)
    report.notes.append(f"graph-pan: {NODES} images with their pictures, {len(edges):,} edges.")
    probe.close()


def _edges(random: np.random.Generator) -> list[tuple[int, int]]:
    """So many different pairs of nodes."""
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < EDGES:
        a, b = sorted(random.choice(NODES, 2, replace=False).tolist())
        pairs[a, b] = None
    return list(pairs)


def _opened(options: dict[str, Any]) -> Probe:
    probe = Probe()
    probe.window.session.open(Path(options["collection"]))
    probe.until(lambda: len(probe.window.session.catalogue) > 0, "the rows")
    return probe


def _prepare(probe: Probe, view: PlotPane) -> QWidget:
    """Show the view large; gives the widget that paints it."""
    window = probe.window
    dock = next(dock for dock in window.panels.docks if dock.widget() is view)
    dock.raise_()
    window.resizeDocks([dock], [WIDTH], Qt.Orientation.Horizontal)
    window.resizeDocks([dock], [window.height()], Qt.Orientation.Vertical)
    surface: QWidget = view.plot.viewport()
    probe.clock.watch(surface)
    probe.settle()
    view.fit()
    return surface


def _pan(probe: Probe, surface: QWidget, figure: str, report: Report) -> None:
    """Drag the plane about; every move of the mouse is one frame."""
    hand, at = Hand(surface), surface.rect().center()
    hand.press(at)
    for number in range(-WARMING, SAMPLES):
        at += QPoint(PAN_PIXELS if number % 20 < 10 else -PAN_PIXELS, PAN_PIXELS if number % 10 < 5 else -PAN_PIXELS)
        probe.clock.returned.clear()
        began = hand.move(at)
        probe.until(lambda: surface in probe.clock.returned, "a frame")
        if number >= 0:
            report.add(figure, 1000 * (probe.clock.returned[surface] - began))
        probe.rest(0.03)
    hand.release(at)


def _hover(probe: Probe, view: PlotPane, surface: QWidget, report: Report) -> None:
    """Point at images one after the other: once to have their pictures loaded, once measured."""
    view.fit()
    probe.rest(0.5)
    random = np.random.default_rng(1)
    rows = random.choice(len(view.ids), SAMPLES, replace=False)
    hand, places = Hand(surface), [_pixel(view, view.positions[row]) for row in rows]
    for measured in (False, True):
        for place in places:
            before = view.hovered
            probe.clock.returned.clear()
            began = hand.move(place)
            if view.hovered == before:
                continue  # another image than meant is nearest, and it is marked already
            probe.until(lambda: surface in probe.clock.returned, "the mark")
            if measured:
                report.add("map-hover", 1000 * (probe.clock.returned[surface] - began))
            probe.rest(0.03)
        probe.settle()


def _lasso(probe: Probe, view: PlotPane, surface: QWidget, report: Report) -> None:
    """Encircle a part of the map; from letting go of the button until the choice is painted."""
    random = np.random.default_rng(2)
    for _ in range(SAMPLES):
        centre = QPointF(surface.width() * random.uniform(0.3, 0.7), surface.height() * random.uniform(0.3, 0.7))
        radius = min(surface.width(), surface.height()) * random.uniform(0.05, 0.25)
        angles = np.linspace(0, 2 * np.pi, 40)
        ring = [(centre + QPointF(radius * np.cos(a), radius * np.sin(a))).toPoint() for a in angles]
        _encircle(probe, view, surface, ring, report)


def _encircle(probe: Probe, view: PlotPane, surface: QWidget, ring: list[QPoint], report: Report) -> None:
    caught: list[float] = []
    connection = view.lassoed.connect(lambda _: caught.append(perf_counter()))
    hand, key = Hand(surface), Qt.KeyboardModifier.ShiftModifier
    hand.press(ring[0], key)
    for at in ring[1:]:
        hand.move(at, key)
        probe.rest(0.0)
    probe.clock.returned.clear()
    began = hand.release(ring[-1], key)
    probe.until(lambda: bool(caught) and probe.clock.returned.get(surface, 0.0) > caught[0], "the choice")
    report.add("map-lasso", 1000 * (probe.clock.returned[surface] - began))
    view.lassoed.disconnect(connection)
    probe.settle()


def _pixel(view: PlotPane, position: NDArray[np.float64]) -> QPoint:
    scene = view.plot.getViewBox().mapViewToScene(QPointF(*position))
    place: QPoint = view.plot.mapFromScene(scene)
    return place
