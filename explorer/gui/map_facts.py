"""Gets what is known of the map that is shown: as it was kept, or measured now by a job."""

import logging
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError
from explorer.gui.background import Background
from explorer.gui.canvas.map_facts import Facts
from explorer.gui.jobs import Jobs
from explorer.gui.language import tr
from explorer.gui.maps import MapPoints, map_name
from explorer.gui.session import Session
from explorer.protocol.messages import Message
from explorer.workspace.store import Workspace

log = logging.getLogger(__name__)

_FACTS, _MAPS = "mapfacts", "maps"


class MapFacts(QObject):
    """Follows the map; nothing is measured before somebody wants to see it.

    Signals:
        changed(Facts): facts of the map that is shown, or None.
        failed(str): one sentence: they could not be measured.
    """

    changed = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._background = background
        self._points: MapPoints | None = None
        self._measuring: MapPoints | None = None

    def follow(self, points: MapPoints | None) -> None:
        """Another map is shown: take what was kept of it."""
        if points is self._points:
            return
        self._points = points
        self.changed.emit(None)
        self._read(points)

    def want(self) -> None:
        """Somebody wants to see them: measure the map, unless that was done or is being done."""
        points, workspace = self._points, self._session.workspace
        if points is None or workspace is None or points is self._measuring or _is_kept(workspace, points):
            return
        self._measuring = points
        encoders = {one.key: one.name for one in self._session.encoders[1:]}
        self._jobs.start(
            "map_facts",
            tr("Measure the map"),
            on_result=lambda _: self._ended(points),
            on_error=partial(self._fail, points),
            on_cancelled=lambda _: self._ended(points),
            map=points.kind,
            encoder=encoders.get(points.features),
        )

    def _ended(self, points: MapPoints) -> None:
        if self._measuring is points:
            self._measuring = None
        self._read(points)

    def _fail(self, points: MapPoints, message: Message) -> None:
        self._ended(points)
        self.failed.emit(str(message.get("message") or ""))

    def _read(self, points: MapPoints | None) -> None:
        workspace = self._session.workspace
        if points is None or workspace is None:
            return

        def show(facts: Facts | None) -> None:
            if points is self._points and facts is not None:
                self.changed.emit(facts)

        self._background.run(lambda: _kept(workspace, points), show, log.warning)


def _is_kept(workspace: Workspace, points: MapPoints) -> bool:
    """Whether the map was measured since it was made."""
    name = map_name(points.features, points.kind)
    try:
        measured = workspace.meta(_FACTS, name).get("map") if workspace.has(_FACTS, name) else None
        return measured == workspace.generation(_MAPS, name)
    except ExplorerError as error:
        log.warning("What was found out about the map %s cannot be read: %s", name, error)
        return False


def _kept(workspace: Workspace, points: MapPoints) -> Facts | None:
    """What was kept of a map, unless it was measured before the map was made anew."""
    if not _is_kept(workspace, points):
        return None
    arrays, told = workspace.read(_FACTS, map_name(points.features, points.kind))
    given = {key: np.array(values) for key, values in arrays.items()}
    order = np.argsort(given["ids"], kind="stable")
    jumps = order[np.searchsorted(given["ids"][order], given["jumps"])]
    figures = {key: float(told[key]) for key in ("trustworthiness", "continuity", "jumps", "pairs", "k", "sample")}
    return Facts(
        given["ids"],
        given["trustworthiness"],
        given["continuity"],
        given["clusters"],
        jumps,
        given["cosines"],
        figures,
    )
