"""Many durations in little memory."""

import math
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from lenswatch.core.record import Record

_SHORTEST = 0.001
_STEP = math.log(1.1)
_LAST_CLASS = 160
"""Classes reach from one millisecond to more than an hour, each a tenth longer than the one before."""


class Durations(Record):
    """How many durations fell into each class; a quantile is right to 5 %."""

    classes: Mapping[Annotated[int, Field(strict=False)], int] = Field(default_factory=dict)
    """Number of the class to how many fell into it."""
    total_seconds: Annotated[float, Field(ge=0)] = 0.0
    shortest: float | None = None
    """The shortest of them, in seconds; None where there is none."""

    def quantile(self, share: float) -> float | None:
        """The duration in seconds below which a share of them lies; None where there is none."""
        wanted, seen = share * self.count, 0
        for number in sorted(self.classes):
            seen += self.classes[number]
            if seen >= wanted:
                return round(_SHORTEST * math.exp((number + 0.5) * _STEP), 4)
        return None

    @property
    def mean(self) -> float | None:
        """Mean in seconds; None where there is none."""
        return round(self.total_seconds / self.count, 4) if self.classes else None

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.classes.values())


class DurationCount:
    """Counts durations as they come, on top of those counted before."""

    def __init__(self, before: Durations) -> None:
        self._classes = dict(before.classes)
        self._total, self._shortest = before.total_seconds, before.shortest

    def add(self, seconds: float) -> None:
        """Count one."""
        number = min(int(math.log(max(seconds, _SHORTEST) / _SHORTEST) / _STEP), _LAST_CLASS)
        self._classes[number] = self._classes.get(number, 0) + 1
        self._total += seconds
        self._shortest = seconds if self._shortest is None else min(seconds, self._shortest)

    def so_far(self) -> Durations:
        """What was counted."""
        return Durations(classes=dict(self._classes), total_seconds=self._total, shortest=self._shortest)
