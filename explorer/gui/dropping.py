"""What a drop or a paste means."""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from explorer.errors import InputError
from explorer.gui.dragging import dragged_images
from explorer.gui.language import mark_text, tr
from explorer.protocol.query import Term
from explorer.workspace import places

FEATURE_SUFFIXES = {".npz", ".npy"}
KEPT_PICTURES = 60
"""So many pasted pictures stay in the cache; Back finds the queries of the last ones."""
KEPT_BYTES = 256 * 2**20

NOT_FETCHED = mark_text(
    "Links are not followed, as the program never uses the network; save the picture and drop its file."
)

Kind = Literal["images", "collection", "link"]


@dataclass(frozen=True)
class Dropped:
    """Something the person gave; all empty where it is of no use.

    Attributes:
        terms: images to search for.
        picture: an image that is no file yet.
        collection: a folder or a feature file to open.
        refusal: one sentence on why it cannot be used.
    """

    terms: tuple[Term, ...] = ()
    picture: QImage | None = None
    collection: Path | None = None
    refusal: str = ""

    @property
    def useful(self) -> bool:
        """Whether there is anything to do or to say."""
        return bool(self.terms or self.picture is not None or self.collection is not None or self.refusal)


def kind_of(data: QMimeData) -> Kind | None:
    """What a drag that is still in the air is; None for what cannot be used. Nothing is decoded or saved."""
    if dragged_images(data):
        return "images"
    paths = local_files(data)
    if any(_is_collection(path) for path in paths):
        return "collection"
    if paths or data.hasImage():
        return "images"
    return "link" if _is_link(data) else None


def understand(data: QMimeData) -> Dropped:
    """Tiles, image files and pictures are searched for; a folder or a feature file is a collection."""
    images = dragged_images(data)
    if images:
        return Dropped(tuple(Term("member", image) for image in images))
    paths = local_files(data)
    for path in paths:
        if _is_collection(path):
            return Dropped(collection=path)
    if paths:
        return Dropped(file_terms(paths))
    if data.hasImage():
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Dropped(picture=image)
    return Dropped(refusal=tr(NOT_FETCHED) if _is_link(data) else "")


def local_files(data: QMimeData) -> list[Path]:
    """The files of a drop or a paste; a single line of text may be the path of one, too."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths or not data.hasText():
        return paths
    text = data.text().strip().strip('"')
    path = Path(QUrl(text).toLocalFile() if text.startswith("file:") else text)
    try:
        return [path] if path.is_absolute() and path.exists() else []
    except OSError:  # no name that a file could have
        return []


def file_terms(paths: list[Path]) -> tuple[Term, ...]:
    """The terms of image files, each once."""
    return tuple(Term("file", str(path)) for path in dict.fromkeys(paths))


def kept_picture(image: QImage) -> Path:
    """Save a picture that has no file in the cache, so that the engine can read it; equal pictures share a file.

    The oldest ones are removed where there are more than `KEPT_PICTURES`, or than `KEPT_BYTES` of them. Takes up to a
    second for a large picture, so it is called on a thread.

    Raises:
        InputError: it cannot be saved.
    """
    folder = places.cache_dir() / "pasted"
    folder.mkdir(parents=True, exist_ok=True)
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    path = folder / f"{_hash_of(pixels)}.png"
    if path.exists():
        path.touch()
    elif not pixels.save(str(path), "PNG"):
        raise InputError(
            tr("The picture cannot be saved in {folder}; make room there, or drop it as a file.", folder=folder)
        )
    _clean(folder, path)
    return path


def _clean(folder: Path, newest: Path) -> None:
    """Remove what is beyond the limits, oldest first, but never the newest."""
    files = [(path, path.stat()) for path in folder.glob("*.png") if path != newest]
    files.sort(key=lambda file: file[1].st_mtime_ns, reverse=True)
    total = newest.stat().st_size
    for place, (path, stat) in enumerate(files, start=1):
        total += stat.st_size
        if place >= KEPT_PICTURES or total > KEPT_BYTES:
            path.unlink(missing_ok=True)


def _is_collection(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() in FEATURE_SUFFIXES


def _is_link(data: QMimeData) -> bool:
    """Whether it names something elsewhere: an address, or a picture written as text."""
    text = data.text().lstrip()[:16].lower() if data.hasText() else ""
    return bool(data.urls()) or text.startswith(("http://", "https://", "ftp://", "data:"))


def _hash_of(image: QImage) -> str:
    """A name for the pixels."""
    size = f"{image.width()}x{image.height()}".encode()
    return blake2b(bytes(image.constBits()), digest_size=12, key=size).hexdigest()
