"""The images through which most of a score comes."""

from PySide6.QtWidgets import QWidget

from explorer.gui.flow import FlowLayout
from explorer.gui.language import mark_text
from explorer.gui.why_section import Hands, Section, Told

SIDE = 44


class SupportersSection(Section):
    """Pictures with their shares of the score, largest first.

    Attributes:
        shares: of the score, by image.
    """

    title = mark_text("Images that support it")

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self.shares: dict[int, float] = {}
        self._strip = QWidget()
        self._flow = FlowLayout(self._strip, spacing=3)
        self.body.addWidget(self._strip)

    def show_explanation(self, told: Told) -> None:
        """See `Section`; an image that is supported by itself alone needs no picture."""
        score = told["score"]
        self.shares = {image: part / score for image, part in told["supporters"]} if score > 0 else {}
        if set(self.shares) <= {told["image"]}:
            self.shares = {}
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        for image, share in self.shares.items():
            self._flow.addWidget(self.hands.picture(image, SIDE, f"{share:.0%}"))
        self._strip.updateGeometry()
        self.setVisible(bool(self.shares))
