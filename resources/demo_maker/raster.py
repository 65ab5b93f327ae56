"""A vectorised triangle rasteriser with a depth buffer, and shadow maps built on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demo_maker.shapes import Array, dot, unit

Index = NDArray[np.int64]


@dataclass(frozen=True)
class Fragments:
    """The visible triangle of each covered pixel.

    Attributes:
        pixel: Flat pixel numbers ``[f]``, row-major from the top left.
        face: Triangle numbers ``[f]``.
        weights: Barycentric weights ``[f, 3]`` in the plane of the image.
        depth: Interpolated depth keys ``[f]``.
    """

    pixel: Index
    face: Index
    weights: Array
    depth: Array


def rasterise(xy: Array, key: Array, faces: Index, size: int) -> Fragments:
    """Draw triangles into a square image; where they overlap, the greatest key wins.

    Args:
        xy: Vertex positions in pixels ``[n, 2]``, y downwards.
        key: A depth key ``[n]`` that is linear over the image, greater is nearer.
        faces: Vertex numbers ``[m, 3]``.
        size: Width and height of the image in pixels.
    """
    corners = xy[faces]
    a, ab, ac = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]
    low = np.clip(np.ceil(corners.min(axis=1) - 0.5), 0, size).astype(np.int64)
    high = np.clip(np.floor(corners.max(axis=1) + 0.5), 0, size).astype(np.int64)
    extent = np.maximum(high - low, 0)
    drawn = np.flatnonzero((extent.prod(axis=1) > 0) & (np.abs(area) > 1e-9))
    # Weights of b and c as planes over the pixel centres: w = p + q * column + r * row.
    scale, origin = 1 / area[drawn, None], 0.5 - a[drawn]
    slopes = [
        np.stack([ac[drawn, 1], -ac[drawn, 0]], axis=1) * scale,
        np.stack([-ab[drawn, 1], ab[drawn, 0]], axis=1) * scale,
    ]
    at = [(g * origin).sum(axis=1) for g in slopes]
    planes = np.stack([at[0], slopes[0][:, 0], slopes[0][:, 1], at[1], slopes[1][:, 0], slopes[1][:, 1]], axis=1)
    width = extent[drawn, 0]
    count = width * extent[drawn, 1]
    which = np.repeat(np.arange(len(drawn)), count)
    within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    row, column = np.divmod(within, width[which])
    column, row = column + low[drawn, 0][which], row + low[drawn, 1][which]
    plane = planes[which]
    wb = plane[:, 0] + plane[:, 1] * column + plane[:, 2] * row
    wc = plane[:, 3] + plane[:, 4] * column + plane[:, 5] * row
    inside = np.flatnonzero((wb >= 0) & (wc >= 0) & (wb + wc <= 1))
    face, pixel = drawn[which[inside]], (row * size + column)[inside]
    weights = np.stack([1 - wb[inside] - wc[inside], wb[inside], wc[inside]], axis=-1)
    depth = np.einsum("fk,fk->f", weights, key[faces[face]])
    front = np.full(size * size, -1)
    order = np.argsort(depth, kind="stable")
    front[pixel[order]] = order  # later writes win: the nearest fragment stays
    seen = front[front >= 0]
    return Fragments(pixel[seen], face[seen], weights[seen], depth[seen])


class ShadowMap:
    """Depths seen from a distant light; tells which points it reaches."""

    def __init__(self, direction: Array, points: Array, faces: Index, size: int) -> None:
        """Build the map for a light in ``direction [3]`` (towards the light) over a mesh around the origin."""
        away = np.array([0.0, 0.0, 1.0]) if abs(direction[1]) > 0.9 else np.array([0.0, 1.0, 0.0])
        side = unit(np.cross(away, direction))
        self.axes = np.stack([side, np.cross(direction, side), direction], axis=-1)
        self.size = size
        seen = dot(points, self.axes)
        self.middle = (seen.min(axis=0) + seen.max(axis=0))[:2] / 2
        self.reach = float(np.ptp(seen[:, :2], axis=0).max()) / 2 * 1.08
        fragments = rasterise(self._pixels(seen), seen[:, 2], faces, size)
        self.depth = np.full(size * size, -np.inf)
        self.depth[fragments.pixel] = fragments.depth

    def _pixels(self, seen: Array) -> Array:
        return np.asarray(((seen[:, :2] - self.middle) / self.reach + 1) * self.size / 2, dtype=np.float64)

    def light(self, points: Array, *, blur: float, taps: int, bias: float) -> Array:
        """Share of light 0..1 at points ``[n, 3]``; ``blur`` is the width of the soft edge in lengths."""
        seen = dot(points, self.axes)
        xy, lit = self._pixels(seen), np.zeros(len(points))
        angle = np.arange(taps) * 2.399963  # golden angle: an even disc of samples
        radius = np.sqrt((np.arange(taps) + 0.5) / taps) * blur / self.reach * self.size / 2
        for dx, dy in zip(radius * np.cos(angle), radius * np.sin(angle), strict=True):
            column, row = np.floor(xy[:, 0] + dx).astype(int), np.floor(xy[:, 1] + dy).astype(int)
            inside = (column >= 0) & (row >= 0) & (column < self.size) & (row < self.size)
            depth = np.where(inside, self.depth[np.where(inside, row * self.size + column, 0)], -np.inf)
            lit += seen[:, 2] + bias >= depth
        return lit / taps
