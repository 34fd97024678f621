"""The network as an ONNX graph in float32. For measuring and calibrating; what ships is `quantised.py`."""

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, ValueInfoProto, helper

from lenswatch.models.backbone.layers import CLASSES, EMBEDDING, SIDE, Layer, Weights

OPSET = 17
IR_VERSION = 8


def constant(name: str, values: NDArray[np.generic]) -> TensorProto:
    """Numbers as raw little-endian bytes."""
    kind = helper.np_dtype_to_tensor_dtype(values.dtype)
    return helper.make_tensor(name, kind, values.shape, np.ascontiguousarray(values).tobytes(), raw=True)


def outputs() -> list[ValueInfoProto]:
    """What both graphs give: the embedding and the logits, each of one picture."""
    return [
        helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, EMBEDDING]),
        helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, CLASSES]),
    ]


def convolution(layer: Layer, inputs: Sequence[str], output: str) -> NodeProto:
    """The node of a layer's convolution."""
    return helper.make_node(
        "Conv",
        inputs,
        [output],
        name=layer.name,
        group=layer.groups,
        kernel_shape=layer.weight.shape[2:],
        pads=layer.pads,
        strides=(layer.stride, layer.stride),
    )


def serialised(
    nodes: Sequence[NodeProto], pixels: ValueInfoProto, results: Sequence[ValueInfoProto], held: Sequence[TensorProto]
) -> bytes:
    """The bytes of a model; the same graph always gives the same."""
    graph = helper.make_graph(nodes, "efficientnet-lite0", [pixels], results, held)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    model.producer_name = "lenswatch"
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString(deterministic=True))


def float_model(layers: Sequence[Layer], weights: Weights, shown: Sequence[str] = ()) -> bytes:
    """The network in float32: input `pixels` (1, 3, 224, 224), already (p - 127) / 128.

    Args:
        layers: Its convolutions.
        weights: Where the classifier's own weight and bias stand.
        shown: Tensors that are outputs, too.
    """
    nodes, held = [], []
    for layer in layers:
        held += [constant(f"{layer.name}_weight", layer.weight), constant(f"{layer.name}_bias", layer.bias)]
        raw = f"{layer.name}_raw" if layer.relu6 else layer.name
        nodes.append(convolution(layer, [layer.source, f"{layer.name}_weight", f"{layer.name}_bias"], raw))
        if layer.relu6:
            nodes.append(helper.make_node("Clip", [raw, "zero", "six"], [layer.name]))
        if layer.adds:
            nodes.append(helper.make_node("Add", [layer.name, layer.adds], [layer.result]))
    nodes += [
        helper.make_node("GlobalAveragePool", ["head"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["embedding"]),
        helper.make_node("Gemm", ["embedding", "classes_weight", "classes_bias"], ["logits"], transB=1),
    ]
    held += [constant("zero", np.array(0, np.float32)), constant("six", np.array(6, np.float32))]
    held += [constant("classes_weight", weights["_fc.weight"]), constant("classes_bias", weights["_fc.bias"])]
    pixels = helper.make_tensor_value_info("pixels", TensorProto.FLOAT, [1, 3, SIDE, SIDE])
    extra = [helper.make_tensor_value_info(name, TensorProto.FLOAT, list("nchw")) for name in shown]
    return serialised(nodes, pixels, [*outputs(), *extra], held)
