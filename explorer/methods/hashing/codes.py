"""Binary codes: packed eight bits a byte, compared by counting bits, searched exactly."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.hardware import threads
from explorer.graph.unit import NO_ROW, Rows
from explorer.methods.sparse import in_threads
from explorer.protocol.ids import Ids, tie_order
from explorer.protocol.ranking import Scores

Codes = NDArray[np.uint8]
"""[n, bytes] bits of n images, the first bit highest; what is left of the last byte is 0."""

Distances = NDArray[np.int32]

FLAT_LIMIT = 5_000_000
"""Up to so many codes every one is compared: half a millisecond a million. Beyond, a multi-index visits few."""

COMPILED_FROM = 100_000
"""From so many codes on a compiled loop compares them, as it is worth to be loaded."""

_MOST_LISTED = 4096
"""Longer lists than this are FAISS's: the loop sorts out its candidates whenever it has twice as many."""

_TABLE_ENTRY, _TABLE_BUCKET = 8, 64
"""Bytes of a code in a table of the multi-index, and of a bucket beside: its key, its vector, its node, their links."""

_SAMPLED = 2**18
"""Codes that tell whether a query has so many near ones that the multi-index is worth asking."""

_MOST_QUERIES = 16
"""Queries that one thread compares at a time."""

_PART_BITS = 16
_BLOCK = 2**22
"""Pairs compared at once; their intermediate arrays stay below 64 MiB."""

_UNREACHABLE = np.iinfo(np.int32).max


def packed(values: Scores) -> Codes:
    """The signs of real values [n, bits] as packed codes; 0 counts as positive."""
    return np.packbits(values >= 0, axis=1)


def unpacked(codes: Codes, bits: int) -> Scores:
    """Packed codes as -1 and 1: [n, bits] float32."""
    return np.unpackbits(codes, axis=1, count=bits).astype(np.float32) * 2 - 1


def hamming(queries: Codes, codes: Codes) -> Distances:
    """Number of differing bits of each query and each code: [q, n] int32."""
    one, other = _words(queries), _words(codes)
    result = np.zeros((len(one), len(other)), np.int32)
    size = max(1, _BLOCK // max(len(other), 1))
    for start in range(0, len(one), size):
        part = slice(start, start + size)
        for word in range(one.shape[1]):
            result[part] += np.bitwise_count(one[part, word, None] ^ other[None, :, word])
    return result


def asymmetric(values: Scores, codes: Codes) -> Scores:
    """Product of real-valued queries [q, bits] and codes of -1 and 1: [q, n] float32.

    Each byte of a code is looked up in a table of what its 256 values give, so that a code is read as it lies.
    """
    bits = values.shape[1]
    padded = np.zeros((len(values), 8 * codes.shape[1]), np.float32)
    padded[:, :bits] = values
    every = unpacked(np.arange(256, dtype=np.uint8)[:, None], 8)
    tables = padded.reshape(len(values), -1, 8) @ every.T
    result = np.zeros((len(values), len(codes)), np.float32)
    for query, table in enumerate(tables):
        for byte, column in enumerate(table):
            result[query] += column[codes[:, byte]]
    return result


def _words(codes: Codes) -> NDArray[np.uint64]:
    """The codes as words of 64 bits: [n, words]; the same memory where they are such."""
    if codes.shape[1] % 8 == 0 and codes.flags.c_contiguous:
        return codes.view(np.uint64)
    width = -(-codes.shape[1] // 8) * 8
    padded = np.zeros((len(codes), width), np.uint8)
    padded[:, : codes.shape[1]] = codes
    return padded.view(np.uint64)


class CodeIndex:
    """Exact search among packed codes.

    The codes lie in the label-blind order of ties, and of equal distances the index keeps the first: lists are those
    of a stable sort, whatever the number of ties.
    """

    def __init__(
        self, codes: Codes, ids: Ids, *, flat_limit: int = FLAT_LIMIT, compiled_from: int = COMPILED_FROM
    ) -> None:
        """Take the codes.

        Args:
            codes: [n, bytes].
            ids: [n] of the images.
            flat_limit: beyond so many a multi-index proposes candidates (Norouzi et al., CVPR 2012).
            compiled_from: from so many on codes are compared by a compiled loop.
        """
        import faiss

        self._order = np.argsort(tie_order(ids), kind="stable")
        ordered = np.ascontiguousarray(codes[self._order])
        self._flat = faiss.IndexBinaryFlat(8 * codes.shape[1])
        self._flat.add(ordered)
        self._parts = max(1, 8 * codes.shape[1] // _PART_BITS)
        self._multi: Any = None
        if len(codes) > flat_limit:
            self._multi = faiss.IndexBinaryMultiHash(8 * codes.shape[1], self._parts, min(_PART_BITS, self._flat.d))
            self._multi.add(ordered)
            self._multi.nflip = 1
        self._compiled = 0 < compiled_from <= len(codes)
        if self._compiled:
            self._flat_nearest(ordered[:1], 1)  # so that who fits waits for the compiler, not who asks

    @property
    def table_bytes(self) -> int:
        """What the multi-index takes beside the codes: tables of their places, with room in each bucket to grow."""
        if self._multi is None:
            return 0
        buckets = self._multi.hashtable_size()
        room = 2 ** int(np.ceil(np.log2(max(self._parts * self._flat.ntotal / max(buckets, 1), 1))))
        return int(buckets * (room * _TABLE_ENTRY + _TABLE_BUCKET))

    def search(self, queries: Codes, k: int) -> tuple[Rows, Distances]:
        """The k nearest codes of each query, nearest first.

        Args:
            queries: [q, bytes].
            k: any number.

        Returns:
            Rows [q, k], -1 where there are fewer codes, and Hamming distances [q, k].
        """
        count = min(k, self._flat.ntotal)
        rows = np.full((len(queries), k), NO_ROW, np.int64)
        distances = np.full((len(queries), k), _UNREACHABLE, np.int32)
        if count and len(queries):
            found, place = self._nearest(np.ascontiguousarray(queries), count)
            # Sorted by distance and, at equal distances, by place in the label-blind order.
            order = np.argsort(found.astype(np.int64) * self._flat.ntotal + place, axis=1)
            distances[:, :count] = np.take_along_axis(found, order, 1)
            rows[:, :count] = self._order[np.take_along_axis(place, order, 1)]
        return rows, distances

    def ball(self, queries: Codes, radius: int) -> list[Rows]:
        """For each query the rows of all codes that differ in at most `radius` bits, ascending."""
        limits, _, places = self._flat.range_search(np.ascontiguousarray(queries), radius + 1)
        parts = [places[limits[i] : limits[i + 1]] for i in range(len(queries))]
        return [np.sort(self._order[part]) for part in parts]

    @cached_property
    def buckets(self) -> NDArray[np.int64]:
        """How many images share each code that occurs, most first: [b]."""
        words = np.ascontiguousarray(_words(self._stored()))
        whole = words.ravel() if words.shape[1] == 1 else words.view(np.dtype((np.void, 8 * words.shape[1]))).ravel()
        counts: NDArray[np.int64] = np.unique(whole, return_counts=True)[1].astype(np.int64)
        return -np.sort(-counts)

    @cached_property
    def balance(self) -> NDArray[np.float64]:
        """The mean of each bit as -1 and 1, 0 where it halves the images: [8 * bytes]."""
        codes = self._stored()
        ones = unpacked(np.arange(256, dtype=np.uint8)[:, None], 8)
        means = [np.bincount(column, minlength=256) @ ones / max(len(codes), 1) for column in codes.T]
        return np.concatenate(means)

    def _stored(self) -> Codes:
        """The codes in the order in which they lie, where they lie: [n, bytes]."""
        import faiss

        flat: Any = self._flat
        if not flat.ntotal:
            return np.zeros((0, flat.code_size), np.uint8)
        stored: Codes = faiss.rev_swig_ptr(flat.xb.data(), flat.xb.size()).reshape(flat.ntotal, -1)
        return stored

    @cached_property
    def _flat_words(self) -> NDArray[np.uint64]:
        return _words(self._stored())

    def _nearest(self, queries: Codes, k: int) -> tuple[Distances, Rows]:
        return self._flat_nearest(queries, k) if self._multi is None else self._proposed(queries, k)

    def _flat_nearest(self, queries: Codes, k: int, first: int | None = None) -> tuple[Distances, Rows]:
        """By comparing all, or the first so many."""
        if not self._compiled or k > _MOST_LISTED:
            distances, places = self._flat.search(queries, k)
            return distances, places
        from explorer.graph.code_kernels import nearest  # loads numba

        words, asked = self._flat_words[:first], _words(queries)
        like = (0,) * asked.shape[1]
        distances = np.empty((len(asked), 2 * k + 1), np.int32)
        places = np.empty((len(asked), 2 * k + 1), np.int64)
        parts = in_threads(
            lambda part: nearest(words.ravel(), asked[part], like, k, distances[part], places[part]),
            len(asked),
            min(_MOST_QUERIES, -(-len(asked) // threads())),
        )
        for _ in parts:
            pass
        return distances[:, :k], places[:, :k]

    def _proposed(self, queries: Codes, k: int) -> tuple[Distances, Rows]:
        """By the multi-index where its candidates are sure to hold the k nearest, else by comparing all.

        A code within `parts * (flips + 1) - 1` bits of the query equals it in one part up to `flips` bits, so that it
        is among the candidates; the list is complete where its last distance is not larger than that.
        """
        distances, places = np.empty((len(queries), k), np.int32), np.empty((len(queries), k), np.int64)
        reach = self._parts * (self._multi.nflip + 1)
        sure = self._likely(queries, k) < reach
        for query in np.flatnonzero(sure):
            found, place = self._multi.search(queries[query : query + 1], k)
            sure[query] = place[0, -1] >= 0 and found[0, -1] < reach
            if not sure[query]:
                continue
            # The multi-index keeps any of those that are equally far at the end; the ball holds all of them.
            _, within, inside = self._multi.range_search(queries[query : query + 1], int(found[0, -1]) + 1)
            order = np.lexsort((inside, within))[:k]
            distances[query], places[query] = within[order], inside[order]
        if not sure.all():
            distances[~sure], places[~sure] = self._flat_nearest(np.ascontiguousarray(queries[~sure]), k)
        return distances, places

    def _likely(self, queries: Codes, k: int) -> Distances:
        """How far the k-th nearest code will be, judged by the first codes, whose order has nothing to do with them."""
        few = -(-k * min(_SAMPLED, self._flat.ntotal) // self._flat.ntotal)
        distances: Distances = self._flat_nearest(queries, few, _SAMPLED)[0].max(axis=1)
        return distances
