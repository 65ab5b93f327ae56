"""Every panel of the window, through the one base class."""

from PySide6.QtWidgets import QWidget

from .panel import PanelTest, wait_for


class TestWelcome(PanelTest):
    def reveal(self, window) -> QWidget:
        window.show_page("welcome")
        return window.workbench.welcome


class TestQueryBar(PanelTest):
    def reveal(self, window) -> QWidget:
        window.show_page("collection")
        return window.workbench.query_bar


class TestChips(PanelTest):
    """The bar with more terms than fit."""

    states = ("full",)

    def reveal(self, window) -> QWidget:
        window.queries.search_members(window.session.catalogue.ids[:9].tolist())
        window.queries.set_term(1, sign=-1)
        return window.workbench.query_bar


class TestRegion(PanelTest):
    states = ("full",)

    def reveal(self, window) -> QWidget:
        window.queries.edit_region(member=int(window.session.catalogue.ids[3]))
        return window.workbench.region


class TestFilterBar(PanelTest):
    def reveal(self, window) -> QWidget:
        window.show_page("collection")
        if not window.workbench.filter_bar.isVisible():
            window.workbench.filter_bar.ask()
        return window.workbench.filter_bar


class TestMessageBar(PanelTest):
    def reveal(self, window) -> QWidget:
        sentence = "The folder could not be read to its end; look at its permissions and try it again."
        window.session.failed.emit(sentence, True)
        return window.workbench.messages


class TestGrid(PanelTest):
    def reveal(self, window) -> QWidget:
        window.show_page("collection")
        return window.workbench.grid


class TestColumns(PanelTest):
    def reveal(self, window) -> QWidget:
        window.workbench.show_page("results")
        return window.workbench.columns


class TestColumn(PanelTest):
    """Head and parameters of a method that has many."""

    def reveal(self, window) -> QWidget:
        window.workbench.show_page("results")
        widget = window.workbench.columns.widget_of(window.comparison.columns[1].key)
        widget.head.sliders.setChecked(True)
        return widget


class TestViewer(PanelTest):
    states = ("failed", "full")

    def reveal(self, window) -> QWidget:
        images = window.session.catalogue.ids.tolist()
        window.view(images, images[3])
        return window.workbench.viewer


class DockTest(PanelTest):
    """A panel that stands in a dock, with the docks laid out as at the first opening."""

    def dock(self, window):
        raise NotImplementedError

    def reveal(self, window) -> QWidget:
        window.panels.show_docks(visible=True)
        self.dock(window).raise_()
        return self.dock(window).widget()


class TestMap(DockTest):
    def dock(self, window):
        return window.panels.map_dock


class TestGraph(DockTest):
    def dock(self, window):
        return window.panels.graph_dock


class TestJobs(DockTest):
    def dock(self, window):
        return window.panels.jobs_dock


class LazyTest(PanelTest):
    """A dock that is filled when it is first looked at; the plotting library takes its time on a busy machine."""

    states = ("failed", "full")

    def dock(self, window):
        raise NotImplementedError

    def reveal(self, window) -> QWidget:
        window.panels.show_docks(visible=True)
        self.dock(window).raise_()
        wait_for(lambda: self.dock(window).panel is not None)
        return self.dock(window).panel


class TestWhy(LazyTest):
    def dock(self, window):
        return window.docks.why


class TestCurves(LazyTest):
    def dock(self, window):
        return window.docks.curves


class TestTraining(LazyTest):
    def dock(self, window):
        return window.docks.training
