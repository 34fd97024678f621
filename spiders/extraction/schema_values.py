"""Values of schema.org nodes, in all the shapes shops give them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from lenswatch.spiders.extraction.text import one_line
from lenswatch.spiders.extraction.tolerant_json import Json

Node = Mapping[str, Json]

_AVAILABILITY = {
    name.lower(): name
    for name in (
        "BackOrder", "Discontinued", "InStock", "InStoreOnly", "LimitedAvailability", "MadeToOrder", "OnlineOnly",
        "OutOfStock", "PreOrder", "PreSale", "Reserved", "SoldOut",
    )
}  # fmt: skip
_AVAILABILITY |= {
    "instock": "InStock", "in stock": "InStock", "available": "InStock", "in_stock": "InStock", "有货": "InStock",
    "outofstock": "OutOfStock", "out of stock": "OutOfStock", "oos": "OutOfStock", "unavailable": "OutOfStock",
    "out_of_stock": "OutOfStock", "无货": "OutOfStock", "售罄": "SoldOut", "sold out": "SoldOut", "pending": "PreOrder",
    "preorder": "PreOrder", "pre order": "PreOrder", "available for order": "BackOrder",
}  # fmt: skip
_NOTHING = frozenset({"null", "undefined", "none", "n/a", "nan"})
_LONGEST_NOTHING = max(map(len, _NOTHING))
_LONGEST_URL = 2000
_STEPS = r"(?:/[A-Za-z0-9_%~+-][A-Za-z0-9_%~+.-]*)+"
_PLAIN_PATH = re.compile(_STEPS)
_PLAIN_ADDRESS = re.compile(rf"https?://[a-z0-9][a-z0-9.-]*(?::[0-9]{{1,5}})?{_STEPS}")
"""Addresses without anything that joining would have to resolve or to spell otherwise; most pictures have one."""


def items(value: Json) -> Sequence[Json]:
    """A value, or each of a list of values."""
    if isinstance(value, list):
        return value
    return () if value is None else (value,)


def nodes(value: Json) -> Iterator[Node]:
    """The objects of a value or list."""
    return (item for item in items(value) if isinstance(item, dict))


def types(node: Node) -> frozenset[str]:
    """Names of a node's types in lower case, without the vocabulary's address."""
    return frozenset(
        str(item).rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1].rsplit("#", 1)[-1].lower()
        for item in items(node.get("@type"))
        if item
    )


def text(value: Json) -> str | None:
    """A value as one line of text: a string, a number, the name of an object, the first of a list."""
    for item in (value,) if isinstance(value, str) else items(value):
        if isinstance(item, str):
            line = one_line(item)
        elif isinstance(item, dict):
            line = text(item.get("name") or item.get("@value") or item.get("value"))
        elif isinstance(item, (int, float)) and not isinstance(item, bool):
            line = str(item)
        else:
            line = None
        if line and (len(line) > _LONGEST_NOTHING or line.lower() not in _NOTHING):
            return line
    return None


def absolute(url: str | None, base: str) -> str | None:
    """An http(s) address made absolute; None for anything else, data: URIs among them."""
    if not url or len(url) > _LONGEST_URL:
        return None
    origin = _origin(base)
    if origin is not None and _PLAIN_PATH.fullmatch(url):
        return origin + url
    if origin is not None and _PLAIN_ADDRESS.fullmatch(url):
        return url
    try:
        joined = urljoin(base, url.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in {"http", "https"} and parts.hostname else None


@lru_cache(maxsize=16)
def _origin(base: str) -> str | None:
    """Scheme and authority of an http(s) address; None for anything else."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} and parts.hostname else None


def urls(value: Json, base: str) -> tuple[str, ...]:
    """Absolute addresses of pictures or pages: strings, ImageObjects, lists of either; each once."""
    found: list[str] = []
    for item in items(value):
        if isinstance(item, dict):
            address = item.get("contentUrl") or item.get("url") or item.get("@id")
            found.extend(urls(address, base) if isinstance(address, (str, list)) else ())
        elif isinstance(item, str) and (url := absolute(one_line(item), base)):
            found.append(url)
    return tuple(dict.fromkeys(found))


def availability(value: Json) -> str | None:
    """Name of schema.org's ItemAvailability, or None where the word is not known."""
    word = text(value)
    if word is None:
        return None
    name = word.rstrip("/").rsplit("/", 1)[-1].strip().lower()
    return _AVAILABILITY.get(name)


def instant(value: Json) -> datetime | None:
    """An ISO 8601 time with offset; None for a bare date or a local time, which name no instant."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
