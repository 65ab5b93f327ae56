"""Colours, style sheet and icons, light and dark."""

import json
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from explorer.protocol import resources

ThemeName = Literal["system", "light", "dark"]

MIRRORED = {"back": "forward", "forward": "back", "previous": "next", "next": "previous"}
"""Arrows that point the other way where the script is read from the right."""


@dataclass(frozen=True)
class Colours:
    """The named colours of one theme, as `#rrggbb[aa]`.

    Relevance (`good`, `bad`) is a bluish green and a vermillion, which people with any of the common colour vision
    deficiencies can tell apart; a shape always goes with them.
    """

    window: str
    surface: str
    sunken: str
    raised: str
    border: str
    strong_border: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    bad: str
    warning_soft: str
    warning: str
    error_soft: str
    info_soft: str
    up: str
    down: str
    new: str
    tile: str
    shadow: str


class Theme(QObject):
    """Applies one of the themes to the application and follows the system where that is asked for.

    Signals:
        changed(): the colours are others now; cached drawings are stale.
    """

    changed = Signal()

    def __init__(self, application: QApplication, name: ThemeName = "system") -> None:
        super().__init__(application)
        self._application = application
        self._name: ThemeName = name
        self._shown = ""
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def name(self) -> ThemeName:
        """What the person chose."""
        return self._name

    def choose(self, name: ThemeName) -> None:
        """Show another theme from now on."""
        self._name = name
        self._apply()

    def _apply(self) -> None:
        global _current  # noqa: PLW0603 - one application has one theme; delegates read it in every paint
        dark = self._name == "dark" or (self._name == "system" and _system_is_dark())
        wanted = "dark" if dark else "light"
        if wanted == self._shown:
            return
        self._shown = wanted
        _current = load_colours(wanted)
        self._application.setPalette(_palette(_current))
        self._application.setStyleSheet(_style_sheet(_current, wanted))
        self.changed.emit()


def colours() -> Colours:
    """The colours shown now."""
    return _current


@cache
def load_colours(name: str) -> Colours:
    """The colours of `light` or `dark`."""
    return Colours(**json.loads(resources.find(f"themes/{name}.json").read_text("utf-8")))


def icon(name: str, colour: str | None = None) -> QIcon:
    """An icon of `resources/icons`, drawn in the muted text colour of the theme unless another is given."""
    if QGuiApplication.isRightToLeft():
        name = MIRRORED.get(name, name)
    return _icon(name, colour or _current.muted, _current.faint, screen_ratios())


def screen_ratios() -> tuple[float, ...]:
    """The device pixel ratios of the screens there are, and 1; icons are drawn for these alone."""
    return tuple(sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}))


def pixmap(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    """An icon as a pixmap of `size` logical pixels, sharp at the device pixel ratio."""
    return _drawn(_svg(name, colour), size, ratio)


@cache
def _icon(name: str, colour: str, disabled: str, ratios: tuple[float, ...]) -> QIcon:
    result = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        for ratio in ratios:
            result.addPixmap(_drawn(_svg(name, tint), 20, ratio), mode)
    return result


@cache
def _svg(name: str, colour: str) -> bytes:
    return resources.find(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode())


def _drawn(svg: bytes, size: int, ratio: float) -> QPixmap:
    result = QPixmap(QSize(size, size) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, colour in (
        (role.Window, c.window), (role.WindowText, c.text), (role.Base, c.surface), (role.AlternateBase, c.window),
        (role.Text, c.text), (role.Button, c.raised), (role.ButtonText, c.text), (role.BrightText, c.bad),
        (role.Highlight, c.accent), (role.HighlightedText, c.on_accent), (role.Link, c.accent),
        (role.LinkVisited, c.accent), (role.ToolTipBase, c.raised), (role.ToolTipText, c.text),
        (role.PlaceholderText, c.muted), (role.Light, c.raised), (role.Midlight, c.border), (role.Mid, c.border),
        (role.Dark, c.strong_border), (role.Accent, c.accent),
    ):  # fmt: skip
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(c.faint))
    return palette


def _style_sheet(c: Colours, name: str) -> str:
    sheet = resources.find("themes/style.qss").read_text("utf-8")
    for field in fields(c):
        sheet = sheet.replace(f"@{field.name}@", getattr(c, field.name))
    return sheet.replace("@icons@", (resources.root() / "icons").as_posix()).replace("@theme@", name)


_current = load_colours("light")
