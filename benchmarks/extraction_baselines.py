"""What the extraction is compared with: extruct on all syntaxes, and the same with h1 and og:image to fall back on."""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from lenswatch.spiders.page import Page

Predicted = Mapping[str, str | None]


def extruct_available() -> bool:
    """Whether the optional dependency is installed."""
    return find_spec("extruct") is not None


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


def structured_else_h1(page: Page, site: str = "") -> Predicted:
    """The same of its three quick syntaxes; where that has no title the first h1, where it has no picture og:image."""
    predicted = dict(structured_only(page, site, _QUICK))
    tree = LexborHTMLParser(page.text)
    heading = tree.css_first("h1")
    picture = tree.css_first('meta[property="og:image"]')
    if heading is not None and not predicted["title"]:
        predicted["title"] = " ".join(heading.text().split())
    if picture is not None and not predicted["image"]:
        predicted["image"] = picture.attributes.get("content")
    return predicted


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
