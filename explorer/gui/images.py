"""From encoded bytes and Pillow images to Qt images."""

import numpy as np
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage


def from_bytes(data: bytes) -> QImage:
    """Decode a JPEG or PNG that the program wrote itself."""
    return QImage.fromData(data)


def from_pillow(image: Image.Image) -> QImage:
    """Copy an RGB Pillow image."""
    pixels = np.asarray(image.convert("RGB"))
    height, width, _ = pixels.shape
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def fitted(image: QImage, side: int) -> QImage:
    """Scaled so that the longer side is `side` pixels, in the format that paints fastest."""
    scaled = image.scaled(
        QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return scaled.convertToFormat(QImage.Format.Format_RGB32)
