"""The window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QCloseEvent

from explorer.gui.front import Front
from explorer.gui.language import tr
from explorer.gui.settings import Settings
from explorer.gui.theme import Theme, ThemeName
from explorer.protocol import resources

if TYPE_CHECKING:
    from explorer.gui.catalogue import CatalogueView
    from explorer.gui.engine import ClientFactory
    from explorer.gui.workbench import Page
    from explorer.protocol.ids import Ids
    from explorer.protocol.query import Query, Term
    from explorer.protocol.specs import MethodSpec


class MainWindow(Front):
    """Puts the parts together: what a command does, what follows from what.

    The parts are there after `build`; until then their modules are imported for their types alone.

    Attributes:
        session: the open collection.
        comparison: query and columns.
        queries: the one place where the query is changed.
        workbench: the middle of the window.
        panels: map, graph, jobs.
        docks: those behind the graph.
        desk: where images and methods are judged.
    """

    def __init__(self, settings: Settings, theme: Theme, connect: ClientFactory) -> None:
        super().__init__(settings)
        self._settings = settings
        self._theme = theme
        self._connect_engine = connect

    # Putting together

    def build(self) -> None:
        """Make everything that the first picture does not show; once."""
        if self.is_whole:
            return
        self._make_parts()
        self.setCentralWidget(self.workbench)
        self.setDockNestingEnabled(True)
        self.commands.refresh_icons()
        self.commands.add_docks(self.panels.docks)
        self.commands.add_themes(self._settings.theme, self._choose_theme)
        self._connect()
        self.is_whole = True
        self.show_page("welcome")
        self._update_commands()

    def _make_parts(self) -> None:
        from explorer.gui.background import Background
        from explorer.gui.column_commands import ColumnCommands
        from explorer.gui.comparison import Comparison
        from explorer.gui.desk import Desk
        from explorer.gui.further import FurtherDocks, Parts
        from explorer.gui.history_menu import MouseHistory
        from explorer.gui.image_menu import ImageMenu
        from explorer.gui.intake import Intake
        from explorer.gui.linking import Linking
        from explorer.gui.pages import Pages
        from explorer.gui.panels import Panels
        from explorer.gui.query_editor import QueryEditor
        from explorer.gui.session import Session
        from explorer.gui.state import column_setups
        from explorer.gui.thumbnails import Thumbnails
        from explorer.gui.viewing import Viewing
        from explorer.gui.window_layout import WindowLayout
        from explorer.gui.workbench import Workbench

        settings = self._settings
        self._background = Background(self)
        self.thumbnails = Thumbnails(self)
        self.session = Session(self._connect_engine, self.jobs, self.thumbnails, self._background)
        self.comparison = Comparison(self.jobs, column_setups(settings.first_columns or settings.columns), self)
        self.queries = QueryEditor(self.session, self.comparison, self)
        self.workbench = Workbench(
            self.comparison, self.thumbnails, self._background, self._bar_actions(), self._welcome
        )
        self.panels = Panels(self, self.jobs, self.thumbnails)
        parts = Parts(
            self.session, self.comparison, self.queries, self.jobs, self.thumbnails, self._background,
            self.workbench.columns, self.panels,
        )  # fmt: skip
        self.docks = FurtherDocks(self, parts)
        self.panels.add(self.docks.all)
        self.linking = Linking(self.session, self.comparison, self.workbench.columns, self.panels)
        self.intake = Intake(self, self.queries, self._background)
        self.layout_keeper = WindowLayout(self, self.panels, settings)
        self.viewing = Viewing(self.session, self.comparison, self.workbench, self.show_page)
        self.image_menu = ImageMenu(self, self.commands, self.viewing, self.queries, self._background)
        self.column_commands = ColumnCommands(
            self, self.commands, comparison=self.comparison, columns=self.workbench.columns, session=self.session,
            jobs=self.jobs, messages=self.workbench.messages,
        )  # fmt: skip
        self.desk = Desk(self)
        self.pages = Pages(self, self.workbench.messages, settings)
        self._mouse_history = MouseHistory(self, self.queries.back, self.queries.forward)

    # What happens at start and end

    def start(self, path: Path | None) -> None:
        """Begin the slow things; called once the window is visible."""
        self.build()
        self._welcome.look_up(self._background)
        self.panels.load(self._background, self._describe)
        self.session.start_engine()
        if path is not None:
            QTimer.singleShot(0, self, lambda: self.desk.open(path))  # docks that were just made have no size yet

    def stop(self) -> None:
        """End everything that runs."""
        self.workbench.viewer.stop()
        self.session.close()
        self._background.close()

    def open_demo(self) -> None:
        """Open the collection that comes with the program."""
        self.session.open(resources.find("demo"))

    def ask(self, query: Query) -> None:
        """Search, and show the columns."""
        self.queries.ask(query)

    def view(self, images: Sequence[int], current: int) -> None:
        """Show an image of a list as large as the window."""
        self.viewing.view(images, current)

    def _bar_actions(self) -> tuple[list, list]:
        left = [self.commands[name] for name in ("back", "forward", "open_image", "paste")]
        right = [self.commands[name] for name in ("filter", "show_collection", "show_results", "add_column")]
        return left, right

    def _connect(self) -> None:
        self._connect_commands()
        bench, session, tell = self.workbench, self.session, self.workbench.messages.show_message
        bench.welcome.folder_wanted.connect(self.intake.pick_folder)
        bench.welcome.features_wanted.connect(self.intake.pick_features)
        bench.welcome.demo_wanted.connect(self.open_demo)
        bench.welcome.recent_chosen.connect(session.open)
        bench.welcome.recent_removed.connect(self._forget)
        self.intake.collection_given.connect(session.open)
        self.intake.hot.connect(bench.welcome.zone.set_hot)
        self.intake.refused.connect(lambda text: tell("info", text))
        bench.query_bar.label_column_chosen.connect(session.set_label_column)
        for source in (bench.grid.view, bench.columns, self.panels):
            source.hovered.connect(self.linking.hover)
            source.chosen.connect(lambda image: self.queries.search_members([image]))
        bench.grid.view.hovered.connect(bench.grid.view.mark)
        self._connect_queries()
        self._connect_viewer()
        bench.follow(session)
        session.opened.connect(self._opened)
        session.closed.connect(self._closed)
        session.outdated.connect(lambda text: tell("info", text, tr("Read again"), self._read_again))
        session.catalogue_changed.connect(self._catalogue_changed)
        session.searchable.connect(self._searchable)
        session.indexed.connect(lambda: self.pages.tell_problems(self.jobs.latest("index"), self._show_report))
        self.panels.jobs_dock.widget().report_wanted.connect(self._show_report)
        session.failed.connect(lambda text, retry: self.pages.tell_failure(text, self._read_again if retry else None))
        session.said.connect(lambda text: tell("info", text))
        self.comparison.query_changed.connect(self._query_changed)
        self.comparison.columns_changed.connect(self._remember_columns)
        self.comparison.columns_changed.connect(lambda: self.layout_keeper.make_room(bench.columns.sizeHint().width()))
        self.comparison.column_changed.connect(lambda _: self._remember_columns())
        self._job_status.clicked.connect(self._show_jobs)
        self._theme.changed.connect(self._theme_changed)

    def _connect_queries(self) -> None:
        queries, bar, messages = self.queries, self.workbench.query_bar, self.workbench.messages
        queries.asked.connect(lambda: self.show_page("results"))
        queries.said.connect(messages.show_message)
        queries.waiting.connect(bar.show_waiting)
        queries.words_changed.connect(bar.show_words_field)
        queries.homeless.connect(self._explain_missing_collection)
        bar.removed.connect(queries.remove_term)
        bar.term_changed.connect(lambda place, values: queries.set_term(place, **values))
        bar.region_wanted.connect(queries.edit_region)
        bar.words_given.connect(queries.search_words)
        bar.history_chosen.connect(queries.go)
        bar.history_wanted.connect(self.commands["recent_queries"].trigger)
        queries.region_wanted.connect(self._draw_region)
        self.workbench.region.drawn.connect(queries.set_region)

    def _connect_viewer(self) -> None:
        viewer, menu = self.workbench.viewer, self.image_menu
        for source in (self.workbench.grid, self.workbench.columns):
            source.viewed.connect(self.viewing.view_one)
            source.menu_wanted.connect(menu.popup)
            source.selection_changed.connect(menu.update_commands)
            source.selection_changed.connect(lambda images: self.status.show_selected(len(images)))
        self.panels.viewed.connect(self.viewing.view_one)
        self.panels.menu_wanted.connect(menu.popup)
        self.panels.lassoed.connect(self._lassoed)
        self.workbench.filter_bar.changed.connect(self.panels.follow_filter)
        self.workbench.filtering.within_changed.connect(self.panels.show_within)
        viewer.menu_wanted.connect(menu.popup)
        viewer.closed.connect(lambda: self.layout_keeper.set_full_screen(False))
        viewer.shown.connect(self.linking.hover)
        viewer.shown.connect(menu.update_commands)
        viewer.add_action(self.commands["full_screen"])
        viewer.chosen.connect(lambda image: self.queries.search_members([image]))
        menu.view_wanted.connect(self.viewing.view_selected)
        menu.compare_wanted.connect(self.viewing.compare_with_query)
        menu.said.connect(self.workbench.messages.show_message)
        menu.why_wanted.connect(self.docks.why.explain)
        menu.drop_wanted.connect(self.docks.cuts.toggle_node)

    def _connect_commands(self) -> None:
        for name, action in {
            "open_folder": self.intake.pick_folder, "open_features": self.intake.pick_features,
            "open_address": self.intake.ask_address, "open_demo": self.open_demo, "read_again": self._read_again,
            "close_collection": self._close_collection, "quit": self.close, "open_image": self.intake.pick_images,
            "paste": self.intake.paste, "back": self.queries.back, "reset_layout": self.layout_keeper.reset_docks,
            "forward": self.queries.forward, "recent_queries": self._show_history,
            "about": self.pages.show_about, "guide": self.pages.show_guide, "palette": self.pages.show_palette,
            "shortcuts": lambda: self.pages.show_shortcuts([dock.windowTitle() for dock in self.panels.docks]),
            "tour": self.pages.show_tour, "show_log": self.pages.show_log, "settings": self._show_settings,
            "show_collection": lambda: self.show_page("collection"), "save_bundle": self.pages.save_bundle,
            "show_results": lambda: self.show_page("results"), "full_screen": self._toggle_full_screen,
            "filter": self.workbench.filter_bar.ask, "clear_filters": self.workbench.filter_bar.clear,
        }.items():  # fmt: skip
            self.commands[name].triggered.connect(lambda _=False, action=action: action())

    # What follows from what

    def _opened(self) -> None:
        assert self.session.engine is not None
        assert self.session.path is not None
        self.workbench.messages.hide()
        self.comparison.attach(self.session.engine)
        self.setWindowTitle(f"{self.session.full_title} – Retrieval Explorer")
        self.layout_keeper.show_docks()
        self.panels.graph_dock.raise_()
        self.show_page("collection")

    def _catalogue_changed(self, catalogue: CatalogueView) -> None:
        self.workbench.show_catalogue(catalogue)
        self.comparison.set_label_column(catalogue.label_column)
        if len(catalogue) and self.session.path is not None:
            self._settings.remember(self.session.path, self.session.title)
        self.status.show_collection(self.session.full_title, len(catalogue), self.session.vectors_of)

    def _searchable(self, methods: dict[str, MethodSpec]) -> None:
        self.comparison.start(methods, self.session.encoders, by_captions=self.session.by_captions)
        self.status.show_collection(self.session.full_title, len(self.session.catalogue), self.session.vectors_of)
        self._update_commands()

    def _lassoed(self, ids: Ids) -> None:
        """Show and search what was encircled on the map; none shows everything again."""
        self.workbench.filter_bar.set_selection(ids, tr("{n:,} images from the map", n=len(ids)))
        if len(ids):
            self.show_page("collection")

    def _query_changed(self) -> None:
        self.workbench.query_bar.show_query(self.comparison.query, self.session.catalogue)
        self.workbench.region.follow(self.queries.terms)
        if self.comparison.query is not None:
            self.show_page("results")
            self.panels.end_reading()
        self.status.show_query(self.comparison.query)
        self._update_commands()

    def _update_commands(self) -> None:
        history, is_open = self.comparison.history, self.session.workspace is not None
        self.commands.enable(bool(history.past), "back")
        self.commands.enable(bool(history.future), "forward")
        self.commands.enable(bool(history.entries()), "recent_queries")
        self.workbench.query_bar.enable_history(bool(history.entries()))
        self.commands.enable(history.current is not None, "show_results")
        self.commands.enable(is_open, "read_again", "close_collection", "show_collection", "reset_layout")
        self.commands.enable(is_open, "filter", "clear_filters")
        self.column_commands.enable(is_open)
        self.image_menu.update_commands()

    def _remember_columns(self) -> None:
        self._settings.columns = [setup.line for setup in self.comparison.setups()]

    def show_page(self, page: Page) -> None:
        """Show one of the pages in the middle."""
        if page == "welcome":
            self.workbench.welcome.show_recent(self._settings.recent)
            self._fill_recent_menu()
        if page == "results" and self.comparison.query is None and self.workbench.page == "results":
            page = "collection"
        self.workbench.show_page(page)
        self.image_menu.update_commands()
        for name in ("collection", "results", "evaluation"):
            self.commands[f"show_{name}"].setChecked(page == name)

    def _fill_recent_menu(self) -> None:
        self.commands.recent.clear()
        for collection in self._settings.recent:
            self.commands.recent.addAction(collection.title, lambda path=collection.path: self.session.open(path))
        self.commands.recent.setEnabled(not self.commands.recent.isEmpty())

    def _forget(self, path: Path) -> None:
        self._settings.forget(path)
        self.show_page("welcome")

    # Commands

    def _explain_missing_collection(self) -> None:
        text = tr("Open a collection first; then an image dropped on the window is searched for in it.")
        self.workbench.messages.show_message("info", text, tr("Open the demo"), self.open_demo)

    def _draw_region(self, term: Term) -> None:
        if self.workbench.page not in ("collection", "results"):
            self.show_page("results" if self.queries.terms else "collection")
        self.workbench.region.open_term(term, self.session.catalogue, in_query=term in self.queries.terms)

    def _show_history(self) -> None:
        self.workbench.query_bar.show_history(self.comparison.history, self.session.catalogue)

    def _read_again(self) -> None:
        self.session.index()

    def _describe(self, image: int) -> str:
        return self.session.catalogue.describe(image)

    def _close_collection(self) -> None:
        self.layout_keeper.remember()
        self.session.close_then(lambda: None)

    def _closed(self) -> None:
        self.comparison.detach()
        self.panels.show_docks(visible=False)
        self.setWindowTitle("Retrieval Explorer")
        self.status.clear()
        self.show_page("welcome")
        self.session.start_engine()
        self._update_commands()

    def _show_jobs(self) -> None:
        self.panels.jobs_dock.show()
        self.panels.jobs_dock.raise_()

    def _toggle_full_screen(self) -> None:
        self.layout_keeper.set_full_screen(not self.isFullScreen(), bare=self.workbench.page == "viewer")

    def _choose_theme(self, name: ThemeName) -> None:
        self._settings.theme = name
        self.commands[f"theme_{name}"].setChecked(True)
        self._theme.choose(name)

    def _show_report(self, number: int) -> None:
        job, workspace = self.jobs.job(number), self.session.workspace
        if job is not None and workspace is not None:
            self.pages.show_report(job, workspace.catalogue_path, self.session.catalogue.root, self._background)

    def _show_settings(self) -> None:
        self.pages.show_settings(self._settings, self.session, self._background, self._choose_theme)

    def _theme_changed(self) -> None:
        self.commands.refresh_icons()
        self.workbench.refresh_icons()
        self.workbench.welcome.show_recent(self._settings.recent)
        self.workbench.columns.refresh()
        self.workbench.viewer.refresh_icons()
        self.workbench.messages.refresh_icons()
        self.panels.jobs_dock.widget().refresh_icons()

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """Draw sharply on another screen; Qt does not count that among the changes of `changeEvent`."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.is_whole:
            self.thumbnails.set_device_ratio(self.devicePixelRatioF())
            self._theme_changed()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Have the command for the full screen tell how it is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.is_whole:
            self.commands["full_screen"].setChecked(self.isFullScreen())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout and end everything."""
        if not self.is_whole:
            super().closeEvent(event)
            return
        if self.session.workspace is not None:
            self.layout_keeper.remember()
        self.stop()
        super().closeEvent(event)
