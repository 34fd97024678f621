"""schema.org Offer and AggregateOffer: prices and who asks them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lenswatch.spiders.extraction.currency import currency_of
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.price import Price, read_price
from lenswatch.spiders.extraction.schema_values import Node, nodes, text, types
from lenswatch.spiders.extraction.tolerant_json import Json

_DEPTH = 4
_MOST = 500
_LIST_PRICES = ("ListPrice", "StrikethroughPrice", "SRP", "MSRP", "RegularPrice")


@dataclass(frozen=True)
class Asked:
    """One price of one offer."""

    low: Decimal
    high: Decimal | None
    regular: Decimal | None
    raw: str
    currency: str | None
    currency_raw: str | None
    key: str
    """The key it was read from, such as "price" or "lowPrice"."""


def offers_of(node: Node, depth: int = 0) -> Iterator[Node]:
    """Each offer of a product, also those nested in an AggregateOffer, which comes before its parts."""
    for count, offer in enumerate(nodes(node.get("offers"))):
        if count >= _MOST:
            return
        yield offer
        if depth < _DEPTH:
            yield from offers_of(offer, depth + 1)


def asked_of(offer: Node, locality: Locality) -> Asked | None:
    """What an offer asks; None where it names no amount."""
    specifications = list(nodes(offer.get("priceSpecification")))
    listed = [s for s in specifications if any(word in str(s.get("priceType")) for word in _LIST_PRICES)]
    current = [s for s in specifications if s not in listed]
    regular = next((p.low for s in listed if (p := _amount(s.get("price"), s, locality))), None)
    for node in (offer, *current):
        for key in ("lowPrice", "price", "minPrice"):
            price = _amount(node.get(key), node, locality) or (
                _amount(node.get(key), offer, locality) if node is not offer else None
            )
            if price is None:
                continue
            high = _amount(node.get("highPrice") or node.get("maxPrice"), node, locality)
            return Asked(
                price.low,
                high.low if high and high.low > price.low else price.high,
                regular if regular and regular > price.low else price.regular,
                price.raw or "",
                _code(node, locality) or _code(offer, locality) or price.currency,
                text(node.get("priceCurrency")) or price.currency_raw,
                key,
            )
    return None


def price_of(asked: list[Asked]) -> Price:
    """One price for all offers of a product: from the lowest to the highest of those in the first one's currency."""
    first = asked[0]
    same = [one for one in asked if one.currency == first.currency and one.low > 0] or [first]
    low = min(same, key=lambda one: one.low)
    high = max(one.high or one.low for one in same)
    return Price(
        low=low.low,
        high=high if high > low.low else None,
        regular=low.regular,
        raw=low.raw,
        currency=first.currency,
        currency_raw=first.currency_raw,
    )


def _amount(value: Json, node: Node, locality: Locality) -> Price | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        try:
            number = Decimal(str(value))
        except ArithmeticError:
            return None
        return Price(number, raw=str(value)) if number.is_finite() and number >= 0 else None
    shown = text(value)
    return read_price(shown, locality, _code(node, locality)) if shown else None


def _code(node: Node, locality: Locality) -> str | None:
    raw = text(node.get("priceCurrency"))
    return currency_of(raw, locality) if raw else None


def seller_of(offer: Node) -> Node | None:
    """The organisation or person that sells; a bare name becomes a node."""
    for key in ("seller", "offeredBy", "vendor", "merchant"):
        value = offer.get(key)
        if isinstance(value, str) and value.strip() and not value.startswith(("http:", "https:")):
            return {"name": value}
        for node in nodes(value):
            if text(node.get("name")) or "organization" in types(node):
                return node
    return None
