"""From the captions of a catalogue to vectors: the stage of indexing that only collections with captions pay for.

Nothing heavy is imported before there is a caption. A caption of several lines is several captions of its image.

    artefacts/texts/<key>      values [m, t] float32, ids [m] int64, data and starts: the captions themselves;
                               base [b] uint64, what tells the captions that were learned from apart;
                               of TF-IDF also vocabulary, weights, directions and learned: its first words, captions
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

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

if TYPE_CHECKING:
    from explorer.embedding.tfidf import TfIdf

VERSION = 3
"""Raised by hand when the numbers that any text encoder gives change."""

TF_IDF = "tf-idf"
_TOGETHER = 256

MOST_CHANGED = 0.1
"""Share of the captions; where more are others than those that were learned from, it is time to learn anew."""


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
    anew: bool = False,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> bool:
    """Bring the vectors of all captions up to date.

    Only captions that are new are encoded. What an encoder learned from the captions, as TF-IDF does, and what others
    learned from their vectors stays of use until more than `MOST_CHANGED` of them are others than then, or new ones
    hold no known word; `Texts.space` names when that was last.

    Args:
        workspace: open for writing.
        found: the captions.
        encoder: `minilm-l6-v2`, `tf-idf` or the folder of a model with a text tower, such as CLIP; by default the one
            that the collection has, else the encoder of its images where that knows words, else the first of these that
            is installed; for names of files `tf-idf`.
        anew: learn from the captions as they are now, whatever was learned.
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
    name = encoder or workspace.config.get("text_encoder") or _default(workspace, found)
    before = _Kept.of(workspace, name)
    base = None if before is None or anew else before.going_on(lines)
    space = base.space if base is not None else _digest((before.space if before and anew else "", lines))
    key = f"{Path(name).name}-{_digest((VERSION, name, space, lines))}" if lines else None
    current = workspace.config.get(KIND)
    if current == key and (key is None or workspace.has(KIND, key)):
        return False
    if key is not None:
        arrays = _arrays(name, lines, before, base, progress=progress, cancelled=cancelled)
        meta = {"encoder": name, "version": VERSION, "origin": found.origin, "space": space}
        workspace.write(KIND, key, arrays, meta)
    kept = {"text_encoder": name} if found.origin == "captions" else {}
    workspace.configure(**{KIND: key, **kept})
    if current is not None and current != key:
        workspace.remove(KIND, current)
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


def _default(workspace: Workspace, found: CaptionLines) -> str:
    if found.origin != "captions":
        return TF_IDF
    images = workspace.config.get("features")
    spec = {} if images is None else workspace.meta("features", images).get("encoder") or {}
    if "text" in spec.get("modalities", ()):
        return str(spec["name"])
    return minilm.NAME if minilm.is_installed() else TF_IDF


@dataclass(frozen=True)
class _Kept:
    """The captions as an encoder gave them their vectors before.

    Attributes:
        arrays: as they are stored.
        space: names what was learned from.
        words: of TF-IDF those that it knows; None of other encoders.
    """

    arrays: Mapping[str, NDArray[Any]]
    space: str
    words: "TfIdf | None" = None

    @classmethod
    def of(cls, workspace: Workspace, encoder: str) -> "_Kept | None":
        """What is there of that encoder; None where there is nothing, or what another version made."""
        key = workspace.config.get(KIND)
        if key is None or not workspace.has(KIND, key):
            return None
        arrays, meta = workspace.read(KIND, key)
        same = meta.get("encoder") == encoder and meta.get("version") == VERSION
        words = _words_in(arrays) if same and encoder == TF_IDF else None
        return cls(arrays, str(meta["space"]), words) if same else None

    def going_on(self, lines: Sequence[tuple[int, str]]) -> "_Kept | None":
        """The same with what is needed for other captions; None where it is better to learn from these anew."""
        base, now = self.arrays["base"], _hashes(lines)
        fresh = [lines[place][1] for place in np.flatnonzero(~np.isin(now, base)).tolist()]
        gone = int((~np.isin(base, now)).sum())
        if max(len(fresh), gone) > MOST_CHANGED * len(base):
            return None
        if self.words is None:
            return self
        words = self.words.first(int(self.arrays["learned"][0])).with_words_of(fresh)
        return replace(self, words=words) if words.encode_text(fresh).any(axis=1).all() else None

    def vectors(self) -> dict[str, Vectors]:
        """Those of each caption."""
        lines, values = Texts(self.arrays["data"], self.arrays["starts"]), self.arrays["values"]
        return {lines[row]: values[row] for row in range(len(lines))}


def _arrays(
    name: str,
    lines: list[tuple[int, str]],
    before: _Kept | None,
    base: _Kept | None,
    *,
    progress: Progress,
    cancelled: IsCancelled,
) -> dict[str, NDArray[Any]]:
    """What is stored: `base` and `learned` of what goes on, else of these captions."""
    kept = Texts.of(line for _, line in lines)
    arrays: dict[str, NDArray[Any]] = {"ids": np.array([image for image, _ in lines], np.int64)}
    arrays |= {"data": kept.data, "starts": kept.starts}
    arrays["base"] = _hashes(lines) if base is None else base.arrays["base"]
    known: dict[str, Vectors] = {}
    if name == TF_IDF:
        using, learned = _learned_words(lines, base)
        arrays |= learned
    else:
        using, known = _with_weights(name), {} if before is None else before.vectors()
    distinct = sorted({line for _, line in lines} - known.keys())
    for start in range(0, len(distinct), _TOGETHER):
        check(cancelled)
        progress(start, len(distinct), "Reading captions")
        part = distinct[start : start + _TOGETHER]
        known |= zip(part, using.encode_text(part), strict=True)
    arrays["values"] = np.stack([known[line] for _, line in lines])
    return arrays


def _learned_words(lines: list[tuple[int, str]], base: _Kept | None) -> tuple[TextEncoder, dict[str, NDArray[Any]]]:
    """TF-IDF with the arrays that bring it back."""
    from explorer.embedding.tfidf import TfIdf

    if base is not None and base.words is not None:
        using, learned = base.words, base.arrays["learned"]
    else:
        using = TfIdf.of([line for _, line in lines])
        learned = np.array([len(using.vocabulary), len(lines)])
    arrays = {"weights": using.weights, "directions": using.directions, "learned": learned}
    return using, {**arrays, "vocabulary": np.array(using.vocabulary, dtype=np.str_)}


def _digest(value: object) -> str:
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _hashes(lines: Sequence[tuple[int, str]]) -> NDArray[np.uint64]:
    """[m] what tells captions, each of its image, apart."""
    packed = (repr(line).encode("utf-8", "surrogatepass") for line in lines)
    return np.frombuffer(b"".join(hashlib.blake2b(one, digest_size=8).digest() for one in packed), np.uint64)


def _words_in(arrays: Mapping[str, NDArray[Any]]) -> "TfIdf":
    from explorer.embedding.tfidf import TfIdf

    vocabulary = np.asarray(arrays["vocabulary"]).tolist()
    captions = int(arrays["learned"][1]) if "learned" in arrays else len(arrays["ids"])
    return TfIdf(vocabulary, np.array(arrays["weights"]), np.array(arrays["directions"]), captions)


def text_encoder(workspace: Workspace) -> TextEncoder | None:
    """What encoded the captions of a collection; None where it has none, or where they came as vectors."""
    key = workspace.config.get(KIND)
    if key is None or not workspace.has(KIND, key):
        return None
    name = workspace.meta(KIND, key)["encoder"]
    return _learned(workspace.folder(KIND, key)) if name == TF_IDF else _with_weights(name)


@lru_cache(maxsize=4)
def _learned(folder: Path) -> TextEncoder:
    needed = {"vocabulary", "weights", "directions", "learned", "ids"}
    files = (file for file in folder.glob("*.npy") if file.stem in needed)
    return _words_in({file.stem: np.load(file, allow_pickle=False) for file in files})


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
