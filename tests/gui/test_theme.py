"""Both themes can be read by everyone: contrast after WCAG 2, colours told apart with any colour vision."""

from dataclasses import fields
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from explorer.gui import theme
from explorer.gui.theme import Colours, Theme, load_colours
from explorer.protocol import resources

TEXTS = ("text", "muted", "accent", "good", "bad", "warning", "up", "down", "new")
GROUNDS = ("window", "surface", "sunken", "raised", "tile", "accent_soft", "warning_soft", "error_soft", "info_soft")
LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA), for text of the usual size."""

# Machado, Oliveira & Fernandes 2009, table 1, severity 1.0: what a dichromat sees, in linear RGB.
VISION = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "usual": np.eye(3),
}


def linear(colour: str) -> np.ndarray:
    """Linear RGB of an sRGB colour, 0 to 1."""
    values = np.array(QColor(colour).getRgbF()[:3])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of linear RGB."""
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(np.maximum(matrix @ np.clip(rgb, 0, 1) / [0.9505, 1.0, 1.089], 1e-4))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_the_formula_of_contrast_gives_its_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_all_text_can_be_read_on_every_ground(name, ground):
    colours = load_colours(name)
    found = {text: contrast(getattr(colours, text), getattr(colours, ground)) for text in TEXTS}
    assert {text: round(ratio, 2) for text, ratio in found.items() if ratio < LEAST_CONTRAST} == {}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_on_buttons_can_be_read(name):
    colours = load_colours(name)
    for ground in (colours.accent, colours.accent_hover):
        assert contrast(colours.on_accent, ground) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("vision", VISION)
def test_relevance_and_changes_of_rank_are_told_apart_with_any_colour_vision(name, vision):
    colours = load_colours(name)
    for group in (("good", "bad"), ("up", "down")):
        for one, other in combinations(group, 2):
            seen = [lab(np.array(VISION[vision]) @ linear(getattr(colours, which))) for which in (one, other)]
            assert np.linalg.norm(seen[0] - seen[1]) > 15, (one, other)


def test_every_colour_is_a_colour_and_every_token_of_the_sheet_is_known():
    names = {field.name for field in fields(Colours)} | {"icons", "theme"}
    sheet = resources.find("themes/style.qss").read_text("utf-8")
    used = {part for place, part in enumerate(sheet.split("*/", 1)[1].split("@")) if place % 2}
    assert used <= names
    for theme_name in ("light", "dark"):
        for field in fields(Colours):
            assert QColor(getattr(load_colours(theme_name), field.name)).isValid()


def test_the_theme_follows_the_desktop_while_it_should(qapp, monkeypatch):
    dark = [False]
    monkeypatch.setattr(theme, "_system_is_dark", lambda: dark[0])
    shown = Theme(qapp, "system")
    changes = []
    shown.changed.connect(lambda: changes.append(theme.colours()))
    assert theme.colours() == load_colours("light")
    dark[0] = True
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert changes == [load_colours("dark")]
    shown.choose("light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colours() == load_colours("light"), "a chosen theme stays"
    shown.deleteLater()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_icons_are_sharp_on_every_screen(qapp, monkeypatch, scale):
    monkeypatch.setattr(theme, "screen_ratios", lambda: (1.0, scale))
    shown = theme.icon("search").pixmap(QSize(20, 20), scale)
    assert shown.width() == round(20 * scale), "drawn for that scale, neither shrunk nor blown up"
    assert theme.pixmap("search", 20, "#000000", scale).width() == round(20 * scale)


def test_icons_are_drawn_anew_for_a_screen_of_another_scale(window, monkeypatch):
    monkeypatch.setattr(theme, "screen_ratios", lambda: (1.0, 2.5))
    QApplication.sendEvent(window, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert window.commands["filter"].icon().pixmap(QSize(20, 20), 2.5).width() == 50
