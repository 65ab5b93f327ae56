"""How the losses of a training fall, while it goes on and afterwards."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.gui.language import mark_text, tr
from explorer.gui.line_plot import Line, LinePlot
from explorer.gui.sentences import tr_said
from explorer.gui.tool_row import ToolRow
from explorer.gui.trainings import Training

EMPTY = mark_text(
    "The losses of methods that are trained appear here\nwhile they are fitted, and stay to be looked at."
)


class TrainingPanel(QWidget):
    """Draws the losses of one training; the newest, until the person chooses another.

    Attributes:
        lines: the plot.
        training: chooses between trainings.
        logarithmic: has losses drawn by their logarithm.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._trainings: dict[str, Training] = {}
        self._chosen = False
        tools = self._tools = ToolRow(self)
        self.lines = LinePlot(tr("Losses over the steps of the training"), tr("step"), tr(EMPTY), height=tr("loss"))
        self.training = tools.add_choice(tr("Training"), "curves", {}, self._choose)
        self.logarithmic = tools.add_switch(tr("Logarithmic losses"), "logarithmic", "G", lambda _: self._draw())
        tools.add_button(tr("Show everything"), "fit", "0", self.lines.fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tools)
        layout.addWidget(self.lines, 1)
        self.setMinimumSize(220, 160)
        self.show_trainings({})

    def show_trainings(self, trainings: Mapping[str, Training]) -> None:
        """Offer these, and draw the one that is chosen anew: it may have gone on."""
        before = self.training.value
        new = next(iter(trainings), "") not in self._trainings
        self._trainings = dict(trainings)
        texts = {name: _title(one) for name, one in trainings.items()}
        if texts != self.training.texts:
            self.training.set_values(texts)
        keep = before in trainings and (self._chosen or not new)
        self._chosen &= keep
        self.training.setVisible(bool(trainings))
        self.training.set_value(before if keep else next(iter(trainings), ""))
        self._draw()

    def _choose(self, _name: str) -> None:
        self._chosen = True
        self._draw()
        self.lines.fit()

    def _draw(self) -> None:
        training = self._trainings.get(self.training.value)
        losses = {} if training is None else training.losses
        lines = [Line(tr_said(name), np.array(steps), np.array(values)) for name, (steps, values) in losses.items()]
        self.lines.show_lines(lines, logarithmic=self.logarithmic.isChecked())

    # Qt's own

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would have Tab jump over the controls before it."""
        self.lines.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tools.refresh_icons()


def _title(training: Training) -> str:
    if training.stopped:
        return tr("{title} (stopped)", title=training.title)
    return training.title if training.ended else tr("{title} (running)", title=training.title)
