"""Where the nodes of a small neighbourhood graph are drawn."""

import numpy as np
from numpy.typing import NDArray

from explorer.protocol.features import Vectors

_WORK = 40_000
"""Nodes times iterations, which bounds the time: a step costs the square of the nodes."""
_FEWEST, _MOST = 60, 200

_PULL = 0.02
"""Of the middle, so that parts without a tie do not drift away."""
_EVENED = 0.5
"""How far places move towards an even spread: a crowd would hide its own pictures, and empty corners say nothing."""
_TOUCHING = 1e-4
"""Pictures that overlap less do not cover each other."""
_PACKED = 0.74
"""Distance that pictures keep, as a share of the side of the square that each could have."""


def ego_layout(edges: NDArray[np.int64], weights: NDArray[np.floating], start: Vectors) -> Vectors:
    """Place nodes so that tied ones lie close and none covers another.

    Forces of Fruchterman and Reingold (1991), from given places, so that the same images look alike in each picture.

    Args:
        edges: [e, 2] places of the ends.
        weights: [e] similarity; negative ones do not attract.
        start: [m, 2] places to begin with, up to some hundreds.

    Returns:
        [m, 2] float32 in -1..1; equal input gives an equal picture.
    """
    count = len(start)
    if count < 2:
        return np.zeros((count, 2), np.float32)
    places = _begin(start)
    attraction = np.zeros((count, count), np.float32)
    attraction[edges[:, 0], edges[:, 1]] = np.maximum(weights, 0.0)
    attraction = np.maximum(attraction, attraction.T)
    ideal = np.float32(2.0 / np.sqrt(count))
    iterations = int(np.clip(_WORK / count, _FEWEST, _MOST))
    for step in range(iterations):
        across, down = (np.subtract.outer(axis, axis) for axis in places.T)
        squares = np.maximum(across * across + down * down, np.float32(1e-6))
        force = ideal**2 / squares - attraction * np.sqrt(squares) / ideal
        apart = [np.einsum("ij,ij->i", force, distances) for distances in (across, down)]
        moves = np.stack(apart, axis=1) - _PULL * places / ideal
        lengths = np.maximum(np.linalg.norm(moves, axis=1, keepdims=True), 1e-9)
        reach = 0.15 * (1.0 - step / iterations)
        places = places + moves / lengths * np.minimum(lengths, reach)
    return spread_out(places)


def spread_out(places: Vectors) -> Vectors:
    """Move nodes apart until their pictures do not cover each other, keeping what lies beside what.

    Pictures are squares; two that overlap move apart along the axis on which it takes less.

    Args:
        places: [m, 2] in any units.

    Returns:
        [m, 2] float32 in -1..1.
    """
    count = len(places)
    if count < 2:
        return np.zeros((count, 2), np.float32)
    spread = (1 - _EVENED) * _begin(places) + _EVENED * _even(places)
    side = np.float32(_PACKED * 2.0 / np.sqrt(count))
    for _ in range(int(np.clip(_WORK / count, _FEWEST, _MOST))):
        overlaps = np.ones((count, count), np.bool_)
        for axis in spread.T:
            overlaps &= np.abs(np.subtract.outer(axis, axis)) < side - _TOUCHING
        np.fill_diagonal(overlaps, False)
        first, second = np.nonzero(overlaps)  # few of all pairs
        if not len(first):
            break
        apart = spread[first] - spread[second]
        depth = side - np.abs(apart)
        depth[np.arange(len(depth)), depth.argmax(axis=1)] = 0  # along the axis on which it takes less
        pushes = [np.bincount(first, push, count) for push in np.copysign(depth, apart).T]
        spread = spread + np.clip(0.35 * np.stack(pushes, axis=1).astype(np.float32), -side, side)
    return _framed(spread)


def _begin(places: Vectors) -> Vectors:
    """In the frame, with a little noise: nodes at one place have no direction in which to part."""
    noise = np.random.default_rng(0).normal(scale=0.01, size=places.shape)
    return (_framed(places) + noise).astype(np.float32)


def _even(places: Vectors) -> Vectors:
    """Places by their order from left to right and from bottom to top, evenly in -1..1."""
    order = np.argsort(np.argsort(_begin(places), axis=0), axis=0)
    return (2.0 * order / (len(places) - 1) - 1.0).astype(np.float32)


def _framed(places: Vectors) -> Vectors:
    """Centred, each axis stretched to -1..1."""
    low, high = places.min(axis=0), places.max(axis=0)
    framed: Vectors = ((places - (low + high) / 2) * 2 / np.maximum(high - low, 1e-9)).astype(np.float32)
    return framed
