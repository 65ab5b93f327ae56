"""Search among many codes, compiled by Numba at its first call; FAISS counts the bits of one word at a time."""

import numpy as np

from explorer.graph.compiling import njit

_PIECE = 4096
"""Codes that all queries of a call meet before the next ones are read: they stay in the cache of first level."""

_CHUNK = 64
"""Distances that are looked at together; most often none of them is small enough to be looked at alone."""

_MOST_BITS = 256


@njit(nogil=True, cache=True, error_model="numpy")
def nearest(words, queries, like, k, distances, places):
    """The k nearest codes of each query, in no order; of equally near ones those that come first.

    Args:
        words: [n * w] uint64, the codes.
        queries: [q, w] uint64.
        like: a tuple of w zeros; the compiler must know w.
        k: at most n.
        distances: [q, m] int32, m > k, whose first k columns are filled; the others are written to as well.
        places: [q, m] int64 of the codes.
    """
    n, room = len(words) // len(like), distances.shape[1]
    held, limits = np.zeros(len(queries), np.int64), np.full(len(queries), _MOST_BITS + 1, np.uint16)
    counted = np.empty(_PIECE, np.uint16)
    chunks = counted.reshape(-1, _CHUNK)
    for start in range(0, n, _PIECE):
        size = min(_PIECE, n - start)
        piece = words[start * len(like) : (start + size) * len(like)]
        counted[size:] = _MOST_BITS + 1  # the last piece is not full
        for query in range(len(queries)):
            _count(piece, queries[query], like, counted[:size])
            for chunk in range(-(-size // _CHUNK)):
                limit, found = limits[query], np.uint16(0)
                for j in range(_CHUNK):
                    found |= np.uint16(chunks[chunk, j] < limit)
                if not found:
                    continue
                for j in range(_CHUNK):
                    if chunks[chunk, j] < limits[query]:
                        place = held[query]
                        distances[query, place] = chunks[chunk, j]
                        places[query, place] = start + chunk * _CHUNK + j
                        held[query] = place + 1
                        if held[query] == room:
                            limits[query] = _keep(distances[query], places[query], room, k)
                            held[query] = k
    for query in range(len(queries)):
        _keep(distances[query], places[query], held[query], k)


@njit(nogil=True, cache=True, error_model="numpy")
def _count(words, query, like, counted):
    """counted[j] = bits in which code j differs from the query."""
    for j in range(len(counted)):
        total = np.uint64(0)
        for word in range(len(like)):
            total += _bits(words[j * len(like) + word] ^ query[word])
        counted[j] = total


@njit(nogil=True, cache=True, inline="always")
def _bits(word):
    """Number of bits that are set, in the form that the compiler knows as one instruction."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (word * np.uint64(0x0101010101010101)) >> np.uint64(56)


@njit(nogil=True, cache=True)
def _keep(distances, places, count, k):
    """Keep the k nearest of `count`, in their order; gives the largest distance among them."""
    if count < k:
        return np.uint16(_MOST_BITS + 1)
    occurring = np.zeros(_MOST_BITS + 1, np.int64)
    for i in range(count):
        occurring[distances[i]] += 1
    last, nearer = 0, 0
    while nearer + occurring[last] < k:
        nearer += occurring[last]
        last += 1
    kept, equal = 0, k - nearer
    for i in range(count):
        if distances[i] > last or (distances[i] == last and equal == 0):
            continue
        equal -= distances[i] == last
        distances[kept], places[kept] = distances[i], places[i]
        kept += 1
    return np.uint16(last)
