"""What the places of a signal are called that lie in a listing's pictures: "images.0" and "images.0.text"."""

import re

_FIELD = re.compile(r"images\.([0-9]+)(\.text)?")


def picture_field(number: int) -> str:
    """The picture itself, counted from 0 in the order shown."""
    return f"images.{number}"


def text_field(number: int) -> str:
    """The text printed in it, lines joined by newlines."""
    return f"images.{number}.text"


def picture_number(field: str) -> int | None:
    """Which picture a field lies in; None for the listing's words."""
    found = _FIELD.fullmatch(field)
    return int(found[1]) if found else None


def is_printed(field: str) -> bool:
    """Whether it is text that was read in a picture by lenswatch."""
    found = _FIELD.fullmatch(field)
    return bool(found and found[2])
