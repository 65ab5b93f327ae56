"""The dock of the captions: it appears with a collection that has some, and is filled when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.gui.captions import Captions
from explorer.gui.language import mark_text, tr
from explorer.gui.lazy_dock import LazyDock
from explorer.gui.state import BY_WORDS
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.messages import Message
from explorer.protocol.query import Query
from explorer.protocol.texts import FEWEST_PAIRS

if TYPE_CHECKING:
    from explorer.gui.captions_panel import CaptionsPanel
    from explorer.gui.further import Parts
    from explorer.gui.main_window import MainWindow

BY_TOWERS = "clip>cosine"
"""What compares images with captions where one encoder knows both."""
NEAR = 20
"""So many captions are listed."""


class CaptionsDock(LazyDock):
    """Asks for the captions that are nearest to the query, and follows the selected image with the editor.

    Attributes:
        captions: of the collection.
        is_of_use: whether there are captions.
        panel: the list and the editor; None until they were first visible.
    """

    module = "explorer.gui.captions_panel"

    def __init__(self, window: MainWindow, parts: Parts) -> None:
        super().__init__(mark_text("Captions"), window, parts.background)
        self._parts = parts
        self.captions = Captions(parts.session, parts.jobs, window.commands, self)
        self.panel: CaptionsPanel | None = None
        self._say = window.workbench.messages.show_message
        self._image = NO_IMAGE
        self._asked: Query | None = None
        self._request: int | None = None
        self.is_of_use = self._learning = False
        parts.session.searchable.connect(lambda _: self._searchable())
        parts.queries.wordless.connect(self._explain)
        parts.comparison.query_changed.connect(self.follow)
        parts.comparison.column_changed.connect(lambda _: self.follow())
        parts.columns.selection_changed.connect(self._selected)
        window.workbench.grid.selection_changed.connect(self._selected)

    def make_panel(self) -> CaptionsPanel:
        """See `LazyDock`."""
        from explorer.gui.captions_panel import CaptionsPanel

        parts = self._parts
        panel = self.panel = CaptionsPanel(
            self.captions,
            parts.thumbnails,
            lambda image: parts.session.catalogue.describe(image),  # noqa: PLW0108 - another catalogue later
        )
        panel.words_wanted.connect(parts.queries.search_words)
        panel.learning_wanted.connect(self._learn)
        panel.hovered.connect(parts.panels.hovered)
        panel.chosen.connect(parts.panels.chosen)
        return panel

    def show_now(self) -> None:
        """See `LazyDock`."""
        assert self.panel is not None
        query, session = self._parts.comparison.query, self._parts.session
        member = NO_IMAGE if query is None or query.member is None else query.member
        self.panel.editor.show_image(member if self._image == NO_IMAGE else self._image)
        if query is None or session.engine is None or not self._can_ask:
            self._asked = self._request = None
            self.panel.show_nothing("" if self._can_ask or session.workspace is None else self._how_to_begin())
        elif query != self._asked:
            self._ask(query)

    def _how_to_begin(self) -> str:
        if self._parts.session.words:
            return tr("The images have no captions; write some below, and those nearest to a query are listed here.")
        return tr(
            "Words find nothing yet, since the images have no captions: write some in the dock Captions, for {fewest} "
            "images or more.",
            fewest=FEWEST_PAIRS,
        )

    def _explain(self) -> None:
        """Say why words find nothing, and how they would."""
        self._say("info", self._how_to_begin(), tr("Write captions"), self._write)

    def _write(self) -> None:
        """Show the editor, of any image where none is selected."""
        if self._image == NO_IMAGE:
            self._image = next(iter(self._parts.session.catalogue.ids.tolist()), NO_IMAGE)
        self.show()
        self.raise_()
        self.follow()

    def _ask(self, query: Query) -> None:
        engine = self._parts.session.engine
        assert engine is not None
        assert self.panel is not None
        if not self.panel.rows and not self._learning:
            self.panel.show_nothing(tr("Looking for captions…"))
        self._asked = query
        self._request = engine.request(
            "near_captions", self._answered, self._refused, query=query.to_json(), pipeline=self._space, k=NEAR
        )

    @property
    def _space(self) -> str:
        """The method whose space is asked; the one that columns of images are asked by in words."""
        return BY_TOWERS if self._parts.session.words == "encoder" else f"{BY_WORDS}>cosine"

    @property
    def _can_ask(self) -> bool:
        """Whether there are captions, and something that compares images with them."""
        return bool(self._parts.session.words) and self.captions.are_there

    def _answered(self, message: Message) -> None:
        if message["id"] == self._request and self.panel is not None:
            self.panel.show_captions(message["captions"])

    def _refused(self, message: Message) -> None:
        if message["id"] != self._request or self.panel is None:
            return
        later = message.get("preparing") or message.get("needs_fit")
        self._asked = None if later else self._asked
        if message.get("needs_fit") and self._space == BY_TOWERS and not self._learning:
            self._learn()  # there is nothing to learn, all is placed in a moment
        elif message.get("needs_fit"):
            text = (
                tr("Learning from the captions…")
                if self._learning
                else tr("Where images and captions belong is not learned.")
            )
            self.panel.show_nothing(text, learn=not self._learning)
        elif message.get("preparing"):
            self.follow()
        else:
            self.panel.show_nothing(str(message.get("message", "")))

    def _learn(self) -> None:
        """Learn the space, and ask again."""
        assert self.panel is not None
        self.panel.show_nothing(tr("Learning from the captions…"))
        self._learning = True

        def end(message: Message) -> None:
            self._asked, self._learning = None, False
            if message.get("event") == "result":
                self.follow()
            elif self.panel is not None:
                self.panel.show_nothing(str(message.get("message") or tr("It was cancelled.")), learn=True)

        self._parts.jobs.start(
            "fit",
            tr("Fit {space}", space=self._space),
            on_result=end,
            on_error=end,
            on_cancelled=end,
            pipeline=self._space,
            encoder=None,
        )

    def _searchable(self) -> None:
        """Appear with the first collection that has captions; whoever closes the dock keeps it closed."""
        some = self._can_ask
        if some and not self.is_of_use:
            self.show()
        self.is_of_use = some
        self._asked = None
        self.follow()

    def _selected(self, images: list[int]) -> None:
        if len(images) == 1:
            self._image = images[0]
            self.follow()
