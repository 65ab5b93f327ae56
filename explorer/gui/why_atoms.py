"""The landmarks that a sparse code describes the query by, and how much each describes the explained image."""

from PySide6.QtWidgets import QLabel, QWidget

from explorer.gui.flow import FlowLayout
from explorer.gui.language import mark_text, tr
from explorer.gui.why_section import Hands, Section, Told

SIDE = 56


class AtomsSection(Section):
    """Pictures of the query's landmarks, strongest first; there where the method compares sparse codes.

    Attributes:
        weights: by landmark, in the query's code and in that of the image.
    """

    title = mark_text("Landmarks of the query")

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self.weights: dict[int, tuple[float, float]] = {}
        self._meaning = QLabel(wordWrap=True)
        self._meaning.setObjectName("muted")
        self._strip = QWidget()
        self._flow = FlowLayout(self._strip, spacing=3)
        self.body.addWidget(self._meaning)
        self.body.addWidget(self._strip)

    def show_explanation(self, told: Told) -> None:
        """See `Section`."""
        atoms = told.get("atoms") or []
        self.weights = {atom["image"]: (atom["query"], atom["answer"]) for atom in atoms}
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        shared = sum(answer > 0 for _, answer in self.weights.values())
        self._meaning.setText(
            tr(
                "How much each describes the query, and this image; {shared} of these {n} describe both.",
                shared=shared,
                n=len(self.weights),
            )
        )
        for image, (query, answer) in self.weights.items():
            self._flow.addWidget(self.hands.picture(image, SIDE, f"{query:.0%} · {answer:.0%}"))
        self._strip.updateGeometry()
        self.setVisible(bool(self.weights))
