"""Triangle meshes of the few parametric surfaces from which every demo object is built.

Axes: x to the right, y up, z towards the viewer of a front view. Lengths are free; a finished model is scaled
to stand on the ground by :func:`stand`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from demo_maker.paint import Paint

Array = NDArray[np.float64]
Triple = tuple[float, float, float]
Curve = str | Sequence[Sequence[float]] | Array
"""Points, as numbers or as text: ``"0,0 .5,0 .4,1"``."""


@dataclass(frozen=True)
class Mesh:
    """A triangle mesh: points and unit normals ``[n, 3]``, texture coordinates ``[n, 2]`` in 0..1, faces ``[m, 3]``."""

    points: Array
    normals: Array
    uv: Array
    faces: NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """A mesh and what it is painted with."""

    mesh: Mesh
    paint: Paint


Model = list[Part]


def unit(vectors: Array) -> Array:
    """Vectors ``[..., 3]`` scaled to length 1; zero vectors stay zero."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12))


def dot(vectors: Array, other: Array) -> Array:
    """Products of the rows ``[n, k]`` with a vector ``[k]`` or matrix ``[k, d]``, without BLAS: repeatable."""
    return np.asarray(np.einsum("nk,k...->n...", vectors, other))


def rotation(turn: Triple) -> Array:
    """Matrix that turns about z, then x, then y, by the degrees ``turn = (x, y, z)``."""
    (cx, sx), (cy, sy), (cz, sz) = ((np.cos(a), np.sin(a)) for a in np.radians(turn))
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return np.asarray(about_y @ about_x @ about_z, dtype=np.float64)


def place(model: Model, at: Triple = (0, 0, 0), turn: Triple = (0, 0, 0), scale: float | Triple = 1.0) -> Model:
    """The model scaled, turned (degrees) and moved, in this order."""
    factor, matrix = np.broadcast_to(np.asarray(scale, dtype=float), 3), rotation(turn)
    return [
        replace(
            part,
            mesh=replace(
                part.mesh,
                points=dot(part.mesh.points * factor, matrix.T) + np.asarray(at, dtype=float),
                normals=unit(dot(part.mesh.normals / factor, matrix.T)),
            ),
        )
        for part in model
    ]


def part(
    mesh: Mesh, paint: Paint, at: Triple = (0, 0, 0), turn: Triple = (0, 0, 0), scale: float | Triple = 1.0
) -> Model:
    """A model of one mesh, placed."""
    return place([Part(mesh, paint)], at, turn, scale)


def ring(model: Model, count: int, radius: float, y: float = 0.0, start: float = 0.0) -> Model:
    """``count`` copies around the y axis, each turned to look outwards."""
    turns = [start + 360.0 * i / count for i in range(count)]
    placed = [
        place(model, (radius * np.sin(np.radians(a)), y, radius * np.cos(np.radians(a))), (0, a, 0)) for a in turns
    ]
    return [p for copy in placed for p in copy]


def mirrored(model: Model) -> Model:
    """The model and its mirror image in the plane x = 0."""
    return model + place(model, scale=(-1, 1, 1))


def stand(model: Model, height: float = 1.42, width: float = 1.6) -> Model:
    """The model centred over the origin, resting on y = 0, as large as ``height`` and ``width`` allow."""
    points = np.concatenate([p.mesh.points for p in model])
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    across = 2 * np.hypot(points[:, 0] - middle[0], points[:, 2] - middle[2]).max()
    factor = min(height / (high[1] - low[1]), width / across)
    return place(place(model, (-middle[0], -low[1], -middle[2])), scale=factor)


def grid(points: Array, *, wrap: bool = False) -> Mesh:
    """Mesh over a grid of points ``[v, u, 3]``; with ``wrap`` the first and last column are one smooth seam."""
    rows, columns = points.shape[:2]
    across = np.cross(points[1:, 1:] - points[:-1, :-1], points[:-1, 1:] - points[1:, :-1])
    normals = np.zeros_like(points)
    for dv in (0, 1):
        for du in (0, 1):
            normals[dv : dv + rows - 1, du : du + columns - 1] += across
    if wrap:
        normals[:, [0, -1]] = (normals[:, 0] + normals[:, -1])[:, None]
    pole = np.ptp(points, axis=1).max(axis=-1) < 1e-9
    normals[pole] = normals[pole].sum(axis=1, keepdims=True)
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
    corner = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    faces = [[corner, corner + 1, corner + columns], [corner + 1, corner + columns + 1, corner + columns]]
    return Mesh(
        points.reshape(-1, 3),
        unit(normals).reshape(-1, 3),
        np.stack([u, v], axis=-1).reshape(-1, 2),
        np.concatenate([np.stack(f, axis=-1) for f in faces]),
    )


def join(meshes: Sequence[Mesh]) -> Mesh:
    """Several meshes as one."""
    starts = np.cumsum([0] + [len(m.points) for m in meshes[:-1]])
    return Mesh(
        np.concatenate([m.points for m in meshes]),
        np.concatenate([m.normals for m in meshes]),
        np.concatenate([m.uv for m in meshes]),
        np.concatenate([m.faces + s for m, s in zip(meshes, starts, strict=True)]),
    )


def points_of(curve: Curve) -> Array:
    """The points ``[n, d]`` of a curve."""
    if isinstance(curve, str):
        return np.array([[float(x) for x in point.split(",")] for point in curve.split()])
    return np.asarray(curve, dtype=float)


def spline(points: Array, per: int = 5) -> Array:
    """Catmull-Rom curve ``[m, d]`` through points ``[n, d]``, with ``per`` samples a segment."""
    p = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    t = np.linspace(0, 1, per, endpoint=False)[:, None]
    pieces = [
        b + t / 2 * (c - a) + t**2 * (a - 2.5 * b + 2 * c - d / 2) + t**3 * (-a / 2 + 1.5 * b - 1.5 * c + d / 2)
        for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True)
    ]
    return np.concatenate([*pieces, p[-2:-1]])


def lathe(profile: Curve, *, smooth: bool = True, sides: int = 40) -> Mesh:
    """Surface of revolution about y of a profile of (radius, y); a point given twice is a sharp edge."""
    p = points_of(profile)
    cuts = [0, *(np.flatnonzero((p[1:] == p[:-1]).all(axis=1)) + 1), len(p)]
    if not smooth:
        cuts = list(range(len(p) + 1))
    angle = np.linspace(0, 2 * np.pi, sides + 1)
    meshes = []
    for a, b in pairwise(cuts):
        piece = p[a:b] if smooth else p[a : b + 1]
        if len(piece) < 2:
            continue
        piece = spline(piece) if smooth and len(piece) > 2 else piece
        r, y = np.maximum(piece[:, :1], 0.0), piece[:, 1:] + 0 * angle
        mesh = grid(np.stack([r * np.sin(angle), y, r * np.cos(angle)], axis=-1), wrap=True)
        height = (mesh.points[:, 1] - p[:, 1].min()) / max(float(np.ptp(p[:, 1])), 1e-9)
        meshes.append(replace(mesh, uv=np.stack([mesh.uv[:, 0], height], axis=-1)))
    return join(meshes)


def ball(rx: float = 1.0, ry: float | None = None, rz: float | None = None, *, square: float = 1.0) -> Mesh:
    """Ellipsoid; ``square`` below 1 makes it boxy (superellipsoid), above 1 pinched."""
    lat, lon = np.meshgrid(np.linspace(-np.pi / 2, np.pi / 2, 19), np.linspace(0, 2 * np.pi, 33), indexing="ij")

    def power(x: Array) -> Array:
        return np.sign(x) * np.abs(np.where(np.abs(x) < 1e-9, 0.0, x)) ** square

    x, y, z = power(np.cos(lat)) * power(np.sin(lon)), power(np.sin(lat)), power(np.cos(lat)) * power(np.cos(lon))
    radii = (rx, rx if ry is None else ry, rx if rz is None else rz)
    return grid(np.stack([x, y, z], axis=-1) * radii, wrap=True)


def box(width: float, height: float, depth: float, *, bevel: float = 0.04) -> Mesh:
    """Box about the origin with rounded edges; each face has its own texture coordinates."""
    half = np.array([width, height, depth]) / 2
    bevel = min(bevel, float(half.min()) * 0.99)
    steps = np.array([-1.0, -0.6, -0.25, 0.25, 0.6, 1.0])
    meshes = []
    for axis in range(3):
        i, j = (axis + 1) % 3, (axis + 2) % 3
        for side in (-1.0, 1.0):
            cube = np.empty((6, 6, 3))
            for k, s in ((i, steps[:, None]), (j, steps[None, :])):
                cube[..., k] = np.sign(s) * np.where(
                    np.abs(s) < 0.5, half[k] - bevel, half[k] - bevel * (1 - np.abs(s))
                )
            cube[..., axis] = side * half[axis]
            inner = np.clip(cube, bevel - half, half - bevel)
            normals = unit(cube - inner)
            mesh = grid(inner + bevel * normals)
            u, v = ((2, 1), (0, 2), (0, 1))[axis]
            uv = 0.5 + mesh.points[:, [u, v]] / (2 * half[[u, v]])
            meshes.append(replace(mesh, normals=normals.reshape(-1, 3), uv=uv))
    return join(meshes)


def tube(path: Curve, radius: float | Sequence[float], *, closed: bool = False, sides: int = 14) -> Mesh:
    """Round tube along points ``[n, 3]`` (n ≥ 3 is smoothed), with round ends unless closed."""
    p = points_of(path)
    r = np.broadcast_to(np.asarray(radius, dtype=float), len(p))
    if len(p) > 2 and not closed:
        both = spline(np.column_stack([p, r]))
        p, r = both[:, :3], np.maximum(both[:, 3], 0.0)
    if closed:
        p, r = np.concatenate([p, p[:1]]), np.append(r, r[0])
        tangent = unit(np.roll(p[:-1], -1, axis=0) - np.roll(p[:-1], 1, axis=0))
        tangent = np.concatenate([tangent, tangent[:1]])
    else:
        start, end = unit(p[0] - p[1]), unit(p[-1] - p[-2])
        caps = ((1.0, 0.0), (0.7, 0.7))
        p = np.concatenate(
            [[p[0] + start * r[0] * a for a, _ in caps], p, [p[-1] + end * r[-1] * a for a, _ in caps[::-1]]]
        )
        r = np.concatenate([[r[0] * b for _, b in caps], r, [r[-1] * b for _, b in caps[::-1]]])
        tangent = unit(np.gradient(p, axis=0))
    away = np.eye(3)[np.argmin(np.abs(tangent).max(axis=0))]
    side = unit(np.cross(tangent, away))
    other = np.cross(tangent, side)
    angle = np.linspace(0, 2 * np.pi, sides + 1)[:, None]
    rings = p[:, None] + r[:, None, None] * (np.cos(angle) * side[:, None] + np.sin(angle) * other[:, None])
    return grid(rings, wrap=True)


def circle(radius: float, *, y: float = 0.0, steps: int = 40) -> Array:
    """Closed horizontal circle of points ``[steps, 3]``."""
    a = np.linspace(0, 2 * np.pi, steps, endpoint=False)
    return np.stack([radius * np.sin(a), np.full(steps, y), radius * np.cos(a)], axis=-1)


def prism(outline: Curve, depth: float) -> Mesh:
    """Flat figure in the x-y plane, star-shaped about its mean point, extruded along z by ``depth``."""
    p = points_of(outline)
    loop = np.concatenate([p, p[:1]])
    size = np.ptp(p, axis=0)
    meshes = []
    for z in (-depth / 2, depth / 2):
        rows = np.stack([np.broadcast_to(p.mean(axis=0), loop.shape), loop])
        mesh = grid(np.concatenate([rows, np.full((*rows.shape[:2], 1), z)], axis=-1))
        normals = np.broadcast_to([0.0, 0.0, np.sign(z)], mesh.points.shape)
        meshes.append(replace(mesh, normals=normals, uv=(mesh.points[:, :2] - p.min(axis=0)) / size))
    for a, b in pairwise(loop):
        wall = np.array([[[*q, z] for q in (a, b)] for z in (-depth / 2, depth / 2)])
        meshes.append(grid(wall))
    return join(meshes)


def star(points: int, outer: float, inner: float) -> Array:
    """Outline ``[2 * points, 2]`` of a star, one tip up."""
    a = np.pi * np.arange(2 * points) / points
    r = np.where(np.arange(2 * points) % 2 == 0, outer, inner)
    return np.stack([r * np.sin(a), r * np.cos(a)], axis=-1)


def disc(radius: float, steps: int = 36) -> Array:
    """Outline ``[steps, 2]`` of a circle in the x-y plane."""
    a = 2 * np.pi * np.arange(steps) / steps
    return radius * np.stack([np.sin(a), np.cos(a)], axis=-1)
