"""Fitted methods of one collection: in memory, saved in the workspace, or of before some images came."""

from contextlib import suppress

from explorer.engine.stored import MODELS, Stored
from explorer.errors import WorkspaceError
from explorer.methods.base import GRAPH_K, Gallery
from explorer.methods.pipeline import Pipeline
from explorer.workspace.store import Workspace

_KEPT, _ROOM = 12, 2**28
"""So many fitted methods are kept whatever they take, and more as long as all together need so many bytes."""


class Models:
    """The fitted methods of one gallery, the last used of them in memory; names are keys, see `Pipeline.model_key`.

    Sessions of the same vectors share one, so that nothing is read or fitted twice.
    """

    def __init__(self, gallery: Gallery, stored: Stored) -> None:
        """Begin with none in memory.

        Args:
            gallery: that they are fitted on.
            stored: the results of its features on disk.
        """
        self._gallery = gallery
        self._stored = stored
        self._fitted: dict[str, Pipeline] = {}

    @property
    def _workspace(self) -> Workspace:
        return self._stored.workspace

    def key(self, wanted: Pipeline) -> str:
        """The name of a fit."""
        return wanted.model_key(self._stored.key)

    def ready(self, wanted: Pipeline) -> Pipeline | None:
        """The fitted method from memory or disk; None where it has to be fitted."""
        key = self.key(wanted)
        known = self._fitted.get(key)
        if known is not None and known.ranker.later and self._stored.later(key) == 0:  # another process learned it anew
            del self._fitted[key]
        if key not in self._fitted and self._stored.fresh(MODELS, key):
            try:
                self._keep(key, Pipeline(wanted.name).load(self._workspace.folder(MODELS, key), self._gallery))
            except WorkspaceError:  # of an older version of the method, or damaged: fitted again
                return None
        if key in self._fitted:
            self._fitted[key] = self._fitted.pop(key)  # the last used stands last
        return self._fitted.get(key)

    def has_earlier(self, wanted: Pipeline) -> bool:
        """Whether a method was saved before images came or went."""
        key = self.key(wanted)
        return self._workspace.has(MODELS, key) and not self._stored.fresh(MODELS, key)

    def grown(self, wanted: Pipeline) -> Pipeline | None:
        """A method that was fitted before some images came and places these now; None where there is none."""
        if not self.has_earlier(wanted):
            return None
        key = self.key(wanted)
        try:
            fitted = Pipeline(wanted.name).load_earlier(self._workspace.folder(MODELS, key), self._gallery)
        except WorkspaceError:  # most methods cannot, and to some it is too much
            return None
        self._keep(key, fitted)
        return fitted

    def remember(self, fitted: Pipeline) -> None:
        """Have a method ready that was fitted just now."""
        self._keep(self.key(fitted), fitted)

    def _keep(self, key: str, fitted: Pipeline) -> None:
        """Hold a method, and let those go that were not asked for longest: every step of a slider may be a fit."""
        self._fitted[key] = fitted
        while len(self._fitted) > _KEPT and self._bytes() > _ROOM:  # to know it some make what queries read
            del self._fitted[next(iter(self._fitted))]

    def _bytes(self) -> float:
        """Memory that the fitted methods need together."""
        return len(self._gallery) * sum(one.bytes_per_item() for one in self._fitted.values())

    def take_first_stage(self, wanted: Pipeline) -> None:
        """Take the first stage from a method that was saved and begins alike, rather than fit it again."""
        if not wanted.transforms or wanted.transforms[0].label in self._gallery.derived:
            return
        name = self._stored.beginning_with(wanted.transforms[0])
        if name is not None:
            with suppress(WorkspaceError):  # of an older version, or damaged: fitted again
                saved = Pipeline(self._workspace.meta(MODELS, name)["pipeline"])
                saved.load(self._workspace.folder(MODELS, name), self._gallery)

    def save(self, fitted: Pipeline) -> None:
        """Save a fitted method in the workspace, and the graph where it was not there."""
        self._stored.save_model(fitted)
        features = self._gallery.features
        if self._stored.graph() is None:
            self._stored.save_graph(self._gallery.graph(min(GRAPH_K, len(features) - 1)), features)
