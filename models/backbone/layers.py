"""EfficientNet-Lite0 as a list of convolutions, with batch normalisation folded into them.

Every step is elementwise arithmetic in float64 rounded once, so that any machine gives the same bytes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIDE = 224
"""Width and height of the input, in pixels."""
EMBEDDING = 1280
"""Length of the embedding."""
CLASSES = 1000
"""Length of the logits: the classes of ImageNet-1k in their usual order."""
MEAN, SPAN = 127, 128
"""A pixel p enters the network as (p - MEAN) / SPAN."""
_EPSILON = 1e-3  # of every batch normalisation; PyTorch's own default of 1e-5 would be wrong here
_STAGES = ((1, 1), (2, 2), (2, 2), (3, 2), (3, 1), (4, 2), (1, 1))  # blocks, stride of the first one


@dataclass(frozen=True)
class Layer:
    """One convolution."""

    name: str
    """Of the layer and of the tensor it gives."""
    source: str
    """The tensor it reads."""
    weight: NDArray[np.float32]
    """(outputs, inputs of a group, height, width)."""
    bias: NDArray[np.float32]
    """(outputs)."""
    centres: NDArray[np.float32]
    """Mean of each output before ReLU6, as batch normalisation sets it."""
    deviations: NDArray[np.float32]
    """Standard deviation of each output before ReLU6, up to its sign."""
    stride: int
    pads: tuple[int, int, int, int]
    """Top, left, bottom, right. TensorFlow's SAME: at stride 2 the odd pixel goes to bottom and right."""
    groups: int
    relu6: bool
    """Whether the result is cut to [0, 6]."""
    adds: str | None = None
    """A tensor added to the result, or None."""

    @property
    def result(self) -> str:
        """The tensor that the next layer reads."""
        return f"{self.name}_sum" if self.adds else self.name


Weights = Mapping[str, NDArray[Any]]


def layers_of(weights: Weights) -> tuple[Layer, ...]:
    """All convolutions in order; the last gives the feature map that the embedding is the mean of.

    Raises:
        KeyError: If an array is missing.
    """
    layers = [_layer(weights, "stem", "pixels", ("_conv_stem", "_bn0"), stride=2, side=SIDE)]
    side, number = SIDE // 2, 0
    for blocks, first_stride in _STAGES:
        for repeat in range(blocks):
            stride = first_stride if repeat == 0 else 1
            layers += _block(weights, number, layers[-1], stride=stride, side=side)
            side, number = side // stride, number + 1
    return (*layers, _layer(weights, "head", layers[-1].result, ("_conv_head", "_bn1"), side=side))


def _block(weights: Weights, number: int, before: Layer, *, stride: int, side: int) -> Iterator[Layer]:
    """Widen (but for the first block), look at each channel, narrow; and add what came in where shapes agree."""
    here, into, start = f"_blocks.{number}.", f"b{number}_", before.result
    source = start
    if f"{here}_expand_conv.weight" in weights:
        yield _layer(weights, f"{into}expand", source, (f"{here}_expand_conv", f"{here}_bn0"), side=side)
        source = f"{into}expand"
    names = (f"{here}_depthwise_conv", f"{here}_bn1")
    yield _layer(weights, f"{into}depthwise", source, names, stride=stride, side=side, depthwise=True)
    names, source = (f"{here}_project_conv", f"{here}_bn2"), f"{into}depthwise"
    same_shape = stride == 1 and len(before.bias) == len(weights[f"{here}_project_conv.weight"])
    adds = start if same_shape else None
    yield _layer(weights, f"{into}project", source, names, side=side // stride, relu6=False, adds=adds)


def _layer(
    weights: Weights,
    name: str,
    source: str,
    names: tuple[str, str],
    *,
    side: int,
    stride: int = 1,
    depthwise: bool = False,
    relu6: bool = True,
    adds: str | None = None,
) -> Layer:
    convolution, norm = names
    weight, bias = _folded(weights, convolution, norm)
    return Layer(
        name=name,
        source=source,
        weight=weight,
        bias=bias,
        centres=weights[f"{norm}.bias"],
        deviations=weights[f"{norm}.weight"],
        stride=stride,
        pads=_same(side, weight.shape[-1], stride),
        groups=len(weight) if depthwise else 1,
        relu6=relu6,
        adds=adds,
    )


def _folded(weights: Weights, convolution: str, norm: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weight and bias of a convolution that does the normalisation after it, too."""
    kernel, scale, shift, mean, variance = (
        weights[name].astype(np.float64)
        for name in (f"{convolution}.weight", *(f"{norm}.{part}" for part in _PARTS_OF_NORM))
    )
    factor = scale / np.sqrt(variance + _EPSILON)
    return (kernel * factor[:, None, None, None]).astype(np.float32), (shift - mean * factor).astype(np.float32)


_PARTS_OF_NORM = ("weight", "bias", "running_mean", "running_var")


def _same(side: int, kernel: int, stride: int) -> tuple[int, int, int, int]:
    total = max((-(-side // stride) - 1) * stride + kernel - side, 0)
    return (total // 2, total // 2, total - total // 2, total - total // 2)
