"""Losses of trainings: collected while a method is fitted, kept, and drawn."""

import json

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from explorer.gui.line_plot import Line, LinePlot
from explorer.gui.training_panel import TrainingPanel
from explorer.gui.trainings import Training


def told(*steps):
    training = Training("grad-net")
    for step, values in steps:
        training.add(step, values)
    return training


def test_each_loss_keeps_the_steps_at_which_it_was_told():
    training = told((1, {"loss": 3.0}), (2, {"loss": 2.0, "held out": 5.0}), (3, {"loss": 1.0}))
    assert training.losses == {"loss": ([1, 2, 3], [3.0, 2.0, 1.0]), "held out": ([2], [5.0])}


def test_an_interrupted_training_goes_on_where_it_was():
    training = told((1, {"loss": 3.0}), (2, {"loss": 2.0}), (3, {"loss": 9.0}), (2, {"loss": 2.5}), (3, {"loss": 1.0}))
    assert training.losses["loss"] == ([1, 2, 3], [3.0, 2.5, 1.0])


def test_what_lies_beside_a_model_is_read(tmp_path):
    path = tmp_path / "training.json"
    path.write_text(json.dumps({"steps": [1, 2, 4], "values": {"loss": [3, 2, 1], "held out": [None, 5, None]}}))
    training = Training.read("grad-net", path)
    assert training.losses == {"loss": ([1, 2, 4], [3.0, 2.0, 1.0]), "held out": ([2], [5.0])}
    assert training.ended > 0
    path.write_text(json.dumps({"steps": [1], "values": {"loss": [3, 2]}}))
    with pytest.raises(ValueError, match="argument"):
        Training.read("grad-net", path)


@pytest.fixture
def panel(qtbot):
    """An empty panel."""
    made = TrainingPanel()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_the_newest_training_is_drawn_until_another_is_chosen(panel):
    assert not panel.lines.lines
    first = told((1, {"loss": 3.0}))
    panel.show_trainings({"job 1": first})
    first.add(2, {"loss": 2.0})
    panel.show_trainings({"job 1": first})
    assert panel.lines.lines[0].values.tolist() == [3.0, 2.0]
    second = told((1, {"pull": 1.0, "push": -1.0}))
    panel.show_trainings({"job 2": second, "job 1": first})
    assert [line.name for line in panel.lines.lines] == ["pull", "push"]
    panel.training._chosen("job 1")
    panel.show_trainings({"job 3": told((1, {"new": 1.0})), "job 2": second, "job 1": first})
    assert [line.name for line in panel.lines.lines] == ["loss"]


def test_losses_below_zero_have_no_logarithm(panel):
    panel.logarithmic.setChecked(True)
    panel.show_trainings({"job 1": told((1, {"loss": 3.0}), (2, {"loss": 0.1}))})
    assert panel.lines.plot.getPlotItem().getAxis("left").logMode
    panel.show_trainings({"job 1": told((1, {"loss": -3.0}))})
    assert not panel.lines.plot.getPlotItem().getAxis("left").logMode


def test_the_values_under_the_pointer_are_told(qtbot):
    plot = LinePlot("Losses", "step", "nothing")
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    plot.show_lines([
        Line("loss", np.array([10, 20, 30]), np.array([3.0, 2.0, 1e-4])),
        Line("late", np.array([30]), np.array([7.0])),
    ])  # fmt: skip
    box = plot.plot.getPlotItem().vb
    for place, text in ((25, "step = 25:  loss 2.000"), (30, "step = 30:  loss 0.0001  ·  late 7.000"), (31, "")):
        plot._point_at(box.mapViewToScene(QPointF(place, 1.0)))
        assert plot.told == text


def test_a_fit_tells_its_losses_and_they_are_kept(qtbot, opened, engines):
    engine = engines[-1]
    engine.held.add("fit")
    number = opened.jobs.start("fit", "Fit grad-net", pipeline="grad-net")
    engine.on_event({"id": number, "event": "losses", "step": 1, "values": {"loss": 2.0}})
    dock = opened.docks.training
    qtbot.waitUntil(lambda: bool(dock.trainings.all()))
    assert dock.trainings.all()[f"job {number}"].title == "grad-net"
    dock.show()
    dock.raise_()
    qtbot.waitUntil(lambda: dock.panel is not None and bool(dock.panel.lines.lines))
    workspace = opened.session.workspace
    with workspace.writing("models", "grad-net-1", {"pipeline": "grad-net"}) as folder:
        (folder / "training.json").write_text(json.dumps({"steps": [1, 2], "values": {"loss": [2.0, 1.0]}}))
    engine.release()
    qtbot.waitUntil(lambda: list(dock.trainings.all()) == ["grad-net-1"])
    qtbot.waitUntil(lambda: len(dock.panel.lines.lines[0].at) == 2)


def test_a_training_says_whether_it_goes_on_or_was_stopped(panel):
    runs, stopped = told((1, {"loss": 3.0})), told((1, {"loss": 3.0}))
    stopped.stopped = True
    panel.show_trainings({"job 2": runs, "job 1": stopped})
    assert panel.training.texts == {"job 2": "grad-net (running)", "job 1": "grad-net (stopped)"}
