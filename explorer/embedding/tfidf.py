"""Captions by the words they hold: TF-IDF and SVD (Deerwester et al., Indexing by Latent Semantic Analysis, 1990).

Needs no weights and knows any language, but nothing of meaning beyond which words stand together in the collection's
own captions. Its words are those of `terms`. Words that only captions know which came later stand where these captions
stand by their other words (folding in, section 3 there), so that nothing else moves.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

from explorer.embedding.terms import terms
from explorer.protocol.features import Vectors, unit_rows

NAME = "tf-idf"
DIM = 256
_MOST_WORDS = 50_000


@dataclass(frozen=True)
class TfIdf:
    """A vocabulary with weights, and the directions in which captions differ most.

    Attributes:
        vocabulary: v words, sorted; those folded in last.
        weights: [v] float32, log((1 + N) / (1 + captions with the word)) + 1.
        directions: [v, d] float32.
        captions: how many it learned from.
    """

    vocabulary: list[str]
    weights: NDArray[np.float32]
    directions: Vectors
    captions: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> "TfIdf":
        """Learn from captions; at most 50,000 words, the most frequent ones."""
        counts = Counter(word for text in texts for word in set(terms(text)))
        kept = sorted(counts, key=lambda word: (-counts[word], word))[:_MOST_WORDS]
        vocabulary = sorted(kept)
        seen = np.array([counts[word] for word in vocabulary], np.float32)
        weights = np.log((1 + len(texts)) / (1 + seen)) + 1
        bare = cls(vocabulary, weights.astype(np.float32), np.zeros((len(vocabulary), 0), np.float32), len(texts))
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
        return cls(vocabulary, bare.weights, np.ascontiguousarray(directions, np.float32), len(texts))

    def encode_text(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts: [m, d] float32; zero where no word is known."""
        projected: Vectors = np.asarray(self._weighted(texts) @ self.directions, np.float32)
        return unit_rows(projected)

    def first(self, words: int) -> "TfIdf":
        """The same with its first words alone: those that were learned, without those folded in."""
        return replace(
            self,
            vocabulary=self.vocabulary[:words],
            weights=self.weights[:words],
            directions=self.directions[:words],
        )

    def with_words_of(self, texts: Sequence[str]) -> "TfIdf":
        """The same with the words that only these captions hold, each in the direction of the captions that hold it.

        A caption of which no other word is known gives its words no direction; see `encode_text`.
        """
        holding: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for word in set(terms(text)) - self._place.keys():
                holding.setdefault(word, []).append(number)
        if not holding:
            return self
        fresh, vectors = sorted(holding), self.encode_text(texts)
        directions = unit_rows(np.stack([vectors[holding[word]].sum(axis=0) for word in fresh]))
        seen = np.array([len(holding[word]) for word in fresh], np.float32)
        weights = (np.log((1 + self.captions) / (1 + seen)) + 1).astype(np.float32)
        return replace(
            self,
            vocabulary=self.vocabulary + fresh,
            weights=np.concatenate([self.weights, weights]),
            directions=np.concatenate([self.directions, directions]),
        )

    @cached_property
    def _place(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.vocabulary)}

    def _weighted(self, texts: Sequence[str]) -> Any:
        """(1 + log frequency) times weight, rows scaled to length 1: [m, v] sparse."""
        place = self._place
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
