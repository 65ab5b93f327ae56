"""Auxiliary semantics: what is in each image, as far as something else than its label says so.

The class head's probabilities are no targets as they stand: nearly all are below 0.05, and a confident network names
one class only. They are tempered until the median image spreads over ten classes, and square roots are taken, whose
product is the Bhattacharyya coefficient. Captions say something as well: which clusters of captions those of an image
are near to, or, where an encoder puts images and words into one space, how near the image itself is to each of these
(concepts, after Tu et al., UHSCM). Where nobody says anything, the cosines to the centres of clusters take their place.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from explorer.errors import ParameterError
from explorer.protocol.features import Features, Tags, Vectors, unit_rows
from explorer.protocol.specs import Parameter
from explorer.protocol.texts import Texts

SPREAD = float(np.log(10))
"""Median entropy of an image's tags after tempering: that of ten equal ones."""

SAID = 5
"""Tags of an image that count as said of it where a yes or no is asked for."""

CLUSTERS = 64
AUTO, TAGS, OWN, CAPTIONS, CONCEPTS, SOFT_CLUSTERS = "auto", "tags", "own", "captions", "concepts", "clusters"

SOURCE = Parameter(
    "tags",
    "choice",
    AUTO,
    choices=(AUTO, TAGS, OWN, CAPTIONS, CONCEPTS, SOFT_CLUSTERS),
    help="Who says what is in an image: the encoder's class head (tags), you by your tags as they stand when it is "
    "learned (own; never in an evaluation), its captions (captions), what all captions "
    "name, compared with the image itself by an encoder of both (concepts), soft clusters of the vectors (clusters), "
    "or the first of tags, captions and clusters that there is (auto).",
)

_TOLD = {
    "class head": "the encoder's class head",
    OWN: "your tags",
    CAPTIONS: "its captions",
    CONCEPTS: "what captions name",
    SOFT_CLUSTERS: "soft clusters of the vectors",
}

_CAPTIONED = 0.5
"""Share of images with a caption from which captions are worth more than clusters of the vectors."""

_FEWEST_IN_CLUSTER = 4
_CLUSTER_STEPS = 20
_TEMPERATURES = (0.05, 50.0)
_HALVINGS = 24
_RIDGE = 1e-3


@dataclass(frozen=True)
class Semantics:
    """What is said of n images.

    Attributes:
        values: [n, c] float32, 0 to 1, the largest of each image 1; zero where nothing is said of it.
        names: [c] int64, numbers of the classes of the class head, or of the clusters.
        source: who says so, for people.
    """

    values: Vectors
    names: NDArray[np.int64]
    source: str

    def note(self, method: str) -> str:
        """Who says so and how many things, for the people who use that method."""
        source = _TOLD.get(self.source, self.source)
        return f"{method}: what is in an image is told by {source}, {len(self.names)} things in all."

    def of(self, row: int, count: int = SAID) -> list[tuple[int, float]]:
        """What is said of one image, most certain first: numbers and weights, 0 to 1."""
        best = np.argsort(-self.values[row], kind="stable")[:count]
        return [(int(self.names[place]), float(self.values[row, place])) for place in best if self.values[row, place]]

    def said(self) -> NDArray[np.float32]:
        """[n, c] of 0 and 1: the five that are most certain of each image."""
        count = min(SAID, self.values.shape[1])
        best = np.argpartition(-self.values, count - 1, axis=1)[:, :count]
        result = np.zeros_like(self.values)
        np.put_along_axis(result, best, 1, axis=1)
        result[self.values <= 0] = 0
        return result


def semantics(training: Features, source: str, seed: int) -> Semantics:
    """What is said of the fit rows.

    Args:
        training: n rows, at least one.
        source: a choice of `SOURCE`.
        seed: of the clustering.

    Raises:
        ParameterError: what is asked for is not there.
    """
    source = _available(training) if source == AUTO else source
    if source == TAGS:
        if training.tags is None:
            raise ParameterError("tags=tags needs an encoder with a class head; leave it out to use clusters instead.")
        return _said_by(training.tags)
    if source == OWN:
        if training.own is None:
            raise ParameterError("tags=own needs images that you have tagged; leave it out to use what else there is.")
        return _said_by(training.own)
    if source in (CAPTIONS, CONCEPTS):
        logits = _caption_logits(training, seed) if source == CAPTIONS else _concept_logits(training, seed)
    else:
        logits = _cluster_logits(training.unit(), seed)
    return Semantics(_tempered(logits), np.arange(logits.shape[1]), source)


def _available(training: Features) -> str:
    if training.tags is not None:
        return TAGS
    texts = training.texts
    captioned = 0 if texts is None else len(np.unique(texts.rows))
    return CAPTIONS if captioned >= _CAPTIONED * len(training) and captioned else SOFT_CLUSTERS


def _caption_centres(training: Features, source: str, seed: int) -> tuple[Vectors, Texts]:
    """Centres of clusters of captions, of length 1, and the captions."""
    texts = training.texts
    if texts is None or not len(texts):
        raise ParameterError(f"tags={source} needs captions and a text encoder; leave it out to use what there is.")
    unit = unit_rows(np.asarray(texts.values, np.float32))
    centres = cluster_centres(unit, max(1, min(CLUSTERS, len(unit) // _FEWEST_IN_CLUSTER)), seed)
    return unit_rows(centres), texts


def _caption_logits(training: Features, seed: int) -> Vectors:
    """Cosines of each image's captions to the centres of clusters of all: [n, c], -inf where it has none."""
    centres, texts = _caption_centres(training, CAPTIONS, seed)
    sums = np.zeros((len(training), texts.dim), np.float32)
    np.add.at(sums, texts.rows, unit_rows(np.asarray(texts.values, np.float32)))
    logits: Vectors = unit_rows(sums) @ centres.T
    logits[~sums.any(axis=1)] = -np.inf
    return logits


def _concept_logits(training: Features, seed: int) -> Vectors:
    """Cosines of the images to what captions name, without what hardly any image is nearest to: [n, c]."""
    centres, texts = _caption_centres(training, CONCEPTS, seed)
    if texts.dim != training.dim:
        raise ParameterError("tags=concepts needs an encoder of both images and words; tags=captions does without.")
    logits: Vectors = training.unit() @ centres.T
    wins = np.bincount(logits.argmax(axis=1), minlength=len(centres))
    return logits[:, wins >= min(0.5 * len(logits) / len(centres), wins.max())]


def tag_reader(unit: Vectors, said: Vectors) -> Vectors:
    """The linear map [d, c] that reads tags [n, c] off vectors [n, d] best (ridge regression)."""
    gram = unit.T.astype(np.float64) @ unit
    ridge = _RIDGE * (float(np.trace(gram)) or 1.0) / len(gram)  # of zero vectors nothing can be read
    solved = np.linalg.solve(gram + ridge * np.eye(len(gram)), unit.T.astype(np.float64) @ said)
    return solved.astype(np.float32)


def _said_by(tags: Tags) -> Semantics:
    logits, names = _tag_logits(tags)
    return Semantics(_tempered(logits), names, tags.source)


def _tag_logits(tags: Tags) -> tuple[Vectors, NDArray[np.int64]]:
    """Logarithms of the tags' weights [n, c], -inf where nothing is said, and the classes that occur."""
    classes, weights = np.asarray(tags.classes), np.asarray(tags.weights, np.float32)
    names, column = np.unique(np.where(weights > 0, classes, -1), return_inverse=True)
    said = (names[column.reshape(classes.shape)] >= 0) & (weights > 0)
    logits = np.full((len(classes), len(names)), -np.inf, np.float32)
    rows = np.broadcast_to(np.arange(len(classes))[:, None], classes.shape)
    logits[rows[said], column.reshape(classes.shape)[said]] = np.log(weights[said])
    first = int(names[0] < 0)
    return logits[:, first:], names[first:].astype(np.int64)


def _cluster_logits(unit: Vectors, seed: int) -> Vectors:
    """Cosines to the centres of clusters: [n, c]."""
    count = max(1, min(CLUSTERS, len(unit) // _FEWEST_IN_CLUSTER))
    return unit @ cluster_centres(unit, count, seed).T


def cluster_centres(vectors: Vectors, count: int, seed: int, rounds: int = _CLUSTER_STEPS) -> Vectors:
    """Centres of k-means (FAISS): [count, d]; seeded."""
    import faiss

    clustering = faiss.Kmeans(
        vectors.shape[1], count, niter=rounds, seed=seed + 1, min_points_per_centroid=1, verbose=False
    )
    clustering.train(np.ascontiguousarray(vectors, np.float32))
    return np.asarray(clustering.centroids, np.float32)


def _tempered(logits: Vectors) -> Vectors:
    """Square roots of a softmax whose temperature makes the median entropy `SPREAD`, the largest of each row 1."""
    given = torch.from_numpy(logits)
    said = torch.isfinite(given).any(dim=1, keepdim=True)
    given = torch.where(said, given, 0.0)

    def entropy(temperature: float) -> float:
        log_p = functional.log_softmax(given / temperature, dim=1)
        products = torch.where(torch.isfinite(log_p), log_p.exp() * log_p, 0.0)
        return float(-products.sum(dim=1).median())

    low, high = _TEMPERATURES
    for _ in range(_HALVINGS):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if entropy(middle) < SPREAD else (low, middle)
    roots = functional.softmax(given / low, dim=1).sqrt()
    values: Vectors = torch.where(said, roots / roots.amax(dim=1, keepdim=True), 0.0).numpy()
    return values
