"""What all methods that put images and words into one space have in common.

A method learns from pairs alone, one projection a medium. The rest is here: vectors standardised on the training pairs,
embeddings less the mean of their medium (the gap between the media tells nothing), the cosine and the unified kNN
similarity of embeddings, which make the score together. Each medium is embedded by itself, so a query needs no partner.

A query in words is compared with the images, an image with the words: with the best of an image's captions where it
has several. Images without captions come last there, in the order of the images they resemble.
"""

from abc import abstractmethod
from copy import copy
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError, WorkspaceError
from explorer.methods.base import Edits, Gallery, Job, QueryBatch, Ranker
from explorer.methods.crossmodal.learned_from import LearnedFrom
from explorer.methods.crossmodal.standard import Standard
from explorer.methods.crossmodal.unified import PAIRS, Placed, UnifiedSimilarity
from explorer.methods.explanation import DIRECT as DIRECTLY
from explorer.methods.explanation import Explanation, Path
from explorer.methods.state import State, state_bytes
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.progress import check
from explorer.protocol.query import Modality
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Parameter
from explorer.protocol.texts import FEWEST_PAIRS

_BLOCK = 4096
_WITHOUT_WORDS = np.float32(-2)

CENTRE = Parameter(
    "centre",
    "bool",
    True,
    help="Takes the mean embedding of each medium away, so that images and words lie around the same point.",
)
NEIGHBOURS = Parameter(
    "neighbours",
    "int",
    200,
    0,
    2000,
    unit="anchors",
    help="Compares images and words by the training pairs that they resemble most, so many of each; 0 compares them "
    "directly.",
)

DIRECT = Parameter(
    "direct",
    "float",
    0.3,
    0.0,
    1.0,
    stage="query",
    help="How much the direct comparison counts beside that by the training pairs, both with the same spread; 0 not at "
    "all, as published, 1 alone.",
)

SEEDS = Parameter(
    "seeds",
    "int",
    10,
    1,
    1000,
    unit="images",
    stage="query",
    help="Before another method: how many of the images nearest to the words it starts from.",
)

KEPT = Parameter(
    "kept",
    "float",
    0.5,
    0.0,
    1.0,
    stage="query",
    help="Before another method: how much the words' own scores count beside its, both with the same spread; 0 leaves "
    "what it makes of the images they find alone.",
)


@dataclass(frozen=True)
class Pairs:
    """Training pairs, standardised; an image with several captions stands once for each.

    Attributes:
        images: [N, v] float32.
        texts: [N, t] float32.
    """

    images: Vectors
    texts: Vectors

    def __len__(self) -> int:
        return len(self.images)

    @property
    def media(self) -> dict[Modality, Vectors]:
        """Both by name."""
        return {"image": self.images, "text": self.texts}

    def __getitem__(self, rows: NDArray[np.bool_]) -> "Pairs":
        return Pairs(self.images[rows], self.texts[rows])


class SharedSpace(Ranker):
    """Ranks images for words, and images by their words for an image.

    Attributes:
        standardises_images: whether each dimension of the images is brought to mean 0 and deviation 1.
        standardises_words: whether those of the captions are too; where not, they are unit rows, of which the distances
            that a text encoder or topics mean are kept.
    """

    version = 5

    _changed = 0

    standardises_images: ClassVar[bool] = True
    standardises_words: ClassVar[bool] = False

    def _fit(self, job: Job) -> None:
        images, texts = self._training_pairs()
        by_image, by_word = self._standardises()
        looks = Standard.of(images) if by_image else Standard.none(images.shape[1])
        words = Standard.of(texts) if by_word else Standard.none(texts.shape[1])
        self._standards: dict[Modality, Standard] = {"image": looks, "text": words}
        pairs = Pairs(self._standards["image"](images), self._standards["text"](texts))
        self._learn(pairs, job)
        embedded = {medium: unit_rows(self._project_all(medium, rows)) for medium, rows in pairs.media.items()}
        zero = np.zeros(embedded["image"].shape[1], np.float32)
        self._means: dict[Modality, Vectors] = {
            medium: rows.mean(axis=0) if self.parameters["centre"] else zero for medium, rows in embedded.items()
        }
        anchors = [unit_rows(rows - self._means[medium]) for medium, rows in embedded.items()]
        self._unified = self._similarity(anchors, job.seed)
        self._learned_from, self._changed = self._captions_now(), 0
        self._place_gallery(job)

    @property
    def changed(self) -> int:
        """See `Method.changed`."""
        return self._changed

    def _captions_now(self) -> LearnedFrom:
        training = self.gallery.training
        assert training.texts is not None  # the pairs were made of them
        return LearnedFrom.of(training, training.texts)

    def _follow(self) -> None:
        """Take captions that are others than those of the fit: the map stays, all that it is asked of is placed anew.

        Raises:
            WorkspaceError: they were encoded otherwise.
        """
        texts = self.gallery.training.texts
        if texts is None or texts.space != self._learned_from.space:
            raise WorkspaceError(f"{self.spec.name} was fitted on other captions; fit again.")
        self._changed = self._learned_from.changed(self._captions_now())
        images, words = self._training_pairs()
        if self._unified is not None:
            self._unified = self._similarity([self.embed("image", images), self.embed("text", words)], 0)
        self._place_gallery(Job())

    def _standardises(self) -> tuple[bool, bool]:
        """Whether images and whether words are standardised."""
        return self.standardises_images, self.standardises_words

    def _training_pairs(self) -> tuple[Vectors, Vectors]:
        """[N, v] and [N, t] float32, as given.

        Raises:
            InputError: there are too few.
        """
        training, texts = self.gallery.training, self.gallery.training.texts
        if texts is None or len(texts) < FEWEST_PAIRS:
            count = 0 if texts is None else len(texts)
            raise InputError(
                f"{self.spec.name} learns from images with captions, and there are {count}; write at least "
                f"{FEWEST_PAIRS} in the dock Captions, a column caption of images.csv or text files beside the images."
            )
        return training.rows(texts.rows), np.asarray(texts.values, np.float32)

    def _similarity(self, anchors: list[Vectors], seed: int) -> UnifiedSimilarity | None:
        if not self.parameters["neighbours"]:
            return None
        images, texts = anchors
        if len(images) > PAIRS:
            kept = np.sort(np.random.default_rng(seed).choice(len(images), PAIRS, replace=False))
            self.notes.append(f"{self.spec.name}: {PAIRS:,} of {len(images):,} pairs serve as anchors.")
            images, texts = images[kept], texts[kept]
        return UnifiedSimilarity(images, texts, self._neighbours(2 * len(images)))

    def _neighbours(self, anchors: int) -> int:
        """How many anchors describe an item: by default no more than a tenth, which would tell little."""
        if "neighbours" in self._given:
            return self._at_most("neighbours", anchors, f"there are {anchors} anchors")
        return self._at_most("neighbours", max(anchors // 10, 1), f"there are {anchors} anchors")

    def _place_gallery(self, job: Job) -> None:
        """Embed what is ranked, once for all queries."""
        features, texts = self.gallery.features, self.gallery.features.texts
        blocks = []
        for start in range(0, len(features), _BLOCK):
            check(job.cancelled)
            blocks.append(self.embed("image", features.rows(slice(start, start + _BLOCK))))
        self._images = np.concatenate(blocks)
        width = self._images.shape[1]
        self._captions = np.zeros((0, width), np.float32) if texts is None else self.embed("text", texts.values)
        self._described = np.zeros(0, np.int64) if texts is None else texts.rows
        if self._unified is not None:
            self._placed = {"image": self._unified.place(self._images), "text": self._unified.place(self._captions)}

    def embed(self, medium: Modality, vectors: Vectors) -> Vectors:
        """Vectors of either medium in the shared space: [m, c] float32 unit rows; zero vectors become zero."""
        rows = np.asarray(vectors, np.float32)
        filled = np.any(rows, axis=1, keepdims=True)
        placed = unit_rows(self._project_all(medium, self._standards[medium](rows))) - self._means[medium]
        return unit_rows(np.where(filled, placed, np.float32(0)).astype(np.float32))

    def _project_all(self, medium: Modality, rows: Vectors) -> Vectors:
        parts = [self._project(medium, rows[start : start + _BLOCK]) for start in range(0, max(len(rows), 1), _BLOCK)]
        return np.concatenate(parts).astype(np.float32)

    def _scores(self, queries: QueryBatch) -> Scores:
        self.gallery.check(queries)
        embedded = self.embed(queries.modality, queries.vectors)
        if queries.modality == "text":
            return self._compared(embedded, "image", self._images)
        scores = embedded @ self._images.T + _WITHOUT_WORDS
        if len(self._captions):
            starts = np.flatnonzero(np.diff(self._described, prepend=-1))
            by_caption = self._compared(embedded, "text", self._captions)
            scores[:, self._described[starts]] = np.maximum.reduceat(by_caption, starts, axis=1)
        return scores

    def _compared(self, embedded: Vectors, medium: Modality, items: Vectors) -> Scores:
        """Similarities of embedded queries with all items of the other medium: [q, m] float32."""
        return self._mixed(self._unified, embedded, items, None if self._unified is None else self._placed[medium])

    def _mixed(
        self, unified: UnifiedSimilarity | None, embedded: Vectors, items: Vectors, placed: Placed | None
    ) -> Scores:
        """The cosine and the comparison by the training pairs, as far as each counts."""
        share = 1.0 if unified is None else float(self.parameters["direct"])
        compared: Scores = np.float32(share) * (embedded @ items.T)
        if unified is not None and placed is not None and share < 1:
            compared += np.float32(1 - share) * unified.levelled(embedded, placed)
        return compared

    def _cross(self, seed: int, kept: Pairs, held: Pairs) -> tuple[Scores, Scores]:
        """Scores of embedded pairs after a fit on others: images with words and words with images, [h, h] each."""
        notes = list(self.notes)
        unified = self._similarity([kept.images, kept.texts], seed)
        self.notes = notes
        scores = []
        for asked, items in ((held.images, held.texts), (held.texts, held.images)):
            placed = None if unified is None else unified.place(items)
            scores.append(self._mixed(unified, asked, items, placed))
        return scores[0], scores[1]

    def heads(self, query: QueryBatch, row: int) -> tuple[tuple[float, ...], ...]:
        """Cosines of each representation of a query (rows) with each of an image; empty where there is one of each."""
        del query, row
        return ()

    def captions(self, queries: QueryBatch, k: int) -> tuple[np.ndarray[Any, Any], Scores]:
        """The captions nearest to some images.

        Returns:
            Numbers of captions [q, <= k] int64, best first, and their similarities.
        """
        scores = self._compared(self.embed("image", queries.vectors), "text", self._captions)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
        return order, np.take_along_axis(scores, order, axis=1)

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        del query
        image = int(self.gallery.ids[row])
        return Explanation(image, score, {DIRECTLY: score}, (Path((image,), (score,), (False,)),), ((image, score),))

    def is_edited(self, edits: Edits) -> bool:
        """Always: no graph is used."""
        del edits
        return True

    def _with(self, edits: Edits | None) -> Self:
        """The same fit: no graph is used, and images that were taken out are not ranked."""
        if not edits:
            return self
        other = copy(self)
        other._gallery = self.gallery.edited(edits)
        return other

    def bytes_per_item(self) -> float:
        """Memory that a search needs, for each image: its own vector is not among it."""
        unread = self._learned_from.state().keys()
        read = {name: value for name, value in self._state().items() if name not in unread}
        return state_bytes(read) / len(self.gallery)

    def state(self) -> State:
        """All that was learned, and the gallery in the space."""
        return self._state()

    def adopt(self, gallery: Gallery, state: dict[str, Any]) -> None:
        """Take back what `state` gave, on the gallery of the fit."""
        self._gallery = gallery
        self._restore(state)

    def _state(self) -> State:
        state: dict[str, Any] = {f"learned.{name}": value for name, value in self._learned().items()}
        for medium, standard in self._standards.items():
            state |= {f"{medium}.mean": standard.mean, f"{medium}.deviation": standard.deviation}
            state[f"{medium}.centre"] = self._means[medium]
        state |= {"images": self._images, "captions": self._captions, "described": self._described}
        state |= {**self._learned_from.state(), "changed": np.array([self._changed]), "texts": self._texts_key()}
        if self._unified is not None:
            state |= self._unified.state()
            for which, placed in self._placed.items():
                state |= {f"{which}.pooled": placed.pooled, f"{which}.near": placed.near}
        return state

    def _restore(self, state: dict[str, Any]) -> None:
        both: tuple[Modality, ...] = ("image", "text")
        self._standards = {m: Standard(state[f"{m}.mean"], state[f"{m}.deviation"]) for m in both}
        self._means = {m: state[f"{m}.centre"] for m in both}
        self._images, self._captions, self._described = state["images"], state["captions"], state["described"]
        self._unified = UnifiedSimilarity.from_state(state) if "anchors" in state else None
        if self._unified is not None:
            self._placed = {m: Placed(state[f"{m}.pooled"], state[f"{m}.near"]) for m in both}
        prefix = "learned."
        self._relearn({name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)})
        self._learned_from, self._changed = LearnedFrom.from_state(state), int(state["changed"][0])
        if not np.array_equal(state["texts"], self._texts_key()):
            self._follow()

    def _texts_key(self) -> NDArray[np.uint8]:
        """The name of the captions, as an array that is kept with others."""
        texts = self.gallery.features.texts
        return np.frombuffer(("" if texts is None else texts.key).encode(), np.uint8)

    @abstractmethod
    def _learn(self, pairs: Pairs, job: Job) -> None:
        """Learn both projections."""

    @abstractmethod
    def _project(self, medium: Modality, rows: Vectors) -> Vectors:
        """[m, c] float32 of standardised rows [m, d] of one medium, of any length."""

    @abstractmethod
    def _learned(self) -> State:
        """What `_learn` found."""

    @abstractmethod
    def _relearn(self, state: dict[str, Any]) -> None:
        """Take back what `_learned` gave."""
