"""Demo objects from the house: furniture, keepsakes, buildings."""

from __future__ import annotations

import numpy as np

from demo_maker.paint import Paint
from demo_maker.shapes import (
    Model,
    ball,
    box,
    disc,
    lathe,
    mirrored,
    part,
    place,
    prism,
    ring,
    star,
    tube,
)

CREAM, WOOD, DARK, GOLD, GREEN = "f4efe2", "9a6536", "2b2b33", "e0ac3c", "4f9a4a"
TIMBER = Paint(WOOD, "6d4322", "grain", (6, 9))
BRASS = Paint("f0bf4c", gloss=0.7, metal=0.55)
STEEL = Paint("c3c9d0", gloss=0.6, metal=0.75)


def vase() -> Model:
    """A turquoise vase with three tulips."""
    glaze = Paint("1f8a86", "e8d9a8", "stripes", (0, 7), gloss=0.8)
    model = part(lathe("0,0 .28,0 .45,.3 .4,.6 .16,.85 .2,1 .17,.98 .1,.8"), glaze)
    for x, z, top, tone in ((0.22, 0, 1.62, "e2384d"), (-0.18, 0.12, 1.75, "f0b429"), (0.0, -0.2, 1.5, "d46ab0")):
        model += part(tube([(0, 0.8, 0), (x / 2, 1.2, z / 2), (x, top - 0.1, z)], 0.025), Paint(GREEN))
        model += part(lathe("0,0 .1,.05 .12,.17 .07,.3 0,.24"), Paint(tone), (x, top - 0.1, z))
    return model


def table_lamp() -> Model:
    """A lamp with a glowing shade."""
    model = part(lathe("0,0 .35,0 .35,.06 .1,.12 .06,.3 .16,.5 .05,.72 .04,1"), BRASS)
    return model + part(
        lathe(".5,.85 .28,1.4 .26,1.4 .48,.85", smooth=False), Paint("ffd98a", "f2b866", "stripes", (14, 0), glow=0.55)
    )


def chair() -> Model:
    """A wooden chair with a red seat."""
    model = part(box(0.8, 0.1, 0.8), Paint("b83a3a"), (0, 0.72, 0))
    for x in (-0.34, 0.34):
        model += part(box(0.09, 0.7, 0.09), TIMBER, (x, 0.35, 0.34))
        model += part(box(0.09, 1.6, 0.09), TIMBER, (x, 0.8, -0.36))
    for y in (1.05, 1.28, 1.5):
        model += part(box(0.7, 0.11, 0.05), TIMBER, (0, y, -0.36))
    return model


def armchair() -> Model:
    """A soft green armchair."""
    cloth, dark = Paint("3f7f6b", "4f9a80", "speckle", (9, 0.5), gloss=0.05), Paint("2f6454", gloss=0.05)
    model = part(box(1.0, 0.35, 0.9, bevel=0.15), cloth, (0, 0.42, 0.05))
    model += part(box(1.3, 1.1, 0.3, bevel=0.15), cloth, (0, 0.85, -0.45), (-8, 0, 0))
    model += mirrored(part(box(0.28, 0.65, 1.0, bevel=0.13), dark, (0.6, 0.45, 0)))
    model += part(
        box(0.55, 0.5, 0.16, bevel=0.08), Paint("f0b429", CREAM, "checks", (4, 4)), (0.05, 0.8, -0.12), (-18, 12, 10)
    )
    return model + mirrored(
        part(lathe(".06,0 .08,.2"), TIMBER, (0.5, 0, 0.4)) + part(lathe(".06,0 .08,.2"), TIMBER, (0.5, 0, -0.4))
    )


def alarm_clock() -> Model:
    """A round alarm clock with two bells."""
    red = Paint("d8434e", gloss=0.6)
    model = part(lathe("0,-.17 .6,-.17 .6,.17 0,.17", smooth=False), red, (0, 0.75, 0), (90, 0, 0)) + part(
        prism(disc(0.5), 0.02), Paint(CREAM), (0, 0.75, 0.175)
    )
    for hour in range(12):
        a = hour * np.pi / 6
        model += part(
            box(0.04, 0.1, 0.02), Paint(DARK), (0.41 * np.sin(a), 0.75 + 0.41 * np.cos(a), 0.19), (0, 0, -30 * hour)
        )
    model += part(box(0.05, 0.3, 0.02), Paint(DARK), (0.1, 0.84, 0.2), (0, 0, -50)) + part(
        box(0.04, 0.4, 0.02), Paint(DARK), (-0.07, 0.92, 0.2), (0, 0, 20)
    )
    model += mirrored(
        part(lathe(".26,0 .22,.12 0,.2"), BRASS, (0.36, 1.3, 0), (0, 0, -32)) + part(ball(0.09), red, (0.38, 0.12, 0))
    )
    return model + part(tube("-.2,1.4,0 0,1.62,0 .2,1.4,0", 0.03), STEEL)


def candle() -> Model:
    """A candle in a brass holder."""
    model = part(lathe("0,0 .5,0 .55,.1 .5,.08 .2,.05 .18,.2 .2,.22"), BRASS)
    model += part(lathe(".14,.1 .14,.95 .11,.97 0,.93", smooth=False), Paint("f2e7d0", "e2554a", "stripes", (1, 4)))
    model += part(tube(".5,.08,0 .72,.2,0 .72,.02,0 .52,.04,0", 0.035), BRASS)
    return model + part(lathe("0,0 .08,.1 .05,.24 0,.38"), Paint("ffb52e", glow=0.95), (0, 0.98, 0))


def cottage(door: str = "c33b32", roof: str = "a8442f") -> Model:
    """A small house."""
    model = part(box(1.3, 0.8, 1.0, bevel=0.02), Paint("f0e2c4", "e2cfa6", "speckle", (5, 0.5)), (0, 0.4, 0))
    model += part(prism("-.5,0 .5,0 0,.55", 1.28), Paint("f0e2c4"), (0, 0.8, 0), (0, 90, 0))
    slates = Paint(roof, "7c2f22", "bricks", (7, 5))
    for sign in (-1, 1):
        model += part(box(1.5, 0.07, 0.85, bevel=0.02), slates, (0, 1.06, 0.29 * sign), (sign * 47.5, 0, 0))
    model += part(box(0.2, 0.55, 0.2, bevel=0.02), Paint("9c5a45", "d9cfc2", "bricks", (2, 6)), (0.4, 1.3, -0.15))
    model += part(box(0.28, 0.5, 0.05, bevel=0.02), Paint(door), (0, 0.25, 0.5)) + part(
        ball(0.03), BRASS, (0.08, 0.25, 0.54)
    )
    glass = Paint("ffe08a", glow=0.6)
    for x, y, z, turn in (
        (-0.4, 0.45, 0.5, 0),
        (0.4, 0.45, 0.5, 0),
        (0.65, 0.45, 0, 90),
        (-0.65, 0.45, 0, 90),
        (0.3, 0.45, -0.5, 0),
        (-0.3, 0.45, -0.5, 0),
    ):
        model += part(box(0.3, 0.3, 0.05, bevel=0.01), Paint("6b4a2c"), (x, y, z), (0, turn, 0))
        model += part(box(0.22, 0.22, 0.07, bevel=0.01), glass, (x, y, z), (0, turn, 0))
    return model


def windmill() -> Model:
    """A white mill with four sails."""
    model = part(lathe(".52,0 .36,1.1 .36,1.1 .4,1.15 .3,1.4 0,1.5"), Paint("efe9dc", "b6513c", "band", (0.74, 1.0)))
    model += part(box(0.24, 0.4, 0.1), Paint("3f6ea5"), (0, 0.2, 0.49), (-8, 0, 0))
    for k in range(4):
        blade = part(box(0.06, 0.95, 0.04, bevel=0.01), TIMBER, (0, 0.5, 0)) + part(
            box(0.22, 0.7, 0.02, bevel=0.005), Paint("f7f1e1", "b7a68a", "checks", (3, 9)), (0.14, 0.6, 0)
        )
        model += place(blade, (0, 1.2, 0.52), (0, 0, 90 * k + 25))
    return model + part(tube("0,1.2,.3 0,1.2,.45 0,1.2,.58", 0.05), TIMBER)


def lighthouse() -> Model:
    """A red and white lighthouse on a rock."""
    model = part(ball(0.75, 0.3, 0.65, square=0.8), Paint("6e6a66", "8b8780", "speckle", (4, 0.5)), (0, 0.1, 0))
    model += part(
        lathe(".34,.2 .22,1.4 .22,1.4 .33,1.42 .33,1.48 0,1.48"), Paint("f5f1ea", "cf3434", "stripes", (0, 2.6))
    )
    model += part(lathe(".17,1.48 .17,1.75"), Paint("fff0a8", glow=0.9)) + part(
        lathe(".24,1.73 .2,1.82 0,2"), Paint("b52c2c")
    )
    return model + part(box(0.16, 0.3, 0.1), Paint("35506b"), (0, 0.45, 0.3)) + part(ball(0.04), BRASS, (0, 2.02, 0))


def castle() -> Model:
    """A castle with four towers."""
    stone, roof = Paint("b9b2a6", "8f887c", "bricks", (8, 7)), Paint("3f5fa8")
    model = part(box(1.2, 0.7, 1.2, bevel=0.02), stone, (0, 0.35, 0)) + part(
        box(0.55, 1.1, 0.55, bevel=0.02), stone, (0, 0.7, 0)
    )
    tower = part(lathe(".22,0 .22,.95 .27,1 .27,1.1 0,1.1", smooth=False), stone) + part(
        lathe(".3,1.08 0,1.6", smooth=False), roof
    )
    model += ring(place(tower, turn=(0, -45, 0)), 4, 0.85, 0, 45)
    model += part(box(0.34, 0.5, 0.06), Paint("5a3a20"), (0, 0.25, 0.6)) + part(
        lathe(".45,1.25 0,1.75", smooth=False, sides=4), Paint("c23b3b")
    )
    model += part(tube("0,1.7,0 0,1.9,0 0,2.1,0", 0.02), TIMBER)
    return model + part(prism("0,0 .35,-.1 0,-.2", 0.02), Paint(GOLD), (0.0, 2.1, 0))


def lantern() -> Model:
    """A camping lantern."""
    model = part(lathe("0,0 .4,0 .4,.12 .3,.2 .3,.25", smooth=False), Paint("2f7d5b", gloss=0.6))
    model += part(lathe(".26,.2 .33,.5 .26,.8"), Paint("ffe2a0", glow=0.75))
    model += part(lathe(".34,.8 .36,.88 .2,1 .12,1.12 0,1.12", smooth=False), Paint("2f7d5b", gloss=0.6))
    model += ring(part(tube("0,.2,0 0,.5,.04 0,.82,0", 0.02), STEEL), 6, 0.34)
    return model + part(tube("-.36,.85,0 -.35,1.25,0 0,1.5,0 .35,1.25,0 .36,.85,0", 0.025), STEEL)


def books() -> Model:
    """A stack of five books."""
    model: Model = []
    tones = ("b5413b", "2f5d8a", "e3b23c", "4b8b5e", "7a4a86")
    for k, (tone, turn) in enumerate(zip(tones, (0, 12, -9, 20, 4), strict=True)):
        w, d = 1.2 - 0.09 * k, 0.85 - 0.05 * k
        book = part(box(w, 0.2, d, bevel=0.02), Paint(tone, GOLD, "band", (0.45, 0.55))) + part(
            box(w - 0.02, 0.15, d, bevel=0.01), Paint("f2ead6"), (0.04, 0, 0.03)
        )
        model += place(book, (0, 0.1 + 0.2 * k, 0), (0, turn, 0))
    return model + part(lathe("0,1 .15,1.05 .2,1.18 .17,1.32 .05,1.36 0,1.3"), Paint("c9262d", gloss=0.7))


def gift() -> Model:
    """A present with a bow."""
    model = part(box(1.0, 0.8, 1.0), Paint("3f9bb5", CREAM, "dots", (6, 5)), (0, 0.4, 0)) + part(
        box(1.08, 0.16, 1.08), Paint("3f9bb5"), (0, 0.84, 0)
    )
    ribbon = Paint("e84a5f", gloss=0.4)
    model += part(box(0.18, 0.94, 1.1, bevel=0.01), ribbon, (0, 0.47, 0)) + part(
        box(1.1, 0.94, 0.18, bevel=0.01), ribbon, (0, 0.47, 0)
    )
    loop = part(tube("0,0,0 .25,.28,0 .5,.22,0 .45,.02,0 .05,0,0", 0.07), ribbon, (0, 0.98, 0))
    return model + ring(loop, 4, 0.0) + part(ball(0.11), ribbon, (0, 1.02, 0))


def treasure() -> Model:
    """An open chest of gold."""
    model = part(box(1.2, 0.55, 0.8), TIMBER, (0, 0.28, 0)) + part(
        box(1.24, 0.57, 0.12, bevel=0.01), BRASS, (0, 0.28, 0)
    )
    for x in (-0.45, 0.45):
        model += part(box(0.1, 0.57, 0.84, bevel=0.01), BRASS, (x, 0.28, 0))
    arc = [(0.4 * np.cos(t), 0.3 * np.sin(t)) for t in np.linspace(0, np.pi, 12)]
    model += part(prism(arc, 1.2), TIMBER, (0, 0.8, -0.5), (0, 90, 62))
    rng = np.random.default_rng(11)
    coin = lathe("0,0 .1,0 .1,.03 0,.03", smooth=False, sides=16)
    for _ in range(40):
        x, z = rng.uniform(-0.5, 0.5), rng.uniform(-0.3, 0.3)
        model += part(
            coin, BRASS, (x, 0.56 + 0.12 * (1 - 4 * x * x) * rng.uniform(), z), tuple(rng.uniform(-40, 40, 3))
        )
    for x, tone in ((-0.25, "d1264a"), (0.1, "2a8fd1"), (0.35, "35a35a")):
        model += part(ball(0.09, square=1.6), Paint(tone, gloss=1.0), (x, 0.72, 0.12))
    return model


def hourglass() -> Model:
    """An hourglass with blue sand."""
    model = [
        p for y in (0.05, 1.35) for p in part(lathe("0,-.05 .48,-.05 .48,.05 0,.05", smooth=False), TIMBER, (0, y, 0))
    ]
    model += part(
        lathe(".34,.1 .38,.3 .06,.7 .38,1.1 .34,1.3"),
        Paint("dfeff2", "4a86d8", "band", (0.0, 0.33), gloss=0.9, metal=0.1),
    )
    return model + ring(part(tube("0,.1,0 0,.7,.02 0,1.3,0", 0.035), TIMBER), 3, 0.43)


def trophy() -> Model:
    """A golden cup."""
    model = part(box(0.6, 0.22, 0.6), Paint("4a2c1a", gloss=0.4), (0, 0.11, 0))
    model += part(lathe(".22,.22 .2,.3 .06,.42 .06,.6 .3,.75 .46,1.05 .48,1.35 .42,1.35 .4,1.1 0,.8"), BRASS)
    model += mirrored(part(tube(".44,1.25,0 .72,1.25,0 .68,.95,0 .36,.85,0", 0.04), BRASS))
    return model + part(prism(star(5, 0.17, 0.075), 0.05), Paint("c4303a"), (0, 1.1, 0.46), (-8, 0, 0))


def bell() -> Model:
    """A ship's bell on a frame."""
    model = part(box(1.1, 0.1, 0.5), TIMBER, (0, 0.05, 0)) + mirrored(part(box(0.1, 1.3, 0.1), TIMBER, (0.48, 0.7, 0)))
    model += part(box(1.1, 0.1, 0.12), TIMBER, (0, 1.35, 0))
    model += part(lathe(".4,.3 .38,.34 .28,.55 .24,.95 .12,1.1 .05,1.15 .05,1.3"), BRASS)
    return model + part(ball(0.08), STEEL, (0, 0.3, 0))


def umbrella() -> Model:
    """An open umbrella, standing."""
    model = part(
        lathe(".95,.75 .8,1 .45,1.25 0,1.36", sides=48), Paint("e9503f", "f6e7c8", "stripes", (4, 0), gloss=0.2)
    )
    model += part(tube("0,1.3,0 0,.6,0 0,.15,0 .12,.03,0 .24,.12,0", 0.035), TIMBER)
    return model + part(lathe(".03,1.34 .02,1.5 0,1.52"), STEEL)


def drum() -> Model:
    """A toy drum with two sticks."""
    model = part(lathe("0,0 .55,0 .55,.7 0,.7", smooth=False), Paint("2e5fa3", GOLD, "stripes", (7, 2)))
    model += [
        p for y in (0.06, 0.66) for p in part(lathe(".55,-.06 .6,0 .55,.06"), Paint("d33c3c", gloss=0.5), (0, y, 0))
    ]
    model += part(lathe(".53,.72 0,.72"), Paint(CREAM))
    for turn in (35, 110):
        stick = part(tube("-.5,0,0 0,.05,0 .45,0,0", 0.03), TIMBER) + part(ball(0.07), TIMBER, (-0.52, 0, 0))
        model += place(stick, (0.05, 0.8, 0), (0, turn, 0))
    return model


def globe() -> Model:
    """A desk globe."""
    model = part(lathe("0,0 .42,0 .4,.08 .1,.14 .05,.3"), TIMBER)
    model += part(ball(0.52), Paint("2f7fc1", "6fae4f", "speckle", (2.2, 0.52), gloss=0.5), (0, 0.9, 0))
    arc = [(0.6 * np.sin(t), 0.9 - 0.6 * np.cos(t), 0) for t in np.linspace(-0.4, 2.75, 14)]
    return model + part(tube(arc, 0.03), BRASS)


HOME = {
    "tulip-vase": ("a turquoise vase with three tulips", vase),
    "table-lamp": ("a brass lamp with a glowing shade", table_lamp),
    "wooden-chair": ("a wooden chair with a red seat", chair),
    "armchair": ("a green armchair with a yellow cushion", armchair),
    "alarm-clock": ("a red alarm clock", alarm_clock),
    "candle": ("a striped candle in a brass holder", candle),
    "windmill": ("a white windmill", windmill),
    "lighthouse": ("a red and white lighthouse", lighthouse),
    "castle": ("a stone castle with blue roofs", castle),
    "lantern": ("a green camping lantern", lantern),
    "book-stack": ("a stack of books with an apple on top", books),
    "present": ("a wrapped present with a red bow", gift),
    "treasure-chest": ("a treasure chest full of gold", treasure),
    "hourglass": ("an hourglass with blue sand", hourglass),
    "trophy": ("a golden trophy", trophy),
    "ship-bell": ("a ship's bell on a wooden frame", bell),
    "umbrella": ("an open red umbrella", umbrella),
    "toy-drum": ("a toy drum with two sticks", drum),
    "globe": ("a desk globe", globe),
}
