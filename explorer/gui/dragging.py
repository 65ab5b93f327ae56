"""What a drag of images carries, and the picture that follows the pointer."""

import json
import os

from PySide6.QtCore import QByteArray, QMimeData, QPointF, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from explorer.gui import theme, tile_look
from explorer.gui.catalogue import CatalogueView
from explorer.gui.language import number_text
from explorer.gui.thumbnails import Thumbnails

IMAGES_MIME = "application/x-retrieval-explorer-images"

PICTURE = 72
"""Side of the pictures under the pointer in logical pixels."""
STACKED = 3
"""So many pictures of a drag are shown; a badge counts them all."""
STEP = 7
"""How far each picture lies beside the one above it."""
BADGE = 22


def images_mime(images: list[int], catalogue: CatalogueView) -> QMimeData:
    """What a drag of images carries: their ids for this window, their files for other programs."""
    data = QMimeData()
    data.setData(IMAGES_MIME, QByteArray(json.dumps({"process": os.getpid(), "images": images}).encode()))
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in map(catalogue.path, images) if path is not None])
    return data


def dragged_images(data: QMimeData) -> list[int]:
    """The image ids of a drag that began in this very process; ids of another one name other images."""
    if not data.hasFormat(IMAGES_MIME):
        return []
    try:
        carried = json.loads(bytes(data.data(IMAGES_MIME).data()))
        return [int(image) for image in carried["images"]] if carried["process"] == os.getpid() else []
    except (ValueError, TypeError, KeyError, RecursionError):  # another program may put anything under this name
        return []


def drag_pixmap(images: list[int], thumbnails: Thumbnails, ratio: float) -> QPixmap:
    """The first images as a small stack with their count, sharp at the device pixel ratio."""
    shown = images[:STACKED]
    side = PICTURE + STEP * (len(shown) - 1) + BADGE
    result = QPixmap(QSize(side, side) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    for depth in reversed(range(len(shown))):
        card = QRectF(STEP * depth, BADGE / 2 + STEP * depth, PICTURE, PICTURE)
        _draw_card(painter, thumbnails.cached(shown[depth], tile_look.PICTURE), card)
    if len(images) > 1:
        _draw_count(painter, number_text(len(images)), QPointF(PICTURE + STEP * (len(shown) - 1), BADGE / 2))
    painter.end()
    return result


def _draw_card(painter: QPainter, picture: QPixmap | None, card: QRectF) -> None:
    c = theme.colours()
    painter.setPen(QPen(QColor(c.strong_border), 1))
    painter.setBrush(QColor(c.raised))
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    if picture is not None:
        size = picture.deviceIndependentSize().scaled(card.size() * 0.92, Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(card.center())
        painter.drawPixmap(target, picture, QRectF(picture.rect()))


def _draw_count(painter: QPainter, text: str, centre: QPointF) -> None:
    c = theme.colours()
    font = QFont(painter.font())
    font.setBold(True)
    width = max(BADGE, QFontMetricsF(font).horizontalAdvance(text) + 12)
    badge = QRectF(centre.x() + BADGE / 2 - width, centre.y() - BADGE / 2, width, BADGE)
    painter.setFont(font)
    painter.setPen(QPen(QColor(c.surface), 1.5))
    painter.setBrush(QColor(c.accent))
    painter.drawRoundedRect(badge.adjusted(1, 1, -1, -1), BADGE / 2, BADGE / 2)
    painter.setPen(QColor(c.on_accent))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
