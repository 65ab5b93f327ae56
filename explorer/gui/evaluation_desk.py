"""The commands of evaluations, and what follows from them in the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from explorer.errors import ExplorerError, ParameterError
from explorer.gui.evaluation import ENDINGS, Evaluation
from explorer.gui.language import mark_text, tr
from explorer.gui.lazy_page import LazyPage
from explorer.gui.state import member_query
from explorer.protocol.naming import PipelineName, parse_pipeline

if TYPE_CHECKING:
    from explorer.gui.evaluation_page import EvaluationPage, View
    from explorer.gui.main_window import MainWindow

_KINDS = mark_text("Page (*.html);;Report for this program (*.json);;Table (*.csv);;LaTeX (*.tex)")


class EvaluationDesk(QObject):
    """Puts the page of evaluations into the window.

    Attributes:
        evaluation: what is measured.
        place: where the page is; filled when it is first shown.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session, self._comparison = window.session, window.comparison
        self._messages = window.workbench.messages
        self._wanted: View | None = None
        self._methods: str | None = None
        self.evaluation = Evaluation(window.session, window.jobs, self)
        self.evaluation.failed.connect(lambda text: self._messages.show_message("error", text))
        self.place = LazyPage("explorer.gui.evaluation_page", self._make, window.workbench.background)
        self.place.filled.connect(self._follow)
        window.workbench.add_page("evaluation", self.place)
        for name, action in {
            "show_evaluation": self.show, "evaluate": self.start, "cancel_evaluation": self.evaluation.cancel,
            "open_report": self.pick_report, "save_report": self.pick_target, "foreign_ranking": self.pick_ranking,
        }.items():  # fmt: skip
            window.commands[name].triggered.connect(lambda _=False, action=action: action())
        for signal in (self.evaluation.changed, self.evaluation.running_changed, window.session.opened):
            signal.connect(self._update_commands)
        window.session.catalogue_changed.connect(lambda _: self._follow())
        window.session.searchable.connect(lambda _: self._follow())
        window.comparison.columns_changed.connect(self._follow)
        window.comparison.column_changed.connect(lambda _: self._follow())
        self._update_commands()

    @property
    def page(self) -> EvaluationPage | None:
        """The page; None until it was first shown."""
        return self.place.page

    def show(self, view: View | None = None) -> None:
        """Bring the page to the front, at one of its views."""
        self._wanted = view
        self._window.show_page("evaluation")
        self._choose_view()

    def start(self) -> None:
        """Measure what the page names; the columns where it has not been shown yet."""
        if not self._session.catalogue.label_columns:
            self._messages.show_message(
                "info", tr("This collection has no labels, so nothing says which results are right.")
            )
            return
        self.show("table")
        if self.page is not None:
            self.page.start()
        else:
            self.evaluation.start(",".join(dict.fromkeys(str(name) for name in self._pipelines())))

    def open_query(self, image: int, before: str, after: str) -> None:
        """Search for an image in columns of two methods, of which the first is the reference."""
        report = self.evaluation.report
        if report is None or not self._has(image):
            self._messages.show_message(
                "info", tr("This image is not in the open collection; open that of the report.")
            )
            return
        keys = [self._column_of(report["methods"][name]["name"]) for name in (before, after)]
        if None not in keys:
            self._comparison.make_reference(keys[0])
        self._window.ask(member_query(image))

    def show_method(self, key: str) -> None:
        """Make a column of a method of the report."""
        report = self.evaluation.report
        if report is not None and self._column_of(report["methods"][key]["name"]) is not None:
            self._messages.show_message(
                "info", tr("{key} is a column of the results.", key=key), tr("Show the results"), self._results
            )

    def show_pipeline(self, pipeline: PipelineName) -> None:
        """Make a column of a method."""
        self._column_of(str(pipeline))
        self._messages.show_message(
            "info", tr("{pipeline} is a column.", pipeline=pipeline), tr("Show the results"), self._results
        )

    # Sessions

    def taken(self) -> dict[str, Any]:
        """What a session keeps."""
        evaluation = self.evaluation
        kept = {} if evaluation.report is None else {"title": evaluation.title, "report": evaluation.report}
        return {**kept, **({} if self.page is None else {"view": self.page.view, "methods": self.page.methods.text()})}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show what a session kept."""
        from explorer.protocol.report import check_report

        try:
            report = check_report(kept["report"], tr("The session")) if kept.get("report") else None
        except ExplorerError as fault:
            self._messages.show_message("error", str(fault))
            report = None
        self.evaluation.show(report, str(kept.get("title", "")) if report is not None else "")
        self._wanted, self._methods = kept.get("view"), kept.get("methods")
        self._choose_view()

    # Files

    def pick_report(self) -> None:
        """Have the person choose a report."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open a report"), filter=tr("Reports (*.json)"))
        if name:
            self.open_report(Path(name))

    def open_report(self, path: Path) -> None:
        """Show a report from a file."""
        self.evaluation.open(path)
        if self.evaluation.report is not None:
            self.show("table")

    def pick_target(self) -> None:
        """Have the person choose where the report goes."""
        proposed = f"{self._session.title or 'evaluation'}.html"
        name, kind = QFileDialog.getSaveFileName(self._window, tr("Save the report"), proposed, tr(_KINDS))
        if name:
            path = Path(name)
            ending = kind.partition("*")[2].rstrip(")")
            self.save_report(path if path.suffix.lower() in ENDINGS else Path(f"{name}{ending or '.html'}"))

    def save_report(self, path: Path) -> None:
        """Write the report, and say so."""
        if self.evaluation.save(path):
            self._messages.show_message("info", tr("The report is written to {path}.", path=path))

    def pick_ranking(self) -> None:
        """Have the person choose a ranking of another program, to be measured like our own."""
        kinds = tr("Rankings: TREC run, or scores (*.txt *.run *.trec *.npy)")
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Add a ranking of another program"), filter=kinds)
        if name:
            self.add_ranking(Path(name))

    def add_ranking(self, path: Path) -> None:
        """Measure a ranking of another program beside the methods from now on."""
        self.evaluation.foreign[path.stem] = path
        self.show()
        text = tr("{name} is measured beside the methods, as {stem}.", name=path.name, stem=path.stem)
        self._messages.show_message("info", text, tr("Evaluate"), self.start)

    # What follows from what

    def _make(self) -> EvaluationPage:
        from explorer.gui.evaluation_page import EvaluationPage

        page = EvaluationPage(self.evaluation, self._name, self._window.thumbnails)
        page.query_wanted.connect(self.open_query)
        page.method_wanted.connect(self.show_method)
        page.pipeline_wanted.connect(self.show_pipeline)
        page.image_wanted.connect(self._search)
        page.open_wanted.connect(self.pick_report)
        page.save_wanted.connect(self.pick_target)
        page.foreign_wanted.connect(self.pick_ranking)
        return page

    def _follow(self) -> None:
        if self.page is None:
            return
        possible = bool(self._comparison.methods) and bool(self._session.catalogue.label_columns)
        self.page.show_methods(self._pipelines(), self._comparison.methods, possible=possible)
        self._choose_view()

    def _choose_view(self) -> None:
        if self.page is None:
            return
        if self._wanted in self.page.pages:
            self.page.show_view(self._wanted)
        if self._methods is not None:
            self.page.name_methods(str(self._methods))
        self._wanted = self._methods = None

    def _search(self, image: int) -> None:
        if self._has(image):
            self._window.ask(member_query(image))

    def _has(self, image: int) -> bool:
        """Whether an image of the report is one of the open collection: ids of another say nothing here."""
        catalogue, asked = self._session.catalogue, (self.evaluation.report or {}).get("asked")
        if asked is not None and asked["ids"]:
            same = (catalogue.relative_path(asked["ids"][place]) == asked["names"][place] for place in (0, -1))
            return all(same) and catalogue.row(image) is not None
        return catalogue.row(image) is not None

    def _name(self, image: int) -> str:
        return self._session.catalogue.relative_path(image) if self._has(image) else ""

    def _results(self) -> None:
        self._window.show_page("results")

    def _pipelines(self) -> list[PipelineName]:
        return [column.pipeline for column in self._comparison.columns if column.lookup is None]

    def _column_of(self, name: str) -> int | None:
        """The key of the column of a method, which is added where there is none; None for what cannot be one."""
        try:
            pipeline = parse_pipeline(name)
        except ParameterError:  # a ranking from a file
            return None
        found = [column.key for column in self._comparison.columns if column.pipeline == pipeline]
        if not found:
            self._comparison.add_column(pipeline)
            found = [self._comparison.columns[-1].key]
        return found[0]

    def _update_commands(self) -> None:
        commands, is_open = self._window.commands, self._session.workspace is not None
        running = self.evaluation.running
        commands.enable(is_open, "show_evaluation", "open_report")
        commands.enable(is_open and not running, "evaluate", "foreign_ranking")
        commands.enable(running, "cancel_evaluation")
        commands.enable(self.evaluation.report is not None, "save_report")
