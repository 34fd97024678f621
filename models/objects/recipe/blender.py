"""Draws a staged thing with Blender as a module (`bpy`, GPL), which stands in an environment of its own.

Nothing here is imported by the product; `bpy` itself only within the functions.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lenswatch.models.objects.recipe.parts import Part, Surface
from lenswatch.models.objects.recipe.staging import Stage

SIDE = 208
_SAMPLES = 6
_SMOOTH = math.radians(35)


@dataclass
class Studio:
    """One scene that is emptied before each picture."""

    seed: int = 0

    def open(self) -> None:
        """Set up what all pictures share."""
        import bpy

        bpy.ops.wm.read_factory_settings(use_empty=True)
        scene = bpy.context.scene
        scene.render.engine = "CYCLES"
        scene.cycles.samples = _SAMPLES
        scene.cycles.max_bounces = 3
        scene.cycles.use_denoising = True
        scene.cycles.denoising_quality = "FAST"
        scene.cycles.denoising_prefilter = "NONE"
        scene.cycles.denoising_input_passes = "RGB"
        scene.render.threads_mode = "FIXED"
        scene.render.threads = 1
        scene.render.resolution_x = scene.render.resolution_y = SIDE
        scene.render.image_settings.file_format = "PNG"
        scene.view_settings.view_transform = "Standard"

    def clear(self) -> None:
        """Take everything out."""
        import bpy

        bpy.data.batch_remove([*bpy.data.objects, *bpy.data.meshes, *bpy.data.curves, *bpy.data.materials])
        bpy.data.batch_remove([*bpy.data.lights, *bpy.data.cameras, *bpy.data.images, *bpy.data.worlds])

    def draw(self, path: Path) -> None:
        """Write the picture."""
        import bpy

        bpy.context.scene.render.filepath = str(path)
        bpy.ops.render.render(write_still=True)


def material(surface: Surface) -> Any:
    """A material of the principled kind."""
    import bpy

    made = bpy.data.materials.new("surface")
    made.use_nodes = True
    inputs = made.node_tree.nodes["Principled BSDF"].inputs
    colour = (*surface.colour, 1.0)
    inputs["Base Color"].default_value = colour
    inputs["Roughness"].default_value = surface.rough
    inputs["Metallic"].default_value = surface.metal
    inputs["Transmission Weight"].default_value = surface.glass
    inputs["Emission Color"].default_value = colour
    inputs["Emission Strength"].default_value = surface.glow
    return made


def build(parts: Iterable[Part]) -> list[Any]:
    """Objects of the parts: one of all bodies of a surface, one of each label and tube."""
    by_surface: dict[Surface, list[Part]] = defaultdict(list)
    for part in parts:
        by_surface[part.surface].append(part)
    objects = []
    for surface, group in by_surface.items():
        made = material(surface)
        solid = [part for part in group if part.form not in ("label", "tube")]
        if solid:
            objects.append(_solid(solid, made))
        objects += [_curve(part, made) for part in group if part.form in ("label", "tube")]
    return objects


def _solid(parts: list[Part], made: Any) -> Any:
    import bmesh
    import bpy

    whole = bmesh.new()
    for part in parts:
        body = bmesh.new()
        _body(body, part)
        body.transform(_matrix(part))
        mesh = bpy.data.meshes.new("part")
        body.to_mesh(mesh)
        body.free()
        whole.from_mesh(mesh)
        bpy.data.meshes.remove(mesh)
    mesh = bpy.data.meshes.new("thing")
    whole.to_mesh(mesh)
    whole.free()
    for polygon in mesh.polygons:
        polygon.use_smooth = True
    mesh.set_sharp_from_angle(angle=_SMOOTH)
    mesh.materials.append(made)
    return _linked(mesh)


def _body(body: Any, part: Part) -> None:
    import bmesh
    from mathutils import Matrix

    a, b, c = part.size
    if part.form == "box":
        bmesh.ops.create_cube(body, size=1, matrix=Matrix.Diagonal((a, b, c, 1)))
    elif part.form in ("cylinder", "cone"):
        top = a if part.form == "cylinder" else b
        bmesh.ops.create_cone(body, cap_ends=True, segments=40, radius1=a, radius2=top, depth=c)
    elif part.form == "ball":
        bmesh.ops.create_uvsphere(body, u_segments=28, v_segments=16, radius=1, matrix=Matrix.Diagonal((a, b, c, 1)))
    elif part.form == "ring":
        _turned(body, [(a + b * math.cos(t), b * math.sin(t)) for t in _angles(12)], closed=True)
    else:
        _turned(body, [(point[0], point[2]) for point in part.points], closed=False)
    if part.bevel > 0:
        sharp = [edge for edge in body.edges if len(edge.link_faces) > 1 and edge.calc_face_angle(0) > 1]
        bmesh.ops.bevel(
            body, geom=sharp, offset=part.bevel, segments=3, profile=0.5, affect="EDGES", clamp_overlap=True
        )


def _angles(count: int) -> list[float]:
    return [2 * math.pi * step / count for step in range(count)]


def _turned(body: Any, outline: list[tuple[float, float]], *, closed: bool) -> None:
    """A surface of revolution about z."""
    import bmesh

    around = _angles(48)
    rows = [[body.verts.new((r * math.cos(t), r * math.sin(t), z)) for t in around] for r, z in outline]
    pairs = zip(rows, [*rows[1:], rows[0]] if closed else rows[1:], strict=closed)
    for low, high in pairs:
        for step in range(len(around)):
            after = (step + 1) % len(around)
            body.faces.new((low[step], low[after], high[after], high[step]))
    bmesh.ops.remove_doubles(body, verts=body.verts[:], dist=1e-5)
    bmesh.ops.recalc_face_normals(body, faces=body.faces[:])


def _curve(part: Part, made: Any) -> Any:
    import bpy

    if part.form == "label":
        curve = bpy.data.curves.new("label", "FONT")
        curve.body, curve.size, curve.extrude = part.text, part.size[0], 0.004
        curve.align_x, curve.align_y = "CENTER", "CENTER"
    else:
        curve = bpy.data.curves.new("tube", "CURVE")
        curve.dimensions, curve.bevel_depth = "3D", part.size[0]
        spline = curve.splines.new("NURBS")
        spline.points.add(len(part.points) - 1)
        for point, place in zip(spline.points, part.points, strict=True):
            point.co = (*place, 1)
        spline.use_endpoint_u, spline.order_u = True, 3
    curve.materials.append(made)
    linked = _linked(curve)
    if part.form == "label":
        linked.matrix_world = _matrix(part)
    return linked


def _matrix(part: Part) -> Any:
    from mathutils import Euler, Matrix

    turned = Euler([math.radians(degrees) for degrees in part.turn], "XYZ").to_matrix().to_4x4()
    return Matrix.Translation(part.at) @ turned


def _linked(data: Any) -> Any:
    import bpy

    made = bpy.data.objects.new("thing", data)
    bpy.context.scene.collection.objects.link(made)
    return made


def load(path: Path) -> list[Any]:
    """Objects of a model of the library."""
    import bpy

    bpy.ops.wm.obj_import(filepath=str(path))
    return [one for one in bpy.context.selected_objects if one.type == "MESH"]


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
    linked = _linked(lamp)
    linked.location = staged.sun_at
    linked.rotation_euler = (-Vector(staged.sun_at)).to_track_quat("-Z", "Y").to_euler()


def _camera(staged: Stage) -> None:
    import bpy
    from mathutils import Vector

    camera = bpy.data.cameras.new("camera")
    camera.lens = staged.focal
    camera.shift_x, camera.shift_y = staged.shift
    wide = 1.15 if staged.second is None else 1.9
    distance = wide / math.sin(math.atan(18 / staged.focal)) / staged.fill
    linked = _linked(camera)
    linked.location = Vector(staged.camera_at) * distance + Vector((0.8 if staged.second is not None else 0, 0, 0))
    linked.rotation_euler = (-Vector(staged.camera_at)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.camera = linked
