"""Raw texts and JSON values to what a field holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.numbers import read_count
from lenswatch.spiders.extraction.price import read_amount, read_price
from lenswatch.spiders.extraction.schema_values import absolute, availability, instant, text, urls
from lenswatch.spiders.extraction.text import paragraphs
from lenswatch.spiders.extraction.tolerant_json import Json


@dataclass(frozen=True)
class Setting:
    """What settles the meaning of a raw value."""

    url: str
    """Address of the page."""
    locality: Locality
    """Settles signs such as ¥."""
    currency: str | None
    """ISO 4217 code known from elsewhere."""


def converted(field: str, raw: Sequence[Json], setting: Setting) -> object | None:
    """The first raw value that makes a value for a field of Findings; pictures take all of them.

    Returns:
        None where none does.
    """
    if field == "images":
        return urls([value for value in raw if isinstance(value, (str, list, dict))], setting.url) or None
    convert = _CONVERTERS.get(field, _text)
    return next((value for item in raw if (value := convert(item, setting)) is not None), None)


def _text(value: Json, _: Setting) -> str | None:
    return text(value)


def _paragraphs(value: Json, _: Setting) -> str | None:
    return paragraphs(value) if isinstance(value, str) else text(value)


def _price(value: Json, setting: Setting) -> object | None:
    shown = text(value)
    return read_price(shown, setting.locality, setting.currency) if shown else None


def _amount(value: Json, setting: Setting) -> Decimal | None:
    shown = text(value)
    return read_amount(shown, setting.currency) if shown else None


def _count(value: Json, _: Setting) -> int | None:
    return read_count(text(value))


def _currency(value: Json, _: Setting) -> str | None:
    code = (text(value) or "").upper()
    return code if len(code) == 3 and code.isascii() and code.isalpha() else None  # noqa: PLR2004 - ISO 4217 codes


def _address(value: Json, setting: Setting) -> str | None:
    return absolute(text(value), setting.url)


_CONVERTERS: Mapping[str, Callable[[Json, Setting], object | None]] = {
    "description": _paragraphs,
    "price": _price,
    "regular_price": _amount,
    "public_sales": _count,
    "currency": _currency,
    "canonical_url": _address,
    "seller_url": _address,
    "licence_url": _address,
    "availability": lambda value, _: availability(value),
    "published_at": lambda value, _: instant(value),
}
