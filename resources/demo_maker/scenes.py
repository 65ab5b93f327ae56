"""The places where demo objects stand: a ground with a texture, and what surrounds it, as functions of position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from demo_maker.paint import colour, mix, noise, step
from demo_maker.shapes import Array

Texture = Callable[[Array, Array], Array]
"""Colours ``[n, 3]`` at two coordinates: (x, z) on the ground, (bearing in radians, height) of the surroundings."""


@dataclass(frozen=True)
class Scene:
    """A place.

    Attributes:
        name: Short name, for the manifest.
        phrase: Where an object there is, for captions.
        ground: Texture over (x, z).
        around: Texture over (bearing, height) on a cylinder of radius 6 about the object.
        sky: Hex code of the soft light from above.
        sun: Hex code of the main light.
        balance: Strength of the soft light against the main light, 0..1.
        open: True where the ground fades into the distance.
    """

    name: str
    phrase: str
    ground: Texture
    around: Texture
    sky: str
    sun: str
    balance: float = 0.45
    open: bool = False


def _plain(code: str, other: str, size: float = 1.0) -> Texture:
    return lambda a, b: mix(colour(code), colour(other), noise(a * size + 40, b * size + 40))


def _planks(code: str, other: str, width: float) -> Texture:
    def texture(x: Array, z: Array) -> Array:
        board = np.floor(x / width)
        fibre = noise(x * 9 + board * 7.7, z * 0.9 + board * 3.1, 4)
        gap = np.abs(x / width - board - 0.5)
        return mix(mix(colour(code), colour(other), fibre), colour("20140c"), 0.75 * step(0.48, gap, 0.02))

    return texture


def _tiles(code: str, other: str, size: float, joint: float = 0.04) -> Texture:
    def texture(a: Array, b: Array) -> Array:
        i, j = np.floor(a / size), np.floor(b / size)
        edge = np.maximum(np.abs(a / size - i - 0.5), np.abs(b / size - j - 0.5))
        tone = mix(colour(code), colour(other), noise(i * 3.7 + 0.5, j * 5.3 + 0.5, 1))
        return mix(tone, colour(other) * 0.5, step(0.5 - joint, edge, 0.03))

    return texture


def _cloth(code: str, other: str, size: float) -> Texture:
    def texture(x: Array, z: Array) -> Array:
        bands = (step(0.25, np.abs((q / size) % 1 - 0.5), 0.03) for q in (x, z))
        return mix(colour(code), colour(other), sum(bands) / 2)  # type: ignore[arg-type]

    return texture


def _stripes(code: str, other: str, size: float) -> Texture:
    return lambda a, _: mix(colour(code), colour(other), step(0.25, np.abs((a / size) % 1 - 0.5), 0.04))


def _dotted(code: str, other: str, size: float) -> Texture:
    def texture(a: Array, b: Array) -> Array:
        row = np.floor(b / size)
        x, y = (a / size + 0.5 * (row % 2)) % 1 - 0.5, (b / size) % 1 - 0.5
        return mix(colour(code), colour(other), 1 - step(0.22, np.hypot(x, y), 0.06))

    return texture


def _wall(texture: Texture) -> Texture:
    """A flat texture bent round the cylinder of radius 6."""
    return lambda bearing, height: texture(bearing * 6, height)


def _bricks(bearing: Array, height: Array) -> Array:
    row = np.floor(height / 0.3)
    column = bearing * 6 / 0.75 + 0.5 * (row % 2)
    edge = np.maximum(np.abs(column % 1 - 0.5) * 0.75, np.abs((height / 0.3) % 1 - 0.5) * 0.3 + 0.225)
    tone = mix(colour("8d4a36"), colour("b8674a"), noise(np.floor(column) * 3.3 + 0.5, row * 2.7 + 0.5, 1))
    return mix(tone, colour("cfc3b4"), step(0.35, edge, 0.02))


def _sky(low: str, high: str, cloud: str, far: str, hills: float) -> Texture:
    def texture(bearing: Array, height: Array) -> Array:
        t = np.clip(height / 5, 0, 1)
        tone = mix(colour(low), colour(high), t)
        tone = mix(
            tone, colour(cloud), 0.8 * step(0.58, noise(bearing * 3 + 50, height * 1.1 + 50, 4), 0.25) * (t > 0.02)
        )
        ridge = hills * (0.3 + noise(bearing * 2.5 + 9, bearing * 0 + 4, 3))
        return mix(tone, mix(colour(far), colour(low), 0.35 + 0 * t), 1 - step(ridge, height, 0.05))

    return texture


def _stars(bearing: Array, height: Array) -> Array:
    tone = mix(colour("151030"), colour("050716"), np.clip(height / 4, 0, 1))
    cell = noise(np.floor(bearing * 40) * 1.7 + 0.5, np.floor(height * 7) * 2.3 + 0.5, 1)
    x, y = (bearing * 40) % 1 - 0.5, (height * 7) % 1 - 0.5
    star = (cell > 0.8) * (1 - step(0.16, np.hypot(x, y), 0.2))
    haze = 0.35 * step(0.5, noise(bearing * 1.5 + 3, height * 0.6 + 8, 3), 0.5)
    return mix(mix(tone, colour("5a3a8c"), haze), colour("fff6dc"), star)


def _bokeh(base: str, lights: tuple[str, ...]) -> Texture:
    def texture(bearing: Array, height: Array) -> Array:
        out = mix(colour(base), colour(base) * 2.2, noise(bearing * 2 + 5, height + 5, 2))
        for k, code in enumerate(lights):
            a, b = bearing * (5 + k) + 0.37 * k, height * (1.1 + 0.16 * k) + 0.21 * k
            i, j = np.floor(a), np.floor(b)
            size = 0.75 * (noise(i * 2.9 + 0.5, j * 1.9 + 0.5 + k, 1) - 0.42)
            blob = 1 - step(size, np.hypot(a - i - 0.5, b - j - 0.5), 0.06)
            out = mix(out, colour(code), 0.55 * blob)
        return out

    return texture


def _books(bearing: Array, height: Array) -> Array:
    shelf, x = np.floor(height / 0.95), bearing * 6 / 0.2
    i, y = np.floor(x), (height / 0.95) % 1
    pick = (noise(i * 3.1 + 0.5, shelf * 7.7 + 0.5, 1) * 5.99).astype(int)
    codes = np.array([colour(c) for c in ("7a2e2a", "2f4858", "c99a4b", "4f6d4a", "e3d6bd", "5d3a5a")])
    tall = 0.6 + 0.28 * noise(i * 1.3 + 0.5, shelf * 4.1 + 0.5, 1)
    spine = codes[pick] * (0.55 + 0.45 * np.sin(np.pi * (x % 1)))[..., None]
    spine = mix(spine, colour("1c1511"), step(tall, y, 0.02))
    return mix(spine, colour("7b5533"), step(0.91, y, 0.02))


def _sea(x: Array, z: Array) -> Array:
    wave = noise(x * 1.5 + 20, z * 5 + 20, 4)
    return mix(mix(colour("1d6f8f"), colour("4fb3bf"), wave), colour("e8fbff"), 0.7 * step(0.68, wave, 0.1))


def _meadow(x: Array, z: Array) -> Array:
    tone = mix(colour("4d7d2a"), colour("8fb548"), noise(x * 4 + 60, z * 4 + 60, 4))
    cell = noise(np.floor(x * 5) * 1.9 + 0.5, np.floor(z * 5) * 2.7 + 0.5, 1)
    flower = (cell > 0.8) * (1 - step(0.14, np.hypot((x * 5) % 1 - 0.5, (z * 5) % 1 - 0.5), 0.1))
    return mix(tone, np.where(cell[..., None] > 0.88, colour("fff2b0"), colour("f6c6d8")), flower)


def _leaves(x: Array, z: Array) -> Array:
    out = mix(colour("3f3a1e"), colour("7a6236"), noise(x * 3 + 60, z * 3 + 60, 4))
    for k, code in enumerate(("a8652a", "c98f3a", "8f4a24", "d8b04e")):
        turn = 0.7 * k
        a = (np.cos(turn) * x + np.sin(turn) * z) * (3.1 + 0.3 * k) + 0.4 * k
        b = (np.cos(turn) * z - np.sin(turn) * x) * (4.7 + 0.3 * k)
        i, j = np.floor(a), np.floor(b)
        there = noise(i * 2.9 + 0.5, j * 1.7 + 0.5 + 9 * k, 1) > 0.5
        leaf = 1 - step(0.36, np.abs(a - i - 0.5) ** 1.3 + np.abs(b - j - 0.5) ** 0.9, 0.05)
        out = mix(out, colour(code), 0.85 * leaf * there)
    return out


def _moon(x: Array, z: Array) -> Array:
    tone = mix(colour("6b6a70"), colour("b9b6b4"), noise(x * 2 + 11, z * 2 + 11, 5))
    i, j = np.floor(x / 0.9), np.floor(z / 0.9)
    distance = np.hypot((x / 0.9) % 1 - 0.5, (z / 0.9) % 1 - 0.5)
    size = 0.1 + 0.3 * noise(i * 1.7 + 0.5, j * 2.1 + 0.5, 1)
    return mix(tone, colour("4a494f"), 0.6 * (1 - step(size, distance, 0.1)))


SCENES = [
    Scene(
        "table",
        "on a wooden table",
        _planks("7a4a26", "b98350", 0.55),
        _wall(_plain("d9b48a", "e9cfa8", 0.4)),
        "ffe9cf",
        "fff0d8",
    ),
    Scene(
        "meadow",
        "in a flowery meadow",
        _meadow,
        _sky("cfe7f2", "5fa3dc", "ffffff", "5f8f5a", 1.1),
        "bfe0ff",
        "fff3d2",
        0.5,
        open=True,
    ),
    Scene(
        "beach",
        "on a sandy beach",
        _plain("d8b784", "f0dcb0", 3),
        _sky("ffe8c8", "6fb7e0", "ffffff", "2b8aa5", 0.75),
        "d6ecff",
        "ffe9c0",
        0.5,
        open=True,
    ),
    Scene(
        "picnic",
        "on a checked tablecloth",
        _cloth("f5efe6", "c23b3b", 0.55),
        _wall(_tiles("e9f1ee", "cfe0dd", 0.8)),
        "ffffff",
        "fff6e6",
    ),
    Scene(
        "studio",
        "on a sheet of coloured paper",
        _plain("7fc4c0", "86cac6", 0.5),
        _wall(_plain("7fc4c0", "8bd0cc", 0.3)),
        "ffffff",
        "ffffff",
        0.55,
        open=True,
    ),
    Scene(
        "snow",
        "in the snow",
        _plain("d3e2f2", "f6faff", 1.6),
        _sky("f3c6c9", "7b8fc7", "f9e3e0", "55708f", 1.7),
        "b9cdf2",
        "ffdcc2",
        0.55,
        open=True,
    ),
    Scene("courtyard", "in front of a brick wall", _tiles("8f8a82", "a8a399", 0.7), _bricks, "e6ecf2", "ffeccc"),
    Scene(
        "nursery",
        "on a striped rug",
        _stripes("f3e3c3", "e59a8c", 0.6),
        _wall(_dotted("b7d7e8", "f7fbfd", 0.55)),
        "fff4ee",
        "fff2e0",
    ),
    Scene("moon", "under the stars", _moon, _stars, "6f78b8", "fff4dd", 0.3),
    Scene(
        "woods", "on fallen leaves", _leaves, _bokeh("2c3a1c", ("d8a23a", "7d8f2e", "e8d27a")), "e0d8a8", "ffd79a", 0.5
    ),
    Scene("library", "in front of a bookshelf", _planks("5a3a22", "87603a", 0.35), _books, "ffe2b8", "ffe0b0"),
    Scene(
        "evening",
        "in the evening lights of a town",
        _plain("2a2f45", "474e6b", 1.2),
        _bokeh("141a30", ("ffb35c", "f2637e", "6fc3ff", "ffe9a8")),
        "7f8fd0",
        "ffc890",
        0.45,
    ),
    Scene(
        "water",
        "on blue water",
        _sea,
        _sky("e9f4f4", "89c4e6", "ffffff", "a9cbd6", 0.4),
        "cfe8ff",
        "fff2d8",
        0.5,
        open=True,
    ),
    Scene(
        "kitchen",
        "on kitchen tiles",
        _tiles("e8dcc6", "b9a88c", 0.85, 0.03),
        _wall(_stripes("f2e8d2", "dfe7c9", 0.5)),
        "fffaf0",
        "fff4dc",
    ),
]
