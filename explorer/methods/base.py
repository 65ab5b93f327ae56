"""What a method is: the one protocol behind which all of them stand.

A ranker implements `_fit`, `_scores` and `_explain` (and `_state`, `_restore` where it learns something). Ranking,
ties, filters, edits, saving and loading are the same for all and live here.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from explorer.errors import EngineError, InputError, ParameterError, WorkspaceError
from explorer.graph.knn import Csr
from explorer.methods.explanation import Explanation
from explorer.methods.gallery import GRAPH_K, Edits, Gallery
from explorer.methods.method import Job, Method
from explorer.methods.query_batch import QueryBatch
from explorer.methods.reaching import Wanted, fill_by_cosine, joined, rank_reached
from explorer.methods.state import State, load_json, read_parts, save_json, state_bytes, write_parts
from explorer.methods.training_log import TrainingLog
from explorer.methods.transform import Transform
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ids import NO_IMAGE, Ids
from explorer.protocol.progress import IsCancelled, Losses, Progress, never_cancelled, no_losses, no_progress
from explorer.protocol.ranking import Ranking, Scores, places, rank_scores
from explorer.protocol.specs import Value

__all__ = [
    "GRAPH_K",
    "Edits",
    "Gallery",
    "Job",
    "Method",
    "QueryBatch",
    "Ranker",
    "Transform",
    "below_reached",
]

_BLOCK_SCORES = 2**24
"""Scores held at once while many queries are ranked: 64 MiB."""

_EDITED_KEPT = 4
"""Fits on edited graphs that are kept: undo and redo of the last edits cost nothing."""


class Ranker(Method):
    """A method that scores every image of a gallery for a query.

    Attributes:
        gallery: what it was fitted on.
        training_log: the losses of the fit; empty for methods that are not trained.
        adds_terms: whether the score for a query of several terms is the sum of the scores for each; other methods are
            asked for the one point between them.
        unreached_by_cosine: whether images of which `_reached` tells nothing follow in the order of cosines.
        later: images of the gallery that came after the fit, and were placed without learning anew.
        shortlist: so many images, those nearest to the query, are ranked by the method, and the others follow by
            cosine; 0 where it ranks all.
        fits_vectors: whether the fit works through all vectors, beyond what the graph has of them, so that it takes
            long and much memory where there are many.
        mapped: arrays of the state of which a query reads some rows; `load` maps them into memory.
    """

    fits_vectors: ClassVar[bool] = False
    mapped: ClassVar[tuple[str, ...]] = ()
    unreached_by_cosine: ClassVar[bool] = False
    adds_terms: ClassVar[bool] = False
    later: int = 0
    shortlist: int = 0

    def __init__(self, **parameters: Value) -> None:
        super().__init__(**parameters)
        self.training_log = TrainingLog()
        self._gallery: Gallery | None = None
        self._edited: dict[Edits, Ranker] = {}

    @property
    def gallery(self) -> Gallery:
        """The gallery of the fit.

        Raises:
            EngineError: it is not fitted.
        """
        if self._gallery is None:
            raise EngineError(f"{self.spec.name} is not fitted yet; call fit first.")
        return self._gallery

    def set(self, name: str, value: Value) -> None:
        """Change a parameter of the query stage; the next query uses it.

        Raises:
            ParameterError: there is no such parameter, the value is out of range, or it needs a new fit.
        """
        parameter = self.spec.parameter(name)
        if parameter.stage != "query":
            raise ParameterError(f"{self.spec.name}: {name} needs a new fit; fit again with the new value.")
        self.parameters[name] = parameter.checked(value)
        self._given.add(name)

    def twin(self, **parameters: Value) -> Self:
        """The same fit with other parameters of the query stage; nothing is fitted again.

        Raises:
            ParameterError: a value is out of range, or a parameter of the fit stage differs.
        """
        wanted = type(self)(**parameters)
        if wanted.fit_parameters() != self.fit_parameters():
            raise ParameterError(f"{wanted.label} needs a new fit; {self.label} was fitted.")
        result = copy(self)
        result.parameters, result._given = wanted.parameters, wanted._given
        return result

    def fit(
        self,
        gallery: Gallery | Features | Vectors,
        *,
        seed: int = 0,
        device: str = "cpu",
        progress: Progress = no_progress,
        cancelled: IsCancelled = never_cancelled,
        losses: Losses = no_losses,
        checkpoint: FilePath | None = None,
    ) -> Self:
        """Prepare to answer queries on a gallery.

        Where the memory of the GPU does not suffice, the processor does it, and a note says so.

        Args:
            gallery: a gallery, features, or an [n, d] float array whose row numbers become the ids.
            seed: of everything drawn at random; equal seeds give equal fits.
            device: cpu or cuda.
            progress: called with what is done.
            cancelled: asked often.
            losses: told by methods that are trained where their training stands.
            checkpoint: file from which a training that was interrupted goes on; None to begin anew.

        Raises:
            ParameterError: a parameter that was given does not fit the gallery.
            Cancelled: the person asked to stop.
        """
        self._gallery = Gallery.of(gallery)
        try:
            self._fit_anew(Job(seed, device, progress, cancelled, losses, checkpoint))
        except RuntimeError as error:
            if device == "cpu":
                raise
            import torch

            if not isinstance(error, torch.OutOfMemoryError):
                raise
            torch.cuda.empty_cache()
            self._fit_anew(Job(seed, "cpu", progress, cancelled, losses, checkpoint))
            self.notes.append(f"{self.spec.name}: fitted on the processor: the memory of the GPU was too small for it.")
        return self

    def _fit_anew(self, job: Job) -> None:
        self.notes, self._edited = [], {}
        self.training_log = TrainingLog(tell=job.losses)
        self._fit(replace(job, losses=self.training_log))

    def scores(self, queries: QueryBatch | Vectors, *, edits: Edits | None = None) -> Scores:
        """Score of each image for each query, higher is better: [q, n] float32.

        A query's own image is scored like any other. Images that the graph does not reach have scores of 0 and below
        in the order of their cosine; removed images have -inf.

        Args:
            queries: a batch, or [q, d] float vectors of unseen queries.
            edits: edges and nodes that the graph shall lack; the scores are those of that graph, exactly.

        Raises:
            InputError: the queries have another dimension, or an edited image is unknown.
        """
        ranker = self._with(edits)
        batch = QueryBatch.of(queries)
        scores = ranker._scores(batch)
        if batch.prior is not None:
            scores = batch.prior.mixed(scores)
        scores[:, ranker.gallery.removed] = -np.inf
        return scores

    def search(
        self, queries: QueryBatch | Vectors, k: int, *, within: Ids | None = None, edits: Edits | None = None
    ) -> Ranking:
        """The k best images of each query; a query's own image is left out.

        Args:
            queries: a batch, or [q, d] float vectors of unseen queries.
            k: length of the lists, at least 0; they are padded where there are fewer images.
            within: ids that may appear; all where None.
            edits: as in `scores`.

        Raises:
            InputError: as `scores`, or k is below 0.
        """
        if k < 0:
            raise InputError(f"k={k} asks for no result; give a number from 1.")
        batch = QueryBatch.of(queries)
        outside = None if within is None else ~np.isin(self.gallery.ids, within)
        return joined([self._best(part, k, outside, edits) for part in self._blocks(batch)])

    def _best(self, batch: QueryBatch, k: int, outside: NDArray[np.bool_] | None, edits: Edits | None) -> Ranking:
        """The k best of some queries: among what the graph reaches where that suffices, else among all images."""
        ranker, ids = self._with(edits), self.gallery.ids
        wanted = Wanted(k, batch.left_out, ranker._absent(outside))
        reached = ranker._reached(batch, wanted) if k and batch.prior is None else None
        if reached is not None:
            ranking = rank_reached(reached, ids, wanted)
            if ranker.unreached_by_cosine:
                fill_by_cosine(ranking, reached, wanted, batch, ranker.gallery)
            short = ranking.ids[:, -1] == NO_IMAGE
            if short.any():
                complete = rank_scores(
                    self.scores(batch[short], edits=edits), ids, k, excluded=self._excluded(batch[short], outside)
                )
                ranking.ids[short], ranking.scores[short] = complete.ids, complete.scores
            return ranking
        return rank_scores(self.scores(batch, edits=edits), ids, k, excluded=self._excluded(batch, outside))

    def ranks(self, queries: QueryBatch | Vectors, ids: Ids, *, edits: Edits | None = None) -> NDArray[np.int64]:
        """The place of some images in each query's list: [q, m] int64, 1 is best, 0 where an image is not in the list.

        Args:
            queries: as in `search`.
            ids: [m] image ids.
            edits: as in `scores`.
        """
        batch = QueryBatch.of(queries)
        rows = self.gallery.rows_of(ids)
        result = np.zeros((len(batch), len(rows)), np.int64)
        for i in range(len(batch)):
            one = batch[i : i + 1]
            (scores,) = self.scores(one, edits=edits)
            if one.left_out[0] >= 0:
                scores[one.left_out[0]] = -np.inf
            result[i] = places(scores, self.gallery.ids, rows)
        return result

    def explain(self, queries: QueryBatch | Vectors, image: int, *, edits: Edits | None = None) -> Explanation:
        """Why an image has its score for one query.

        Args:
            queries: one query.
            image: id of an image of the gallery.
            edits: as in `scores`.

        Raises:
            InputError: the image is unknown, or there is not exactly one query.
        """
        batch = QueryBatch.of(queries)
        if len(batch) != 1:
            raise InputError(f"One query is explained at a time, not {len(batch)}.")
        ranker = self._with(edits)
        (row,) = self.gallery.rows_of(np.array([image], np.int64))
        if row in ranker.gallery.removed:
            raise InputError(f"Image {image} was taken out of the graph; put it back to explain its score.")
        scores = ranker._scores(batch)
        told = ranker._explain(batch, int(row), float(scores[0, row]))
        return told if batch.prior is None else batch.prior.told(told, scores, int(row))

    def edit(self, edits: Edits) -> None:
        """Fit on the graph without what the edits take out, so that a question with them need not."""
        self._with(edits)

    def is_edited(self, edits: Edits) -> bool:
        """Whether a question with these edits is answered without a fit."""
        return not edits or edits in self._edited

    def update(self, added: Ids, removed: Ids) -> bool:
        """Take changes of the gallery in without a new fit; False where that is not possible."""
        del added, removed
        return False

    def learned(self) -> Features | None:
        """Vectors that the method learned of the images, one a row of the gallery; None where it learns none."""
        return None

    def bytes_per_item(self) -> float:
        """Memory that a search needs, for each image: the float32 vectors and all fitted state."""
        return 4.0 * self.gallery.features.dim + state_bytes(self._state()) / len(self.gallery)

    def save(self, folder: FilePath) -> None:
        """Write the fitted state into an existing folder: `state.safetensors`, `model.json`, losses, mapped arrays."""
        write_parts(folder, self._state(), self.mapped)
        save_json(folder / "model.json", {**self._identity(), "notes": self.notes})
        self.training_log.save(folder)

    def load_earlier(self, folder: FilePath, gallery: Gallery) -> Ranker:
        """Take back the fit of before some images came, and place these without learning anew.

        Raises:
            WorkspaceError: the method cannot, an image of the fit is gone or changed, or as `load`.
        """
        del gallery
        raise WorkspaceError(f"The fitted model in {folder} does not know the newest images; fit again.")

    def load(self, folder: FilePath, gallery: Gallery) -> Self:
        """Take back what `save` wrote; the gallery must be that of the fit.

        Raises:
            WorkspaceError: the files are damaged, or of another method, version, parameters or gallery.
        """
        model = load_json(folder / "model.json")
        self._gallery = gallery
        for key, value in self._identity().items():
            if model.get(key) != value:
                raise WorkspaceError(
                    f"The fitted model in {folder} has {key} {model.get(key)!r} instead of {value!r}; fit again."
                )
        self.notes, self._edited = list(model["notes"]), {}
        self.training_log = TrainingLog.load(folder)
        self._restore(read_parts(folder, self.mapped))
        return self

    def _identity(self) -> dict[str, Any]:
        return {
            "method": self.spec.name,
            "version": self.version,
            "parameters": self.fit_parameters(),
            "features": self.gallery.features.key,
            "images": len(self.gallery),
        }

    def _with(self, edits: Edits | None) -> Ranker:
        """This method fitted on the edited graph."""
        if not edits:
            return self
        given = {name: self.parameters[name] for name in self._given}
        if edits not in self._edited:
            while len(self._edited) >= _EDITED_KEPT:
                self._edited.pop(next(iter(self._edited)))
            self._edited[edits] = type(self)(**given).fit(self.gallery.edited(edits))
        return self._edited[edits].twin(**given)

    def _blocks(self, batch: QueryBatch) -> Iterator[QueryBatch]:
        size = max(1, _BLOCK_SCORES // len(self.gallery))
        for start in range(0, max(len(batch), 1), size):
            yield batch[start : start + size]

    def _excluded(self, batch: QueryBatch, outside: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
        """What may not appear: images outside the filter and each query's own."""
        inside = np.flatnonzero(batch.left_out >= 0)
        if not inside.size:
            return outside
        shape = (len(batch), len(self.gallery))
        excluded = np.zeros(shape, np.bool_) if outside is None else np.tile(outside, (len(batch), 1))
        excluded[inside, batch.left_out[inside]] = True
        return excluded

    @abstractmethod
    def _fit(self, job: Job) -> None:
        """Prepare on `self.gallery`."""

    @abstractmethod
    def _scores(self, queries: QueryBatch) -> Scores:
        """[q, n] float32 of its own, which the caller may change."""

    def _absent(self, outside: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
        """What may not appear in any list: images outside the filter and those that edits took out."""
        removed = self.gallery.removed
        if not len(removed):
            return outside
        absent = np.zeros(len(self.gallery), np.bool_) if outside is None else outside.copy()
        absent[removed] = True
        return absent

    def _reached(self, queries: QueryBatch, wanted: Wanted) -> Csr | None:
        """Scores above 0, where these are found sooner than those of all images.

        Returns:
            [q, n]: at least the best ones that are wanted, equal to `_scores`; None where there is no quicker way.
        """
        del queries, wanted
        return None

    @abstractmethod
    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """The parts of a score."""

    def _state(self) -> State:
        """What a search needs beside the vectors."""
        return {}

    def _restore(self, state: dict[str, Any]) -> None:
        """Take back what `_state` gave."""
        del state


def below_reached(scores: Scores, cosines: Scores) -> Scores:
    """Put images that the graph does not reach (scores of 0) below all others, in the order of their cosine."""
    return np.where(scores > 0, scores, cosines - np.float32(1))
