"""What can be done with a column: the commands of the menu, for the column that was used last."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.errors import ExplorerError
from explorer.gui import reproduce
from explorer.gui.actions import Actions
from explorer.gui.columns import ColumnsView
from explorer.gui.comparison import Comparison
from explorer.gui.foreign import read_ranking
from explorer.gui.jobs import Jobs
from explorer.gui.language import tr
from explorer.gui.message_bar import MessageBar
from explorer.gui.session import Session
from explorer.gui.state import LIST_LENGTH, Column
from explorer.protocol.messages import Message
from explorer.protocol.naming import PipelineName, StageName, parse_pipeline
from explorer.workspace import places

RUNS = "*.run *.trec *.txt *.npy"
NETWORKS = "*.onnx *.pt *.ts *.torchscript"


class ColumnCommands(QObject):
    """Does what the menu of columns offers, and fills its two changing submenus."""

    def __init__(
        self,
        window: QWidget,
        commands: Actions,
        *,
        comparison: Comparison,
        columns: ColumnsView,
        session: Session,
        jobs: Jobs,
        messages: MessageBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._comparison = comparison
        self._columns = columns
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self._menu = commands.menus["&Columns"]
        self._before = QMenu(tr("&Before ranking"), self._menu)
        self._before.setToolTipsVisible(True)
        self._encoders = QMenu(tr("&Encoder"), self._menu)
        self._encoders.setToolTipsVisible(True)
        self._encoder_group = QActionGroup(self._encoders)  # loses actions with the menu
        self._menu.insertMenu(commands["reference"], self._before)
        self._menu.insertMenu(commands["reference"], self._encoders)
        self._menu.insertSeparator(commands["reference"])
        self._menu.aboutToShow.connect(self._fill)
        comparison.columns_changed.connect(self._update)
        columns.focus_changed.connect(lambda _: self._update())
        comparison.column_changed.connect(lambda _: self._update())
        columns.column_menu_wanted.connect(self._pop_up)
        for name, action in self._actions().items():
            commands[name].triggered.connect(lambda _=False, action=action: action())

    def enable(self, is_open: bool) -> None:
        """Enable what can be done; nothing without a collection."""
        self._commands.enable(is_open, *self._actions())
        for menu in (self._before, self._encoders):
            menu.setEnabled(is_open)
        self._update()

    def _actions(self) -> dict[str, Callable[[], None]]:
        comparison = self._comparison
        return {
            "add_column": self._add,
            "duplicate_column": lambda: comparison.duplicate(self._columns.focus),
            "remove_column": lambda: comparison.remove_column(self._columns.focus),
            "column_left": lambda: comparison.move_column(self._columns.focus, -1),
            "column_right": lambda: comparison.move_column(self._columns.focus, 1),
            "parameters": self._toggle_parameters,
            "reference": lambda: comparison.make_reference(self._columns.focus),
            "lock_column": lambda: comparison.toggle_lock(self._columns.focus),
            "learn_anew": lambda: comparison.learn_anew(self._columns.focus),
            "foreign_column": self._pick_run,
            "encoder_file": self._pick_encoder_file,
            "encoder_folder": self._pick_encoder_folder,
            "copy_command": lambda: self._copy(reproduce.command, tr("The command")),
            "copy_python": lambda: self._copy(reproduce.python, tr("The Python program")),
            "save_ranking": self._save,
        }

    @property
    def _column(self) -> Column | None:
        return self._comparison.column(self._columns.focus)

    def _toggle_parameters(self) -> None:
        self._columns.widget_of(self._columns.focus).head.sliders.toggle()

    # The menu

    def _pop_up(self, corner: QPoint) -> None:
        """Show the menu with its upper right corner there."""
        self._menu.popup(corner - QPoint(self._menu.sizeHint().width(), 0))

    def _fill(self) -> None:
        """Bring the submenus up to date."""
        column = self._column
        if column is None or self._session.workspace is None:
            return
        self._fill_before(column)
        self._fill_encoders(column)

    def _update(self) -> None:
        """Disable what would do nothing."""
        column, columns = self._column, self._comparison.columns
        if self._session.workspace is None or column is None:
            return
        self._commands["remove_column"].setEnabled(len(columns) > 1)
        self._commands["column_left"].setEnabled(column is not columns[0])
        self._commands["column_right"].setEnabled(column is not columns[-1])
        self._commands["reference"].setEnabled(column is not self._comparison.reference)
        self._commands["lock_column"].setChecked(column.locked is not None)
        self._commands["learn_anew"].setEnabled(column.result is not None and column.result.is_behind)

    def _fill_before(self, column: Column) -> None:
        self._before.clear()
        used = [stage.name for stage in column.pipeline.stages[:-1]]
        for spec in self._comparison.methods.values():
            if not spec.precedes:
                continue
            place = f"{used.index(spec.name) + 1}. " if spec.name in used and len(used) > 1 else ""
            action = self._before.addAction(f"{place}{tr(spec.title)}", partial(self._toggle_stage, spec.name))
            action.setCheckable(True)
            action.setChecked(spec.name in used)
            action.setToolTip(tr(spec.summary))

    def _fill_encoders(self, column: Column) -> None:
        self._encoders.clear()
        chosen = self._comparison.encoder(column)
        for one in self._comparison.encoders:
            action = self._encoders.addAction(one.title, partial(self._choose_encoder, one.name))
            action.setToolTip(one.name or tr("Vectors of the feature file"))
            action.setCheckable(True)
            action.setChecked(one is chosen)
            self._encoder_group.addAction(action)
        self._encoders.addSeparator()
        for name in ("encoder_file", "encoder_folder"):
            self._encoders.addAction(self._commands[name])
            self._commands[name].setEnabled(self._session.catalogue.has_files)

    def _toggle_stage(self, name: str) -> None:
        """Put preprocessing before the ranking, last of all, or take it away."""
        column = self._column
        if column is None:
            return
        *before, ranker = column.pipeline.stages
        kept = [stage for stage in before if stage.name != name]
        if len(kept) == len(before):
            kept.append(StageName(name))
        self._comparison.set_pipeline(column.key, PipelineName((*kept, ranker)))

    # Columns

    def _add(self) -> None:
        """Put a method at the right that is not shown yet."""
        shown = {column.pipeline.ranker.name for column in self._comparison.columns}
        rankers = [name for name, spec in self._comparison.methods.items() if spec.kind == "ranker"]
        fresh = [name for name in rankers if name not in shown]
        self._comparison.add_column(parse_pipeline((fresh or rankers or ["cosine"])[0]))

    def _choose_encoder(self, name: str | None) -> None:
        self._comparison.set_encoder(self._columns.focus, name)

    def _pick_run(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Add a ranking"), filter=tr("Rankings: TREC run or matrix ({runs})", runs=RUNS)
        )
        if name:
            self.add_run(Path(name))

    def add_run(self, path: Path) -> None:
        """Show the lists of another program as a column."""
        catalogue = self._session.catalogue
        try:
            run = read_ranking(path, catalogue.listing.paths, catalogue.ids, catalogue.labels_of)
            self._comparison.add_foreign(run.name, run.result)
        except ExplorerError as fault:
            self._messages.show_message("error", str(fault))

    def _pick_encoder_file(self) -> None:
        kinds = tr("Networks, ONNX or TorchScript ({networks})", networks=NETWORKS)
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Add an encoder"), filter=kinds)
        if name:
            self.add_encoder(Path(name))

    def _pick_encoder_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self._window, tr("Add an encoder: a Hugging Face folder with config.json")
        )
        if name:
            self.add_encoder(Path(name))

    def add_encoder(self, path: Path) -> None:
        """Give all images vectors of that network, and then search the column by them."""
        workspace, key = self._session.workspace, self._columns.focus
        if workspace is None:
            return
        if workspace.read_only_reason:
            self._messages.show_message("info", workspace.read_only_reason)
        elif any(job.kind in {"index", "encoder"} for job in self._jobs.running()):
            text = tr("The collection is still being read; add the encoder when that has ended.")
            self._messages.show_message("info", text)
        else:
            self._jobs.start(
                "encoder",
                tr("Add encoder {name}", name=path.name),
                on_result=lambda message: self._encoder_added(key, message),
                on_error=lambda message: self._messages.show_message("error", str(message.get("message"))),
                encoder=str(path),
            )

    def _encoder_added(self, key: int, message: Message) -> None:
        self._comparison.set_encoder(key, message["encoder"])
        self._messages.show_message("info", str(message["summary"]))

    # Taking a column elsewhere

    def _copy(self, made: Callable[..., str], what: str) -> None:
        column, workspace = self._column, self._session.workspace
        question = None if column is None else self._comparison.question(column)
        if column is None or column.result is None or workspace is None or question is None:
            self._messages.show_message("info", tr("This column has no list yet; search for an image first."))
            return
        length = max(LIST_LENGTH, len(column.result.ids))
        try:
            text = made(workspace.path, question, length, places.cache_dir() / "filters")
        except ExplorerError as fault:  # the file with the images of a filter
            self._messages.show_message("error", str(fault))
            return
        QGuiApplication.clipboard().setText(text)
        self._messages.show_message("info", tr("{what} that makes this list is on the clipboard.", what=what))

    def _save(self) -> None:
        column = self._column
        if column is None or column.result is None:
            self._messages.show_message("info", tr("This column has no list yet; search for an image first."))
            return
        proposed = f"{self._session.title}-{column.pipeline.ranker.name}.csv"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the ranking"), proposed, tr("Tables (*.csv)"))
        if name:
            self.save(Path(name), column)

    def save(self, target: Path, column: Column) -> None:
        """Write the list of a column as a table."""
        assert column.result is not None
        try:
            reproduce.write_csv(target, column.result, self._comparison.changes(column), self._session.catalogue)
        except OSError as fault:
            text = tr(
                "{target} cannot be written ({strerror}); choose another place.", target=target, strerror=fault.strerror
            )
            self._messages.show_message("error", text)
        else:
            self._messages.show_message(
                "info", tr("{n:,} images are written to {target}.", n=len(column.result.ids), target=target)
            )
