"""How much of the disk the vectors of new images will take, told before it is taken."""

import shutil
from pathlib import Path

from explorer.collection.thumbnails import LIMIT_BYTES
from explorer.embedding.reduction import DIM, FROM_IMAGES
from explorer.errors import WorkspaceError

_THUMBNAIL = 9000
"""Bytes of a thumbnail and its row, of photographs."""

_BESIDE = 1500
"""Bytes of an image's rows in catalogue and listing, its places on the maps and its neighbours in the graph."""

_WORTH_TELLING = 10**9


def needed_bytes(images: int, dim: int) -> int:
    """Bytes that so many new images will take: what the encoder gives, the search vectors, all that is made of these.

    Args:
        images: that will be read.
        dim: length of the encoder's vectors.
    """
    searched = min(dim, DIM) if images >= FROM_IMAGES else dim
    vectors = 2 * dim + 2 * searched + (searched if images >= FROM_IMAGES else 0)  # float16 twice, codes of one byte
    return images * (vectors + _BESIDE) + min(images * _THUMBNAIL, LIMIT_BYTES)


def require_room(place: Path, images: int, dim: int) -> str:
    """See to it that the disk has room.

    Args:
        place: folder on that disk.
        images: that will be read.
        dim: length of the encoder's vectors.

    Returns:
        One sentence where it is worth telling; else nothing.

    Raises:
        WorkspaceError: there is less room than it takes; nothing was written.
    """
    needed, free = needed_bytes(images, dim), shutil.disk_usage(place).free
    if needed > free:
        raise WorkspaceError(
            f"{images:,} images will take about {_size(needed)}, but {place} has {_size(free)} left; make room, or"
            " choose another folder in the settings or by --workspace."
        )
    if needed < _WORTH_TELLING:
        return ""
    return f"{images:,} images will take about {_size(needed)} of the {_size(free)} that are left."


def _size(number: int) -> str:
    return f"{number / 1e9:.1f} GB" if number >= 10**8 else f"{number / 1e6:.1f} MB"
