"""Chooses the added method in the head of a column and moves its slider: `use_in_window.py FEATURES`."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from explorer.gui import app
from explorer.gui.main_window import MainWindow
from explorer.gui.state import member_query


def steps(window):
    """Waits wherever it yields false."""
    comparison = window.comparison
    while not (comparison.methods and len(window.session.catalogue)):
        yield
    ids = window.session.catalogue.ids
    window.ask(member_query(int(ids[-1])))
    while not comparison.complete():
        yield
    column = comparison.columns[1]
    widget = window.workbench.columns.widget_of(column.key)
    place = widget.head.methods.findData("tilted")
    print("CHOSEN", widget.head.methods.itemText(place))
    widget.head.methods.setCurrentIndex(place)
    widget.head.methods.activated.emit(place)
    while not comparison.complete():
        yield
    widget.head.sliders.setChecked(True)
    slider = widget.parameters.row("tilt").slider
    slider.setValue(slider.maximum())
    while not (comparison.complete() and "tilt" in column.result.pipeline):
        yield
    print("RANKED", column.result.pipeline, list(column.result.ids[:3]) == ids[:3].tolist())


def go():
    window = next(window for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow))
    script = steps(window)
    timer = QTimer(window)

    def step():
        if next(script, "over") == "over":
            timer.stop()
            window.close()

    timer.timeout.connect(step)
    window.appeared.connect(lambda: timer.start(30))


if __name__ == "__main__":
    QTimer.singleShot(0, go)
    sys.exit(app.run_window(Path(sys.argv[1])))
