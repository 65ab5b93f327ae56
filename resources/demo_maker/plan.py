"""Which pictures there are: for each a model, a view, and the manifest's words about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from demo_maker.food import FOOD, cup
from demo_maker.home import CREAM, HOME, TIMBER, cottage
from demo_maker.nature import NATURE, mushroom, penguin
from demo_maker.oneoffs import ONEOFFS, Random, Recipe, plant, seeded
from demo_maker.paint import Paint
from demo_maker.render import Solid, View
from demo_maker.scenes import SCENES, Scene
from demo_maker.shapes import Model, ball, box, part, place, prism, stand
from demo_maker.toys import TOYS, car, duck, robot, rocket

VIEWS = {"object": 20, "lookalike": 12}
"""Pictures of each object, along one closed path of the camera."""

_ONCE = [
    "apple",
    "globe",
    "toy-drum",
    "ship-bell",
    "spinning-top",
    "sea-shell",
    "hourglass",
    "umbrella",
    "caterpillar",
    "candle",
    "biplane",
]
_MADE: dict[str, Recipe] = {**FOOD, **HOME, **TOYS, **NATURE}

OBJECTS = {label: recipe for label, recipe in _MADE.items() if label not in _ONCE}

SINGLETONS = {**{label: _MADE[label] for label in _ONCE}, **ONEOFFS}

LOOKALIKES: dict[str, Recipe] = {
    "blue-mug-two-rings": (
        "a blue mug with two white rings",
        lambda: cup(Paint("2f5fa8", CREAM, "stripes", (0, 2), gloss=0.6)),
    ),
    "blue-mug-four-rings": (
        "a blue mug with four white rings",
        lambda: cup(Paint("2f5fa8", CREAM, "stripes", (0, 4), gloss=0.6)),
    ),
    "cottage-red-door": ("a cottage with a red door", cottage),
    "cottage-blue-door": ("a cottage with a blue door", lambda: cottage("2f62b5")),
    "car-plain": ("a small yellow car", car),
    "car-suitcase": ("a small yellow car with a suitcase on its roof", lambda: car(rack=True)),
    "rocket-three-fins": ("a toy rocket with three fins", rocket),
    "rocket-four-fins": ("a toy rocket with four fins", lambda: rocket(fins=4)),
    "robot-one-antenna": ("a tin robot with one antenna", robot),
    "robot-two-antennas": ("a tin robot with two antennas", lambda: robot(antennas=2)),
    "duck-bareheaded": ("a rubber duck", duck),
    "duck-hat": ("a rubber duck with a hat", lambda: duck(hat="2f5fa8")),
    "penguin-red-scarf": ("a penguin with a red scarf", penguin),
    "penguin-green-scarf": ("a penguin with a green scarf", lambda: penguin("2f9a58")),
    "toadstool-large-spots": ("a toadstool with large spots", lambda: mushroom(spots=(7, 3))),
    "toadstool-small-spots": ("a toadstool with small spots", lambda: mushroom(spots=(14, 7))),
}

HUB = "toy-gathering"
_GATHERINGS = (("beach", 5, 0.7, 2050), ("beach", 3, 0.85, 2030), ("picnic", 3, 0.85, 3031), ("nursery", 3, 0.85, 7031))
"""Place, number of objects, size of each and seed: chosen among 84 as those in the most lists of neighbours."""


@dataclass(frozen=True)
class Picture:
    """One picture to be rendered, and its row of the manifest.

    Attributes:
        name: File name without suffix.
        label: The object it shows.
        kind: object, lookalike, singleton or hub.
        caption: One English sentence.
        view: The camera, the place and the light.
        occluder: Name of what stands in front, or "".
    """

    name: str
    label: str
    kind: str
    caption: str
    view: View
    occluder: str = ""

    def solids(self) -> list[Solid]:
        """The object and, where there is one, what stands in front of it."""
        solids = [_solid(self.name if self.kind == "hub" else self.label)]
        if self.occluder:
            bearing = np.radians(self.view.azimuth + seeded(self.name).choice([-14, 14]))
            at = (1.25 * np.sin(bearing), 0.0, 1.25 * np.cos(bearing))
            solids.append(Solid(place(stand(_OCCLUDERS[self.occluder](), 1.15, 0.85), at, (0, self.view.azimuth, 0))))
        return solids


@lru_cache(maxsize=2)
def _solid(subject: str) -> Solid:
    if subject.startswith(HUB):
        _, count, size, seed = _GATHERINGS[int(subject[-1]) - 1]
        return Solid(gathering(np.random.default_rng(seed), count, size))
    return Solid(stand({**OBJECTS, **LOOKALIKES, **SINGLETONS}[subject][1]()))


def fence() -> Model:
    """Three white pickets."""
    white = Paint(CREAM)
    model = [p for y in (0.3, 0.7) for p in part(box(1.0, 0.12, 0.05), white, (0, y, -0.06))]
    for x in (-0.36, 0, 0.36):
        model += part(prism("-.12,0 .12,0 .12,.85 0,1.02 -.12,.85", 0.06), white, (x, 0, 0))
    return model


_OCCLUDERS = {
    "striped ball": lambda: part(ball(0.5), Paint("f5f1e6", "3f9bb5", "stripes", (4, 0), gloss=0.5)),
    "wooden block": lambda: part(box(0.6, 0.75, 0.6), TIMBER),
    "potted plant": lambda: plant(seeded("occluder")),
    "picket fence": fence,
}


def gathering(rng: Random, count: int, size: float) -> Model:
    """Several of the objects in a circle."""
    labels = list(OBJECTS)
    radius, turn = 0.475 * size / np.sin(np.pi / count), rng.uniform(0, 360)
    model: Model = []
    for k, number in enumerate(rng.choice(len(labels), count, replace=False)):
        bearing = 2 * np.pi * k / count + 0.5
        at = (radius * np.sin(bearing), 0.0, radius * np.cos(bearing))
        model += place(stand(OBJECTS[labels[int(number)]][1](), size, size), at, (0, rng.uniform(0, 360), 0))
    return place(model, turn=(0, -turn, 0))


def pictures() -> Iterator[Picture]:
    """All pictures of the collection, in the manifest's order."""
    for kind, recipes in (("object", OBJECTS), ("lookalike", LOOKALIKES)):
        for label, (phrase, _) in recipes.items():
            yield from _path(kind, label, phrase)
    for label, (phrase, _) in SINGLETONS.items():
        rng = seeded(label)
        view = _view(
            rng, SCENES[int(rng.integers(len(SCENES)))], rng.uniform(0, 1), _temper(rng), azimuth=rng.uniform(-35, 35)
        )
        yield Picture(label, label, "singleton", _caption(rng, phrase, view, ""), view)
    for number, (place_name, *_) in enumerate(_GATHERINGS, 1):
        scene = next(s for s in SCENES if s.name == place_name)
        view = View(scene, elevation=24, distance=4.3, target=(0, 0.5, 0), sun=(30, 45))
        yield Picture(f"{HUB}-{number}", HUB, "hub", f"Several toys gather {scene.phrase}.", view)


def _path(kind: str, label: str, phrase: str) -> Iterator[Picture]:
    """The views of one object: a walk round it through two places, while the light turns and changes colour."""
    # Look-alikes share the path of their pair, so that nothing but the small difference tells them apart.
    rng = seeded(label.split("-", maxsplit=1)[0] if kind == "lookalike" else label)
    scenes = [SCENES[int(i)] for i in rng.choice(len(SCENES), 2, replace=False)]
    start, temper = rng.uniform(0, 360), _temper(rng)
    views = VIEWS[kind]
    hidden = rng.choice(views, views // 4, replace=False)
    for i in range(views):
        t = i / views
        view = _view(rng, scenes[int(t * len(scenes))], t, temper, azimuth=start + 360 * t)
        occluder = list(_OCCLUDERS)[int(rng.integers(len(_OCCLUDERS)))] if i in hidden else ""
        yield Picture(f"{label}-{i + 1:02d}", label, kind, _caption(rng, phrase, view, occluder), view, occluder)


def _temper(rng: Random) -> tuple[float, ...]:
    """Phases of the slow changes along one path."""
    return tuple(rng.uniform(0, 2 * np.pi, 6))


def _view(rng: Random, scene: Scene, t: float, phase: tuple[float, ...], azimuth: float) -> View:
    """A view at time ``t`` in 0..1 of a closed path."""
    wave = [float(np.sin(2 * np.pi * t + p)) for p in phase]
    warm = 0.16 * wave[4]
    return View(
        scene,
        azimuth=float(azimuth + rng.uniform(-6, 6)) % 360,
        elevation=22 + 13 * wave[0] + rng.uniform(-2, 2),
        distance=4.2 * (1 + 0.16 * wave[1]) + rng.uniform(-0.15, 0.15),
        target=(0.14 * rng.uniform(-1, 1), 0.66 + 0.08 * rng.uniform(-1, 1), 0.14 * rng.uniform(-1, 1)),
        roll=4 * wave[2],
        sun=(75 * wave[3] + rng.uniform(-8, 8), 42 + 16 * wave[5]),
        power=1 + 0.3 * wave[2],
        tint=(1 + warm, 1.0, 1 - warm),
        shift=60 * t + 57.3 * phase[0],
    )


def light_of(view: View) -> str:
    """The direction and colour of the light in words, such as ``"left, warm"``."""
    bearing = view.sun[0]
    side = "left" if bearing < -20 else "right" if bearing > 20 else "front"
    tone = view.tint[0] - view.tint[2]
    return side + (", warm" if tone > 0.12 else ", cool" if tone < -0.12 else "")


def side_of(view: View) -> str:
    """Which side of the object faces the camera."""
    return ("front", "right", "back", "left")[int((view.azimuth + 45) % 360 // 90)]


def _caption(rng: Random, phrase: str, view: View, occluder: str) -> str:
    """A sentence about the picture, in one of a few shapes."""
    where = view.scene.phrase
    light = "lit from the " + light_of(view).split(",")[0]
    seen = {"front": "seen from the front", "back": "seen from behind"}.get(side_of(view), "seen from the side")
    if view.elevation > 30:
        seen = "seen from above"
    tail = f"partly hidden behind a {occluder}" if occluder else str(rng.choice([light, seen, f"{seen}, {light}"]))
    first = phrase[0].upper() + phrase[1:]
    shapes = (
        f"{first} {where}, {tail}.",
        f"{where[0].upper() + where[1:]}: {phrase}, {tail}.",
        f"{first}, {tail}, {where}.",
    )
    return shapes[int(rng.choice(3, p=[0.6, 0.15, 0.25]))]
