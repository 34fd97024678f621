"""The listing's identifier in an address."""

import re
from urllib.parse import parse_qsl, urlsplit

_KEYS = (
    "id",
    "itemid",
    "item_id",
    "pid",
    "productid",
    "product_id",
    "sku",
    "skuid",
    "item",
    "goods_id",
    "goodsid",
    "goodsno",
    "offerid",
    "nid",
    "childsku",
)
_PLAIN = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{2,40}$")
_LAST_NUMBER = re.compile(r"(?:^|[-_/.a-z,])(\d{4,20})(?=$|[-_./,]|\D)", re.IGNORECASE)
_AFTER_WORD = re.compile(
    r"/(?:dp|gp/product|item|items|product|products|p|pd|pdp|deal|listing|offer|goods|itm|iid|sku|artikel|prod|detail)/([A-Za-z0-9_-]{4,40})(?=$|[/.])",
    re.IGNORECASE,
)
_ITEM_STEP = re.compile(r"/(?:dp|items?|products?|produkt|produit|producto|prodotto|p|pd|pdp|goods|itm)/[^/?#]")
_CODE_AT_END = re.compile(r"(?:^|[-_/,])([A-Za-z]{0,3}\d[A-Za-z0-9]{3,20})(?=$|\.[a-z]{3,5}$)")
_EXTENSION = re.compile(r"\.(?:html?|aspx?|php|jsp|ece)$", re.IGNORECASE)


def is_item_address(url: str) -> bool:
    """Whether an address has an identifier, or a step that shops keep for items, such as /product/ or /p/."""
    return identifier_of(url) is not None or _ITEM_STEP.search(url) is not None


def identifier_of(url: str) -> str | None:
    """The part of an item page's address that names the item; None where nothing in it looks like an identifier."""
    try:
        parts = urlsplit(url)
        query = {key.lower(): value for key, value in parse_qsl(parts.query, max_num_fields=100)}
    except ValueError:
        return None
    for key in _KEYS:
        value = query.get(key, "")
        if _PLAIN.match(value) and any(character.isdigit() for character in value):
            return value
    path = parts.path[:1000]
    if (
        (named := _AFTER_WORD.search(path))
        and any(character.isdigit() for character in named[1])
        and "-" not in named[1]
    ):
        return named[1]
    last = _EXTENSION.sub("", path.rstrip("/").rsplit("/", 1)[-1])
    if ending := _CODE_AT_END.search(last):
        return ending[1]
    numbers = _LAST_NUMBER.findall(path)
    return numbers[-1] if numbers else None
