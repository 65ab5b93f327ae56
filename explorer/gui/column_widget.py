"""One column: head, parameters, what it has lost, and its list."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from explorer.gui.catalogue import CatalogueView
from explorer.gui.collection_grid import tile_size
from explorer.gui.column_head import ColumnHead
from explorer.gui.column_notice import Blank, Notice, nothing_left
from explorer.gui.comparison import Comparison
from explorer.gui.drawer import LEAST, Drawer
from explorer.gui.dropped_strip import Dropped, DroppedStrip
from explorer.gui.language import mark_text, tr
from explorer.gui.parameters import ParameterPanel
from explorer.gui.ranking_model import RankingModel
from explorer.gui.state import Column
from explorer.gui.term_pictures import query_title
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tile_view import TileView
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.naming import PipelineName, StageName
from explorer.protocol.query import Query

REFERENCE = mark_text("▲ ▼ new: against this list")
"""What the reference column says where the others tell what they have lost."""

UNREAD = mark_text("The images are still being read. The list appears by itself as soon as they can be searched.")


class ColumnWidget(QFrame):
    """Head, parameters and list of one method.

    Signals:
        touched(int): the person did something in the column of that key.
        menu_wanted(QPoint): the menu of columns, with its upper right corner there.

    Attributes:
        head, parameters, dropped, view, blank: its parts; the last stands where there is no list.
        model: what the list holds.
    """

    touched = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, key: int, comparison: Comparison, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("column")
        self.key = key
        self._comparison = comparison
        self._query: Query | None = None
        self._catalogue = CatalogueView.empty()
        self.model = RankingModel(self)
        self.view = TileView(self.model, thumbnails, tile_size(ranked=True), self)
        self.head = ColumnHead()
        self.parameters = ParameterPanel()
        self._drawer = Drawer(self.parameters)
        self._drawer.hide()
        self.dropped = DroppedStrip(thumbnails, self._describe, self._card)
        self._notice = Notice()
        self.blank = Blank()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 4)
        layout.setSpacing(0)
        for widget in (self.head, self._drawer, self._notice, self.dropped):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.blank, 1)
        beside = self.view.verticalScrollBar().sizeHint().width() + 6  # with margins and borders
        two_tiles = 2 * tile_size(ranked=True).width() + beside
        self.setMinimumWidth(max(two_tiles, self.head.minimumSizeHint().width() + 6))
        self.view.setMinimumHeight(LEAST)
        self._connect()

    def _connect(self) -> None:
        key, comparison = self.key, self._comparison
        self.head.method_chosen.connect(self._choose_method)
        self.head.encoder_chosen.connect(lambda encoder: comparison.set_encoder(key, encoder))
        self.head.parameters_toggled.connect(self._drawer.setVisible)
        self.head.parameters_toggled.connect(lambda: self.touched.emit(key))
        self.head.menu_wanted.connect(self._open_menu)
        self.parameters.changed.connect(
            lambda stage, name, value: comparison.set_parameter(key, name, value, stage=stage)
        )
        self.parameters.moving.connect(
            lambda stage, name, value: comparison.set_parameter(key, name, value, stage=stage, moving=True)
        )
        self._notice.retried.connect(lambda: comparison.retry(key))
        self._notice.cancelled.connect(lambda: comparison.cancel_fit(key))
        self.view.selectionModel().currentChanged.connect(lambda: self.touched.emit(key))
        bar = self.view.verticalScrollBar()
        bar.valueChanged.connect(self._continue)
        bar.rangeChanged.connect(self._continue)
        self.dropped.asked.connect(self._show_dropped)

    def show_column(self, catalogue: CatalogueView) -> None:
        """Bring everything up to date."""
        column = self._comparison.column(self.key)
        if column is None:
            return
        self._catalogue = catalogue
        self._show_head(column)
        self._show_parameters(column)
        query = self._comparison.query_of(column)
        member = query.member if query is not None else None
        self.view.mark_query(NO_IMAGE if member is None else member)
        marks = self._comparison.marks if query == self._comparison.query else {}
        self.model.show(column.result, self._comparison.changes(column), catalogue, marks)
        if query != self._query:
            self._query = query
            self.view.start_over()
        self.view.setAccessibleName(tr("Results of {name}", name=column.pipeline.ranker.name))
        self._notice.show_status(column)
        self._show_blank(column)
        self._show_dropped()

    def show_place(self, image: int) -> None:
        """Say in the head where an image stands that is not in sight; nothing for -1."""
        self.head.show_place(self._place_text(image))

    def show_ranks(self, image: int) -> None:
        """Ranks that were asked for have come."""
        self.show_place(image)
        self._show_dropped()

    def _describe(self, image: int) -> str:
        return self._catalogue.describe(image)

    def _card(self, image: int) -> tuple[str, str] | None:
        catalogue = self._catalogue
        return None if catalogue.has_files else (catalogue.label(image), catalogue.name(image))

    def _place_text(self, image: int) -> str:
        place = None if self.model.result is None else self.model.result.places.get(image)
        if image == NO_IMAGE or self.model.result is None or not self.model.result.ids:
            return ""
        if place is not None:
            seen = self.view.visualRect(self.model.cell(place))
            if seen.intersects(self.view.viewport().rect()):
                return ""
            return f"{'▲' if seen.bottom() < 0 else '▼'} {tr('rank {rank:,}', rank=place + 1)}"
        rank = self._comparison.rank_of(self.key, image)
        return "" if rank is None else tr("rank {rank:,}", rank=rank) if rank else tr("not ranked")

    def _show_head(self, column: Column) -> None:
        comparison = self._comparison
        compared = comparison.reference.result if column is not comparison.reference else None
        is_reference = column is comparison.reference and len(comparison.columns) > 1
        locked = "" if column.locked is None else query_title(column.locked.query, self._catalogue)
        self.head.show_column(column, comparison.methods, compared, is_reference=is_reference, locked=locked)
        self.head.show_encoders(comparison.encoders, comparison.encoder(column))

    def _show_parameters(self, column: Column) -> None:
        methods, pipeline = self._comparison.methods, column.draft or column.pipeline
        if all(stage.name in methods for stage in pipeline.stages):
            self.parameters.show_stages([(methods[stage.name], stage.given()) for stage in pipeline.stages])

    def _show_dropped(self) -> None:
        """Tell which of the reference's first images are gone; their ranks are asked for when someone looks."""
        column, reference = self._comparison.column(self.key), self._comparison.reference
        self.dropped.setVisible(len(self._comparison.columns) > 1)
        if column is None or column is reference or column.result is None or reference.result is None:
            self.dropped.show_dropped([], tr(REFERENCE) if column is reference and column.result is not None else "")
            return
        if not column.result.ids:
            self.dropped.show_dropped([], "")
            return
        images = column.result.dropped(reference.result)
        ranks = self._comparison.ranks.of(column, tuple(images)) if self.dropped.underMouse() else {}
        ranks |= {image: column.result.places[image] + 1 for image in images if image in column.result.places}
        before = reference.result.places
        self.dropped.show_dropped([Dropped(image, before[image] + 1, ranks.get(image)) for image in images])

    def _choose_method(self, name: str) -> None:
        column = self._comparison.column(self.key)
        if column is not None and name != column.pipeline.ranker.name:
            stages = (*column.pipeline.stages[:-1], StageName(name))
            self._comparison.set_pipeline(self.key, PipelineName(stages))
        self.touched.emit(self.key)

    def _open_menu(self, place: QPoint) -> None:
        self.touched.emit(self.key)
        self.menu_wanted.emit(place)

    def _continue(self) -> None:
        """Ask for what follows, where the end of the list comes into view."""
        bar = self.view.verticalScrollBar()
        if len(self.model) and self.view.isVisible() and bar.value() >= bar.maximum() - bar.pageStep():
            self._comparison.extend(self.key)

    def _show_blank(self, column: Column) -> None:
        empty = column.result is None or not column.result.ids
        self.view.setVisible(not empty)
        self.blank.setVisible(empty)
        if column.result is not None:
            within = column.asked.within if column.asked is not None else None
            self.blank.show_reason(nothing_left(within, column.least))
        elif column.status in ("failed", "fitting") or self._comparison.query is None:
            self.blank.show_reason("")
        else:
            waits = tr("Searching…") if self._comparison.is_ready else tr(UNREAD)
            self.blank.show_waiting(column.message or waits)
