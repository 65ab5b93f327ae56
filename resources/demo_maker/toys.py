"""Demo objects to play with: vehicles, toys, instruments."""

from __future__ import annotations

from demo_maker.home import BRASS, CREAM, DARK, GOLD, STEEL, TIMBER
from demo_maker.paint import Paint
from demo_maker.shapes import (
    Model,
    Triple,
    ball,
    box,
    circle,
    disc,
    lathe,
    mirrored,
    part,
    place,
    prism,
    ring,
    tube,
)

BLACK, WHITE = Paint("17171c", gloss=0.8), Paint("fafafa", gloss=0.5)
GLASS = Paint("9fd3ea", gloss=0.9, metal=0.25)


def eyes(at: Triple, size: float = 0.1) -> Model:
    """Two round eyes that look forward (towards z), mirrored in x."""
    x, y, z = at
    return mirrored(part(ball(size), WHITE, at) + part(ball(size * 0.55), BLACK, (x, y, z + size * 0.62)))


def wheel(radius: float, hub: str = "e9e4d8") -> Model:
    """A wheel in the y-z plane, facing x."""
    tyre = part(tube(circle(radius * 0.75, steps=28), radius * 0.25, closed=True), Paint("25252a", gloss=0.2))
    return place(
        tyre
        + part(
            lathe([(0, -0.05), (radius * 0.6, -0.05), (radius * 0.6, 0.05), (0, 0.05)], smooth=False),
            Paint(hub, gloss=0.5),
        ),
        turn=(0, 0, 90),
    )


def four_wheels(x: float, z: float, radius: float) -> Model:
    """Wheels at (±x, radius, ±z)."""
    return mirrored(place(wheel(radius), (x, radius, z)) + place(wheel(radius), (x, radius, -z)))


def car(body: str = "e2b21f", rack: bool = False) -> Model:
    """A small round car."""
    paint = Paint(body, gloss=0.8)
    model = part(ball(0.48, 0.32, 0.95, square=0.6), paint, (0, 0.42, 0)) + part(
        ball(0.4, 0.34, 0.52, square=0.6), GLASS, (0, 0.74, -0.1)
    )
    model += part(ball(0.38, 0.1, 0.45, square=0.6), paint, (0, 1.0, -0.1)) + four_wheels(0.44, 0.55, 0.22)
    model += mirrored(
        part(ball(0.09), Paint("fff3c4", glow=0.5), (0.27, 0.48, 0.9))
        + part(ball(0.06), Paint("d02030", glow=0.3), (0.3, 0.48, -0.92))
    )
    model += part(box(0.8, 0.1, 0.08), STEEL, (0, 0.26, 0.94)) + part(box(0.8, 0.1, 0.08), STEEL, (0, 0.26, -0.94))
    if rack:
        model += part(box(0.6, 0.2, 0.45), Paint("8a4b2a", "6b3519", "stripes", (0, 3)), (0, 1.2, -0.1))
    return model


def bus() -> Model:
    """A red double-decker bus."""
    red = Paint("c62f2b", gloss=0.6)
    model = part(box(0.7, 1.15, 1.7, bevel=0.09), red, (0, 0.75, 0)) + four_wheels(0.34, 0.55, 0.2)
    for y in (0.72, 1.12):
        model += part(
            box(0.73, 0.22, 1.45, bevel=0.02), Paint("dff1f7", "35495a", "checks", (8, 1), gloss=0.8), (0, y, 0)
        )
        model += part(box(0.56, 0.22, 1.74, bevel=0.02), GLASS, (0, y, 0))
    return (
        model
        + mirrored(part(ball(0.06), Paint("fff3c4", glow=0.6), (0.24, 0.36, 0.85)))
        + part(box(0.72, 0.06, 1.6), Paint(CREAM), (0, 0.92, 0))
    )


def train() -> Model:
    """A steam engine."""
    green, red = Paint("2f7a4f", gloss=0.5), Paint("c23b2e", gloss=0.5)
    model = part(box(0.62, 0.14, 1.8), Paint(DARK), (0, 0.36, 0)) + place(
        part(
            lathe("0,-.6 .3,-.6 .3,.55 .26,.6 0,.6", smooth=False), Paint("2f7a4f", GOLD, "stripes", (0, 3), gloss=0.5)
        ),
        (0, 0.72, 0.25),
        (90, 0, 0),
    )
    model += (
        part(box(0.66, 0.7, 0.5), green, (0, 0.78, -0.6))
        + part(box(0.8, 0.07, 0.66), red, (0, 1.16, -0.6))
        + part(box(0.68, 0.26, 0.3), GLASS, (0, 0.95, -0.6))
    )
    model += part(lathe(".09,.95 .09,1.25 .17,1.42 .12,1.42"), Paint(DARK), (0, 0, 0.62)) + part(
        lathe(".13,.98 .1,1.1 0,1.15"), BRASS, (0, 0, 0.2)
    )
    model += mirrored([p for z in (-0.6, -0.1, 0.4) for p in place(wheel(0.26, "c23b2e"), (0.32, 0.26, z))])
    return (
        model
        + part(ball(0.1), Paint("ffefb0", glow=0.8), (0, 1.0, 0.86))
        + part(prism("-.35,0 .35,0 0,.3", 0.3), red, (0, 0.05, 0.9), (-20, 0, 0))
    )


def sailboat() -> Model:
    """A boat with two sails."""
    model = part(
        ball(0.36, 0.36, 0.95, square=0.8),
        Paint("2f5d9a", CREAM, "band", (0.42, 0.55), gloss=0.5),
        (0, 0.3, 0),
        (0, 0, 0),
        (1, 0.8, 1),
    )
    model += part(ball(0.3, 0.1, 0.85), TIMBER, (0, 0.56, 0)) + part(tube("0,.4,.1 0,1.2,.1 0,2,.1", 0.035), TIMBER)
    model += part(
        prism("0,0 .95,0 0,1.2", 0.03), Paint("fbf7ec", "e2574c", "stripes", (0, 3)), (0, 0.72, 0.05), (0, 90, 0)
    )
    model += part(prism("0,0 .7,0 0,.95", 0.03), Paint("f7cf5a"), (0, 0.72, 0.16), (0, -90, 0))
    return model + part(prism("0,0 .25,-.07 0,-.14", 0.02), Paint("d33c3c"), (0, 2.05, 0.1), (0, 90, 0))


def rocket(window: str = "62b6e8", fins: int = 3) -> Model:
    """A toy rocket on its fins."""
    model = part(
        lathe(".2,.25 .34,.5 .38,.95 .26,1.5 .1,1.85 0,1.95"), Paint("f2efe9", "d63b3b", "band", (0.74, 1.1), gloss=0.6)
    )
    model += part(lathe(".14,.12 .22,.27 .2,.3"), STEEL)
    fin = prism("0,0 .42,-.48 .46,-.2 .3,.3 0,.5", 0.07)
    model += ring(part(fin, Paint("d63b3b", gloss=0.6), (0, 0.5, 0.3), (0, -90, 0)), fins, 0.0)
    port = part(tube(circle(0.13), 0.035, closed=True), BRASS) + part(ball(0.12, 0.04, 0.12), Paint(window, gloss=1.0))
    return model + place(port, (0, 1.15, 0.35), (82, 0, 0)) + place(port, (0, 0.75, 0.38), (92, 0, 0), 0.8)


def robot(tone: str = "5fa8b8", antennas: int = 1) -> Model:
    """A tin robot."""
    tin, joint = Paint(tone, gloss=0.6, metal=0.3), Paint("6a6f78", gloss=0.5, metal=0.5)
    model = (
        part(box(0.75, 0.7, 0.5), tin, (0, 0.75, 0))
        + part(box(0.58, 0.45, 0.45), tin, (0, 1.4, 0))
        + part(lathe(".12,1.08 .12,1.2"), joint)
    )
    model += mirrored(
        part(lathe(".11,0 .11,.06"), BRASS, (0.14, 1.45, 0.2), (90, 0, 0))
        + part(ball(0.09), Paint("ffe46b", glow=0.8), (0.14, 1.45, 0.22))
    )
    model += part(box(0.3, 0.06, 0.04), Paint(DARK, CREAM, "stripes", (5, 0)), (0, 1.27, 0.23)) + part(
        box(0.45, 0.3, 0.04), Paint(CREAM), (0, 0.82, 0.25)
    )
    for x, code in ((-0.13, "e2473f"), (0, "f2b632"), (0.13, "4fae5a")):
        model += part(ball(0.05), Paint(code, glow=0.4), (x, 0.86, 0.28))
    arm = part(tube(".4,.98,0 .6,.85,.05 .58,.55,.2", 0.07), joint) + part(ball(0.11), tin, (0.58, 0.48, 0.24))
    model += mirrored(
        arm + part(tube(".2,.42,0 .2,.3,0 .2,.12,0", 0.09), joint) + part(box(0.26, 0.14, 0.42), tin, (0.2, 0.07, 0.06))
    )
    antenna = part(tube("0,1.6,0 0,1.75,0 0,1.9,0", 0.02), joint) + part(
        ball(0.06), Paint("e2473f", glow=0.3), (0, 1.92, 0)
    )
    return model + (antenna if antennas == 1 else mirrored(place(antenna, (0.18, 0, 0))))


def die() -> Model:
    """A red die on one edge of another."""
    spots = {0: [(0, 0)], 1: [(-1, -1), (1, 1)], 2: [(-1, -1), (0, 0), (1, 1)]}
    spots |= {3: [(-1, -1), (1, 1), (-1, 1), (1, -1)], 4: [*spots[0], (-1, -1), (1, 1), (-1, 1), (1, -1)]}
    spots[5] = [(a, b) for a in (-1, 1) for b in (-1, 0, 1)]
    turns = [(0, 0, 0), (90, 0, 0), (0, 90, 0), (0, -90, 0), (-90, 0, 0), (0, 180, 0)]
    model = part(box(0.9, 0.9, 0.9, bevel=0.12), Paint("c92f35", gloss=0.8))
    for side, turn in enumerate(turns):
        face = [p for a, b in spots[side] for p in part(ball(0.085, 0.085, 0.02), WHITE, (0.24 * a, 0.24 * b, 0.45))]
        model += place(face, turn=turn)
    return place(model, (0, 0.45, 0)) + place(model, (0.35, 1.3, 0.05), (0, 35, 0), 0.85)


def spinning_top() -> Model:
    """A wooden top, leaning."""
    model = part(
        lathe("0,0 .05,.08 .5,.55 .66,.75 .55,.9 .1,1 .06,1.1 .06,1.4 0,1.42"),
        Paint("e7a92f", "2f6fae", "stripes", (0, 6), gloss=0.6),
    )
    return place(model, turn=(12, 0, 14))


def duck(beak: str = "f08a24", hat: str = "") -> Model:
    """A rubber duck."""
    yellow = Paint("f7d02c", gloss=0.5)
    model = (
        part(ball(0.5, 0.4, 0.68), yellow, (0, 0.38, 0))
        + part(ball(0.36), yellow, (0, 0.95, 0.32))
        + part(ball(0.17, 0.06, 0.2), Paint(beak, gloss=0.5), (0, 0.9, 0.72))
    )
    model += part(ball(0.2, 0.13, 0.3), yellow, (0, 0.62, -0.6), (40, 0, 0)) + mirrored(
        part(ball(0.1, 0.2, 0.36), yellow, (0.46, 0.45, -0.05), (15, 0, 8))
    )
    model += mirrored(part(ball(0.06), BLACK, (0.16, 1.06, 0.6)))
    if hat:
        model += part(
            lathe(".4,0 .24,.03 .24,.03 .22,.3 0,.31"),
            Paint(hat, CREAM, "band", (0.2, 0.45)),
            (0, 1.22, 0.28),
            (-10, 0, 0),
        )
    return model


def teddy() -> Model:
    """A sitting teddy bear."""
    fur, pale = Paint("a8703c", "8f5c2e", "speckle", (9, 0.5), gloss=0.03), Paint("e3c294", gloss=0.03)
    model = (
        part(ball(0.45, 0.5, 0.4), fur, (0, 0.5, 0))
        + part(ball(0.38, 0.35, 0.36), fur, (0, 1.2, 0.03))
        + part(ball(0.3, 0.33, 0.1), pale, (0, 0.5, 0.34))
    )
    model += (
        part(ball(0.18, 0.14, 0.14), pale, (0, 1.12, 0.34))
        + part(ball(0.06, 0.045, 0.05), BLACK, (0, 1.17, 0.48))
        + mirrored(part(ball(0.045), BLACK, (0.14, 1.28, 0.34)))
    )
    limb = part(ball(0.14), fur, (0.3, 1.5, 0)) + part(tube(".36,.8,.05 .58,.62,.2 .6,.45,.32", 0.13), fur)
    limb += part(tube(".25,.2,.2 .35,.16,.45 .42,.18,.66", 0.17), fur) + part(
        ball(0.13, 0.13, 0.04), pale, (0.45, 0.2, 0.84)
    )
    return (
        model
        + mirrored(limb)
        + part(prism("0,0 .2,.12 .2,-.12 0,0 -.2,.12 -.2,-.12", 0.06), Paint("d6364a"), (0, 0.9, 0.4))
    )


def balloon() -> Model:
    """A hot-air balloon."""
    model = part(
        lathe(".12,.75 .4,1.05 .62,1.5 .5,1.95 0,2.15", sides=48),
        Paint("e8503f", "fbe3a2", "stripes", (8, 0), gloss=0.3),
    )
    model += part(box(0.26, 0.24, 0.26), Paint("8a5a2c", "b07d45", "checks", (6, 5)), (0, 0.14, 0))
    return model + ring(part(tube("0,.25,.13 0,.5,.14 0,.82,.14", 0.012), TIMBER), 6, 0.0)


def ufo() -> Model:
    """A flying saucer on three legs."""
    model = part(lathe("0,.45 .4,.42 .95,.6 .9,.66 .4,.8 0,.82"), STEEL) + part(
        ball(0.38, 0.36, 0.38), Paint("8fe3b0", gloss=1.0, glow=0.15), (0, 0.8, 0)
    )
    model += ring(part(ball(0.07), Paint("ffd84f", glow=0.9)), 10, 0.82, 0.66)
    return model + ring(
        part(tube("0,.5,.35 0,.25,.55 0,.05,.62", 0.03), STEEL) + part(ball(0.09, 0.05, 0.09), STEEL, (0, 0.04, 0.62)),
        3,
        0.0,
    )


def planet() -> Model:
    """A ringed planet on a stand."""
    model = part(ball(0.55), Paint("d98f4e", "f3d5a2", "stripes", (0, 5), gloss=0.2), (0, 0.95, 0), (0, 0, 20))
    for r, tone in ((0.75, "e8c995"), (0.87, "b98a5c"), (0.98, "f1ddb6")):
        model += part(tube(circle(r, steps=56), 0.065, closed=True), Paint(tone), (0, 0.95, 0), (0, 0, 20), (1, 0.3, 1))
    return model + part(lathe("0,0 .35,0 .3,.08 .05,.14 .04,.45"), Paint(DARK, gloss=0.6))


def camera() -> Model:
    """An old camera."""
    model = part(
        box(1.3, 0.75, 0.45, bevel=0.07), Paint("2a2622", "453a30", "speckle", (12, 0.5)), (0, 0.38, 0)
    ) + part(box(1.3, 0.2, 0.46), STEEL, (0, 0.8, 0))
    lens = part(lathe(".36,0 .36,.2 .3,.22 .3,.42 .24,.42 .2,.3", smooth=False), STEEL) + part(
        ball(0.22, 0.08, 0.22), Paint("2c3f78", gloss=1.0, metal=0.3), (0, 0.3, 0)
    )
    model += (
        place(lens, (0, 0.42, 0.2), (90, 0, 0))
        + part(box(0.4, 0.18, 0.3), STEEL, (0, 0.95, 0))
        + part(box(0.24, 0.12, 0.05), GLASS, (0, 0.95, 0.15))
    )
    return (
        model
        + part(lathe("0,0 .1,0 .1,.1 0,.1", smooth=False), Paint("c9343f"), (0.48, 0.9, 0))
        + part(lathe("0,0 .13,0 .13,.1 0,.1", smooth=False), STEEL, (-0.45, 0.9, 0))
    )


def plane() -> Model:
    """A propeller plane."""
    red = Paint("d8403a", gloss=0.6)
    model = part(tube("0,.62,.85 0,.64,.3 0,.64,-.3 0,.72,-1", [0.22, 0.27, 0.22, 0.07]), red)
    model += part(ball(0.95, 0.04, 0.24), Paint("f7ead0", "d8403a", "stripes", (4, 0)), (0, 0.52, 0.2)) + part(
        ball(0.95, 0.04, 0.22), Paint("f7ead0"), (0, 1.05, 0.22)
    )
    model += mirrored(
        part(tube(".6,.52,.2 .6,.8,.2 .6,1.05,.2", 0.025), TIMBER)
        + place(wheel(0.17), (0.28, 0.17, 0.35))
        + part(tube(".26,.2,.35 .2,.4,.33 .14,.55,.3", 0.03), STEEL)
    )
    model += (
        part(ball(0.38, 0.03, 0.14), red, (0, 0.74, -0.92))
        + part(ball(0.03, 0.26, 0.16), red, (0, 0.92, -0.98))
        + part(ball(0.06, 0.55, 0.03), TIMBER, (0, 0.63, 1.1), (0, 0, 35))
    )
    return (
        model
        + part(ball(0.09), BRASS, (0, 0.63, 1.1))
        + part(ball(0.16), Paint("e9c39a"), (0, 0.93, -0.2))
        + part(prism(disc(0.14), 0.02), Paint("3f6ea5"), (0.0, 0.92, -0.34))
    )


TOYS = {
    "double-decker": ("a red double-decker bus", bus),
    "steam-engine": ("a green steam engine", train),
    "sailboat": ("a sailing boat with two sails", sailboat),
    "dice": ("two red dice", die),
    "spinning-top": ("a painted spinning top", spinning_top),
    "teddy-bear": ("a teddy bear with a red bow tie", teddy),
    "hot-air-balloon": ("a striped hot-air balloon", balloon),
    "flying-saucer": ("a flying saucer with yellow lights", ufo),
    "ringed-planet": ("a model of a ringed planet", planet),
    "old-camera": ("an old camera", camera),
    "biplane": ("a red biplane", plane),
}
