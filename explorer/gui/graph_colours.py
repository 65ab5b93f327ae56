"""What the frames of the graph's pictures tell: rank, label, diffusion mass, or which methods list an image."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from PySide6.QtGui import QColor

from explorer.gui.canvas import colours
from explorer.gui.language import mark_text, tr

GraphMode = Literal["rank", "label", "mass", "method"]
MODES: dict[GraphMode, str] = {
    "rank": mark_text("By rank"),
    "label": mark_text("By label"),
    "mass": mark_text("By diffusion mass"),
    "method": mark_text("By method"),
}

Tints = dict[int, QColor]
"""Colour of a frame by image id; images without one have no frame."""


def mass_tints(masses: Mapping[int, float]) -> Tints:
    """By the score that diffusion brings, as a share of the largest; small ones are told apart by their root."""
    return {image: colours.ramp(1 - float(np.sqrt(max(mass, 0.0)))) for image, mass in masses.items() if mass > 0}


def method_tints(lists: Sequence[tuple[str, Sequence[int]]]) -> tuple[Tints, colours.Labelling]:
    """By the one column that lists an image; those that several list are grey.

    Args:
        lists: titles and first results of the columns.

    Returns:
        The colours, and the legend.
    """
    where: dict[int, set[int]] = {}
    for place, (_, images) in enumerate(lists):
        for image in images:
            where.setdefault(image, set()).add(place)
    shared = colours.colour_of(colours.OTHER)
    tints = {
        image: colours.CATEGORIES[min(places) % len(colours.CATEGORIES)] if len(places) == 1 else shared
        for image, places in where.items()
    }
    kinds = [
        colours.Kind(tr("{title} alone", title=title), sum(places == {place} for places in where.values()), place)
        for place, (title, _) in enumerate(lists[: len(colours.CATEGORIES)])
    ]
    several = sum(len(places) > 1 for places in where.values())
    kinds += [colours.Kind(tr("several"), several, colours.OTHER)] if several else []
    return tints, colours.Labelling(np.empty(0, np.uint8), kinds, len(kinds))
