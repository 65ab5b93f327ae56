"""What all hashing methods have in common: vectors become real values, their signs the code, differing bits the order.

A method learns a map from a vector to `bits` real values (`_learn`, `_values`). Everything after that is here: codes,
search in them, the asymmetric comparison, saving, memory.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from copy import copy
from functools import partial
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from explorer.graph.unit import Rows, unit_rows_of
from explorer.methods.base import Edits, Job, QueryBatch, Ranker
from explorer.methods.explanation import DIRECT, CodeComparison, Explanation, Path
from explorer.methods.hashing.codes import CodeIndex, Codes, asymmetric, hamming, packed, unpacked
from explorer.methods.state import State, state_bytes
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ids import Ids
from explorer.protocol.ranking import Ranking, Scores
from explorer.protocol.specs import MethodSpec, Parameter
from explorer.protocol.workers import Here

FAMILY = "hashing"
SAYS_NOTHING = np.float32(-2)
"""Score of images whose vector is zero: below all others."""

FEWEST_BITS, MOST_BITS, USUAL_BITS = 16, 256, 64

AT_ONCE = 64
"""Rows that are encoded together."""

_HAMMING, _ASYMMETRIC = "hamming", "asymmetric"

BITS = Parameter(
    "bits",
    "int",
    USUAL_BITS,
    FEWEST_BITS,
    MOST_BITS,
    unit="bits",
    help="Length of the code of an image; twice as many bits take twice the memory and tell more images apart.",
)

COMPARISON = Parameter(
    "compare",
    "choice",
    _HAMMING,
    choices=(_HAMMING, _ASYMMETRIC),
    stage="query",
    help="Codes with codes, by the number of differing bits (hamming), or the query's values before rounding with "
    "codes (asymmetric), which tells images of one distance apart.",
)


def hashing_spec(
    name: str,
    title: str,
    summary: str,
    paper: str,
    *parameters: Parameter,
    bits: Parameter = BITS,
    learned: bool = False,
) -> MethodSpec:
    """The description of a hashing method: code length, its own parameters, comparison."""
    own = (bits, *parameters, COMPARISON)
    return MethodSpec(name, title, FAMILY, summary, paper=paper, parameters=own, learned=learned)


def compared(query: Codes, image: Codes, bits: int) -> CodeComparison:
    """Two packed codes [bytes] side by side."""
    differing = np.flatnonzero(np.unpackbits(query ^ image, count=bits))
    return CodeComparison(bits, query.tobytes().hex(), image.tobytes().hex(), tuple(differing.tolist()))


class Hashing(Ranker):
    """Codes of signs, compared by counting differing bits.

    The score is the share of equal bits, so that `bits * (1 - score)` is the Hamming distance; asymmetric scores are
    the product of the query's values with the code, divided by the sum of the values' magnitudes.
    """

    fits_vectors: ClassVar[bool] = True

    _bits: int
    _codes: Codes
    _index: CodeIndex
    _filled: Rows

    def _fit(self, job: Job) -> None:
        self._learn(self._ordered(self.gallery.training), job)
        self._take(packed(self._gallery_values(job)))

    @property
    def bits(self) -> int:
        """Length of the codes as fitted."""
        return self._bits

    @property
    def codes(self) -> Codes:
        """[n, bytes] packed codes of the gallery."""
        return self._codes

    @property
    def index(self) -> CodeIndex:
        """The codes of `filled`, as they are searched."""
        return self._index

    @property
    def filled(self) -> Rows:
        """[m] rows of the gallery whose code says something: all but those whose vector is zero."""
        return self._filled

    def query_codes(self, queries: QueryBatch | Vectors) -> Codes:
        """The packed codes of queries [q, bytes]; a row of the gallery has the code that it has there."""
        batch = QueryBatch.of(queries)
        self.gallery.check(batch)
        return packed(self._query_values(batch))

    def encode(self, vectors: Vectors) -> Codes:
        """The packed codes of other vectors [m, d] of any length: [m, bytes]."""
        return packed(self._steady(QueryBatch.unseen(vectors).unit()))

    def ball(self, queries: QueryBatch | Vectors, radius: int) -> list[Ids]:
        """For each query the ids of all images that differ from it in at most `radius` bits, its own left out."""
        batch = QueryBatch.of(queries)
        self.gallery.check(batch)
        balls = self._index.ball(packed(self._query_values(batch)), radius)
        found = [self._filled[places] for places in balls]
        return [self.gallery.ids[rows[rows != own]] for rows, own in zip(found, batch.left_out, strict=True)]

    def search(
        self, queries: QueryBatch | Vectors, k: int, *, within: Ids | None = None, edits: Edits | None = None
    ) -> Ranking:
        """As of every ranker; codes are compared in the index where nothing is filtered or taken out."""
        batch = QueryBatch.of(queries)
        own = batch.left_out
        more = k + int((own >= 0).any())
        plain = within is None and not edits and not self.gallery.removed.size and 0 < more <= len(self._filled)
        plain &= batch.prior is None
        if not plain or self.parameters["compare"] != _HAMMING:
            return super().search(batch, k, within=within, edits=edits)
        self.gallery.check(batch)
        places, distances = self._index.search(packed(self._query_values(batch)), more)
        rows = self._filled[places]
        kept = np.argsort(rows == own[:, None], axis=1, kind="stable")[:, :k]
        rows, distances = np.take_along_axis(rows, kept, 1), np.take_along_axis(distances, kept, 1)
        return Ranking(self.gallery.ids[rows], self._similarity(distances))

    def bytes_per_item(self) -> float:
        """Everything that is read for a query: codes, their tables, what was learned; no vector of the gallery."""
        return (state_bytes(self._state()) + self._index.table_bytes) / len(self.gallery)

    def _scores(self, queries: QueryBatch) -> Scores:
        self.gallery.check(queries)
        values = self._query_values(queries)
        if self.parameters["compare"] == _HAMMING:
            scores = self._similarity(hamming(packed(values), self._codes))
        else:
            lengths = np.maximum(np.abs(values).sum(axis=1, keepdims=True), np.finfo(np.float32).tiny)
            scores = asymmetric((values / lengths).astype(np.float32), self._codes)
        scores[:, ~unit_rows_of(self.gallery.features).filled] = SAYS_NOTHING
        return scores

    def _similarity(self, distances: NDArray[np.int32]) -> Scores:
        shares: Scores = 1 - distances.astype(np.float32) / np.float32(self._bits)
        return shares

    def _query_values(self, queries: QueryBatch) -> Scores:
        """Real values of queries [q, bits]; a row of the gallery has the code that it has there."""
        values = np.empty((len(queries), self._bits), np.float32)
        inside = queries.rows >= 0
        values[inside] = unpacked(self._codes[queries.rows[inside]], self._bits)
        if not inside.all():
            values[~inside] = self._values_of_unseen(queries[~inside])
        return values

    def _values_of_unseen(self, queries: QueryBatch) -> Scores:
        return self._steady(queries.unit())

    def _steady(self, unit: Vectors) -> Scores:
        """`_values`, always of equally many rows at once, so that no bit depends on how many are asked for.

        Matrix products are summed up in another order for another number of rows; a value near 0 would change its sign.
        """
        count = len(unit)
        blocks = max(1, -(-count // AT_ONCE))
        filled = np.zeros((blocks * AT_ONCE, unit.shape[1]), np.float32)
        filled[:count] = unit
        return np.concatenate(self._each_block(filled))[:count]

    def _each_block(self, unit: Vectors) -> list[Scores]:
        """`_values` of each `AT_ONCE` of the rows."""
        return [self._values(unit[start : start + AT_ONCE]) for start in range(0, len(unit), AT_ONCE)]

    def _gallery_values(self, job: Job) -> Scores:
        """Real values of the gallery's images: [n, bits]."""
        return self._encoded((unit for _, unit in self.gallery.features.blocks()), job)

    def _encoded(self, blocks: Iterable[Vectors], job: Job) -> Scores:
        """Real values of the gallery's images from blocks of unit or zero rows, in this process or on the cluster."""
        machines, n, done, parts = self.gallery.machines, len(self.gallery), 0, []
        if machines is None:
            found = Here().map(self._steady, blocks, job.cancelled)
        else:
            given = {name: self.parameters[name] for name in self._given}
            portable: _Portable = type(self), given, self._learned()
            found = machines.map(partial(_encoded_there, machines.share(portable)), blocks, job.cancelled)
        for values in found:
            parts.append(values)
            done += len(values)
            job.progress(done, n, f"{self.spec.title}: encoding")
        return np.concatenate(parts)

    def _ordered(self, training: Features) -> Features:
        """Training rows in the order of their ids, so that what is drawn does not depend on that of the rows."""
        order = np.argsort(training.ids, kind="stable")
        return training if np.array_equal(order, np.arange(len(order))) else training.subset(order, key=training.key)

    def _take(self, codes: Codes) -> None:
        """Keep the codes; images whose vector is zero have one as well, but it says nothing, and they stand last."""
        self._codes = codes
        self._filled = np.flatnonzero(unit_rows_of(self.gallery.features).filled)
        self._index = CodeIndex(codes[self._filled], self.gallery.ids[self._filled])

    def is_edited(self, edits: Edits) -> bool:
        """Always: the codes stay."""
        del edits
        return True

    def _with(self, edits: Edits | None) -> "Hashing":
        """Codes stay as they were learned; images that were taken out are gone from the lists."""
        if not edits:
            return self
        result = copy(self)
        result._gallery = self.gallery.edited(edits)
        return result

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        image = int(self.gallery.ids[row])
        path = Path((image,), (score,), (False,))
        code = compared(self.query_codes(query)[0], self._codes[row], self._bits)
        return Explanation(image, score, {DIRECT: score}, (path,), ((image, score),), code=code)

    def _state(self) -> State:
        return {"codes": self._codes, **self._learned()}

    def _restore(self, state: dict[str, Any]) -> None:
        self._restore_learned(state)
        self._take(state["codes"])

    @abstractmethod
    def _learn(self, training: Features, job: Job) -> None:
        """Learn the map; sets `_bits`."""

    @abstractmethod
    def _values(self, unit: Vectors) -> Scores:
        """Real values of unit or zero rows [m, d]: [m, bits] float32; each row's depend on that row alone."""

    @abstractmethod
    def _learned(self) -> State:
        """What `_values` needs."""

    @abstractmethod
    def _restore_learned(self, state: dict[str, Any]) -> None:
        """Take back what `_learned` gave; sets `_bits`."""


_Portable = tuple[type[Hashing], dict[str, Any], State]
"""A method, the parameters that were given, and what it learned."""


def _encoded_there(portable: Callable[[], _Portable], unit: Vectors) -> Scores:
    """Real values of unit or zero rows by a map that was learned elsewhere."""
    kind, given, learned = portable()
    method = kind(**given)
    method._restore_learned(dict(learned))
    return method._steady(unit)
