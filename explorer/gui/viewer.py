"""One image as large as the window, or two beside each other, with what is known about it."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from explorer.gui import theme
from explorer.gui.actions import VIEWER, make_action
from explorer.gui.catalogue import CatalogueView
from explorer.gui.elided import ElidedLabel
from explorer.gui.facts_panel import Facts, FactsPanel
from explorer.gui.film_strip import FilmStrip
from explorer.gui.language import tr
from explorer.gui.picture_view import STEP, Camera, PictureView, Subject
from explorer.gui.pictures import Pictures
from explorer.gui.subjects import member_subject
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.ids import NO_IMAGE

PAN = 80
"""Logical pixels that a key moves the picture."""
NARROW, SHORT = 620, 380
"""Below this width or height the parts that can be missed are left out."""
_IN_BAR = ("zoom_out", "zoom_in", "fit", "actual", "compare", "swap", "facts", "close")


class Side(QWidget):
    """A picture with its caption.

    Attributes:
        view: the picture.
    """

    def __init__(self, pictures: Pictures, thumbnails: Thumbnails, camera: Camera) -> None:
        super().__init__()
        self.view = PictureView(pictures, thumbnails)
        self.view.look_through(camera)
        self._caption = ElidedLabel()
        self._caption.setObjectName("caption")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        caption = QHBoxLayout()
        caption.setContentsMargins(10, 0, 10, 0)
        caption.addWidget(self._caption)
        layout.addLayout(caption)

    def show_subject(self, subject: Subject | None, catalogue: CatalogueView, facts: Facts, role: str) -> None:
        """Show something else; the caption begins with its role where there is one."""
        self.view.show_subject(subject, catalogue, facts)
        text = "" if subject is None else " · ".join(dict.fromkeys([subject.title, subject.name]))
        self._caption.set_whole(f"{role}: {text}" if role else text, Qt.TextElideMode.ElideMiddle)


class Viewer(QFrame):
    """Shows the images of a list one by one; each beside another on request, through one camera.

    Signals:
        closed(): the person wants back.
        shown(int): another image is shown.
        chosen(int): search for this image.
        menu_wanted(list, QPoint): what can be done with these images is asked for, at that place of the screen.

    Attributes:
        image: id of the image that is shown.
        commands: its actions by name.
    """

    closed = Signal()
    shown = Signal(int)
    chosen = Signal(int)
    menu_wanted = Signal(object, object)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAccessibleName(tr("Viewer"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.image = NO_IMAGE
        self._thumbnails = thumbnails
        self._catalogue = CatalogueView.empty()
        self._images: Sequence[int] = ()
        self._position = 0
        self._partner: Subject | None = None
        self._partner_role = ""
        self._swapped = False
        self._wide = True
        self._facts_when_wide = True
        self._more_facts: dict[str, Callable[[int], Facts]] = {}
        self._ranks: Callable[[int], Facts] = lambda _: []
        self.pictures = Pictures(self)
        self.camera = Camera(self)
        self._main = Side(self.pictures, thumbnails, self.camera)
        self._beside = Side(self.pictures, thumbnails, self.camera)
        self._strip = FilmStrip(thumbnails)
        self._facts = FactsPanel()
        self._counter = QLabel()
        self._scale = QLabel()
        self.commands: dict[str, QAction] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._make_commands()
        self._lay_out()
        self._connect()
        self.refresh_icons()

    # What is shown

    def open(
        self, images: Sequence[int], current: int, catalogue: CatalogueView, ranks: Callable[[int], Facts]
    ) -> None:
        """Show an image of a list; `ranks` tells where an image stands in the columns."""
        self._catalogue, self._ranks = catalogue, ranks
        self._images = images
        self._swapped = False
        self.set_partner(None)
        self.go_to(position_of(images, current) or 0)

    def set_partner(self, partner: Subject | None, role: str = "", *, compare: bool = False) -> None:
        """What the image can be compared with; it is shown beside it at once with `compare`."""
        self._partner, self._partner_role = partner, role
        self.commands["compare"].setEnabled(partner is not None)
        self.commands["compare"].setChecked(partner is not None and compare)
        self._show_sides()

    def go_to(self, position: int) -> None:
        """Show the image at a position of the list."""
        if not len(self._images):
            return
        self._position = min(max(position, 0), len(self._images) - 1)
        self.image = int(self._images[self._position])
        if not self.comparing:
            self.camera.fit()
        self.pictures.drop_wishes()
        self._prefetch()
        self._show_image()
        self.shown.emit(self.image)

    def show_catalogue(self, catalogue: CatalogueView) -> None:
        """Take names and labels from another state of the catalogue; files that could not be read are tried again."""
        self._catalogue = catalogue
        self.pictures.forget()
        if self.isVisible():
            self._show_image()

    def refresh_ranks(self) -> None:
        """A column has another answer."""
        if self.isVisible():
            self._show_facts()

    @property
    def comparing(self) -> bool:
        """Whether two pictures are shown."""
        return self.commands["compare"].isChecked() and self._partner is not None

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        for command in VIEWER:
            if command.icon:
                self.commands[command.name].setIcon(theme.icon(command.icon))

    def add_action(self, action: QAction) -> None:
        """Put a command of the window before the last button of the bar."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bar.insertWidget(self._bar.count() - 1, button)

    def stop(self) -> None:
        """End the thread that decodes."""
        self.pictures.close()

    def _show_image(self) -> None:
        subject = member_subject(self.image, self._catalogue)
        self._counter.setText(tr("{place:,} of {n:,}", place=self._position + 1, n=len(self._images)))
        self.commands["previous"].setEnabled(self._position > 0)
        self.commands["next"].setEnabled(self._position < len(self._images) - 1)
        self._strip.show_list(self._images, self._position, self._catalogue.name)
        self._main.show_subject(subject, self._catalogue, self._catalogue.facts(self.image), "")
        self._show_scale()
        self._show_sides()

    def _show_sides(self) -> None:
        comparing = self.comparing
        self._beside.setVisible(comparing)
        self.commands["swap"].setEnabled(comparing)
        if comparing:
            partner = self._partner
            assert partner is not None
            facts = [] if partner.image == NO_IMAGE else self._catalogue.facts(partner.image)
            self._beside.show_subject(partner, self._catalogue, facts, self._partner_role)
        direction = QHBoxLayout.Direction
        self._sides.setDirection(direction.RightToLeft if self._swapped else direction.LeftToRight)

    def add_facts(self, title: str, told: Callable[[int], Facts]) -> None:
        """Tell more about images, under a title of its own."""
        self._more_facts[title] = told

    def _show_facts(self) -> None:
        groups = {
            tr("Rank and score"): self._ranks(self.image),
            tr("Image"): self._catalogue.facts(self.image),
            tr("Shown"): self._main.view.detail_facts(),
            **{title: told(self.image) for title, told in self._more_facts.items()},
        }
        self._facts.show_facts(groups)

    def _show_scale(self) -> None:
        picture = self._main.view.picture
        for name in ("zoom_in", "zoom_out", "fit", "actual"):
            self.commands[name].setEnabled(picture is not None)
        self._scale.setText("" if picture is None else f"{100 * self._main.view.scale:.0f} %")
        self._show_facts()

    def _prefetch(self) -> None:
        """The neighbours are decoded after the current one, so that the next key shows them at once."""
        ratio = self.devicePixelRatioF()
        area = (round(self._main.view.width() * ratio), round(self._main.view.height() * ratio))
        for place in (self._position - 1, self._position + 1):
            path = self._catalogue.path(int(self._images[place])) if 0 <= place < len(self._images) else None
            if path is not None:
                self.pictures.want(path, path.name, area)

    # Putting together

    def _make_commands(self) -> None:
        for command in VIEWER:
            action = make_action(command, self)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
            self.commands[command.name] = action

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self.commands[name])
        button.setAccessibleName(self.commands[name].text())
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[name] = button
        return button

    def _lay_out(self) -> None:
        bar = self._bar = QHBoxLayout()
        bar.setContentsMargins(12, 5, 8, 5)
        bar.setSpacing(2)
        self._counter.setObjectName("title")
        self._scale.setObjectName("muted")
        bar.addWidget(self._counter)
        bar.addStretch(1)
        bar.addWidget(self._scale)
        bar.addSpacing(4)
        for name in _IN_BAR:
            bar.addWidget(self._button(name))
        self._sides = QHBoxLayout()
        self._sides.setSpacing(1)
        self._sides.addWidget(self._beside, 1)
        self._sides.addWidget(self._main, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._button("previous"))
        middle.addLayout(self._sides, 1)
        middle.addWidget(self._button("next"))
        middle.addWidget(self._facts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addLayout(middle, 1)
        layout.addWidget(self._strip)
        self.commands["facts"].setChecked(True)

    def _connect(self) -> None:
        view = self._main.view
        for name, action in {
            "previous": lambda: self.go_to(self._position - 1), "next": lambda: self.go_to(self._position + 1),
            "first": lambda: self.go_to(0), "last": lambda: self.go_to(len(self._images) - 1),
            "zoom_in": lambda: view.zoom_by(STEP), "zoom_out": lambda: view.zoom_by(1 / STEP),
            "fit": self.camera.fit, "actual": view.show_all_pixels,
            "pan_left": lambda: view.pan(PAN, 0), "pan_right": lambda: view.pan(-PAN, 0),
            "pan_up": lambda: view.pan(0, PAN), "pan_down": lambda: view.pan(0, -PAN),
            "compare": self._show_sides, "swap": self._swap, "facts": self._show_room, "close": self.closed.emit,
        }.items():  # fmt: skip
            self.commands[name].triggered.connect(lambda _=False, action=action: action())
        self._strip.chosen.connect(self.go_to)
        view.scale_changed.connect(self._show_scale)
        for side in (self._main, self._beside):
            side.view.menu_wanted.connect(self.menu_wanted)

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._show_sides()

    def _show_room(self) -> None:
        """Leave out what there is no room for."""
        wide, facts = self.width() >= NARROW, self.commands["facts"]
        if wide != self._wide:  # the person may still ask for the facts where there is little room
            self._wide = wide
            self._facts_when_wide = facts.isChecked() if not wide else self._facts_when_wide
            facts.setChecked(wide and self._facts_when_wide)
        self._facts.setVisible(facts.isChecked())
        self._strip.setVisible(self.height() >= SHORT)
        for name in ("zoom_out", "zoom_in", "fit", "actual"):
            self._buttons[name].setVisible(wide)

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        """Room for one small picture."""
        return QSize(300, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._show_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space closes, Enter searches; all other keys are those of the commands."""
        if event.key() == Qt.Key.Key_Space:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.image)
        else:
            super().keyPressEvent(event)


def position_of(images: Sequence[int], image: int) -> int | None:
    """Where an image stands in a list that may be long; None where it does not."""
    found = np.flatnonzero(np.asarray(images, np.int64) == image)
    return int(found[0]) if len(found) else None
