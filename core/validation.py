"""Pydantic's complaints as messages that name the field and say what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from lenswatch.core.messages import Message, message

_REASONS = {
    "missing": message("is missing"),
    "extra_forbidden": message("is not known; check the spelling"),
    "string_type": message("must be text in quotes"),
    "string_too_short": message("is empty"),
    "number_type": message("must be a number such as 129.0, not text"),
    "number_range": message("must be a finite number of 0 or more"),
    "instant": message("must be an ISO 8601 time with offset, such as 2026-11-22T02:10:00+08:00"),
    "timezone_aware": message("must have an offset, such as +08:00"),
    "int_type": message("must be a whole number"),
    "bool_type": message("must be true or false"),
    "tuple_type": message("must be a list"),
    "mapping_type": message("must be an object of name and value"),
    "dict_type": message("must be an object of name and value"),
    "model_type": message("must be an object"),
    "model_attributes_type": message("must be an object"),
}


@dataclass(frozen=True)
class FieldProblem:
    """One complaint about one field."""

    path: str
    """Trail to the field, such as seller.region or images[2]."""
    reason: Message
    """What is wrong with it."""


def field_problems(error: ValidationError) -> Iterator[FieldProblem]:
    """Each complaint with the trail to its field."""
    for detail in error.errors(include_url=False):
        reason = _REASONS.get(detail["type"]) or message(
            "is wrong: {detail}", detail=detail["msg"].removeprefix("Value error, ")
        )
        yield FieldProblem(_trail(detail["loc"]), reason)


def _trail(location: tuple[int | str, ...]) -> str:
    trail = ""
    for part in location:
        if part == "[key]":  # the complaint is about a key, which the trail names already
            continue
        trail += f"[{part}]" if isinstance(part, int) else f".{part}" if trail else part
    return trail
