"""Demo objects from the kitchen: crockery and food."""

from __future__ import annotations

import numpy as np

from demo_maker.home import CREAM
from demo_maker.paint import Paint
from demo_maker.shapes import (
    Model,
    ball,
    box,
    circle,
    lathe,
    mirrored,
    part,
    prism,
    ring,
    tube,
)


def cup(body: Paint, inside: str = CREAM, handles: int = 1) -> Model:
    """A mug."""
    model = part(lathe("0,0 .38,0 .38,0 .42,.05 .42,.9 .42,.9 .38,.92"), body)
    model += part(lathe(".38,.92 .36,.86 .35,.1 0,.08"), Paint(inside, gloss=0.5))
    model += part(lathe(".34,.76 0,.76"), Paint("3b2314", gloss=0.5))
    grip = part(tube(".45,.76,0 .66,.76,0 .7,.46,0 .6,.24,0 .45,.2,0", 0.05), body)
    return model + (mirrored(grip) if handles == 2 else grip)


def teapot() -> Model:
    """A blue pot with dots."""
    china = Paint("2f6fb0", CREAM, "dots", (12, 6), gloss=0.7)
    plain = Paint("2f6fb0", gloss=0.7)
    model = part(lathe("0,0 .35,0 .62,.2 .7,.45 .55,.75 .3,.86"), china)
    model += part(lathe(".33,.84 .28,.93 .1,1 .05,1.02 .1,1.12 0,1.17"), Paint(CREAM, gloss=0.7))
    model += part(tube(".55,.3,0 .85,.4,0 .95,.68,0 1.1,.86,0", [0.16, 0.12, 0.08, 0.06]), plain)
    return model + part(tube("-.55,.7,0 -.9,.8,0 -1.02,.5,0 -.85,.25,0 -.6,.22,0", 0.06), plain)


def bottle() -> Model:
    """A green bottle with a striped label."""
    model = part(
        lathe("0,0 .3,0 .32,.05 .32,.95 .26,1.15 .11,1.35 .1,1.7 .13,1.72 .13,1.8 0,1.8"),
        Paint("1d5b38", gloss=1.0, metal=0.15),
    )
    model += part(lathe(".33,.25 .333,.3 .333,.8 .33,.85"), Paint(CREAM, "b8322f", "stripes", (0, 4)))
    return model + part(lathe(".09,1.78 .09,1.95 0,1.95", smooth=False), Paint("c79a63"))


def layer_cake() -> Model:
    """A birthday cake with candles."""
    model = part(lathe("0,0 .8,0 .8,.04 0,.04", smooth=False), Paint("dfe6ea", gloss=0.6))
    model += part(lathe(".62,.04 .64,.1 .64,.45 .6,.52 0,.52"), Paint("f7d6df", "7a4526", "stripes", (0, 3)))
    model += part(lathe(".4,.5 .42,.55 .42,.82 .38,.88 0,.88"), Paint("fff3e4", "e7718d", "band", (0.3, 0.6)))
    model += ring(part(ball(0.07), Paint("d6263f", gloss=0.7)), 12, 0.53, 0.57)
    candle_ = part(tube("0,.86,0 0,1,0 0,1.15,0", 0.025), Paint("5aa9e6", CREAM, "stripes", (0, 4)))
    return model + ring(candle_ + part(ball(0.035, 0.06), Paint("ffbe3b", glow=0.9), (0, 1.23, 0)), 5, 0.24)


def cupcake() -> Model:
    """A cupcake with a swirl of pink cream."""
    model = part(lathe("0,0 .36,0 .36,0 .52,.45"), Paint("6fb7c9", CREAM, "stripes", (22, 0)))
    swirl = [
        (0.5 * (1 - t) ** 0.8 * np.sin(20 * t), 0.5 + 0.65 * t, 0.5 * (1 - t) ** 0.8 * np.cos(20 * t))
        for t in np.linspace(0, 1, 60)
    ]
    model += part(tube(np.array(swirl), list(np.linspace(0.17, 0.06, 60))), Paint("f3a6c0", gloss=0.4))
    model += part(lathe(".5,.44 .4,.55 .15,1"), Paint("f3a6c0"))
    return model + part(ball(0.13), Paint("c4162f", gloss=0.9), (0, 1.24, 0))


def ice_cream() -> Model:
    """A cone with three scoops."""
    model = part(lathe("0,0 .03,.02 .36,1 .3,1", smooth=False), Paint("d99c52", "a8662a", "checks", (16, 12)))
    for tone, at in (("f7e3b0", (-0.18, 1.12, 0.05)), ("f08fa6", (0.19, 1.14, 0)), ("7b4a2d", (0.0, 1.45, 0))):
        model += part(ball(0.29), Paint(tone, CREAM, "speckle", (7, 0.75)), at)
    return model + part(ball(0.08), Paint("cf1f36", gloss=0.9), (0, 1.75, 0))


def doughnut() -> Model:
    """A glazed ring with sprinkles, standing."""
    model = part(tube(circle(0.5), 0.27, closed=True), Paint("d59a55"), (0, 0.77, 0), (90, 0, 0))
    model += part(tube(circle(0.5), 0.255, closed=True), Paint("f07ba6", gloss=0.7), (0, 0.77, 0.05), (90, 0, 0))
    rng = np.random.default_rng(4)
    for k in range(40):
        a, b = rng.uniform(0, 2 * np.pi), rng.uniform(-0.9, 0.9)
        r = 0.5 + 0.26 * np.sin(b)
        at = (r * np.sin(a), 0.77 + r * np.cos(a), 0.05 + 0.26 * np.cos(b))
        model += part(
            box(0.03, 0.1, 0.03),
            Paint(("ffffff", "ffd23f", "59c3e8", "7bd65a")[k % 4]),
            at,
            (0, 0, rng.uniform(0, 180)),
        )
    return model


def burger() -> Model:
    """A hamburger."""
    bun = Paint("d08a3c", "f6e2b8", "speckle", (8, 0.83), gloss=0.3)
    wave = circle(0.62, steps=60) * [1.06, 1, 1.06]
    wave[:, 1] = 0.36 + 0.035 * np.sin(np.arange(60) * 2 * np.pi / 6)
    model = part(lathe("0,0 .55,0 .62,.1 .6,.22 0,.24"), Paint("d08a3c"))
    model += part(lathe("0,.22 .6,.22 .66,.3 .6,.38 0,.38"), Paint("5a2f1b", "3c1d10", "speckle", (9, 0.5)))
    model += part(tube(wave, 0.05, closed=True), Paint("7fbf3f"))
    model += part(box(0.98, 0.04, 0.98, bevel=0.02), Paint("ffc533"), (0, 0.42, 0), (0, 20, 0))
    model += part(lathe("0,.43 .56,.43 .6,.49 .55,.53 0,.53"), Paint("cf3a2c", gloss=0.5))
    return model + part(lathe(".55,.52 .64,.56 .58,.8 .35,.98 0,1.03"), bun)


def pumpkin() -> Model:
    """A carved pumpkin that glows."""
    model = [
        p
        for k in range(10)
        for p in part(
            ball(0.27, 0.5, 0.36),
            Paint("e0751f", "b85512", "stripes", (0, 1)),
            (0.34 * np.sin(k * 0.628), 0.5, 0.34 * np.cos(k * 0.628)),
            (0, k * 36, 0),
        )
    ]
    glow = Paint("ffd044", glow=0.9)
    model += mirrored(part(prism("-.12,-.08 .12,-.08 0,.13", 0.2), glow, (0.22, 0.63, 0.5)))
    model += part(prism("-.33,.1 -.15,0 0,.05 .15,0 .33,.1 .15,-.13 -.15,-.13", 0.2), glow, (0, 0.36, 0.56))
    return model + part(tube("0,.9,0 .03,1.05,0 .15,1.15,0", [0.11, 0.07, 0.06]), Paint("4f6b2a"))


def apple() -> Model:
    """A red apple with a leaf."""
    model = part(
        lathe("0,.1 .15,.03 .4,.1 .6,.5 .5,.9 .2,.98 0,.85"), Paint("b5141f", "e0602f", "grain", (1, 5), gloss=0.7)
    )
    model += part(tube("0,.82,0 .03,1.05,0 .1,1.2,0", 0.03), Paint("5b3a1e"))
    return model + part(ball(0.22, 0.03, 0.11), Paint("6bb13c", gloss=0.5), (0.28, 1.1, 0), (0, 0, 20))


FOOD = {
    "striped-mug": ("a red mug with white stripes", lambda: cup(Paint("c8372d", CREAM, "stripes", (0, 3), gloss=0.6))),
    "teapot": ("a blue teapot with white dots", teapot),
    "bottle": ("a green bottle with a striped label", bottle),
    "birthday-cake": ("a birthday cake with candles", layer_cake),
    "cupcake": ("a cupcake with pink cream and a cherry", cupcake),
    "ice-cream": ("an ice cream cone with three scoops", ice_cream),
    "doughnut": ("a pink doughnut with sprinkles", doughnut),
    "burger": ("a hamburger", burger),
    "pumpkin": ("a carved pumpkin that glows", pumpkin),
    "apple": ("a red apple with a leaf", apple),
}
