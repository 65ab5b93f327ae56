"""Colours, noise and the painted patterns of the demo objects.

All colours are linear RGB in 0..1 unless they are hex codes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from demo_maker.shapes import Array

_LATTICE = np.random.default_rng(2012).random((128, 128))


def colour(code: str) -> Array:
    """Linear RGB ``[3]`` of a hex code such as ``"c8372d"``."""
    srgb = np.array([int(code[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def noise(x: Array, y: Array, octaves: int = 3) -> Array:
    """Smooth value noise in 0..1 at the points (x, y), features of size 1 and its octaves."""
    total, weight = np.zeros(np.broadcast(x, y).shape), 0.0
    for octave in range(octaves):
        fx, fy = x * 2**octave + 17.3 * octave, y * 2**octave + 5.1 * octave
        ix, iy = np.floor(fx).astype(int), np.floor(fy).astype(int)
        tx, ty = fx - ix, fy - iy
        tx, ty = tx * tx * (3 - 2 * tx), ty * ty * (3 - 2 * ty)
        at = [[_LATTICE[(ix + i) % 128, (iy + j) % 128] for j in (0, 1)] for i in (0, 1)]
        low, high = (row[0] * (1 - ty) + row[1] * ty for row in at)
        total += (low * (1 - tx) + high * tx) * 0.5**octave
        weight += 0.5**octave
    return total / weight


def step(edge: float | Array, x: Array, width: float = 0.02) -> Array:
    """0 below the edge, 1 above it, smooth over ``width``."""
    t = np.clip((x - edge) / width + 0.5, 0, 1)
    return t * t * (3 - 2 * t)


def mix(a: Array, b: Array, share: Array) -> Array:
    """Colours from ``a`` to ``b`` by ``share [n]``: result ``[n, 3]``."""
    return a + (b - a) * share[..., None]


def _stripes(u: Array, v: Array, p: Array, a: float, b: float) -> Array:  # noqa: ARG001
    wave = np.abs((u * a + v * b + 0.25) % 1 - 0.5) * 2
    return step(0.5, wave, 0.12)


def _checks(u: Array, v: Array, p: Array, a: float, b: float) -> Array:  # noqa: ARG001
    return ((np.floor(u * a) + np.floor(v * b)) % 2).astype(float)


def _dots(u: Array, v: Array, p: Array, a: float, b: float) -> Array:  # noqa: ARG001
    row = np.floor(v * b)
    x, y = (u * a + 0.5 * (row % 2)) % 1 - 0.5, (v * b) % 1 - 0.5
    return 1 - step(0.3, np.hypot(x, y), 0.1)


def _band(u: Array, v: Array, p: Array, a: float, b: float) -> Array:  # noqa: ARG001
    return step(a, v, 0.015) * (1 - step(b, v, 0.015))


def _grain(u: Array, v: Array, p: Array, a: float, b: float) -> Array:  # noqa: ARG001
    return noise(p[:, 1] * a + 9, np.hypot(p[:, 0], p[:, 2]) * b + 3 * p[:, 0], 4)


def _speckle(u: Array, v: Array, p: Array, a: float, b: float) -> Array:  # noqa: ARG001
    return step(b, noise(p[:, 0] * a + 0.6 * p[:, 1] * a + 7, p[:, 2] * a - 0.8 * p[:, 1] * a + 31, 2), 0.2)


def _bricks(u: Array, v: Array, p: Array, a: float, b: float) -> Array:  # noqa: ARG001
    x, y = (u * a + 0.5 * (np.floor(v * b) % 2)) % 1, (v * b) % 1
    return 1 - step(0.08, np.minimum(np.minimum(x, 1 - x) * 2, np.minimum(y, 1 - y)), 0.06)


PATTERNS: dict[str, Callable[[Array, Array, Array, float, float], Array]] = {
    "stripes": _stripes,  # a around, b along: (0, 4) rings, (8, 0) bars, (3, 3) spiral
    "checks": _checks,
    "dots": _dots,
    "band": _band,  # one ring from height a to height b
    "grain": _grain,
    "speckle": _speckle,
    "bricks": _bricks,
}


@dataclass(frozen=True)
class Paint:
    """What a surface looks like: a base colour, a second colour in a pattern, and how it answers light.

    Attributes:
        base: Hex code of the ground colour.
        other: Hex code of the pattern's colour.
        pattern: Name in :data:`PATTERNS`, or "" for none.
        count: The two numbers of the pattern.
        gloss: Strength of highlights, 0..1.
        metal: Share of mirrored surroundings, 0..1.
        glow: Light that the surface gives by itself, 0..1.
    """

    base: str
    other: str = "ffffff"
    pattern: str = ""
    count: tuple[float, float] = (0, 4)
    gloss: float = 0.25
    metal: float = 0.0
    glow: float = 0.0

    def albedo(self, uv: Array, points: Array) -> Array:
        """Colours ``[n, 3]`` at texture coordinates ``[n, 2]`` and points ``[n, 3]`` of the model."""
        if not self.pattern:
            return np.broadcast_to(colour(self.base), points.shape)
        share = PATTERNS[self.pattern](uv[:, 0], uv[:, 1], points, *self.count)
        return mix(colour(self.base), colour(self.other), share)
