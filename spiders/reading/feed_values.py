"""Values that feeds write otherwise than pages do."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from lenswatch.core.money import exponent
from lenswatch.spiders.extraction.price import Price
from lenswatch.spiders.extraction.schema_values import text
from lenswatch.spiders.extraction.tolerant_json import Json

_MOST = 200
_NAME_AND_VALUE = 2
_NAMES = frozenset({"name", "key", "k", "label", "title"})


def in_major_units(value: object, currency: str | None) -> object | None:
    """A price that was written in minor units, in major ones; its text stays as the feed shows it.

    Args:
        value: A `Price` or an amount; anything else stays as it is.
        currency: ISO 4217 code.

    Returns:
        None where no currency is known: nobody can say then how many minor units make one.
    """
    if currency is None:
        return None
    places = exponent(currency)
    if isinstance(value, Decimal):
        return value.scaleb(-places)
    if not isinstance(value, Price):
        return value
    high, regular = (None if one is None else one.scaleb(-places) for one in (value.high, value.regular))
    return replace(value, low=value.low.scaleb(-places), high=high, regular=regular)


def pairs_of(value: Json) -> Mapping[str, str] | None:
    """A specification table: an object, or a list of objects of a name and a value; the first of a name counts.

    Which of the two is the name is told by its key, else by its place: the first.

    Returns:
        None where there is no pair.
    """
    pairs: dict[str, str] = {}
    for name, shown in _pairs(value):
        if (key := text(name)) and (said := text(shown)) and len(pairs) < _MOST:
            pairs.setdefault(key, said)
    return pairs or None


def _pairs(value: Json) -> Iterator[tuple[Json, Json]]:
    if isinstance(value, dict):
        yield from value.items()
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and len(item) == _NAME_AND_VALUE:
            first, second = item
            name, shown = (second, first) if second.lower() in _NAMES else (first, second)
            yield item[name], item[shown]
