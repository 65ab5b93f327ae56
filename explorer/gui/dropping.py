"""What a drop or a paste means."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from explorer.gui.dragging import IMAGES_MIME, dragged_images
from explorer.protocol.query import Query, Term
from explorer.workspace import places

FEATURE_SUFFIXES = {".npz", ".npy"}


@dataclass(frozen=True)
class Dropped:
    """Something the person gave: a query, or a collection to open; both None where it is of no use."""

    query: Query | None = None
    collection: Path | None = None

    @property
    def useful(self) -> bool:
        """Whether there is anything to do."""
        return self.query is not None or self.collection is not None


def is_useful(data: QMimeData) -> bool:
    """Whether a drag that is still in the air can be dropped; nothing is read or saved."""
    return data.hasFormat(IMAGES_MIME) or data.hasImage() or any(url.isLocalFile() for url in data.urls())


def understand(data: QMimeData) -> Dropped:
    """Tiles and image files are a query; a folder or a feature file is a collection."""
    images = dragged_images(data)
    if images:
        return Dropped(Query(tuple(Term("member", image) for image in images)))
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    for path in paths:
        if path.is_dir() or path.suffix.lower() in FEATURE_SUFFIXES:
            return Dropped(collection=path)
    if paths:
        return Dropped(file_query([str(path) for path in paths]))
    if data.hasImage():
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Dropped(Query((Term("file", str(kept_picture(image))),)))
    return Dropped()


def kept_picture(image: QImage) -> Path:
    """Save a pasted picture in the cache, so that the engine can read it; equal pictures share a file."""
    folder = places.cache_dir() / "pasted"
    folder.mkdir(parents=True, exist_ok=True)
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    path = folder / f"{hash_of(pixels)}.png"
    if not path.exists():
        pixels.save(str(path), "PNG")
    return path


def file_query(names: list[str]) -> Query:
    """The query for image files."""
    return Query(tuple(Term("file", name) for name in names))


def hash_of(image: QImage) -> str:
    """A name for the pixels."""
    from hashlib import blake2b

    size = f"{image.width()}x{image.height()}".encode()
    return blake2b(bytes(image.constBits()), digest_size=12, key=size).hexdigest()
