"""The network as an ONNX graph: the backbone's first blocks in eight bits on a picture of 512 × 512, and a small head.

The head reads two maps of the backbone, one value set for every 8 pixels and one for every 16, and gives at every 8
pixels how likely the middle of a lens or a call-out is there, and how wide it is.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, ValueInfoProto, helper

from lenswatch.models.backbone.graph import constant, convolution, serialised
from lenswatch.models.backbone.layers import Layer
from lenswatch.models.backbone.quantised import Parts
from lenswatch.models.backbone.spread import PIXELS, spreads_of

SIDE = 512
"""Width and height of the input, in pixels."""
FINE, COARSE = "b4_project_sum", "b10_project_sum"
"""The two maps: (40, 64, 64) and (112, 32, 32)."""
CELLS = SIDE // 8
"""Places along each side that the head judges."""
_PICTURE = "picture"

Head = Mapping[str, NDArray[np.float32]]
"""`fine` (hidden, 40, 3, 3), `coarse` (hidden, 112, 3, 3), `first_bias` (hidden), `second` (hidden, hidden, 1, 1),
`second_bias`, `last` (4, hidden, 1, 1), `last_bias` (4): logits of nothing, lens, call-out; log2 of the width by 16."""


def trunk_layers(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """The backbone's layers up to the coarse map."""
    ends = [layer.result for layer in layers].index(COARSE)
    return tuple(layers[: ends + 1])


def trunk_model(layers: Sequence[Layer]) -> bytes:
    """The two maps of a picture (1, 512, 512, 3) in bytes, to train the head on."""
    parts = _trunk(layers)
    return serialised(parts.nodes, _pixels(), [_map(FINE, 40, CELLS), _map(COARSE, 112, CELLS // 2)], parts.held)


def lens_model(layers: Sequence[Layer], head: Head) -> bytes:
    """The whole network: `chances` (1, 2, 64, 64), means over 3 × 3 places, and `widths` (1, 1, 64, 64) in pixels."""
    parts = _trunk(layers)
    parts.nodes += _head_nodes()
    parts.held += [constant(f"head_{name}", head[name]) for name in sorted(head)]
    parts.held += [constant("head_doubled", np.array([1, 1, 2, 2], np.float32))]
    parts.held += [constant("head_two", np.array(2, np.float32)), constant("head_unit", np.array(16, np.float32))]
    numbers = {"zero": 0, "one": 1, "three": 3, "four": 4}
    parts.held += [constant(f"head_{name}", np.array([number], np.int64)) for name, number in numbers.items()]
    return serialised(parts.nodes, _pixels(), [_map("chances", 2, CELLS), _map("widths", 1, CELLS)], parts.held)


def _trunk(layers: Sequence[Layer]) -> Parts:
    layers = trunk_layers(layers)
    parts = Parts(spreads_of(layers))
    parts.nodes.append(helper.make_node("Transpose", [_PICTURE], [f"{PIXELS}_q"], perm=[0, 3, 1, 2]))
    parts.dequantise(PIXELS)
    for layer in layers:
        parts.weights(layer.name, layer.source, layer.weight, layer.bias)
        parts.nodes.append(convolution(layer, [layer.source, *parts.held_by(layer.name)], f"{layer.name}_raw"))
        parts.requantise(layer.name)
        if layer.adds:
            parts.nodes.append(helper.make_node("Add", [layer.name, layer.adds], [f"{layer.result}_raw"]))
            parts.requantise(layer.result)
    return parts


def _head_nodes() -> list[NodeProto]:
    node = helper.make_node
    return [
        node("Conv", [FINE, "head_fine", "head_first_bias"], ["of_fine"], pads=[1, 1, 1, 1]),
        node("Conv", [COARSE, "head_coarse"], ["of_coarse"], pads=[1, 1, 1, 1]),
        node(
            "Resize",
            ["of_coarse", "", "head_doubled"],
            ["of_coarse_doubled"],
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        ),
        node("Add", ["of_fine", "of_coarse_doubled"], ["first_raw"]),
        node("Relu", ["first_raw"], ["first"]),
        node("Conv", ["first", "head_second", "head_second_bias"], ["second_raw"]),
        node("Relu", ["second_raw"], ["second"]),
        node("Conv", ["second", "head_last", "head_last_bias"], ["last"]),
        node("Slice", ["last", "head_zero", "head_three", "head_one"], ["logits"]),
        node("Slice", ["last", "head_three", "head_four", "head_one"], ["width"]),
        node("Softmax", ["logits"], ["shares"], axis=1),
        node("Slice", ["shares", "head_one", "head_three", "head_one"], ["raw_chances"]),
        node("AveragePool", ["raw_chances"], ["chances"], kernel_shape=[3, 3], pads=[1, 1, 1, 1], count_include_pad=1),
        node("Pow", ["head_two", "width"], ["ratio"]),
        node("Mul", ["ratio", "head_unit"], ["widths"]),
    ]


def _pixels() -> ValueInfoProto:
    return helper.make_tensor_value_info(_PICTURE, TensorProto.UINT8, [1, SIDE, SIDE, 3])


def _map(name: str, channels: int, side: int) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, channels, side, side])
