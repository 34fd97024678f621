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

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""
SIDE = 208
_SAMPLES = 6
_SMOOTH = math.radians(35)


@dataclass
class Studio:
    """One scene that is emptied before each picture."""

    side: int = SIDE
    samples: int = _SAMPLES

    def open(self) -> None:
        """Set up what all pictures share."""
        import bpy

        bpy.ops.wm.read_factory_settings(use_empty=True)
        scene = bpy.context.scene
        scene.render.engine = "CYCLES"
        scene.cycles.samples = self.samples
        scene.cycles.max_bounces = 3
        scene.cycles.use_denoising = True
        scene.cycles.denoising_quality = "FAST"
        scene.cycles.denoising_prefilter = "NONE"
        scene.cycles.denoising_input_passes = "RGB"
        scene.render.threads_mode = "FIXED"
        scene.render.threads = 1
        scene.render.resolution_x = scene.render.resolution_y = self.side
        scene.render.image_settings.file_format = "PNG"
        scene.view_settings.view_transform = "Standard"

    def clear(self) -> None:
        """Take everything out."""
        import bpy

        bpy.data.batch_remove([*bpy.data.objects, *bpy.data.meshes, *bpy.data.curves, *bpy.data.materials])
        bpy.data.batch_remove([*bpy.data.lights, *bpy.data.cameras, *bpy.data.images, *bpy.data.worlds])

    def draw(self, path: Path, part: Area | None = None) -> None:
        """Write the picture, or a part of it."""
        import bpy

        render = bpy.context.scene.render
        left, top, right, bottom = (side / self.side for side in part or (0, 0, self.side, self.side))
        render.use_border = render.use_crop_to_border = part is not None
        render.border_min_x, render.border_max_x = left, right
        render.border_min_y, render.border_max_y = 1 - bottom, 1 - top
        render.filepath = str(path)
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
    return linked(mesh)


def _body(body: Any, part: Part) -> None:
    import bmesh
    from mathutils import Matrix

    a, b, c = part.size
    if part.form == "box":
        bmesh.ops.create_cube(body, size=1, matrix=Matrix.Diagonal((a, b, c, 1)))
    elif part.form in ("cylinder", "cone"):
        top = a if part.form == "cylinder" else b
        bmesh.ops.create_cone(body, cap_ends=True, segments=40, radius1=a, radius2=top, depth=c)
    elif part.form == "pyramid":
        low, high = a / math.sqrt(2), b / math.sqrt(2)
        turned = Matrix.Rotation(math.radians(45), 4, "Z")
        bmesh.ops.create_cone(body, cap_ends=True, segments=4, radius1=low, radius2=high, depth=c, matrix=turned)
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
    made_of = linked(curve)
    if part.form == "label":
        made_of.matrix_world = _matrix(part)
    return made_of


def _matrix(part: Part) -> Any:
    from mathutils import Euler, Matrix

    turned = Euler([math.radians(degrees) for degrees in part.turn], "XYZ").to_matrix().to_4x4()
    return Matrix.Translation(part.at) @ turned


def linked(data: Any) -> Any:
    """An object of it in the scene."""
    import bpy

    made = bpy.data.objects.new("thing", data)
    bpy.context.scene.collection.objects.link(made)
    return made


def load(path: Path) -> list[Any]:
    """Objects of a model of the library."""
    import bpy

    bpy.ops.wm.obj_import(filepath=str(path))
    return [one for one in bpy.context.selected_objects if one.type == "MESH"]
