"""The map at a million points and the graph at two thousand edges: panning, hovering, encircling."""

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt

from explorer.bench.gui_child import Report
from explorer.bench.gui_probe import Hand, Probe
from explorer.evaluation.memory import peak_rss_mb
from explorer.gui.canvas.plot import PlotPane
from explorer.gui.map_view import MapView
from explorer.gui.maps import MapPoints

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
    positions = np.load(options["positions"])[: len(ids)]
    window.panels.show_points(MapPoints(ids, positions, "umap"), ["umap"], window.session.catalogue)
    _prepare(probe, view)
    probe.until(lambda: len(view.ids) == len(ids), "the points")
    probe.settle()
    _pan(probe, view, "map-pan", report)
    _hover(probe, view, report)
    _lasso(probe, view, report)
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
    _prepare(probe, view)
    _pan(probe, view, "graph-pan", report)
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


def _prepare(probe: Probe, view: PlotPane) -> None:
    """Show the view large, with everything in it drawn."""
    window = probe.window
    dock = next(dock for dock in window.panels.docks if dock.isAncestorOf(view))
    dock.raise_()
    window.resizeDocks([dock], [WIDTH], Qt.Orientation.Horizontal)
    window.resizeDocks([dock], [window.height()], Qt.Orientation.Vertical)
    probe.clock.watch(view)
    _show_all(probe, view)


def _show_all(probe: Probe, view: PlotPane) -> None:
    """All points in view, and no thread or picture on its way."""
    probe.settle()
    view.fit()
    probe.until(lambda: not view.busy, "the drawing")
    probe.settle()


def _pan(probe: Probe, view: PlotPane, figure: str, report: Report) -> None:
    """Drag the plane about; every move of the mouse is one frame."""
    hand, at = Hand(view), view.rect().center()
    hand.press(at)
    for number in range(-WARMING, SAMPLES):
        at += QPoint(PAN_PIXELS if number % 20 < 10 else -PAN_PIXELS, PAN_PIXELS if number % 10 < 5 else -PAN_PIXELS)
        probe.clock.returned.clear()
        began = hand.move(at)
        probe.until(lambda: view in probe.clock.returned, "a frame")
        if number >= 0:
            report.add(figure, 1000 * (probe.clock.returned[view] - began))
        probe.rest(0.016)
    hand.release(at)


def _hover(probe: Probe, view: PlotPane, report: Report) -> None:
    """Point at images one after the other: once to have their pictures loaded, once measured."""
    _show_all(probe, view)
    rows = np.random.default_rng(1).choice(len(view.ids), SAMPLES, replace=False)
    hand, places = Hand(view), [view.pixel_of(int(row)) for row in rows]
    for measured in (False, True):
        for place in places:
            before = view.hovered
            probe.clock.returned.clear()
            began = hand.move(place)
            if view.hovered == before:
                continue  # another image than meant is nearest, and it is marked already
            probe.until(lambda: view in probe.clock.returned, "the mark")
            if measured:
                report.add("map-hover", 1000 * (probe.clock.returned[view] - began))
            probe.rest(0.03)
        probe.settle()


def _lasso(probe: Probe, view: MapView, report: Report) -> None:
    """Encircle parts of the map; from letting go of the button until the choice is painted."""
    caught: list[int] = []
    view.lassoed.connect(lambda ids: caught.append(len(ids)))
    random = np.random.default_rng(2)
    for _ in range(SAMPLES):
        centre = QPointF(view.width() * random.uniform(0.3, 0.7), view.height() * random.uniform(0.3, 0.7))
        radius = min(view.width(), view.height()) * random.uniform(0.05, 0.25)
        angles = np.linspace(0, 2 * np.pi, 40)
        ring = [(centre + QPointF(radius * np.cos(a), radius * np.sin(a))).toPoint() for a in angles]
        report.add("map-lasso", _encircle(probe, view, ring, caught))
    report.notes.append(f"map-lasso: {min(caught):,} to {max(caught):,} images encircled.")


def _encircle(probe: Probe, view: MapView, ring: list[QPoint], caught: list[int]) -> float:
    """Milliseconds from the release of the button to the picture of what was encircled."""
    hand, key, before = Hand(view), Qt.KeyboardModifier.ShiftModifier, len(caught)
    hand.press(ring[0], key)
    for at in ring[1:]:
        hand.move(at, key)
        probe.rest(0.005)
    probe.clock.returned.clear()
    began = hand.release(ring[-1], key)
    probe.until(lambda: len(caught) > before and view in probe.clock.returned, "the choice")
    milliseconds = 1000 * (probe.clock.returned[view] - began)
    probe.settle()
    return milliseconds
