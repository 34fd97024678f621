"""A thing on its stage: posed, on the ground, lit, before the camera. Needs `bpy`, within the functions."""

import math
from typing import Any

from lenswatch.models.objects.recipe.blender import build, linked, material
from lenswatch.models.objects.recipe.parts import Surface
from lenswatch.models.objects.recipe.staging import Stage


def arrange(objects: list[Any], staged: Stage) -> None:
    """Bring a thing to size 2, standing on the ground, posed; put the rest of the stage around it."""
    lowest = _posed(objects, staged, 0.0, 0.0)
    if staged.second is not None:
        copies = [_copy(one) for one in objects]
        _posed(copies, staged, staged.second, 1.7)
    _ground(staged, lowest)
    for one in build(staged.beside):
        one.location.z += lowest
    _light(staged)
    _camera(staged)


def _copy(one: Any) -> Any:
    import bpy

    made = one.copy()
    bpy.context.scene.collection.objects.link(made)
    return made


def _posed(objects: list[Any], staged: Stage, turned: float, aside: float) -> float:
    import bpy
    from mathutils import Matrix, Vector

    bpy.context.view_layer.update()
    pose = Matrix.Rotation(math.radians(staged.spin + turned), 4, "Z") @ Matrix.Rotation(
        math.radians(staged.tilt), 4, "X"
    )
    corners = [pose @ one.matrix_world @ Vector(corner) for one in objects for corner in one.bound_box]
    low = Vector([min(corner[axis] for corner in corners) for axis in range(3)])
    high = Vector([max(corner[axis] for corner in corners) for axis in range(3)])
    size = 2 / max((high - low).length / math.sqrt(2), 1e-6)
    place = Matrix.Translation((aside, aside * 0.5, 0)) @ Matrix.Scale(size, 4) @ Matrix.Translation(-(low + high) / 2)
    for one in objects:
        one.matrix_world = place @ pose @ one.matrix_world
    bpy.context.view_layer.update()
    return float((low.z - high.z) / 2 * size)


def _ground(staged: Stage, height: float) -> None:
    import bpy

    colours = {"white": (1, 1, 1), "grey": (0.5, 0.5, 0.5), "dark": (0.02, 0.02, 0.022), "wood": (0.3, 0.16, 0.07)}
    colour = colours.get(staged.ground, staged.colour)
    made = material(Surface(colour, 0.35 if staged.ground == "wood" else 0.9))
    if staged.ground == "wood":
        _grain(made)
    bpy.ops.mesh.primitive_plane_add(size=60, location=(0, 0, height))
    bpy.context.object.data.materials.append(made)
    world = bpy.data.worlds.new("world")
    bpy.context.scene.world = world
    world.use_nodes = True
    sky = (1.0, 1.0, 1.0) if staged.ground in ("white", "grey", "dark") else tuple(0.5 + 0.5 * one for one in colour)
    world.node_tree.nodes["Background"].inputs[0].default_value = (*sky, 1)
    world.node_tree.nodes["Background"].inputs[1].default_value = staged.sky


def _grain(made: Any) -> None:
    tree = made.node_tree
    wave, ramp = tree.nodes.new("ShaderNodeTexWave"), tree.nodes.new("ShaderNodeValToRGB")
    wave.inputs["Scale"].default_value, wave.inputs["Distortion"].default_value = 0.8, 9
    ramp.color_ramp.elements[0].color, ramp.color_ramp.elements[1].color = (0.16, 0.08, 0.03, 1), (0.42, 0.24, 0.11, 1)
    tree.links.new(wave.outputs["Fac"], ramp.inputs["Fac"])
    tree.links.new(ramp.outputs["Color"], tree.nodes["Principled BSDF"].inputs["Base Color"])


def _light(staged: Stage) -> None:
    import bpy
    from mathutils import Vector

    lamp = bpy.data.lights.new("sun", "AREA")
    lamp.energy, lamp.size = staged.sun, 3
    sun = linked(lamp)
    sun.location = staged.sun_at
    sun.rotation_euler = (-Vector(staged.sun_at)).to_track_quat("-Z", "Y").to_euler()


def _camera(staged: Stage) -> None:
    import bpy
    from mathutils import Vector

    camera = bpy.data.cameras.new("camera")
    camera.lens = staged.focal
    camera.shift_x, camera.shift_y = staged.shift
    wide = 1.15 if staged.second is None else 1.9
    distance = wide / math.sin(math.atan(18 / staged.focal)) / staged.fill
    placed = linked(camera)
    placed.location = Vector(staged.camera_at) * distance + Vector((0.8 if staged.second is not None else 0, 0, 0))
    placed.rotation_euler = (-Vector(staged.camera_at)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.camera = placed
