"""Demo objects that are seen once: little monsters, potions, block towers, house plants, each made from its name."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import numpy as np

from demo_maker.home import CREAM, TIMBER
from demo_maker.paint import Paint
from demo_maker.shapes import Model, ball, box, lathe, mirrored, part, prism, ring, star, tube
from demo_maker.toys import BLACK, WHITE, eyes

BRIGHT = (
    "d8434e",
    "f08a3c",
    "f2c230",
    "7fb843",
    "2f9a78",
    "3fa9c9",
    "3f68b5",
    "7a52a8",
    "d46aa6",
    "8a5a3c",
    "5d6b7a",
    "e8b9a0",
)
Random = np.random.Generator


def seeded(name: str) -> Random:
    """The generator of random numbers that belongs to a name."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def _pick(rng: Random, options: tuple[str, ...]) -> str:
    return options[int(rng.integers(len(options)))]


def _coat(rng: Random, gloss: float = 0.4) -> Paint:
    """A random two-coloured paint."""
    first, second = (BRIGHT[int(i)] for i in rng.choice(len(BRIGHT), 2, replace=False))
    pattern = _pick(rng, ("", "dots", "stripes", "speckle", "checks"))
    count = {"dots": (10, 7), "stripes": (int(rng.integers(0, 4)) * 2, 5), "speckle": (5, 0.55), "checks": (10, 8)}
    return Paint(first, second if rng.random() < 0.6 else CREAM, pattern, count.get(pattern, (0, 0)), gloss=gloss)


def monster(rng: Random) -> Model:
    """A small friendly monster: a body, one to three eyes, a mouth, horns or ears, arms, feet."""
    coat, trim = _coat(rng), Paint(_pick(rng, BRIGHT), gloss=0.4)
    w, h, square = rng.uniform(0.42, 0.68), rng.uniform(0.5, 0.85), float(rng.choice([0.55, 0.8, 1.0]))
    d = 0.85 * w
    model = part(ball(w, h, d, square=square), coat, (0, h + 0.12, 0)) + mirrored(
        part(ball(0.2, 0.12, 0.26), trim, (0.5 * w, 0.11, 0.12))
    )
    y = 0.12 + h * rng.uniform(1.25, 1.45)
    front = d * (1 - abs((y - 0.12 - h) / h) ** (2 / square)) ** (square / 2)
    if rng.random() < 0.35:
        size = rng.uniform(0.18, 0.26)
        model += part(ball(size), WHITE, (0, y, front)) + part(ball(0.5 * size), BLACK, (0, y, front + 0.62 * size))
    else:
        model += eyes((0.38 * w, y, 0.9 * front), rng.uniform(0.11, 0.17))
    model += part(
        ball(rng.uniform(0.12, 0.24), rng.uniform(0.04, 0.12), 0.08), Paint("5a1f2c"), (0, 0.12 + 0.85 * h, 0.98 * d)
    )
    if rng.random() < 0.6:
        horn = part(tube("0,0,0 .08,.2,0 .05,.4,0", [0.1, 0.07, 0.02]), Paint("f3e2b8", "d9b36a", "stripes", (0, 4)))
        model += mirrored(part(horn[0].mesh, horn[0].paint, (0.55 * w, 2 * h - 0.05, 0), (0, 0, -18)))
    else:
        model += mirrored(
            part(tube([(0.3 * w, 2 * h, 0), (0.5 * w, 2 * h + 0.3, 0), (0.6 * w, 2 * h + 0.45, 0)], 0.03), trim)
            + part(ball(0.09), trim, (0.6 * w, 2 * h + 0.48, 0))
        )
    lift = rng.uniform(-0.3, 0.5)
    return model + mirrored(
        part(tube([(0.85 * w, h, 0), (w + 0.22, h + 0.3 * lift, 0.1), (w + 0.3, h + lift, 0.2)], 0.085), coat)
    )


def potion(rng: Random) -> Model:
    """A stoppered flask with a coloured drink."""
    tone, w = _pick(rng, BRIGHT), rng.uniform(0.35, 0.62)
    h = rng.uniform(0.6, 1.1)
    bodies = (
        [(0, 0), (0.6 * w, 0), (w, 0.4 * h), (0.5 * w, 0.85 * h), (0.13, h), (0.13, h + 0.3)],
        [(0, 0), (w, 0), (w, 0.06), (0.15, h), (0.13, h + 0.3)],
        [(0, 0), (0.7 * w, 0), (0.75 * w, 0.1), (0.75 * w, 0.8 * h), (0.14, h), (0.13, h + 0.25)],
    )
    body = bodies[int(rng.integers(3))]
    model = part(
        lathe(body), Paint(tone, "e9f4f2", "band", (rng.uniform(0.5, 0.68), 1.2), gloss=1.0, metal=0.12, glow=0.12)
    )
    top = body[-1][1]
    model += part(lathe([(0.17, top - 0.05), (0.19, top), (0.17, top + 0.04)]), Paint("e9f4f2", gloss=0.9)) + part(
        lathe([(0.11, top), (0.13, top + 0.16), (0, top + 0.17)]), Paint("b98654")
    )
    sign = (star(5, 0.16, 0.07), star(4, 0.16, 0.06), star(8, 0.14, 0.1))[int(rng.integers(3))]
    return model + part(prism(sign, 0.04), Paint(CREAM), (0, 0.32 * h, 0.9 * w), (-10, 0, 0))


def tower(rng: Random) -> Model:
    """Five or so painted wooden blocks on one another."""
    model, y = [], 0.0
    for _ in range(int(rng.integers(4, 7))):
        kind, paint, h, w = int(rng.integers(4)), _coat(rng, 0.3), rng.uniform(0.22, 0.42), rng.uniform(0.35, 0.75)
        mesh = (
            box(w, h, w),
            lathe([(0, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (0, h / 2)], smooth=False),
            box(1.3 * w, 0.7 * h, 0.6 * w),
            ball(0.55 * w, h / 2, 0.55 * w, square=0.8),
        )[kind]
        h *= 0.7 if kind == 2 else 1
        model += part(
            mesh, paint, (rng.uniform(-0.05, 0.05), y + h / 2, rng.uniform(-0.05, 0.05)), (0, rng.uniform(0, 90), 0)
        )
        y += h
    tops = (lathe(".3,0 0,.42", smooth=False), ball(0.18), prism(star(5, 0.28, 0.12), 0.1))
    pick = int(rng.integers(3))
    return model + part(tops[pick], _coat(rng), (0, y + (0.0, 0.16, 0.22)[pick], 0))


def plant(rng: Random) -> Model:
    """A house plant in a painted pot."""
    model = part(lathe("0,0 .28,0 .4,.42 .44,.42 .44,.52 0,.5", smooth=False), _coat(rng))
    green, kind = (
        Paint(_pick(rng, ("4f9a4a", "2f7d4f", "7fae3f", "3f8a6b")), "b9d98a", "stripes", (0, int(rng.integers(2, 9)))),
        int(rng.integers(3)),
    )
    for row in range(3):
        lean, tall = rng.uniform(0.2, 0.75) * (3 - row) / 3, rng.uniform(0.6, 1.2) * (0.7 + 0.2 * row)
        if kind == 0:
            leaf = part(
                tube([(0, 0.5, 0), (0, 0.5 + 0.7 * tall, 0.5 * lean), (0, 0.5 + tall, lean)], [0.05, 0.1, 0.01]),
                green,
                scale=(1, 1, 1),
            )
        elif kind == 1:
            leaf = part(tube([(0, 0.5, 0), (0, 0.5 + tall, lean)], 0.02), TIMBER) + part(
                ball(0.2, 0.24, 0.05), green, (0, 0.5 + tall, lean), (-40, 0, 0)
            )
        else:
            leaf = part(tube([(0, 0.5, 0), (0, 0.5 + tall, lean)], 0.02), green) + part(
                ball(0.12, square=1.5), Paint(_pick(rng, BRIGHT)), (0, 0.5 + tall, lean)
            )
        model += ring(leaf, int(rng.integers(4, 7)), 0.05, 0, rng.uniform(0, 90))
    return model


_MONSTERS = (
    "Abo Bim Blip Boffo Bolo Bubba Chomp Dizzy Dodo Drib Fizz Flup Gogo Grum Hubb Iggy Jiff Jojo Kiki Lump Mop "
    "Mumu Nib Nono Oof Orp Pip Plonk Pogo Quib Rolo Rumba Snix Sprot Tik Toto Umbo Vim Wob Yup Zaza Zork"
)
_POTIONS = (
    "courage dreams echoes frost giggles haste invisibility jumping kindness luck memory night patience rain "
    "sleep thunder truth wisdom"
)
_TOWERS = (
    "Alder Ash Beech Birch Cedar Cherry Elm Fir Hazel Holly Juniper Larch Lime Maple Oak Olive Pear Plum Poplar "
    "Rowan Spruce Teak Walnut Willow Yew"
)
_PLANTS = (
    "Ada Basil Cora Dora Edna Fern Gus Hugo Ivy Jade Kurt Lotte Moss Nora Otto Pearl Rosa Sven Tilda Ursula Vera "
    "Wanda Zeno"
)

Recipe = tuple[str, Callable[[], Model]]


def _recipe(label: str, phrase: str, build: Callable[[Random], Model]) -> dict[str, Recipe]:
    return {label: (phrase, lambda: build(seeded(label)))}


def _recipes(names: str, label: str, phrase: str, build: Callable[[Random], Model]) -> dict[str, Recipe]:
    every: dict[str, Recipe] = {}
    for name in names.split():
        every |= _recipe(label.format(name.lower()), phrase.format(name), build)
    return every


ONEOFFS: dict[str, Recipe] = {
    **_recipes(_MONSTERS, "monster-{}", "a little monster named {}", monster),
    **_recipes(_POTIONS, "potion-of-{}", "a potion of {}", potion),
    **_recipes(_TOWERS, "{}-tower", "a tower of painted blocks named {}", tower),
    **_recipes(_PLANTS, "plant-{}", "a house plant named {}", plant),
}
