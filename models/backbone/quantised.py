"""The network in eight-bit integers, as it ships: pixels go in as they are, no normalising outside.

Written in ONNX's QDQ form: each tensor is followed by QuantizeLinear and DequantizeLinear, which the runtime fuses into
integer convolutions. Activations have 8 bits, weights 7: the integer instructions of processors without VNNI add two
products in 16 bits, which 8-bit weights overflow, and pictures would look different from one machine to another.
ReLU6 needs no node: a range that ends at 0 and at most 6 cuts off what it would.

No picture is used to calibrate. Batch normalisation says how each channel is distributed, and from that follow the
range of a tensor and the mean error that rounding weights makes, which the bias takes back (Nagel et al. 2019,
"Data-Free Quantization Through Weight Equalization and Bias Correction").
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper

from lenswatch.models.backbone.graph import constant, convolution, outputs, serialised
from lenswatch.models.backbone.layers import SIDE, Layer, Weights
from lenswatch.models.backbone.spread import PIXELS, Spread, spreads_of

_WEIGHT_LIMIT = 63  # 7 bits: 255 * 63 * 2 < 2**15
_BIAS_LIMIT = 2**30
_PICTURE = "picture"


def quantised_model(layers: Sequence[Layer], weights: Weights) -> bytes:
    """The network: input `picture` (1, 224, 224, 3), bytes of an RGB picture.

    Args:
        layers: Its convolutions.
        weights: Where the classifier's own weight and bias stand.
    """
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
    parts.classifier(weights)
    picture = helper.make_tensor_value_info(_PICTURE, TensorProto.UINT8, [1, SIDE, SIDE, 3])
    return serialised(parts.nodes, picture, outputs(), parts.held)


@dataclass
class Parts:
    """Nodes and constants as they come."""

    spreads: Mapping[str, Spread]
    nodes: list[NodeProto] = field(default_factory=list)
    held: list[TensorProto] = field(default_factory=list)

    def weights(self, name: str, source: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        """Kernel with a scale for each output; bias in steps of the products."""
        spread = self.spreads[source]
        scale = _largest(weight) / np.float32(_WEIGHT_LIMIT)
        kernel = np.rint(weight / _beside(scale, weight)).astype(np.int8)
        error = weight.astype(np.float64) - kernel * _beside(scale.astype(np.float64), weight)
        step = scale * spread.range.scale
        steps = np.rint((bias + _mean_error(error, spread.means)) / step)
        self._integers(f"{name}_weight", kernel, scale)
        self._integers(f"{name}_bias", np.clip(steps, -_BIAS_LIMIT, _BIAS_LIMIT).astype(np.int32), step)

    def requantise(self, name: str) -> None:
        """From `name_raw` to `name`, through eight bits."""
        nearest = helper.make_node("QuantizeLinear", [f"{name}_raw", *self._held_range(name)], [f"{name}_q"])
        self.nodes.append(nearest)
        self.nodes.append(_dequantised(name))

    def dequantise(self, name: str) -> None:
        """From `name_q` to `name`."""
        self._held_range(name)
        self.nodes.append(_dequantised(name))

    def classifier(self, weights: Weights) -> None:
        """The mean of the last feature map, which is the embedding, and the logits from it."""
        self.nodes += [
            helper.make_node("GlobalAveragePool", ["head"], ["pooled"]),
            helper.make_node("Flatten", ["pooled"], ["embedding"]),
            helper.make_node("Identity", ["embedding"], ["mean_raw"]),
        ]
        self.requantise("mean")
        self.weights("classes", "mean", weights["_fc.weight"], weights["_fc.bias"])
        self.nodes.append(helper.make_node("Gemm", ["mean", *self.held_by("classes")], ["logits"], transB=1))

    @staticmethod
    def held_by(name: str) -> tuple[str, str]:
        """Names of weight and bias."""
        return f"{name}_weight", f"{name}_bias"

    def _held_range(self, name: str) -> tuple[str, str]:
        of, names = self.spreads[name].range, _step(name)
        self.held += [constant(names[0], np.array(of.scale)), constant(names[1], np.array(of.zero))]
        return names

    def _integers(self, name: str, values: NDArray[np.generic], steps: NDArray[np.float32]) -> None:
        names = (f"{name}_q", *_step(name))
        zeros = np.zeros(len(steps), dtype=values.dtype)
        self.held += [constant(*pair) for pair in zip(names, (values, steps, zeros), strict=True)]
        self.nodes.append(helper.make_node("DequantizeLinear", names, [name], axis=0))


def _step(name: str) -> tuple[str, str]:
    return f"{name}_scale", f"{name}_zero"


def _dequantised(name: str) -> NodeProto:
    return helper.make_node("DequantizeLinear", [f"{name}_q", *_step(name)], [name])


def _largest(weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of each output; never 0."""
    largest = np.abs(weight).reshape(len(weight), -1).max(axis=1)
    return np.asarray(np.maximum(largest, np.float32(1e-8)), dtype=np.float32)


def _beside(values: NDArray[np.floating], weight: NDArray[np.float32]) -> NDArray[np.floating]:
    """One value for each output, shaped to be multiplied with all its weights."""
    return values.reshape(-1, *[1] * (weight.ndim - 1))


def _mean_error(error: NDArray[np.float64], means: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the rounding of weights takes from each output on average; summed exactly, so in any order the same."""
    by_input = error.reshape(*error.shape[:2], -1)
    depthwise = error.shape[1] == 1  # each output has an input of its own
    of_inputs = means[:, None, None] if depthwise else means[None, :, None]
    return np.array([math.fsum(row.ravel().tolist()) for row in by_input * of_inputs])
