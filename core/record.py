"""The base of every record, and the scalar types records share."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, PlainSerializer
from pydantic_core import PydanticCustomError


class Record(BaseModel):
    """A frozen, keyword-only value. Unknown fields are refused: a typing error must not be lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


R = TypeVar("R", bound=Record)


def made(kind: type[R], /, **values: Any) -> R:  # noqa: ANN401 - fields of any record
    """A record of values that need no check, in a twentieth of the time: they are our own, never a file's.

    Args:
        kind: The record.
        values: Every field that has no default, each of exactly the type it is declared with. A default is not filled
            in: fields that are left out are missing.
    """
    record = object.__new__(kind)
    put = object.__setattr__  # the record's own refuses: it is frozen
    put(record, "__dict__", values)
    put(record, "__pydantic_fields_set__", set(values))
    put(record, "__pydantic_extra__", None)
    put(record, "__pydantic_private__", None)
    return record


def _decimal(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        number = Decimal(str(value))
    elif value is None:
        return None
    else:
        raise PydanticCustomError("number_type", "a number is expected, for example 129.0, not text")
    if not number.is_finite() or number < 0:
        raise PydanticCustomError("number_range", "a finite number of 0 or more is expected")
    return number


def _instant(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError(
                "instant", "an ISO 8601 time with offset is expected, for example 2026-11-22T02:10:00+08:00"
            ) from None
    return value


Amount = Annotated[Decimal, BeforeValidator(_decimal), PlainSerializer(float, when_used="json")]
"""Money in major units (元, not 分), 0 or more, finite. Text is refused: reading a price is the extraction's work."""

Instant = Annotated[AwareDatetime, BeforeValidator(_instant), PlainSerializer(datetime.isoformat, when_used="json")]
"""A point in time with its offset; a time without offset is refused (domain: ISO 8601 +08:00)."""
