"""A box to choose one of several, no wider than there is room for, with a name for screen readers."""

from PySide6.QtWidgets import QComboBox


class NamedBox(QComboBox):
    """A combo box whose longest text does not decide its width."""

    def __init__(self, name: str, letters: int = 12) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
