"""How the values of each tensor are distributed, as batch normalisation tells it: no picture is needed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lenswatch.models.backbone.layers import MEAN, SPAN, Layer

PIXELS = "pixels"
_STEPS = 255
_DEVIATIONS = 4  # beyond that values are cut off; 6 and 8 agreed less with the network in float32
_SIX = 6.0  # where ReLU6 ends
_DIGITS = 5  # ranges are rounded, so that another C library gives the same


@dataclass(frozen=True)
class Range:
    """What values of a tensor are told apart in 255 steps; those beyond are cut off."""

    low: float
    """0 or less."""
    high: float
    """Above 0."""

    @property
    def scale(self) -> np.float32:
        """Width of one step."""
        return np.float32((self.high - self.low) / _STEPS)

    @property
    def zero(self) -> np.uint8:
        """The step that stands for 0."""
        return np.uint8(round(-self.low / float(self.scale)))


@dataclass(frozen=True)
class Spread:
    """One tensor: each channel is taken as normally distributed, and cut by ReLU6 if the layer has one."""

    centres: NDArray[np.float64]
    """Of each channel, before the cut."""
    deviations: NDArray[np.float64]
    """Of each channel, before the cut."""
    means: NDArray[np.float64]
    """Of each channel, after the cut."""
    range: Range
    """Of the tensor."""


def spreads_of(layers: Sequence[Layer]) -> dict[str, Spread]:
    """For each tensor by name, `pixels` and the `mean` of the last feature map included."""
    nothing = np.zeros(3)
    # Step p of the input means (p - 127) / 128: a pixel is its own quantised value.
    found = {PIXELS: Spread(nothing, nothing, nothing, Range(-MEAN / SPAN, (_STEPS - MEAN) / SPAN))}
    for layer in layers:
        centres, deviations = layer.centres.astype(np.float64), np.abs(layer.deviations.astype(np.float64))
        found[layer.name] = _cut(centres, deviations) if layer.relu6 else _whole(centres, deviations)
        if layer.adds:
            added = found[layer.adds]
            together = np.sqrt(deviations**2 + added.deviations**2)
            found[layer.result] = _whole(centres + added.centres, together)
    head = found[layers[-1].name]
    found["mean"] = Spread(head.centres, head.deviations, head.means, Range(0, _SIX))
    return found


def _whole(centres: NDArray[np.float64], deviations: NDArray[np.float64]) -> Spread:
    low, high = (centres - _DEVIATIONS * deviations).min(), (centres + _DEVIATIONS * deviations).max()
    return Spread(centres, deviations, centres, Range(min(_short(low), 0.0), _short(high)))


def _cut(centres: NDArray[np.float64], deviations: NDArray[np.float64]) -> Spread:
    high = min(_SIX, _short((centres + _DEVIATIONS * deviations).max()))
    means = np.array([_mean_of_relu6(*of) for of in zip(centres.tolist(), deviations.tolist(), strict=True)])
    return Spread(centres, deviations, means, Range(0, high))


def _short(value: np.floating) -> float:
    return float(f"{value:.{_DIGITS}g}")


def _mean_of_relu6(centre: float, deviation: float) -> float:
    """Mean of a normal distribution cut to [0, 6]."""
    deviation = max(deviation, 1e-6)
    bottom, top = -centre / deviation, (_SIX - centre) / deviation
    inside = centre * (_below(top) - _below(bottom)) + deviation * (_density(bottom) - _density(top))
    return float(f"{inside + _SIX * (1 - _below(top)):.{_DIGITS}g}")


def _below(place: float) -> float:
    return 0.5 * (1 + math.erf(place / math.sqrt(2)))


def _density(place: float) -> float:
    return math.exp(-place * place / 2) / math.sqrt(2 * math.pi)
