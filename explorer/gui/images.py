"""From encoded bytes and Pillow images to Qt images."""

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter

ROUNDNESS = 0.06
"""Radius of the corners as a fraction of the longer side."""

_FAST = 30
"""Below 50 Qt's JPEG reader takes the faster transform, which nobody can tell at the size of a thumbnail."""


def thumbnail(data: bytes, side: int) -> QImage | None:
    """A JPEG that the program wrote itself, its longer side `side` pixels, with round corners; None where damaged.

    The reader scales while it decodes, and unlike `QImage.fromData` and `scaled` it lets other threads run meanwhile.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"jpeg")
    reader.setQuality(_FAST)
    reader.setScaledSize(reader.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else rounded(image, ROUNDNESS * side)


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
    return rounded(reduced(image, side), ROUNDNESS * side)


def rounded(image: QImage, radius: float) -> QImage:
    """A copy with round corners, in the format that is fastest to draw."""
    result = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawRoundedRect(QRectF(result.rect()), radius, radius)
    painter.end()
    return result
