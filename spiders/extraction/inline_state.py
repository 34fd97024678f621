"""Product data in inline script: the state a page hands to its own program, whatever it is called there."""

import html
import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from lenswatch.spiders.extraction.currency import currency_of
from lenswatch.spiders.extraction.findings import Findings, Found
from lenswatch.spiders.extraction.headline import alike
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.paid_marks import marked_in_state
from lenswatch.spiders.extraction.price import Price, read_price
from lenswatch.spiders.extraction.schema_values import availability, nodes, text, urls
from lenswatch.spiders.extraction.tolerant_json import LONGEST, Json, from_javascript
from lenswatch.spiders.page_scripts import Script

_ASSIGNED = re.compile(r"[=(]\s{0,10}(?=[{\[]\s{0,40}[\"'\w{])")
_TARGET = re.compile(r"([A-Za-z_$][\w$.]{0,80})\s{0,10}$")
_PRICED = re.compile(r"rice[\"']?\s{0,5}:")
_SCRIPTS = 300
_LITERALS = 8
_NODES = 30_000
_NAMES = (
    "name", "title", "productName", "product_name", "productTitle", "subject", "raw_title", "itemTitle", "goods_name",
)  # fmt: skip
_PRICES = (
    "salePrice", "sale_price", "currentPrice", "current_price", "finalPrice", "final_price", "price", "view_price",
    "formattedPrice", "minPrice", "lowPrice", "formatedActivityPrice", "formatedPrice", "priceText", "priceValue",
    "amount",
)  # fmt: skip
_INNER_PRICES = ("value", "amount", "current", "now", "sale", "price", "min", "formatted", "formattedValue")
_CURRENCIES = ("currency", "currencyCode", "priceCurrency", "currency_code", "currencyIso", "currencyISO")
_SKUS = ("sku", "productSKU", "skuId", "productId", "product_id", "itemId", "item_id", "nid", "goods_id", "id")
_NUMBERS = 2
"""Of these, the ones that are article numbers; the others are identifiers of a program."""
_PICTURES = ("image", "images", "imageUrl", "image_url", "featured_image", "pic_url", "imagePathList", "media", "img")
_SELLERS = ("sellerName", "seller_name", "shopName", "shop_name", "storeName", "store_name", "vendor", "nick")
_SHARED = r""""(?:%s)"\s{0,3}:\s{0,3}(?:\{\s{0,3}"name"\s{0,3}:\s{0,3})?"([^"\\<>{}]{1,240})\""""
_BRANDS = ("brand", "brandName", "brand_name", "productBrand", "product_brand", "manufacturerName")
_SHARED_SELLERS = tuple(name for name in _SELLERS if name not in {"vendor", "nick"})
_LONGEST_NAME = 60
_SHORTEST_SCRIPT = 25
"""Bytes of a script that may hold data."""
_PLAIN_WORD = re.compile(r"[A-Za-z0-9]+")
_CENTS = 100


def state_findings(scripts: Sequence[Script], about: str, url: str, locality: Locality) -> Findings | None:
    """The product object of inline script whose name is that of the page; None where there is none.

    Args:
        scripts: The scripts of the page.
        about: The page's title or the product's name: an object with another name is a related product.
        url: The page's address.
        locality: Settles signs.
    """
    probe = _probe(about)
    for origin, value in literals(scripts, lambda script: _may_sell(script, probe)):
        for node in _objects(value):
            name = next((found for key in _NAMES if (found := text(node.get(key)))), None)
            if name is None or not alike(name, about):
                continue
            price = _price(node, locality)
            if price is not None:
                return _findings(node, name, price, f"script:{origin}", url)
    return None


def _probe(name: str) -> str:
    """The longest plain word of a name: a script without it holds another product, and is not parsed."""
    return max(_PLAIN_WORD.findall(name), key=len, default="")


def shared_brand(scripts: Sequence[Script]) -> Found[str] | None:
    """The brand that inline script names, if it names only one."""
    return _only(_BRANDS, scripts, "brand")


def shared_seller(scripts: Sequence[Script], markup: bytes) -> Found[str] | None:
    """The shop that inline script names, if it names only one and the page shows it: a code of some program is none."""
    shop = _only(_SHARED_SELLERS, scripts, "shop_name")
    return shop if shop is not None and _is_shown(shop.value, markup) else None


def _is_shown(name: str, markup: bytes) -> bool:
    """Whether an element shows a name and nothing else."""
    spelled = {name, html.escape(name), html.escape(name, quote=False)}
    return any(re.search(rb">\s{0,40}" + re.escape(one.encode()) + rb"\s{0,40}<", markup) for one in spelled)


def _only(keys: tuple[str, ...], scripts: Sequence[Script], key: str) -> Found[str] | None:
    quoted = [f'"{name}"'.encode() for name in keys]
    pattern = re.compile((_SHARED % "|".join(keys)).encode())
    values = set()
    for script in scripts:
        if len(script.utf8) > _SHORTEST_SCRIPT and any(name in script.utf8 for name in quoted):
            values |= {" ".join(value.decode("utf-8", "replace").split()) for value in pattern.findall(script.utf8)}
    named = {value for value in values if len(value) <= _LONGEST_NAME} - {"", "null", "none", "undefined"}
    return Found(named.pop(), f"script:{key}") if len(named) == 1 else None


def _may_sell(script: str, probe: str) -> bool:
    return probe in script and _PRICED.search(script) is not None and ("ame" in script or "itle" in script)


def literals(scripts: Sequence[Script], wanted: Callable[[str], bool]) -> Iterator[tuple[str, Json]]:
    """The object and list literals of inline script, each with the name it is assigned to.

    Args:
        scripts: The scripts of a page.
        wanted: Whether a script is worth parsing.
    """
    for script in scripts[:_SCRIPTS]:
        attributes, content = script.attributes, script.content
        if "ld+json" in attributes or "src=" in attributes or len(content) > LONGEST or not wanted(content):
            continue
        if "json" in attributes:
            yield from _parsed("json", content.strip(), 0)
            continue
        for assigned in islice(_ASSIGNED.finditer(content), _LITERALS):
            target = _TARGET.search(content, max(0, assigned.start() - 100), assigned.start())
            yield from _parsed(target[1] if target else "json", content, assigned.end())


def _parsed(origin: str, script: str, start: int) -> Iterator[tuple[str, Json]]:
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(script, start)
    except RecursionError:
        return
    except ValueError:
        try:
            value = from_javascript(script[start:])
        except ValueError:
            return
    yield origin, value


def _objects(value: Json) -> Iterator[Mapping[str, Json]]:
    """Every object, the outer ones first."""
    queue: deque[Json] = deque([value])
    left = _NODES
    while queue and left > 0:
        item = queue.popleft()
        left -= 1
        if isinstance(item, dict):
            yield item
            queue.extend(child for child in item.values() if isinstance(child, (dict, list)))
        elif isinstance(item, list):
            queue.extend(child for child in item if isinstance(child, (dict, list)))


def _price(node: Mapping[str, Json], locality: Locality) -> Price | None:
    code = next(
        (found for key in _CURRENCIES if (raw := text(node.get(key))) and (found := currency_of(raw, locality))), None
    )
    for key in _PRICES:
        value = node.get(key)
        if isinstance(value, dict):
            code = code or next(
                (c for k in _CURRENCIES if (raw := text(value.get(k))) and (c := currency_of(raw, locality))), None
            )
            value = next((inner for k in _INNER_PRICES if isinstance(inner := value.get(k), (str, int, float))), None)
        if isinstance(value, bool) or value is None or isinstance(value, (list, dict)):
            continue
        price = read_price(str(value), locality, code)
        if price is not None and price.low > 0:
            # Shop systems that keep whole cents say so beside it.
            cents = isinstance(value, int) and ("price_min" in node or "compare_at_price" in node)
            return Price(
                price.low / _CENTS if cents else price.low,
                price.high,
                None,
                price.raw,
                price.currency or code,
                price.currency_raw,
            )
    return None


def _findings(node: Mapping[str, Json], name: str, price: Price, origin: str, url: str) -> Findings:
    def first(keys: tuple[str, ...]) -> Found[str] | None:
        return next((Found(value, f"{origin}.{key}") for key in keys if (value := text(node.get(key)))), None)

    pictures = next((found for key in _PICTURES if (found := urls(node.get(key), url))), ())
    state = availability(node.get("availability"))
    mark = marked_in_state(node)
    number = next((number for one in nodes(node.get("variants")) if (number := text(one.get("sku")))), None)
    variant = Found(number, f"{origin}.variants.sku") if number else None
    return Findings(
        title=Found(name, origin),
        paid_promotion=Found(value=True, origin=f"{origin}.{mark}") if mark else None,
        price=Found(price, f"{origin}.price") if price.low >= Decimal(0) else None,
        brand=first(("brand", "brandName", "brand_name")),
        sku=first(_SKUS[:_NUMBERS]) or variant or first(_SKUS[_NUMBERS:]),
        seller_name=first(_SELLERS),
        images=Found(pictures, f"{origin}.image") if pictures else None,
        availability=Found(state, f"{origin}.availability") if state else None,
    )
