"""Sliders made from a specification."""

import pytest
from PySide6.QtCore import Qt

from explorer.gui.parameters import STEPS, ParameterPanel, Scale
from explorer.protocol.specs import MethodSpec, Parameter

SPEC = MethodSpec(
    "m",
    "M",
    "re-ranking",
    "Does something.",
    parameters=(
        Parameter("k1", "int", 26, 2, 200, unit="images", help="Neighbours."),
        Parameter("k2", "int", 7, 1, 50, stage="query"),
        Parameter("alpha", "float", 0.5, 0.0, 1.0, stage="query"),
        Parameter("free", "float", 1.0),
        Parameter("mutual", "bool", default=False, stage="query"),
        Parameter("norm", "choice", "l2", choices=("l1", "l2")),
    ),
)


@pytest.fixture
def panel(qtbot):
    widget = ParameterPanel()
    qtbot.addWidget(widget)
    widget.told = []
    widget.changed.connect(lambda stage, name, value: widget.told.append((name, value)))
    widget.tried = []
    widget.moving.connect(lambda stage, name, value: widget.tried.append((stage, name, value)))
    widget.show_stages([(SPEC, {})])
    return widget


def test_defaults_are_shown_and_nothing_is_told(panel):
    assert {p.name: panel.row(p.name).value() for p in SPEC.parameters} == SPEC.values()
    assert panel.told == []


def test_a_query_stage_slider_tells_every_step(panel):
    slider = panel.row("k2").slider
    slider.setSliderDown(True)
    for step in (9, 10, 11):
        slider.setValue(step)
    assert panel.told == [("k2", 10), ("k2", 11), ("k2", 12)]


def test_a_fit_stage_slider_tells_where_it_comes_to_rest(panel):
    slider = panel.row("k1").slider
    slider.setSliderDown(True)
    for step in (30, 40, 50):
        slider.setValue(step)
    assert panel.told == []
    assert panel.tried == [(0, "k1", 32), (0, "k1", 42), (0, "k1", 52)]
    panel.show_stages([(SPEC, {})])
    assert panel.row("k1").value() == 52, "the hand on the slider knows better"
    slider.setSliderDown(False)
    assert panel.told == [("k1", 52)]


def test_a_fit_stage_slider_that_comes_back_says_so(panel):
    slider = panel.row("k1").slider
    slider.setSliderDown(True)
    for step in (30, 24):
        slider.setValue(step)
    slider.setSliderDown(False)
    assert panel.tried == [(0, "k1", 32), (0, "k1", 26)]
    assert panel.told == [("k1", 26)]


def test_keys_on_a_fit_stage_slider_count_when_they_rest(qtbot, panel):
    slider = panel.row("k1").slider
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert [value for _, _, value in panel.tried] == [27, 28, 29]
    assert panel.told == []
    qtbot.waitUntil(lambda: panel.told == [("k1", 29)])


@pytest.mark.parametrize(("low", "high"), [(2, 200), (1, 1000), (1, 65536)])
def test_a_scale_of_whole_numbers_reaches_its_ends_and_never_falls(low, high):
    scale = Scale(low, high, whole=True)
    values = [scale.value(step) for step in range(scale.steps + 1)]
    assert (values[0], values[-1]) == (low, high)
    assert values == sorted(values)
    assert scale.steps <= STEPS
    assert [scale.value(scale.step(value)) for value in values] == values


def test_each_stage_stands_under_its_name(panel):
    whiten = MethodSpec("w", "Whiten", "preprocessing", "W.", parameters=(Parameter("k1", "int", 3, 1, 9),))
    centre = MethodSpec("c", "Centre", "preprocessing", "C.")
    panel.show_stages([(centre, {}), (whiten, {"k1": 4}), (SPEC, {})])
    assert [title.text() for title in panel._titles] == ["Centre: nothing to set", "Whiten", "M"]
    assert (panel.row("k1", 1).value(), panel.row("k1").value()) == (4, 26)
    panel.row("k1", 1).slider.setSliderDown(True)
    panel.row("k1", 1).slider.setValue(5)
    assert panel.tried == [(1, "k1", 6)]


def test_slider_and_box_show_the_same_value(panel):
    row = panel.row("alpha")
    row.slider.setValue(50)
    assert row.editor.value() == pytest.approx(0.25)
    row.editor.setValue(0.75)
    assert row.slider.value() == 150
    assert panel.told[-1] == ("alpha", 0.75)


def test_boxes_and_choices_tell_their_value(qtbot, panel):
    panel.row("mutual").editor.setChecked(True)
    panel.row("norm").editor.setCurrentText("l1")
    panel.row("free").editor.setValue(2.5)
    qtbot.waitUntil(lambda: panel.told == [("mutual", True), ("norm", "l1"), ("free", 2.5)])


def test_showing_values_tells_nothing_and_reset_tells_what_it_put_back(qtbot, panel):
    panel.show_stages([(SPEC, {"k2": 20, "alpha": 0.9})])
    assert panel.told == []
    qtbot.mouseClick(panel._reset, Qt.MouseButton.LeftButton)
    assert panel.told == [("k2", 7), ("alpha", 0.5)]


def test_every_editor_has_a_name_and_a_help_text(panel):
    for parameter in SPEC.parameters:
        row = panel.row(parameter.name)
        assert row.editor.accessibleName() == parameter.name
        assert "efault" in row.editor.toolTip()


def test_another_method_replaces_the_rows(panel):
    other = MethodSpec("o", "O", "baseline", "Another.", parameters=(Parameter("beta", "float", 0.1, 0, 1),))
    panel.show_stages([(other, {"beta": 0.3})])
    assert panel.row("beta").value() == pytest.approx(0.3)
    with pytest.raises(KeyError):
        panel.row("k1")
