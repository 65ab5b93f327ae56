"""From encoded bytes and Pillow images to Qt images."""

import numpy as np
from PIL import Image
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter

ROUNDNESS = 0.06
"""Radius of the corners as a fraction of the longer side."""


def from_bytes(data: bytes) -> QImage:
    """Decode a JPEG or PNG that the program wrote itself."""
    return QImage.fromData(data)


def from_pillow(image: Image.Image) -> QImage:
    """Copy an RGB Pillow image."""
    pixels = np.asarray(image.convert("RGB"))
    height, width, _ = pixels.shape
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def reduced(image: QImage, side: int) -> QImage:
    """Scaled so that the longer side is `side` pixels."""
    size = QSize(side, side)
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def fitted(image: QImage, side: int) -> QImage:
    """Scaled so that the longer side is `side` pixels, with round corners.

    The corners are cut here, on the thread that loads: clipping while painting costs ten times more than copying.
    """
    scaled = reduced(image, side)
    result = QImage(scaled.size(), QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(scaled))
    painter.drawRoundedRect(QRectF(result.rect()), ROUNDNESS * side, ROUNDNESS * side)
    painter.end()
    return result
