"""The docks behind the graph, each filled when it is first looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.gui.captions_dock import CaptionsDock
from explorer.gui.codes_dock import CodesDock
from explorer.gui.curves_dock import CurvesDock
from explorer.gui.cuts import Cuts
from explorer.gui.cuts_button import CutsButton
from explorer.gui.training_dock import TrainingDock
from explorer.gui.why_dock import WhyDock

if TYPE_CHECKING:
    from explorer.gui.background import Background
    from explorer.gui.columns import ColumnsView
    from explorer.gui.comparison import Comparison
    from explorer.gui.jobs import Jobs
    from explorer.gui.lazy_dock import LazyDock
    from explorer.gui.main_window import MainWindow
    from explorer.gui.panels import Panels
    from explorer.gui.query_editor import QueryEditor
    from explorer.gui.session import Session
    from explorer.gui.thumbnails import Thumbnails


@dataclass(frozen=True)
class Parts:
    """What docks follow, show and change.

    Attributes:
        session: the open collection.
        comparison: query and columns.
        queries: the one place where the query is changed.
        jobs: what runs.
        thumbnails: small pictures.
        background: runs what takes its time on a thread.
        columns: the lists, of which one is in focus.
        panels: map and graph; what a person does with an image there or in a dock is told by its signals.
    """

    session: Session
    comparison: Comparison
    queries: QueryEditor
    jobs: Jobs
    thumbnails: Thumbnails
    background: Background
    columns: ColumnsView
    panels: Panels


class FurtherDocks:
    """Makes the docks; one line adds another.

    Attributes:
        cuts: what is taken out of the graph.
        why: why an image stands where it stands.
        curves: the columns as curves.
        captions: those near to the query, and those of one image; there when the collection has some.
        codes: binary codes bit by bit and ring by ring; there when a column hashes.
        training: the losses of methods that are trained.
    """

    def __init__(self, window: MainWindow, parts: Parts) -> None:
        self.cuts = Cuts(parts.session, parts.comparison, window)
        window.workbench.query_bar.add_chip(CutsButton(self.cuts))
        self.why = WhyDock(window, parts, self.cuts)
        parts.panels.edge_toggled.connect(self.cuts.toggle_edge)
        parts.panels.node_toggled.connect(self.cuts.toggle_node)
        parts.panels.explained.connect(self.why.explain)
        parts.panels.said.connect(window.workbench.messages.show_message)
        self.curves = CurvesDock(window, parts)
        self.captions = CaptionsDock(window, parts)
        self.codes = CodesDock(window, parts)
        self.training = TrainingDock(window, parts.session, parts.jobs, parts.background)

    @property
    def all(self) -> list[LazyDock]:
        """In the order of the tabs."""
        return [self.why, self.curves, self.captions, self.codes, self.training]
