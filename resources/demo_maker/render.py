"""From a model, a place, a camera and a light to a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PIL import Image

from demo_maker.paint import colour, mix, noise, step
from demo_maker.raster import ShadowMap, rasterise
from demo_maker.scenes import Scene
from demo_maker.shapes import Array, Mesh, Model, Triple, dot, join, unit

ROOM = 6.0
"""Radius of the cylinder that carries the surroundings; the ground ends there."""


def _direction(azimuth: float, elevation: float) -> Array:
    a, e = np.radians(azimuth), np.radians(elevation)
    return np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])


_DOME = [_direction(137.508 * i, np.degrees(np.arcsin((i + 0.6) / 16.2))) for i in range(16)]


@dataclass(frozen=True)
class View:
    """Everything about one picture but the model. Angles in degrees.

    Attributes:
        scene: The place.
        azimuth: Bearing of the camera about the object.
        elevation: Height angle of the camera.
        distance: From the camera to the target.
        target: The point in the middle of the picture.
        roll: Tilt of the picture.
        sun: Bearing and height angle of the main light, relative to the camera's bearing.
        power: Strength of the main light.
        tint: Factors on red, green and blue of all light.
        shift: How far the place is turned (bearing) about the object.
    """

    scene: Scene
    azimuth: float = 0.0
    elevation: float = 20.0
    distance: float = 4.4
    target: Triple = (0.0, 0.62, 0.0)
    roll: float = 0.0
    sun: tuple[float, float] = (-40.0, 45.0)
    power: float = 1.0
    tint: Triple = (1.0, 1.0, 1.0)
    shift: float = 0.0


class Solid:
    """A finished model with its shadow maps under a dome of soft lights, which serve every view of it."""

    def __init__(self, model: Model) -> None:
        """Take the parts of a model that stands where it shall be seen."""
        self.parts = model
        self.mesh = join([p.mesh for p in model])

    @cached_property
    def dome(self) -> list[ShadowMap]:
        """One small shadow map for each direction of the dome."""
        return [ShadowMap(d, self.mesh.points, self.mesh.faces, 72) for d in _DOME]


@dataclass(frozen=True)
class _Camera:
    eye: Array
    axes: Array  # columns: right, up, backwards
    focal: float = 3.6

    @classmethod
    def of(cls, view: View) -> _Camera:
        target = np.asarray(view.target, dtype=float)
        back = _direction(view.azimuth, view.elevation)
        right = unit(np.cross([0.0, 1.0, 0.0], back))
        up = np.cross(back, right)
        c, s = np.cos(np.radians(view.roll)), np.sin(np.radians(view.roll))
        axes = np.stack([c * right + s * up, c * up - s * right, back], axis=-1)
        return cls(target + view.distance * back, axes)

    def project(self, points: Array, size: int) -> tuple[Array, Array]:
        """Pixel positions ``[n, 2]`` and reciprocal depths ``[n]``."""
        seen = dot(points - self.eye, self.axes)
        key = 1 / np.maximum(-seen[:, 2], 0.05)
        xy = (seen[:, :2] * key[:, None] * self.focal * [1, -1] + 1) * size / 2
        return xy, key

    def rays(self, size: int) -> Array:
        """Unit directions ``[size * size, 3]`` through the pixel centres."""
        t = (np.arange(size) + 0.5) / size * 2 - 1
        x, y = np.meshgrid(t, -t)
        flat = np.stack([x, y, np.full_like(x, -self.focal)], axis=-1).reshape(-1, 3)
        return unit(dot(flat, self.axes.T))


@dataclass
class _Surface:
    """What each pixel shows: point, normal, albedo ``[n, 3]``; gloss, metal, glow ``[n]``; whether it is near."""

    point: Array
    normal: Array
    albedo: Array
    shine: Array  # [n, 3]: gloss, metal, glow
    near: Array  # [n] bool: model or the ground close to it


def render(solids: Sequence[Solid], view: View, size: int, *, samples: int = 2) -> Image.Image:
    """Picture of ``size`` pixels square, ``samples`` × ``samples`` rays a pixel."""
    camera, fine = _Camera.of(view), size * samples
    rays = camera.rays(fine)
    surface = _background(camera.eye, rays, view)
    parts, mesh = [p for s in solids for p in s.parts], join([s.mesh for s in solids])
    _draw(surface, camera, parts, mesh, fine)
    sun = _direction(view.azimuth + view.sun[0], view.sun[1])
    key = ShadowMap(sun, mesh.points, mesh.faces, 400)
    lit = np.ones(len(rays))
    point = surface.point[surface.near] + 0.012 * surface.normal[surface.near]
    lit[surface.near] = key.light(point, blur=0.035, taps=12, bias=0.02)
    soft = _ambient(surface, solids, fine, samples)
    light = _shade(surface, rays, sun, (lit, soft), view)
    return _develop(light.reshape(size, samples, size, samples, 3).mean(axis=(1, 3)))


def _background(eye: Array, rays: Array, view: View) -> _Surface:
    """The ground disc and the surroundings, by intersecting rays with a plane and a cylinder."""
    scene, turn = view.scene, np.radians(view.shift)
    down = np.minimum(rays[:, 1], -1e-6)
    ground = eye - rays * (eye[1] / down)[:, None]
    on_ground = (rays[:, 1] < 0) & (np.hypot(ground[:, 0], ground[:, 2]) < ROOM)
    a = rays[:, 0] ** 2 + rays[:, 2] ** 2
    b = eye[0] * rays[:, 0] + eye[2] * rays[:, 2]
    reach = (-b + np.sqrt(np.maximum(b * b - a * (eye[0] ** 2 + eye[2] ** 2 - ROOM**2), 0))) / a
    far = eye + rays * reach[:, None]
    point = np.where(on_ground[:, None], ground, far)
    ahead = np.radians(view.azimuth + 180)  # bearings count from straight ahead: the seam is behind the camera
    bearing = (np.arctan2(far[:, 0], far[:, 2]) - ahead + np.pi) % (2 * np.pi) - np.pi + ahead + turn
    away = np.hypot(point[:, 0], point[:, 2])
    fade = step(4.2, away, 3.4) * scene.open * on_ground
    c, s = np.cos(turn), np.sin(turn)
    below, beyond = np.flatnonzero(on_ground), np.flatnonzero(~on_ground | (fade > 0))
    albedo = np.zeros_like(rays)
    albedo[below] = scene.ground(c * point[below, 0] + s * point[below, 2], c * point[below, 2] - s * point[below, 0])
    height = np.where(on_ground, 0.0, np.maximum(far[:, 1], 0))
    share = np.where(on_ground, fade, 1.0)[beyond]
    albedo[beyond] = mix(albedo[beyond], scene.around(bearing[beyond], height[beyond]), share)
    shine = np.zeros((len(rays), 3))
    shine[:, 2] = np.where(on_ground, 0.6 * fade, 0.75)
    normal = np.broadcast_to([0.0, 1.0, 0.0], rays.shape).copy()
    return _Surface(point, normal, albedo, shine, on_ground & (away < 2.6))


def _draw(surface: _Surface, camera: _Camera, parts: Model, mesh: Mesh, size: int) -> None:
    """Put the visible pixels of the parts, joined to ``mesh``, over the background."""
    xy, key = camera.project(mesh.points, size)
    seen = rasterise(xy, key, mesh.faces, size)
    corners = mesh.faces[seen.face]
    weights = seen.weights * key[corners]
    weights /= weights.sum(axis=1, keepdims=True)
    point, normal, uv = (np.einsum("fk,fkd->fd", weights, q[corners]) for q in (mesh.points, mesh.normals, mesh.uv))
    normal = unit(normal)
    facing = np.sign(((camera.eye - point) * normal).sum(axis=1, keepdims=True))
    surface.point[seen.pixel] = point
    surface.normal[seen.pixel] = normal * np.where(facing == 0, 1, facing)
    surface.near[seen.pixel] = True
    owner = np.repeat(np.arange(len(parts)), [len(p.mesh.faces) for p in parts])[seen.face]
    for number in np.unique(owner):
        mine, paint = owner == number, parts[number].paint
        surface.albedo[seen.pixel[mine]] = paint.albedo(uv[mine], point[mine])
        surface.shine[seen.pixel[mine]] = (paint.gloss, paint.metal, paint.glow)


def _ambient(surface: _Surface, solids: Sequence[Solid], size: int, samples: int) -> Array:
    """Openness to the dome of soft lights ``[n]``, found once for each block of ``samples`` × ``samples`` rays."""
    coarse = np.arange(size * size).reshape(size, size)[::samples, ::samples].ravel()
    chosen = coarse[surface.near[coarse]]
    point, normal = surface.point[chosen], surface.normal[chosen]
    total, weight = np.zeros(len(chosen)), np.zeros(len(chosen))
    for i, direction in enumerate(_DOME):
        share = np.maximum(dot(normal, direction) + 0.15, 0.0)
        weight += share
        for solid in solids:
            share = share * solid.dome[i].light(point + 0.03 * normal, blur=0.16, taps=6, bias=0.04)
        total += share
    openness = np.ones(size * size)
    openness[chosen] = np.where(weight > 0, total / np.maximum(weight, 1e-9), 0.3)
    blocks = openness[coarse].reshape(size // samples, size // samples)
    return blocks.repeat(samples, axis=0).repeat(samples, axis=1).ravel()


def _shade(surface: _Surface, rays: Array, sun: Array, light: tuple[Array, Array], view: View) -> Array:
    """What reaches the camera ``[n, 3]``: soft light, main light, bounce, highlights, mirror, glow.

    ``light`` holds the shares ``[n]`` of the main light and of the soft light that reach each point.
    """
    scene, normal, (lit, soft) = view.scene, surface.normal, light
    tint = np.asarray(view.tint)
    sky, key = colour(scene.sky) * scene.balance * 1.15, colour(scene.sun) * view.power * (1.75 - scene.balance)
    floor = scene.ground(np.zeros(1), np.zeros(1))[0]
    up = 0.5 + 0.5 * normal[:, 1:2]
    diffuse = np.maximum(dot(normal, sun), 0.0) * lit
    ambient = (sky * up + 0.45 * floor * (1 - up)) * (0.25 + 0.75 * soft[:, None] ** 1.3)
    gloss, metal, glow = (surface.shine[:, i : i + 1] for i in range(3))
    out = surface.albedo * (ambient + key * diffuse[:, None]) * (1 - 0.65 * metal) * (1 - glow)
    half = unit(sun - rays)
    shine = np.maximum((normal * half).sum(axis=1), 0) ** 60 * lit
    out += gloss * key * shine[:, None] * 1.2
    mirror = rays - 2 * (rays * normal).sum(axis=1, keepdims=True) * normal
    level = mirror[:, 1]
    streak = noise(np.arctan2(mirror[:, 0], mirror[:, 2]) * 1.5 + 30, level * 3 + 30, 2)
    room = mix(floor, sky * 2.4, step(0.0, level + 0.5 * (streak - 0.5), 0.5)) * soft[:, None]
    fresnel = (1 + (rays * normal).sum(axis=1, keepdims=True)).clip(0, 1) ** 4
    tone = mix(np.ones(3), surface.albedo * 1.6, metal[:, 0])
    out += room * tone * np.maximum(0.85 * metal, 0.5 * gloss * fresnel)
    out += surface.albedo * glow * (0.5 + 0.6 * view.power)
    return np.asarray(out * tint, dtype=np.float64)


def _develop(light: Array) -> Image.Image:
    """Film curve, sRGB, a slight vignette: linear light ``[s, s, 3]`` to an 8-bit picture."""
    size = light.shape[0]
    t = (np.arange(size) + 0.5) / size * 2 - 1
    light = light * (1 - 0.12 * (t[:, None] ** 2 + t[None, :] ** 2))[..., None]
    light = light * (1 + light / 6) / (1 + 0.62 * light)
    srgb = np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)
    return Image.fromarray((np.clip(srgb, 0, 1) * 255 + 0.5).astype(np.uint8))
