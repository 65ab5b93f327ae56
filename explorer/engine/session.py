"""An opened collection that answers: the one place where features, graph, models and queries come together.

The server, the worker, the command line and the Python interface all ask a session, so that they cannot disagree.
"""

import sys
import time
from contextlib import suppress
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explorer.collection.catalogue import Catalogue
from explorer.embedding.captions import text_encoder
from explorer.embedding.features import load_features, load_reduction
from explorer.embedding.texts import KIND as TEXTS
from explorer.engine.answering import NeedsFit
from explorer.engine.code_distances import with_distances
from explorer.engine.editing import Editing
from explorer.engine.judging import Judge
from explorer.engine.models import Models
from explorer.engine.preview import NEAREST, Previews
from explorer.engine.queries import QueryEncoder
from explorer.engine.scoring import Scored, ScoreMemory
from explorer.engine.search_result import SearchResult
from explorer.engine.stored import FEATURES, Stored, feature_sets, features_key
from explorer.errors import Cancelled, InputError, WorkspaceError
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.explanation import Explanation, added_up
from explorer.methods.pipeline import Pipeline
from explorer.protocol.closing import Closing
from explorer.protocol.features import Features
from explorer.protocol.ids import Ids
from explorer.protocol.progress import IsCancelled, Losses, Progress, never_cancelled, no_losses, no_progress
from explorer.protocol.query import Query
from explorer.protocol.ranking import places, rank_scores
from explorer.workspace.points import STORE
from explorer.workspace.store import Workspace

FIRST_COLUMNS = ("cosine", "gnn-rerank")
"""What the window shows at first."""

SLOW_MILLISECONDS, LARGE = 400.0, 200_000
"""A list that takes longer follows one that is there sooner; so does the first of each method among so many images,
whose vectors no fit works through in the process that answers."""

AT_ONCE_SECONDS = 0.15
"""A fit that takes longer is not done between two queries."""


class Session(Closing):
    """One indexed workspace, opened for searching by one encoder; a context manager.

    Attributes:
        workspace: where everything lies; stays open when the session is closed.
        catalogue: its catalogue.
        features: its vectors as they were when the session was opened.
        graph: their kNN graph; None where it has not been built yet.
        gallery: both, as methods see them.
        stored: its results on disk.
        encoder: name of the encoder; None where the vectors came from a file.
        queries: encodes queries.
        captions_key: of the vectors of its captions; None where it has none.
        editing: fits methods on graphs that something was taken out of.
        no_graph: one sentence on why there is none.
    """

    no_graph = "The graph of this collection has not been built yet; wait for the index job, or start it."

    def __init__(
        self,
        workspace: Workspace,
        *,
        encoder: str | None = None,
        device: str = "cpu",
        before: "Session | None" = None,
    ) -> None:
        """Open an indexed workspace.

        Args:
            workspace: with features.
            encoder: whose vectors to search by; by default those that the collection is searched by.
            device: cpu or cuda, for fits.
            before: an earlier session, whose vectors and fitted methods are shared where they are still the same.

        Raises:
            InputError: the encoder has given this collection no vectors.
            WorkspaceError: the workspace holds no features yet, or is damaged.
        """
        self.workspace = workspace
        self.device = device
        self.stored = Stored(workspace, _known_key(workspace, encoder))
        self.graph = self.stored.graph()
        self.captions_key: str | None = workspace.config.get(TEXTS)
        same = before is not None and before.stored.same(self.stored) and before.captions_key == self.captions_key
        kept = before if same else None
        self.gallery: Gallery = kept.gallery if kept else Gallery(self._load(), device=device)
        if self.graph is not None and self.gallery.known_graph is None:
            self.gallery.known_graph = self.graph
        self.features: Features = self.gallery.features
        self._models: Models = kept._models if kept else Models(self.gallery, self.stored)
        self.catalogue = Catalogue(workspace.catalogue_path, write=False)
        given = workspace.meta(FEATURES, self.stored.key).get("encoder") or {}
        self.encoder: str | None = given.get("name")
        captions = None if self.features.texts is None else text_encoder(workspace)
        self.queries = QueryEncoder(
            self.features, self.catalogue, self.encoder, captions, load_reduction(workspace, self.stored.key)
        )
        self._refused: set[str] = set()
        self._scores = ScoreMemory()
        self._previews = Previews(self.gallery)
        self.editing = Editing()
        self._judge = Judge(self.catalogue, self.features.ids, workspace.user_path)

    def _load(self) -> Features:
        features = load_features(self.workspace, self.stored.key)
        self.stored.use_codes(features)
        return features

    def close(self) -> None:
        """Close the catalogue; the workspace is its opener's."""
        self._judge.close()
        self.catalogue.close()

    def warm(self) -> None:
        """Load what the first query would wait for: the unit vectors, and the models of the first columns."""
        first = QueryBatch.members(self.features, np.array([0]))
        for name in FIRST_COLUMNS:
            with suppress(NeedsFit):
                self.pipeline_at_once(name).scores(first)

    # Methods ----------------------------------------------------------------------------------------------------

    def pipeline(
        self,
        name: str,
        *,
        progress: Progress = no_progress,
        cancelled: IsCancelled = never_cancelled,
        losses: Losses = no_losses,
        resume: bool = False,
        anew: bool = False,
    ) -> Pipeline:
        """The fitted method of that name: as it is in memory, as it was saved, or fitted now.

        Parameters of the query stage may differ from call to call without a new fit. A method that was fitted before
        some images came places these, if it can.

        Args:
            name: of the method, with its parameters.
            progress: called with what is done.
            cancelled: asked often.
            losses: told where a training stands.
            resume: whether an interrupted training leaves its state in the workspace and goes on from there.
            anew: fit it whatever there is.

        Raises:
            ParameterError: there is no such method or parameter.
            Cancelled: the person asked to stop.
        """
        wanted = Pipeline(name)
        fitted = None if anew else self._models.ready(wanted) or self._models.grown(wanted)
        if fitted is None:
            self._models.take_first_stage(wanted)
            checkpoint = self.stored.checkpoint(self._models.key(wanted))
            fitted = wanted.fit(
                self.gallery,
                device=self.device,
                progress=progress,
                cancelled=cancelled,
                losses=losses,
                checkpoint=checkpoint if resume else None,
            )
            self._models.remember(fitted)
        return fitted.twin(wanted.name)

    def pipeline_at_once(self, name: str) -> Pipeline:
        """The same within `AT_ONCE_SECONDS`, for a process that has to answer others.

        Preprocessing of many images is never fitted here, nor is a space of words and images, as these cannot be
        stopped half-way.

        Raises:
            NeedsFit: it takes longer; a job has to do it.
        """
        wanted = Pipeline(name)
        key = self._models.key(wanted)
        if self._models.ready(wanted) is None:
            self._models.take_first_stage(wanted)
            left = [stage for stage in wanted.transforms if stage.label not in self.gallery.derived]
            learns = any(stage.spec.modality == "image-text" for stage in (*left, wanted.ranker))
            grows = wanted.ranker.spec.learned and self._models.has_earlier(wanted)
            large = wanted.ranker.fits_vectors and len(self.features) > LARGE
            if learns or grows or large or (left and len(self.features) > NEAREST) or key in self._refused:
                raise NeedsFit(name)
        loaded, deadline = "torch" in sys.modules, time.monotonic() + AT_ONCE_SECONDS
        try:
            return self.pipeline(name, cancelled=lambda: time.monotonic() > deadline)
        except Cancelled:
            if not loaded and "torch" in sys.modules:  # the time went to loading it, which happens once
                return self.pipeline_at_once(name)
            self._refused.add(key)
            raise NeedsFit(name) from None

    def keep(self, pipeline: Pipeline) -> None:
        """Save a fitted method in the workspace, and the graph where it was not there."""
        self._models.save(pipeline)

    # Answers ----------------------------------------------------------------------------------------------------

    def search(
        self,
        query: Query,
        pipeline: Pipeline,
        k: int,
        *,
        within: Ids | None = None,
        edits: Edits | None = None,
        label_column: str | None = None,
        anew: bool = False,
    ) -> SearchResult:
        """Rank the collection for one query.

        Args:
            query: its terms.
            pipeline: fitted, from this session.
            k: length of the list, at least 1.
            within: ids that may appear; all where None.
            edits: edges and nodes that the graph shall lack.
            label_column: column that says what is relevant; by default `label`.
            anew: compute the scores also where they are remembered, so that the time told is that of a warm search.

        Raises:
            InputError: the query cannot be encoded, or k is below 1.
        """
        scored = self._scored(query, pipeline, edits, anew=anew)
        result = self._result(scored, k, within, label_column)
        return with_distances(result, pipeline, scored.query, self.gallery.rows_of(result.ids))

    def preview(
        self,
        query: Query,
        name: str,
        k: int,
        *,
        within: Ids | None = None,
        label_column: str | None = None,
    ) -> SearchResult:
        """The list that a method gives when it is fitted on the images nearest to the query alone.

        In a collection of at most `NEAREST` images that is the exact list, and the fit is remembered.

        Args:
            query: its terms.
            name: of the method, with its parameters.
            k: length of the list, at least 1.
            within: ids that may appear; all where None.
            label_column: column that says what is relevant; by default `label`.

        Raises:
            InputError: as `search`.
            ParameterError: there is no such method or parameter.
            NeedsFit: even this takes longer than people wait between two steps of a slider.
        """
        if len(self.features) <= NEAREST:
            return self.search(query, self.pipeline_at_once(name), k, within=within, label_column=label_column)
        encoded = self.queries.encode(query)
        began = time.perf_counter()
        found = self._previews.preview(encoded, name)
        milliseconds = 1000 * (time.perf_counter() - began)
        scored = Scored(encoded, found.scores, milliseconds, found.pipeline.bytes_per_item())
        result = self._result(scored, k, within, label_column)
        judgement = result.judgement and replace(result.judgement, average_precision=None)
        return replace(result, judgement=judgement, nearest=found.nearest)

    def is_slow(self, query: Query, pipeline: Pipeline) -> bool:
        """Whether a search by a fitted method will take so long that its preview should be shown meanwhile.

        Of a method that has not been asked yet this is assumed in large collections.
        """
        if len(self.features) <= NEAREST or pipeline.ranker.shortlist:
            return False  # the preview is the list, or takes as long
        expected = self._scores.expected(self.queries.encode(query), pipeline)
        unknown = len(self.features) > LARGE and not pipeline.ranker.spec.learned
        return unknown if expected is None else expected > SLOW_MILLISECONDS

    def ranks(
        self, query: Query, pipeline: Pipeline, ids: Ids, *, within: Ids | None = None, edits: Edits | None = None
    ) -> NDArray[np.int64]:
        """The place of some images in the list of one query: [m] int64, 1 is best, 0 where an image is not in it."""
        scored = self._scored(query, pipeline, edits)
        scores = np.where(scored.excluded(self.features.ids, within), np.float32(-np.inf), scored.scores)
        return places(scores, self.features.ids, self.gallery.rows_of(ids))

    def eligible(
        self, query: Query, pipeline: Pipeline, *, within: Ids | None = None, edits: Edits | None = None
    ) -> NDArray[np.bool_]:
        """[n] which images the list of one query holds, if it is long enough."""
        return ~self._scored(query, pipeline, edits).excluded(self.features.ids, within)

    def relevant(self, query: Query, label_column: str | None) -> NDArray[np.bool_] | None:
        """[n] which images share a label with the query; None where the labels of the query are not known."""
        return self._judge.relevant(self.queries.encode(query).judged, label_column)

    def explain(self, query: Query, pipeline: Pipeline, image: int, *, edits: Edits | None = None) -> Explanation:
        """Why an image has its score for what one query searches for; penalties of negative terms are not explained.

        Raises:
            InputError: the query has negative terms only, or cannot be encoded.
        """
        asked = self.queries.encode(query).asked(pipeline)
        batch = asked.wanted()
        told = [pipeline.explain(batch[place : place + 1], image, edits=edits) for place in range(len(batch))]
        return told[0] if len(told) == 1 else added_up(told, asked.factors[: len(told)].tolist())

    def nearest(self, image: int, k: int) -> Ids:
        """Ids of the k images nearest to one, best first; none while there is no graph."""
        if self.graph is None:
            return np.empty(0, np.int64)
        (row,) = self.gallery.rows_of(np.array([image], np.int64))
        near = self.graph.indices[row, :k]
        return self.features.ids[near[near >= 0]]

    def _scored(self, query: Query, pipeline: Pipeline, edits: Edits | None, *, anew: bool = False) -> Scored:
        return self._scores.score(self.queries.encode(query), pipeline, edits, anew=anew)

    def _result(self, scored: Scored, k: int, within: Ids | None, label_column: str | None) -> SearchResult:
        if k < 1:
            raise InputError(f"k={k} asks for no result; give a number from 1.")
        began = time.perf_counter()
        excluded = scored.excluded(self.features.ids, within)
        most = min(k, len(self.features.ids))
        ranking = rank_scores(scored.scores[np.newaxis], self.features.ids, most, excluded=excluded)
        milliseconds = scored.milliseconds + 1000 * (time.perf_counter() - began)
        found = int((~excluded).sum())
        ids, listed = ranking.ids[0, :found], ranking.scores[0, :found]
        judgement = self._judge.judge(scored.query.judged, label_column, ids, scored.scores, excluded)
        return SearchResult(ids, listed, milliseconds, scored.bytes_per_item, found, judgement)


def open_session(
    workspace: Workspace, *, encoder: str | None = None, device: str = "cpu", before: Session | None = None
) -> Session:
    """The session of a workspace, be its vectors here or in a vector store; see `Session`."""
    key = features_key(workspace, encoder)
    if key is not None and workspace.meta(FEATURES, key).get(STORE):
        from explorer.engine.point_session import PointSession

        return PointSession(workspace, encoder=encoder, device=device)
    return Session(workspace, encoder=encoder, device=device, before=before)


def _known_key(workspace: Workspace, encoder: str | None) -> str:
    """The key of the vectors of an encoder.

    Raises:
        InputError: there are none of that encoder.
        WorkspaceError: there are none at all.
    """
    key = features_key(workspace, encoder)
    if key is None and encoder is not None:
        known = ", ".join(one.encoder or one.title for one in feature_sets(workspace)) or "none"
        raise InputError(f"The collection has no vectors of {encoder}; add that encoder, or name one of: {known}.")
    if key is None:
        raise WorkspaceError(f"{workspace.path} holds no vectors yet; index the collection first.")
    return key
