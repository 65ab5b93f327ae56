"""The pages beside the window: settings, shortcuts, about; and what is told of a crash. None is modal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from explorer.errors import WorkspaceError
from explorer.gui.background import Background
from explorer.gui.crash import CrashLog
from explorer.gui.jobs import Job
from explorer.gui.language import tr, tr_count
from explorer.gui.message_bar import MessageBar
from explorer.gui.reveal import reveal
from explorer.gui.session import Session
from explorer.gui.settings import Settings
from explorer.gui.theme import ThemeName
from explorer.workspace import places
from explorer.workspace.report_bundle import write_bundle

if TYPE_CHECKING:
    from explorer.gui.about import AboutPage
    from explorer.gui.guide import GuidePage
    from explorer.gui.job_report import JobReport
    from explorer.gui.main_window import MainWindow
    from explorer.gui.palette import CommandPalette
    from explorer.gui.settings_dialog import SettingsDialog
    from explorer.gui.shortcuts import ShortcutsPage
    from explorer.gui.tour import Tour


class Pages(QObject):
    """Opens each page once; a second wish brings it to the front. A page is imported when it is first wanted."""

    def __init__(self, window: MainWindow, messages: MessageBar, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._messages = messages
        self._settings = settings
        self._open: dict[str, QDialog] = {}
        self._tour: Tour | None = None

    def show_settings(
        self, settings: Settings, session: Session, background: Background, choose_theme: Callable[[ThemeName], None]
    ) -> SettingsDialog:
        """Show the settings."""
        from explorer.gui.settings_dialog import SettingsDialog

        def make() -> SettingsDialog:
            dialog = SettingsDialog(settings, session, background, self._window)
            dialog.theme_chosen.connect(choose_theme)
            dialog.finished.connect(lambda _: settings.keep())
            return dialog

        return self._show("settings", make)

    def show_shortcuts(self, panels: list[str]) -> ShortcutsPage:
        """Show every command with its keys."""
        from explorer.gui.shortcuts import ShortcutsPage

        return self._show("shortcuts", lambda: ShortcutsPage(panels, self._window))

    def show_palette(self) -> CommandPalette:
        """Open the command palette."""
        from explorer.gui.palette import CommandPalette

        palette = CommandPalette(self._window)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.popup(self._window.commands.menus.values())
        return palette

    def show_tour(self) -> Tour:
        """Begin the tour, from the step that is to be done next."""
        from explorer.gui.tour import Tour

        if self._tour is None:
            self._tour = Tour(self._window, self._settings)
        self._tour.begin()
        return self._tour

    def offer_tour(self) -> None:
        """Begin the tour at the first start of all."""
        if not self._settings.tour_seen:
            self.show_tour()

    def show_guide(self) -> GuidePage:
        """Show the user guide."""
        from explorer.gui.guide import GuidePage

        return self._show("guide", lambda: GuidePage(self._window))

    def show_about(self) -> AboutPage:
        """Show version, promise and licences."""
        from explorer.gui.about import AboutPage

        return self._show("about", lambda: AboutPage(self._window))

    def show_report(self, job: Job, catalogue: Path, root: Path, background: Background) -> JobReport:
        """Show what a job did to each file."""
        from explorer.gui.job_report import JobReport

        return self._show(f"report {job.number}", lambda: JobReport(job, catalogue, root, background, self._window))

    def show_log(self) -> None:
        """Open the folder of logs and crash reports."""
        if not reveal(places.log_dir()):
            self._messages.show_message("info", tr("The logs are in {log_dir}.", log_dir=places.log_dir()))

    def save_bundle(self) -> None:
        """Ask where, and save what helps to find a fault."""
        title, archives = tr("Save a fault report"), tr("Archive (*.zip)")
        name, _ = QFileDialog.getSaveFileName(self._window, title, "retrieval-explorer-report.zip", archives)
        if name:
            self.write_bundle(Path(name))

    def write_bundle(self, path: Path) -> None:
        """Save what helps to find a fault, and say that it may be looked at."""
        try:
            write_bundle(path)
        except WorkspaceError as error:
            self._messages.show_message("error", str(error))
        else:
            said = tr("Saved {path}. It holds no names and paths of yours; look into it before you send it.", path=path)
            self._messages.show_message("info", said)

    def offer_report(self, crashes: CrashLog) -> None:
        """Tell of the run before, where it ended unexpectedly."""
        report = crashes.last
        if report is None:
            return
        actions = {
            tr("Show the log"): lambda: reveal(report),
            tr("Copy"): lambda: QGuiApplication.clipboard().setText(crashes.read_last()),
            tr("Save a fault report…"): self.save_bundle,
            tr("Dismiss"): self._messages.hide,
        }
        of_window, of_child = (
            tr("The program ended unexpectedly last time."),
            tr("A background process crashed last time."),
        )
        self._messages.show_choices("warning", of_window if crashes.of_window else of_child, actions)

    def tell_problems(self, job: Job | None, show_report: Callable[[int], None]) -> None:
        """Tell of files that a job could not use; else whatever was told before is out of date."""
        if job is None or not job.problems:
            self._messages.hide()
            return
        count = len(job.problems)
        text = tr_count(
            "{n:,} file was missing or could not be read; all others are ready.",
            "{n:,} files were missing or could not be read; all others are ready.",
            count,
        )
        self._messages.show_message("warning", text, tr("Report"), lambda: show_report(job.number))

    def tell_failure(self, sentence: str, again: Callable[[], None] | None) -> None:
        """Tell what failed, and offer to try it again where that may help."""
        self._messages.show_message("error", sentence, tr("Retry") if again else "", again)

    def tell_error(self, sentence: str) -> None:
        """Tell of an error that was written down; the program goes on."""
        self._messages.show_message("error", sentence, tr("Show the log"), self.show_log)

    def _show(self, name: str, make: Callable[[], QDialog]) -> QDialog:
        page = self._open.get(name)
        if page is None:
            page = self._open[name] = make()
            page.destroyed.connect(lambda: self._open.pop(name, None))
            page.show()
        else:
            page.raise_()
            page.activateWindow()
        return page
