"""Where on a thing that is staged a lens may sit, and where a picture shows it. Needs `bpy`, within the functions."""

import math
from dataclasses import dataclass
from random import Random
from typing import Any

from lenswatch.models.objects.recipe.parts import Vector

_TRIES = 80
_FACING = 0.5  # cosine of the steepest view of a lens
_EDGE = 0.12  # of the picture; lenses keep away from its sides
_AROUND = 10  # places at the edge of a lens at which the ground must be even
_EVEN = 0.16  # of the radius
_WIDE = 1.2  # of the radius; so much of the ground must be even

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class Place:
    """On a thing."""

    at: Vector
    up: Vector
    """Away from the thing, of length 1."""
    radius: float
    thing: Any
    """The object that is there."""


def place_on(things: list[Any], random: Random, pixels: float, side: int) -> Place | None:
    """An even place that the camera sees, wide enough for a lens of so many pixels; none is none.

    Args:
        things: Objects of which one must be there.
        random: Decides.
        pixels: Width of the lens.
        side: Of the picture.
    """
    import bpy

    bpy.context.view_layer.update()
    camera = bpy.context.scene.camera
    frame = [camera.matrix_world @ corner for corner in camera.data.view_frame(scene=bpy.context.scene)]
    start = camera.matrix_world.translation
    allowed = set(things)
    for _ in range(_TRIES):
        right, up = (random.uniform(_EDGE, 1 - _EDGE) for _ in range(2))
        aim = frame[2] + (frame[1] - frame[2]) * right + (frame[3] - frame[2]) * up
        found = _hit(start, aim - start)
        if found is None or found[2] not in allowed:
            continue
        at, up_there, thing = found
        if -(at - start).normalized().dot(up_there) < _FACING:
            continue
        depth = -(camera.matrix_world.inverted() @ at).z
        radius = pixels / side * depth * 36 / camera.data.lens / 2
        if _even(at, up_there, radius, allowed):
            return Place(tuple(at), tuple(up_there), radius, thing)
    return None


def put(objects: list[Any], place: Place) -> None:
    """Bring a lens of radius 1 about the origin to its place."""
    import bpy
    from mathutils import Matrix, Vector

    turned = Vector(place.up).to_track_quat("Z", "Y").to_matrix().to_4x4()
    whole = Matrix.Translation(Vector(place.at)) @ turned @ Matrix.Scale(place.radius, 4)
    for one in objects:
        one.matrix_world = whole @ one.matrix_world
    bpy.context.view_layer.update()


def box_of(objects: list[Any], side: int) -> Box:
    """Where a picture shows objects, though something may hide them."""
    import bpy
    from bpy_extras.object_utils import world_to_camera_view

    scene = bpy.context.scene
    bpy.context.view_layer.update()
    corners = [one.matrix_world @ vertex.co for one in objects for vertex in one.data.vertices]
    seen = [world_to_camera_view(scene, scene.camera, corner) for corner in corners]
    across, down = [one.x * side for one in seen], [(1 - one.y) * side for one in seen]
    return min(across), min(down), max(across), max(down)


def _hit(start: Any, way: Any) -> tuple[Any, Any, Any] | None:
    """Where a ray ends, which way is up there, and on what."""
    import bpy

    graph = bpy.context.evaluated_depsgraph_get()
    met, at, up, _, thing, _ = bpy.context.scene.ray_cast(graph, start, way.normalized())
    return (at, up.normalized(), bpy.data.objects[thing.name]) if met else None


def _even(at: Any, up: Any, radius: float, allowed: set[Any]) -> bool:
    """Whether the ground around is at one height and of the thing."""
    aside = up.orthogonal().normalized()
    other = up.cross(aside)
    for step in range(_AROUND):
        angle = 2 * math.pi * step / _AROUND
        out = (aside * math.cos(angle) + other * math.sin(angle)) * radius * _WIDE
        found = _hit(at + out + up * radius, -up)
        if found is None or found[2] not in allowed or abs((found[0] - at).dot(up)) > _EVEN * radius:
            return False
    return True
