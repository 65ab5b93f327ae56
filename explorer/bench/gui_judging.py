"""The stations of the tour at which methods are understood and judged; they follow those of `gui_stations`."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QDockWidget, QWidget

from explorer.bench.gui_probe import Hand
from explorer.bench.gui_stations import close_dialogs, station, telling
from explorer.bench.gui_tour import Tour
from explorer.gui.evaluation_page import View
from explorer.gui.feedback import query_key
from explorer.gui.jobs_panel import JobsPanel
from explorer.gui.map_panel import MapPanel
from explorer.gui.state import DEFAULT_COLUMNS, column_setups
from explorer.gui.tool_row import Choice
from explorer.protocol.naming import parse_pipeline

SMALL = (1024, 700)


@station
def opened_again(tour: Tour) -> None:
    """The collection once more, with the columns and docks of the first time."""
    tour.window.resize(1440, 900)
    tour.window.session.open(tour.collection)
    tour.probe.until(lambda: tour.window.comparison.is_ready, "the features")
    tour.window.comparison.set_columns(column_setups(list(DEFAULT_COLUMNS)))
    tour.command("reset_layout")
    tour.search(telling(tour))


@station
def why_promoted(tour: Tour) -> None:
    """Paths, supporters and shares of the image that the method promotes most."""
    _show(tour, tour.window.docks.why, lambda: bool(tour.window.docks.why.why.paths))


@station
def why_with_a_cut(tour: Tour) -> None:
    """The same after the strongest path has lost its first edge."""
    path = tour.window.docks.why.why.paths[0]
    tour.window.docks.cuts.toggle_edge(*path[:2])
    tour.answered()
    tour.probe.rest(1.0)


@station
def why_in_a_small_window(tour: Tour) -> None:
    """The same beside narrow columns."""
    tour.window.docks.cuts.restore()
    _small(tour, tour.window.docks.why)


@station
def graph_three_steps(tour: Tour) -> None:
    """As far as the graph is drawn, in rings, framed by method."""
    tour.window.resize(1440, 900)
    panel = tour.window.panels.graph_dock.widget()
    _choose(panel, "Frames tell", "method")
    tour.large(tour.window.panels.graph_dock)
    _choose(panel, "Images beyond", "3")
    _choose(panel, "Layout", "radial")
    tour.answered()
    tour.probe.rest(1.5)


@station
def graph_by_springs(tour: Tour) -> None:
    """A layout that people know from networkx."""
    panel = tour.window.panels.graph_dock.widget()
    _choose(panel, "Images beyond", "1")
    _choose(panel, "Layout", "spring")
    tour.answered()
    tour.probe.rest(2.5)


@station
def map_trustworthiness(tour: Tour) -> None:
    """Where the map deceives, and what it has torn apart."""
    _choose(tour.window.panels.graph_dock.widget(), "Layout", "force")
    panel = _map_panel(tour)
    tour.large(tour.window.panels.map_dock)
    _choose(panel, "Colour by", "trustworthiness")
    panel.jumps.setChecked(True)
    tour.probe.until(lambda: panel.map.facts is not None, "the facts of the map", 60)
    tour.probe.settle()


@station
def map_groups(tour: Tour) -> None:
    """Groups of the graph, of which the false clusters of the map are seen."""
    panel = _map_panel(tour)
    panel.jumps.setChecked(False)
    _choose(panel, "Colour by", "cluster")
    tour.probe.settle()


def _curves(kind: str) -> Callable[[Tour], None]:
    def visit(tour: Tour) -> None:
        dock = tour.window.docks.curves
        _show(tour, dock)
        assert dock.panel is not None
        _choose(dock.panel, "Curve", kind)
        tour.probe.settle()

    visit.__name__ = f"curves_{kind}"
    return visit


for _kind in ("slopes", "histogram", "overlap", "precision"):
    station(_curves(_kind))


@station
def curves_in_a_small_window(tour: Tour) -> None:
    """The slopes where there is little room."""
    _small(tour, tour.window.docks.curves)


@station
def codes(tour: Tour) -> None:
    """Two lengths of codes beside the vectors, bit by bit and ring by ring."""
    tour.window.resize(1440, 900)
    for name in ("itq[bits=32]", "itq[bits=64]"):
        tour.window.comparison.add_column(parse_pipeline(name))
    tour.answered()
    dock = tour.window.docks.codes
    _show(tour, dock, lambda: dock.key >= 0)


@station
def codes_in_a_small_window(tour: Tour) -> None:
    """The same where there is little room."""
    _small(tour, tour.window.docks.codes)


@station
def training(tour: Tour) -> None:
    """A network that learns a map of its own."""
    tour.window.resize(1440, 900)
    tour.window.comparison.set_columns(column_setups(["cosine", "grad"]))
    tour.answered()
    _show(tour, tour.window.docks.training)


@station
def captions(tour: Tour) -> None:
    """Words that are near, where the collection has any."""
    tour.window.comparison.set_columns(column_setups(list(DEFAULT_COLUMNS)))
    tour.answered()
    _show(tour, tour.window.docks.captions)


@station
def preprocessed_and_foreign(tour: Tour) -> None:
    """One method behind another stage, and the list of another program."""
    tour.command("reset_layout")
    comparison, catalogue = tour.window.comparison, tour.window.session.catalogue
    comparison.add_column(parse_pipeline("whiten>gnn-rerank"))
    tour.answered()
    result, query = comparison.columns[0].result, comparison.query
    assert result is not None
    assert query is not None
    assert query.member is not None
    asking = catalogue.relative_path(query.member)
    lines = [
        f"{asking}\t0\t{catalogue.relative_path(image)}\t{rank}\t{score}\tother"
        for rank, (image, score) in enumerate(zip(result.ids[::2], result.scores[::2], strict=True), start=1)
    ]
    with TemporaryDirectory() as folder:
        run = Path(folder) / "another program.run"
        run.write_text("\n".join(line.replace("\t", " ") for line in lines), "utf-8")
        tour.window.column_commands.add_run(run)
    tour.answered()


@station
def marked_and_locked(tour: Tour) -> None:
    """Results marked right and wrong, the column that they move, and a column that keeps its list."""
    comparison = tour.window.comparison
    comparison.set_columns(column_setups(list(DEFAULT_COLUMNS)))
    tour.answered()
    comparison.toggle_lock(comparison.columns[0].key)
    result = comparison.columns[1].result
    assert result is not None
    assert comparison.query is not None
    curation, key = tour.window.desk.curation, query_key(comparison.query)
    curation.put("Mark", "mark", result.ids[:3], 1, key)
    curation.put("Mark", "mark", result.ids[5:6], -1, key)
    comparison.add_feedback(comparison.columns[1].key)
    tour.answered()


@station
def another_query_beside_the_locked_list(tour: Tour) -> None:
    """The locked column stays as it was."""
    tour.search(telling(tour) + 3)


@station
def tags(tour: Tour) -> None:
    """Words for some images."""
    comparison = tour.window.comparison
    comparison.toggle_lock(comparison.columns[0].key)
    tour.command("show_collection")
    view = tour.window.workbench.grid.view
    hand = Hand(view.viewport())
    hand.press(tour.cell(view, 1))
    hand.release(tour.cell(view, 1))
    tour.probe.rest(0.3)
    tour.command("tags")


@station
def note(tour: Tour) -> None:
    """A text about one image."""
    close_dialogs(tour)
    tour.command("note")


@station
def label(tour: Tour) -> None:
    """The right label of some images, where they have any."""
    close_dialogs(tour)
    tour.command("correct_label")


@station
def duplicates(tour: Tour) -> None:
    """Images that are nearly the same."""
    close_dialogs(tour)
    tour.command("duplicates")
    tour.probe.settle()
    tour.probe.rest(1.0)


@station
def changes(tour: Tour) -> None:
    """What was added, to be undone."""
    close_dialogs(tour)
    tour.command("changes")


@station
def saved_queries(tour: Tour) -> None:
    """Queries and filters that have a name."""
    close_dialogs(tour)
    tour.window.desk.saved.save("query", "Something sweet")
    tour.command("saved")


@station
def evaluation_empty(tour: Tour) -> None:
    """Nothing is measured yet."""
    close_dialogs(tour)
    tour.command("show_evaluation")
    tour.probe.until(lambda: tour.window.desk.evaluation.page is not None, "the page", 20)


@station
def evaluation_table(tour: Tour) -> None:
    """Figures with their intervals."""
    page = tour.window.desk.evaluation.page
    assert page is not None
    page.name_methods("cosine, gnn-rerank, alpha-qe, itq[bits=64]")
    page.start()
    tour.probe.until(lambda: not tour.window.desk.evaluation.evaluation.running, "the evaluation")


def _evaluation(view: View) -> Callable[[Tour], None]:
    def visit(tour: Tour) -> None:
        tour.window.desk.evaluation.show(view)
        tour.probe.settle()

    visit.__name__ = f"evaluation_{view}"
    return visit


_VIEWS: tuple[View, ...] = ("precision", "recall", "cost", "queries", "hubs")
for _view in _VIEWS:
    station(_evaluation(_view))


@station
def evaluation_sweep(tour: Tour) -> None:
    """Values of a parameter compared on a part that is not the test."""
    page = tour.window.desk.evaluation.page
    assert page is not None
    page.show_view("sweep")
    tour.probe.rest(0.3)
    page.sweep.run.click()
    tour.probe.until(lambda: not tour.window.desk.evaluation.evaluation.running, "the sweep")


@station
def evaluation_in_a_small_window(tour: Tour) -> None:
    """The table where there is little room."""
    tour.window.desk.evaluation.show("table")
    tour.window.resize(*SMALL)
    tour.probe.settle()


@station
def session_again(tour: Tour) -> None:
    """What was saved is on the screen again."""
    tour.window.resize(1440, 900)
    tour.command("show_results")
    tour.answered()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "saved.rexsession"
        tour.window.desk.sessions.save(path)
        tour.window.comparison.clear_query()
        tour.window.desk.sessions.open(path)
    tour.answered()


@station
def guide(tour: Tour) -> None:
    """The pages on the window, the methods and their formulas."""
    tour.command("guide")


@station
def about(tour: Tour) -> None:
    """Who made it, and of what."""
    close_dialogs(tour)
    tour.command("about")


@station
def report_of_a_job(tour: Tour) -> None:
    """What became of each file."""
    close_dialogs(tour)
    jobs = tour.window.jobs
    done = jobs.latest("index")
    if done is None:
        tour.command("read_again")
        tour.probe.settle()
        done = jobs.latest("index")
    assert done is not None
    panel = tour.window.panels.jobs_dock.widget()
    assert isinstance(panel, JobsPanel)
    panel.report_wanted.emit(done.number)


def _show(tour: Tour, dock: QDockWidget, full: Callable[[], bool] = lambda: True) -> None:
    """Bring a panel to the front, large, and wait until it is full."""
    tour.large(dock)
    tour.probe.until(lambda: getattr(dock, "panel", None) is not None and full(), dock.windowTitle(), 60)
    tour.probe.settle()
    tour.probe.rest(1.0)


def _map_panel(tour: Tour) -> MapPanel:
    panel = tour.window.panels.map_dock.widget()
    assert isinstance(panel, MapPanel)
    return panel


def _choose(panel: QWidget, name: str, value: str) -> None:
    """Choose from the menu of a control above a panel, as far as it offers that."""
    choice = next(one for one in panel.findChildren(Choice) if one.accessibleName().startswith(name))
    if value in choice.texts:
        choice.menu().actions()[list(choice.texts).index(value)].trigger()


def _small(tour: Tour, dock: QDockWidget) -> None:
    """The smallest window that is used."""
    tour.command("reset_layout")
    tour.window.resize(*SMALL)
    dock.show()
    dock.raise_()
    tour.probe.settle()
    tour.probe.rest(1.0)
