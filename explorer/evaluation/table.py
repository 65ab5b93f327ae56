"""A collection as an evaluation sees it, in memory and, for a process of its own, in a folder."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError
from explorer.evaluation.labels import Labels
from explorer.evaluation.protocols import Plan, Rows
from explorer.evaluation.revisited import RevisitedTruth
from explorer.protocol.features import Features, Tags
from explorer.protocol.texts import Texts


@dataclass(frozen=True)
class EvaluationTable:
    """What is known of n images.

    Attributes:
        source: as named by the person.
        features: n vectors and ids.
        labels: of the n images.
        names: n paths or names, for lists of queries.
        splits: n words of the split column, empty where a row has none.
        cameras: n camera names, or None: images of a query's label from its own camera are then junk.
        truth: who is relevant to whom where labels do not say it, or None.
        corrected: how many images have other labels than were read, because a person corrected them.
    """

    source: str
    features: Features
    labels: Labels
    names: Sequence[str]
    splits: Sequence[str]
    cameras: Sequence[str] | None = None
    truth: RevisitedTruth | None = None
    corrected: int = 0

    def __post_init__(self) -> None:
        n = len(self.features)
        for what, values in (("labels", self.labels), ("names", self.names), ("splits", self.splits)):
            if len(values) != n:
                raise InputError(f"{self.source} has {len(values)} {what} for {n} images; give one an image.")
        if not self.labels.any:
            raise InputError(f"{self.source} has no labels, so nothing is known to be relevant; name a --label-column.")

    def camera_codes(self) -> NDArray[np.int64] | None:
        """[n] a number for each camera, -1 where it is not known, or None."""
        if self.cameras is None:
            return None
        _, codes = np.unique(np.array(self.cameras, dtype=np.str_), return_inverse=True)
        return np.where(np.array(self.cameras, dtype=np.str_) == "", -1, codes).astype(np.int64)


@dataclass(frozen=True)
class Material:
    """The arrays that one measurement needs: no names, no label texts.

    Attributes:
        features: of all n images.
        labels: who is relevant to whom; used after fitting alone.
        plan: who queries what.
        cameras: [n] int64 camera of each image, -1 unknown; or None.
        junk: [n] images that are taken out of every list; or None.
        truth: who is relevant to whom, instead of the labels; or None.
    """

    features: Features
    labels: Labels
    plan: Plan
    cameras: NDArray[np.int64] | None
    junk: NDArray[np.bool_] | None = None
    truth: RevisitedTruth | None = None

    def save(self, folder: Path) -> None:
        """Write everything into a folder, as plain arrays."""
        starts, columns = self.labels.arrays()
        arrays: dict[str, NDArray[Any]] = {
            "values": self.features.values,
            "ids": self.features.ids,
            "label_starts": starts,
            "label_columns": columns,
            "query": self.plan.query,
            "gallery": self.plan.gallery,
            "fit": self.plan.fit,
        }
        if self.cameras is not None:
            arrays["cameras"] = self.cameras
        if self.junk is not None:
            arrays["junk"] = self.junk
        if (tags := self.features.tags) is not None:
            arrays |= {"tag_classes": tags.classes, "tag_weights": tags.weights}
        if (texts := self.features.texts) is not None:
            arrays |= {"text_values": texts.values, "text_rows": texts.rows}
        if self.truth is not None:
            arrays |= {f"truth_{name}": array for name, array in self.truth.arrays().items()}
        for name, array in arrays.items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
        about = {"key": self.features.key, "members": self.plan.members, "labels": self.labels.names}
        about["tags"] = None if tags is None else tags.source
        about["texts"] = None if texts is None else texts.key
        (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Material":
        """Read what `save` wrote; the vectors stay on disk until they are used."""
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))

        def array(name: str) -> NDArray[np.int64]:
            return np.asarray(np.load(folder / f"{name}.npy", allow_pickle=False))

        values = np.load(folder / "values.npy", mmap_mode="r", allow_pickle=False)
        tags = None
        if about["tags"] is not None:
            weights = np.load(folder / "tag_weights.npy", allow_pickle=False)
            tags = Tags(array("tag_classes"), weights, about["tags"])
        texts = None
        if about["texts"] is not None:
            words = np.load(folder / "text_values.npy", allow_pickle=False)
            texts = Texts(words, array("text_rows"), about["texts"])
        truth = {path.stem.removeprefix("truth_"): array(path.stem) for path in folder.glob("truth_*.npy")}
        return cls(
            Features(values, array("ids"), key=about["key"], tags=tags, texts=texts),
            Labels.from_arrays(array("label_starts"), array("label_columns"), about["labels"]),
            Plan(array("query"), array("gallery"), array("fit"), about["members"], sentence=""),
            array("cameras") if (folder / "cameras.npy").exists() else None,
            array("junk").astype(np.bool_) if (folder / "junk.npy").exists() else None,
            RevisitedTruth.from_arrays(truth) if truth else None,
        )

    def judged(self, queries: Rows, gallery: Rows) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """[q, n] each: what is relevant to a query, and what is not in its list."""
        if self.truth is not None:
            relevant, ignored = self.truth.judged("medium", queries, gallery)
            return relevant, ignored | (queries[:, None] == gallery[None, :])
        relevant = self.labels.relevant(queries, gallery)
        return relevant, self.excluded(queries, gallery, relevant)

    def excluded(self, queries: Rows, gallery: Rows, relevant: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """[q, n] images outside a query's list: itself and, where cameras are known, its label from its own camera."""
        itself: NDArray[np.bool_] = queries[:, None] == gallery[None, :]
        if self.junk is not None:
            itself |= self.junk[gallery][None, :]
        if self.cameras is None:
            return itself
        camera = self.cameras[queries][:, None]
        junk: NDArray[np.bool_] = relevant & (camera == self.cameras[gallery][None, :]) & (camera >= 0)
        return itself | junk
