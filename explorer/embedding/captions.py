"""From the captions of a catalogue to vectors: the stage of indexing that only collections with captions pay for.

Nothing heavy is imported before there is a caption. A caption of several lines is several captions of its image.

    artefacts/texts/<key>      values [m, t] float32, ids [m] int64, data and starts: the captions themselves;
                               of TF-IDF also vocabulary, weights and directions
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.collection.caption_lines import CaptionLines
from explorer.embedding import minilm
from explorer.embedding.texts import KIND
from explorer.errors import ParameterError
from explorer.protocol.features import Vectors
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.workspace.store import Workspace
from explorer.workspace.texts import Texts

VERSION = 2
"""Raised by hand when the numbers that any text encoder gives change."""

TF_IDF = "tf-idf"
_TOGETHER = 256


class TextEncoder(Protocol):
    """Words to vectors."""

    def encode_text(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts: [m, t] float32, zero where an encoder knows none of the words."""
        ...


def embed_captions(
    workspace: Workspace,
    found: CaptionLines,
    encoder: str | None = None,
    *,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> bool:
    """Bring the vectors of all captions up to date.

    Args:
        workspace: open for writing.
        found: the captions.
        encoder: `minilm-l6-v2`, `tf-idf` or the folder of a model with a text tower, such as CLIP; by default the one
            that the collection has, else the first of these that is installed; for names of files `tf-idf`.
        progress: counts captions.
        cancelled: asked between batches.

    Returns:
        Whether anything had to be done.

    Raises:
        ParameterError: there is no such encoder.
        InputError: its weights are not installed or damaged.
        Cancelled: the person asked to stop; the vectors are as before.
    """
    lines = found.lines
    name = encoder or workspace.config.get("text_encoder") or _default(found)
    digest = hashlib.blake2b(repr((VERSION, name, lines)).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    key = f"{Path(name).name}-{digest}" if lines else None
    if workspace.config.get(KIND) == key and (key is None or workspace.has(KIND, key)):
        return False
    before = workspace.config.get(KIND)
    if key is not None:
        arrays = _arrays(name, lines, progress, cancelled)
        workspace.write(KIND, key, arrays, {"encoder": name, "version": VERSION, "origin": found.origin})
    kept = {"text_encoder": name} if found.origin == "captions" else {}
    workspace.configure(**{KIND: key, **kept})
    if before is not None and before != key:
        workspace.remove(KIND, before)
    return True


def usable(name: str) -> str:
    """The name of a text encoder as it is kept, that of a folder whole.

    Raises:
        ParameterError: there is no such encoder.
        InputError: it cannot be used here.
    """
    path = Path(name).expanduser()
    kept = str(path.resolve()) if path.exists() else name
    if kept != TF_IDF:
        _with_weights(kept)
    return kept


def _default(found: CaptionLines) -> str:
    return minilm.NAME if minilm.is_installed() and found.origin == "captions" else TF_IDF


def _arrays(
    name: str, lines: list[tuple[int, str]], progress: Progress, cancelled: IsCancelled
) -> dict[str, NDArray[Any]]:
    distinct = sorted({line for _, line in lines})
    kept = Texts.of(line for _, line in lines)
    arrays: dict[str, NDArray[Any]] = {"ids": np.array([image for image, _ in lines], np.int64)}
    arrays |= {"data": kept.data, "starts": kept.starts}
    if name == TF_IDF:
        from explorer.embedding.tfidf import TfIdf

        learned = TfIdf.of([line for _, line in lines])
        arrays |= {"weights": learned.weights, "directions": learned.directions}
        arrays["vocabulary"] = np.array(learned.vocabulary, dtype=np.str_)
        using: TextEncoder = learned
    else:
        using = _with_weights(name)
    parts = []
    for start in range(0, len(distinct), _TOGETHER):
        check(cancelled)
        progress(start, len(distinct), "Reading captions")
        parts.append(using.encode_text(distinct[start : start + _TOGETHER]))
    place = {line: row for row, line in enumerate(distinct)}
    arrays["values"] = np.concatenate(parts)[[place[line] for _, line in lines]]
    return arrays


def text_encoder(workspace: Workspace) -> TextEncoder | None:
    """What encoded the captions of a collection; None where it has none, or where they came as vectors."""
    key = workspace.config.get(KIND)
    if key is None or not workspace.has(KIND, key):
        return None
    name = workspace.meta(KIND, key)["encoder"]
    return _learned(workspace.folder(KIND, key)) if name == TF_IDF else _with_weights(name)


@lru_cache(maxsize=4)
def _learned(folder: Path) -> TextEncoder:
    from explorer.embedding.tfidf import TfIdf

    vocabulary, weights, directions = (
        np.load(folder / f"{name}.npy", allow_pickle=False) for name in ("vocabulary", "weights", "directions")
    )
    return TfIdf(vocabulary.tolist(), weights, directions)


@lru_cache(maxsize=1)
def _with_weights(name: str) -> TextEncoder:
    if name == minilm.NAME:
        return minilm.MiniLm()
    from explorer.embedding import registry, text_folder

    folder = Path(name).expanduser()
    if text_folder.is_text_folder(folder):
        return text_folder.open_text_folder(folder)
    try:
        encoder = registry.get(name)
    except ParameterError:
        known = f"{minilm.NAME}, {TF_IDF} or a folder with a model of texts, CLIP or SigLIP"
        raise ParameterError(f"There is no text encoder {name!r}; give {known}.") from None
    if "text" not in encoder.spec.modalities:
        raise ParameterError(f"{name} encodes images alone; give a text encoder: {minilm.NAME} or {TF_IDF}.")
    return encoder
