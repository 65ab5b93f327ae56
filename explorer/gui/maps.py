"""The maps of the open collection: which there are, of whose vectors and how made, and the one that is shown."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from explorer.gui.background import Background
from explorer.gui.state import EncoderChoice
from explorer.protocol.ids import Ids
from explorer.workspace.store import Workspace

log = logging.getLogger(__name__)

KINDS = ("umap", "pca", "learned")
"""How a map can be made; the best first."""
_MAPS = "maps"


@dataclass(frozen=True, eq=False)
class MapPoints:
    """A map of the collection.

    Attributes:
        ids: [n] image ids.
        positions: [n, 2].
        kind: how it was made.
        features: key of the vectors that it was made of; empty where that does not matter.
    """

    ids: Ids
    positions: NDArray[np.float32]
    kind: str
    features: str = ""


class Maps(QObject):
    """Reads the map that the person wants, or the best one that there is; on another thread.

    Signals:
        changed(MapPoints): another map is shown.

    Attributes:
        points: the map that is shown; None before there is one.
        kinds: how the vectors of that map were laid out: what can be chosen.
        encoders: titles of the encoders that have a map, by the key of their vectors; the collection's own first.
    """

    changed = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._workspace: Workspace | None = None
        self._kind, self._features = KINDS[0], ""
        self._shown: str | None = None
        self.points: MapPoints | None = None
        self.kinds: list[str] = []
        self.encoders: dict[str, str] = {}

    def follow(self, workspace: Workspace, features: str, encoders: Sequence[EncoderChoice]) -> None:
        """Show the maps that there are now.

        Args:
            workspace: of the collection.
            features: key of the vectors that it is searched by.
            encoders: all that the collection has vectors of.
        """
        titles = {features: "", **{one.key: one.title for one in encoders}}
        self._workspace = workspace
        self.encoders = {key: title for key, title in titles.items() if _made(workspace, key)}
        self._load()

    def close(self) -> None:
        """The collection is closed."""
        self._workspace = self.points = self._shown = None
        self._features, self.kinds, self.encoders = "", [], {}

    def choose_kind(self, kind: str) -> None:
        """Show this kind of map from now on, where there is one."""
        self._kind = kind
        self._load()

    def choose_encoder(self, features: str) -> None:
        """Show the map of these vectors from now on, as long as there is one."""
        self._features = features
        self._load()

    def _load(self) -> None:
        workspace = self._workspace
        features = self._features if self._features in self.encoders else next(iter(self.encoders), None)
        if workspace is None or features is None:
            return
        self.kinds = _made(workspace, features)
        kind = self._kind if self._kind in self.kinds else self.kinds[0]
        name = map_name(features, kind)
        version = workspace.generation(_MAPS, name)
        if version == self._shown:
            return
        self._shown = version

        def load() -> MapPoints:
            ids, positions = (np.array(workspace.array(_MAPS, name, array)) for array in ("ids", "positions"))
            return MapPoints(ids, positions, kind, features)

        def show(points: MapPoints) -> None:
            if workspace is self._workspace and version == self._shown:
                self.points = points
                self.changed.emit(points)

        self._background.run(load, show, log.warning)


def map_name(features: str, kind: str) -> str:
    """By which the workspace keeps the map of some vectors."""
    return f"{features}-{kind}"


def _made(workspace: Workspace, features: str) -> list[str]:
    """The kinds of map that there are of some vectors."""
    return [kind for kind in KINDS if workspace.has(_MAPS, map_name(features, kind))]
