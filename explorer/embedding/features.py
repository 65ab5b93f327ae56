"""Vectors on disk: shards while a job runs, one array afterwards.

The shards of an encoder hold each content's vector once, under its hash, and are kept: a file that comes back, moves or
is copied needs no second encoding. The array, with one row for each present image in the order of ids, is made from
them and can be made again at any time.

    features/<key>/shards/*.shard            content [m, 16] uint8, values [m, d] float16 and, with a class head,
                                             tags [m, 20] int16, tag_probabilities [m, 20] float16
    artefacts/features/<key>                 the same arrays, [n, …], and ids [n] int64; in large collections values
                                             [n, 256] with reduction [d, 256] float32 (`explorer.embedding.reduction`)
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.collection.catalogue import Catalogue
from explorer.collection.content import HASH_BYTES
from explorer.collection.feature_file import FeatureFile
from explorer.collection.user_store import UserStore
from explorer.embedding.base import VERSION, Encoded, encoder_key
from explorer.embedding.reduction import DIM, FROM_IMAGES, Reduction, fit_reduction
from explorer.embedding.texts import load_texts
from explorer.errors import InputError, WorkspaceError
from explorer.protocol.features import Features, Tags
from explorer.protocol.ids import NO_IMAGE, Ids
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.specs import EncoderSpec
from explorer.protocol.texts import Texts
from explorer.workspace.shards import ShardLog
from explorer.workspace.store import Workspace

KIND = "features"
"""Of the artefacts."""

CLASS_HEAD = "class head"
"""Source of tags: the classes that the encoder was trained to tell apart."""

OWN = "own"
"""Source of tags: the person."""


def load_features(workspace: Workspace, key: str | None = None) -> Features:
    """The memory-mapped vectors of a collection; of one in a store rows are fetched, see `Arrays.rows`.

    Args:
        workspace: of the collection.
        key: which; by default those of the last `embed` or import.

    Raises:
        WorkspaceError: there are none.
    """
    key = key or workspace.config.get("features") or "default"
    arrays, meta = workspace.read(KIND, key)
    if "values" not in arrays:
        raise InputError(f"The vectors of this collection lie at {meta.get('store')}; this needs them here.")
    tags = Tags(arrays.rows("tags"), arrays.rows("tag_probabilities"), CLASS_HEAD) if "tags" in arrays else None
    ids = np.array(arrays["ids"])
    if "text_values" in arrays:
        words = np.asarray(arrays["text_values"], np.float32)
        texts: Texts | None = Texts(words, np.arange(len(ids)), key)
    else:
        texts = load_texts(workspace, ids)
    return Features(arrays.rows("values"), ids, key=key, tags=tags, texts=texts, own=own_tags(workspace, ids))


def own_tags(workspace: Workspace, ids: Ids) -> Tags | None:
    """What a person has tagged, as it stands now, or None where that is nothing; the evaluation is never given it.

    A store that cannot be read is told of by those who write to it; vectors do without.
    """
    try:
        with UserStore(workspace.user_path) as store:
            tagged = [(entry.image, entry.name) for entry in store.entries("tag")]
    except WorkspaceError:
        return None
    numbers = {name: number for number, name in enumerate(sorted({name for _, name in tagged}))}
    of_image: dict[int, list[int]] = {}
    for image, name in tagged:
        of_image.setdefault(image, []).append(numbers[name])
    rows = np.flatnonzero(np.isin(ids, list(of_image)))  # a few of perhaps a million
    if not len(rows):
        return None
    said = [of_image[image] for image in ids[rows].tolist()]
    classes = np.full((len(ids), max(map(len, said))), -1, np.int32)
    for row, numbered in zip(rows, said, strict=True):
        classes[row, : len(numbered)] = numbered
    return Tags(classes, (classes >= 0).astype(np.float32), OWN)


def import_feature_file(workspace: Workspace, catalogue: Catalogue, feature_file: FeatureFile) -> str:
    """Keep the vectors of a feature file, as given, as the features of its collection.

    Args:
        workspace: open for writing.
        catalogue: of the workspace, after a scan of the same file.
        feature_file: its content.

    Returns:
        The key of the features: `given-` and 12 digits of the hash of names and values.

    Raises:
        InputError: a row has no image in the catalogue.
    """
    ids = catalogue.ids_of(feature_file.names)
    if (ids == NO_IMAGE).any():
        name = feature_file.names[int(np.argmin(ids))]
        raise InputError(f"{feature_file.path.name} has a row {name!r} that the catalogue lacks; scan the file again.")
    order = np.argsort(ids)
    arrays = {"values": feature_file.features[order], "ids": ids[order]}
    if feature_file.text_features is not None:
        arrays["text_values"] = feature_file.text_features[order]
    key = f"given-{_digest(arrays)}"
    if not workspace.has(KIND, key):
        workspace.write(KIND, key, arrays, {"version": VERSION, "source": str(feature_file.path), "encoder": None})
    workspace.configure(features=key)
    return key


def _digest(arrays: dict[str, NDArray[Any]]) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for array in arrays.values():
        digest.update(str((array.dtype, array.shape)).encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def shard_log(workspace: Workspace, key: str) -> ShardLog:
    """The shards of an encoder."""
    return ShardLog(workspace.path / "features" / key / "shards")


def shard_arrays(vectors: Sequence[tuple[list[bytes], Encoded]]) -> dict[str, NDArray[Any]]:
    """The arrays of one shard, from contents and what they were encoded to.

    Float16 keeps three significant digits: the cosine to float32 is above 0.9999998 and mAP the same to four digits,
    for half the room.
    """
    contents = b"".join(content for part, _ in vectors for content in part)
    arrays: dict[str, NDArray[Any]] = {
        "content": np.frombuffer(contents, np.uint8).reshape(-1, HASH_BYTES),
        "values": np.concatenate([encoded.features for _, encoded in vectors]).astype(np.float16),
    }
    tags = [encoded.tags for _, encoded in vectors if encoded.tags is not None]
    probabilities = [encoded.tag_probabilities for _, encoded in vectors if encoded.tag_probabilities is not None]
    if tags:
        arrays |= {"tags": np.concatenate(tags), "tag_probabilities": np.concatenate(probabilities)}
    return arrays


def is_current(workspace: Workspace, catalogue: Catalogue, key: str) -> bool:
    """Whether the array holds exactly the present images as they are now, so that there is nothing to do."""
    if not workspace.has(KIND, key) or len(catalogue.pending()):
        return False
    ids, contents = catalogue.contents()
    held = workspace.array(KIND, key, "ids")
    return bool(np.array_equal(held, ids) and np.array_equal(workspace.array(KIND, key, "content"), contents))


def compact(
    workspace: Workspace,
    catalogue: Catalogue,
    spec: EncoderSpec,
    *,
    chosen: bool = True,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> int:
    """Make the one array from the shards, one shard in memory at a time.

    Args:
        workspace: open for writing.
        catalogue: of the workspace.
        spec: of the encoder.
        chosen: whether the collection is searched by these vectors unless another encoder is named.
        progress: told of the shards.
        cancelled: asked between shards.

    Returns:
        The number of its rows: one for each present image that has a vector.

    Raises:
        InputError: no image has a vector.
        Cancelled: the person asked to stop; the array is as before.
    """
    key, log = encoder_key(spec), shard_log(workspace, encoder_key(spec))
    ids, contents = catalogue.contents()
    held = {content.tobytes() for shard in log for content in shard["content"]}
    kept = np.array([content.tobytes() in held for content in contents], bool)
    ids, contents = ids[kept], contents[kept]
    if not len(ids):
        raise InputError("No image of the collection can be read; see the reasons in the list of its files.")
    reduction = _reduction(workspace, key, log, len(ids))
    about = {"version": VERSION, "encoder": spec.to_json()}
    if reduction is not None:
        about["reduction"] = reduction.to_json()
    with workspace.writing(KIND, key, about) as folder:
        np.save(folder / "ids.npy", ids)
        if reduction is not None:
            np.save(folder / "reduction.npy", reduction.matrix)
        _put_together(folder, log, contents, reduction, progress=progress, cancelled=cancelled)
    if chosen:
        workspace.configure(features=key)
    return len(ids)


def _put_together(
    folder: Path,
    log: ShardLog,
    contents: NDArray[np.uint8],
    reduction: Reduction | None,
    *,
    progress: Progress,
    cancelled: IsCancelled,
) -> None:
    """Write the arrays of the shards, each row to wherever its content stands among those of the images [n, bytes]."""
    rows_of: dict[bytes, list[int]] = {}
    for row, content in enumerate(contents):
        rows_of.setdefault(content.tobytes(), []).append(row)
    targets: dict[str, np.memmap[Any, np.dtype[Any]]] = {}
    n, done = len(contents), 0
    for shard in log:
        check(cancelled)
        progress(min(done, n), n, "Putting vectors together")
        done += len(shard["content"])
        pairs = [(s, t) for s, c in enumerate(shard["content"]) for t in rows_of.get(c.tobytes(), ())]
        source, target = np.array(pairs, np.intp).reshape(-1, 2).T
        if reduction is not None:
            shard["values"] = reduction(shard["values"]).astype(np.float16)
        for name, array in shard.items():
            if name not in targets:
                shape = (n, *array.shape[1:])
                targets[name] = np.lib.format.open_memmap(folder / f"{name}.npy", "w+", array.dtype, shape)
            targets[name][target] = array[source]
    for array in targets.values():
        array.flush()


def load_reduction(workspace: Workspace, key: str) -> Reduction | None:
    """How vectors of the encoder become those of a set of features; None where they are the same."""
    return Reduction.of(*workspace.read(KIND, key)) if workspace.has(KIND, key) else None


def _reduction(workspace: Workspace, key: str, log: ShardLog, images: int) -> Reduction | None:
    """The one that there is, so that the vectors of known images stay as they are, or a new one of many images."""
    known = load_reduction(workspace, key)
    if known is not None:
        return known
    long = next((shard["values"].shape[1] > DIM for shard in log), False)
    if images < FROM_IMAGES or not long:
        return None
    return fit_reduction((shard["values"] for shard in log), images)
