"""The dock of the codes: it appears when a column hashes, and is filled when it is first looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from explorer.gui.codes import HASHING, CodeView
from explorer.gui.filters import Filter
from explorer.gui.language import mark_text, tr
from explorer.gui.lazy_dock import LazyDock
from explorer.gui.state import Column, Question
from explorer.gui.tiles import bits_text
from explorer.protocol.ids import NO_IMAGE, unpack_ids
from explorer.protocol.messages import Message

if TYPE_CHECKING:
    from explorer.gui.codes_panel import CodesPanel
    from explorer.gui.further import Parts
    from explorer.gui.main_window import MainWindow

_BITS = "bits"


class CodesDock(LazyDock):
    """Asks for the codes of one column that hashes: the one in focus, or the one that was chosen.

    Attributes:
        is_of_use: whether a column hashes.
        panel: the codes; None until they were first visible.
        key: of the column whose codes are shown; -1 for none.
    """

    module = "explorer.gui.codes_panel"

    def __init__(self, window: MainWindow, parts: Parts) -> None:
        super().__init__(mark_text("Codes"), window, parts.background)
        self._parts = parts
        self._filter_bar = window.workbench.filter_bar
        self.panel: CodesPanel | None = None
        self.key = -1
        self._asked: tuple[Question, tuple[int, ...]] | None = None
        self._request: int | None = None
        self.is_of_use = self._filtered = False
        parts.comparison.columns_changed.connect(self._columns_changed)
        parts.comparison.column_changed.connect(lambda _: self._columns_changed())
        parts.columns.focus_changed.connect(lambda _: self.follow())
        self._filter_bar.changed.connect(self._filter_changed)

    @property
    def hashing(self) -> list[Column]:
        """The columns whose method makes binary codes."""
        comparison = self._parts.comparison
        specs = [(column, comparison.spec(column)) for column in comparison.columns]
        made = [(column, spec.parameters) for column, spec in specs if spec is not None and spec.family == HASHING]
        return [column for column, parameters in made if any(one.name == _BITS for one in parameters)]

    def make_panel(self) -> CodesPanel:
        """See `LazyDock`."""
        from explorer.gui.codes_panel import CodesPanel

        parts = self._parts
        panel = self.panel = CodesPanel(parts.thumbnails, lambda image: parts.session.catalogue.title(image))  # noqa: PLW0108 - another catalogue later
        panel.column_chosen.connect(self._choose)
        panel.length_wanted.connect(self._add_length)
        panel.filter_wanted.connect(self._filter)
        panel.radius_changed.connect(lambda _: self._filter(on=True) if panel.only.isChecked() else None)
        for view in (panel.list, panel.rings):
            view.hovered.connect(parts.panels.hovered)
            view.chosen.connect(parts.panels.chosen)
        panel.list.viewed.connect(parts.panels.viewed)
        panel.list.menu_wanted.connect(parts.panels.menu_wanted)
        return panel

    def show_now(self) -> None:
        """See `LazyDock`."""
        assert self.panel is not None
        columns, focus = self.hashing, self._parts.columns.focus
        keys = [column.key for column in columns]
        self.key = focus if focus in keys else self.key if self.key in keys else keys[0] if keys else -1
        comparison = self._parts.comparison
        self.panel.show_columns({str(c.key): comparison.title(c) for c in columns}, str(self.key))
        column = comparison.column(self.key)
        if column is None or column.result is None or column.result.distances is None:
            self._show_nothing("" if column is None or comparison.query is None else column.message)
            return
        question = comparison.question(column)
        wanted = None if question is None else (question, column.result.ids)
        if wanted is not None and wanted != self._asked and column.status == "idle" and not column.is_approximate:
            self._ask(*wanted)

    def _ask(self, question: Question, ids: tuple[int, ...]) -> None:
        engine = self._parts.session.engine
        if engine is not None:
            self._asked = (question, ids)
            answered = partial(self._answered, question, ids)
            payload = question.payload()
            if self._filtered:  # the rings beyond the ball stay known, so that it can grow
                payload["within"] = None
            self._request = engine.request("codes", answered, self._refused, **payload, ids=list(ids))

    def _answered(self, question: Question, ids: tuple[int, ...], message: Message) -> None:
        column = self._parts.comparison.column(self.key)
        if message["id"] != self._request or self.panel is None or column is None:
            return
        member = question.query.member
        relevant = column.result.relevant if column.result is not None and column.result.ids == ids else None
        asked = (question.query, question.pipeline, question.encoder)
        view = CodeView.from_message(message, ids)
        self.panel.show_codes(view, NO_IMAGE if member is None else member, relevant, asked=asked)

    def _refused(self, message: Message) -> None:
        """It is being prepared: ask again; else say why there are no codes."""
        if message["id"] != self._request:
            return
        self._asked = None
        if message.get("preparing"):
            self.follow()
        else:
            self._show_nothing(str(message.get("message") or ""))

    def _show_nothing(self, reason: str) -> None:
        self._asked = self._request = None
        if self.panel is not None:
            self.panel.show_message(reason)
            self.panel.show_codes(None, NO_IMAGE)

    def _columns_changed(self) -> None:
        """Appear when the first column hashes; whoever closes the dock keeps it closed."""
        some = bool(self.hashing) and self._parts.session.workspace is not None
        if some and not self.is_of_use:
            self.show()
        self.is_of_use = some
        self.follow()

    def _choose(self, key: str) -> None:
        self.key = int(key)
        self._parts.columns.focus_on(self.key)
        self.follow()

    def _add_length(self, bits: int) -> None:
        """One more column of the same method with longer or shorter codes."""
        comparison = self._parts.comparison
        column = comparison.column(self.key)
        if column is not None:
            comparison.add_column(column.pipeline.with_parameter(_BITS, bits), column.encoder)

    def _filter(self, on: bool) -> None:
        """Show and search the images of the ball alone, or all again."""
        engine, column = self._parts.session.engine, self._parts.comparison.column(self.key)
        question = None if column is None else self._parts.comparison.question(column)
        self._filtered = on
        if not on or engine is None or question is None or self.panel is None:
            self._filter_bar.set_selection(np.empty(0, np.int64), "")
            return
        radius = self.panel.radius

        def show(message: Message) -> None:
            ids = unpack_ids(message["ids"])
            if self._filtered:
                self._filter_bar.set_selection(
                    ids, tr("{n:,} images within {bits_text}", n=len(ids), bits_text=bits_text(radius))
                )

        engine.request("ball", show, **{**question.payload(), "within": None}, radius=radius)

    def _filter_changed(self, shown: Filter) -> None:
        """Somebody took the ball away from the filters."""
        if self._filtered and shown.selection is None and self.panel is not None and self.panel.only.isChecked():
            self._filtered = False
            self.panel.only.setChecked(False)
