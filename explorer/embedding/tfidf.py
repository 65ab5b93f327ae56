"""Captions by the words they hold: TF-IDF and SVD (Deerwester et al., Indexing by Latent Semantic Analysis, 1990).

Needs no weights and knows any language, but nothing of meaning beyond which words stand together in the collection's
own captions. Words are runs of letters and digits in small letters; Chinese, Japanese and other texts without blanks
are taken by single characters and pairs of them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

from explorer.protocol.features import Vectors, unit_rows

NAME = "tf-idf"
DIM = 256
_MOST_WORDS = 50_000
_WORD = re.compile(r"\w+")
_WITHOUT_BLANKS = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def terms(text: str) -> list[str]:
    """The words of a text."""
    found = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        for run in _WITHOUT_BLANKS.findall(word):
            found += [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
        found += [part for part in _WITHOUT_BLANKS.split(word) if part]
    return found


@dataclass(frozen=True)
class TfIdf:
    """A vocabulary with weights, and the directions in which captions differ most.

    Attributes:
        vocabulary: v words, sorted.
        weights: [v] float32, log((1 + N) / (1 + captions with the word)) + 1.
        directions: [v, d] float32.
    """

    vocabulary: list[str]
    weights: NDArray[np.float32]
    directions: Vectors

    @classmethod
    def of(cls, texts: Sequence[str]) -> "TfIdf":
        """Learn from captions; at most 50,000 words, the most frequent ones."""
        counts = Counter(word for text in texts for word in set(terms(text)))
        kept = sorted(counts, key=lambda word: (-counts[word], word))[:_MOST_WORDS]
        vocabulary = sorted(kept)
        seen = np.array([counts[word] for word in vocabulary], np.float32)
        weights = np.log((1 + len(texts)) / (1 + seen)) + 1
        bare = cls(vocabulary, weights.astype(np.float32), np.zeros((len(vocabulary), 0), np.float32))
        matrix = bare._weighted(texts)
        smaller = min(matrix.shape)
        if smaller <= DIM + 1:
            _, _, directions = np.linalg.svd(matrix.toarray(), full_matrices=False)
        else:
            start = np.random.default_rng(0).normal(size=smaller)
            _, values, directions = svds(matrix.astype(np.float64), k=DIM, v0=start)
            directions = directions[np.argsort(-values)]
        signs = np.sign(directions[np.arange(len(directions)), np.abs(directions).argmax(axis=1)])
        directions = (directions * signs[:, None]).T[:, :DIM]
        return cls(vocabulary, bare.weights, np.ascontiguousarray(directions, np.float32))

    def encode_text(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts: [m, d] float32; zero where no word is known."""
        projected: Vectors = np.asarray(self._weighted(texts) @ self.directions, np.float32)
        return unit_rows(projected)

    def _weighted(self, texts: Sequence[str]) -> Any:
        """(1 + log frequency) times weight, rows scaled to length 1: [m, v] sparse."""
        place = {word: number for number, word in enumerate(self.vocabulary)}
        starts, columns, values = [0], list[int](), list[float]()
        for text in texts:
            counts = Counter(place[word] for word in terms(text) if word in place)
            row = {column: (1 + np.log(count)) * self.weights[column] for column, count in sorted(counts.items())}
            length = float(np.sqrt(sum(value * value for value in row.values()))) or 1.0
            columns += row.keys()
            values += [float(value) / length for value in row.values()]
            starts.append(len(columns))
        shape = (len(texts), len(self.vocabulary))
        return csr_array((np.array(values, np.float32), np.array(columns, np.int64), np.array(starts)), shape=shape)
