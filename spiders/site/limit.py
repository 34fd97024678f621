"""A bound that a crawl is held against, and what passing it means."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from lenswatch.core.record import Record


class Level(StrEnum):
    """What a breach or an alarm means."""

    ERROR = "error"
    """The crawl counts as failed; no report is made from it."""
    WARNING = "warning"
    """It is shown, nothing more."""


class Limit(Record):
    """A number a crawl is held against; in a file a bare number is a limit of level error."""

    value: Annotated[float, Field(ge=0)]
    """The bound, inclusive on the good side."""
    level: Annotated[Level, Field(strict=False)] = Level.ERROR
    """What its breach means."""


def _limit(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return value if isinstance(value, Mapping | Limit) else {"value": value}


AnyLimit = Annotated[Limit, BeforeValidator(_limit)]
