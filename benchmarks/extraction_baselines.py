"""What the extraction is compared with: extruct on all syntaxes, and the same with a fallback for what it lacks.

The fallback is what a careful afternoon gives: the first h1, og:image, and zyte-parsers on the elements that are called
price and brand.
"""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any

from lxml.html import HtmlElement
from parsel import Selector

from lenswatch.spiders.page import Page

Predicted = Mapping[str, str | None]

_CALLED = "[contains(@class, '%s') or contains(@id, '%s')]"
_LONGEST_PRICE = 60
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "zł": "PLN", "kr": "SEK", "R$": "BRL", "₹": "INR", "원": "KRW"}


def baselines_available() -> bool:
    """Whether the optional dependencies are installed."""
    return all(find_spec(name) is not None for name in ("extruct", "zyte_parsers"))


_ALL = ("json-ld", "microdata", "opengraph", "microformat", "rdfa", "dublincore")
_QUICK = ("json-ld", "microdata", "opengraph")
"""Microformats and RDFa take nine tenths of extruct's time and name no product here."""


def structured_only(page: Page, site: str = "", syntaxes: tuple[str, ...] = _ALL) -> Predicted:  # noqa: ARG001 - one signature for all systems
    """The first product extruct finds in any syntax."""
    import extruct  # noqa: PLC0415 - optional; our own row is printed without it

    found = extruct.extract(page.text, base_url=page.url, syntaxes=list(syntaxes), uniform=True, errors="ignore")
    product = next(_products(found), {})
    offer = _first(product.get("offers")) or {}
    graph: Mapping[str, Any] = next(iter(found.get("opengraph") or ()), {})
    price = offer.get("price") or offer.get("lowPrice") or graph.get("product:price:amount")
    return {
        "title": _text(product.get("name")) or _text(graph.get("og:title")),
        "price": _text(price),
        "currency": _text(offer.get("priceCurrency")) or _text(graph.get("product:price:currency")),
        "brand": _text(product.get("brand")),
        "sku": _text(product.get("sku")),
        "availability": (_text(offer.get("availability")) or "").rsplit("/", 1)[-1] or None,
        "seller": _text(offer.get("seller")),
        "image": _text(product.get("image")) or _text(graph.get("og:image")),
    }


def structured_else_heuristics(page: Page, site: str = "") -> Predicted:
    """The same of its three quick syntaxes; what that lacks is guessed from the page."""
    predicted = dict(structured_only(page, site, _QUICK))
    root = Selector(text=page.text or "<html></html>").root
    if not predicted["title"]:
        predicted["title"] = next((" ".join(h1.text_content().split()) for h1 in root.iter("h1")), None)
    if not predicted["image"]:
        predicted["image"] = next(iter(root.xpath("//meta[@property='og:image']/@content")), None)
    if not predicted["price"]:
        predicted |= _guessed_price(root, predicted["currency"])
    if not predicted["brand"]:
        predicted["brand"] = _guessed_brand(root)
    return predicted


def _guessed_price(root: HtmlElement, currency: str | None) -> Predicted:
    """Amount and currency of the first element called price that holds an amount, after the h1 where there is one."""
    from zyte_parsers import extract_price  # noqa: PLC0415 - optional; our own row is printed without it

    after = root.xpath("(//h1)[1]/following::*" + _CALLED % ("price", "price")) if root.xpath("//h1") else []
    for element in after or root.xpath("//*" + _CALLED % ("price", "price")):
        if len(" ".join(element.text_content().split())) > _LONGEST_PRICE:
            continue
        price = extract_price(element, currency_hint=currency)
        if price.amount is not None:
            code = _CURRENCIES.get(price.currency or "", price.currency)
            return {"price": str(price.amount), "currency": currency or code}
    return {}


def _guessed_brand(root: HtmlElement) -> str | None:
    """Text or picture's text of the first element called brand that has one."""
    from zyte_parsers import extract_brand_name  # noqa: PLC0415 - optional; our own row is printed without it

    named = root.xpath("//*[@itemprop='brand']|//*" + _CALLED % ("brand", "brand"))
    return next((name for element in named if (name := extract_brand_name(element, search_depth=2))), None)


def _products(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for syntax in ("json-ld", "microdata", "rdfa"):
        stack = list(found.get(syntax) or ())
        while stack:
            node = stack.pop(0)
            if not isinstance(node, dict):
                continue
            if "Product" in str(node.get("@type")):
                yield node
            stack.extend(node.get("@graph") or ())


def _first(value: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - structured data has any shape
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else None


def _text(value: Any) -> str | None:  # noqa: ANN401 - structured data has any shape
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("url")
    return str(value) if value is not None else None
