"""Demo objects that live: animals and plants."""

from __future__ import annotations

import numpy as np

from demo_maker.home import CREAM, DARK, GREEN, TIMBER
from demo_maker.paint import Paint
from demo_maker.shapes import (
    Model,
    ball,
    box,
    circle,
    lathe,
    mirrored,
    part,
    place,
    prism,
    ring,
    tube,
)
from demo_maker.toys import BLACK, WHITE, eyes


def pine() -> Model:
    """A Christmas tree."""
    model = part(lathe(".12,0 .1,.35"), TIMBER)
    for k in range(4):
        model += part(
            lathe([(0.66 - 0.13 * k, 0), (0.5 - 0.12 * k, 0.12), (0.05, 0.6), (0, 0.62)]),
            Paint("2f6f3f", "3f8a4c", "speckle", (7, 0.5), gloss=0.05),
            (0, 0.28 + 0.35 * k, 0),
        )
        model += ring(
            part(ball(0.06), Paint(("d6303c", "f0bd34", "4fa3df", "e77fb0")[k], gloss=0.9)),
            7 - k,
            0.6 - 0.13 * k,
            0.32 + 0.35 * k,
            20 * k,
        )
    return model + part(ball(0.1, square=1.8), Paint("ffd84f", glow=0.7), (0, 1.98, 0))


def palm() -> Model:
    """A palm on an islet."""
    model = part(ball(0.75, 0.2, 0.75), Paint("e5c78f"), (0, 0.05, 0)) + part(
        tube("0,.1,0 .1,.6,0 .3,1.1,0 .36,1.5,0", [0.12, 0.09, 0.08, 0.07]),
        Paint("8b6138", "6b4726", "stripes", (0, 12)),
    )
    frond = part(
        tube("0,0,0 0,.16,.35 0,-.02,.7 0,-.35,.85", [0.05, 0.13, 0.1, 0.02]),
        Paint("4d9a3c", "3a7d2e", "stripes", (0, 9)),
        scale=(1, 0.7, 1),
    )
    return (
        model
        + place(ring(frond, 8, 0.0), (0.36, 1.5, 0))
        + place(ring(part(ball(0.09), Paint("5b3a1e")), 3, 0.09), (0.36, 1.42, 0))
    )


def cactus() -> Model:
    """A cactus in a pot with a flower."""
    green = Paint("4f9a5b", "3a7a48", "stripes", (12, 0), gloss=0.1)
    model = part(lathe("0,0 .3,0 .4,.4 .45,.4 .45,.52 0,.5", smooth=False), Paint("c4673a", CREAM, "band", (0.3, 0.5)))
    model += part(lathe(".22,.45 .3,.8 .27,1.3 .15,1.55 0,1.6"), green)
    model += part(tube(".2,.85,0 .5,.9,0 .56,1.25,0", 0.12), green) + part(
        tube("-.2,1.05,0 -.48,1.1,0 -.52,1.4,0", 0.11), green
    )
    return (
        model
        + ring(part(ball(0.06, 0.04, 0.11), Paint("ef6aa0"), (0, 1.62, 0.09), (-35, 0, 0)), 6, 0.0)
        + part(ball(0.06), Paint("ffd84f"), (0, 1.64, 0))
    )


def snowman() -> Model:
    """A snowman with hat and scarf."""
    snow = Paint("f3f7fb", gloss=0.1)
    model = (
        part(ball(0.52), snow, (0, 0.48, 0))
        + part(ball(0.38), snow, (0, 1.12, 0))
        + part(ball(0.28), snow, (0, 1.62, 0))
    )
    model += part(tube("0,1.62,.24 0,1.62,.4 0,1.6,.58", [0.06, 0.04, 0.01]), Paint("ef7d24")) + mirrored(
        part(ball(0.04), BLACK, (0.1, 1.7, 0.24))
    )
    model += part(tube(circle(0.27, y=1.38), 0.08, closed=True), Paint("c9343f", CREAM, "stripes", (0, 10))) + [
        p for y in (0.95, 1.12, 1.28) for p in part(ball(0.04), BLACK, (0, y, 0.35 + 0.03 * (y == 1.12)))
    ]
    model += part(
        lathe(".4,1.83 .4,1.87 .24,1.87 .24,2.2 0,2.2", smooth=False), Paint(DARK, "c9343f", "band", (0.1, 0.35))
    )
    return model + mirrored(part(tube(".32,1.2,0 .6,1.35,.1 .75,1.55,.1", 0.025), TIMBER))


def shell() -> Model:
    """A spiral sea shell."""
    t = np.linspace(0, 1, 70)
    path = np.stack([0.4 * t * np.sin(22 * t), 1.5 * (1 - t), 0.4 * t * np.cos(22 * t)], axis=-1)
    model = part(tube(path, list(0.02 + 0.3 * t)), Paint("f0cfae", "b9684a", "stripes", (0, 40), gloss=0.6))
    return place(model, turn=(0, 0, 28))


def fish(tone: str = "f0832a") -> Model:
    """A striped fish on a stand."""
    model = part(ball(0.26, 0.5, 0.75), Paint(tone, gloss=0.6), (0, 0.95, 0))
    model += [
        p
        for z in (-0.28, 0.16)
        for p in part(ball(0.265, 0.5 - 0.35 * abs(z) ** 1.6, 0.1), Paint("fbf5e9", gloss=0.6), (0, 0.95, z))
    ]
    fin = Paint("d9551e", "f6a65a", "stripes", (0, 5))
    model += part(prism("0,0 .45,.4 .36,0 .45,-.4", 0.06), fin, (0, 0.95, -0.68), (0, 90, 0)) + part(
        prism("-.35,0 .3,0 .42,.32 -.1,.22", 0.05), fin, (0, 1.38, 0), (0, 90, 0)
    )
    model += mirrored(part(ball(0.04, 0.14, 0.2), fin, (0.27, 0.82, 0.05), (0, 0, 30))) + mirrored(
        part(ball(0.09), WHITE, (0.17, 1.08, 0.52)) + part(ball(0.055), BLACK, (0.225, 1.08, 0.56))
    )
    return model + part(lathe("0,0 .3,0 .28,.06 .03,.1 .03,.5"), TIMBER)


def snail() -> Model:
    """A snail with a spiral house."""
    skin = Paint("c8b06a", gloss=0.4)
    t = np.linspace(0, 1, 50)
    coil = np.stack([0.1 * (1 - t), 0.62 + 0.42 * t * np.cos(14 * t), 0.42 * t * np.sin(14 * t)], axis=-1)
    model = part(tube("0,.12,-.9 0,.14,-.3 0,.16,.4 0,.4,.75 0,.6,.85", [0.03, 0.16, 0.18, 0.16, 0.17]), skin)
    model += part(
        tube(coil, list(0.08 + 0.2 * t)),
        Paint("b5563a", "f0c27a", "stripes", (0, 18), gloss=0.6),
        (0, 0.02, -0.15),
        scale=(1.3, 1, 1),
    )
    return model + mirrored(
        part(tube(".06,.7,.85 .12,.9,.92 .15,1.05,.95", 0.03), skin) + part(ball(0.06), BLACK, (0.15, 1.08, 0.95))
    )


def turtle() -> Model:
    """A turtle."""
    skin = Paint("8fbf5a", gloss=0.3)
    model = part(
        lathe(".72,.25 .66,.4 .4,.68 0,.78"),
        Paint("5c7a35", "3a5222", "bricks", (7, 3), gloss=0.5),
        scale=(0.9, 1, 1.05),
    ) + part(ball(0.7, 0.1, 0.78), Paint("d9c27a"), (0, 0.25, 0))
    model += (
        part(ball(0.22, 0.2, 0.26), skin, (0, 0.5, 0.98))
        + part(tube("0,.3,.6 0,.36,.8 0,.46,.95", 0.14), skin)
        + eyes((0.13, 0.6, 1.1), 0.07)
    )
    return (
        model
        + mirrored(
            part(ball(0.2, 0.16, 0.2), skin, (0.5, 0.14, 0.5)) + part(ball(0.2, 0.16, 0.2), skin, (0.5, 0.14, -0.5))
        )
        + part(ball(0.06, 0.05, 0.18), skin, (0, 0.22, -0.85))
    )


def penguin(scarf: str = "e0483e") -> Model:
    """A penguin with a scarf."""
    coat = Paint("262b3d", gloss=0.4)
    model = (
        part(lathe("0,.02 .36,.1 .5,.5 .4,1 .32,1.3 0,1.55"), coat)
        + part(ball(0.36, 0.52, 0.2), Paint("fbfaf5"), (0, 0.6, 0.34))
        + part(ball(0.24, 0.17, 0.12), Paint("fbfaf5"), (0, 1.25, 0.24))
    )
    model += (
        eyes((0.11, 1.3, 0.31), 0.055)
        + part(ball(0.09, 0.05, 0.16), Paint("f19a26"), (0, 1.2, 0.4))
        + part(tube(circle(0.36, y=1.0), 0.08, closed=True), Paint(scarf, CREAM, "stripes", (0, 12)))
    )
    return model + mirrored(
        part(ball(0.07, 0.36, 0.17), coat, (0.52, 0.65, 0), (0, 0, 22))
        + part(ball(0.17, 0.06, 0.24), Paint("f19a26"), (0.2, 0.05, 0.28))
    )


def owl() -> Model:
    """An owl on a branch."""
    model = part(
        lathe("0,.12 .35,.2 .48,.6 .42,1.05 .36,1.25 0,1.42"), Paint("8a5f3a", "6b4526", "dots", (14, 8), gloss=0.05)
    ) + part(ball(0.34, 0.42, 0.2), Paint("e6cfa0", "a8794a", "dots", (12, 9)), (0, 0.55, 0.32))
    model += mirrored(
        part(ball(0.19, 0.19, 0.08), Paint("f3e3c0"), (0.17, 1.12, 0.33))
        + part(ball(0.11, 0.11, 0.05), Paint("f5b324", gloss=0.8), (0.17, 1.12, 0.4))
        + part(ball(0.06), BLACK, (0.17, 1.12, 0.43))
    )
    model += mirrored(
        part(lathe(".12,0 0,.3"), Paint("6b4526"), (0.25, 1.28, 0.05), (0, 0, -18))
        + part(ball(0.1, 0.38, 0.26), Paint("6b4526", "8a5f3a", "stripes", (0, 6)), (0.46, 0.62, 0), (0, 0, 8))
    )
    return (
        model
        + part(lathe(".06,0 0,.14"), Paint("e8a02e"), (0, 1.05, 0.4), (125, 0, 0))
        + part(tube("-.9,.1,0 0,.08,.1 .9,.14,0", 0.08), TIMBER)
    )


def whale() -> Model:
    """A blue whale with a spout."""
    model = part(
        ball(0.6, 0.5, 0.85), Paint("3f7fb8", "dfeaf0", "band", (-0.1, 0.33), gloss=0.5), (0, 0.48, 0.1)
    ) + part(tube("0,.45,-.5 0,.6,-.9 0,.95,-1.05", [0.36, 0.18, 0.08]), Paint("3f7fb8", gloss=0.5))
    model += mirrored(
        part(ball(0.3, 0.05, 0.16), Paint("3f7fb8", gloss=0.5), (0.25, 1.02, -1.05), (0, 20, 20))
        + part(ball(0.3, 0.06, 0.16), Paint("35709f"), (0.65, 0.3, 0.2), (0, 20, -25))
        + part(ball(0.07), BLACK, (0.5, 0.55, 0.6))
    )
    return model + mirrored(
        part(tube("0,.95,.2 .03,1.25,.2 .22,1.4,.2 .34,1.2,.2", [0.06, 0.06, 0.07, 0.05]), Paint("bfe8f7", gloss=0.9))
    )


def octopus() -> Model:
    """A purple octopus."""
    skin = Paint("8a4fa8", "c98fd8", "speckle", (7, 0.7), gloss=0.5)
    arm = part(tube("0,.45,.25 0,.2,.55 0,.1,.8 .1,.22,1 .12,.36,.95", [0.16, 0.13, 0.1, 0.07, 0.03]), skin)
    return (
        part(lathe(".3,.3 .4,.5 .36,.75 .52,1.1 .4,1.5 0,1.65"), skin)
        + ring(arm, 8, 0.0, 0, 22)
        + eyes((0.17, 0.82, 0.36), 0.12)
    )


def ladybird() -> Model:
    """A ladybird."""
    model = (
        part(ball(0.62, 0.48, 0.72), Paint("cf2a27", "17171c", "dots", (9, 4), gloss=0.8), (0, 0.3, -0.1))
        + part(ball(0.36, 0.32, 0.3), BLACK, (0, 0.34, 0.6))
        + eyes((0.2, 0.48, 0.78), 0.09)
    )
    model += part(box(0.03, 0.5, 1.3, bevel=0.01), BLACK, (0, 0.54, -0.12)) + mirrored(
        part(tube(".12,.6,.7 .2,.85,.8 .32,.9,.9", 0.025), BLACK)
    )
    return model + mirrored(
        [
            p
            for z in (-0.45, 0, 0.4)
            for p in part(tube([(0.4, 0.2, z), (0.72, 0.22, z * 1.2), (0.82, 0.0, z * 1.3)], 0.045), BLACK)
        ]
    )


def caterpillar() -> Model:
    """A green caterpillar."""
    model: Model = []
    for k in range(6):
        at = (0.16 * np.sin(1.2 * k), 0.3 + 0.12 * np.sin(1.5 * k), 0.65 - 0.36 * k)
        model += part(ball(0.29), Paint(("7fc241", "a6d84f")[k % 2], gloss=0.4), at)
        model += mirrored(part(ball(0.07), Paint("e8a23a"), (0.2, 0.04, at[2])))
    model += part(ball(0.36), Paint("e3493c", gloss=0.4), (0, 0.55, 0.95)) + eyes((0.14, 0.65, 1.22), 0.1)
    return model + mirrored(
        part(tube(".12,.85,.95 .18,1.05,.95 .28,1.15,1", 0.025), BLACK)
        + part(ball(0.06), Paint("f4c430"), (0.28, 1.16, 1.0))
    )


def mushroom(cap: str = "cc2b2b", spots: tuple[int, int] = (8, 4)) -> Model:
    """A toadstool."""
    model = part(lathe("0,0 .26,0 .2,.3 .17,.7 .1,.85"), Paint("f3ead7")) + part(
        lathe(".2,.5 .33,.42 .18,.56"), Paint("f7f0e0")
    )
    model += part(lathe(".7,.72 .68,.82 .5,1.12 .25,1.28 0,1.32"), Paint(cap, "fbf6ea", "dots", spots, gloss=0.5))
    model += part(lathe(".7,.72 .4,.76 .15,.7"), Paint("f0e0bf", "c9b48a", "stripes", (36, 0)))
    return model + ring(part(prism("-.03,0 .03,0 0,.3", 0.02), Paint(GREEN), turn=(12, 0, 0)), 9, 0.3)


def sunflower() -> Model:
    """A sunflower in a pot."""
    model = part(
        lathe("0,0 .25,0 .34,.35 .38,.36 .38,.46 0,.44", smooth=False), Paint("4a7fb5", CREAM, "checks", (12, 3))
    )
    model += part(tube("0,.4,0 .03,.9,0 0,1.4,0", 0.04), Paint(GREEN)) + mirrored(
        part(ball(0.24, 0.03, 0.11), Paint("5fae4e"), (0.24, 0.85, 0), (0, 0, 30))
    )
    petals = [
        p
        for k in range(14)
        for p in part(
            ball(0.08, 0.24, 0.03),
            Paint("f6c12c", "ef9a1e", "stripes", (0, 2)),
            (0.4 * np.sin(k * 0.4488), 0.4 * np.cos(k * 0.4488), 0),
            (0, 0, -k * 25.71),
        )
    ]
    head = petals + part(ball(0.28, 0.28, 0.1), Paint("5a3418", "7a4a22", "checks", (20, 20)), (0, 0, 0.03))
    return model + place(head, (0, 1.5, 0.06), (-12, 0, 0))


def cat() -> Model:
    """A sitting ginger cat."""
    fur = Paint("e0913f", "b5641f", "stripes", (0, 7), gloss=0.05)
    plain = Paint("e0913f", gloss=0.05)
    model = (
        part(lathe("0,0 .42,.05 .46,.3 .3,.8 .2,1"), fur)
        + part(ball(0.34, 0.3, 0.3), plain, (0, 1.15, 0.1))
        + part(ball(0.2, 0.32, 0.1), Paint("fbf1e0"), (0, 0.55, 0.3))
    )
    model += mirrored(
        part(lathe(".12,0 0,.28"), plain, (0.2, 1.35, 0.08), (0, 0, -16))
        + part(ball(0.06), Paint("5fae4e", gloss=1.0), (0.13, 1.2, 0.37))
        + part(ball(0.03, 0.05, 0.02), BLACK, (0.13, 1.2, 0.425))
        + part(ball(0.12, 0.1, 0.2), Paint("fbf1e0"), (0.16, 0.08, 0.4))
    )
    model += part(ball(0.12, 0.08, 0.06), Paint("fbf1e0"), (0, 1.07, 0.37)) + part(
        ball(0.04), Paint("d86a6a"), (0, 1.11, 0.43)
    )
    return model + part(tube(".1,.1,-.4 .5,.12,-.45 .75,.35,-.3 .7,.65,-.3", [0.1, 0.1, 0.09, 0.07]), fur)


NATURE = {
    "christmas-tree": ("a decorated Christmas tree", pine),
    "palm-tree": ("a palm tree on an islet", palm),
    "cactus": ("a cactus in a clay pot", cactus),
    "snowman": ("a snowman with a top hat", snowman),
    "sea-shell": ("a spiral sea shell", shell),
    "clownfish": ("a wooden clownfish on a stand", fish),
    "snail": ("a snail with a striped house", snail),
    "turtle": ("a green turtle", turtle),
    "owl": ("an owl on a branch", owl),
    "whale": ("a blue whale with a spout", whale),
    "octopus": ("a purple octopus", octopus),
    "ladybird": ("a ladybird", ladybird),
    "caterpillar": ("a green caterpillar with a red head", caterpillar),
    "sunflower": ("a sunflower in a pot", sunflower),
    "ginger-cat": ("a ginger cat, sitting", cat),
}
